"""Write a record as YAML, and change a text of YAML at one place.

Whoever calls reads the result back and compares: what is written here must give the same values by ``generator.source``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from yaml.nodes import CollectionNode, MappingNode, Node, SequenceNode

from generator.nodes import last_line
from generator.source import ValuePath, compose_nodes
from generator.writing import WIDTH, quote_text, write_entry, write_item, write_scalar

_IN_BRACKETS = re.compile(r"[\w.-]+|\".*\"")
"""What can stand as it is in a map or list that is written with brackets."""


class PlaceError(Exception):
    """A text cannot be changed at that place; the message says why, in a clause."""


def write_record(values: Mapping[str, Any], *, schema: str) -> str:
    """Write a record as the text of its file, with the line that tells editors its schema."""
    lines = (line for key, value in values.items() for line in write_entry(key, value))
    return "\n".join((f"# yaml-language-server: $schema={schema}", *lines, ""))


def replace_value(text: str, path: ValuePath, value: Any) -> str:
    """Replace the text or number at a path; everything else stays as it is. Raises ``PlaceError``."""
    key, node = _find(text, path)
    if isinstance(node, (MappingNode, SequenceNode)) or isinstance(value, (Mapping, list)):
        raise PlaceError("it holds more than one value")
    start, end = node.start_mark.index, node.end_mark.index
    column = key.start_mark.column
    written = f"\n{' ' * column}".join(write_scalar(value, room=WIDTH))
    ended = text[start:end]
    stays = "" if ended.endswith("\n") else text[end:].partition("\n")[0].strip()
    awkward = _is_inside_brackets(text, path) and not _IN_BRACKETS.fullmatch(written)
    if isinstance(value, str) and (awkward or ("\n" in written and stays)):
        written = quote_text(value)
    return text[:start] + written + ended[len(ended.rstrip(" \n")) :] + text[end:]


def insert_key(text: str, key: str, value: Any, *, order: Sequence[str], inside: ValuePath = ()) -> str:
    """Write a key of the record, or of a map in it, where it belongs by the order of keys. Raises ``PlaceError``."""
    node = _find(text, inside)[1] if inside else _compose(text)
    if not isinstance(node, MappingNode) or node.flow_style or not node.value:
        raise PlaceError("it is written in one line")
    later = set(order[order.index(key) + 1 :])
    following = next((number for number, (one, _) in enumerate(node.value) if one.value in later), len(node.value))
    lines = text.split("\n")
    first, column = node.start_mark.line, node.start_mark.column
    if following:
        above, value_above = node.value[following - 1]
        place = _last_of_entry(lines, above, value_above, column) + 1
    elif not inside:
        place = first
    elif lines[first][:column].strip():
        raise PlaceError("its first key stands behind a dash")
    else:
        place = _find(text, inside)[0].start_mark.line + 1
    return _insert_lines(lines, place, write_entry(key, value), column)


def remove_key(text: str, path: ValuePath) -> str:
    """Delete the lines of a key with its value. Raises ``PlaceError``."""
    key, node = _find(text, path)
    lines = text.split("\n")
    first, column = key.start_mark.line, key.start_mark.column
    if lines[first][:column].strip() or _is_inside_brackets(text, path):
        raise PlaceError("its key does not stand on a line of its own")
    return "\n".join((*lines[:first], *lines[_last_of_entry(lines, key, node, column) + 1 :]))


def replace_items(text: str, path: ValuePath, before: Sequence[Any], after: Sequence[Any]) -> str:
    """Turn one list into another: items that stay keep their lines, and lines of comments stay. Raises ``PlaceError``."""
    _, node = _find(text, path)
    if not isinstance(node, SequenceNode) or node.flow_style or len(node.value) != len(before):
        raise PlaceError("it is no list with a line for each item")
    lines = text.split("\n")
    column = node.start_mark.column
    spans = [(item.start_mark.line, _last_of_entry(lines, item, item, column) + 1) for item in node.value]
    if any(lines[first][column : column + 1] != "-" or lines[first][:column].strip() for first, _ in spans):
        raise PlaceError("its items do not stand on lines of their own")
    old, new = ([json.dumps(item, sort_keys=True) for item in items] for items in (before, after))
    for tag, start, end, came, come in reversed(SequenceMatcher(None, old, new, autojunk=False).get_opcodes()):
        if tag == "equal":
            continue
        place = spans[start][0] if start < len(spans) else spans[-1][1]
        for first, last in reversed(spans[start:end]):
            lines[first:last] = [line for line in lines[first:last] if line.lstrip(" ").startswith("#")]
        written = [line for item in after[came:come] for line in write_item(item)]
        lines = _insert_lines(lines, place, written, column).split("\n")
    return "\n".join(lines)


def _insert_lines(lines: Sequence[str], place: int, written: Sequence[str], column: int) -> str:
    """Insert lines, indented, before the line of that number; a text that has no line break at its end gets one."""
    indented = [f"{' ' * column}{line}" if line else line for line in written]
    ending = [""] if place == len(lines) else []
    return "\n".join((*lines[:place], *indented, *ending, *lines[place:]))


def _last_of_entry(lines: Sequence[str], key: Node, node: Node, column: int) -> int:
    """Return the last line, from 0, of a value, or of the comments right below it that are indented more than its key."""
    empty = node.start_mark.index == node.end_mark.index
    last: int = key.start_mark.line if empty else last_line(list(lines), node)
    for number in range(last + 1, len(lines)):
        bare = lines[number].lstrip(" ")
        if not bare.startswith("#") or len(lines[number]) - len(bare) <= column:
            break
        last = number
    return last


def append_item(text: str, key: str, item: Any) -> str:
    """Write an item at the end of a list of the record. Raises ``PlaceError``."""
    _, node = _find(text, (key,))
    if not isinstance(node, SequenceNode) or node.flow_style or not node.value:
        raise PlaceError(f"{key} is no list with a line for each item")
    lines = text.split("\n")
    column: int = node.start_mark.column
    return _insert_lines(lines, _last_of_entry(lines, node.value[-1], node.value[-1], column) + 1, write_item(item), column)


def _compose(text: str) -> MappingNode:
    root = compose_nodes(text)
    if not isinstance(root, MappingNode):
        raise PlaceError("the file holds no map")
    return root


def _find(text: str, path: ValuePath) -> tuple[Node, Node]:
    """Find the node of the last key of a path, and that of its value."""
    key: Node | None = None
    node: Node = _compose(text)
    for part in path:
        if isinstance(part, int) and isinstance(node, SequenceNode) and part < len(node.value):
            key, node = node.value[part], node.value[part]
            continue
        pairs = node.value if isinstance(node, MappingNode) else ()
        found = next(((one, value) for one, value in pairs if one.value == part), None)
        if found is None:
            raise PlaceError("the record does not state it")
        key, node = found
    if key is None:
        raise PlaceError("no key is named")
    return key, node


def _is_inside_brackets(text: str, path: ValuePath) -> bool:
    """Tell whether a map or list around a value is written with brackets, where no block can stand."""
    around = (_find(text, path[:depth])[1] if depth else _compose(text) for depth in range(len(path)))
    return any(isinstance(node, CollectionNode) and bool(node.flow_style) for node in around)
