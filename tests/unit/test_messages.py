"""One mistake is one sentence, in one place, with a way to mend it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.diagnostics import CODES, Diagnostic
from generator.messages import explain_document, name_place, show, suggest
from generator.schema import compile_validator
from generator.source import parse_document
from tests.support.constraints import KEYWORDS, compile_all, read_raw
from tests.support.projects import CASES, COLLECTIONS, check_source, make_source, render_page, show_all
from tests.support.values import JSON, SCHEMA_OF, spoilt_records


def explain(schema: dict[str, Any], text: str) -> tuple[Diagnostic, ...]:
    """Explain what a schema has against a document."""
    document, problems = parse_document("x.yaml", text.encode())
    assert problems == ()
    assert document is not None
    return explain_document(document, compile_validator(schema))


def tell(schema: dict[str, Any], text: str) -> list[str]:
    """Show what a schema has against a document as the twins of the cases do."""
    return show_all(explain(schema, text))


def under(schema: Any, **more: Any) -> dict[str, Any]:
    """Make a schema of a map with the key ``a``."""
    return {"type": "object", "additionalProperties": False, "properties": {"a": schema}, **more}


# --- Words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "known", "said"),
    [
        ("sumary", ["name", "summary"], "did you mean 'summary'?"),
        ("SUMMARY", ["summary"], "did you mean 'summary'?"),
        ("ria", ["RIA", "CSA"], "did you mean 'RIA'?"),
        ("participent", ["participant", "participants", "partner"], "did you mean 'participant' or 'participants'?"),
        ("aaab", ["aaaa", "aaac", "aaad", "aaae"], "did you mean 'aaae' or 'aaad' or 'aaac'?"),
        ("xyz", ["name", "summary"], ""),
        ("", ["name"], ""),
        ("name", [], ""),
    ],
)
def test_suggestion_names_at_most_three_near_words(wrong: str, known: list[str], said: str) -> None:
    assert suggest(wrong, known) == said


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ((), "the record"),
        (("name",), "name"),
        (("rights", "patents", 1, "number"), "rights.patents[2].number"),
        (("fields", 0), "fields[1]"),
        ((0,), "[1]"),
        ((0, "a"), "[1].a"),
        (("a", 0, 1), "a[1][2]"),
    ],
)
def test_place_is_named_by_keys_and_counted_from_one(path: tuple[str | int, ...], name: str) -> None:
    assert name_place(path) == name


def test_value_is_shown_in_one_short_line() -> None:
    assert show("a\nb") == r"'a\nb'"
    assert show("x" * 58) == repr("x" * 58)
    assert show("x" * 59) == f"'{'x' * 58}…"
    assert len(show(["long"] * 100)) == 60


# --- One keyword each -----------------------------------------------------------------------------

ABC = ["alpha", "beta"]


@pytest.mark.parametrize(
    ("schema", "text", "told"),
    [
        ({"type": "string"}, "a: 1.10", '1:4 error wrong-type a must be text, not 1.10; put it in quotes: "1.10"'),
        ({"type": "string"}, "a: 2026", '1:4 error wrong-type a must be text, not 2026; put it in quotes: "2026"'),
        ({"type": "string"}, "a: TRUE", '1:4 error wrong-type a must be text, not TRUE; put it in quotes: "TRUE"'),
        ({"type": "string"}, "a: [b]", "1:4 error wrong-type a must be text, not a list; write one text"),
        ({"type": "string"}, "a: {b: c}", "1:4 error wrong-type a must be text, not a map; write one text"),
        ({"type": "string"}, "a: ~", "1:4 error wrong-type a is empty and must be text; write a value or delete the key"),
        (
            {"type": "array"},
            "a: b",
            "1:4 error wrong-type a must be a list, not b; begin each item on its own line with a dash and a space",
        ),
        ({"type": "object"}, "a: b", "1:4 error wrong-type a must be a map of keys, not b; write keys under it, indented, such as 'en: …'"),
        ({"type": "integer"}, "a: b", "1:4 error wrong-type a must be a whole number, not b"),
        ({"type": "number"}, "a: b", "1:4 error wrong-type a must be a number, not b"),
        ({"type": "boolean"}, "a: yes", "1:4 error wrong-type a must be true or false, not yes"),
        ({"enum": ABC}, "a: betta", "1:4 error wrong-value a cannot be 'betta'; did you mean 'beta'?"),
        ({"enum": ABC}, "a: zzz", "1:4 error wrong-value a cannot be 'zzz'; known: alpha, beta"),
        (
            {"enum": ABC, "x-vocabulary": "v"},
            "a: betta",
            "1:4 error unknown-term a: 'betta' is no term of the vocabulary v; did you mean 'beta'?",
        ),
        ({"enum": [1, 2]}, "a: 3", "1:4 error wrong-value a cannot be 3; known: 1, 2"),
        ({"const": True}, "a: x", "1:4 error wrong-value a cannot be 'x'; write true or delete the key"),
        (
            {"pattern": "^[a-z]$", "x-message": "write one letter"},
            "a: B",
            "1:4 error wrong-form a: 'B' has the wrong form; write one letter",
        ),
        ({"pattern": "^[a-z]$"}, "a: B", "1:4 error wrong-form a: 'B' has the wrong form"),
        ({"format": "date", "x-message": "write a day"}, "a: B", "1:4 error wrong-form a: 'B' has the wrong form; write a day"),
        ({"minLength": 3}, "a: xy", "1:4 error text-length a has 2 characters and needs 3; write the text or delete the key"),
        ({"maxLength": 1}, "a: 𝒳𝒳𝒳", "1:4 error text-length a has 3 characters, 2 more than the 1 allowed; shorten it"),
        ({"minItems": 2}, "a: [b]", "1:4 error list-length a has 1 items and needs at least 2; add an item or delete the key"),
        ({"maxItems": 1}, "a: [b, c]", "1:4 error list-length a has 2 items, more than the 1 allowed; keep the most telling ones"),
        ({"minProperties": 1}, "a: {}", "1:4 error empty-value a is an empty map; write at least one key under it, or delete it"),
        ({"uniqueItems": True}, "a: [b, c, c]", "1:4 error duplicate-item a holds 'c' twice; keep one of them"),
        ({"minimum": 0}, "a: -0.50", "1:4 error out-of-range a is -0.50 and must be at least 0; check the figure"),
        ({"maximum": 9}, "a: 1e1", "1:4 error out-of-range a is 1e1 and must be at most 9; check the figure"),
        (False, "a: b", "1:1 error misplaced-key a has no place here; delete the key"),
    ],
)
def test_refusal_is_told_in_one_sentence_with_a_hint(schema: Any, text: str, told: str) -> None:
    assert tell(under(schema), text) == [told]


def test_every_keyword_that_refuses_a_value_can_be_described() -> None:
    """A new keyword in a schema must come with a sentence: the explanation would fail on it otherwise."""
    examples: dict[str, tuple[Any, str]] = {
        "type": ({"type": "string"}, "a: 1"),
        "enum": ({"enum": ["x"]}, "a: 1"),
        "const": ({"const": True}, "a: 1"),
        "pattern": ({"pattern": "^x$"}, "a: b"),
        "format": ({"format": "email"}, "a: b"),
        "minLength": ({"minLength": 2}, "a: b"),
        "maxLength": ({"maxLength": 1}, "a: bc"),
        "minItems": ({"minItems": 1}, "a: []"),
        "maxItems": ({"maxItems": 0}, "a: [b]"),
        "uniqueItems": ({"uniqueItems": True}, "a: [b, b]"),
        "minProperties": ({"minProperties": 1}, "a: {}"),
        "minimum": ({"minimum": 1}, "a: 0"),
        "maximum": ({"maximum": 1}, "a: 2"),
        "required": ({"required": ["b"]}, "a: {}"),
        "propertyNames": ({"propertyNames": {"pattern": "^x$"}}, "a: {b: c}"),
        "then": ({"if": {"required": ["b"]}, "then": {"required": ["c"]}}, "a: {b: c}"),
        "x-vocabulary": ({"enum": ["x"], "x-vocabulary": "v"}, "a: b"),
    }
    written = json.dumps({name: schema for name, schema in read_raw().items() if name != "annotations"})
    used = {keyword for keyword in KEYWORDS if f'"{keyword}": ' in written}
    assert used <= set(examples)
    for schema, text in examples.values():
        assert [found.code in CODES for found in explain(under(schema), text)] == [True]


# --- Keys -----------------------------------------------------------------------------------------

NAMED = under({"type": "string"}, required=["a"])


def test_missing_key_is_told_once_for_each_and_points_at_its_parent() -> None:
    schema = under(under({}, required=["a", "b"], properties={"a": {}, "b": {}}))
    assert tell(schema, "\na:\n  {}\n") == [
        "2:1 error missing-key a has no 'a'; add the key 'a'",
        "2:1 error missing-key a has no 'b'; add the key 'b'",
    ]


def test_missing_key_of_an_item_points_at_the_item() -> None:
    """The key of the list can stand forty items above the one that lacks something."""
    schema = under({"items": under({}, required=["a"])})
    assert tell(schema, "a:\n  - a: 1\n  -\n    {}\n") == ["4:5 error missing-key a[2] has no 'a'; add the key 'a'"]


def test_missing_key_of_the_record_points_at_its_first_line() -> None:
    assert tell(NAMED, "# comment\n{}\n") == ["2:1 error missing-key the record has no 'a'; add the key 'a'"]


def test_keys_whose_names_contain_one_another_are_told_apart() -> None:
    schema = {"type": "object", "required": ["a", "aa", "'a'"]}
    assert [found.message for found in explain(schema, "aa: 1")] == ["the record has no 'a'", "the record has no \"'a'\""]


def test_unknown_key_points_at_itself_and_names_what_is_known() -> None:
    schema = under({}, properties={"name": {}, "summary": {}})
    assert tell(schema, "name: x\nzzz: 1\nsumary: 2\n") == [
        "2:1 error unknown-key 'zzz' is no key of the record; known here: name, summary",
        "3:1 error unknown-key 'sumary' is no key of the record; did you mean 'summary'?",
    ]


def test_misspelt_key_is_not_also_a_missing_one() -> None:
    schema = under({}, properties={"name": {}, "summary": {}}, required=["name", "summary"])
    assert tell(schema, "name: x\nSumary: 2\n") == ["2:1 error unknown-key 'Sumary' is no key of the record; did you mean 'summary'?"]


def test_unknown_key_that_resembles_nothing_leaves_a_missing_one_missing() -> None:
    schema = under({}, properties={"name": {}, "summary": {}}, required=["name", "summary"])
    assert [found.code for found in explain(schema, "name: x\ntext: 2\n")] == ["unknown-key", "missing-key"]


def test_bad_name_of_a_key_points_at_the_key() -> None:
    schema = under({"propertyNames": {"maxLength": 3, "pattern": "^[a-z]+$", "x-message": "use letters"}})
    assert tell(schema, "a:\n  ok: 1\n  N0: 2\n") == ["3:3 error wrong-form 'N0' is no good key; use letters"]
    assert tell(schema, "a:\n  ok: 1\n  long: 2\n") == ["3:3 error wrong-form 'long' is no good key; use letters"]


# --- One mistake, one diagnostic ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("schema", "text", "codes"),
    [
        ({"type": "string", "enum": ["x"]}, "a: 1", ["wrong-type"]),
        ({"type": "string", "minLength": 1, "pattern": "^x$"}, "a: []", ["wrong-type"]),
        ({"type": "integer", "minimum": 1, "maximum": 9, "enum": [1, 9]}, "a: nine", ["wrong-type"]),
        ({"type": "array", "minItems": 1, "uniqueItems": True}, "a: b", ["wrong-type"]),
        ({"type": "object", "required": ["b"], "minProperties": 1}, "a: b", ["wrong-type"]),
        ({"type": "string", "minLength": 1, "pattern": "^x$"}, "a: ''", ["text-length"]),
        ({"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}, "a: soon", ["wrong-form"]),
        ({"type": "integer", "minimum": 1, "maximum": 9, "enum": [*range(1, 10)]}, "a: 10", ["out-of-range"]),
        ({"items": {"type": "string", "pattern": "^x$"}}, "a: [x, 1, y, x]", ["wrong-type", "wrong-form"]),
        ({"required": ["b"], "allOf": [{"required": ["b"]}, {"required": ["b"]}]}, "a: {}", ["missing-key"]),
    ],
)
def test_one_mistake_is_one_diagnostic(schema: Any, text: str, codes: list[str]) -> None:
    assert [found.code for found in explain(under(schema), text)] == codes


def test_accepted_document_has_nothing_to_be_told() -> None:
    assert explain(NAMED, "a: x") == ()


@pytest.mark.parametrize("text", ["a: |\n  one\n  two\n", 'a: "one\\ntwo"\n', "a: 'one\n\n  two'\n"])
def test_message_stays_in_one_line_whatever_the_value(text: str) -> None:
    for schema in ({"type": "array"}, {"enum": ["x"]}, {"pattern": "^x$"}, {"maxLength": 2}):
        (found,) = explain(under(schema), text)
        assert "\n" not in found.message + found.hint


# --- Whatever stands in a record ------------------------------------------------------------------


def check_anything(folder: str, value: Any) -> None:
    """Check a value as a record, hold what is true of every outcome, and render what is accepted."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    checked = check_source(make_source(folder, "x", text))
    own = [found for found in checked.diagnostics if found.path == f"catalogue/{folder}/x.yaml"]
    assert {found.path for found in checked.diagnostics if found.code not in ("duplicate-name", "alias-taken")} <= {
        f"catalogue/{folder}/x.yaml"
    }
    assert len({(found.location, found.message) for found in own}) == len(own)
    for found in own:
        assert found.code in CODES
        assert 1 <= found.location.line <= text.count("\n") + 1
        assert "\n" not in found.message + found.hint
    document, _ = parse_document("x.yaml", text.encode())
    assert document is None or compile_all()[SCHEMA_OF[folder]].accepts(document.value) or own
    if folder in COLLECTIONS and "x" in checked.catalogue.records[folder]:
        render_page(checked, folder, "x")


