"""Vocabularies as concept schemes and their terms as concepts (SKOS)."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from generator.model import Term, Vocabulary
from generator.open_data.api import vocabulary_path
from generator.schema_org import Node


def name_scheme(site_url: str, vocabulary: str) -> str:
    """Return the IRI of a vocabulary, which is the address of its JSON."""
    return f"{site_url}{vocabulary_path(vocabulary)}"


def name_concept(site_url: str, vocabulary: str, id_: str) -> str:
    """Return the IRI of a term."""
    return f"{name_scheme(site_url, vocabulary)}#{quote(id_)}"


def describe_concepts(vocabulary: Vocabulary, *, site_url: str) -> Iterator[Node]:
    """Describe a vocabulary, then its terms in their order; each is a top concept, as vocabularies have one level."""
    scheme = name_scheme(site_url, vocabulary.id)
    yield {
        "@id": scheme,
        "@type": "skos:ConceptScheme",
        "dct:title": vocabulary.title,
        "dct:description": vocabulary.description,
        "skos:hasTopConcept": [name_concept(site_url, vocabulary.id, id_) for id_ in vocabulary.terms],
    }
    for term in vocabulary.terms.values():
        yield _describe_term(term, scheme, name_concept(site_url, vocabulary.id, term.id))


def _describe_term(term: Term, scheme: str, iri: str) -> Node:
    return {
        "@id": iri,
        "@type": "skos:Concept",
        "skos:notation": term.id,
        "skos:prefLabel": term.name,
        "skos:altLabel": {code: list(forms) for code, forms in term.forms.items()} or None,
        "skos:definition": term.definition,
        "skos:inScheme": scheme,
        "skos:topConceptOf": scheme,
        "dct:source": term.source,
        "owl:deprecated": term.deprecated or None,
    }
