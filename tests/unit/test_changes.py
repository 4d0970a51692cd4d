"""What two states of the records differ in, and how it is said."""

from __future__ import annotations

import re
from typing import Any

import comrak
import pytest
import selectolax.lexbor
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.change_formats import Report, format_changes_markdown, format_changes_text
from generator.change_words import Wording
from generator.changes import ChangeKind, FieldChange, Records, Redirect, compare_records, compare_values, find_owed
from generator.description import describe_collection
from generator.quoting import quote_code
from generator.schema import resolve_schemas
from generator.states import read_states
from generator.word_changes import compare_words, shorten
from tests.support.projects import read_foundation

FOUNDATION = read_foundation()
SCHEMAS = resolve_schemas(FOUNDATION.schemas, {file.id: None for file in FOUNDATION.vocabularies})
COLLECTIONS = {name: describe_collection(name, schema) for name, schema in SCHEMAS.items() if "x-collection" in schema}
TERMS = read_states({file.path: file.data for file in FOUNDATION.vocabularies}, {}, COLLECTIONS)[0].records

CHIP: dict[str, Any] = {
    "name": {"en": "Alpha chip"},
    "kind": "hardware",
    "summary": {"en": "A pixel chip."},
    "maturity": {"trl": 4},
    "fields": ["healthcare"],
    "adopters": [{"name": "Example Instruments", "role": "user", "country": "NO"}],
    "rights": {"availability": "open"},
}
ALPHA = ("technologies", "alpha")


def make_report(before: Records, after: Records) -> Report:
    changes = compare_records(before, after, published=COLLECTIONS)
    wording = Wording(COLLECTIONS, {**TERMS, **before, **after})
    return Report(changes, wording, COLLECTIONS, (), (), (), find_owed(changes))


def say(**changed: Any) -> list[str]:
    """Say what it means to change those fields of the chip; ``None`` takes one away."""
    after = {key: value for key, value in {**CHIP, **changed}.items() if value is not None}
    return [line.strip() for line in format_changes_text(make_report({ALPHA: CHIP}, {ALPHA: after})).splitlines()[1:]]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"maturity": {"trl": 6}}, ["Readiness level (TRL): 4 → 6"]),
        ({"rights": {"availability": "open", "licence": "CERN-OHL-S-2.0"}}, ["Licence added: CERN-OHL-S-2.0"]),
        ({"maturity": None}, ["Readiness level (TRL) removed: 4"]),
        ({"kind": "software"}, ["Kind: Hardware → Software"]),
        ({"fields": ["healthcare", "research"]}, ["Application fields added: Research"]),
        ({"name": {"en": "Alpha chip", "fr": "Puce alpha"}}, ["Name (French) added: Puce alpha"]),
        (
            {"adopters": [{"name": "Example Instruments", "role": "licensee", "country": "NO"}]},
            ["Who uses it › Example Instruments › Role: User → Licensee"],
        ),
        ({"adopters": [{"name": "Other"}]}, ["Who uses it added: Other", "Who uses it removed: Example Instruments, User, NO"]),
        ({"related": ["beta"]}, ["Related technologies added: beta"]),
        ({"strange": {"key": 1}}, ["strange.key added: 1"]),
    ],
)
def test_a_change_of_a_field_is_said_with_its_label_and_names(changed: dict[str, Any], told: list[str]) -> None:
    assert say(**changed) == told


def test_an_item_is_known_again_by_its_address() -> None:
    before = {"sources": [{"url": "https://example.org/a", "supports": "Start"}, {"url": "https://example.org/b", "supports": "End"}]}
    after = {"sources": [{"url": "https://example.org/a", "supports": "Start, end", "date": "2025"}, before["sources"][1]]}
    assert [(one.path, one.kind, one.after) for one in compare_values(before, after)] == [
        ("sources[].supports", ChangeKind.CHANGED, "Start, end"),
        ("sources[].date", ChangeKind.ADDED, "2025"),
    ]


def test_a_value_that_stays_is_said_with_the_other_one() -> None:
    wording = Wording(COLLECTIONS, TERMS)
    kept = wording.say_kept("technologies", FieldChange("maturity.trl", ChangeKind.CHANGED, 4, 6), "CORDIS")
    assert "".join(text for _, text in kept) == "Readiness level (TRL) stays 4; CORDIS has 6"


def test_references_are_named() -> None:
    before: Records = {ALPHA: CHIP, ("technologies", "beta"): CHIP | {"name": {"en": "Beta code"}}}
    after = {**before, ALPHA: CHIP | {"related": ["beta"]}}
    assert "Related technologies added: Beta code (beta)" in format_changes_text(make_report(before, after))


