"""Planning and writing of changes: which files are touched, and that a file is written whole."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.characters import MAX_BYTES
from generator.patching import Change, PatchError, format_files, mend_files, show_patch, write_changes
from generator.reading import read_misnamed
from tests.support.projects import make_files, make_source, minimal

RECORD = minimal("technologies")
PATH = "catalogue/technologies/alpha.yaml"


def make_change(path: str = PATH, target: str = PATH) -> Change:
    return Change(path, target, "a\n", "b\n")


def test_a_mended_vocabulary_counts_for_the_records_of_the_same_run() -> None:
    own = make_source(
        "vocabularies", "adopter-roles", "title: {en: Roles, fr: Rôles}\nterms:\n  tester:\n    Name: {en: Tester, fr: Testeur}\n"
    )
    adopters = "adopters:\n- name: A\n  role: Tester\n"
    files = make_files((own, make_source("technologies", "alpha", RECORD + adopters)))
    assert [change.path for change in mend_files(files, ())] == [PATH, own.path]
    assert mend_files(files, ())[0].after == RECORD + adopters.replace("Tester", "tester")


def test_files_that_were_cut_or_are_no_text_or_belong_to_no_collection_are_left() -> None:
    large = make_source("technologies", "alpha", "# x  \n" * MAX_BYTES)
    other = make_source("technologies", "beta", b"\xff  \n")
    stray = make_source("common", "gamma", "a: 1  \n")
    files = make_files((replace(large, data=large.data[: MAX_BYTES + 1]), other, stray))
    assert mend_files(files, ()) == format_files(files) == ()


def test_files_with_another_ending_are_found_by_the_name_that_they_should_have(tmp_path: Path) -> None:
    folder = tmp_path / "catalogue" / "technologies"
    folder.mkdir(parents=True)
    for name in ("alpha.yml", "beta.yml", "beta.yaml", "Not An Id.yml"):
        (folder / name).write_text("a: 1\n")
    (folder / "linked.yml").symlink_to(folder / "alpha.yml")
    (folder / "folder.yml").mkdir()
    assert [(old, file.id, file.path) for old, file in read_misnamed(tmp_path)] == [(f"{PATH[:-4]}yml", "alpha", PATH)]


def test_a_patch_names_both_files_and_a_missing_last_line_break() -> None:
    patch = show_patch(Change("x/a.yml", "x/a.yaml", "a", "b\n"))
    assert patch.splitlines() == [
        *("diff --git a/x/a.yml b/x/a.yaml", "rename from x/a.yml", "rename to x/a.yaml", "--- a/x/a.yml", "+++ b/x/a.yaml"),
        *("@@ -1 +1 @@", "-a", "\\ No newline at end of file", "+b"),
    ]


def test_nothing_is_written_where_one_file_is_none(tmp_path: Path) -> None:
    folder = tmp_path / "catalogue" / "technologies"
    folder.mkdir(parents=True)
    (folder / "alpha.yaml").write_text("a\n")
    (folder / "linked.yaml").symlink_to(folder / "alpha.yaml")
    linked = "catalogue/technologies/linked.yaml"
    with pytest.raises(PatchError, match=r"linked\.yaml lies outside"):
        write_changes(tmp_path, [make_change(), make_change(linked, linked)])
    assert (folder / "alpha.yaml").read_text() == "a\n"
    write_changes(tmp_path, [make_change()])
    assert [(path.name, path.read_text()) for path in sorted(folder.iterdir())] == [("alpha.yaml", "b\n"), ("linked.yaml", "b\n")]


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(PatchError, match=r"alpha\.yaml cannot be read"):
        write_changes(tmp_path, [make_change()])
