"""Exports side by side: every file once, with its digest."""

from __future__ import annotations

import hashlib

import pytest

from generator.exporting import CHECKSUMS, EXPORTS, ExportError, list_exported, write_exports
from generator.open_data.edition import DataFile
from generator.publishing import Staging
from tests.support.editions import edit_records
from tests.support.sites import read_tree


@pytest.fixture(scope="module")
def edition():
    return edit_records({})


@pytest.fixture
def staging(tmp_path):
    return Staging(tmp_path / "new", tmp_path / "shown")


def offer(monkeypatch, **exports):
    """Have these exports and no others: the files of each, by path."""
    for name in EXPORTS.keys() - exports.keys():
        monkeypatch.delitem(EXPORTS, name)
    for name, files in exports.items():
        monkeypatch.setitem(EXPORTS, name, lambda _, files=files: [DataFile(path, data) for path, data in files])


def test_every_export_is_written_with_the_digests_of_its_files(monkeypatch, edition, staging):
    offer(monkeypatch, one=[("a/x", b"1"), ("b", b"2")], two=[("c", b"3")], three=[("d", b"4")])
    steps = []
    paths = write_exports(edition, EXPORTS, staging, steps.append)
    written = read_tree(staging.folder)
    assert paths == written.keys() == {"a/x", "b", "c", "d", CHECKSUMS}
    assert written[CHECKSUMS].decode().splitlines() == [
        f"{hashlib.sha256(written[path]).hexdigest()}  {path}" for path in ("a/x", "b", "c", "d")
    ]
    assert sum(steps) == 3
    assert (staging.written, staging.size) == (5, sum(map(len, written.values())))


def test_what_was_exported_is_known_by_its_digests(monkeypatch, edition, staging):
    offer(monkeypatch, one=[("a  b", b"1")])
    assert list_exported(staging.folder) == frozenset()
    assert write_exports(edition, EXPORTS, staging, lambda _: None) == list_exported(staging.folder)


def test_only_what_is_asked_for_is_written(monkeypatch, edition, staging):
    offer(monkeypatch, one=[("a", b"1")], two=[("b", b"2")])
    assert write_exports(edition, ["two"], staging, lambda _: None) == {"b", CHECKSUMS}


@pytest.mark.parametrize(
    "exports",
    [
        {"one": [("a", b"1"), ("a", b"2")]},
        {"one": [("a", b"1")], "two": [("a", b"1")]},
        {"one": [("a", b"1")], "two": [], "three": [("a", b"2")]},
    ],
)
def test_two_files_with_one_path_are_a_mistake(monkeypatch, edition, staging, exports):
    offer(monkeypatch, **exports)
    with pytest.raises(ExportError, match=r"two exported files have the path a$"):
        write_exports(edition, EXPORTS, staging, lambda _: None)
