"""Indent a YAML text by two spaces a level, lists under their key too, and keep at most one blank line in a row."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from generator.nodes import is_block, last_line
from generator.source import compose_nodes

_STEP = 2
_INDICATED = re.compile(r"[|>][+-]?[1-9]")


class LayoutError(Exception):
    """A text is written in a way that cannot be indented anew."""


def indent_lines(text: str) -> str:
    """Return a text with its canonical indentation and blank lines. Raises ``LayoutError``.

    Lines of a text under ``>`` or ``|`` move together; further lines of any other text are indented like what stands under a key.
    Comments are indented like the key below them, or as what they follow where they are indented more than that.
    """
    root = compose_nodes(text)
    lines = text.split("\n")
    plan = _Plan(lines)
    if root is not None:
        plan.add(root, 0)
    return "\n".join(_drop_blank_lines(plan.write(), plan.kept))


class _Stand(NamedTuple):
    """Where a key, a dash or the text behind a dash begins."""

    before: int
    """Column as the text has it, from 0."""
    after: int
    """Column that it shall have."""


@dataclass(slots=True)
class _Plan:
    """How far each line moves, gathered by one walk over the nodes."""

    lines: list[str]
    stands: dict[int, list[_Stand]] = field(default_factory=dict)
    """By the number of the line, in the order of the text."""
    moves: dict[int, int] = field(default_factory=dict)
    """Columns by which a line moves to the right, by its number from 0."""
    indents: dict[int, int] = field(default_factory=dict)
    """Column at which a line begins, whatever it was before."""
    kept: set[int] = field(default_factory=set)
    """Lines of texts, whose blank lines say something."""

    def add(self, node: Node, column: int) -> None:
        """Add a map or list that begins at a column, or a text in its place."""
        if isinstance(node, MappingNode) and not node.flow_style:
            for key_node, value_node in node.value:
                self._stand(key_node.start_mark.line, key_node.start_mark.column, column)
                self._add_value(value_node, key_node.start_mark.line, key_node.start_mark.column, column)
        elif isinstance(node, SequenceNode) and not node.flow_style:
            for item in node.value:
                dash = node.start_mark.column
                line = self._find_dash(item, dash)
                self._stand(line, dash, column)
                if item.start_mark.line == line and (isinstance(item, ScalarNode) or item.flow_style):
                    self._stand(line, item.start_mark.column, column + _STEP)
                self._add_value(item, line, dash, column)

    def write(self) -> list[str]:
        """Write every line as it shall be."""
        numbers = sorted(self.stands)
        return [self._write_line(number, numbers) for number in range(len(self.lines))]

    def _write_line(self, number: int, numbers: list[int]) -> str:
        line = self.lines[number]
        bare = line.lstrip(" ")
        if number in self.moves:
            return " " * (len(line) - len(bare) + self.moves[number]) + bare
        if number in self.indents:
            return " " * self.indents[number] + bare if bare else ""
        stands = self.stands.get(number, [])
        if stands:
            text = ""
            for stand, following in zip(stands, (*stands[1:], None), strict=True):
                part = line[stand.before : following.before if following else None]
                text = text.ljust(stand.after) + (part.rstrip(" ") if following else part)
            return text
        return " " * self._place_comment(number, len(line) - len(bare), numbers) + bare if bare.startswith("#") else bare

    def _stand(self, line: int, before: int, after: int) -> None:
        self.stands.setdefault(line, []).append(_Stand(before, after))

    def _add_value(self, node: Node, line: int, before: int, after: int) -> None:
        """Add what stands under a key or behind a dash, which moves from one column to another."""
        if isinstance(node, MappingNode | SequenceNode) and not node.flow_style:
            self.add(node, after + _STEP)
            return
        last = last_line(self.lines, node)
        if is_block(node):
            self._add_block(node, last, line, after + _STEP)
        elif isinstance(node, ScalarNode):
            self.indents |= dict.fromkeys(range(line + 1, last + 1), after + _STEP)
        else:
            self._move(range(line + 1, last + 1), after - before, 0)
        self.kept.update(range(line + 1, last + 1))

    def _add_block(self, node: Node, last: int, line: int, column: int) -> None:
        header: int = node.start_mark.line
        if header != line or _INDICATED.match(self.lines[header][node.start_mark.column :]):
            raise LayoutError
        texts = self.lines[header + 1 : last + 1]
        indents = [len(text) - len(text.lstrip(" ")) for text in texts if text.strip(" ")]
        indent = indents[0] if indents else 0
        self._move(range(header + 1, last + 1), column - indent, indent)

    def _move(self, numbers: range, move: int, indent: int) -> None:
        """Move lines to the right, and empty those that hold no more than blanks before an indentation."""
        for number in numbers:
            line = self.lines[number]
            if line.strip(" ") or len(line) > indent > 0:
                self.moves[number] = move
            else:
                self.indents[number] = 0

    def _find_dash(self, item: Node, column: int) -> int:
        """Return the line of the dash of an item, which stands on its line or above it."""
        line: int = item.start_mark.line
        while self.lines[line][column : column + 1] != "-" or self.lines[line][:column].strip(" -"):
            line -= 1
            if line < 0:
                raise LayoutError
        return line

    def _place_comment(self, number: int, indent: int, numbers: list[int]) -> int:
        """Return the column of a comment, given the lines on which a key or a dash stands."""
        split = bisect(numbers, number)
        following = self.stands[numbers[split]][0] if split < len(numbers) else _Stand(0, 0)
        if indent <= following.before:
            return following.after
        above = (
            stand
            for other in (numbers[at] for at in range(split - 1, -1, -1))
            for stand in reversed(self.stands[other])
            if stand.before <= indent
        )
        return max(following.after, next((stand.after for stand in above), 0))


def _drop_blank_lines(lines: list[str], kept: set[int]) -> Iterator[str]:
    """Yield lines without the blank ones at both ends, and one for several; those of texts stay."""
    shown = [number for number, line in enumerate(lines) if line or number in kept]
    if not shown:
        return
    for number in range(shown[0], shown[-1] + 1):
        if lines[number] or number in kept or lines[number - 1] or number - 1 in kept:
            yield lines[number]
    yield ""
