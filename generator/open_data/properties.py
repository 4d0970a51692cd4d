"""Fields that lead to a record or a term, as properties of linked data: a vocabulary that the schemas are the source of.

The class of the records of a collection is ``<schema>#Record``, the property of a field ``<schema>#rights.availability``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from generator.description import Collection, Field
from generator.licences import list_ids, parse_expression
from generator.open_data.concepts import name_concept
from generator.open_data.documents import Document
from generator.schema_org import Node, name_thing

_Name = Callable[[Any], Sequence[str]]
"""Names what the value of a field leads to."""


@dataclass(frozen=True, slots=True)
class Property:
    """A field that leads to things."""

    key: str
    """Prefix and path of the field."""
    field: Field
    name: _Name

    def read(self, document: Document) -> Sequence[str]:
        """Return the IRIs of the things that it leads to from a document."""
        value: Any = document
        for key in self.field.path.split("."):
            value = value[key]
            if value is None:
                return ()
        if self.field.items is None:
            return self.name(value)
        return [iri for item in value for iri in self.name(item)]


def name_namespace(site_url: str, collection: Collection) -> str:
    """Return the namespace of the properties of a collection, which is the address of its schema."""
    return f"{site_url}schemas/v1/{collection.url}.schema.json#"


def name_class(collection: Collection) -> str:
    """Return the class of the records of a collection, with the prefix of its namespace."""
    return f"{collection.url}:Record"


def list_properties(collection: Collection, *, site_url: str) -> tuple[Property, ...]:
    """List the properties of a collection; what lists of objects hold is left out, as it is not said of the record."""
    return tuple(_find_properties(collection.url, collection.fields, site_url))


def describe_properties(collection: Collection, properties: Sequence[Property]) -> Iterator[Node]:
    """Describe the class of a collection and its properties (RDF Schema)."""
    yield {"@id": name_class(collection), "@type": "rdfs:Class", "rdfs:label": collection.singular}
    for property_ in properties:
        yield {
            "@id": property_.key,
            "@type": "rdf:Property",
            "rdfs:label": property_.field.label,
            "rdfs:comment": {"en": property_.field.description},
            "rdfs:domain": name_class(collection),
        }


def _find_properties(prefix: str, fields: Sequence[Field], site_url: str) -> Iterator[Property]:
    for field in fields:
        name = _find_name(field.items or field, site_url)
        if name is not None:
            yield Property(f"{prefix}:{field.path}", field, name)
        else:
            yield from _find_properties(prefix, field.fields, site_url)


def _find_name(field: Field, site_url: str) -> _Name | None:
    vocabulary, parts = field.vocabulary, field.parts
    if field.reference is not None:
        return lambda stub: (name_thing(site_url, stub["collection"], stub["id"]),)
    if vocabulary is not None:
        return lambda id_: (name_concept(site_url, vocabulary, str(id_)),)
    if parts is not None:
        return lambda expression: [name_concept(site_url, parts, id_) for id_ in list_ids(parse_expression(expression))]
    return None
