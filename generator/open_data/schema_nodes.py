"""Make schemas of JSON (draft 2020-12) as OpenAPI 3.1 holds them, and take them apart again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Node = dict[str, Any]
"""A schema."""
Components = Mapping[str, Node]
"""The schemas that have a name."""

TERMS = "x-terms"
"""Extension that names the list which ``enum`` holds, where that is no vocabulary."""
_COMPONENTS = "#/components/schemas/"
"""Where references to named schemas lead."""


def refer(component: str) -> Node:
    """Return a reference to a named schema."""
    return {"$ref": f"{_COMPONENTS}{component}"}


def find_name(node: Node) -> str:
    """Return the name of the schema that another one refers to; empty where it refers to none."""
    return str(node.get("$ref", "")).removeprefix(_COMPONENTS)


def make_object(properties: Mapping[str, Node]) -> Node:
    """Make the schema of an object that always has all of its keys."""
    return {"type": "object", "required": list(properties), "properties": dict(properties)}


def make_list(items: Node) -> Node:
    """Make the schema of a list."""
    return {"type": "array", "items": items}


def allow_null(node: Node) -> Node:
    """Return the schema that also accepts ``null``."""
    if "$ref" in node:
        return {"anyOf": [{"$ref": node["$ref"]}, {"type": "null"}], **_leave_out(node, "$ref")}
    terms = {"enum": [*node["enum"], None]} if "enum" in node else {}
    return {**node, "type": [node["type"], "null"], **terms}


def part_null(node: Node) -> tuple[Node, bool]:
    """Return the schema without ``null``, and whether it accepted that: the way back from ``allow_null``."""
    if "anyOf" in node:
        return {**node["anyOf"][0], **_leave_out(node, "anyOf")}, True
    if not isinstance(node.get("type"), list):
        return node, False
    terms = {"enum": [term for term in node["enum"] if term is not None]} if "enum" in node else {}
    return {**node, "type": node["type"][0], **terms}, True


def resolve(node: Node, components: Components) -> Node:
    """Return a schema with its reference followed and its parts (``allOf``) joined; its own words stand before those of the other."""
    if "$ref" in node:
        return {**resolve(components[find_name(node)], components), **_leave_out(node, "$ref")}
    if "allOf" not in node:
        return node
    parts = [resolve(part, components) for part in node["allOf"]]
    return {
        "type": "object",
        "required": [key for part in parts for key in part["required"]],
        "properties": {key: inner for part in parts for key, inner in part["properties"].items()},
    }


def _leave_out(node: Node, key: str) -> Node:
    return {name: value for name, value in node.items() if name != key}
