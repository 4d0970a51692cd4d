"""Describe pages for machines: schema.org as JSON-LD, to stand in a script element that no text can end."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from generator.i18n import LANGUAGES, Language
from generator.model import Catalogue
from generator.schema_org import CERN, ThingMaker, name_dataset
from generator.sitemap import address_of

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode

CONTENT_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
"""Licence of what the catalogue says."""
_UNSAFE = tuple((sign, f"\\u{ord(sign):04x}") for sign in "<>&\u2028\u2029")
"""What could end a script element, begin a comment in it or break a line of JavaScript; JSON knows each by its number."""


def name_catalogue(site_url: str) -> str:
    """Return the IRI of the catalogue."""
    return f"{site_url}#catalogue"


def write_script(graph: Iterable[Mapping[str, Any]]) -> Markup:
    """Write a graph as the content of a script element of the type ``application/ld+json``."""
    text = _encode({"@context": "https://schema.org", "@graph": list(graph)})
    for sign, number in _UNSAFE:
        text = text.replace(sign, number)
    return Markup(text)  # noqa: S704 - nothing in it can end the script


class Describer:
    """Describe the pages of one language."""

    def __init__(self, catalogue: Catalogue, language: Language, *, site_url: str) -> None:
        self._catalogue = catalogue
        self._language = language
        self._site_url = site_url
        self._maker = ThingMaker(catalogue, site_url=site_url)
        self._home = self._address_of("")

    def describe_record(self, document: Mapping[str, Any]) -> Markup:
        """Describe the page of the record of a document: the page, the way to it, and what the record is about."""
        thing = self._choose(self._maker.make_thing(document))
        address = thing["url"]
        web_page = {
            "@type": "WebPage",
            "@id": address,
            "url": address,
            "name": thing["name"],
            "inLanguage": self._language.code,
            "lastReviewed": document["reviewed"],
            "license": CONTENT_LICENCE,
            "isPartOf": {"@id": f"{self._home}#website"},
            "breadcrumb": {"@id": f"{address}#path"},
            "mainEntity": {"@id": thing["@id"]},
        }
        collection = self._maker.collection_of(document)
        steps = (
            (self._language.say("site.home"), self._home),
            (collection.title[self._language.code], self._address_of(f"{collection.url}/")),
            (thing["name"], address),
        )
        items = [{"@type": "ListItem", "position": number, "name": name, "item": item} for number, (name, item) in enumerate(steps, 1)]
        return write_script((web_page, {"@type": "BreadcrumbList", "@id": f"{address}#path", "itemListElement": items}, thing))

    def describe_site(self) -> Markup:
        """Describe the home page: the site, and the catalogue with its lists."""
        code, say = self._language.code, self._language.say
        site = {
            "@type": "WebSite",
            "@id": f"{self._home}#website",
            "url": self._home,
            "name": say("site.name"),
            "inLanguage": code,
            "publisher": CERN,
        }
        lists = [
            {
                "@type": "Dataset",
                "@id": name_dataset(self._site_url, collection),
                "name": collection.title[code],
                "description": say("listing.described", title=collection.title[code]),
                "url": self._address_of(f"{collection.url}/"),
                "license": CONTENT_LICENCE,
                "creator": {"@id": CERN["@id"]},
                "isAccessibleForFree": True,
            }
            for collection in self._catalogue.collections.values()
        ]
        catalogue = {
            "@type": "DataCatalog",
            "@id": name_catalogue(self._site_url),
            "url": self._home,
            "name": say("cite.catalogue"),
            "description": say("home.lead"),
            "inLanguage": code,
            "license": CONTENT_LICENCE,
            "publisher": {"@id": CERN["@id"]},
            "isPartOf": {"@id": site["@id"]},
            "dataset": lists,
        }
        return write_script((site, catalogue))

    def _address_of(self, path: str) -> str:
        """Return the full address of a page."""
        return address_of(self._site_url, self._language.code, path)

    def _choose(self, value: Any) -> Any:
        """Choose the texts and addresses of this language, or the English ones, at every depth."""
        if isinstance(value, list):
            return [self._choose(item) for item in value]
        if not isinstance(value, Mapping):
            return value
        if LANGUAGES[0] not in value:
            return {key: self._choose(item) for key, item in value.items()}
        own = value.get(self._language.code)
        return value[LANGUAGES[0]] if own is None else own
