"""Write everything as linked data, the same graph in two files: JSON-LD 1.1 and Turtle (RDF 1.1)."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

from pyoxigraph import RdfFormat, parse, serialize

from generator.alternates import API
from generator.open_data.concepts import describe_concepts
from generator.open_data.dcat import describe_datasets
from generator.open_data.edition import DataFile, Edition
from generator.open_data.graph import PREFIXES, Graph, make_context
from generator.open_data.properties import describe_properties, list_properties, name_class, name_namespace
from generator.schema_org import Node, ThingMaker

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def write_linked_data(edition: Edition) -> Iterator[DataFile]:
    """Write what the datasets, the vocabularies and the records are, one node a line in JSON-LD, one subject a block in Turtle."""
    site_url = edition.origin.site_url
    collections = edition.catalogue.collections
    properties = {name: list_properties(collection, site_url=site_url) for name, collection in collections.items()}
    prefixes = {collection.url: name_namespace(site_url, collection) for collection in collections.values()}
    graph = Graph()
    for node in describe_datasets(edition):
        graph.add(node)
    for vocabulary in edition.catalogue.vocabularies.values():
        for node in describe_concepts(vocabulary, site_url=site_url):
            graph.add(node)
    things = ThingMaker(edition.catalogue, site_url=site_url)
    for name, collection in collections.items():
        for node in describe_properties(collection, properties[name]):
            graph.add(node)
        for document in edition.documents[name]:
            thing = things.make_thing(document)
            links = {one.key: iris for one in properties[name] if (iris := one.read(document))}
            graph.add({**thing, "@type": [thing["@type"], name_class(collection)], "identifier": document["id"], **links})
    context = make_context(prefixes, [one.key for found in properties.values() for one in found])
    json_ld = write_json_ld(context, graph)
    yield DataFile(f"{API}catalogue.jsonld", json_ld)
    yield DataFile(f"{API}catalogue.ttl", write_turtle(json_ld, {**PREFIXES, **prefixes}))


def write_json_ld(context: Node, graph: Graph) -> bytes:
    """Write a graph as JSON-LD with its context inside, a node a line."""
    nodes = ",\n".join(map(_encode, graph.nodes.values()))
    return f'{{"@context":{_encode(context)},\n"@graph":[\n{nodes}\n]}}\n'.encode()


def write_turtle(json_ld: bytes, prefixes: dict[str, str]) -> bytes:
    """Write the triples of JSON-LD as Turtle."""
    turtle = io.BytesIO()
    triples = (quad.triple for quad in parse(json_ld, format=RdfFormat.JSON_LD))
    serialize(triples, turtle, format=RdfFormat.TURTLE, prefixes=prefixes)
    return turtle.getvalue()
