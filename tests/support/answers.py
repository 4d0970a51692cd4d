"""Judge the answers of the API by its description, more strictly than that: no key may be there that it does not name."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

import jsonschema_rs

from generator.formats import make_formats
from generator.i18n import LANGUAGES, make_language
from generator.model import Catalogue
from generator.open_data.openapi import OpenApi, describe_api
from generator.reading import read_phrases
from tests.support.projects import PUBLICATION

_SPECIAL = ("openapi.json", "catalogue.jsonld", "catalogue.ttl")
"""Files with keys of other standards."""


def describe(catalogue: Catalogue, code: str = LANGUAGES[0]) -> OpenApi:
    """Describe the API of a catalogue at version 1.0."""
    return describe_api(catalogue, make_language(code, read_phrases(code)), site_url=PUBLICATION.site_url, version="1.0")


def close_schema(node: Any, *, part: bool = False) -> Any:
    """Return a schema that refuses keys which it does not name; a part leaves that to the whole."""
    if isinstance(node, list):
        return [close_schema(item, part=part) for item in node]
    if not isinstance(node, dict):
        return node
    closed = {key: close_schema(value, part=key == "allOf") for key, value in node.items()}
    if "allOf" in node:
        closed["unevaluatedProperties"] = False
    elif node.get("type") == "object" and not part:
        closed["additionalProperties"] = False
    return closed


class Judge:
    """Says what is wrong with the files of an export."""

    def __init__(self, api: OpenApi, catalogue: Catalogue) -> None:
        self._api = api
        self._formats = make_formats(frozenset(catalogue.cpv_labels))
        self._validators: dict[str, Any] = {}

    @cached_property
    def _components(self) -> Mapping[str, Any]:
        components = self._api["components"]["schemas"]
        return {name: close_schema(node, part=name == "Envelope") for name, node in components.items()}

    def find_path(self, path: str) -> str | None:
        """Return the path of the description that a file answers to; the exact one before one with an id."""
        folder, _, name = path.rpartition("/")
        candidates = (f"/{path}", f"/{folder}/{{id}}.{name.rpartition('.')[2]}")
        return next((candidate for candidate in candidates if candidate in self._api["paths"]), None)

    def find_faults(self, path: str, data: bytes) -> Iterator[str]:
        """Yield what is wrong with a file."""
        pattern = self.find_path(path)
        if pattern is None:
            yield f"{path}: not described"
            return
        ((media_type, content),) = self._api["paths"][pattern]["get"]["responses"]["200"]["content"].items()
        if media_type == "text/csv":
            if data.decode().split("\r\n", 1)[0].split(",") != content["x-columns"]:
                yield f"{path}: other columns"
        elif "json" in media_type:
            validator = self._make_validator(pattern, content["schema"])
            for line in data.decode().splitlines() if media_type == "application/x-ndjson" else (data,):
                yield from (f"{path}: {error.instance_path} {error.message}" for error in validator.iter_errors(json.loads(line)))

    def _make_validator(self, pattern: str, schema: Any) -> Any:
        if pattern not in self._validators:
            closed = schema if pattern.endswith(_SPECIAL) else close_schema(schema)
            whole = {**closed, "components": {"schemas": self._components}}
            self._validators[pattern] = jsonschema_rs.Draft202012Validator(whole, validate_formats=True, formats=self._formats)
        return self._validators[pattern]
