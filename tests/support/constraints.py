"""Find the constraints of schema files, and which of them a value breaks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

import jsonschema
import referencing
import referencing.jsonschema

from generator.formats import make_formats
from generator.schema import Schema, Validator, compile_validator, resolve_schemas
from tests.support.projects import ROOT, check_records, read_foundation

SUFFIX = ".schema.json"
KEYWORDS = frozenset(
    (
        *("type", "enum", "const", "pattern", "format", "minLength", "maxLength", "minItems", "maxItems", "uniqueItems"),
        *("minProperties", "minimum", "maximum", "required", "propertyNames", "then", "x-vocabulary", "dependentRequired"),
    )
)
"""Keywords that can refuse a value; ``additionalProperties`` and a schema ``false`` besides."""
KNOWN = KEYWORDS | {
    *("$schema", "$ref", "$defs", "title", "description", "examples", "properties", "patternProperties", "items", "allOf", "if"),
    *("additionalProperties", "x-collection", "x-label", "x-inverse-label", "x-ref", "x-message", "x-link", "x-past", "x-unit", "x-figure"),
    *("x-markdown", "x-localized", "x-parts"),
}
"""Every keyword that the schemas use; a new one must be thought about here."""


class Constraint(NamedTuple):
    """One keyword in one place of one schema file."""

    file: str
    pointer: str
    keyword: str


def read_raw() -> dict[str, Any]:
    """Read every schema file as it is written, by name."""
    files = sorted((ROOT / "schemas").glob(f"*{SUFFIX}"))
    return {path.name.removesuffix(SUFFIX): json.loads(path.read_text("utf-8")) for path in files}


def find_constraints(file: str, node: Any, pointer: str = "") -> Iterator[Constraint]:
    """Yield every constraint below a node; what stands under ``if`` asks and does not refuse."""
    if node is False:
        yield Constraint(file, pointer, "false")
    if not isinstance(node, dict):
        return
    assert set(node) <= KNOWN, f"{file}{pointer} uses the keywords {set(node) - KNOWN}, which this walk does not know"
    for keyword in node:
        if keyword in KEYWORDS or (keyword == "additionalProperties" and node[keyword] is False):
            yield Constraint(file, pointer, keyword)
    for keyword in ("properties", "patternProperties", "$defs"):
        for name, child in node.get(keyword, {}).items():
            yield from find_constraints(file, child, f"{pointer}/{keyword}/{name}")
    for keyword in ("items", "propertyNames", "then"):
        yield from find_constraints(file, node.get(keyword, True), f"{pointer}/{keyword}")
    if node.get("additionalProperties") is not False:
        yield from find_constraints(file, node.get("additionalProperties", True), f"{pointer}/additionalProperties")
    for number, child in enumerate(node.get("allOf", ())):
        yield from find_constraints(file, child, f"{pointer}/allOf/{number}")


class Tripwire:
    """Tell which constraints of the raw files a value breaks.

    The resolved schemas that the project itself validates with no longer know from which file a constraint came, so
    the raw files are followed along their references, as JSON Schema means them.
    """

    def __init__(self, raw: Mapping[str, Any]) -> None:
        resources = [(f"{name}{SUFFIX}", referencing.jsonschema.DRAFT202012.create_resource(schema)) for name, schema in raw.items()]
        registry = referencing.Registry().with_resources(resources)
        checker = jsonschema.FormatChecker(formats=())
        for name, accepts in make_formats(frozenset(read_foundation().cpv_labels)).items():
            checker.checks(name)(lambda value, accepts=accepts: not isinstance(value, str) or accepts(value))
        self._raw = raw
        self._validators = {name: _Raw(schema, registry=registry, format_checker=checker) for name, schema in raw.items()}

    def trip(self, file: str, value: Any) -> set[Constraint]:
        """Return every constraint that refuses a value under the schema of a file."""
        return {constraint for error in self._validators[file].iter_errors(value) for constraint in self._trace(file, error)}

    def _trace(self, file: str, error: jsonschema.ValidationError) -> Iterator[Constraint]:
        """Yield the constraint of an error, and the ``then`` and ``propertyNames`` that lead to it."""
        node: Any = self._raw[file]
        pointer = ""
        for step in error.absolute_schema_path:
            while isinstance(node, dict) and step not in node:
                target, _, inner = node["$ref"].partition("#")
                file, pointer = target.removesuffix(SUFFIX) or file, inner
                node = self._raw[file]
                for key in pointer.split("/")[1:]:
                    node = node[key]
            if step in KEYWORDS or (step == "additionalProperties" and error.validator == step):
                yield Constraint(file, pointer, str(step))
            node, pointer = node[step], f"{pointer}/{step}"
        if error.validator is None:  # a schema ``false``; jsonschema leaves the last step of its path out
            (name,) = (name for name, child in node.items() if child is False)
            yield Constraint(file, f"{pointer}/{name}", "false")


def _refuse_unknown_term(_: Any, name: str, value: Any, __: Any) -> Iterator[jsonschema.ValidationError]:
    if isinstance(name, str) and str(value) not in read_terms()[name]:
        yield jsonschema.ValidationError(f"{value!r} is no term of {name}")


def _refuse_other_form(validator: Any, pattern: str, value: Any, _: Any) -> Iterator[jsonschema.ValidationError]:
    """Take ``$`` for the end of the text, as ECMA-262 does, and not for the place before its last line break."""
    if validator.is_type(value, "string") and not re.search(re.sub(r"\$$", r"\\Z", pattern), value):
        yield jsonschema.ValidationError(f"{value!r} does not match {pattern}")


_Raw: Any = jsonschema.validators.extend(  # type: ignore[no-untyped-call]
    jsonschema.Draft202012Validator, {"x-vocabulary": _refuse_unknown_term, "pattern": _refuse_other_form}
)


@cache
def read_terms() -> dict[str, tuple[str, ...]]:
    """Read the ids of the terms of every real vocabulary."""
    catalogue = check_records({}).catalogue
    return {name: tuple(vocabulary.terms) for name, vocabulary in catalogue.vocabularies.items()}


@cache
def resolve_all() -> dict[str, Schema]:
    """Resolve every real schema as a check does."""
    return resolve_schemas(read_foundation().schemas, read_terms())


@cache
def compile_all() -> dict[str, Validator]:
    """Compile the schemas that records and vocabularies are checked with, by name."""
    codes = frozenset(read_foundation().cpv_labels)
    return {name: compile_validator(schema, cpv_codes=codes) for name, schema in resolve_all().items() if "properties" in schema}
