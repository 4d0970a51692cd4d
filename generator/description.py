"""Describe collections: what labels, orders, links and shows the fields of a record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from generator.schema import Schema, SchemaError

Text = Mapping[str, str]
"""A text by language code."""


@dataclass(frozen=True, slots=True)
class Field:
    """One property of a record, as its schema describes it."""

    path: str
    """Keys from the root of the record, joined by dots: ``rights.licence``."""
    key: str
    """Last key of the path."""
    label: Text
    title: str
    description: str
    examples: tuple[Any, ...]
    required: bool
    kind: str
    """What the value is, as in ``fields.types`` of the interface words, or ``list``."""
    vocabulary: str | None
    parts: str | None
    """Vocabulary that explains the parts of an expression."""
    reference: str | None
    inverse_label: Text | None
    """What a record is to those that point at it; without one a reference is shown where it stands and makes no link."""
    past: bool
    """Whether a date may not lie in the future."""
    link: str | None
    """Address that a value leads to, with ``{value}`` in it."""
    whole: bool
    """Whether it is a whole number."""
    items: Field | None
    """What a list holds."""
    fields: tuple[Field, ...]
    """What an object holds."""


@dataclass(frozen=True, slots=True)
class Section:
    """A titled group of fields on a record page."""

    id: str
    title: Text
    fields: tuple[str, ...]
    shows: str = "facts"
    """``facts``, or ``permissions``: what the terms of its fields let one do, the most telling field first."""


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence that holds for every record of a collection, and the page that says so."""

    text: Text
    source: str


@dataclass(frozen=True, slots=True)
class Gauge:
    """A field whose terms are the steps of a scale."""

    field: str
    guide: str
    """Page that explains the scale, below the root of a language."""


@dataclass(frozen=True, slots=True)
class Span:
    """Two fields between whose dates a record takes place."""

    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Expectation:
    """How many values of a field a full record states."""

    field: str
    at_least: int
    kinds: frozenset[str]
    """Values of ``kind`` that it holds for; empty where it holds for all."""


@dataclass(frozen=True, slots=True)
class Aspect:
    """A field by which the records of a collection are filtered or put in order."""

    key: str
    """Its name in addresses."""
    field: Field
    many: bool
    """Whether a record can have several values."""


@dataclass(frozen=True, slots=True)
class Collection:
    """A folder of records and the schema that they obey."""

    id: str
    """Name of the folder and of the schema."""
    url: str
    """First part of the address of its pages."""
    order: int
    title: Text
    singular: Text
    name: str
    """Key of the field that titles a record."""
    group: str
    """Key of the field by which a listing is grouped."""
    badges: tuple[str, ...]
    panel: Section
    note: Note | None
    """What the panel says of every record."""
    gauge: Gauge | None
    span: Span | None
    sections: tuple[Section, ...]
    similar: tuple[str, ...]
    """Fields by which records are found similar, beside name, summary, description and keywords; empty where none are shown."""
    review_months: int
    expects: tuple[Expectation, ...]
    facets: tuple[Aspect, ...]
    """Terms, records and countries by which it is filtered."""
    ranges: tuple[Aspect, ...]
    """Numbers and years by which it is filtered."""
    sorts: tuple[Aspect, ...]
    """Orders beside that of the names."""
    search: tuple[str, ...]
    """Fields, beside name and title, whose text the filter looks in."""
    fields: tuple[Field, ...]
    by_path: Mapping[str, Field]
    """Every field at any depth; what a list holds has the path of the list and ``[]``."""
    references: tuple[Field, ...]
    """Every field, at any depth, that points at a record."""
    markdown: frozenset[str]
    """Keys whose text is Markdown."""
    schema: Schema
    """The whole schema with references resolved and terms written in."""


def describe_collection(name: str, schema: Schema) -> Collection:
    """Describe the collection of a resolved schema. Raises ``SchemaError`` when it names a field that is not there."""
    about = schema["x-collection"]

    def section(item: Mapping[str, Any]) -> Section:
        return Section(item.get("id", "panel"), item["title"], tuple(item["fields"]), item.get("shows", "facts"))

    fields = tuple(_describe_fields(schema, ""))
    by_path = dict(_index_fields(fields))
    facets, ranges, sorts = (_describe_aspects(about, use, by_path, name) for use in _FIT)
    collection = Collection(
        id=name,
        url=about["url"],
        order=about["order"],
        title=about["title"],
        singular=about["singular"],
        name=about["name"],
        group=about["group"],
        badges=tuple(about["badges"]),
        panel=section(about["panel"]),
        note=Note(**about["panel"]["note"]) if "note" in about["panel"] else None,
        gauge=Gauge(**about["gauge"]) if "gauge" in about else None,
        span=Span(**about["span"]) if "span" in about else None,
        sections=tuple(section(item) for item in about["sections"]),
        similar=tuple(about.get("similar", ())),
        review_months=about["review_months"],
        expects=tuple(Expectation(item["field"], item["at_least"], frozenset(item.get("kinds", ()))) for item in about["expects"]),
        facets=facets,
        ranges=ranges,
        sorts=sorts,
        search=tuple(about.get("search", ())),
        fields=fields,
        by_path=MappingProxyType(by_path),
        references=tuple(field for field in by_path.values() if field.reference),
        markdown=frozenset(path for path, field in by_path.items() if field.kind == "markdown"),
        schema=schema,
    )
    named = [collection.name, collection.group, *collection.badges, *collection.panel.fields, *collection.similar, *collection.search]
    named += [path for part in collection.sections for path in part.fields]
    named += [path for part in ("gauge", "span") for key, path in about.get(part, {}).items() if key != "guide"]
    for path in (*named, *(expected.field for expected in collection.expects)):
        _check_named(path, by_path, name)
    keys = [aspect.key for aspect in (*facets, *ranges)]
    for key in keys:
        if key in RESERVED_KEYS or keys.count(key) > 1:
            raise SchemaError(f"schemas/{name}.schema.json: x-collection needs another key for what is filtered by {key!r}")
    return collection