def test_of_long_texts_only_the_changed_words_are_shown() -> None:
    words = [f"word{number}" for number in range(40)]
    changed = [*words[:20], "other", *words[21:]]
    told = make_report(
        {ALPHA: CHIP | {"summary": {"en": " ".join(words)}}},
        {ALPHA: CHIP | {"summary": {"en": " ".join(changed)}}},
    )
    assert "Summary (English): … word17 word18 word19 [-word20-] {+other+} word21 word22 word23 …" in format_changes_text(told)


def test_what_is_the_same_is_not_said() -> None:
    assert make_report({ALPHA: CHIP}, {ALPHA: dict(reversed(CHIP.items()))}).changes.records == ()
    assert format_changes_text(make_report({}, {})) == "no record and no page is other than it was"


# --- Records that come and go ---------------------------------------------------------------------


def compare(before: dict[str, dict[str, Any]], after: dict[str, dict[str, Any]]) -> Any:
    """Compare technologies given by id."""
    states = ({("technologies", id_): CHIP | values for id_, values in state.items()} for state in (before, after))
    return compare_records(*states, published=COLLECTIONS)


def test_an_earlier_id_makes_a_renaming_and_a_redirect() -> None:
    found = compare({"old": {}}, {"new": {"aliases": ["old"], "kind": "software"}})
    (record,) = found.records
    assert (record.kind, record.id, record.earlier_id) == (ChangeKind.RENAMED, "new", "old")
    assert {field.path for field in record.fields} == {"kind", "aliases[]"}
    assert found.redirects == (Redirect("technologies", "old", "new"),)
    assert find_owed(found) == ()


def test_a_record_can_go_into_another_one() -> None:
    found = compare({"old": {}, "kept": {}}, {"kept": {"aliases": ["old"]}})
    assert [(one.id, one.kind) for one in found.records] == [("kept", ChangeKind.CHANGED), ("old", ChangeKind.REMOVED)]
    assert find_owed(found) == ()


@pytest.mark.parametrize(
    ("before", "after", "owed"),
    [
        ({"old": {}}, {}, ["old"]),
        ({"old": {}}, {"new": {}}, ["old"]),
        ({"old": {"status": "draft"}}, {}, []),
        ({"old": {}}, {"old": {"status": "withdrawn"}}, []),
        ({"new": {"aliases": ["old"]}}, {"new": {}}, ["old"]),
        ({"new": {"aliases": ["old"]}}, {}, ["new", "old"]),
        ({"new": {"aliases": ["old"]}}, {"newest": {"aliases": ["old", "new"]}}, []),
        ({"old": {}}, {"new": {"aliases": ["old"], "status": "draft"}}, ["old"]),
        ({"old": {}}, {"new": {"aliases": "old"}}, ["old"]),
    ],
)
def test_an_address_that_leads_nowhere_is_a_problem(before: Any, after: Any, owed: list[str]) -> None:
    problems = find_owed(compare(before, after))
    assert [problem.path for problem in problems] == [f"catalogue/technologies/{id_}.yaml" for id_ in owed]
    assert {problem.code for problem in problems} <= {"missing-alias"}


def test_vocabularies_promise_no_address() -> None:
    found = compare_records({("vocabularies", "kinds"): {"title": {"en": "Kinds"}}}, {}, published=COLLECTIONS)
    assert (len(found.records), found.redirects) == (1, ())


def test_a_file_that_can_no_longer_be_read_is_not_gone() -> None:
    path = "catalogue/technologies/alpha.yaml"
    old, new = read_states({path: b"name: {en: Alpha}\n"}, {path: b"name: [\n"}, COLLECTIONS)
    assert new.records == old.records
    assert (old.unread, new.unread) == ((), (path,))


def test_pages_are_those_that_a_site_shows() -> None:
    files = {
        "catalogue/technologies/alpha.yaml": b"a: 1\n",
        "catalogue/technologies/beta.yaml": b"status: draft\n",
        "catalogue/eu_projects/gamma.yaml": b"status: withdrawn\n",
        "docs/en/index.md": b"",
        "docs/en/about/index.md": b"",
        "docs/en/about/design.md": b"",
        "docs/fr/about/design.md": b"",
        "docs/decisions/0001.md": b"",
    }
    state, _ = read_states(files, {}, COLLECTIONS)
    assert state.pages == {"technologies/alpha/", "eu-projects/gamma/", "", "about/", "about/design/"}


# --- Laws -----------------------------------------------------------------------------------------

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("abc") | st.text(), inner, max_size=4),
    max_leaves=12,
)
RECORDS = st.dictionaries(
    st.sampled_from(("name", "summary", "fields", "rights", "adopters", "status", "aliases", "x")), VALUES, max_size=5
)


@settings(deadline=None, derandomize=True)
@given(RECORDS)
def test_nothing_differs_from_itself(values: dict[str, Any]) -> None:
    assert compare_values(values, dict(values)) == ()


