"""Records as people write them: with comments, other indentation, other line ends, slips."""

from __future__ import annotations

import re

from hypothesis import strategies as st

from tests.support.projects import CASES
from tests.support.values import SCHEMA_OF

_NOTE = re.compile(r"# note \d+")


def find_notes(text: str) -> list[str]:
    """Find the comments that ``damaged_texts`` put in, in their order."""
    return _NOTE.findall(text)


def _list_structural(lines: list[str]) -> list[int]:
    """Return the numbers of the lines over which a comment can stand: keys and items outside of texts."""
    found = []
    inside = -1
    for number, line in enumerate(lines):
        indent = len(line) - len(line.lstrip(" "))
        if inside >= 0 and (not line.strip() or indent > inside):
            continue
        inside = indent if re.search(r"[|>][+-]?$", line) else -1
        if re.match(r" *(?:- +)*[a-z_]+:(?: |$)| *- ", line):
            found.append(number)
    return found


@st.composite
def damaged_texts(draw: st.DrawFn) -> tuple[str, str]:
    """Make a full record with comments and blank lines between its entries, and a slip or two; with its folder."""
    folder = draw(st.sampled_from(sorted(SCHEMA_OF)))
    lines = (CASES / "valid" / folder / "full.yaml").read_text("utf-8").split("\n")
    structural = _list_structural(lines)
    notes = draw(st.lists(st.sampled_from(structural), max_size=5, unique=True))
    for count, number in enumerate(sorted(notes, reverse=True)):
        indent = len(lines[number]) - len(lines[number].lstrip(" "))
        shift = draw(st.sampled_from([0, 0, -indent, 2]))
        blank = [""] * draw(st.integers(0, 2))
        lines[number:number] = [*blank, f"{' ' * (indent + shift)}# note {count}", *blank]
    for number in draw(st.lists(st.sampled_from(_list_structural(lines)), max_size=3)):
        slip = draw(st.sampled_from(_SLIPS))
        lines[number] = re.sub(*slip, lines[number], count=1)
    text = "\n".join(lines)
    for change in draw(st.lists(st.sampled_from(_WHOLE), max_size=2)):
        text = re.sub(*change, text, flags=re.MULTILINE)
    return folder, text


_SLIPS = (
    (r"([a-z_])([a-z]):", r"\1\2\2:"),
    (r": (\S*[a-z])$", r": \1\1"),
    (r"$", "  "),
    (r"- ", "-"),
    (r"['\"]", ""),
    (r": (.+)$", r": a: \1"),
    (r"^ +", "\t"),
)
"""Pattern and replacement for one line."""
_WHOLE = (
    (r"\n", "\r\n"),
    (r"\A", "\ufeff"),
    (r"\n\Z", ""),
    (r"(\d{4})-(\d{2})-(\d{2})", r"\1/\2/\3"),
    (r"https://", "http://"),
    (r"(?<=: )\"(\d+)\"", r"\1"),
)
"""Pattern and replacement for a whole text."""

_SCRAPS = (
    *("\n", "\n  ", "\n    ", "\n  - ", "\n- ", "\r\n", "\t", " ", "  ", "\n# note 1\n", " # note 2", "\n\n", "\ufeff"),
    *("name:", "fields:", "kind: ", "en: ", "fr: ", "links:", "url: ", "- ", "-", ": ", "?", " ? ", "---\n", "...\n"),
    *("a", "b c", "1", "true", "'", '"', "\\", "|", "|+", ">-", "|2", "\n   x\n", "[", "]", "{", "}", ",", "&a", "*a", "!", "%", "@", "é"),
)
SCRAPS = st.lists(st.sampled_from(_SCRAPS), max_size=25).map("".join)
"""Texts that are made of what YAML gives a meaning to."""
