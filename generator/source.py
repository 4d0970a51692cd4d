"""Read strict YAML 1.2: plain values or diagnostics, never a surprise.

PyYAML's C parser composes the node graph; one walk turns it into plain values and applies the
policy as it goes. The core schema of YAML 1.2.2 (chapter 10.3) decides what a plain scalar is: ``NO`` and dates
are text and ``010`` is ten. Anchors, aliases, tags, duplicate keys and second documents are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from sys import intern
from typing import Any

import yaml
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from yaml.nodes import Node, ScalarNode, SequenceNode

from generator.characters import FORBIDDEN, decode_text, describe_character
from generator.diagnostics import START, Diagnostic, Location
from generator.syntax import explain_syntax, locate, locate_span

MAX_DEPTH = 32
"""Deepest nesting of lists and maps."""
MAX_VALUES = 5000
"""Most values in a file, lists and maps among them: what is wrong with each is said, and that must not take long."""
_SHORTEST = 2
"""Fewest characters that a value takes, with the sign before it."""

Value = Any
"""What YAML can hold here: str, int, float, bool, None, or a list or dict of those."""
ValuePath = tuple[str | int, ...]
"""Keys and indexes from the root of a document to a value."""


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML file that obeys the policy."""

    path: str
    text: str
    value: Value


def parse_document(path: str, data: bytes) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """Parse the bytes of a file into plain values.

    Returns the document and no diagnostics, or ``None`` and every breach of the policy that was found.
    """
    text, problems = decode_text(path, data)
    if text is None or problems:
        return None, problems
    if ("&" in text or "*" in text) and _MAY_HOLD_ANCHOR.search(text):
        anchors = tuple(_find_anchors(path, text))
        if anchors:
            return None, anchors
    try:
        root = compose_nodes(text)
        if root is None or (type(root) is ScalarNode and root.style == "" and root.value == ""):
            message = "the file holds no record"
            hint = "write at least the required keys, or delete the file"
            return None, (Diagnostic(path, START, "yaml-empty", message, hint),)
        if len(text) > _SHORTEST * MAX_VALUES and _count_values(root) > MAX_VALUES:
            message = f"the file holds more than {MAX_VALUES} values"
            return None, (Diagnostic(path, START, "file-too-large", message, "shorten the record or split it"),)
        walk = _Walk(path, text)
        value = walk.build(root)
    except _TooDeepError:
        location = _find_depth(text)
        message = f"lists and maps are nested more than {MAX_DEPTH} deep"
        return None, (Diagnostic(path, location, "yaml-depth", message, "flatten the record"),)
    except yaml.MarkedYAMLError as error:
        return None, (explain_syntax(path, text, error),)
    if walk.problems:
        return None, tuple(walk.problems)
    return Document(path, text, value), ()


# --- Scalars of the core schema -------------------------------------------------------------------

_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_OCTAL = re.compile(r"0o[0-7]{1,20}")
_HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]{1,15}")
_FLOAT = re.compile(r"(?=.*[.eE])[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,2})?")
_CONSTANTS: Mapping[str, Value] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_MAY_NOT_BE_TEXT = frozenset(("", *"-+.0123456789~nNtTfF"))
"""First characters of the plain scalars that are worth a closer look."""


def _convert_plain(value: str) -> Value:
    """Resolve a plain scalar; numbers that no field could hold (over 18 digits, infinite) stay text."""
    if value in _CONSTANTS:
        return _CONSTANTS[value]
    if value[0].isalpha():
        return value
    if _INTEGER.fullmatch(value):
        return int(value)
    if _FLOAT.fullmatch(value) and len(value) <= 100:
        return float(value)
    if _OCTAL.fullmatch(value):
        return int(value, 0)
    if _HEXADECIMAL.fullmatch(value):
        return int(value, 16)
    return value


# --- Composing ------------------------------------------------------------------------------------


class _TooDeepError(Exception):
    """The nesting passes ``MAX_DEPTH``."""


class _Composer(CParser):
    """Compose a node graph without resolving tags: an explicit tag is text, that of any other node is nothing."""

    def resolve(self, *_: Any) -> None:
        """Leave the tag of a node open."""

    def descend_resolver(self, *_: Node | None) -> None:
        """Go down to a child, as the parser tells."""

    def ascend_resolver(self) -> None:
        """Come back from a child."""


class _CountingComposer(_Composer):
    """Compose as above, and stop at nesting that no record needs."""

    depth = 0

    def descend_resolver(self, *_: Node | None) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH + 1:
            raise _TooDeepError

    def ascend_resolver(self) -> None:
        self.depth -= 1


