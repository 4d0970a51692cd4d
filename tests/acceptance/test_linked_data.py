"""``ipt export --only linked-data``: the graph of a project, with the digests of both its files."""

import hashlib

import pytest
from rdflib import DCAT, RDF, SKOS, URIRef

from tests.support.editions import SITE, read_graph
from tests.support.sites import make_project, read_tree, run_ipt

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")


def test_the_graph_is_written_with_its_digests(tmp_path):
    root = make_project(tmp_path / "project")
    done = run_ipt(root, "export", str(tmp_path / "out"), "--only", "linked-data")
    assert done.returncode == 0, done.stderr
    files = read_tree(tmp_path / "out")
    assert set(files) == {"SHA256SUMS", "api/v1/catalogue.jsonld", "api/v1/catalogue.ttl"}
    assert hashlib.sha256(files["api/v1/catalogue.ttl"]).hexdigest().encode() in files["SHA256SUMS"]
    graph = read_graph(files["api/v1/catalogue.ttl"], "turtle")
    assert set(graph) == set(read_graph(files["api/v1/catalogue.jsonld"], "json-ld"))
    assert (URIRef(f"{SITE}#catalogue"), RDF.type, DCAT.Catalog) in graph
    assert (URIRef(f"{SITE}api/v1/vocabularies/availability.json#open"), RDF.type, SKOS.Concept) in graph
