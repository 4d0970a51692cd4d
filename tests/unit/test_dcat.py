"""The catalogue as DCAT-AP 3.0, held to the shapes that the European Commission publishes."""

from datetime import UTC, datetime
from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib import DCAT, DCTERMS, FOAF, RDF, RDFS, XSD, URIRef

from generator.history import Event, EventKind
from generator.open_data.linked_files import write_linked_data
from tests.support.editions import SITE, read_edition, read_graph
from tests.support.sites import make_project

SHAPES = Path(__file__).parent.parent / "shapes" / "dcat-ap-3.0.0.jsonld"
CATALOGUE = URIRef(f"{SITE}#catalogue")
EVERYTHING = URIRef(f"{SITE}#dataset")
CHANGED = datetime(2026, 11, 21, 8, tzinfo=UTC)

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    event = Event(CHANGED, "0" * 40, "technologies", "alpha-chip", EventKind.CHANGED)
    return read_edition(make_project(tmp_path_factory.mktemp("dcat")), history=(event,))


@pytest.fixture(scope="module")
def turtle(edition):
    return next(file.data for file in write_linked_data(edition) if file.path.endswith(".ttl"))


@pytest.fixture
def graph(turtle):
    return read_graph(turtle, "turtle")


@pytest.fixture(scope="module")
def shapes():
    return rdflib.Graph().parse(SHAPES, format="json-ld")


def validate(graph, shapes):
    """Hold a graph to shapes; that everything is a resource is an axiom of RDF Schema."""
    for thing in {one for triple in graph for one in triple if isinstance(one, URIRef)}:
        graph.add((thing, RDF.type, RDFS.Resource))
    conforms, _, report = pyshacl.validate(graph, shacl_graph=shapes)
    return conforms, report


def test_the_graph_obeys_the_profile(graph, shapes):
    conforms, report = validate(graph, shapes)
    assert conforms, report


@pytest.mark.parametrize(
    ("subject", "predicate", "message"),
    [
        (CATALOGUE, DCTERMS.publisher, "CatalogShape"),
        (EVERYTHING, DCTERMS.title, "DatasetShape"),
        (URIRef(f"{SITE}downloads/catalogue.xlsx#distribution"), DCAT.accessURL, "DistributionShape"),
        (URIRef("https://ror.org/01ggx4157"), FOAF.name, "AgentShape"),
        (URIRef("https://creativecommons.org/licenses/by/4.0/"), RDF.type, "DistributionShape"),
    ],
)
def test_the_shapes_refuse_a_graph_that_lacks_what_they_ask_for(graph, shapes, subject, predicate, message):
    assert (subject, predicate, None) in graph
    graph.remove((subject, predicate, None))
    conforms, report = validate(graph, shapes)
    assert not conforms
    assert message in report


def test_every_collection_is_a_dataset_and_a_part_of_the_whole(edition, graph):
    parts = {URIRef(f"{SITE}{collection.url}/#dataset") for collection in edition.catalogue.collections.values()}
    assert set(graph.objects(EVERYTHING, DCTERMS.hasPart)) == parts
    assert set(graph.objects(CATALOGUE, DCAT.dataset)) == parts | {EVERYTHING}
    assert set(graph.subjects(RDF.type, DCAT.Dataset)) == parts | {EVERYTHING}


def test_every_title_and_description_is_in_both_languages(graph):
    for dataset in (CATALOGUE, *graph.subjects(RDF.type, DCAT.Dataset)):
        for predicate in (DCTERMS.title, DCTERMS.description):
            assert sorted(text.language for text in graph.objects(dataset, predicate)) == ["en", "fr"]


def test_every_form_is_offered_where_it_lies(graph):
    def list_downloads(dataset):
        addresses = (graph.value(form, DCAT.downloadURL) for form in graph.objects(URIRef(dataset), DCAT.distribution))
        return {str(address).removeprefix(SITE) for address in addresses}

    assert list_downloads(EVERYTHING) == {
        "downloads/catalogue.xlsx",
        "downloads/catalogue.sqlite",
        "api/v1/catalogue.ttl",
        "api/v1/catalogue.jsonld",
    }
    assert list_downloads(f"{SITE}eu-projects/#dataset") == {
        "api/v1/eu-projects/index.json",
        "api/v1/eu-projects/all.ndjson",
        "downloads/eu-projects.csv",
    }


def test_a_dataset_changed_when_its_records_did_or_else_at_the_newest_review(graph):
    changed = [graph.value(URIRef(f"{SITE}{url}"), DCTERMS.modified) for url in ("#dataset", "technologies/#dataset")]
    assert all(one.datatype == XSD.dateTime and one.toPython() == CHANGED for one in changed)
    reviewed = graph.value(URIRef(f"{SITE}suppliers/#dataset"), DCTERMS.modified)
    assert (str(reviewed), reviewed.datatype) == ("2026-11-22", XSD.date)


def test_enquiries_go_to_a_role_address(graph):
    vcard = rdflib.Namespace("http://www.w3.org/2006/vcard/ns#")
    contact = graph.value(EVERYTHING, DCAT.contactPoint)
    assert str(graph.value(contact, vcard.hasEmail)).startswith("mailto:")


def test_without_such_an_address_there_is_no_contact(tmp_path):
    root = make_project(tmp_path)
    for path in (root / "catalogue" / "units").glob("*.yaml"):
        path.write_text(path.read_text("utf-8").replace("    enquiries: true\n", ""), "utf-8")
    turtle = next(file.data for file in write_linked_data(read_edition(root)) if file.path.endswith(".ttl"))
    assert b"contactPoint <" not in turtle.replace(b"schema:contactPoint", b"")
