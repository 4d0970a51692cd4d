"""Write values as YAML in the layout of the records, and change a text of YAML at one place.

Whoever calls reads the result back and compares: what is written here must give the same values by ``generator.source``.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from yaml.nodes import CollectionNode, MappingNode, Node, SequenceNode

from generator.source import ValuePath, compose_nodes

_WIDTH = 100
_PLAIN_LETTERS = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ](?:[\w ’.,()/+–-]*[\w.)’])?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NO_TEXT = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))
_AWKWARD = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]|[ ]\n|\n[ \n]*\Z|\A[ \n]")
"""What a block of text cannot hold as it is."""


class PlaceError(Exception):
    """A text cannot be changed at that place; the message says why, in a clause."""


def write_record(values: Mapping[str, Any], *, schema: str) -> str:
    """Write a record as the text of its file, with the line that tells editors its schema."""
    return "\n".join((f"# yaml-language-server: $schema={schema}", *_write_map(values, ""), ""))


def write_value(value: Any, *, indent: str) -> str:
    """Write what stands after a key and its colon; lines of its own are indented by more than ``indent``."""
    if isinstance(value, Mapping):
        return "".join(f"\n{line}" for line in _write_map(value, f"{indent}  ")) if value else " {}"
    if isinstance(value, list):
        return "".join(f"\n{line}" for line in _write_list(value, f"{indent}  ")) if value else " []"
    return f" {_write_scalar(value, f'{indent}  ')}"


def _write_map(values: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in values.items():
        yield from f"{indent}{_write_key(key)}:{write_value(value, indent=indent)}".split("\n")


def _write_list(values: Sequence[Any], indent: str) -> Iterator[str]:
    for item in values:
        if isinstance(item, Mapping) and item:
            first, *rest = _write_map(item, f"{indent}  ")
            yield f"{indent}- {first.lstrip(' ')}"
            yield from rest
        else:
            yield from f"{indent}-{write_value(item, indent=indent)}".split("\n")


def _write_key(key: str) -> str:
    return key if re.fullmatch(r"[a-z][a-z0-9_]*", key) and key not in _NO_TEXT else json.dumps(key, ensure_ascii=False)


def _write_scalar(value: Any, indent: str) -> str:
    if not isinstance(value, str):
        return json.dumps(value)
    if "\n" in value:
        return (
            "\n".join(("|-", *(f"{indent}{line}" if line else "" for line in value.split("\n")))) if _fits_block(value) else _quote(value)
        )
    if len(value) > _WIDTH and _fits_block(value) and "  " not in value:
        lines = textwrap.wrap(value, _WIDTH, break_long_words=False, break_on_hyphens=False)
        if "\n".join(lines).replace("\n", " ") == value:
            return "\n".join((">-", *(f"{indent}{line}" for line in lines)))
    plain = _PLAIN_LETTERS.fullmatch(value) or re.fullmatch(r"https://[\w./?=%&~+-]+", value) or _DAY.fullmatch(value)
    return value if plain and value.lower() not in _NO_TEXT else _quote(value)


def _fits_block(text: str) -> bool:
    """Tell whether a text can stand in lines of its own without escapes."""
    return not _AWKWARD.search(text) and text.replace("\n", "").isprintable()


def _quote(text: str) -> str:
    """Quote a text as JSON does, which YAML reads alike; invisible characters become escapes that the policy refuses."""
    return "".join(sign if sign.isprintable() else _escape(sign) for sign in json.dumps(text, ensure_ascii=False))


def _escape(sign: str) -> str:
    return f"\\U{ord(sign):08x}" if ord(sign) > 0xFFFF else f"\\u{ord(sign):04x}"


# --- Changes of a text ----------------------------------------------------------------------------


def replace_value(text: str, path: ValuePath, value: Any) -> str:
    """Replace the text or number at a path; everything else stays as it is. Raises ``PlaceError``."""
    key, node = _find(text, path)
    if isinstance(node, (MappingNode, SequenceNode)) or isinstance(value, (Mapping, list)):
        raise PlaceError("it holds more than one value")
    start, end = node.start_mark.index, node.end_mark.index
    column = key.start_mark.column
    written = _write_scalar(value, " " * (column + 2))
    ended = text[start:end]
    stays = "" if ended.endswith("\n") else text[end:].partition("\n")[0].strip()
    if "\n" in written and (stays or _is_inside_brackets(text, path)):
        written = _quote(value)
    return text[:start] + written + ended[len(ended.rstrip(" \n")) :] + text[end:]


def insert_key(text: str, key: str, value: Any, *, order: Sequence[str]) -> str:
    """Write a key of the record where it belongs by the order of keys. Raises ``PlaceError``."""
    root = _compose(text)
    if root.flow_style:
        raise PlaceError("the record is written in one line")
    later = set(order[order.index(key) + 1 :])
    following = [node.start_mark.index for node, _ in root.value if node.value in later]
    place = min(following, default=len(text))
    written = f"{_write_key(key)}:{write_value(value, indent='')}\n"
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
    written = "\n".join(_write_list([item], indent)) + "\n"
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
