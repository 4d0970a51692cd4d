"""Find where the keys and values of a document stand."""

from __future__ import annotations

import re

from yaml.nodes import MappingNode, Node, SequenceNode

from generator.diagnostics import START, Location
from generator.source import ValuePath, compose_nodes
from generator.syntax import locate_span

_COMMENT = re.compile(r"[ \t]+#")


class Positions:
    """The places of one document; made only for a file that has a diagnostic."""

    def __init__(self, text: str) -> None:
        self._keys: dict[ValuePath, Location] = {}
        self._values: dict[ValuePath, Location] = {}
        self._written: dict[ValuePath, str] = {}
        self._commented: set[ValuePath] = set()
        self._text = text
        root = compose_nodes(text)
        if root is not None:
            self._index((), root)

    def of_key(self, path: ValuePath) -> Location:
        """Return the place of the key that leads to a value, or of the nearest parent that has one."""
        while path:
            if path in self._keys:
                return self._keys[path]
            path = path[:-1]
        return self._values.get((), START)

    def of_parent(self, path: ValuePath) -> Location:
        """Return the place of a key, or of an item of a list."""
        return self.of_value(path) if path and isinstance(path[-1], int) else self.of_key(path)

    def of_value(self, path: ValuePath) -> Location:
        """Return the place where a value begins, or that of the nearest parent that has one."""
        while path and path not in self._values:
            path = path[:-1]
        return self._values.get(path, START)

    def written(self, path: ValuePath) -> str | None:
        """Return a scalar as it stands in the file, before YAML gave it a type."""
        return self._written.get(path)

    def is_commented(self, path: ValuePath) -> bool:
        """Tell whether a comment follows an empty value on its line."""
        return path in self._commented

    def _index(self, path: ValuePath, node: Node) -> None:
        self._values[path] = locate_span(self._text, _first_token(node))
        if isinstance(node, MappingNode):
            for key_node, value_node in node.value:
                child = (*path, key_node.value)
                self._keys[child] = locate_span(self._text, key_node)
                self._index(child, value_node)
        elif isinstance(node, SequenceNode):
            for number, item in enumerate(node.value):
                self._index((*path, number), item)
        else:
            self._written[path] = node.value
            if not node.value and _COMMENT.match(self._text, node.end_mark.index):
                self._commented.add(path)


def _first_token(node: Node) -> Node:
    """Return the part of a node that stands for it: the first key of a map that is written line by line."""
    return node.value[0][0] if isinstance(node, MappingNode) and not node.flow_style and node.value else node
