"""Read the schemas: resolve their references and compile what validates.

A schema is JSON Schema, draft 2020-12, in the subset that draft-07 shares, with annotation keywords that
begin with ``x-``; ``schemas/annotations.schema.json`` says what those may hold.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import jsonschema
import jsonschema_rs

from generator.diagnostics import CannotRunError
from generator.formats import make_formats

Schema = Mapping[str, Any]


class SchemaError(CannotRunError):
    """A schema file cannot be used; the message names the file and the key."""


@dataclass(frozen=True, slots=True, eq=False)
class Validator:
    """One schema in two engines: a fast one that says yes or no, and one that explains the no."""

    schema: Schema
    accepts: Callable[[Any], bool]
    explain: Callable[[Any], Iterator[jsonschema.ValidationError]]


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


def _check_unique(validator: Any, unique: bool, value: Any, _: Schema) -> Iterator[jsonschema.ValidationError]:
    """Check as jsonschema does, in a time that grows with the list and not with its square."""
    if unique and validator.is_type(value, "array") and len(set(map(_freeze, value))) < len(value):
        yield jsonschema.ValidationError("an item stands twice")


def _freeze(value: Any) -> Hashable:
    """Return what is equal where JSON values are: ``1`` and ``1.0`` are, ``1`` and ``true`` are not."""
    if isinstance(value, dict):
        return "map", frozenset((key, _freeze(item)) for key, item in value.items())
    if isinstance(value, list):
        return "list", tuple(map(_freeze, value))
    return ("boolean", value) if isinstance(value, bool) else value


_Explaining: Any = jsonschema.validators.extend(
    jsonschema.Draft202012Validator, {"pattern": _check_pattern, "properties": _check_properties, "uniqueItems": _check_unique}
)  # type: ignore[no-untyped-call]
