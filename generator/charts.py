"""Lay out the organisation chart of the department as boxes and lines."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from generator.i18n import Language
from generator.model import Record
from generator.views import PageMaker

_COLUMN, _GAP = 250, 18
_LINE_HEIGHT, _PADDING = 17, 14
_INDENT = 22
_LETTERS = 31
"""Letters that fit into the width of a box."""
_ORDER = ("department", "office", "group", "section")


@dataclass(frozen=True, slots=True)
class Node:
    """A unit with the units below it."""

    name: str
    url: str
    kind: str
    kind_name: str
    as_of: str | None
    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A unit in the drawing; sizes in units of the drawing."""

    x: int
    y: int
    width: int
    height: int
    kind: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """The drawing and the tree that it shows."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[str, ...]
    """SVG path data."""
    root: Node


def draw_chart(maker: PageMaker) -> Chart | None:
    """Draw the units: the department on top, what belongs to it side by side, sections below their group."""
    units = maker.catalogue.records.get("units", {})
    top = next((record for record in units.values() if record.values["kind"] == "department"), None)
    if top is None:
        return None
    root = _make_node(maker, top)
    columns = max(1, len(root.children))
    width = columns * _COLUMN + (columns - 1) * _GAP
    head = _make_box(root, (width - _COLUMN) // 2, 1)
    boxes, lines = [head], []
    bus = head.y + head.height + _GAP
    lowest = bus
    for number, child in enumerate(root.children):
        left = number * (_COLUMN + _GAP)
        box = _make_box(child, left, bus + _GAP)
        boxes.append(box)
        middle = left + _COLUMN // 2
        lines.append(f"M{width // 2} {bus - _GAP}V{bus}H{middle}V{bus + _GAP}")
        bottom = box.y + box.height
        for section in child.children:
            inner = _make_box(section, left + _INDENT, bottom + 10, width=_COLUMN - _INDENT)
            boxes.append(inner)
            lines.append(f"M{left + 10} {box.y + box.height}V{inner.y + inner.height // 2}H{left + _INDENT}")
            bottom = inner.y + inner.height
        lowest = max(lowest, bottom)
    return Chart(width, lowest + 1, tuple(boxes), tuple(lines), root)


def _make_node(maker: PageMaker, record: Record) -> Node:
    language: Language = maker.language
    units = maker.catalogue.records["units"]
    below = sorted(
        (unit for unit in units.values() if unit.values.get("parent") == record.id),
        key=lambda unit: (_ORDER.index(unit.values["kind"]), unit.values.get("code", ""), unit.id),
    )
    as_of = record.values.get("as_of")
    kind = record.values["kind"]
    return Node(
        name=language.choose(maker.catalogue.name_of(record)).text,
        url=f"{maker.catalogue.collections['units'].url}/{record.id}/",
        kind=kind,
        kind_name=maker.catalogue.vocabularies["unit-kinds"].terms[kind].name[language.code],
        as_of=language.date(as_of) if as_of else None,
        children=tuple(_make_node(maker, unit) for unit in below),
    )


def _make_box(node: Node, x: int, y: int, *, width: int = _COLUMN) -> Box:
    lines = tuple(textwrap.wrap(node.name, width=_LETTERS * width // _COLUMN)) or (node.name,)
    return Box(x, y, width, len(lines) * _LINE_HEIGHT + _PADDING, node.kind, lines)
