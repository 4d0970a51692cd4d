"""Write plain values as YAML, in the layout of the catalogue."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator

from generator.source import Value, parse_document

WIDTH = 100
"""Characters of a line, its indentation left aside."""


def write_entry(key: str, value: Value) -> list[str]:
    """Write a key and its value as lines without indentation."""
    if isinstance(value, dict) and value:
        return [f"{_write_key(key)}:", *indent_lines(line for name, child in value.items() for line in write_entry(name, child))]
    if isinstance(value, list) and value:
        return [f"{_write_key(key)}:", *indent_lines(line for item in value for line in write_item(item))]
    first, *rest = write_scalar(value, room=WIDTH - len(key) - 2)
    return [f"{_write_key(key)}: {first}", *rest]


def write_item(value: Value) -> list[str]:
    """Write an item of a list as lines without indentation, the first with its dash."""
    if isinstance(value, dict) and value:
        return add_dash([line for name, child in value.items() for line in write_entry(name, child)])
    first, *rest = write_scalar(value, room=WIDTH - 2)
    return [f"- {first}", *rest]


def write_scalar(value: Value, *, room: int) -> list[str]:
    """Write one value: on a line, or, where the text is longer than the room or has paragraphs, as a block below its key.

    Of the forms that a text can have, the first is taken that reads back as the same text.
    """
    if not isinstance(value, str):
        return [json.dumps(value, ensure_ascii=False)]
    return next((form for form in _list_forms(value, room) if _read(form) == value), [quote_text(value)])


def convert_text(text: str) -> Value:
    """Convert a text that is meant as a number or as true or false; any other stays text."""
    value = _read([text])
    return value if isinstance(value, bool | int | float) else text


def indent_lines(lines: Iterator[str] | list[str]) -> Iterator[str]:
    """Indent lines by one level; empty ones stay empty."""
    for line in lines:
        yield f"  {line}" if line else line


def add_dash(lines: list[str]) -> list[str]:
    """Make the lines of a map an item of a list: its first key gets the dash; comments before that stand above it."""
    first = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    return [*lines[:first], f"- {lines[first]}", *indent_lines(lines[first + 1 :])]


def _list_forms(text: str, room: int) -> Iterator[list[str]]:
    if "\n" in text:
        yield ["|-", *indent_lines(text.split("\n"))]
    elif len(text) > room:
        yield [">-", *indent_lines(textwrap.wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False))]
    yield [text]


def quote_text(text: str) -> str:
    """Quote a text as JSON does, which YAML reads alike; invisible characters become escapes."""
    return "".join(sign if sign.isprintable() else _escape(sign) for sign in json.dumps(text, ensure_ascii=False))


def _escape(sign: str) -> str:
    return f"\\U{ord(sign):08x}" if ord(sign) > 0xFFFF else f"\\u{ord(sign):04x}"


def _write_key(key: str) -> str:
    return key if _read([key]) == key and not key.startswith(("- ", "? ")) else quote_text(key)


def _read(lines: list[str]) -> Value:
    """Read lines back as the value of a key; ``None`` where they hold something else."""
    document, _ = parse_document("", "\n".join((f"k: {lines[0]}", *lines[1:], "")).encode())
    value = document.value if document else None
    return value["k"] if isinstance(value, dict) and list(value) == ["k"] else None
