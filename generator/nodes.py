"""Find the nodes of a YAML text by the keys that lead to them."""

from __future__ import annotations

from dataclasses import dataclass, field

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from generator.source import ValuePath, compose_nodes


@dataclass(frozen=True, slots=True)
class NodeIndex:
    """The nodes of a document that obeys the policy, in the order of the text."""

    keys: dict[ValuePath, ScalarNode] = field(default_factory=dict)
    """By the path of the value that they lead to."""
    values: dict[ValuePath, Node] = field(default_factory=dict)


def index_nodes(text: str) -> NodeIndex:
    """Index the nodes of a text. Raises ``yaml.YAMLError`` where it is no YAML."""
    index = NodeIndex()
    root = compose_nodes(text)
    if root is not None:
        _add(index, (), root)
    return index


def _add(index: NodeIndex, path: ValuePath, node: Node) -> None:
    index.values[path] = node
    if isinstance(node, MappingNode):
        for key_node, value_node in node.value:
            child = (*path, key_node.value)
            index.keys[child] = key_node
            _add(index, child, value_node)
    elif isinstance(node, SequenceNode):
        for number, item in enumerate(node.value):
            _add(index, (*path, number), item)


def is_block(node: Node) -> bool:
    """Tell whether a node is a text under ``>`` or ``|``."""
    return isinstance(node, ScalarNode) and node.style in ("|", ">")


def last_line(lines: list[str], node: Node) -> int:
    """Return the number of the last line of a node, from 0; blank lines after a text belong to it only where ``+`` keeps them."""
    if isinstance(node, MappingNode | SequenceNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return last_line(lines, last[1] if isinstance(last, tuple) else last)
    end: int = node.end_mark.line
    if not is_block(node):
        return end
    if node.end_mark.column == 0:
        end -= 1
    first: int = node.start_mark.line
    if "+" in lines[first][node.start_mark.column :].partition("#")[0]:
        return end
    while end > first and not lines[end].strip():
        end -= 1
    return end
