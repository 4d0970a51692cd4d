"""Make an example of what a schema accepts, from the examples of its parts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.open_data.schema_nodes import Components, Node, part_null, resolve

_PLAIN: Mapping[str, Any] = {"string": "…", "integer": 1, "number": 1, "boolean": False, "object": {}}


def make_example(node: Node, components: Components) -> Any:
    """Make an example: the one that a schema states, or else one put together from those of its parts."""
    node = resolve(part_null(node)[0], components)
    if "examples" in node:
        return node["examples"][0]
    if "const" in node:
        return node["const"]
    if "enum" in node:
        return node["enum"][0]
    if "properties" in node:
        return {key: make_example(value, components) for key, value in node["properties"].items()}
    if "prefixItems" in node:
        return [make_example(item, components) for item in node["prefixItems"]]
    if "items" in node:
        return [make_example(node["items"], components)]
    return _PLAIN[node["type"]]
