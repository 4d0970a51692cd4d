"""Mending: which slips are mended and how, what is left alone, and that nothing else of a text changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.characters import MAX_BYTES
from generator.editing import Edit, apply_edits
from generator.mending import Mended, mend_text
from generator.slips import find_blanks, read_value
from generator.source import Value, ValuePath
from tests.support.constraints import compile_all
from tests.support.projects import CASES, check_source, minimal, read_case
from tests.support.records import SCRAPS, damaged_texts, find_notes
from tests.support.values import LETTERS, SCHEMA_OF, spoilt_records

RECORD = minimal("technologies")
FULL = (CASES / "valid" / "technologies" / "full.yaml").read_text("utf-8")


def mend(text: str, folder: str = "technologies") -> Mended:
    return mend_text(text, compile_all()[SCHEMA_OF[folder]])


def change(old: str, new: str, text: str = RECORD) -> str:
    assert text.count(old) == 1, old
    return text.replace(old, new)


# --- What is mended -------------------------------------------------------------------------------

MENDED = {
    "misspelt key": ("kindd: hardware", "kind: hardware", "unknown-key"),
    "key with a capital": ("Kind: hardware", "kind: hardware", "unknown-key"),
    "key in quotes": ("'kindd': hardware", "'kind': hardware", "unknown-key"),
    "misspelt term": ("kind: hardwear", "kind: hardware", "unknown-term"),
    "term with a capital": ("kind: Hardware", "kind: hardware", "unknown-term"),
    "term in quotes": ('kind: "hardwear"  # why', 'kind: "hardware"  # why', "unknown-term"),
    "blanks at the end": ("kind: hardware \t", "kind: hardware", ""),
}


@pytest.mark.parametrize(("wrong", "right", "code"), MENDED.values(), ids=MENDED)
def test_a_line_is_mended(wrong: str, right: str, code: str) -> None:
    mended = mend(change("kind: hardware", wrong))
    assert mended.text == change("kind: hardware", right)
    assert [correction.code for correction in mended.corrections] == [code]
    assert all(correction.line == 3 for correction in mended.corrections)


_FILE = "https://arxiv.org/pdf/1308.1309v2.pdf"
ADDED = {
    "number where text is wanted": ("key_figures:\n- {quantity: {en: A}, value: 55}\n", "55}", '"55"}'),
    "figure with zeros": ("key_figures:\n- {quantity: {en: A}, value: 5.50}\n", "5.50}", '"5.50"}'),
    "truth value where text is wanted": ("origin:\n  en: true\n", "true", '"true"'),
    "quoted number where a number is wanted": ('maturity:\n  trl: "9"\n', '"9"', "9"),
    "dash without a blank": ("related:\n  -alice\n  -bob\n", "-alice\n  -bob", "- alice\n  - bob"),
    "one dash without a blank among others": ("related:\n  - alice\n  -bob\n  -carol\n", "-bob\n  -carol", "- bob\n  - carol"),
    "colon in text": ("origin:\n  en: Beams: the department\n", "Beams: the department", '"Beams: the department"'),
    "sign that opens a block": ("key_figures:\n- quantity: {en: A}\n  value: > 1000\n", "> 1000", '"> 1000"'),
    "sign that opens nothing": ("keywords:\n  en:\n    - '@x'\n    - @home\n", "@home", '"@home"'),
    "text that ends in a line break": ("origin:\n  en: >\n    Beams\n", ">\n", ">-\n"),
    "DOI as an address": ("publications:\n- doi: https://doi.org/10.3390/en1\n", "https://doi.org/10.3390", "10.3390"),
    "DOI as an old address": ("publications:\n- doi: http://dx.doi.org/10.3390/en1\n", "http://dx.doi.org/10.3390", "10.3390"),
    "DOI with its name": ("publications:\n- doi: 'doi: 10.3390/en1'\n", "'doi: 10.3390", "'10.3390"),
    "arXiv as an address": ("publications:\n- arxiv: https://arxiv.org/abs/1308.1309\n", "https://arxiv.org/abs/1308.1309", '"1308.1309"'),
    "arXiv as a file": (
        "publications:\n- arxiv: https://arxiv.org/pdf/1308.1309v2.pdf\n",
        "https://arxiv.org/pdf/1308.1309v2.pdf",
        "1308.1309v2",
    ),
    "host that answers over https": ("links:\n- kind: website\n  url: http://kt.cern/a?b\n", "http://kt", "https://kt"),
    "tabs": ("origin:\n\ten: Beams\n\tfr: Faisceaux\n", "\t", "  "),
}


@pytest.mark.parametrize("name", ADDED)
def test_an_entry_is_mended_and_accepted(name: str) -> None:
    added, old, new = ADDED[name]
    mended = mend(RECORD + added)
    assert mended.text == RECORD + added.replace(old, new)
    assert mended.corrections
    value, problems = read_value(mended.text)
    assert problems == ()
    assert compile_all()["technologies"].accepts(value)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2024/3/1", "2024-03-01"),
        ("2024.03.01", "2024-03-01"),
        ("2024-3-1", "2024-03-01"),
        ("14.3.2024", "2024-03-14"),
        ("3/14/2024", "2024-03-14"),
        ("'5/5/2024'", "'2024-05-05'"),
    ],
)
def test_a_date_is_written_as_records_write_it(written: str, meant: str) -> None:
    assert mend(change("reviewed: 2026-11-22", f"reviewed: {written}")).text == change("reviewed: 2026-11-22", f"reviewed: {meant}")


def test_marks_and_line_ends_of_other_systems_go() -> None:
    mended = mend("\ufeff" + RECORD.replace("\n", "\r\n"))
    assert mended.text == RECORD
    assert [one.line for one in mended.corrections] == [1, *range(1, RECORD.count("\n") + 1)]


def test_a_last_line_ends() -> None:
    assert mend(RECORD.removesuffix("\n")).text == RECORD


def test_a_key_is_mended_before_what_stands_under_it() -> None:
    wrong = change("rights:\n  availability: unknown", "rihgts:\n  avialability: Unknown")
    mended = mend(wrong)
    assert mended.text == RECORD
    assert [one.words for one in mended.corrections] == [
        "'rihgts' becomes 'rights'",
        "'Unknown' becomes 'unknown'",
        "'avialability' becomes 'availability'",
    ]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("orgin:\n  en: Beams: more\n", 'origin:\n  en: "Beams: more"\n'),
        ("orgin:\n  EN: Beams: more\n", 'origin:\n  en: "Beams: more"\n'),
        ("colour: red\norigin:\n  en: Beams: more\n", 'colour: red\norigin:\n  en: "Beams: more"\n'),
        ("Kind: software\norigin:\n  en: Beams: more\n", 'Kind: software\norigin:\n  en: "Beams: more"\n'),
    ],
)
def test_a_text_comes_into_quotes_whatever_keys_are_misspelt(wrong: str, right: str) -> None:
    assert mend(RECORD + wrong).text == RECORD + right


def test_a_vocabulary_is_mended() -> None:
    right = minimal("vocabularies")
    assert mend(right.replace("    name:", "    Name:"), "vocabularies").text == right


# --- What is left alone -----------------------------------------------------------------------------

LEFT = {
    "key that is there already": "kindd: software\n",
    "two keys that mean the same": "origins: {en: A}\norigine: {en: B}\n",
    "key whose value does not fit": "link: https://kt.cern/\n",
    "key that is near none": "colour: red\n",
    "term that is near none": "links:\n- kind: banana\n  url: https://kt.cern/\n",
    "empty text": "origin:\n  en:\n",
    "null as text": "origin:\n  en: null\n",
    "number that YAML would change": 'maturity:\n  trl: "09"\n',
    "host of which nothing is known": "links:\n- kind: website\n  url: http://example.org/\n",
    "DOI that is none": "publications:\n- doi: https://doi.org/nothing\n",
    "key on the line of its map": "origin: en: Beams\n",
    "key on the line of its misspelt map": "orgin: en: Beams\n",
    "text under a key that is near none": "colour:\n  en: Beams: more\n",
    "text under a key of another map": "rights:\n  en: Beams: more\n",
    "text with a comment behind it": "origin:\n  en: Beams: more # or less\n",
    "number in a list of dashes": "related:\n  - alice\n  -5\n",
    "tab in a text": "description:\n  en: |\n    a\n      \tb\n",
    "blanks in a text under a bar": "description:\n  en: |\n    a  \n    b\n",
    "quotation mark that is open": "origin:\n  en: 'Beams\n",
    "anchor": "origin: &a\n  en: Beams\n",
    "key that stands twice": "kind: software\n",
}


@pytest.mark.parametrize("added", LEFT.values(), ids=LEFT)
def test_what_could_be_meant_otherwise_is_left(added: str) -> None:
    assert mend(RECORD + added) == Mended(RECORD + added)


@pytest.mark.parametrize("written", ["1.3.2024", "03/04/2024", "31.2.2024", "1.3.24", "2024", "spring 2024"])
def test_a_date_that_is_not_one_day_is_left(written: str) -> None:
    text = change("reviewed: 2026-11-22", f"reviewed: '{written}'")
    assert mend(text).text == text


def test_a_term_that_the_list_holds_already_is_left() -> None:
    text = change("  - research", "  - research\n  - reserch")
    assert mend(text).text == text


def test_a_key_that_is_near_two_is_left() -> None:
    text = minimal("eu_projects") + "participants_c: [{name: CERN}]\n"
    assert mend(text, "eu_projects").text == text


@pytest.mark.parametrize(("written", "left"), [("MSCA-IT", True), ("msca-itn", False), ("MSCA_ITN", False)])
def test_a_code_with_another_letter_is_another_code(written: str, left: bool) -> None:
    text = minimal("eu_projects") + f"action: {written}\n"
    assert mend(text, "eu_projects").text == (text if left else text.replace(written, "MSCA-ITN"))


def test_a_last_line_break_that_would_belong_to_the_text_is_not_added() -> None:
    text = RECORD + "description:\n  en: |\n    a"
    assert mend(text).text == text


def test_an_escaped_blank_at_the_end_of_a_line_stays() -> None:
    text = 'a: "b\\ \n  c"\n'
    assert find_blanks(text) == ()


def test_a_term_is_never_turned_into_its_opposite() -> None:
    text = change("  protection:", "  exclusivity: exclusive\n  protection:")
    assert mend(text).text == text


# --- Laws -----------------------------------------------------------------------------------------


def list_leaves(value: Value, path: ValuePath = ()) -> Iterator[tuple[ValuePath, str]]:
    """Yield every value that holds no other, empty lists and maps too, as text: true is also 1."""
    if value and isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from list_leaves(inner, (*path, key))
    else:
        yield path, f"{type(value)} {value!r}"


def check_laws(text: str, folder: str) -> None:
    mended = mend(text, folder)
    assert mend(mended.text, folder) == Mended(mended.text)
    assert find_notes(mended.text) == find_notes(text)
    before, problems = read_value(text)
    after, problems_after = read_value(mended.text)
    if problems:
        return
    assert problems_after == ()
    named = [correction.place for correction in mended.corrections if correction.place is not None]
    old = set(list_leaves(before))
    for path, leaf in old ^ set(list_leaves(after)):
        candidates = [place for place in named if path[: len(place) - 1] == place[:-1]]
        assert candidates, (path, leaf, mended.corrections)


WRONG = sorted(path for kind in ("invalid", "yaml") for path in (CASES / kind).rglob("*.yaml"))


@pytest.mark.parametrize("path", WRONG, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_mending_makes_no_case_worse(path: Path) -> None:
    folder = path.parent.name if path.parent.name in SCHEMA_OF else "technologies"
    source = read_case(folder, path)
    try:
        text = source.data.decode()
    except UnicodeDecodeError:
        return
    if len(source.data) > MAX_BYTES:
        return
    check_laws(text, folder)
    mended = mend(text, folder)
    if not any(correction.code for correction in mended.corrections):
        assert read_value(mended.text) == read_value(text)
        return
    before, after = (check_source(replace(source, data=data)).diagnostics for data in (source.data, mended.text.encode()))
    assert len(after) <= len(before)
    assert {found.message for found in before} - {found.message for found in after}


@given(spoilt_records(), st.booleans())
@settings(max_examples=60, deadline=None)
def test_a_spoilt_record_changes_only_where_corrections_say(spoilt: tuple[str, Any], flow: bool) -> None:
    folder, value = spoilt
    check_laws(yaml.safe_dump(value, allow_unicode=True, default_flow_style=flow or None, sort_keys=False), folder)


@given(damaged_texts())
@settings(max_examples=60, deadline=None)
def test_a_damaged_record_keeps_its_comments_and_its_values(damaged: tuple[str, str]) -> None:
    folder, text = damaged
    check_laws(text, folder)


@given(st.text(LETTERS, max_size=60) | SCRAPS)
@settings(max_examples=300, deadline=None)
def test_no_text_makes_mending_fail(text: str) -> None:
    check_laws(text, "technologies")


@given(st.text(max_size=20), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 3), st.text(max_size=3)), max_size=4))
def test_edits_change_what_they_name_and_nothing_else(text: str, drawn: list[tuple[int, int, str]]) -> None:
    edits = []
    expected = ""
    done = 0
    for at, length, new in sorted(drawn):
        start = max(at, done)
        end = start + length
        if end <= len(text):
            edits.append(Edit(start, end, new, ""))
            expected += text[done:start] + new
            done = end
    assert apply_edits(text, edits[::-1] if len({edit.start for edit in edits}) == len(edits) else edits) == expected + text[done:]
