"""Compare two texts word by word and keep what a reader needs to see of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

SHORT = 60
"""Characters up to which texts are shown whole."""
_AROUND = 3
"""Words that are shown before and after a change."""
_MOST_WORDS = 800
"""Words between the first and the last change up to which single changes are looked for."""


@dataclass(frozen=True, slots=True)
class WordChange:
    """One place where words are other than they were, with the words around it."""

    lead: str
    before: str
    """Words that went; empty where words only came."""
    after: str
    tail: str
    opens: bool
    """Whether the text begins with this place."""
    closes: bool
    """Whether the text ends with it."""


def shorten(text: str, *, width: int = SHORT) -> str:
    """Return a text in one line of at most ``width`` characters, cut between words where it can be."""
    line = " ".join(text[: 4 * width].split())
    if len(line) <= width and len(text) <= 4 * width:
        return line
    cut = line[: width - 1]
    head = cut.rpartition(" ")[0]
    return f"{head if len(head) >= width // 2 else cut}…"


def compare_words(before: str, after: str) -> tuple[WordChange, ...]:
    """Find where the words of two texts differ; one place for all where they have little in common."""
    old, new = re.findall(r"\S+", before), re.findall(r"\S+", after)
    start = _count_common(old, new)
    end = _count_common(old[start:][::-1], new[start:][::-1])
    inner_old, inner_new = old[start : len(old) - end], new[start : len(new) - end]
    if max(len(inner_old), len(inner_new)) > _MOST_WORDS:
        spans = [(0, len(inner_old), 0, len(inner_new))]
    else:
        spans = list(_find_spans(inner_old, inner_new))
    return tuple(
        WordChange(
            lead=" ".join(new[max(0, start + there - _AROUND) : start + there]),
            before=" ".join(old[start + here : start + here_end]),
            after=" ".join(new[start + there : start + there_end]),
            tail=" ".join(new[start + there_end : start + there_end + _AROUND]),
            opens=start + there <= _AROUND,
            closes=start + there_end + _AROUND >= len(new),
        )
        for here, here_end, there, there_end in spans
    )


def _count_common(left: Sequence[str], right: Sequence[str]) -> int:
    count = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        count += 1
    return count


def _find_spans(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the spans that differ, those that lie a word or two apart as one."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    found: list[tuple[int, int, int, int]] = []
    for kind, here, here_end, there, there_end in matcher.get_opcodes():
        if kind == "equal":
            continue
        if found and there - found[-1][3] < _AROUND:
            found[-1] = (found[-1][0], here_end, found[-1][2], there_end)
        else:
            found.append((here, here_end, there, there_end))
    yield from found
