"""The description of the API: valid, true of every answer, and in the words of both languages."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from generator.history import Event, EventKind
from generator.i18n import LANGUAGES
from generator.open_data.api import write_api
from generator.open_data.examples import make_example
from generator.open_data.linked_files import write_linked_data
from generator.open_data.openapi import write_openapi
from tests.support.answers import Judge, describe
from tests.support.editions import ORIGIN, edit_catalogue
from tests.support.projects import CASES, COLLECTIONS, check_records, check_source, minimal, read_case

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def catalogue():
    """Every valid case, among the records of the context."""
    cases = [read_case(name, path) for name in COLLECTIONS for path in sorted((CASES / "valid" / name).glob("*.yaml"))]
    return check_source(*cases).catalogue


@pytest.fixture(scope="module")
def api(catalogue):
    return describe(catalogue)


def make_files(catalogue, *, version="1.0"):
    events = [
        Event(NOON, "a" * 40, "units", "ipt", EventKind.ADDED),
        Event(NOON, "b" * 40, "technologies", "new", EventKind.RENAMED, ("name.fr",), "old"),
        Event(NOON, "c" * 40, "eu_projects", "gone", EventKind.WITHDRAWN),
    ]
    edition = edit_catalogue(catalogue, origin=replace(ORIGIN, generated_at=NOON, schema_version=version), history=events)
    return {file.path: file.data for export in (write_api, write_openapi, write_linked_data) for file in export(edition)}


@pytest.mark.parametrize("code", LANGUAGES)
def test_it_is_openapi(catalogue, code):
    described = describe(catalogue, code)
    assert described["openapi"] == "3.1.0"
    assert list(OpenAPIV31SpecValidator(described).iter_errors()) == []


def test_every_answer_is_what_it_says(catalogue, api):
    judge = Judge(api, catalogue)
    files = make_files(catalogue)
    assert [fault for path, data in files.items() for fault in judge.find_faults(path, data)] == []
    assert len({judge.find_path(path) for path in files}) == len(api["paths"])


def test_the_judge_sees_what_is_wrong(catalogue, api):
    judge = Judge(api, catalogue)
    answer = json.loads(make_files(catalogue)["api/v1/technologies/full.json"])
    assert list(judge.find_faults("api/v1/technologies/full.json", json.dumps(answer).encode())) == []
    answer["more"] = 1
    answer["data"]["rights"]["more"] = 1
    del answer["data"]["owner"]
    answer["data"]["domain"] = "detector"
    answer["data"]["reviewed"] = "2026-13-01"
    answer["data"]["name"]["en"] = None
    faults = "\n".join(judge.find_faults("api/v1/technologies/full.json", json.dumps(answer).encode()))
    for told in (
        "'more' was unexpected",
        '"owner" is a required property',
        '"detector" is not one of',
        "2026-13-01",
        "null is not of type",
    ):
        assert told in faults
    assert list(judge.find_faults("api/v1/else.json", b"{}")) == ["api/v1/else.json: not described"]


def test_what_leads_to_a_draft_can_be_null():
    draft = minimal("suppliers").replace("reviewed:", "status: draft\nstatus_note:\n  en: Not yet.\nreviewed:")
    text = minimal("suppliers") + "excludes:\n  - what:\n      en: Pumps\n    category: not-yet\n"
    catalogue = check_records({"suppliers/not-yet": draft, "suppliers/one": text}).catalogue
    shown = {**catalogue.records, "suppliers": {"one": catalogue.records["suppliers"]["one"]}}
    published = replace(catalogue, records=shown)
    files = make_files(published)
    assert json.loads(files["api/v1/suppliers/one.json"])["data"]["excludes"][0]["category"] is None
    judge = Judge(describe(published), published)
    assert [fault for path, data in files.items() for fault in judge.find_faults(path, data)] == []


def test_schemas_have_the_words_of_the_records(api):
    project = api["components"]["schemas"]["EuProjectsRecord"]["properties"]
    action = project["action"]
    assert action["x-label"] == {"en": "Type of action", "fr": "Type d’action"}
    assert action["externalDocs"]["url"] == "https://ipt.example/api/v1/vocabularies/eu-actions.json"
    assert {"RIA", None} <= set(action["enum"])
    assert project["start"]["pattern"].startswith("^")
    assert project["reviewed"]["pattern"] == "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
    total = project["budget"]["properties"]["total"]
    assert (total["type"], total["x-unit"]) == (["number", "null"], "EUR")


def test_facets_of_cards_are_codes(api):
    facets = {
        name: api["components"]["schemas"][f"{name}Card"]["properties"]["facets"]["properties"] for name in ("Technologies", "Suppliers")
    }
    assert (facets["Technologies"]["field"]["type"], facets["Technologies"]["availability"]["type"]) == ("array", "string")
    assert facets["Technologies"]["trl"]["type"] == ["integer", "null"]
    assert (facets["Suppliers"]["kind"]["type"], facets["Suppliers"]["family"]["type"]) == ("string", ["string", "null"])
    assert facets["Suppliers"]["family"]["examples"] == ["vacuum-chambers"]


def test_every_key_is_required(api):
    def find(node, place):
        if isinstance(node, dict):
            if isinstance(node.get("properties"), dict) and node.get("required") != list(node["properties"]):
                yield place
            for key, inner in node.items():
                yield from find(inner, f"{place}/{key}")

    assert list(find(api["components"]["schemas"], "")) == []


def test_examples_are_answers(catalogue, api):
    judge = Judge(api, catalogue)
    for pattern, operations in api["paths"].items():
        (content,) = operations["get"]["responses"]["200"]["content"].values()
        if "example" in content:
            path = pattern[1:].replace("{id}", "x")
            assert (pattern, list(judge.find_faults(path, json.dumps(content["example"]).encode()))) == (pattern, [])
        else:
            assert pattern.endswith(("openapi.json", ".jsonld", ".ttl", ".csv"))
    components = api["components"]["schemas"]
    assert make_example(components["TechnologiesRecord"]["properties"]["owner"], components)["collection"] == "department"


def test_operations_have_names_of_their_own(api):
    names = [operation["get"]["operationId"] for operation in api["paths"].values()]
    assert len(set(names)) == len(names)
    assert {"getIndex", "listEuProjects", "getEuProjectsRecord", "getEuProjectsLines", "getEuProjectsTable"} <= set(names)


def test_french_words_are_french(catalogue, api):
    french = describe(catalogue, "fr")
    assert french["paths"].keys() == api["paths"].keys()
    for path, operations in french["paths"].items():
        assert operations["get"]["summary"] != api["paths"][path]["get"]["summary"]
    assert french["externalDocs"]["url"] == "https://ipt.example/fr/data/api/"
    envelope = french["components"]["schemas"]["Envelope"]["properties"]
    assert envelope["licence"]["description"] == "Licence du contenu."


def test_the_version_is_that_of_the_contract(catalogue):
    files = make_files(catalogue, version="1.7")
    assert json.loads(files["api/v1/openapi.json"])["info"]["version"] == "1.7"
    assert json.loads(files["api/v1/index.json"])["schema_version"] == "1.7"
    assert files == make_files(catalogue, version="1.7")