@settings(deadline=None, derandomize=True)
@given(st.dictionaries(st.sampled_from("abc"), SCALARS.filter(lambda value: value is not None)))
def test_every_value_that_came_is_told(values: dict[str, Any]) -> None:
    assert compare_values({}, values) == tuple(FieldChange(key, ChangeKind.ADDED, None, value) for key, value in values.items())


@settings(deadline=None, derandomize=True)
@given(RECORDS, RECORDS)
def test_any_two_records_can_be_compared_and_told(before: dict[str, Any], after: dict[str, Any]) -> None:
    report = make_report({ALPHA: before}, {ALPHA: after, ("suppliers", "new"): after})
    format_changes_text(report)
    check_harmless(format_changes_markdown(report))


@settings(deadline=None, derandomize=True)
@given(st.text(), st.text())
def test_the_words_that_stay_are_those_that_both_texts_have(before: str, after: str) -> None:
    places = compare_words(before, after)
    went = [word for place in places for word in place.before.split()]
    assert len(went) <= len(before.split())
    assert (not places) == (before.split() == after.split())


@settings(deadline=None, derandomize=True)
@given(st.text(), st.integers(min_value=10, max_value=80))
def test_a_shortened_text_is_short_and_one_line(text: str, width: int) -> None:
    assert len(shorten(text, width=width)) <= width
    assert "\n" not in shorten(text, width=width)


# --- Markdown that means nothing ------------------------------------------------------------------

EXTENSIONS = comrak.ExtensionOptions()
for name in ("table", "autolink", "strikethrough", "tasklist", "footnotes"):
    setattr(EXTENSIONS, name, True)
UNSAFE = comrak.RenderOptions()
UNSAFE.unsafe_ = True
HOSTILE = st.text(st.sampled_from("`~*_[]()<>!#@\\|&;:/.-+ \n\t\x00\u202eaw1é"), max_size=30) | st.sampled_from(
    (
        "<script>alert(1)</script>",
        "[a](https://evil.example)",
        "![a](https://evil.example/a.png)",
        "https://evil.example www.evil.example",
        "@somebody #1 GH-1 owner/repo#1 a@evil.example",
        "` @somebody `` #1",
        "```\n@somebody",
        "<!-- ",
        "\n\n# heading @somebody",
        "[a]: https://evil.example",
    )
)


def check_harmless(markdown: str) -> None:
    """Hold that Markdown of GitHub has only the elements of the report, and that what is not its own stands in code."""
    html = comrak.render_markdown(markdown, extension_options=EXTENSIONS, render_options=UNSAFE)
    tree = selectolax.lexbor.LexborHTMLParser(html)
    tags = {node.tag for node in tree.css("*")} - {"html", "head", "body"}
    assert tags <= {"h2", "h3", "ul", "li", "code", "p", "del", "strong"}, html
    for node in tree.css("code"):
        node.decompose()
    outside = tree.body.text() if tree.body else ""
    assert not re.search(r"[@#<]|://|www\.|GH-\d", outside), outside


@settings(deadline=None, derandomize=True)
@given(HOSTILE)
def test_quoted_text_is_one_piece_of_code(text: str) -> None:
    html = comrak.render_markdown(f"a {quote_code(text)} b", extension_options=EXTENSIONS, render_options=UNSAFE)
    tree = selectolax.lexbor.LexborHTMLParser(html)
    shown = [node.text() for node in tree.css("code")]
    words = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\u202e]", "�", text).split()
    assert " ".join(shown).split() == words
    assert len(shown) == bool(words)


@settings(deadline=None, derandomize=True)
@given(HOSTILE, HOSTILE)
def test_hostile_records_stay_harmless_in_markdown(one: str, other: str) -> None:
    before = CHIP | {"summary": {"en": one}, one: other, "fields": [one], "adopters": [{"name": one, "role": other, other: 1}]}
    after = CHIP | {
        "summary": {"en": other * 9},
        "fields": [other],
        "adopters": [{"name": one, "role": one, other: 1}],
        "name": {"en": other},
    }
    check_harmless(format_changes_markdown(make_report({ALPHA: before}, {ALPHA: after, ("units", "x"): after})))


@settings(deadline=None, derandomize=True)
@given(HOSTILE)
def test_text_has_no_character_that_steers_a_terminal(text: str) -> None:
    told = format_changes_text(make_report({ALPHA: CHIP}, {ALPHA: CHIP | {"summary": {"en": text}, text: text}}))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", told)


def test_a_report_that_is_too_long_is_cut() -> None:
    after: Records = {("technologies", f"chip-{number}"): CHIP for number in range(6000)}
    told = format_changes_markdown(make_report({}, after))
    assert len(told) < 401_000
    assert re.search(r"The last \d+ lines are left out; `ipt diff` prints all of them\.$", told)
