"""What editors read says the same as what checks, and stands alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import jsonschema_rs
import pytest

from generator.checking import check_project
from generator.editor_schemas import EDITOR_FOLDER, make_modeline, name_editor_schema, write_editor_schemas
from tests.support.constraints import resolve_all
from tests.support.projects import CASES, COLLECTIONS, ROOT, TODAY, read_foundation
from tests.support.values import SCHEMA_OF, read_values


@cache
def write_all() -> dict[str, str]:
    return write_editor_schemas(resolve_all(), check_project(read_foundation(), today=TODAY).catalogue.vocabularies)


def walk(node: Any) -> Iterator[dict[str, Any]]:
    """Yield every map of a schema that is no map of properties."""
    if isinstance(node, dict):
        yield node
        for key, inner in node.items():
            for part in inner.values() if key == "properties" else (inner,):
                yield from walk(part)
    elif isinstance(node, list):
        for item in node:
            yield from walk(item)


def test_the_committed_schemas_are_fresh() -> None:
    shipped = {path.name.removesuffix(".schema.json"): path.read_text("utf-8") for path in (ROOT / EDITOR_FOLDER).iterdir()}
    assert shipped == write_all(), "run ipt schemas and commit what it writes"


def test_there_is_one_for_each_folder_of_records() -> None:
    assert sorted(write_all()) == sorted({*COLLECTIONS, "vocabulary"})


@pytest.mark.parametrize("name", sorted({*COLLECTIONS, "vocabulary"}))
def test_an_editor_needs_no_other_file_and_no_word_of_ours(name: str) -> None:
    keys = {key for node in walk(json.loads(write_all()[name])) for key in node}
    assert [key for key in keys if key.startswith("x-") or key in ("$ref", "$defs")] == []


def test_every_term_says_what_it_means() -> None:
    kind = json.loads(write_all()["technologies"])["properties"]["kind"]
    assert dict(zip(kind["enum"], kind["enumDescriptions"], strict=True))["hardware"].startswith("Hardware")
    for text in write_all().values():
        for node in walk(json.loads(text)):
            if "enumDescriptions" in node:
                assert len(node["enum"]) == len(node["enumDescriptions"])


@pytest.mark.parametrize("folder", SCHEMA_OF)
def test_an_editor_marks_no_valid_record(folder: str) -> None:
    validator = jsonschema_rs.validator_for(json.loads(write_all()[SCHEMA_OF[folder]]))
    assert [name for name, value in read_values("valid")[folder].items() if not validator.is_valid(value)] == []


@pytest.mark.parametrize("folder", SCHEMA_OF)
def test_every_shipped_record_leads_editors_to_its_schema(folder: str) -> None:
    line = make_modeline(SCHEMA_OF[folder]) + "\n"
    paths = [*(ROOT / "catalogue" / folder).glob("*.yaml"), CASES / "valid" / folder / "full.yaml"]
    assert [path.name for path in paths if not path.read_text("utf-8").startswith(line)] == []
    assert (ROOT / name_editor_schema(SCHEMA_OF[folder])).is_file()
