"""Files are changed together or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.rewriting import WritingError, apply_changes, select_changes


def list_files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_files_are_written_made_and_deleted(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    (tmp_path / "b").write_bytes(b"2")
    apply_changes(tmp_path, {"a": b"3", "b": None, "new/c": b"4"})
    assert list_files(tmp_path) == {"a": b"3", "new/c": b"4"}


def test_a_failure_puts_back_what_was_changed(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    (tmp_path / "b").write_bytes(b"2")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(WritingError, match=r"^file/c cannot be written: .*; nothing was changed$"):
        apply_changes(tmp_path, {"a": b"3", "b": None, "new": b"4", "file/c": b"5"})
    assert list_files(tmp_path) == {"a": b"1", "b": b"2", "file": b""}


def test_a_rewritten_file_keeps_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"1")
    path.chmod(0o640)
    apply_changes(tmp_path, {"a": b"2"})
    assert path.stat().st_mode & 0o777 == 0o640


def test_what_is_as_it_is_wanted_is_no_change(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    assert select_changes(tmp_path, {"a": b"1", "b": b"2", "c": None}) == {"b": b"2"}
