"""Write the API: JSON for the catalogue, each collection, record and vocabulary, with what came of them over time.

Every JSON file is an object with ``schema_version``, ``generated_at``, ``source_commit``, ``total``, ``licence``,
``attribution`` and ``data``. Newline-delimited JSON and CSV hold the documents alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from generator.alternates import API, EVERYTHING, document_path, feed_path
from generator.description import Aspect, Collection
from generator.history import Event
from generator.i18n import LANGUAGES
from generator.linked_data import CONTENT_LICENCE
from generator.model import Term, Vocabulary
from generator.offers import list_downloads
from generator.open_data.documents import HEAD, Document
from generator.open_data.edition import DataFile, Edition
from generator.open_data.tables import write_csv

MOST_EVENTS = 500
"""Number of changes that are listed, the newest."""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def write_api(edition: Edition) -> Iterator[DataFile]:
    """Write every file of the API but its description."""
    envelope = Envelope(edition)
    for collection in edition.catalogue.collections.values():
        yield from _write_collection(edition, collection, envelope)
    for vocabulary in edition.catalogue.vocabularies.values():
        yield envelope.wrap(vocabulary_path(vocabulary.id), describe_vocabulary(vocabulary), total=len(vocabulary.terms))
    events = [_describe_event(edition, event) for event in edition.history[:MOST_EVENTS]]
    yield envelope.wrap(f"{API}changes.json", events, total=len(events))
    total = sum(map(len, edition.documents.values()))
    yield envelope.wrap(f"{API}coverage.json", asdict(edition.coverage), total=total)
    yield envelope.wrap(f"{API}index.json", _describe_api(edition), total=total)


class Envelope:
    """What every JSON file says of itself, around what it holds."""

    def __init__(self, edition: Edition) -> None:
        origin = edition.origin
        self._head = {
            "schema_version": origin.schema_version,
            "generated_at": write_moment(origin.generated_at),
            "source_commit": origin.source_commit,
        }
        self._tail = {"licence": CONTENT_LICENCE, "attribution": attribute(origin.site_url)}

    def wrap(self, path: str, data: Any, *, total: int) -> DataFile:
        """Write a file that holds so many things."""
        return self.wrap_encoded(path, _encode(data), total=total)

    def wrap_encoded(self, path: str, data: str, *, total: int) -> DataFile:
        """Write a file around data that are JSON already."""
        head = _encode({**self._head, "total": total, **self._tail})
        return DataFile(path, f'{head[:-1]},"data":{data}}}\n'.encode())


def attribute(site_url: str) -> str:
    """Return how the catalogue asks to be named."""
    return f"IPT catalogue, {site_url}"


def write_moment(moment: datetime) -> str:
    """Write a moment in UTC as RFC 3339 has it."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


# --- Collections ----------------------------------------------------------------------------------


def _write_collection(edition: Edition, collection: Collection, envelope: Envelope) -> Iterator[DataFile]:
    documents = edition.documents[collection.id]
    encoded = list(map(_encode, documents))
    for document, text in zip(documents, encoded, strict=True):
        for id_ in (document["id"], *(document.get("aliases") or ())):
            yield envelope.wrap_encoded(document_path(collection.url, id_), text, total=1)
    folder = f"{API}{collection.url}/"
    cards = [_make_card(document, collection) for document in documents]
    yield envelope.wrap(f"{folder}index.json", cards, total=len(cards))
    yield DataFile(f"{folder}all.ndjson", "".join(f"{text}\n" for text in encoded).encode())
    yield DataFile(f"{folder}all.csv", write_csv(collection, documents))


def _make_card(document: Document, collection: Collection) -> Document:
    """Say of a record what a list shows, and by what lists are filtered, under the keys that addresses of lists have."""
    name = document[collection.name]
    card = {key: document[key] for key in HEAD}
    card["name"] = dict.fromkeys(document["page"], name) if isinstance(name, str) else name
    card |= {key: document[key] for key in ("summary", "status", "reviewed")}
    card["facets"] = {aspect.key: _read_aspect(document, aspect) for aspect in (*collection.facets, *collection.ranges)}
    return card


def _read_aspect(document: Document, aspect: Aspect) -> Any:
    """Return the codes of a facet, always as a list, or the number or date of a range."""
    values: list[Any] = [document]
    for key in aspect.field.path.removesuffix("[]").split("."):
        found = [value.get(key) for value in values if value is not None]
        values = [item for value in found if value is not None for item in (value if isinstance(value, list) else (value,))]
    codes = [value["id"] if isinstance(value, dict) else value for value in values]
    return list(dict.fromkeys(codes)) if aspect.many else next(iter(codes), None)


# --- Vocabularies, changes, the API itself --------------------------------------------------------


def vocabulary_path(name: str) -> str:
    """Return the path of a vocabulary below the root of the site."""
    return f"{API}vocabularies/{name}.json"


def describe_vocabulary(vocabulary: Vocabulary) -> Document:
    """Describe a vocabulary with its terms in their order."""
    terms = list(map(_describe_term, vocabulary.terms.values()))
    return {"id": vocabulary.id, "title": vocabulary.title, "description": vocabulary.description, "terms": terms}


def _describe_term(term: Term) -> Document:
    rights = {"may": term.may, "must": term.must, "may_not": term.may_not}
    return {
        "id": term.id,
        "name": term.name,
        "definition": term.definition,
        "source": term.source,
        "deprecated": term.deprecated,
        **{key: list(lines) for key, lines in rights.items()},
    }


def _describe_event(edition: Edition, event: Event) -> Document:
    url = edition.catalogue.collections[event.collection].url
    shown = event.id in edition.catalogue.records[event.collection]
    return {
        "at": write_moment(event.at),
        "commit": event.commit,
        "collection": url,
        "id": event.id,
        "kind": event.kind,
        "fields": list(event.fields),
        "earlier_id": event.earlier_id,
        "api": f"{edition.origin.site_url}{document_path(url, event.id)}" if shown else None,
    }


def _describe_api(edition: Edition) -> Document:
    base = f"{edition.origin.site_url}{API}"
    return {
        "collections": [
            _describe_collection(collection, edition.documents[name], base) for name, collection in edition.catalogue.collections.items()
        ],
        "vocabularies": [
            {"id": one.id, "title": one.title, "total": len(one.terms), "api": f"{edition.origin.site_url}{vocabulary_path(one.id)}"}
            for one in edition.catalogue.vocabularies.values()
        ],
        "downloads": [
            {"name": one.name, "url": f"{edition.origin.site_url}{one.path}", "media_type": one.media_type}
            for one in list_downloads(edition.catalogue.collections.values())
        ],
        "changes": f"{base}changes.json",
        "coverage": f"{base}coverage.json",
        "openapi": f"{base}openapi.json",
        "jsonld": f"{base}catalogue.jsonld",
        "turtle": f"{base}catalogue.ttl",
        "feed": f"{edition.origin.site_url}{feed_path(LANGUAGES[0], EVERYTHING)}",
    }


def _describe_collection(collection: Collection, documents: Sequence[Document], base: str) -> Document:
    folder = f"{base}{collection.url}/"
    return {
        "id": collection.url,
        "title": collection.title,
        "total": len(documents),
        "index": f"{folder}index.json",
        "record": f"{folder}{{id}}.json",
        "ndjson": f"{folder}all.ndjson",
        "csv": f"{folder}all.csv",
    }
