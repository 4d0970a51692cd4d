"""Publish the schemas of the project for validators: each with its own address as ``$id``, so that they find each other.

They are the schemas as they are written, annotations too; only the terms of vocabularies stand in them as ``enum``. The schemas
for editors (``editor_schemas``) stand alone instead, and hold what editors show.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from generator.model import Vocabulary
from generator.open_data.edition import DataFile, Edition

SCHEMAS = "schemas/v1/"
"""Where the schemas lie, below the root of the site."""


def schema_path(name: str) -> str:
    """Return the path of a schema below the root of the site; that of a collection has the name that its address has."""
    return f"{SCHEMAS}{name}.schema.json"


def write_schemas(edition: Edition) -> Iterator[DataFile]:
    """Write every schema of the project (JSON Schema, draft 2020-12)."""
    for name, text in edition.schemas.items():
        collection = edition.catalogue.collections.get(name)
        path = schema_path(collection.url if collection else name)
        schema = _write_terms(json.loads(text), edition.catalogue.vocabularies)
        head = {"$schema": schema["$schema"], "$id": f"{edition.origin.site_url}{path}"}
        yield DataFile(path, f"{json.dumps({**head, **schema}, ensure_ascii=False, indent=2)}\n".encode())


def _write_terms(node: Any, vocabularies: Mapping[str, Vocabulary]) -> Any:
    """Write the terms of vocabularies into a schema, as numbers where the field is one."""
    if isinstance(node, list):
        return [_write_terms(item, vocabularies) for item in node]
    if not isinstance(node, dict):
        return node
    written = {key: _write_terms(value, vocabularies) for key, value in node.items()}
    if isinstance(name := node.get("x-vocabulary"), str):
        terms = vocabularies[name].terms
        written["enum"] = list(map(int, terms)) if node["type"] == "integer" else list(terms)
    return written
