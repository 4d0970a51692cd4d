"""Describe every answer of the API as named schemas: what stands around answers, and what they hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from generator.alternates import API, EVERYTHING, document_path, feed_path
from generator.description import Collection
from generator.history import EventKind
from generator.i18n import LANGUAGES, Language
from generator.linked_data import CONTENT_LICENCE
from generator.offers import WORKBOOK
from generator.open_data.api import attribute
from generator.open_data.documents import Document
from generator.open_data.record_schemas import RecordSchemas, name_example
from generator.open_data.schema_nodes import TERMS, Node, allow_null, make_list, make_object, refer

Describe = Callable[[str, Mapping[str, Node]], Node]
"""Makes the schema of a named object whose keys are described by the interface words of that name."""

_COUNT: Node = {"type": "integer", "examples": [12]}
_FLAG: Node = {"type": "boolean", "examples": [False]}
_MOMENT: Node = {"type": "string", "format": "date-time", "examples": ["2026-11-22T12:00:00Z"]}
_COMMIT: Node = {"type": "string", "pattern": "^[0-9a-f]{40}$", "examples": ["5f0c2c8d3f6ad3e0b8a9c1d2e3f405162738495a"]}
_ID: Node = {"type": "string", "examples": ["white-rabbit"]}
_PATH: Node = {"type": "string", "examples": ["rights.licence"]}


def name_component(collection: Collection, what: str) -> str:
    """Name what a collection has of its own: ``EuProjectsRecord``."""
    return "".join(part.title() for part in collection.url.split("-")) + what


def describe_components(collections: Iterable[Collection], language: Language, *, site_url: str) -> dict[str, Node]:
    """Describe what answers are made of, in the words of a language, by name."""
    collections = tuple(collections)

    def describe(name: str, properties: Mapping[str, Node]) -> Node:
        return make_object({key: {**node, "description": language.say(f"api.keys.{name}.{key}")} for key, node in properties.items()})

    references = {one.id: name_example(one, site_url=site_url) for one in collections}
    schemas = RecordSchemas(site_url, references)
    components = {
        "Envelope": _describe_envelope(describe, site_url),
        "Text": describe("text", _translate({"type": "string", "examples": ["White Rabbit"]})),
        "Markdown": describe(
            "markdown", _translate({"type": "string", "contentMediaType": "text/markdown", "examples": ["It keeps *time*."]})
        ),
        **_describe_references(describe, references.values()),
        "Api": _describe_index(describe, site_url),
        "Vocabulary": _describe_vocabulary(describe),
        "Change": _describe_change(describe, collections, site_url),
        "Coverage": _describe_coverage(describe),
    }
    for collection in collections:
        document = schemas.describe_document(collection, _describe_head(describe, references[collection.id], site_url))
        components[name_component(collection, "Record")] = document
        components[name_component(collection, "Card")] = _describe_card(describe, collection, document, schemas)
    return components


def _translate(text: Node) -> dict[str, Node]:
    """Return the texts of every language; the first is always there."""
    return {code: text if code == LANGUAGES[0] else allow_null(text) for code in LANGUAGES}


def _address(site_url: str, path: str, code: str = LANGUAGES[0]) -> Node:
    prefix = "" if code == LANGUAGES[0] else f"{code}/"
    return {"type": "string", "format": "uri", "examples": [f"{site_url}{prefix}{path}"]}


def _describe_envelope(describe: Describe, site_url: str) -> Node:
    return describe(
        "envelope",
        {
            "schema_version": {"type": "string", "pattern": "^[0-9]+\\.[0-9]+$", "examples": ["1.0"]},
            "generated_at": _MOMENT,
            "source_commit": allow_null(_COMMIT),
            "total": {"type": "integer", "examples": [1]},
            "licence": {"type": "string", "const": CONTENT_LICENCE},
            "attribution": {"type": "string", "examples": [attribute(site_url)]},
        },
    )


def _describe_references(describe: Describe, examples: Iterable[Document]) -> dict[str, Node]:
    (example, *_) = examples
    keys = {
        "collection": _list_terms("collections", (one["collection"] for one in examples)),
        "id": _ID,
        "name": refer("Text"),
        "api": {"type": "string", "format": "uri", "examples": [example["api"]]},
    }
    field: Node = {"type": "string", "examples": ["related"]}
    return {"Reference": describe("reference", keys), "LinkedFrom": describe("linked_from", {"field": field, **keys})}


def _list_terms(name: str, terms: Iterable[str]) -> Node:
    """Describe a code out of a list that is no vocabulary; the list has a name, by which it is known to be the same elsewhere."""
    return {"type": "string", "enum": list(terms), TERMS: name}


def _describe_head(describe: Describe, example: Document, site_url: str) -> Mapping[str, Node]:
    """Describe what stands before the fields of a record."""
    url, id_ = example["collection"], example["id"]
    head = describe(
        "head",
        {
            "collection": {"type": "string", "const": url},
            "id": {"type": "string", "examples": [id_]},
            "page": describe("page", {code: _address(site_url, f"{url}/{id_}/", code) for code in LANGUAGES}),
            "api": _address(site_url, document_path(url, id_)),
        },
    )
    properties: Mapping[str, Node] = head["properties"]
    return properties


def _describe_card(describe: Describe, collection: Collection, document: Node, schemas: RecordSchemas) -> Node:
    properties = document["properties"]
    name = properties[collection.name]
    own = {"name": name if "$ref" in name else refer("Text"), "facets": schemas.describe_facets(collection)}
    described = describe("card", own)["properties"]
    head = {key: properties[key] for key in ("collection", "id", "page", "api")}
    shown = {key: properties[key] for key in ("summary", "status", "reviewed")}
    return make_object({**head, "name": described["name"], **shown, "facets": described["facets"]})


def _describe_index(describe: Describe, site_url: str) -> Node:
    folder = f"{API}technologies/"
    collection = {
        "id": {"type": "string", "examples": ["technologies"]},
        "title": refer("Text"),
        "total": _COUNT,
        "index": _address(site_url, f"{folder}index.json"),
        "record": {"type": "string", "examples": [f"{site_url}{folder}{{id}}.json"]},
        "ndjson": _address(site_url, f"{folder}all.ndjson"),
        "csv": _address(site_url, f"{folder}all.csv"),
    }
    vocabulary = {
        "id": {"type": "string", "examples": ["availability"]},
        "title": refer("Text"),
        "total": _COUNT,
        "api": _address(site_url, f"{API}vocabularies/availability.json"),
    }
    download = {
        "name": {"type": "string", "examples": [WORKBOOK.name]},
        "url": _address(site_url, WORKBOOK.path),
        "media_type": {"type": "string", "examples": [WORKBOOK.media_type]},
    }
    lists = {
        "collections": make_list(describe("index_collection", collection)),
        "vocabularies": make_list(describe("index_vocabulary", vocabulary)),
        "downloads": make_list(describe("index_download", download)),
    }
    files = {name: _address(site_url, f"{API}{name}.json") for name in ("changes", "coverage", "openapi")}
    graph = {"jsonld": _address(site_url, f"{API}catalogue.jsonld"), "turtle": _address(site_url, f"{API}catalogue.ttl")}
    feed = {"feed": _address(site_url, feed_path(LANGUAGES[0], EVERYTHING))}
    return describe("index", {**lists, **files, **graph, **feed})


def _describe_vocabulary(describe: Describe) -> Node:
    lines = {key: make_list(refer("Text")) for key in ("may", "must", "may_not")}
    term = {
        "id": {"type": "string", "examples": ["open"]},
        "name": refer("Text"),
        "definition": allow_null(refer("Text")),
        "source": allow_null({"type": "string", "format": "uri", "examples": ["https://spdx.org/licenses/MIT.html"]}),
        "deprecated": _FLAG,
        **lines,
    }
    return describe(
        "vocabulary",
        {
            "id": {"type": "string", "examples": ["availability"]},
            "title": refer("Text"),
            "description": allow_null(refer("Text")),
            "terms": make_list(describe("term", term)),
        },
    )


def _describe_change(describe: Describe, collections: Iterable[Collection], site_url: str) -> Node:
    return describe(
        "change",
        {
            "at": _MOMENT,
            "commit": _COMMIT,
            "collection": _list_terms("collections", (one.url for one in collections)),
            "id": _ID,
            "kind": _list_terms("kinds-of-change", EventKind),
            "fields": make_list(_PATH),
            "earlier_id": allow_null(_ID),
            "api": allow_null(_address(site_url, document_path("technologies", "white-rabbit"))),
        },
    )


def _describe_coverage(describe: Describe) -> Node:
    name: Node = {"type": "string", "examples": ["technologies"]}
    collection = {
        "id": name,
        "records": _COUNT,
        "drafts": _COUNT,
        "fields": make_list(describe("coverage_field", {"path": _PATH, "stated": _COUNT})),
        "expectations": make_list(
            describe(
                "coverage_expectation",
                {"field": _PATH, "at_least": _COUNT, "asked": _COUNT, "met": _COUNT, "explained": _COUNT},
            )
        ),
        "languages": make_list(
            describe("coverage_language", {"language": _list_terms("languages", LANGUAGES), "texts": _COUNT, "written": _COUNT}),
        ),
        "sources": _COUNT,
        "sources_by_record": make_list(_pair(_COUNT)),
        "hosts": make_list(_pair({"type": "string", "examples": ["kt.cern"]})),
        "reviews_due": make_list(_ID),
        "orphans": make_list(_ID),
    }
    rare = {"vocabulary": name | {"examples": ["availability"]}, "term": name | {"examples": ["open"]}, "records": _COUNT}
    return describe(
        "coverage",
        {
            "collections": make_list(describe("coverage_collection", collection)),
            "rare_terms": make_list(describe("coverage_rare_term", rare)),
        },
    )


def _pair(first: Node) -> Node:
    """Describe a value with how often it is there."""
    return {"type": "array", "prefixItems": [first, _COUNT], "minItems": 2, "maxItems": 2}
