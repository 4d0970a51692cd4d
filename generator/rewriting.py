"""Change files of a project together: all of them, or none."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from generator.diagnostics import CannotRunError

Changes = Mapping[str, bytes | None]
"""New bytes of a file by its path below the project folder; ``None`` where the file goes."""


class WritingError(CannotRunError):
    """A file cannot be written; the message names it, and everything is as it was."""


def select_changes(root: Path, wanted: Changes) -> dict[str, bytes | None]:
    """Select what is not yet as it is wanted."""
    return {path: data for path, data in wanted.items() if _read(root / path) != data}


def apply_changes(root: Path, changes: Changes) -> None:
    """Write and delete files. Raises ``WritingError`` after having put back what was changed before the failure."""
    before: dict[str, bytes | None] = {}
    for path, data in changes.items():
        try:
            before[path] = _read(root / path)
            _put(root / path, data)
        except OSError as error:
            for changed, old in before.items():
                with suppress(OSError):
                    _put(root / changed, old)
            raise WritingError(f"{path} cannot be written: {error.strerror}; nothing was changed") from error


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _put(path: Path, data: bytes | None) -> None:
    """Write a file beside its place and move it there, so that nobody reads half of it; or delete it."""
    if data is None:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_bytes(data)
        if path.exists():
            beside.chmod(path.stat().st_mode)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
