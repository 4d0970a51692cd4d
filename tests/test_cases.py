"""Check every case: what a file must say stands beside it, line by line.

A case is a YAML file under ``cases``; its twin ``<case>.expected`` is the whole list of its diagnostics, one a line:
``LINE:COLUMN SEVERITY CODE MESSAGE; HINT``. Each is checked among the records of ``cases/context``, which must stay
without a diagnostic. The id of a case is the name of its file with hyphens for underscores.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.characters import MAX_BYTES
from tests.support.projects import (
    CASES,
    COLLECTIONS,
    VOCABULARIES,
    check_case,
    check_records,
    check_source,
    make_source,
    read_context,
    render_page,
    show_all,
)

INVALID = sorted((CASES / "invalid").glob("*/*.yaml"))
VALID = sorted((CASES / "valid").glob("*/*.yaml"))
YAML = sorted((CASES / "yaml").glob("*.yaml"))
LARGEST_CASE = 100_000
"""Bytes; larger files are made by the tests that need them."""


def name_case(path: Path) -> str:
    """Name a case by its place: ``technologies/name_empty``."""
    return path.relative_to(CASES).with_suffix("").as_posix().partition("/")[2]


def check_alone(folder: str, path: Path) -> list[str]:
    """Check a case, hold that no other file has a diagnostic, and show its own."""
    checked = check_case(folder, path)
    own = f"catalogue/{folder}/{path.stem.replace('_', '-')}.yaml"
    assert [found for found in checked.diagnostics if found.path != own] == []
    return show_all(checked.diagnostics)


def read_twin(path: Path) -> list[str]:
    """Read what a case must say."""
    twin = path.with_suffix(".expected")
    assert twin.is_file(), f"write {twin.name}, the whole list of diagnostics of this case"
    return twin.read_text("utf-8").split("\n")[:-1]


@pytest.mark.parametrize("path", VALID, ids=name_case)
def test_valid_case_is_accepted(path: Path) -> None:
    assert check_alone(path.parent.name, path) == []


@pytest.mark.parametrize("path", [path for path in VALID if path.parent.name in COLLECTIONS], ids=name_case)
def test_valid_case_can_be_shown(path: Path) -> None:
    """What the check lets pass must not make the build fail."""
    render_page(check_case(path.parent.name, path), path.parent.name, path.stem.replace("_", "-"))


@pytest.mark.parametrize("path", INVALID, ids=name_case)
def test_invalid_case_says_exactly_its_twin(path: Path) -> None:
    wanted = read_twin(path)
    assert wanted, "a case without any diagnostic belongs under valid"
    assert check_alone(path.parent.name, path) == wanted


@pytest.mark.parametrize("path", YAML, ids=name_case)
def test_yaml_case_says_exactly_its_twin(path: Path) -> None:
    assert check_alone("technologies", path) == read_twin(path)


DEPTH = "lists and maps are nested more than 32 deep; flatten the record"
LARGE = {
    "flow_lists_10000_deep": (b"[" * 10_000 + b"]" * 10_000, f"1:33 error yaml-depth {DEPTH}"),
    "flow_lists_10000_deep_and_unclosed": (b"[" * 10_000, f"1:33 error yaml-depth {DEPTH}"),
    "flow_maps_10000_deep": (b"{a: " * 10_000 + b"1" + b"}" * 10_000, f"1:129 error yaml-depth {DEPTH}"),
    "block_lists_10000_deep": (b"- " * 10_000 + b"x\n", f"1:65 error yaml-depth {DEPTH}"),
    "block_keys_10000_deep": (b"? " * 10_000 + b"x\n", f"1:65 error yaml-depth {DEPTH}"),
    "block_lists_10000_deep_under_a_key": (b"a:\n " + b"- " * 10_000 + b"x\n", f"2:64 error yaml-depth {DEPTH}"),
    "block_maps_400_deep": (b"".join(b" " * n + b"a:\n" for n in range(400)), f"33:33 error yaml-depth {DEPTH}"),
    "one_byte_too_large": (
        b"#" * MAX_BYTES + b"\n",
        "1:1 error file-too-large the file is larger than 256 kB; shorten the record or split it",
    ),
    "largest_allowed": (
        b"#" * (MAX_BYTES - 1) + b"\n",
        "1:1 error yaml-empty the file holds no record; write at least the required keys, or delete the file",
    ),
    "quote_unclosed_to_the_end": (
        b"a: '" + b"x " * 100_000,
        "1:4 error yaml-quote a quotation mark is opened and not closed; close it, or double it inside the text",
    ),
}


@pytest.mark.parametrize("name", LARGE)
def test_large_file_has_one_diagnostic(name: str) -> None:
    data, wanted = LARGE[name]
    assert show_all(check_source(make_source("technologies", name.replace("_", "-"), data)).diagnostics) == [wanted]


def test_every_twin_has_a_case() -> None:
    twins = [path for path in CASES.rglob("*.expected") if not path.with_suffix(".yaml").is_file()]
    assert twins == []


def test_only_cases_that_fail_have_twins() -> None:
    assert sorted((CASES / "valid").rglob("*.expected")) == []
    assert sorted((CASES / "context").rglob("*.expected")) == []


def test_every_file_is_a_case_or_a_twin() -> None:
    files = [path for path in CASES.rglob("*") if path.is_file() and path.name != ".gitattributes"]
    assert {path.suffix for path in files} == {".yaml", ".expected"}
    assert set(files) - {twin.with_suffix(suffix) for twin in (*INVALID, *YAML) for suffix in (".yaml", ".expected")} == {
        *VALID,
        *(CASES / "context").glob("*/*.yaml"),
    }


def test_no_case_is_larger_than_it_need_be() -> None:
    assert [path for path in CASES.rglob("*.yaml") if path.stat().st_size > LARGEST_CASE] == []


@pytest.mark.parametrize("collection", [*COLLECTIONS, VOCABULARIES])
def test_every_collection_has_its_smallest_and_its_fullest_record(collection: str) -> None:
    assert {"minimal", "full"} <= {path.stem for path in VALID if path.parent.name == collection}


def test_context_has_no_diagnostic_by_itself() -> None:
    context = {source.path.removeprefix("catalogue/").removesuffix(".yaml"): source.data for source in read_context()}
    checked = check_records(context)
    assert checked.diagnostics == ()
    assert [place for place in context if checked.catalogue.get((place.split("/")[0], place.split("/")[1])) is None] == []
