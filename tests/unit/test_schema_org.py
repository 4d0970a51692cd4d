"""What records are: the same for every language, from documents alone."""

from dataclasses import replace

import pytest

from generator.schema_org import CERN, EUROPEAN_UNION, ThingMaker
from tests.support.editions import SITE, read_edition
from tests.support.sites import make_project


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    return read_edition(make_project(tmp_path_factory.mktemp("things")))


@pytest.fixture(scope="module")
def documents(edition):
    return {(name, document["id"]): document for name, found in edition.documents.items() for document in found}


@pytest.fixture(scope="module")
def make(edition):
    return ThingMaker(edition.catalogue, site_url=SITE).make_thing


def test_a_thing_has_one_name_and_a_page_in_every_language(make, documents):
    thing = make(documents["technologies", "alpha-chip"])
    assert thing["@id"] == f"{SITE}technologies/alpha-chip/#record"
    assert thing["name"] == {"en": "Alpha chip", "fr": "Puce alpha"}
    assert thing["url"] == {"en": f"{SITE}technologies/alpha-chip/", "fr": f"{SITE}fr/technologies/alpha-chip/"}


def test_what_a_record_does_not_state_is_not_said(make, documents):
    thing = make({**documents["technologies", "beta-code"], "keywords": None, "links": None})
    assert not {"keywords", "sameAs", "codeRepository", "additionalProperty"} & thing.keys()
    project = make({**documents["eu_projects", "big-science"], "budget": None, "grant_agreement": None, "programme": None, "title": None})
    assert project["funding"] == {"@type": "MonetaryGrant", "funder": dict(EUROPEAN_UNION)}
    assert "alternateName" not in project


def test_links_to_the_subject_itself_are_the_same_thing(make, documents):
    links = [{"kind": kind, "url": f"https://kt.cern/{kind}", "title": None} for kind in ("documentation", "repository", "website")]
    thing = make({**documents["technologies", "beta-code"], "links": links})
    assert thing["sameAs"] == ["https://kt.cern/repository", "https://kt.cern/website"]
    assert thing["codeRepository"] == "https://kt.cern/repository"


def test_a_category_belongs_to_the_set_of_its_collection(make, documents):
    thing = make(documents["suppliers", "vacuum"])
    assert thing["termCode"] == "vacuum"
    assert thing["inDefinedTermSet"]["@id"] == f"{SITE}suppliers/#dataset"


def test_a_unit_whose_parent_is_not_shown_belongs_to_the_laboratory(make, documents):
    assert make({**documents["units", "knowledge-transfer"], "parent": None})["parentOrganization"] == CERN


def test_records_of_a_collection_that_nobody_described_are_plain_things(edition, documents):
    suppliers = replace(edition.catalogue.collections["suppliers"], id="unheard_of")
    catalogue = replace(edition.catalogue, collections={"unheard_of": suppliers})
    thing = ThingMaker(catalogue, site_url=SITE).make_thing(documents["suppliers", "vacuum"])
    assert thing["@type"] == "Thing"
    assert thing["name"] == {"en": "Vacuum", "fr": "Vide"}


def test_no_two_records_are_the_same_thing(make, documents):
    assert len({make(document)["@id"] for document in documents.values()}) == len(documents)
