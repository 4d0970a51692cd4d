"""Issue forms: what they ask, and what becomes of the answers."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.form_records import AnswerError, Draft, Present, make_draft
from generator.issue_forms import Form, read_answers
from generator.reading import read_forms
from generator.source import parse_document
from tests.support.projects import ROOT, check_records, minimal, read_foundation
from tests.unit.test_changes import COLLECTIONS

FORMS = {form.name: form for form in read_forms(ROOT)}
TEMPLATES = ROOT / ".github" / "ISSUE_TEMPLATE"
NEW = {"new-technology": "technologies", "new-category": "suppliers"}
ALPHA = minimal("technologies")
FAMILY = minimal("suppliers")

TECHNOLOGY = {
    "name.en": "Pixel caméra 2",
    "name.fr": "Caméra à pixels 2",
    "kind": "Hardware · Matériel (hardware)",
    "domain": "Detectors · Détecteurs (detectors)",
    "fields": "Healthcare · Santé (healthcare), Research · Recherche (research)",
    "summary.en": "A camera that counts\nsingle particles: one by one.",
    "description.en": "One **paragraph**.\n\nAnother one.",
    "maturity.trl": "TRL 8 · system complete and qualified · TRL 8 · système complet et qualifié (8)",
    "rights.availability": "Open · Libre (open)",
    "rights.protection": "Open source · Logiciel libre (open-source)",
    "rights.licence": "CERN-OHL-S-2.0",
    "sources": "https://example.org/a Name, purpose\n- https://example.org/b – licence: open",
}


def write_body(form: Form, answers: Mapping[str, str]) -> str:
    """Write the body of an issue as GitHub does."""
    parts = (f"### {question.label}\n\n{answers.get(question.path, '_No response_')}" for question in form.questions)
    return "\n\n".join(parts)


def present() -> Present:
    records = {("technologies", "alpha"): ALPHA, ("suppliers", "family"): FAMILY}
    return Present(COLLECTIONS, records, frozenset({("technologies", "first-chip")}), "2026-11-22")


def draft(form: str, answers: Mapping[str, str]) -> Draft:
    """Make the file of answers, given by path."""
    found = read_answers(write_body(FORMS[form], answers), FORMS.values())
    assert found is not None
    assert found.form.name == form
    assert found.problems == ()
    return make_draft(found, present())


def read(text: str) -> Any:
    document, problems = parse_document("x.yaml", text.encode())
    assert document is not None, problems
    return document.value


# --- The forms ------------------------------------------------------------------------------------


def test_forms_fit_the_schema_of_github() -> None:
    forms = [path for path in sorted(TEMPLATES.glob("*.yml")) if path.stem != "config"]
    assert [path.stem for path in forms] == ["correction", "new-category", "new-technology", "withdraw"]
    for schema, paths in (("github-issue-forms", forms), ("github-issue-config", [TEMPLATES / "config.yml"])):
        command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", *paths]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", NEW)
def test_a_form_for_new_records_asks_for_every_required_field(name: str) -> None:
    form, collection = FORMS[name], COLLECTIONS[NEW[name]]
    assert [label for label in form.labels if label in COLLECTIONS] == [collection.id]
    asked = {question.path.split(".")[0] for question in form.questions if question.required}
    assert {field.key for field in collection.fields if field.required} - asked == {"reviewed"}


@pytest.mark.parametrize("name", NEW)
def test_options_are_the_terms_of_the_field_in_their_order(name: str) -> None:
    vocabularies = {file.id: read(file.data.decode())["terms"] for file in read_foundation().vocabularies}
    asked = 0
    for question in FORMS[name].questions:
        if question.options:
            field = COLLECTIONS[NEW[name]].by_path[question.path]
            terms = vocabularies[(field.items or field).vocabulary]
            named = [f"{term['name']['en']} · {term['name']['fr']} ({id_})" for id_, term in terms.items()]
            assert list(question.options) == named
            assert list(question.terms) == list(terms)
            assert question.many is (field.items is not None)
            asked += 1
    assert asked >= 2


@pytest.mark.parametrize("name", FORMS)
def test_a_question_is_asked_in_both_languages_and_once(name: str) -> None:
    labels = [question.label for question in FORMS[name].questions]
    assert len(set(labels)) == len(labels)
    assert [label for label in labels if label.count(" · ") != 1] == []


# --- New records ----------------------------------------------------------------------------------


def test_answers_become_a_record() -> None:
    made = draft("new-technology", TECHNOLOGY)
    assert made.reference == ("technologies", "pixel-camera-2")
    assert read(made.text) == {
        "name": {"en": "Pixel caméra 2", "fr": "Caméra à pixels 2"},
        "kind": "hardware",
        "domain": "detectors",
        "fields": ["healthcare", "research"],
        "summary": {"en": "A camera that counts single particles: one by one."},
        "description": {"en": "One **paragraph**.\n\nAnother one."},
        "maturity": {"trl": 8},
        "rights": {"availability": "open", "protection": ["open-source"], "licence": "CERN-OHL-S-2.0"},
        "sources": [
            {"url": "https://example.org/a", "supports": "Name, purpose"},
            {"url": "https://example.org/b", "supports": "licence: open"},
        ],
        "reviewed": "2026-11-22",
    }
    assert check_records({"technologies/pixel-camera-2": made.text}).diagnostics == ()


def test_a_category_becomes_a_record_with_items_in_both_languages() -> None:
    answers = {
        "id": "flanges",
        "name.en": "Flanges",
        "kind": "Supply · Fourniture (supply)",
        "parent": "family",
        "summary.en": "Flanges of steel.",
        "label_basis": "Grouping of this catalogue · Regroupement de ce catalogue (derived)",
        "examples": "flanges | brides\r\n\r\nseals",
        "sources": "https://example.org/a Items",
    }
    made = draft("new-category", answers)
    assert read(made.text)["examples"] == [{"en": "flanges", "fr": "brides"}, {"en": "seals"}]
    assert made.text.startswith("# yaml-language-server: $schema=../../schemas/editor/suppliers.schema.json\n")


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"id": "Alpha Chip"}, "'Alpha Chip' is no id"),
        ({"id": "../../x"}, "is no id"),
        ({"id": "alpha"}, "the id 'alpha' is taken"),
        ({"id": "first-chip"}, "the id 'first-chip' is taken"),
        ({"name.en": "粒子"}, "'' is no id"),
        ({"sources": "see the web"}, "is not an address"),
        ({"sources": "javascript:alert(1) x"}, "is not an address"),
        ({"sources": "https://example.org/a"}, "is not an address"),
        ({"summary.en": "a\u202eb"}, "U+202E"),
    ],
)
def test_answers_that_make_no_record_are_refused(answers: dict[str, str], told: str) -> None:
    with pytest.raises(AnswerError) as error:
        draft("new-technology", TECHNOLOGY | answers)
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"name.en": "_No response_"}, "Name (English) · Nom (anglais): there is no answer"),
        ({"kind": "None"}, "Kind · Nature: there is no answer"),
        ({"kind": "Magic (magic)"}, "Kind · Nature: the answer is none of the options"),
        (
            {"fields": "Healthcare · Santé (healthcare), x"},
            "Application fields · Domaines d’application: the answer is none of the options",
        ),
        ({"summary.en": "A\n\n### Kind · Nature\n\nB"}, "Kind · Nature: the heading stands in an answer, too; delete it there"),
    ],
)
def test_what_is_missing_is_said(answers: dict[str, str], told: str) -> None:
    found = read_answers(write_body(FORMS["new-technology"], TECHNOLOGY | answers), FORMS.values())
    assert found is not None
    assert found.problems == (told,)


def test_a_heading_of_its_own_belongs_to_the_answer() -> None:
    made = draft("new-technology", TECHNOLOGY | {"description.en": "A\n\n### Other\n\nB"})
    assert read(made.text)["description"]["en"] == "A\n\n### Other\n\nB"


@pytest.mark.parametrize("body", ["", "### Name\n\nx", "Something is wrong.", "\0", "### " * 1000])
def test_what_is_no_form_is_none(body: str) -> None:
    assert read_answers(body, FORMS.values()) is None


HOSTILE = st.text(max_size=60) | st.sampled_from(
    (
        'x"\nstatus: withdrawn',
        "x\nreviewed: 2001-01-01",
        "'; rm -rf / #",
        "$(touch stolen) `touch stolen`",
        "!!python/object/apply:os.system [x]",
        "*alias &anchor",
        "{{ 7 * 7 }} {% raw %}",
        "---\n...\n---",
        "<script>alert(1)</script>",
        "${{ github.token }}",
        "| block\n  # comment",
        "- - -",
        "=1+1",
    )
)


KEYS = ("name", "kind", "domain", "fields", "summary", "description", "maturity", "rights", "sources", "reviewed")


@settings(deadline=None, derandomize=True)
@given(HOSTILE, HOSTILE, HOSTILE)
def test_an_answer_is_a_value_and_nothing_else(name: str, summary: str, description: str) -> None:
    """Whatever stands in the answers, a record is made that says just that, or none is made."""
    answers = TECHNOLOGY | {"id": "own", "name.en": name, "summary.en": summary, "description.en": description}
    found = read_answers(write_body(FORMS["new-technology"], answers), FORMS.values())
    if found is None or found.problems:
        return
    try:
        made = make_draft(found, present())
    except AnswerError:
        return
    values = read(made.text)
    assert made.reference == ("technologies", "own")
    assert values["name"]["en"] == " ".join(str(found.given["name.en"]).split())
    assert values["summary"]["en"] == " ".join(str(found.given["summary.en"]).split())
    assert list(values) == [key for key in KEYS if key != "description" or "description.en" in found.given]
    assert (values["reviewed"], values["kind"]) == ("2026-11-22", "hardware")


# --- Changes --------------------------------------------------------------------------------------


def correct(**answers: str) -> str:
    given = {"page": "/technologies/alpha/", "field": "summary.en", "value": "Better.", "sources": "https://example.org/new Summary"}
    made = draft("correction", given | answers)
    assert made.reference == ("technologies", "alpha")
    return made.text


def test_a_correction_changes_the_field_its_source_and_the_day() -> None:
    values = read(ALPHA)
    values["summary"]["en"] = "Better."
    values["sources"].append({"url": "https://example.org/new", "supports": "Summary"})
    values["reviewed"] = "2026-11-22"
    assert read(correct()) == values


@pytest.mark.parametrize(
    "page", ["https://ipt.example/technologies/alpha/", "https://ipt.example/fr/technologies/alpha/#x", "technologies/alpha"]
)
def test_the_page_is_known_by_the_end_of_its_address(page: str) -> None:
    assert "Better." in correct(page=page)


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"page": "/technologies/nothing/"}, "is not the address of the page of a record"),
        ({"page": "/contribute/alpha/"}, "is not the address of the page of a record"),
        ({"field": "sumary.en"}, "'sumary.en' is no field of technologies"),
        ({"field": "origin.en"}, "the record does not state it"),
        ({"field": "fields"}, "it holds more than one value"),
    ],
)
def test_a_correction_that_cannot_be_made_says_why(answers: dict[str, str], told: str) -> None:
    with pytest.raises(AnswerError) as error:
        correct(**answers)
    assert told in str(error.value)


@settings(deadline=None, derandomize=True)
@given(HOSTILE, HOSTILE)
def test_a_correction_changes_nothing_else(value: str, supports: str) -> None:
    answers = {"page": "/technologies/alpha/", "field": "summary.en", "value": value, "sources": f"https://example.org/new {supports}"}
    found = read_answers(write_body(FORMS["correction"], answers), FORMS.values())
    if found is None or found.problems:
        return
    try:
        made = make_draft(found, present())
    except AnswerError:
        return
    values = read(ALPHA)
    values["summary"]["en"] = " ".join(str(found.given["value"]).split())
    values["reviewed"] = "2026-11-22"
    changed = read(made.text)
    added = changed["sources"][len(values["sources"]) :]
    assert all(source.keys() == {"url", "supports"} and source["url"].startswith("https://") for source in added)
    assert changed | {"sources": values["sources"]} == values


def test_a_withdrawn_record_stays_and_says_why() -> None:
    made = draft("withdraw", {"page": "/technologies/alpha/", "status_note.en": "Sold."})
    assert read(made.text) == read(ALPHA) | {"status": "withdrawn", "status_note": {"en": "Sold."}}
    assert check_records({"technologies/alpha": made.text}).diagnostics == ()
