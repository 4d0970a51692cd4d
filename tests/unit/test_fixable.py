"""What a check says can be mended is what ``ipt fix`` mends, no more and no less."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator import fixable
from generator.checking import check_project
from generator.fixable import MOST_FILES, find_fixable
from generator.reading import ProjectFiles, SourceFile, read_misnamed, read_project
from tests.support.projects import CASES, ROOT, TODAY, make_files, make_source, minimal, read_case, read_context

RECORD = minimal("technologies")
SLIPS = sorted(path for kind in ("invalid/technologies", "yaml") for path in (CASES / kind).glob("slip_*.yaml"))


def find_codes(*sources: SourceFile) -> dict[str, list[str]]:
    """Return the codes of the problems that can be mended, and of those that cannot."""
    files = make_files((*read_context(), *sources))
    checked = check_project(files, today=TODAY)
    found = find_fixable(files, (), checked, today=TODAY)
    errors = [one for one in checked.diagnostics if one.path in {source.path for source in sources}]
    return {"mended": [one.code for one in errors if one in found], "left": [one.code for one in errors if one not in found]}


@pytest.mark.parametrize(
    ("wrong", "mended", "left"),
    [
        (RECORD.replace("kind: hardware", "kindd: hardware"), ["unknown-key"], []),
        (RECORD.replace("kind: hardware", "kindd: hardware\nflavour: x"), ["unknown-key"], ["unknown-key"]),
        (RECORD.replace("kind: hardware", "kind: hardwear").replace("domain: acc", "domain: xxx"), ["unknown-term"], ["unknown-term"]),
        (RECORD.replace("  en: Beam", "  en: A: Beam"), ["yaml-colon"], []),
        (RECORD.replace("  en: Beam", "\ten: Beam"), ["yaml-tab"], []),
        (RECORD.replace("\n", "\r\n").replace("kind: hardware", "kind: hardwear"), ["unknown-term"], []),
        (RECORD.replace("kind: hardware", "flavour: hardware"), [], ["unknown-key"]),
        (RECORD.replace("reviewed: 2026-11-22", "reviewed: 2027-11-22"), [], ["date-future"]),
        ("", [], ["yaml-empty"]),
    ],
)
def test_a_problem_that_can_be_mended_is_known(wrong: str, mended: list[str], left: list[str]) -> None:
    found = find_codes(make_source("technologies", "alpha", wrong))
    assert found["mended"] == mended
    assert set(left) <= set(found["left"])


@pytest.mark.parametrize("path", SLIPS, ids=lambda path: path.stem)
def test_a_problem_is_mended_exactly_where_it_is_said_so(path: Path) -> None:
    source = read_case("technologies", path)
    files = make_files((*read_context(), source))
    checked = check_project(files, today=TODAY)
    said = find_fixable(files, (), checked, today=TODAY)
    changes = {change.path: change.after for change in fixable.mend_files(files, ())}
    mended = replace(source, data=changes[source.path].encode()) if source.path in changes else source
    after = {
        (one.location.line, one.code, one.message) for one in check_project(make_files((*read_context(), mended)), today=TODAY).diagnostics
    }
    assert said == {one for one in checked.diagnostics if (one.location.line, one.code, one.message) not in after}


def test_a_wrong_ending_and_a_vocabulary_are_mended_too(tmp_path: Path) -> None:
    for name in ("schemas", "catalogue"):
        (tmp_path / name).mkdir()
    for schema in (ROOT / "schemas").glob("*.json"):
        (tmp_path / "schemas" / schema.name).write_bytes(schema.read_bytes())
    for folder in ("vocabularies", "technologies"):
        (tmp_path / "catalogue" / folder).mkdir()
    for vocabulary in (ROOT / "catalogue" / "vocabularies").glob("*.yaml"):
        ending = "yml" if vocabulary.stem == "technology-kinds" else "yaml"
        text = vocabulary.read_text("utf-8")
        (tmp_path / "catalogue" / "vocabularies" / f"{vocabulary.stem}.{ending}").write_text(text.replace("title:", "Title:"), "utf-8")
    (tmp_path / "catalogue" / "technologies" / "alpha.yml").write_text(RECORD, "utf-8")
    files: ProjectFiles = read_project(tmp_path)
    checked = check_project(files, today=TODAY)
    assert {one.code for one in checked.diagnostics} == {"file-extension", "unknown-key"}
    assert find_fixable(files, read_misnamed(tmp_path), checked, today=TODAY) == set(checked.diagnostics)


def test_nothing_is_tried_where_nothing_is_wrong_or_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fixable, "mend_files", lambda *_: pytest.fail("mending was tried"))
    assert find_codes(make_source("technologies", "alpha", RECORD))["mended"] == []
    wrong = RECORD.replace("kind: hardware", "kindd: hardware")
    many = [make_source("technologies", f"a-{number}", wrong) for number in range(MOST_FILES + 1)]
    assert find_codes(*many)["mended"] == []
