"""The published schemas find each other, and say of records what the project says."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import jsonschema
import pytest
import referencing
import referencing.jsonschema

from generator.open_data.schema_files import write_schemas
from tests.support.constraints import Tripwire, read_raw
from tests.support.editions import edit_catalogue, read_export
from tests.support.projects import COLLECTIONS, check_records
from tests.support.values import SCHEMA_OF, read_values

SITE = "https://ipt.example/"
URLS = {"technologies": "technologies", "suppliers": "suppliers", "eu_projects": "eu-projects", "units": "department"}
NOT_SAID = frozenset(("format", "pattern"))
"""Constraints that a validator may take less strictly: formats that it does not know, and line breaks at the end of a text."""


@cache
def publish() -> dict[str, dict[str, Any]]:
    return {path: json.loads(text) for path, text in read_export(write_schemas, edit_catalogue(check_records({}).catalogue)).items()}


@cache
def make_validator(address: str) -> jsonschema.Draft202012Validator:
    """Make a validator that knows nothing but the published files."""
    registry = referencing.Registry().with_contents([(SITE + path, schema) for path, schema in publish().items()])
    return jsonschema.Draft202012Validator({"$ref": address}, registry=registry)


def address_of(folder: str) -> str:
    return f"{SITE}schemas/v1/{URLS.get(folder, 'vocabulary')}.schema.json"


def test_every_schema_is_published_at_its_own_address() -> None:
    names = {*URLS.values(), "common", "annotations", "vocabulary"}
    assert set(publish()) == {f"schemas/v1/{name}.schema.json" for name in names}
    assert set(URLS) == set(COLLECTIONS)
    for path, schema in publish().items():
        assert list(schema)[:2] == ["$schema", "$id"]
        assert schema["$id"] == SITE + path
        jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("folder", SCHEMA_OF)
def test_valid_cases_are_accepted(folder: str) -> None:
    validator = make_validator(address_of(folder))
    assert [(name, error.message) for name, value in read_values("valid")[folder].items() for error in validator.iter_errors(value)] == []


@pytest.mark.parametrize("folder", SCHEMA_OF)
def test_invalid_cases_are_refused(folder: str) -> None:
    wire, validator = Tripwire(read_raw()), make_validator(address_of(folder))
    broken = {
        name: value
        for name, value in read_values("invalid")[folder].items()
        if {constraint.keyword for constraint in wire.trip(SCHEMA_OF[folder], value)} - NOT_SAID
    }
    assert len(broken) > 5
    assert [name for name, value in broken.items() if validator.is_valid(value)] == []


def test_what_is_said_for_pages_and_messages_stays() -> None:
    schema = publish()["schemas/v1/eu-projects.schema.json"]
    assert schema["x-collection"]["url"] == "eu-projects"
    assert schema["properties"]["programme"]["x-label"] == {"en": "Programme", "fr": "Programme"}
    assert schema["properties"]["summary"]["$ref"] == "common.schema.json#/$defs/summary"


def test_terms_stand_in_the_schema_as_what_they_are() -> None:
    technologies = publish()["schemas/v1/technologies.schema.json"]["properties"]
    assert "hardware" in technologies["kind"]["enum"]
    assert technologies["maturity"]["properties"]["trl"]["enum"] == [1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert "withdrawn" in publish()["schemas/v1/common.schema.json"]["$defs"]["status"]["enum"]


def test_annotations_obey_their_own_schema() -> None:
    validator = make_validator(f"{SITE}schemas/v1/annotations.schema.json")
    described = {path: schema for path, schema in publish().items() if "annotations" not in path}
    assert [(path, error.message) for path, schema in described.items() for error in validator.iter_errors(schema)] == []
