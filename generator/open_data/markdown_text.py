"""Write texts of records as Markdown (CommonMark, with the tables of GFM) in which they stay what they are: text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from generator.prose import settle_markdown

_MARK = re.compile(r"[\\`*_\[\]<>#|~$@]|!$|&(?=#?\w+;)|:(?=//)|\.(?<=[wW]{3}\.)")
"""What means something in Markdown, or makes a link of an address that stands in a text (GFM)."""
_MARK_AT_START = re.compile(r"(?:[-+=:]|[0-9]+[.)])(?=[-=\s]|$)")
"""What begins a list or a definition, or draws a line; its last sign is escaped."""
_MARK_IN_ADDRESS = re.compile(r"[\\()<>|\s]|&(?=#?\w+;)")
_LINE_BREAK = re.compile(r"[ \t]*[\r\n]+[ \t]*")
_PARAGRAPH_BREAK = re.compile(r"\n[ \t]*\n\s*")


def escape_text(text: str) -> str:
    """Write a text on one line, so that it reads as it is wherever a line may stand."""
    line = text.strip()
    if "\n" in line or "\r" in line:
        line = _LINE_BREAK.sub(" ", line)
    if _MARK.search(line):  # few texts hold one, and looking is cheaper than replacing
        line = _MARK.sub(_escape, line)
    if begun := _MARK_AT_START.match(line):
        line = f"{line[: begun.end() - 1]}\\{line[begun.end() - 1 :]}"
    return line


def write_link(text: str, address: str) -> str:
    """Write a link; what could end its address is escaped, or encoded where Markdown has no escape for it."""
    if _MARK_IN_ADDRESS.search(address):
        address = _MARK_IN_ADDRESS.sub(_escape_in_address, address)
    return f"[{escape_text(text)}]({address})"


def write_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table of cells that are Markdown of one line."""
    lines = (columns, ["---"] * len(columns), *rows)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def write_prose(text: str) -> str:
    """Write the Markdown of a record as blocks, or as plain paragraphs where a page would leave out a part of it."""
    settled = settle_markdown(text)
    return settled if settled is not None else "\n\n".join(map(escape_text, _PARAGRAPH_BREAK.split(text.strip())))


def _escape(found: re.Match[str]) -> str:
    return f"\\{found[0]}"


def _escape_in_address(found: re.Match[str]) -> str:
    if found[0].isspace():
        return quote(found[0])
    return "&amp;" if found[0] == "&" else _escape(found)
