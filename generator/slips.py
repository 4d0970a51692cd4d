"""Find slips of typing that can be mended without asking what a record says: line ends, blanks, tabs, missing quotes.

A finder takes a text and returns edits that keep the number of its lines. It returns none where the text could be meant in two ways.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.editing import Edit, apply_edits
from generator.nodes import index_nodes, is_block, last_line
from generator.source import Value, parse_document


def read_value(text: str) -> tuple[Value, tuple[Diagnostic, ...]]:
    """Return the value of a text and no problem, or ``None`` and its problems."""
    document, problems = parse_document("", text.encode())
    return (None if document is None else document.value), problems


def find_line_ends(text: str) -> tuple[Edit, ...]:
    """Find a byte order mark, and lines that do not end in a line feed alone."""
    mark = [Edit(0, 1, "", "byte order mark removed", "byte-order-mark")] if text.startswith("\ufeff") else []
    breaks = (Edit(found.start(), found.end(), "\n", "line ends in a line feed alone") for found in re.finditer(r"\r\n?", text))
    return (*mark, *breaks)


# --- Blanks at the end ----------------------------------------------------------------------------


def find_blanks(text: str) -> tuple[Edit, ...]:
    """Find blanks at the end of lines, outside of texts that keep them, and a last line that does not end."""
    value, problems = read_value(text)
    if problems:
        return ()
    kept = set(_find_kept_lines(text))
    edits = []
    start = 0
    for number, line in enumerate(text.split("\n")):
        bare = line.rstrip(" \t")
        if bare != line and number not in kept:
            edits.append(Edit(start + len(bare), start + len(line), "", "blanks at the end of the line removed"))
        start += len(line) + 1
    if text and not text.endswith("\n"):
        end = Edit(len(text), len(text), "\n", "last line ends in a line feed")
        edits += [end] if read_value(apply_edits(text, (*edits, end))) == (value, ()) else []
    return tuple(edits)


def _find_kept_lines(text: str) -> Iterator[int]:
    """Yield the numbers of the lines, from 0, whose last blanks may belong to a text."""
    lines = text.split("\n")
    for node in index_nodes(text).values.values():
        if is_block(node):
            yield from range(node.start_mark.line + 1, max(last_line(lines, node), node.end_mark.line - 1) + 1)
        elif getattr(node, "style", None) == '"':
            yield from range(node.start_mark.line, node.end_mark.line)


# --- Tabs -----------------------------------------------------------------------------------------

_TABBED = re.compile(r"^[ ]*\t[ \t]*", re.MULTILINE)
_WIDTHS = (2, 4, 8)


def find_tabs(text: str) -> tuple[Edit, ...]:
    """Find tabs in the indentation that keep a text from being YAML, where it says the same however wide they are."""
    _, problems = read_value(text)
    if not any(problem.code == "yaml-tab" for problem in problems):
        return ()
    readings: dict[str, tuple[Edit, ...]] = {}
    for width in _WIDTHS:
        edits = tuple(
            Edit(found.start(), found.end(), found[0].expandtabs(width), "tabs of the indentation are spaces", "yaml-tab")
            for found in _TABBED.finditer(text)
        )
        value, problems = read_value(apply_edits(text, edits))
        if not problems:
            readings.setdefault(json.dumps(value), edits)
    return next(iter(readings.values())) if len(readings) == 1 else ()


# --- What keeps a text from being YAML --------------------------------------------------------------

_MOST_SLIPS = 50
"""Number of slips in one file above which nobody is helped by mending them unseen."""
_DASHED = re.compile(r""" *-(?=[A-Za-z"'])""")
_LINE = re.compile(r"""(?P<lead> *(?:- +)*(?:[A-Za-z_][A-Za-z0-9_-]*: +)?)(?P<value>[^\s"'\[{#&*!](?:.*\S)?) *""")
MISSING_QUOTES = "quotes around text that YAML would misread"


def find_syntax_slips(text: str) -> tuple[Edit, ...]:
    """Find dashes without a blank and texts without quotes that keep a text from being YAML; none, unless all can be mended."""
    edits: tuple[Edit, ...] = ()
    reached = (0, 0)
    for _ in range(_MOST_SLIPS):
        _, problems = read_value(apply_edits(text, edits))
        if not problems:
            return edits
        place = (problems[0].location.line, problems[0].location.column)
        found = _propose(text, problems[0], {edit.start for edit in edits}) if place[0] > reached[0] else ()
        if not found:
            return ()
        edits += found
        reached = place
    return ()


def _propose(text: str, problem: Diagnostic, done: set[int]) -> tuple[Edit, ...]:
    """Propose what might mend a problem of syntax, on its line or, for dashes, on the lines above."""
    if problem.code not in ("yaml-colon", "yaml-syntax", "yaml-indent"):
        return ()
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    number = min(problem.location.line, len(lines)) - 1
    dashed = _find_dashed(lines, number)
    if dashed:
        places = ((row, starts[row] + lines[row].index("-") + 1) for row in dashed)
        return tuple(Edit(place, place, " ", "blank after the dash of an item", problem.code) for row, place in places if place not in done)
    found = _LINE.fullmatch(lines[number])
    if problem.code == "yaml-indent" or found is None or " #" in found["value"]:
        return ()
    start, end = starts[number] + found.start("value"), starts[number] + found.end("value")
    return (Edit(start, end, quote(found["value"]), MISSING_QUOTES, problem.code),)


def _find_dashed(lines: list[str], number: int) -> list[int]:
    """Return the nearest lines, one under the other, that begin with a dash without a blank; none where other keys come between."""
    while number > 0 and not _DASHED.match(lines[number]) and not lines[number - 1].strip():
        number -= 1
    if not _DASHED.match(lines[number]):
        number -= 1
    found = []
    while number >= 0 and _DASHED.match(lines[number]):
        found.append(number)
        number -= 1
    return found[::-1]


def quote(text: str) -> str:
    """Put a text in double quotes; the escapes of JSON are those of YAML."""
    return json.dumps(text, ensure_ascii=False)
