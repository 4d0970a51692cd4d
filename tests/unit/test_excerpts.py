"""The line that a problem is about, as any terminal can show it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from generator.diagnostics import Location
from generator.excerpts import WIDTH, make_excerpt, make_visible, split_lines


def draw(line: str, column: int, length: int) -> list[str]:
    """Draw a line and the marks below it."""
    excerpt = make_excerpt(line, Location(1, column, length))
    return [excerpt.line, " " * excerpt.indent + "^" * excerpt.width]


@pytest.mark.parametrize(
    ("line", "column", "length", "drawn"),
    [
        ("kind: hardwear", 7, 8, ["kind: hardwear", "      ^^^^^^^^"]),
        ("\ten: x", 1, 1, ["    en: x", "^^^^"]),
        ("  漢字: é", 3, 2, ["  漢字: é", "  ^^^^"]),
        ("  漢字: é", 7, 1, ["  漢字: é", "        ^"]),
        ("e\u0301e: x", 3, 1, ["e\u0301e: x", " ^"]),
        ("a: \x1b[31mred", 4, 1, ["a: <U+001B>[31mred", "   ^^^^^^^^"]),
        ("a: \u202egnp", 4, 1, ["a: <U+202E>gnp", "   ^^^^^^^^"]),
        ("kind:", 7, 1, ["kind:", "     ^"]),
        ("", 1, 1, ["", "^"]),
        ("kind: x   ", 7, 40, ["kind: x", "      ^^^^"]),
    ],
)
def test_marks_stand_below_what_they_mark(line: str, column: int, length: int, drawn: list[str]) -> None:
    assert draw(line, column, length) == drawn


def test_long_line_is_cut_around_the_place() -> None:
    line = "a" * 500 + "HERE" + "b" * 500
    shown, marks = draw(line, 501, 4)
    assert shown.startswith("…a")
    assert shown.endswith("b…")
    assert shown[marks.index("^") :].startswith("HERE")
    assert cell_len(shown) == WIDTH + 2


def test_long_line_is_cut_at_its_end_only_where_the_place_is_at_its_beginning() -> None:
    shown, marks = draw("HERE" + "b" * 500, 1, 4)
    assert (shown, marks) == ("HERE" + "b" * (WIDTH - 4) + "…", "^^^^")


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text(max_size=400), st.integers(1, 410), st.integers(1, 50))
def test_no_line_harms_a_terminal_or_is_too_wide(line: str, column: int, length: int) -> None:
    excerpt = make_excerpt(line, Location(1, column, length))
    assert not {unicodedata.category(sign) for sign in excerpt.line} & {"Cc", "Cn", "Co", "Cs", "Zl", "Zp"}
    assert cell_len(excerpt.line) <= WIDTH + 2
    assert excerpt.width >= 1
    assert excerpt.indent + excerpt.width <= WIDTH + 3


@pytest.mark.parametrize("text", ["plain", "é 漢字 🧲", "non\u00a0breaking\u202fspaces", "join\u200ders"])
def test_what_people_write_stays(text: str) -> None:
    assert make_visible(text) == text


def test_lines_are_those_of_the_parser() -> None:
    assert split_lines(b"a\nb\r\nc\rd\xff\n") == ["a", "b", "c", "d\ufffd", ""]
    assert split_lines("a\u2028b".encode()) == ["a\u2028b"]
