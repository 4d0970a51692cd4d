"""Fields that lead to things, as properties."""

import pytest

from generator.open_data.properties import describe_properties, list_properties, name_namespace
from tests.support.editions import SITE, read_edition
from tests.support.sites import make_project


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    return read_edition(make_project(tmp_path_factory.mktemp("properties")))


@pytest.fixture(scope="module")
def read(edition):
    def read_all(name, id_):
        (document,) = (one for one in edition.documents[name] if one["id"] == id_)
        return {one.key: list(one.read(document)) for one in list_properties(edition.catalogue.collections[name], site_url=SITE)}

    return read_all


def test_terms_records_and_parts_of_expressions_are_led_to(read):
    chip, code = read("technologies", "alpha-chip"), read("technologies", "beta-code")
    assert chip["technologies:domain"] == [f"{SITE}api/v1/vocabularies/technology-domains.json#detectors"]
    assert chip["technologies:rights.protection"] == [f"{SITE}api/v1/vocabularies/protection.json#patent"]
    assert chip["technologies:eu_projects"] == [f"{SITE}eu-projects/big-science/#record"]
    assert chip["technologies:owner"] == [f"{SITE}department/knowledge-transfer/#record"]
    assert code["technologies:rights.licence"] == [f"{SITE}api/v1/vocabularies/licences.json#GPL-3.0-or-later"]


def test_a_field_that_is_not_stated_leads_nowhere(read):
    assert read("technologies", "beta-code")["technologies:maturity.trl"] == []
    assert read("technologies", "beta-code")["technologies:related"] == []


def test_what_is_said_of_others_is_not_said_of_the_record(read):
    assert not {"technologies:adopters.role", "technologies:links.kind", "technologies:sources"} & read("technologies", "alpha-chip").keys()


def test_every_collection_has_a_class_and_labelled_properties(edition):
    for collection in edition.catalogue.collections.values():
        properties = list_properties(collection, site_url=SITE)
        class_, *described = describe_properties(collection, properties)
        assert class_["rdfs:label"] == collection.singular
        assert [node["@id"] for node in described] == [one.key for one in properties]
        assert all(set(node["rdfs:label"]) == {"en", "fr"} and node["rdfs:domain"] == class_["@id"] for node in described)


def test_the_namespace_is_the_address_of_the_schema(edition):
    assert name_namespace(SITE, edition.catalogue.collections["eu_projects"]) == f"{SITE}schemas/v1/eu-projects.schema.json#"