_DEEP_BLOCK = re.compile(r"(?:^|[\n\r])[ ?:-]{20}")
_FEW_BRACKETS = MAX_DEPTH - 20


def compose_nodes(text: str) -> Node | None:
    """Compose the nodes of a text; depth is counted where indentation or brackets could reach the limit."""
    may_be_deep = text.count("[") + text.count("{") > _FEW_BRACKETS or _DEEP_BLOCK.search(text)
    parser = (_CountingComposer if may_be_deep else _Composer)(text)
    try:
        root: Node | None = parser.get_single_node()
        return root
    finally:
        parser.dispose()


def _count_values(node: Any) -> int:
    if isinstance(node, ScalarNode):
        return 1
    return 1 + sum(_count_values(item[1] if isinstance(item, tuple) else item) for item in node.value)


_SHORT = 32
"""Length below which texts recur in many records, so that each is kept once."""


class _Walk:
    """One pass over a node graph that builds values and notes breaches of the policy."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.bare_tags = "!" in text and _BARE_TAG.search(text) is not None
        self.problems: list[Diagnostic] = []

    def build(self, node: Any) -> Value:
        if type(node.tag) is str or (self.bare_tags and self._has_bare_tag(node)):
            name = node.tag.rpartition(":")[2] if type(node.tag) is str else "!"
            self._report(node, "yaml-tag", f"the tag {name!r} is not allowed", "write the value without a tag")
            return None
        kind = type(node)
        value: Any = node.value
        if kind is ScalarNode:
            if node.style == "" and value[:1] in _MAY_NOT_BE_TEXT:
                return _convert_plain(value)
            if node.style == '"' and (found := FORBIDDEN.search(value)):
                self.problems.append(describe_character(self.path, locate_span(self.text, node), found[0]))
            return intern(value) if len(value) < _SHORT else value
        if kind is SequenceNode:
            return [self.build(item) for item in value]
        mapping: dict[str, Value] = {}
        for key_node, value_node in value:
            key = key_node.value
            if type(key) is not str or type(key_node.tag) is str or key[:1] in _MAY_NOT_BE_TEXT or self.bare_tags or key_node.style == '"':
                key = self._build_key(key_node)
                if key is None:
                    continue
            if key in mapping:
                self._report(key_node, "duplicate-key", f"the key {key!r} stands twice in one map", "keep one of them")
            mapping[intern(key)] = self.build(value_node)
        return mapping

    def _build_key(self, node: Node) -> str | None:
        before = len(self.problems)
        key = self.build(node) if isinstance(node, ScalarNode) or type(node.tag) is str else None
        if type(key) is str:
            return key
        if len(self.problems) > before:
            return None
        shown = repr(node.value) if isinstance(node, ScalarNode) else "a list or map"
        self._report(node, "yaml-key", f"a key must be text, not {shown}", "put the key in quotes")
        return None

    def _has_bare_tag(self, node: Node) -> bool:
        """Tell whether a node begins with the tag ``!``, which the parser drops."""
        return self.text[node.start_mark.index : node.start_mark.index + 1] == "!"

    def _report(self, node: Node, code: str, message: str, hint: str) -> None:
        self.problems.append(Diagnostic(self.path, locate_span(self.text, node), code, message, hint))


# --- Policy that the node graph no longer shows ---------------------------------------------------

_MAY_HOLD_ANCHOR = re.compile(r"(?:^|[\s,\[{:])[&*][0-9A-Za-z_-]")
_BARE_TAG = re.compile(r"(?:^|[\s,\[{:])!(?:[\s,\]}]|$)")
_OPENING = (MappingStartEvent, SequenceStartEvent)
_CLOSING = (MappingEndEvent, SequenceEndEvent)


def _find_anchors(path: str, text: str) -> Iterator[Diagnostic]:
    depth = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CLoader):
            depth += isinstance(event, _OPENING) - isinstance(event, _CLOSING)
            if depth > MAX_DEPTH:
                return
            if isinstance(event, AliasEvent) or (isinstance(event, (*_OPENING, ScalarEvent)) and event.anchor):
                sign = "alias *" if isinstance(event, AliasEvent) else "anchor &"
                yield Diagnostic(
                    path,
                    locate_span(text, event),
                    "yaml-anchor",
                    f"the {sign}{event.anchor} is not allowed",
                    "write the value out where it belongs; put text that begins with & or * in quotes",
                )
    except yaml.MarkedYAMLError as error:
        yield explain_syntax(path, text, error)


def _find_depth(text: str) -> Location:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CLoader):
        depth += isinstance(event, _OPENING) - isinstance(event, _CLOSING)
        if depth > MAX_DEPTH:
            return locate(event.start_mark)
    return START