@settings(max_examples=200, deadline=None, derandomize=True)
@given(spoilt_records())
@example(("technologies", {"reviewed": "2026-W47-5"}))
def test_check_never_fails_on_a_spoilt_record(spoilt: tuple[str, Any]) -> None:
    check_anything(*spoilt)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.sampled_from(sorted(SCHEMA_OF)), JSON)
@example("vocabularies", {"title": {"en": "x", "fr": "x"}, "terms": {"": {"name": {"en": "x", "fr": "x"}}}})
def test_check_never_fails_on_any_value(folder: str, value: Any) -> None:
    check_anything(folder, value)


DATES = st.text(st.sampled_from("0123456789-W "), min_size=8, max_size=10) | st.dates().map(str)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(DATES, DATES)
@example("2026-W47-5", "2020")
@example("20261120  ", "2020")
@example("2026-11-20", "0000")
def test_check_never_fails_on_any_date(reviewed: str, start: str) -> None:
    minimal = (CASES / "valid" / "eu_projects" / "minimal.yaml").read_text("utf-8")
    text = minimal.replace("2026-11-22", f'"{reviewed}"') + f'start: "{start}"\nend: "{start}"\n'
    checked = check_source(make_source("eu_projects", "x", text))
    assert {found.code for found in checked.diagnostics} <= {"wrong-form", "date-future", "review-due"}
    if "x" in checked.catalogue.records["eu_projects"]:
        render_page(checked, "eu_projects", "x")
