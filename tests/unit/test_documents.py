"""Documents: every key, one type a key, references resolved in both directions."""

from __future__ import annotations

import pytest

from generator.open_data.documents import HEAD, LINKED_FROM
from tests.support.editions import SITE, read_edition
from tests.support.sites import REPOSITORY, make_project


@pytest.fixture(scope="module")
def documents(tmp_path_factory):
    edition = read_edition(make_project(tmp_path_factory.mktemp("documents")))
    return {(collection, document["id"]): document for collection, found in edition.documents.items() for document in found}


@pytest.fixture(scope="module")
def shipped():
    return read_edition(REPOSITORY)


def test_a_document_names_itself_and_its_pages(documents):
    assert {key: documents["eu_projects", "big-science"][key] for key in HEAD} == {
        "collection": "eu-projects",
        "id": "big-science",
        "page": {"en": f"{SITE}eu-projects/big-science/", "fr": f"{SITE}fr/eu-projects/big-science/"},
        "api": f"{SITE}api/v1/eu-projects/big-science.json",
    }


def test_every_document_of_a_collection_has_the_keys_of_its_schema_in_their_order(shipped):
    for name, collection in shipped.catalogue.collections.items():
        keys = [*HEAD, *collection.schema["properties"], LINKED_FROM]
        assert len(set(keys)) == len(keys)
        assert {tuple(document) for document in shipped.documents[name]} == {tuple(keys)}


def test_what_a_record_does_not_state_is_none(documents):
    document = documents["technologies", "beta-code"]
    assert [document[key] for key in ("maturity", "key_figures", "origin", "eu_projects", "aliases")] == [None] * 5
    assert document["rights"] == {
        "availability": "open",
        "protection": ["open-source"],
        "licence": "GPL-3.0-or-later",
        "routes": None,
        "exclusivity": None,
        "patents": None,
        "note": None,
    }


def test_texts_have_both_languages(documents):
    assert documents["technologies", "alpha-chip"]["name"] == {"en": "Alpha chip", "fr": "Puce alpha"}
    assert documents["technologies", "beta-code"]["name"] == {"en": "Beta code", "fr": None}
    assert documents["technologies", "alpha-chip"]["benefits"][1] == {"en": "Reads out in parallel", "fr": None}
    assert documents["technologies", "beta-code"]["keywords"] == {"en": ["simulation"], "fr": None}


def test_the_status_is_always_said(documents):
    assert documents["technologies", "alpha-chip"]["status"] == "published"
    assert documents["technologies", "delta-gone"]["status"] == "withdrawn"


def test_references_are_resolved_both_ways(documents):
    alpha, project = documents["technologies", "alpha-chip"], documents["eu_projects", "big-science"]
    stub = {
        "collection": "technologies",
        "id": "alpha-chip",
        "name": {"en": "Alpha chip", "fr": "Puce alpha"},
        "api": f"{SITE}api/v1/technologies/alpha-chip.json",
    }
    assert [target["id"] for target in alpha["eu_projects"]] == ["big-science"]
    assert alpha["eu_projects"][0]["name"] == {"en": "BIGSCI", "fr": "BIGSCI"}
    assert {"field": "eu_projects", **stub} in project[LINKED_FROM]
    assert documents["suppliers", "vacuum-chambers"]["parent"]["id"] == "vacuum"


def test_a_draft_is_no_document_and_no_target(tmp_path):
    root = make_project(tmp_path)
    path = root / "catalogue/technologies/beta-code.yaml"
    path.write_text(f"{path.read_text('utf-8')}related: [delta-gone, gamma-draft]\n", "utf-8")
    documents = {document["id"]: document for document in read_edition(root).documents["technologies"]}
    assert "gamma-draft" not in documents
    assert [target["id"] for target in documents["beta-code"]["related"]] == ["delta-gone"]


def _types(value, path, found):
    if isinstance(value, dict):
        found.setdefault(path, set()).add("object")
        for key, inner in value.items():
            _types(inner, f"{path}.{key}", found)
    elif isinstance(value, list):
        found.setdefault(path, set()).add("array")
        for inner in value:
            _types(inner, f"{path}[]", found)
    elif value is not None:
        found.setdefault(path, set()).add("number" if type(value) in (int, float) else type(value).__name__)


def test_no_key_of_the_shipped_records_has_two_types(shipped):
    for name, documents in shipped.documents.items():
        found = {}
        for document in documents:
            _types(document, name, found)
        assert {path: types for path, types in found.items() if len(types) > 1} == {}
