"""Workbooks: every text comes back as it was, nothing is a formula, and Excel opens the file."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from generator.open_data.workbook import MAX_UNITS, Sheet, fit_cell, name_sheets, write_sheets

CREATED = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)


def write(*rows, columns=("a",)):
    return write_sheets([Sheet("sheet", columns, rows)], title="Title", created=CREATED)


def read(data):
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("sheet").to_python()


def read_xml(data, name="xl/worksheets/sheet1.xml"):
    return zipfile.ZipFile(io.BytesIO(data)).read(name).decode()


HOSTILE = (
    "=1+1",
    "+33",
    "-2+3",
    '@SUM(A1,"x")',
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("https://evil.example","x")',
    "https://example.org/",
    "mailto:someone@example.org",
    "<r>bold</r>",
    "<r><t>x</t></r></si><si><t>y</t></si><r></r>",
    "</t></si>",
    "a & b < c > d \"e\" 'f'",
    "]]>",
    "00123",
    "1e5",
    "TRUE",
    "#REF!",
    "_x0041_",
    " before and after ",
    "two\nlines",
    "tab\tin",
    "\u202eright to left",
    "🧲",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_comes_back_as_it_was_and_does_nothing(text):
    data = write((text,))
    assert read(data) == [["a"], [text]]
    assert "<f>" not in read_xml(data)
    assert "hyperlink" not in read_xml(data)
    assert not [name for name in zipfile.ZipFile(io.BytesIO(data)).namelist() if "rels/sheet" in name]


@settings(max_examples=40)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30))
@example("<r></r>")
def test_any_text_comes_back(text):
    assert read(write((text,))) == [["a"], [text]]


@pytest.mark.parametrize("text", ["a\x00b", "a\x0bb", "\x1f", "\ufffe", "\uffff", "\r"])
def test_no_character_breaks_the_file(text):
    ((_,), (found,)) = read(write((f"x{text}y",)))
    assert (found[0], found[-1]) == ("x", "y")


def test_numbers_and_truths_keep_their_kind_and_nothing_is_an_empty_cell():
    assert read(write((5, 2.5, True, None, "5"), columns=("a", "b", "c", "d", "e")))[1] == [5.0, 2.5, True, "", "5"]


@pytest.mark.parametrize("sign", ["a", "é", "🧲"])
def test_what_no_cell_can_hold_is_counted(sign):
    text = sign * 40_000
    (found,) = read(write((text,)))[1]
    kept, _, rest = found.partition("…")
    assert len(found.encode("utf-16-le")) // 2 <= MAX_UNITS
    assert text.startswith(kept)
    assert rest == f" (+{40_000 - len(kept):,})"


def test_what_a_cell_just_holds_is_whole():
    assert fit_cell("a" * MAX_UNITS) == "a" * MAX_UNITS
    assert fit_cell("a" * (MAX_UNITS + 1)).endswith("a… (+12)")


def test_the_line_of_names_is_bold_stays_in_sight_and_filters():
    data = write(("x",), ("y",), columns=("a", "b"))
    xml = read_xml(data)
    assert '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' in xml
    assert '<autoFilter ref="A1:B3"/>' in xml
    assert "<b/>" in read_xml(data, "xl/styles.xml")


@pytest.mark.parametrize(("text", "wrapped"), [("short", False), ("word " * 30, True), ("one\ntwo", True), ("word " * 100, False)])
def test_only_a_text_of_a_few_lines_is_wrapped(text, wrapped):
    assert (text in find_styled(write((text,)), "wrapText")) == wrapped


@pytest.mark.parametrize(("text", "quoted"), [("=1", True), ("-", True), ("1", False)])
def test_what_begins_like_a_formula_stays_text_when_it_is_edited(text, quoted):
    assert (text in find_styled(write((text,)), "quotePrefix")) == quoted


def find_styled(data, word):
    """Return the text of the only cell, if the style of that cell says a word."""
    cell = read_xml(data).partition('<c r="A2" s="')[2]
    styles = read_xml(data, "xl/styles.xml").partition("<cellXfs")[2].partition("</cellXfs>")[0].split("<xf ")[1:]
    return read(data)[1] if word in styles[int(cell.partition('"')[0])] else []


def test_columns_are_as_wide_as_their_texts_up_to_a_limit():
    xml = read_xml(write(("x" * 30, "y" * 500), columns=("a", "b")))
    widths = [float(part.partition('"')[0]) for part in xml.split(' width="')[1:]]
    assert widths == [pytest.approx(30, abs=1), pytest.approx(60, abs=1)]


@pytest.mark.parametrize(
    ("names", "given_names"),
    [
        (("About", "eu-projects"), ["About", "eu-projects"]),
        (("about", "About", "ABOUT"), ["about", "About-2", "ABOUT-3"]),
        (("a/b[c]:d*e?f\\g'",), ["a-b-c--d-e-f-g-"]),
        (("x" * 40, "x" * 40), ["x" * 31, "x" * 29 + "-2"]),
        (("🧲" * 20,), ["🧲" * 15]),
        (("History",), ["History-2"]),
    ],
)
def test_sheets_have_names_that_excel_takes(names, given_names):
    assert list(name_sheets(names)) == given_names
    write_sheets((Sheet(name, ("a",), ()) for name in name_sheets(names)), title="", created=CREATED)


def test_the_only_moment_is_the_one_given():
    core = read_xml(write(("x",)), "docProps/core.xml")
    assert core.count("2026-11-22T12:30:00Z") == 2
    assert {info.date_time[0] for info in zipfile.ZipFile(io.BytesIO(write(("x",)))).infolist()} == {1980}
