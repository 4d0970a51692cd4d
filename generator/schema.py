"""Read the schemas: what validates, labels, orders and links the fields of a record.

A schema is JSON Schema, draft 2020-12, in the subset that draft-07 shares, with annotation keywords that
begin with ``x-``; ``schemas/annotations.schema.json`` says what those may hold.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import jsonschema
import jsonschema_rs

from generator.formats import make_formats

Schema = Mapping[str, Any]
Text = Mapping[str, str]
"""A text by language code."""


class SchemaError(Exception):
    """A schema file cannot be used; the message names the file and the key."""


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
    reference: str | None
    inverse_label: Text | None
    """What a record is to those that point at it; without one a reference is shown where it stands and makes no link."""
    past: bool
    """Whether a date may not lie in the future."""
    link: str | None
    """Address that a value leads to, with ``{value}`` in it."""
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


@dataclass(frozen=True, slots=True)
class Expectation:
    """How many values of a field a full record states."""

    field: str
    at_least: int
    kinds: frozenset[str]
    """Values of ``kind`` that it holds for; empty where it holds for all."""


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
    sections: tuple[Section, ...]
    review_months: int
    expects: tuple[Expectation, ...]
    fields: tuple[Field, ...]
    by_path: Mapping[str, Field]
    """Every field at any depth; what a list holds has the path of the list and ``[]``."""
    references: tuple[Field, ...]
    """Every field, at any depth, that points at a record."""
    markdown: frozenset[str]
    """Keys whose text is Markdown."""
    schema: Schema
    """The whole schema with references resolved and terms written in."""


@dataclass(frozen=True, slots=True, eq=False)
class Validator:
    """One schema in two engines: a fast one that says yes or no, and one that explains the no."""

    schema: Schema
    accepts: Callable[[Any], bool]
    explain: Callable[[Any], Iterator[jsonschema.ValidationError]]


# --- Compiling ------------------------------------------------------------------------------------


def resolve_schemas(texts: Mapping[str, str], terms: Mapping[str, tuple[str, ...] | None]) -> dict[str, Schema]:
    """Resolve the references of all schemas and write the terms of vocabularies in as ``enum``.

    ``texts`` maps the name of a schema (``technologies``) to its JSON, ``terms`` the name of a
    vocabulary to its term ids, or to ``None`` where its file is broken and any term must do. Each
    result stands alone, so that it can be published for editors. Raises ``SchemaError``.
    """
    raw: dict[str, Any] = {}
    for name, text in texts.items():
        try:
            raw[name] = json.loads(text)
        except json.JSONDecodeError as error:
            place = f"schemas/{name}.schema.json:{error.lineno}:{error.colno}"
            raise SchemaError(f"{place}: not JSON: {error.msg}") from error
    annotations = raw.pop("annotations", None)
    for name, schema in raw.items():
        if annotations is not None:
            for problem in jsonschema_rs.validator_for(annotations).iter_errors(schema):
                place = "/".join(map(str, problem.instance_path))
                raise SchemaError(f"schemas/{name}.schema.json: {place}: {problem.message}")
    return {name: _Resolver(raw, terms).resolve(schema, name) for name, schema in raw.items()}


class _Resolver:
    def __init__(self, raw: Mapping[str, Any], terms: Mapping[str, tuple[str, ...] | None]) -> None:
        self.raw = raw
        self.terms = terms

    def resolve(self, node: Any, name: str) -> Any:
        if isinstance(node, list):
            return [self.resolve(item, name) for item in node]
        if not isinstance(node, dict):
            return node
        if "$ref" in node:
            file, _, pointer = node["$ref"].partition("#")
            target_name = file.removesuffix(".schema.json") or name
            target = self.resolve(self._point(target_name, pointer, name), target_name)
            siblings = {key: self.resolve(value, name) for key, value in node.items() if key != "$ref"}
            return {**target, **siblings}
        resolved = {key: self.resolve(value, name) for key, value in node.items() if key != "$defs"}
        if isinstance(vocabulary := resolved.get("x-vocabulary"), str):
            if vocabulary not in self.terms:
                raise SchemaError(f"schemas/{name}.schema.json: no vocabulary is called {vocabulary!r}")
            if (ids := self.terms[vocabulary]) is not None:
                if resolved["type"] == "integer" and not all(map(str.isdecimal, ids)):
                    raise SchemaError(f"schemas/{name}.schema.json: the terms of {vocabulary!r} must be whole numbers")
                resolved["enum"] = [int(term) for term in ids] if resolved["type"] == "integer" else list(ids)
        return resolved

    def _point(self, target_name: str, pointer: str, name: str) -> Any:
        node = self.raw.get(target_name)
        for key in pointer.strip("/").split("/"):
            node = node.get(key) if isinstance(node, dict) else None
        if node is None:
            raise SchemaError(f"schemas/{name}.schema.json: the reference to {target_name}{pointer} leads nowhere")
        return node


def compile_validator(schema: Schema, *, cpv_codes: frozenset[str] = frozenset()) -> Validator:
    """Compile a resolved schema in both engines with the same formats and the same meaning of patterns."""
    formats = make_formats(cpv_codes)
    fast = jsonschema_rs.Draft202012Validator(dict(schema), validate_formats=True, formats=formats)
    checker = jsonschema.FormatChecker(formats=())
    for name, function in formats.items():
        checker.checks(name)(lambda value, accepts=function: not isinstance(value, str) or accepts(value))
    explaining = _Explaining(schema, format_checker=checker)
    return Validator(schema, fast.is_valid, explaining.iter_errors)


def _check_pattern(validator: Any, pattern: str, value: Any, _: Schema) -> Iterator[jsonschema.ValidationError]:
    """Match as ECMA-262 does, where ``$`` is the end of the text and not the place before a last line break."""
    if validator.is_type(value, "string") and not re.search(re.sub(r"\$$", r"\\Z", pattern), value):
        yield jsonschema.ValidationError(f"{value!r} does not match {pattern!r}")


def _check_properties(validator: Any, properties: Schema, value: Any, _: Schema) -> Iterator[jsonschema.ValidationError]:
    """Check as jsonschema does, but keep the key that a schema ``false`` refuses."""
    if validator.is_type(value, "object"):
        for key, schema in properties.items():
            if key in value and schema is False:
                yield jsonschema.ValidationError(f"{key!r} has no place here", path=[key])
            elif key in value:
                yield from validator.descend(value[key], schema, path=key, schema_path=key)


_Explaining: Any = jsonschema.validators.extend(
    jsonschema.Draft202012Validator, {"pattern": _check_pattern, "properties": _check_properties}
)  # type: ignore[no-untyped-call]


# --- Describing -----------------------------------------------------------------------------------


def describe_collection(name: str, schema: Schema) -> Collection:
    """Describe the collection of a resolved schema. Raises ``SchemaError`` when it names a field that is not there."""
    about = schema["x-collection"]

    def section(item: Mapping[str, Any]) -> Section:
        return Section(item.get("id", "panel"), item["title"], tuple(item["fields"]))

    fields = tuple(_describe_fields(schema, ""))
    by_path = dict(_index_fields(fields))
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
        sections=tuple(section(item) for item in about["sections"]),
        review_months=about["review_months"],
        expects=tuple(Expectation(item["field"], item["at_least"], frozenset(item.get("kinds", ()))) for item in about["expects"]),
        fields=fields,
        by_path=MappingProxyType(by_path),
        references=tuple(field for field in by_path.values() if field.reference),
        markdown=frozenset(path for path, field in by_path.items() if field.kind == "markdown"),
        schema=schema,
    )
    named = [collection.name, collection.group, *collection.badges, *collection.panel.fields]
    named += [path for part in collection.sections for path in part.fields]
    for path in (*named, *(expected.field for expected in collection.expects)):
        if path not in collection.by_path:
            raise SchemaError(f"schemas/{name}.schema.json: x-collection names {path!r}, which is no property")
    return collection


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
        reference=node.get("x-ref"),
        inverse_label=node.get("x-inverse-label"),
        past=node.get("x-past", False),
        link=node.get("x-link"),
        items=_describe_field(items, path, False) if items else None,
        fields=tuple(_describe_fields(node, f"{path}.")) if kind == "object" else (),
    )


_KINDS_BY_KEYWORD = (("x-vocabulary", "term"), ("x-ref", "reference"), ("x-unit", "money"), ("x-markdown", "markdown"))
_KINDS_BY_FORMAT = {"uri": "link", "date": "date", "partial-date": "date", "country": "country", "cpv": "cpv", "email": "mailbox"}
_KINDS_BY_TYPE = {"string": "text", "integer": "number", "number": "number", "boolean": "flag", "array": "list", "object": "object"}


def _name_kind(node: Schema) -> str:
    if node.get("x-localized"):
        return "markdown" if node["properties"]["en"].get("x-markdown") else "localized"
    for keyword, kind in _KINDS_BY_KEYWORD:
        if keyword in node:
            return kind
    return _KINDS_BY_FORMAT.get(node.get("format", "")) or _KINDS_BY_TYPE[node.get("type", "boolean")]
