"""Describe the API as OpenAPI 3.1: every file, what it holds, and an example of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.alternates import API
from generator.description import Collection
from generator.i18n import LANGUAGES, Language
from generator.linked_data import CONTENT_LICENCE
from generator.model import Catalogue
from generator.open_data.api import MOST_EVENTS
from generator.open_data.edition import DataFile, Edition
from generator.open_data.examples import make_example
from generator.open_data.response_schemas import describe_components, name_component
from generator.open_data.schema_nodes import TERMS, Components, Node, find_name, make_list, make_object, refer
from generator.open_data.tables import list_columns
from generator.sitemap import address_of

OpenApi = dict[str, Any]
"""A description of an API, as OpenAPI 3.1 has it."""

REFERENCE_PAGE = "data/api/"
"""Page of prose that shows the description, below the root of a language."""
GENERAL = "catalogue"
"""Tag of the files that are about no single collection."""
COLUMNS = "x-columns"
"""Extension that lists the columns of a table."""

_JSON = "application/json"


@dataclass(frozen=True, slots=True)
class _File:
    """A file of the API, or all those that differ by an id."""

    path: str
    """Below the folder of the API."""
    operation: str
    tag: str
    summary: str
    schema: Node
    media_type: str = _JSON
    ids: Node | None = None
    """What stands for ``{id}``."""
    columns: tuple[str, ...] = ()


def write_openapi(edition: Edition) -> Iterator[DataFile]:
    """Write the description of the API."""
    language, origin = edition.languages[LANGUAGES[0]], edition.origin
    described = describe_api(edition.catalogue, language, site_url=origin.site_url, version=origin.schema_version)
    yield DataFile(f"{API}openapi.json", (json.dumps(described, ensure_ascii=False, separators=(",", ":")) + "\n").encode())


def describe_api(catalogue: Catalogue, language: Language, *, site_url: str, version: str) -> OpenApi:
    """Describe the API of a catalogue in the words of a language; what schemas say of fields stays in English."""
    collections = tuple(catalogue.collections.values())
    components = describe_components(collections, language, site_url=site_url)
    files = [*_list_general(catalogue, language), *(file for one in collections for file in _list_own(one, language))]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": language.say("api.title"),
            "version": version,
            "description": f"{language.say('api.about')}\n\n{language.say('api.promise')}",
            "license": {"name": "CC BY 4.0", "url": CONTENT_LICENCE},
        },
        "externalDocs": {"url": address_of(site_url, language.code, REFERENCE_PAGE)},
        "servers": [{"url": site_url.rstrip("/")}],
        "tags": [
            {"name": GENERAL, "description": language.say("api.general")},
            *({"name": one.url, "description": one.title[language.code]} for one in collections),
        ],
        "paths": {f"/{API}{file.path}": {"get": _describe_operation(file, components, language)} for file in files},
        "components": {"schemas": components},
    }


# --- Files ----------------------------------------------------------------------------------------


def _list_general(catalogue: Catalogue, language: Language) -> Iterator[_File]:
    def file(path: str, operation: str, schema: Node, media_type: str = _JSON, ids: Node | None = None) -> _File:
        summary = language.say(f"api.summaries.{operation}", most=language.number(MOST_EVENTS))
        return _File(path, operation, GENERAL, summary, schema, media_type, ids)

    vocabularies = {"type": "string", "enum": list(catalogue.vocabularies), TERMS: "vocabularies"}
    described = make_object({"openapi": {"type": "string"}, "info": {"type": "object"}, "paths": {"type": "object"}})
    graph = make_object({"@context": {}, "@graph": make_list({"type": "object"})})
    yield file("index.json", "getIndex", _wrap(refer("Api")))
    yield file("openapi.json", "getDescription", described)
    yield file("changes.json", "getChanges", _wrap(make_list(refer("Change"))))
    yield file("coverage.json", "getCoverage", _wrap(refer("Coverage")))
    yield file("vocabularies/{id}.json", "getVocabulary", _wrap(refer("Vocabulary")), ids=vocabularies)
    yield file("catalogue.jsonld", "getJsonLd", graph, "application/ld+json")
    yield file("catalogue.ttl", "getTurtle", {"type": "string"}, "text/turtle")


def _list_own(collection: Collection, language: Language) -> Iterator[_File]:
    """List the files of a collection."""
    record, card, url = name_component(collection, "Record"), name_component(collection, "Card"), collection.url
    name = name_component(collection, "")

    def say(what: str) -> str:
        return language.say(f"api.summaries.{what}", title=collection.title[language.code])

    ids = {"type": "string", "pattern": "^[a-z0-9]+(?:-[a-z0-9]+)*$"}
    yield _File(f"{url}/index.json", f"list{name}", url, say("cards"), _wrap(make_list(refer(card))))
    yield _File(f"{url}/{{id}}.json", f"get{record}", url, say("record"), _wrap(refer(record)), ids=ids)
    yield _File(f"{url}/all.ndjson", f"get{name}Lines", url, say("lines"), refer(record), "application/x-ndjson")
    yield _File(f"{url}/all.csv", f"get{name}Table", url, say("table"), {"type": "string"}, "text/csv", columns=list_columns(collection))


def _wrap(data: Node) -> Node:
    return {"allOf": [refer("Envelope"), make_object({"data": data})]}


def _describe_operation(file: _File, components: Components, language: Language) -> Node:
    content: Node = {"schema": file.schema}
    if file.columns:
        content[COLUMNS] = list(file.columns)
    if "$ref" in file.schema or "allOf" in file.schema:
        content["example"] = make_example(file.schema, components)
    operation: Node = {"operationId": file.operation, "tags": [file.tag], "summary": file.summary}
    responses: Node = {"200": {"description": file.summary, "content": {file.media_type: content}}}
    if file.ids is not None:
        described = language.say("api.id")
        operation["parameters"] = [{"name": "id", "in": "path", "required": True, "description": described, "schema": file.ids}]
        responses["404"] = {"description": language.say("api.missing")}
    return {**operation, "responses": responses}


def find_component(schema: Node) -> str:
    """Return the name of the schema that describes the data of an answer, or each line of it; empty where none does."""
    data = schema["allOf"][1]["properties"]["data"] if "allOf" in schema else schema
    return find_name(data.get("items", data))
