"""Describe pages for machines: schema.org as JSON-LD, to stand in a script element that no text can end."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from markupsafe import Markup

from generator.description import Field
from generator.i18n import Localized
from generator.licences import list_ids, parse_expression
from generator.model import Record
from generator.views import PageMaker, RecordPage

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
Node = dict[str, Any]
"""A thing of schema.org, as JSON."""

CERN: Mapping[str, Any] = {
    "@type": "ResearchOrganization",
    "@id": "https://ror.org/01ggx4157",
    "name": "CERN",
    "url": "https://home.cern/",
    "sameAs": "https://ror.org/01ggx4157",
}
"""The laboratory, by its identifier in the Research Organization Registry."""
CONTENT_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
"""Licence of what the catalogue says."""
_SAME = ("website", "repository")
"""Kinds of links that lead to the subject of a record itself."""
_UNSAFE = tuple((sign, f"\\u{ord(sign):04x}") for sign in "<>&\u2028\u2029")
"""What could end a script element, begin a comment in it or break a line of JavaScript; JSON knows each by its number."""


def write_script(graph: Iterable[Mapping[str, Any]]) -> Markup:
    """Write a graph as the content of a script element of the type ``application/ld+json``."""
    text = _encode({"@context": "https://schema.org", "@graph": list(graph)})
    for sign, number in _UNSAFE:
        text = text.replace(sign, number)
    return Markup(text)  # noqa: S704 - nothing in it can end the script


class Describer:
    """Describe the pages of one language."""

    def __init__(self, maker: PageMaker) -> None:
        self._maker = maker
        self._catalogue = maker.catalogue
        self.code = maker.language.code
        self._home = self.address_of("")
        say = maker.language.say
        self._site_name, self._home_name, self._catalogue_name = say("site.name"), say("site.home"), say("cite.catalogue")

    def describe_record(self, record: Record, page: RecordPage) -> Markup:
        """Describe the page of a record: the page, the way to it, and what the record is about."""
        address = self.address_of(page.card.url)
        about = f"{address}#record"
        web_page = {
            "@type": "WebPage",
            "@id": address,
            "url": address,
            "name": page.card.name.text,
            "inLanguage": self.code,
            "lastReviewed": record.values["reviewed"],
            "license": CONTENT_LICENCE,
            "isPartOf": {"@id": f"{self._home}#website"},
            "breadcrumb": {"@id": f"{address}#path"},
            "mainEntity": {"@id": about},
        }
        describe = _DESCRIBERS.get(record.collection, _describe_thing)
        thing = {
            "@id": about,
            "name": page.card.name.text,
            "description": page.card.summary.text,
            "url": address,
            **describe(self, record, page),
        }
        if page.card.title:
            thing["alternateName"] = page.card.title
        same = [link["url"] for link in record.values.get("links", ()) if link["kind"] in _SAME]
        if same:
            thing["sameAs"] = same
        return write_script((web_page, self._describe_path(address, page), thing))

    def describe_site(self) -> Markup:
        """Describe the home page: the site, and the catalogue with its lists."""
        site = {
            "@type": "WebSite",
            "@id": f"{self._home}#website",
            "url": self._home,
            "name": self._site_name,
            "inLanguage": self.code,
            "publisher": CERN,
        }
        lists = [
            {
                "@type": "Dataset",
                "@id": f"{self.address_of(f'{collection.url}/')}#dataset",
                "name": collection.title[self.code],
                "description": self._maker.language.say("listing.described", title=collection.title[self.code]),
                "url": self.address_of(f"{collection.url}/"),
                "license": CONTENT_LICENCE,
                "creator": {"@id": CERN["@id"]},
                "isAccessibleForFree": True,
            }
            for collection in self._catalogue.collections.values()
        ]
        catalogue = {
            "@type": "DataCatalog",
            "@id": f"{self._home}#catalogue",
            "url": self._home,
            "name": self._catalogue_name,
            "description": self._maker.language.say("home.lead"),
            "inLanguage": self.code,
            "license": CONTENT_LICENCE,
            "publisher": {"@id": CERN["@id"]},
            "isPartOf": {"@id": site["@id"]},
            "dataset": lists,
        }
        return write_script((site, catalogue))

    def _describe_path(self, address: str, page: RecordPage) -> Node:
        steps = (
            (self._home_name, self._home),
            (page.collection_title, self.address_of(f"{page.collection_url}/")),
            (page.card.name.text, address),
        )
        items = [{"@type": "ListItem", "position": number, "name": name, "item": item} for number, (name, item) in enumerate(steps, 1)]
        return {"@type": "BreadcrumbList", "@id": f"{address}#path", "itemListElement": items}

    def address_of(self, path: str) -> str:
        """Return the full address of a page."""
        return self._maker.publication.address_of(path, language=self._maker.language)

    def field(self, record: Record, path: str) -> Field:
        """Return what the schema says of a field."""
        return self._catalogue.collections[record.collection].by_path[path]

    def link(self, record: Record, path: str, value: str) -> str:
        """Return the address that the value of a field leads to."""
        return str(self.field(record, path).link).replace("{value}", value)

    def term(self, vocabulary: str, id_: str) -> str:
        """Name a term of a vocabulary."""
        return self._catalogue.vocabularies[vocabulary].terms[id_].name[self.code]

    def choose(self, text: Any) -> Localized:
        """Choose the text of this language."""
        return self._maker.language.choose(text)

    def refer(self, collection: str, id_: str) -> Node | None:
        """Refer to what another record is about, or nothing where there is no such record."""
        record = self._catalogue.get((collection, id_))
        if record is None:
            return None
        address = self.address_of(f"{self._catalogue.collections[collection].url}/{id_}/")
        return {"@id": f"{address}#record", "name": self.choose(self._catalogue.name_of(record)).text, "url": address}


def _describe_technology(describer: Describer, record: Record, page: RecordPage) -> Node:
    values = record.values
    ids = list(list_ids(parse_expression(values["rights"]["licence"]))) if "licence" in values["rights"] else []
    node: Node = {"@type": "Product", "category": describer.term("technology-domains", values["domain"])}
    if page.keywords:
        node["keywords"] = page.keywords.text
    if values["kind"] == "software":
        node |= {"@type": "SoftwareSourceCode", "about": node.pop("category")}
        repositories = [link["url"] for link in values.get("links", ()) if link["kind"] == "repository"]
        if repositories:
            node["codeRepository"] = repositories[0]
        if ids:
            node["license"] = [describer.link(record, "rights.licence", id_) for id_ in ids]
        return node
    properties: list[Node] = []
    if ids:
        name = describer.field(record, "rights.licence").label[describer.code]
        properties.append({"@type": "PropertyValue", "name": name, "value": values["rights"]["licence"]})
    for figure in values.get("key_figures", ()):
        unit = {"unitText": figure["unit"]} if "unit" in figure else {}
        properties.append({"@type": "PropertyValue", "name": describer.choose(figure["quantity"]).text, "value": figure["value"], **unit})
    if properties:
        node["additionalProperty"] = properties
    return node


def _describe_project(describer: Describer, record: Record, _: RecordPage) -> Node:
    values = record.values
    grant: Node = {
        "@type": "MonetaryGrant",
        "funder": {"@type": "Organization", "name": "European Union", "url": "https://european-union.europa.eu/"},
    }
    if "grant_agreement" in values:
        grant["identifier"] = values["grant_agreement"]
        grant["url"] = describer.link(record, "grant_agreement", values["grant_agreement"])
    if "doi" in values:
        grant["sameAs"] = describer.link(record, "doi", values["doi"])
    if "programme" in values:
        grant["name"] = describer.term("eu-programmes", values["programme"])
    amount = values.get("budget", {}).get("eu_contribution")
    if amount is not None:
        grant["amount"] = {"@type": "MonetaryAmount", "currency": "EUR", "value": amount}
    node: Node = {"@type": "ResearchProject", "funding": grant}
    for key, name in (("start", "foundingDate"), ("end", "dissolutionDate")):
        if key in values:
            node[name] = values[key]
    return node


def _describe_unit(describer: Describer, record: Record, _: RecordPage) -> Node:
    values = record.values
    parent = describer.refer("units", values["parent"]) if "parent" in values else None
    node: Node = {"@type": "Organization", "parentOrganization": {"@type": "Organization", **parent} if parent else dict(CERN)}
    if "code" in values:
        node["alternateName"] = values["code"]
    if "website" in values:
        node["sameAs"] = [values["website"]]
    points = [
        {"@type": "ContactPoint", "email": box["address"], "contactType": describer.choose(box["purpose"]).text}
        for box in values.get("mailboxes", ())
    ]
    if points:
        node["contactPoint"] = points
    return node


def _describe_category(describer: Describer, record: Record, page: RecordPage) -> Node:
    address = describer.address_of(f"{page.collection_url}/")
    terms = {"@type": "DefinedTermSet", "@id": f"{address}#dataset", "name": page.collection_title, "url": address}
    return {"@type": "DefinedTerm", "termCode": record.values.get("code", record.id), "inDefinedTermSet": terms}


def _describe_thing(_: Describer, __: Record, ___: RecordPage) -> Node:
    return {"@type": "Thing"}


_DESCRIBERS: Mapping[str, Callable[[Describer, Record, RecordPage], Node]] = {
    "technologies": _describe_technology,
    "eu_projects": _describe_project,
    "units": _describe_unit,
    "suppliers": _describe_category,
}
"""What describes the records of each collection; those of any other are plain things."""
