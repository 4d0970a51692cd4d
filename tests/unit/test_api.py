"""The API: its files, what each says of itself, and that all of them agree."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from generator.history import Event, EventKind
from generator.open_data.api import MOST_EVENTS, write_api
from tests.support.editions import ORIGIN, SITE, read_edition
from tests.support.sites import make_project

MOMENT = datetime(2026, 11, 20, 8, 0, 5, tzinfo=UTC)
CHANGED = Event(MOMENT, "c0ffee", "eu_projects", "big-science", EventKind.CHANGED, ("budget.total",))
GONE = Event(MOMENT, "c0ffee", "eu_projects", "gone", EventKind.WITHDRAWN)


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return make_project(tmp_path_factory.mktemp("api"))


@pytest.fixture(scope="module")
def files(project):
    return write(read_edition(project, history=(CHANGED, GONE)))


def write(edition):
    return {file.path.removeprefix("api/v1/"): file.data for file in write_api(edition)}


def load(files, path):
    return json.loads(files[path])


def test_every_json_file_says_what_it_is(files):
    wrapped = [json.loads(data) for path, data in files.items() if path.endswith(".json")]
    for one in wrapped:
        assert list(one) == ["schema_version", "generated_at", "source_commit", "total", "licence", "attribution", "data"]
        assert (one["schema_version"], one["generated_at"], one["source_commit"]) == (
            ORIGIN.schema_version,
            "2026-11-22T12:30:00Z",
            ORIGIN.source_commit,
        )
        assert one["licence"] == "https://creativecommons.org/licenses/by/4.0/"
        assert SITE in one["attribution"]


def test_the_index_leads_to_every_collection_and_vocabulary(files):
    index = load(files, "index.json")["data"]
    named = [one[key] for one in index["collections"] for key in ("index", "ndjson", "csv")]
    named += [one["api"] for one in index["vocabularies"]]
    named += [index["changes"], index["coverage"]]
    assert {address.removeprefix(f"{SITE}api/v1/") for address in named} <= files.keys()
    totals = {one["id"]: one["total"] for one in index["collections"]}
    assert totals == {"technologies": 3, "suppliers": 2, "eu-projects": 1, "department": len(files["department/all.ndjson"].splitlines())}


def test_a_record_is_the_same_alone_and_in_the_whole(files):
    lines = files["technologies/all.ndjson"].decode().splitlines()
    for line in lines:
        document = json.loads(line)
        assert load(files, f"technologies/{document['id']}.json")["data"] == document
    assert len(lines) == load(files, "technologies/index.json")["total"] == 3


def test_an_earlier_id_answers_with_the_record(files):
    assert files["technologies/first-chip.json"] == files["technologies/alpha-chip.json"]
    assert load(files, "technologies/first-chip.json")["data"]["aliases"] == ["first-chip"]


def test_a_card_has_what_lists_are_filtered_by(files):
    cards = {card["id"]: card for card in load(files, "technologies/index.json")["data"]}
    assert cards["beta-code"]["facets"] == {
        "field": ["research"],
        "kind": "software",
        "domain": "computing",
        "availability": "open",
        "protection": ["open-source"],
        "route": [],
        "trl": None,
    }
    categories = {card["id"]: card for card in load(files, "suppliers/index.json")["data"]}
    assert categories["vacuum-chambers"]["facets"] == {"kind": "supply", "family": "vacuum"}
    assert load(files, "eu-projects/index.json")["data"][0]["name"] == {"en": "BIGSCI", "fr": "BIGSCI"}


def test_a_vocabulary_has_its_terms_in_their_order(files):
    vocabulary = load(files, "vocabularies/availability.json")
    terms = vocabulary["data"]["terms"]
    assert vocabulary["total"] == len(terms)
    assert terms[0]["id"] == "open"
    assert set(terms[0]) == {"id", "name", "definition", "source", "deprecated", "may", "must", "may_not"}
    assert set(terms[0]["name"]) == {"en", "fr"}


def test_changes_lead_to_the_records_that_are_there(files):
    assert load(files, "changes.json")["data"] == [
        {
            "at": "2026-11-20T08:00:05Z",
            "commit": "c0ffee",
            "collection": "eu-projects",
            "id": "big-science",
            "kind": "changed",
            "fields": ["budget.total"],
            "earlier_id": None,
            "api": f"{SITE}api/v1/eu-projects/big-science.json",
        },
        {
            "at": "2026-11-20T08:00:05Z",
            "commit": "c0ffee",
            "collection": "eu-projects",
            "id": "gone",
            "kind": "withdrawn",
            "fields": [],
            "earlier_id": None,
            "api": None,
        },
    ]


def test_the_newest_changes_are_listed_and_no_more(project):
    events = (CHANGED, *[GONE] * MOST_EVENTS)
    found = load(write(read_edition(project, history=events)), "changes.json")
    assert (found["total"], len(found["data"]), found["data"][0]["id"]) == (MOST_EVENTS, MOST_EVENTS, "big-science")


def test_coverage_counts_the_records_that_are_shown(files):
    found = {one["id"]: one["records"] for one in load(files, "coverage.json")["data"]["collections"]}
    assert found["technologies"] == 3


def test_the_same_edition_gives_the_same_bytes(project, files):
    assert write(read_edition(project, history=(CHANGED, GONE))) == files
