"""Know the texts that stand where somebody still has to write."""

from __future__ import annotations

from collections.abc import Iterator

from generator.source import Value, ValuePath

MARK = "FILL IN:"
"""How a placeholder begins."""


def make_placeholder(asked: str) -> str:
    """Make the text that asks for a value."""
    return f"{MARK} {asked}"


def find_placeholders(value: Value, place: ValuePath = ()) -> Iterator[tuple[ValuePath, str]]:
    """Yield the place and the text of each placeholder below a value."""
    if isinstance(value, str):
        if value.startswith(MARK):
            yield place, value
    elif isinstance(value, dict):
        for key, child in value.items():
            yield from find_placeholders(child, (*place, key))
    elif isinstance(value, list):
        for number, child in enumerate(value):
            yield from find_placeholders(child, (*place, number))
