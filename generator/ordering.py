"""Put the keys of a YAML text in the order of its schema; what stands above a key or behind it moves with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from generator.nodes import last_line
from generator.schema import Schema
from generator.source import compose_nodes

_HEADER = ("# yaml-language-server:", "%", "---")
"""Beginnings of lines that stand above the first key whichever that is."""


def order_keys(text: str, schema: Schema) -> str:
    """Return a text with the keys of every map in the order of the ``properties`` of its schema.

    Keys that the schema does not know follow the others. A comment belongs to the key below it, or to the value
    above it where it is indented more than that key. Maps in braces stay as they are.
    """
    root = compose_nodes(text)
    lines = text.split("\n")
    if root is not None:
        for block in _find_maps(root, schema, 0):
            _order_map(lines, block)
    return "\n".join(lines)


class _Map(NamedTuple):
    """A map with a key on each line."""

    node: MappingNode
    schema: Schema
    floor: int
    """First line, from 0, that can belong to it."""


def _find_maps(node: Node, schema: Any, floor: int) -> Iterator[_Map]:
    """Yield the maps below a node whose schema names keys, the inner ones first."""
    about: Schema = schema if isinstance(schema, dict) else {}
    if isinstance(node, MappingNode) and not node.flow_style:
        known = about.get("properties", {})
        for key_node, value_node in node.value:
            inner = known.get(key_node.value, about.get("additionalProperties"))
            yield from _find_maps(value_node, inner, key_node.start_mark.line + 1)
        if known:
            yield _Map(node, about, floor)
    elif isinstance(node, SequenceNode) and not node.flow_style:
        for item in node.value:
            yield from _find_maps(item, about.get("items"), item.start_mark.line)


class _Entry(NamedTuple):
    """The lines of one key with its value and comments."""

    rank: int
    above: list[str]
    """Blank lines and comments over the key."""
    rest: list[str]
    """The line of the key, and what follows."""


def _order_map(lines: list[str], block: _Map) -> None:
    """Order the entries of one map in place; the number of lines above and below it stays."""
    known = list(block.schema["properties"])
    keys = [key_node.value for key_node, _ in block.node.value]
    ranks = [known.index(key) if key in known else len(known) for key in keys]
    first: int = block.node.start_mark.line
    column: int = block.node.start_mark.column
    prefix = lines[first][:column]
    if ranks == sorted(ranks) or prefix.strip(" -"):
        return
    begin = start = first if prefix.strip() else _find_begin(lines, first, block.floor)
    entries = []
    for rank, (key_node, value_node) in zip(ranks, block.node.value, strict=True):
        key_line: int = key_node.start_mark.line
        empty = isinstance(value_node, ScalarNode) and value_node.start_mark.index == value_node.end_mark.index
        last = _find_last(lines, key_line if empty else last_line(lines, value_node), column)
        entries.append(_Entry(rank, lines[start:key_line], lines[key_line : last + 1]))
        start = last + 1
    entries[0].rest[0] = " " * column + entries[0].rest[0][column:]
    entries.sort(key=lambda entry: entry.rank)
    dash = len(prefix) - len(prefix.lstrip(" "))
    leading = [" " * dash + line.strip() if line.strip() else line for line in entries[0].above] if prefix.strip() else entries[0].above
    entries[0].rest[0] = prefix + entries[0].rest[0][column:]
    others = [line for entry in entries[1:] for line in (*entry.above, *entry.rest)]
    lines[begin:start] = [*leading, *entries[0].rest, *others]


def _find_begin(lines: list[str], first: int, floor: int) -> int:
    """Return the first line of the comments over the first key; at the top of a file the last paragraph, without its header."""
    begin = first
    while begin > floor and (floor > 0 or lines[begin - 1].strip()):
        begin -= 1
    while begin < first and lines[begin].startswith(_HEADER):
        begin += 1
    return begin


def _find_last(lines: list[str], last: int, column: int) -> int:
    """Return the last line of an entry: its value's, or that of a comment below which is indented more than the key."""
    for number in range(last + 1, len(lines)):
        bare = lines[number].lstrip(" ")
        if bare.startswith("#"):
            if len(lines[number]) - len(bare) <= column:
                break
            last = number
        elif bare:
            break
    return last
