"""What the pages on error codes show holds: each wrong example gives its code and no other, each right one gives none."""

from __future__ import annotations

import re
from pathlib import Path

import markdown
import pytest

from generator.changes import compare_records, find_owed
from generator.checking import check_project
from generator.description import describe_collection
from generator.diagnostics import CODES
from generator.explanations import KINDS, Example, Explanation, make_explanations
from generator.i18n import LANGUAGES
from generator.reading import read_explanations, read_project
from generator.schema import resolve_schemas
from generator.states import read_states
from generator.verifying import LinkLedger, outline_html
from tests.support.examples import BASE, LEFT_OUT, WHOLE, WRITERS, lay_over, make_example
from tests.support.projects import TODAY, read_foundation

EXPLANATIONS = {one.code: one for one in make_explanations(read_explanations())}
BUILT, COMPARED = "broken-link", "missing-alias"
"""The codes that the check of records does not know: one comes from a build, one from a comparison with an earlier state."""
CHECKED = [code for code in EXPLANATIONS if code not in (BUILT, COMPARED)]


def find_codes(root: Path, side: str, explanation: Explanation) -> set[str]:
    """Make a project of an example and return the codes of all its problems."""
    make_example(root, side, explanation.code, explanation.wrong if side == "wrong" else explanation.right)
    return {found.code for found in check_project(read_project(root), today=TODAY).diagnostics}


@pytest.mark.parametrize("code", CHECKED)
def test_a_wrong_example_has_its_problem_and_no_other(tmp_path: Path, code: str) -> None:
    assert find_codes(tmp_path, "wrong", EXPLANATIONS[code]) == {code}


@pytest.mark.parametrize("code", CHECKED)
def test_a_right_example_has_no_problem(tmp_path: Path, code: str) -> None:
    assert find_codes(tmp_path, "right", EXPLANATIONS[code]) == set()


@pytest.mark.parametrize(("side", "broken"), [("wrong", ["/technologies/pixel-cam/index.html"]), ("right", [])])
def test_the_link_of_an_example_is_followed(side: str, broken: list[str]) -> None:
    explanation = EXPLANATIONS[BUILT]
    example = explanation.wrong if side == "wrong" else explanation.right
    ledger = LinkLedger()
    for excerpt in example.excerpts:
        path = excerpt.path.removeprefix("docs/en/").replace(".md", ".html")
        ledger.add_page(path, (outline_html(markdown.markdown(excerpt.text)),))
    found = ledger.find_broken(frozenset({"contribute/index.html", "technologies/pixel-camera/index.html"}))
    assert [one.link for one in found] == broken


@pytest.mark.parametrize(("side", "codes"), [("wrong", [COMPARED]), ("right", [])])
def test_an_id_of_an_example_is_kept_or_missed(side: str, codes: list[str]) -> None:
    explanation = EXPLANATIONS[COMPARED]
    example = explanation.wrong if side == "wrong" else explanation.right
    foundation = read_foundation()
    schemas = resolve_schemas(foundation.schemas, {file.id: None for file in foundation.vocabularies})
    collections = {name: describe_collection(name, schema) for name, schema in schemas.items() if "x-collection" in schema}
    before = {"catalogue/technologies/pixel-camera.yaml": b"name:\n  en: Pixel camera\n"}
    after = {excerpt.path: excerpt.text.encode() for excerpt in example.excerpts}
    one, other = read_states(before, after, collections)
    changes = compare_records(one.records, other.records, published=collections)
    assert [found.code for found in find_owed(changes)] == codes


def test_the_records_under_the_examples_are_in_order(tmp_path: Path) -> None:
    make_example(tmp_path, "right", "", Example((), None))
    checked = check_project(read_project(tmp_path), today=TODAY)
    assert checked.diagnostics == ()
    assert {f"catalogue/{record.collection}/{record.id}.yaml" for record in checked.catalogue.all_records()} == set(BASE)


def test_every_code_is_explained_and_nothing_else() -> None:
    assert set(read_explanations()) == set(CODES)


@pytest.mark.parametrize("code", EXPLANATIONS)
def test_an_explanation_is_complete_in_both_languages(code: str) -> None:
    one = EXPLANATIONS[code]
    assert set(read_explanations()[code]) - {"wrong_note", "right_note"} == {"kind", "meaning", "why", "wrong", "right"}
    notes = [example.note for example in (one.wrong, one.right) if example.note]
    for text in (one.meaning, one.why, *notes):
        assert set(text) == set(LANGUAGES)
        assert all(sentence.strip() == sentence and sentence.endswith(".") for sentence in text.values())
    assert all(len(re.findall(r"[.:;](?=\s|$)", text)) >= 2 for text in one.why.values())


def test_every_kind_has_codes_and_warnings_are_their_own() -> None:
    assert {one.kind for one in EXPLANATIONS.values()} == set(KINDS)
    assert all((one.kind == "warnings") is (one.severity == "warning") for one in EXPLANATIONS.values())


def test_a_wrong_example_differs_from_the_right_one() -> None:
    assert [code for code, one in EXPLANATIONS.items() if one.wrong == one.right] == []


def test_only_codes_have_examples_that_are_made_apart() -> None:
    assert {code for _, code in (*WHOLE, *WRITERS)} | set(LEFT_OUT) <= set(CODES)


def test_a_code_without_an_explanation_cannot_be_left_out() -> None:
    entries = dict(read_explanations())
    del entries["yaml-tab"]
    with pytest.raises(KeyError, match="yaml-tab"):
        make_explanations(entries)


def test_an_excerpt_takes_the_place_of_its_keys() -> None:
    assert lay_over("a: 1\nb:\n  c: 2\nd: 3\n", "b:\n  e: 4\nf: 5\n") == "a: 1\nb:\n  e: 4\nd: 3\nf: 5\n"
