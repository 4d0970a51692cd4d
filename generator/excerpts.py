"""Show the line of a file that a problem is about, with the part concerned marked below it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rich.cells import cell_len

from generator.characters import LINE_BREAK
from generator.diagnostics import Location

WIDTH = 100
"""Most cells of a line that are shown."""
_BEFORE = WIDTH // 3
"""Cells that are kept before the part concerned, where a line is too long."""
_HIDDEN = frozenset(("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"))
"""Categories of Unicode whose characters a terminal obeys, hides or does not know."""
_JOINERS = "\u200c\u200d"
_TAB = "    "
_CUT = "…"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One line as a terminal can show it."""

    line: str
    indent: int
    """Cells before the part that is concerned."""
    width: int
    """Cells of that part, one at least."""


def split_lines(data: bytes) -> list[str]:
    """Split the bytes of a file into lines; what is not UTF-8 becomes U+FFFD."""
    return LINE_BREAK.split(data.decode("utf-8", "replace"))


def make_excerpt(line: str, location: Location) -> Excerpt:
    """Make the excerpt of a place in a line.

    What no terminal should be given is written as its code point, a tab as four blanks. Wide characters count as two
    cells. A long line is cut on both sides of the place.
    """
    begin = min(location.column - 1, len(line))
    skipped = max(0, begin - WIDTH)
    shown = [_show(sign) for sign in line[skipped : begin + WIDTH + 1]]
    begin -= skipped
    first, last = _find_window([max(1, width) for _, width in shown], begin)
    cells, widths = [cell for cell, _ in shown], [width for _, width in shown]
    head = _CUT if skipped or first > 0 else ""
    tail = _CUT if skipped + last < len(line) else ""
    indent = len(head) + sum(widths[first:begin])
    width = sum(widths[begin : min(begin + location.length, last)])
    return Excerpt(f"{head}{''.join(cells[first:last])}{tail}".rstrip(), indent, max(1, width))


@lru_cache(maxsize=1024)
def _show(sign: str) -> tuple[str, int]:
    """Return what is shown for a character, and its width in cells."""
    shown = _TAB if sign == "\t" else make_visible(sign)
    return shown, cell_len(shown)


def _find_window(widths: list[int], begin: int) -> tuple[int, int]:
    """Find the first cell that is shown and the one after the last, given the width of each and where the place begins."""
    if sum(widths) <= WIDTH:
        return 0, len(widths)
    first = last = begin
    while first > 0 and sum(widths[first - 1 : begin]) <= _BEFORE:
        first -= 1
    while last < len(widths) and sum(widths[first : last + 1]) <= WIDTH:
        last += 1
    return first, last


def make_visible(text: str) -> str:
    """Write characters that are controls, invisible or not known by their code points: ``<U+001B>``."""
    if text.isprintable():
        return text
    return "".join(f"<U+{ord(sign):04X}>" if unicodedata.category(sign) in _HIDDEN and sign not in _JOINERS else sign for sign in text)
