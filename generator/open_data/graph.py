"""A graph of linked data (JSON-LD 1.1) that needs nothing from elsewhere: its context, and one node an IRI.

Keys without a prefix are those of schema.org. No node is blank, so that the graph has one form and can be compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from generator.i18n import LANGUAGES
from generator.schema_org import Node

PREFIXES: Mapping[str, str] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "http://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Namespaces of the vocabularies that are used; schema.org as its own context has it."""
_TEXTS = (
    *("name", "description", "alternateName", "category", "about", "keywords", "contactType"),
    *("dct:title", "dct:description", "vcard:fn"),
    *("rdfs:label", "rdfs:comment", "skos:prefLabel", "skos:altLabel", "skos:definition"),
)
"""Keys whose values are texts by language code."""
_IRIS = frozenset(
    (
        *("url", "sameAs", "license", "codeRepository"),
        *("dcat:accessURL", "dcat:contactPoint", "dcat:dataset", "dcat:distribution", "dcat:downloadURL", "dcat:endpointDescription"),
        *("dcat:endpointURL", "dcat:landingPage", "dcat:mediaType", "dcat:servesDataset", "dcat:service", "dcat:theme"),
        *("dcat:themeTaxonomy", "dct:accessRights", "dct:format", "dct:hasPart", "dct:language", "dct:license", "dct:publisher"),
        *("dct:source", "foaf:homepage", "rdfs:domain", "skos:hasTopConcept", "skos:inScheme", "skos:topConceptOf", "vcard:hasEmail"),
    )
)
"""Keys whose values are IRIs, and not texts."""
_TYPES = {
    "dct:issued": "xsd:dateTime",
    "foundingDate": "Date",
    "dissolutionDate": "Date",
}
"""Types of values that are neither texts nor IRIs."""
_CODES = frozenset(LANGUAGES)
_PLAIN = re.compile(r"[\w.~:/?@!$&'()*+,;=-]*(?:#[\w.~:/?@!$&'()*+,;=-]*)?", re.ASCII)
_SAFE = "%/:?@!$&'()*+,;=~"


def make_context(prefixes: Mapping[str, str], links: Iterable[str]) -> Node:
    """Make the context of a graph that also has these prefixes, and these keys whose values are IRIs."""
    return {
        "@vocab": PREFIXES["schema"],
        **PREFIXES,
        **prefixes,
        **{key: {"@container": "@language"} for key in _TEXTS},
        **{key: {"@type": "@id"} for key in (*sorted(_IRIS), *links)},
        **{key: {"@type": type_} for key, type_ in _TYPES.items()},
        "url": {"@type": "@id", "@container": "@index"},
    }


def write_iri(text: str) -> str:
    """Write an address as an IRI (RFC 3987): what cannot stand in one is written by its bytes."""
    if _PLAIN.fullmatch(text):
        return text
    address, sign, fragment = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", text).partition("#")
    return f"{quote(address, safe=_SAFE)}{sign}{quote(fragment, safe=_SAFE)}"


class Graph:
    """Nodes by IRI, each with everything that was said of it; what has no IRI of its own is named by its place."""

    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}
        """In the order in which they were first named; a node refers to others by their IRIs."""

    def add(self, node: Mapping[str, Any]) -> None:
        """Add a node, with those inside it."""
        self._take(node, "")

    def _take(self, node: Mapping[str, Any], place: str) -> Node:
        """Take up a node; return a reference to it."""
        iri = node.get("@id", place)
        known = self.nodes.setdefault(iri, {"@id": iri, "@type": []})
        for key, value in node.items():
            if key == "@type":
                types = [value] if isinstance(value, str) else value
                known[key] = list(dict.fromkeys((*known[key], *types)))
            elif key != "@id" and value is not None:
                known[key] = self._finish(key, value, f"{iri}-{key}")
        return {"@id": iri}

    def _finish(self, key: str, value: Any, place: str) -> Any:
        if isinstance(value, str):
            return write_iri(value) if key in _IRIS else value
        if isinstance(value, (list, tuple)):
            return [self._finish(key, item, f"{place}-{number}") for number, item in enumerate(value, 1)]
        if isinstance(value, Mapping):
            if value.keys() <= _CODES:
                return {code: text for code, text in value.items() if text is not None}
            return value if "@value" in value else self._take(value, place)
        return int(value) if isinstance(value, float) and value.is_integer() else value
