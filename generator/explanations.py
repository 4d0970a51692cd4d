"""Explain every kind of problem: what it means, a wrong and a right example, and why it matters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.description import Text
from generator.diagnostics import CODES, Severity

KINDS = ("file", "yaml", "schema", "references", "dates", "text", "links", "warnings")
"""What problems are about, in the order in which pages show them."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The lines of one file that matter to an example; the rest of the file is in order."""

    path: str
    """Relative to the project folder, with forward slashes."""
    text: str
    """Empty where only the file itself matters."""


@dataclass(frozen=True, slots=True)
class Example:
    """What files can look like."""

    excerpts: tuple[Excerpt, ...]
    note: Text | None
    """What the excerpts cannot show, such as an encoding."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A kind of problem, explained."""

    code: str
    kind: str
    """One of ``KINDS``."""
    meaning: Text
    wrong: Example
    """Files in which this problem is found, and no other."""
    right: Example
    """The same files without any problem."""
    why: Text

    @property
    def severity(self) -> Severity:
        """Return the severity that the table of codes gives this problem."""
        return CODES[self.code]


def make_explanations(entries: Mapping[str, Mapping[str, Any]]) -> tuple[Explanation, ...]:
    """Make the explanations from their entries by code, ordered by kind and, within one, as in the table of codes.

    Raises ``KeyError`` when a code of the table has no entry.
    """
    explanations = [_make_explanation(code, entries[code]) for code in CODES]
    return tuple(sorted(explanations, key=lambda one: KINDS.index(one.kind)))


def _make_explanation(code: str, entry: Mapping[str, Any]) -> Explanation:
    def example(side: str) -> Example:
        return Example(tuple(Excerpt(path, text) for path, text in entry[side].items()), entry.get(f"{side}_note"))

    return Explanation(code, entry["kind"], entry["meaning"], example("wrong"), example("right"), entry["why"])
