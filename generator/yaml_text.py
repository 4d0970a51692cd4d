"""Write a record as YAML, and change a text of YAML at one place.

Whoever calls reads the result back and compares: what is written here must give the same values by ``generator.source``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from yaml.nodes import CollectionNode, MappingNode, Node, SequenceNode

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


def insert_key(text: str, key: str, value: Any, *, order: Sequence[str]) -> str:
    """Write a key of the record where it belongs by the order of keys. Raises ``PlaceError``."""
    root = _compose(text)
    if root.flow_style:
        raise PlaceError("the record is written in one line")
    later = set(order[order.index(key) + 1 :])
    following = [node.start_mark.index for node, _ in root.value if node.value in later]
    place = min(following, default=len(text))
    written = "\n".join((*write_entry(key, value), ""))
    return text[:place] + ("" if not place or text[place - 1] == "\n" else "\n") + written + text[place:]


def append_item(text: str, key: str, item: Any) -> str:
    """Write an item at the end of a list of the record. Raises ``PlaceError``."""
    _, node = _find(text, (key,))
    if not isinstance(node, SequenceNode) or node.flow_style or not node.value:
        raise PlaceError(f"{key} is no list with a line for each item")
    last: Node = node.value[-1]
    while isinstance(last, (MappingNode, SequenceNode)) and last.value and not last.flow_style:
        last = last.value[-1][1] if isinstance(last, MappingNode) else last.value[-1]
    end = last.end_mark.index
    place = end if text[end - 1 : end] == "\n" else text.find("\n", end) + 1 or len(text)
    indent = " " * node.start_mark.column
    written = "".join(f"{indent}{line}\n" for line in write_item(item))
    return text[:place] + ("" if text[place - 1] == "\n" else "\n") + written + text[place:]


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