RESERVED_KEYS = frozenset(("all", "page", "q", "sort"))
"""Names in addresses that facets and ranges cannot have."""
_FIT: Mapping[str, frozenset[str]] = {
    "facets": frozenset(("term", "reference", "country")),
    "ranges": frozenset(("date", "number", "money")),
    "sorts": frozenset(("text", "localized", "date", "number", "money")),
}
"""Kinds of field that each use can take; terms that are numbers count as numbers."""


def _describe_aspects(about: Mapping[str, Any], use: str, by_path: Mapping[str, Field], name: str) -> tuple[Aspect, ...]:
    """Describe the fields of one use. Raises ``SchemaError`` for a field that is not there or does not fit."""
    aspects = []
    for item in about.get(use, ()):
        path = item["field"]
        _check_named(path, by_path, name)
        field = by_path[path]
        inner = field.items or field
        numeric = inner.kind == "term" and inner.whole
        if inner.kind not in _FIT[use] and not (numeric and use != "facets"):
            raise SchemaError(f"schemas/{name}.schema.json: x-collection has {path!r} among {use}, which takes no {inner.kind}")
        parent = by_path.get(path.rpartition(".")[0])
        many = field.items is not None or (parent is not None and parent.items is not None)
        if many and use != "facets":
            raise SchemaError(f"schemas/{name}.schema.json: x-collection has {path!r} among {use}, which takes no list")
        aspects.append(Aspect(item.get("key", field.key.replace("_", "-")), field, many))
    return tuple(aspects)


def _check_named(path: str, by_path: Mapping[str, Field], name: str) -> None:
    if path not in by_path:
        raise SchemaError(f"schemas/{name}.schema.json: x-collection names {path!r}, which is no property")


def _index_fields(fields: tuple[Field, ...]) -> Iterator[tuple[str, Field]]:
    for field in fields:
        yield field.path, field
        yield from _index_fields(field.fields)
        if field.items:
            yield f"{field.path}[]", field.items
            yield from _index_fields(field.items.fields)


def _describe_fields(schema: Schema, prefix: str) -> Iterator[Field]:
    for key, node in schema.get("properties", {}).items():
        if node is not False:
            yield _describe_field(node, prefix + key, key in schema.get("required", ()))


def _describe_field(node: Schema, path: str, required: bool) -> Field:
    items = node.get("items")
    kind = _name_kind(node)
    return Field(
        path=path,
        key=path.rpartition(".")[2],
        label=node.get("x-label", {}),
        title=node.get("title", ""),
        description=node.get("description", ""),
        examples=tuple(node.get("examples", ())),
        required=required,
        kind=kind,
        vocabulary=node.get("x-vocabulary"),
        parts=node.get("x-parts"),
        reference=node.get("x-ref"),
        inverse_label=node.get("x-inverse-label"),
        past=node.get("x-past", False),
        link=node.get("x-link"),
        whole=node.get("type") == "integer",
        items=_describe_field(items, path, False) if items else None,
        fields=tuple(_describe_fields(node, f"{path}.")) if kind == "object" else (),
    )


_KINDS_BY_KEYWORD = (
    ("x-vocabulary", "term"),
    ("x-ref", "reference"),
    ("x-unit", "money"),
    ("x-figure", "figure"),
    ("x-markdown", "markdown"),
)
_KINDS_BY_FORMAT = {
    "uri": "link",
    "date": "date",
    "partial-date": "date",
    "country": "country",
    "cpv": "cpv",
    "email": "mailbox",
    "spdx-expression": "expression",
}
_KINDS_BY_TYPE = {"string": "text", "integer": "number", "number": "number", "boolean": "flag", "array": "list", "object": "object"}


def _name_kind(node: Schema) -> str:
    if node.get("x-localized"):
        return "markdown" if node["properties"]["en"].get("x-markdown") else "localized"
    for keyword, kind in _KINDS_BY_KEYWORD:
        if keyword in node:
            return kind
    return _KINDS_BY_FORMAT.get(node.get("format", "")) or _KINDS_BY_TYPE[node.get("type", "boolean")]
