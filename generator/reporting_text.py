"""Render problems for people, as compilers do: the place, the sentence, the line, what to do and where to read more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.text import Text

from generator.diagnostics import Diagnostic, Severity
from generator.excerpts import make_excerpt, make_visible, split_lines
from generator.problems import Report, rank_in_files

_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow"}
_QUIET = "bright_black"

_Piece = tuple[str, str]
"""Text, and the style in which a terminal shows it."""


def format_text(report: Report) -> str:
    """Render every problem as plain text, the worst of each file first and a blank line between two."""
    return "".join(text for text, _ in _list_pieces(report))


def paint_text(report: Report) -> Text:
    """Render the same with colours for a terminal."""
    return Text.assemble(*_list_pieces(report))


def _list_pieces(report: Report) -> Iterator[_Piece]:
    between = ""
    for path, of_file in groupby(rank_in_files(report.problems), key=lambda found: found.path):
        lines = split_lines(report.sources[path]) if path in report.sources else []
        for found in of_file:
            yield between, ""
            yield from _describe(found, lines, report.address_of(found.code))
            between = "\n\n"


def _describe(found: Diagnostic, lines: Sequence[str], address: str) -> Iterator[_Piece]:
    line, colour = found.location.line, _COLOURS[found.severity]
    yield f"{make_visible(found.path)}:{line}:{found.location.column}: ", "bold"
    yield f"{found.severity}[{found.code}]", colour
    yield f": {make_visible(found.message)}\n", "bold"
    if found.location.length and line <= len(lines):
        excerpt = make_excerpt(lines[line - 1], found.location)
        yield f"  {line} | ", _QUIET
        yield f"{excerpt.line}\n", ""
        yield f"  {' ' * len(str(line))} | ", _QUIET
        yield f"{' ' * excerpt.indent}{'^' * excerpt.width}\n", colour
    if found.hint:
        yield "  hint: ", "cyan"
        yield f"{make_visible(found.hint)}\n", ""
    yield "  more: ", _QUIET
    yield address, ""
