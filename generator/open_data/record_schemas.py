"""Derive what documents and cards hold from the schema of their collection: the same types, terms, forms and words.

Every key is always there. What a record need not state can be ``null``, and so can a reference, as the record that it leads
to may be a draft. Limits of length and number are rules for contributors and no promise, so they are left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from generator.alternates import API, document_path
from generator.description import Aspect, Collection
from generator.i18n import LANGUAGES
from generator.open_data.documents import LINKED_FROM, Document
from generator.open_data.schema_nodes import Node, allow_null, make_list, make_object, refer
from generator.schema import Schema

_WORDS = ("description", "x-label")
_KEPT = (*_WORDS, "type", "enum", "format", "pattern", "x-unit", "x-vocabulary", "x-link", "examples")
_PATTERNS = {"date": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
"""Forms of formats whose schemas state none."""


def name_example(collection: Collection, *, site_url: str) -> Document:
    """Name a record of a collection as references do: the one of which its schema has the name."""
    (name, *_) = collection.by_path[collection.name].examples or (collection.singular,)
    names = dict.fromkeys(LANGUAGES, name) if isinstance(name, str) else {code: name.get(code) for code in LANGUAGES}
    id_ = re.sub(r"[^a-z0-9]+", "-", names[LANGUAGES[0]].lower()).strip("-")
    return {"collection": collection.url, "id": id_, "name": names, "api": f"{site_url}{document_path(collection.url, id_)}"}


@dataclass(frozen=True, slots=True)
class RecordSchemas:
    """Makes the schemas of what holds records."""

    site_url: str
    references: Mapping[str, Document]
    """An example of a reference to each collection, by its id."""

    def describe_document(self, collection: Collection, head: Mapping[str, Node]) -> Node:
        """Describe the documents of a collection; ``head`` describes the keys that stand before those of its schema."""
        fields = self._shape_properties(collection.schema)
        status = self._shape(collection.schema["properties"].get("status", {"type": "string"}))
        status["examples"] = ["published"]
        return make_object({**head, **fields, "status": status, LINKED_FROM: make_list(refer("LinkedFrom"))})

    def describe_facets(self, collection: Collection) -> Node:
        """Describe by what the cards of a collection are filtered."""
        aspects = (*collection.facets, *collection.ranges)
        return make_object({aspect.key: self._describe_aspect(aspect, collection.schema) for aspect in aspects})

    def _describe_aspect(self, aspect: Aspect, schema: Schema) -> Node:
        node, stated = schema, True
        for key in aspect.field.path.removesuffix("[]").split("."):
            node = node.get("items", node)
            stated = stated and key in node.get("required", ())
            node = node["properties"][key]
        inner = node.get("items", node)
        code = self._shape_value(inner)
        if "x-ref" in inner:
            code["examples"] = [self.references[inner["x-ref"]]["id"]]
        if aspect.many:
            return {**make_list(code), **_pick(node, _WORDS)}
        return code if stated and "x-ref" not in inner else allow_null(code)

    def _shape_properties(self, schema: Schema) -> dict[str, Node]:
        required = schema.get("required", ())
        return {key: self._shape_field(node, key in required) for key, node in schema["properties"].items()}

    def _shape_field(self, node: Schema, required: bool) -> Node:
        shape = self._shape(node)
        return shape if required and "x-ref" not in node else allow_null(shape)

    def _shape(self, node: Schema) -> Node:
        words = _pick(node, _WORDS)
        if "x-ref" in node:
            return {**refer("Reference"), **words, "examples": [self.references[node["x-ref"]]]}
        if node.get("x-localized"):
            text = refer("Markdown" if node["properties"][LANGUAGES[0]].get("x-markdown") else "Text")
            examples = [{code: one.get(code) for code in LANGUAGES} for one in node.get("examples", ())]
            return {**text, **words, **({"examples": examples} if examples else {})}
        if "items" in node:
            items = node["items"]
            plain = not {"properties", "items", "x-ref"} & items.keys()
            return {**make_list(self._shape(items)), **_pick(node, (*_WORDS, "examples") if plain else _WORDS)}
        if "properties" in node:
            return {**make_object(self._shape_properties(node)), **words}
        return self._shape_value(node)

    def _shape_value(self, node: Schema) -> Node:
        value = _pick(node, _KEPT)
        if "pattern" not in node and node.get("format") in _PATTERNS:
            value["pattern"] = _PATTERNS[node["format"]]
        if "x-vocabulary" in node:
            value["externalDocs"] = {"url": f"{self.site_url}{API}vocabularies/{node['x-vocabulary']}.json"}
        return value


def _pick(node: Schema, keys: tuple[str, ...]) -> Node:
    return {key: node[key] for key in keys if key in node}
