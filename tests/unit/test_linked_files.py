"""Linked data in files: one graph in two forms, with one thing a record and a concept a term, whatever texts hold."""

import json
import re
import subprocess
import sys
from dataclasses import replace

import pytest
from rdflib import RDF, SKOS, BNode, Literal, Namespace, URIRef

from generator.open_data.linked_files import write_linked_data
from tests.support.editions import SITE, read_edition, read_graph
from tests.support.sites import REPOSITORY, make_project

SCHEMA = Namespace("http://schema.org/")
HOSTILE = '""" \'\'\'\\ \\u0041 </script>\n\r\t\x7f\u2028 @prefix x: <y> . <a> <b> "c"@en . ${e} é 🜁'
ODD = "https://kt.cern/a[1]%zz?q='()\"<>\\^`{|} é\ue000#b#c"

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    return read_edition(make_project(tmp_path_factory.mktemp("linked")))


def read_both(edition):
    json_ld, turtle = write_linked_data(edition)
    assert (json_ld.path, turtle.path) == ("api/v1/catalogue.jsonld", "api/v1/catalogue.ttl")
    return read_graph(json_ld.data, "json-ld"), read_graph(turtle.data, "turtle")


@pytest.fixture(scope="module")
def graphs(edition):
    return read_both(edition)


@pytest.fixture(scope="module")
def graph(graphs):
    return graphs[1]


def test_both_files_hold_the_same_triples_and_no_blank_node(graphs):
    json_ld, turtle = map(set, graphs)
    assert json_ld == turtle
    assert not any(isinstance(term, BNode) for triple in turtle for term in triple)


def test_every_record_is_one_thing(edition, graph):
    for name, collection in edition.catalogue.collections.items():
        class_ = URIRef(f"{SITE}schemas/v1/{collection.url}.schema.json#Record")
        expected = {URIRef(f"{SITE}{collection.url}/{id_}/#record") for id_ in edition.catalogue.records[name]}
        assert set(graph.subjects(RDF.type, class_)) == expected


def test_drafts_are_in_neither_file(edition):
    assert all(b"gamma-draft" not in file.data for file in write_linked_data(edition))


def test_every_term_is_one_concept(edition, graph):
    concepts = {
        URIRef(f"{SITE}api/v1/vocabularies/{name}.json#{id_}")
        for name, vocabulary in edition.catalogue.vocabularies.items()
        for id_ in vocabulary.terms
    }
    found = {one for one in graph.subjects(RDF.type, SKOS.Concept) if str(one).startswith(SITE)}
    assert found == concepts
    assert len(set(graph.subjects(RDF.type, SKOS.ConceptScheme))) == len(edition.catalogue.vocabularies) + 1


def test_whatever_a_record_points_at_is_described(edition, graph):
    properties = set(graph.subjects(RDF.type, RDF.Property))
    targets = {target for one in properties for target in graph.objects(None, one)}
    assert len(targets) > 20
    assert all((target, RDF.type, None) in graph for target in targets)


def test_a_record_speaks_both_languages_and_leads_to_both_pages(graph):
    chip = URIRef(f"{SITE}technologies/alpha-chip/#record")
    assert set(graph.objects(chip, SCHEMA.name)) == {Literal("Alpha chip", "en"), Literal("Puce alpha", "fr")}
    assert set(graph.objects(chip, SCHEMA.url)) == {URIRef(f"{SITE}{code}technologies/alpha-chip/") for code in ("", "fr/")}
    assert graph.value(URIRef(f"{chip}-additionalProperty-1"), SCHEMA.unitText) == Literal("µm")


def test_partial_dates_and_amounts_keep_their_value(graph):
    project = URIRef(f"{SITE}eu-projects/big-science/#record")
    assert graph.value(project, SCHEMA.foundingDate) == Literal("2015-05", datatype=SCHEMA.Date)
    assert graph.value(URIRef(f"{project}-funding-amount"), SCHEMA.value).toPython() == 4999999.5


def test_hostile_texts_and_odd_addresses_stay_what_they_are(edition, graph):
    def spoil(value, key=""):
        if isinstance(value, dict):
            return {name: spoil(inner, name) for name, inner in value.items()}
        if isinstance(value, list):
            return [spoil(item, key) for item in value]
        if key in ("url", "website"):
            return ODD
        return HOSTILE if key in ("en", "fr", "title", "acronym", "value", "unit", "code") and isinstance(value, str) else value

    def spoil_document(document):
        return {**spoil(document), "page": document["page"]}

    link = {"kind": "website", "url": ODD, "title": None}
    spoiled = {name: tuple({**spoil_document(one), "links": [link]} for one in found) for name, found in edition.documents.items()}
    json_ld, turtle = read_both(replace(edition, documents=spoiled))
    assert set(json_ld) == set(turtle)
    assert set(turtle.subjects()) <= set(graph.subjects())
    chip = URIRef(f"{SITE}technologies/alpha-chip/#record")
    assert set(turtle.objects(chip, SCHEMA.name)) == {Literal(HOSTILE, "en"), Literal(HOSTILE, "fr")}
    assert turtle.value(URIRef(f"{chip}-additionalProperty-1"), SCHEMA.value) == Literal(HOSTILE)
    assert len(set(turtle.objects(chip, SCHEMA.sameAs))) == 1


def test_json_ld_is_json_that_needs_nothing_from_elsewhere(edition):
    data = json.loads(next(iter(write_linked_data(edition))).data)
    assert list(data) == ["@context", "@graph"]
    assert isinstance(data["@context"], dict)
    names = [node["@id"] for node in data["@graph"]]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(("code", "name"), [("en", "Alpha chip"), ("fr", "Puce alpha")])
def test_the_question_on_the_page_is_answered(graph, code, name):
    page = (REPOSITORY / "docs" / code / "data" / "linked-data.md").read_text("utf-8")
    (question,) = re.findall(r"```sparql\n(.*?)```", page, re.DOTALL)
    assert [str(row.name) for row in graph.query(question)] == [name]


def test_two_processes_write_the_same_bytes(edition, tmp_path):
    root = make_project(tmp_path / "project")
    code = (
        "import hashlib, sys; from pathlib import Path; from generator.open_data.linked_files import write_linked_data;"
        "from tests.support.editions import read_edition;"
        "print(*(hashlib.sha256(one.data).hexdigest() for one in write_linked_data(read_edition(Path(sys.argv[1])))))"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code, str(root)],
            cwd=REPOSITORY,
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1
