"""List what a description of the API promises: every file, every key in it with its type, every term.

A key is told by its JSONPath (RFC 9535), the columns of a table by their names. A type is one line: ``string date or null``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.open_data.openapi import COLUMNS, OpenApi
from generator.open_data.schema_nodes import TERMS, Components, Node, part_null, resolve

OR = " or "
"""Stands between what a value can be: a type, ``null``, and ``missing`` for a key that need not be there."""
_SHORT = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
"""Names that JSONPath takes after a dot."""


@dataclass(frozen=True, slots=True)
class Promises:
    """What programs may rely on."""

    files: Mapping[str, Mapping[str, str]]
    """Types by key, by path."""
    terms: Mapping[str, tuple[str, ...]]
    """Terms by the name of their list, such as a vocabulary."""


def list_promises(api: OpenApi) -> Promises:
    """List what a description of the API promises."""
    files: dict[str, Mapping[str, str]] = {}
    terms: dict[str, tuple[str, ...]] = {}
    for path, operations in api["paths"].items():
        operation = operations["get"]
        ((media_type, content),) = operation["responses"]["200"]["content"].items()
        walker = _Walker(api["components"]["schemas"], terms)
        keys = dict(walker.walk(content["schema"], "$"))
        keys["$"] = f"{media_type} {keys['$']}"
        for parameter in operation.get("parameters", ()):
            keys |= dict(walker.walk(parameter["schema"], f"{{{parameter['name']}}}"))
        files[path] = keys | dict.fromkeys(content.get(COLUMNS, ()), "column")
    return Promises(files, terms)


@dataclass(frozen=True, slots=True)
class _Walker:
    components: Components
    terms: dict[str, tuple[str, ...]]
    """Terms that were met, which it adds to."""

    def walk(self, node: Node, key: str, *, missing: bool = False) -> Iterator[tuple[str, str]]:
        """Yield every key of a schema with its type."""
        node, nullable = part_null(node)
        node = resolve(node, self.components)
        others = [other for other, given in (("null", nullable), ("missing", missing)) if given]
        yield key, OR.join((self._name_type(node), *others))
        for name, inner in node.get("properties", {}).items():
            step = f".{name}" if _SHORT.fullmatch(name) else f"['{name}']"
            yield from self.walk(inner, f"{key}{step}", missing=name not in node.get("required", ()))
        if "items" in node:
            yield from self.walk(node["items"], f"{key}[*]")
        for number, inner in enumerate(node.get("prefixItems", ())):
            yield from self.walk(inner, f"{key}[{number}]")

    def _name_type(self, node: Node) -> str:
        words = [node.get("type", "any"), *(str(node[name]) for name in ("format", "x-unit", "contentMediaType") if name in node)]
        if "const" in node:
            words.append(f"= {node['const']}")
        if "enum" in node:
            name = node.get("x-vocabulary") or node[TERMS]
            self.terms[name] = tuple(map(str, node["enum"]))
            words.append(f"of {name}")
        return " ".join(words)
