"""Say what records are in the words of schema.org, in both languages at once; pages and exports are made from it.

A thing is a node of JSON-LD in which a text, or an address of pages, is a map by language code.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from generator.description import Collection, Text
from generator.i18n import LANGUAGES
from generator.licences import list_ids, parse_expression
from generator.model import Catalogue
from generator.sitemap import address_of

Node = dict[str, Any]
"""A thing, as JSON."""

CERN: Mapping[str, Any] = {
    "@type": "ResearchOrganization",
    "@id": "https://ror.org/01ggx4157",
    "name": "CERN",
    "url": "https://home.cern/",
    "sameAs": "https://ror.org/01ggx4157",
}
"""The laboratory, by its identifier in the Research Organization Registry."""
EUROPEAN_UNION: Mapping[str, Any] = {
    "@type": "Organization",
    "@id": "http://publications.europa.eu/resource/authority/corporate-body/EURUN",
    "name": "European Union",
    "url": "https://european-union.europa.eu/",
}
"""The Union, by its identifier among the corporate bodies of the EU Vocabularies."""
_SAME = ("website", "repository")
"""Kinds of links that lead to the subject of a record itself."""


def name_dataset(site_url: str, collection: Collection) -> str:
    """Return the IRI of the records of a collection as a set of data."""
    return f"{site_url}{collection.url}/#dataset"


def name_thing(site_url: str, url: str, id_: str) -> str:
    """Return the IRI of what a record is about, by the address of its collection; it is the same in every language."""
    return f"{site_url}{url}/{id_}/#record"


class ThingMaker:
    """Make what records are about from their documents."""

    def __init__(self, catalogue: Catalogue, *, site_url: str) -> None:
        self.site_url = site_url
        self._catalogue = catalogue
        self._collections = {collection.url: collection for collection in catalogue.collections.values()}

    def make_thing(self, document: Mapping[str, Any]) -> Node:
        """Make what the record of a document is about."""
        collection = self.collection_of(document)
        describe = _DESCRIBERS.get(collection.id, _describe_thing)
        thing = {
            "@id": name_thing(self.site_url, collection.url, document["id"]),
            "name": document[collection.name],
            "description": document["summary"],
            "url": document["page"],
            **describe(self, document),
        }
        if same := [link["url"] for link in document["links"] or () if link["kind"] in _SAME]:
            thing["sameAs"] = same
        return thing

    def collection_of(self, document: Mapping[str, Any]) -> Collection:
        """Return the collection that a document belongs to."""
        return self._collections[document["collection"]]

    def refer(self, stub: Mapping[str, Any]) -> Node:
        """Refer to what another record is about, as documents name it."""
        url, id_ = stub["collection"], stub["id"]
        return {"@id": name_thing(self.site_url, url, id_), "name": stub["name"], "url": self.addresses_of(f"{url}/{id_}/")}

    def addresses_of(self, path: str) -> dict[str, str]:
        """Return the full address of a page in every language."""
        return {code: address_of(self.site_url, code, path) for code in LANGUAGES}

    def name_term(self, vocabulary: str, id_: str) -> Text:
        """Name a term of a vocabulary."""
        return self._catalogue.vocabularies[vocabulary].terms[id_].name


def _describe_technology(maker: ThingMaker, document: Mapping[str, Any]) -> Node:
    licence = maker.collection_of(document).by_path["rights.licence"]
    expression = document["rights"]["licence"]
    ids = list(list_ids(parse_expression(expression))) if expression else ()
    node: Node = {"@type": "Product", "category": maker.name_term("technology-domains", document["domain"])}
    if document["keywords"]:
        node["keywords"] = document["keywords"]
    if document["kind"] == "software":
        node |= {"@type": "SoftwareSourceCode", "about": node.pop("category")}
        repositories = [link["url"] for link in document["links"] or () if link["kind"] == "repository"]
        if repositories:
            node["codeRepository"] = repositories[0]
        if ids:
            node["license"] = [_fill(licence.link, id_) for id_ in ids]
        return node
    properties: list[Node] = []
    if ids:
        properties.append({"@type": "PropertyValue", "name": licence.label, "value": expression})
    for figure in document["key_figures"] or ():
        unit = {"unitText": figure["unit"]} if figure["unit"] else {}
        properties.append({"@type": "PropertyValue", "name": figure["quantity"], "value": figure["value"], **unit})
    if properties:
        node["additionalProperty"] = properties
    return node


def _describe_project(maker: ThingMaker, document: Mapping[str, Any]) -> Node:
    fields = maker.collection_of(document).by_path
    grant: Node = {"@type": "MonetaryGrant", "funder": dict(EUROPEAN_UNION)}
    if number := document["grant_agreement"]:
        grant |= {"identifier": number, "url": _fill(fields["grant_agreement"].link, number)}
    if document["doi"]:
        grant["sameAs"] = _fill(fields["doi"].link, document["doi"])
    if document["programme"]:
        grant["name"] = maker.name_term("eu-programmes", document["programme"])
    amount = (document["budget"] or {}).get("eu_contribution")
    if amount is not None:
        grant["amount"] = {"@type": "MonetaryAmount", "currency": "EUR", "value": amount}
    node: Node = {"@type": "ResearchProject", "funding": grant}
    stated = (("alternateName", "title"), ("foundingDate", "start"), ("dissolutionDate", "end"))
    return node | {name: document[key] for name, key in stated if document[key]}


def _describe_unit(maker: ThingMaker, document: Mapping[str, Any]) -> Node:
    parent = document["parent"]
    node: Node = {"@type": "Organization", "parentOrganization": {"@type": "Organization", **maker.refer(parent)} if parent else dict(CERN)}
    if document["code"]:
        node["alternateName"] = document["code"]
    if document["website"]:
        node["sameAs"] = [document["website"]]
    points = [{"@type": "ContactPoint", "email": box["address"], "contactType": box["purpose"]} for box in document["mailboxes"] or ()]
    if points:
        node["contactPoint"] = points
    return node


def _describe_category(maker: ThingMaker, document: Mapping[str, Any]) -> Node:
    collection = maker.collection_of(document)
    terms = {
        "@type": "DefinedTermSet",
        "@id": name_dataset(maker.site_url, collection),
        "name": collection.title,
        "url": maker.addresses_of(f"{collection.url}/"),
    }
    return {"@type": "DefinedTerm", "termCode": document["code"] or document["id"], "inDefinedTermSet": terms}


def _describe_thing(_: ThingMaker, __: Mapping[str, Any]) -> Node:
    return {"@type": "Thing"}


def _fill(link: str | None, value: str) -> str:
    """Return the address that the value of a field leads to."""
    return str(link).replace("{value}", value)


_DESCRIBERS: Mapping[str, Callable[[ThingMaker, Mapping[str, Any]], Node]] = {
    "technologies": _describe_technology,
    "eu_projects": _describe_project,
    "units": _describe_unit,
    "suppliers": _describe_category,
}
"""What describes the records of each collection; those of any other are plain things."""
