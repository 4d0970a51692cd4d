"""Write the schemas that editors read: each stands alone, with the terms of its vocabularies written in.

Editors show titles and descriptions while one points at a key, and complete keys and terms. What only
this program understands (``x-…``) is left out; what has a standard name elsewhere is given it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from generator.model import Vocabulary
from generator.schema import Schema

EDITOR_FOLDER = "schemas/editor"
"""Where the schemas stand in a project, with forward slashes."""


def name_editor_schema(collection: str) -> str:
    """Name the file that editors read for a collection, below the project folder."""
    return f"{EDITOR_FOLDER}/{collection}.schema.json"


def make_modeline(collection: str) -> str:
    """Make the first line of a record, which tells editors the schema that it obeys."""
    return f"# yaml-language-server: $schema=../../{name_editor_schema(collection)}"


def write_editor_schemas(schemas: Mapping[str, Schema], vocabularies: Mapping[str, Vocabulary]) -> dict[str, str]:
    """Write each resolved schema of records or vocabularies as JSON, by name; definitions that others refer to make none."""
    return {
        name: json.dumps(_translate(schema, vocabularies), ensure_ascii=False, indent=2) + "\n"
        for name, schema in schemas.items()
        if "properties" in schema
    }


def _translate(node: Any, vocabularies: Mapping[str, Vocabulary]) -> Any:
    """Translate one schema: terms get their names, ``x-message`` the name that editors know."""
    if isinstance(node, list):
        return [_translate(item, vocabularies) for item in node]
    if not isinstance(node, dict):
        return node
    translated: dict[str, Any] = {}
    for key, value in node.items():
        if key == "properties":
            translated[key] = {name: _translate(inner, vocabularies) for name, inner in value.items()}
        elif key in ("examples", "enum", "const"):
            translated[key] = value
        elif key == "x-message":
            translated["patternErrorMessage"] = value
        elif not key.startswith("x-"):
            translated[key] = _translate(value, vocabularies)
    vocabulary = vocabularies.get(node.get("x-vocabulary", ""))
    if vocabulary is not None:
        translated["enumDescriptions"] = [_describe_term(vocabulary, str(term)) for term in node["enum"]]
    return translated


def _describe_term(vocabulary: Vocabulary, id_: str) -> str:
    term = vocabulary.terms[id_]
    definition = f": {term.definition['en']}" if term.definition else ""
    return f"{term.name['en']}{definition}"
