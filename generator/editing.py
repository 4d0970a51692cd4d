"""Edit a text by position, so that every character that no edit names stays as it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.source import ValuePath


@dataclass(frozen=True, slots=True)
class Edit:
    """One replacement in a text, and what it is for."""

    start: int
    """Index of the first character that goes, from 0."""
    end: int
    """Index after the last character that goes; ``start`` where nothing does."""
    replacement: str
    words: str
    """What the edit does, as people read it."""
    code: str = ""
    """Code of the diagnostic that it mends; empty where no check complains."""
    place: ValuePath | None = None
    """Keys that lead to the value that it changes; ``None`` where every value stays."""


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with edits carried out. Edits may touch each other, and do not overlap."""
    parts = []
    done = 0
    for edit in sorted(edits, key=lambda one: (one.start, one.end)):
        parts += [text[done : edit.start], edit.replacement]
        done = edit.end
    return "".join((*parts, text[done:]))
