"""The catalogue as open-data portals read it: DCAT-AP 3.0, the profile of DCAT of the European Union.

There is a dataset of all records and, as a part of it, one of each collection.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.alternates import API
from generator.description import Collection, Text
from generator.enquiry import find_address
from generator.linked_data import CONTENT_LICENCE, name_catalogue
from generator.open_data.api import write_moment
from generator.open_data.documents import Document
from generator.open_data.edition import Edition
from generator.schema_org import CERN, Node, name_dataset, name_thing
from generator.sitemap import address_of

_EU = "http://publications.europa.eu/resource/authority/"
_LANGUAGES = {"en": f"{_EU}language/ENG", "fr": f"{_EU}language/FRA"}
_PUBLIC = f"{_EU}access-right/PUBLIC"
_THEMES = f"{_EU}data-theme"
_THEME = f"{_EU}data-theme/TECH"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"


@dataclass(frozen=True, slots=True)
class _Form:
    """A form in which a dataset is offered."""

    path: str
    """Address below the root of the site; ``{}`` stands for the address of a collection."""
    title: str
    media_type: str | None
    """As IANA registers it."""
    format: str | None
    """In the table of file types of the EU Vocabularies."""


_FORMS_OF_COLLECTION = (
    _Form(f"{API}{{}}/index.json", "JSON", "application/json", "JSON"),
    _Form(f"{API}{{}}/all.ndjson", "NDJSON", None, None),
    _Form("downloads/{}.csv", "CSV", "text/csv", "CSV"),
)
_FORMS_OF_ALL = (
    _Form("downloads/catalogue.xlsx", "XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX"),
    _Form("downloads/catalogue.sqlite", "SQLite", "application/vnd.sqlite3", None),
    _Form(f"{API}catalogue.ttl", "Turtle", "text/turtle", "RDF_TURTLE"),
    _Form(f"{API}catalogue.jsonld", "JSON-LD", "application/ld+json", "JSON_LD"),
)


def describe_datasets(edition: Edition) -> Iterator[Node]:
    """Describe the catalogue, its datasets, its service, and what these refer to outside of the site."""
    site_url, collections = edition.origin.site_url, tuple(edition.catalogue.collections.values())
    title, description = _say(edition, "cite.catalogue"), _say(edition, "home.lead")
    everything = f"{site_url}#dataset"
    parts = [name_dataset(site_url, collection) for collection in collections]
    contact = _find_contact(edition.documents.get("units", ()), site_url)
    common = {
        "dct:publisher": CERN["@id"],
        "dct:language": list(_LANGUAGES.values()),
        "dcat:contactPoint": contact["@id"] if contact else None,
    }
    yield {
        "@id": name_catalogue(site_url),
        "@type": "dcat:Catalog",
        "dct:title": title,
        "dct:description": description,
        "dct:license": CONTENT_LICENCE,
        "dct:modified": _write_time(write_moment(edition.origin.generated_at)),
        "foaf:homepage": _refer_to_page(site_url),
        "dcat:themeTaxonomy": _THEMES,
        "dcat:dataset": [everything, *parts],
        "dcat:service": f"{site_url}{API}",
        **common,
    }
    yield {
        **_describe_dataset(edition, everything, title, description, ""),
        "dct:modified": _find_change(edition, edition.documents),
        "dct:hasPart": parts,
        "dcat:distribution": [_describe_form(edition, form, "") for form in _FORMS_OF_ALL],
        **common,
    }
    for collection in collections:
        yield {**_describe_collection(edition, collection), **common}
    yield {
        "@id": f"{site_url}{API}",
        "@type": "dcat:DataService",
        "dct:title": dict.fromkeys(edition.languages, "API"),
        "dct:license": CONTENT_LICENCE,
        "dcat:endpointURL": f"{site_url}{API}",
        "dcat:endpointDescription": f"{site_url}{API}openapi.json",
        "dcat:servesDataset": [everything, *parts],
        **common,
    }
    yield from (contact,) if contact else ()
    yield from _describe_outside()


def _describe_collection(edition: Edition, collection: Collection) -> Node:
    iri = name_dataset(edition.origin.site_url, collection)
    description = {code: language.say("listing.described", title=collection.title[code]) for code, language in edition.languages.items()}
    return {
        **_describe_dataset(edition, iri, collection.title, description, f"{collection.url}/"),
        "dct:modified": _find_change(edition, (collection.id,)),
        "dcat:distribution": [_describe_form(edition, form, collection.url) for form in _FORMS_OF_COLLECTION],
    }


def _describe_dataset(edition: Edition, iri: str, title: Text, description: Text, page: str) -> Node:
    return {
        "@id": iri,
        "@type": "dcat:Dataset",
        "dct:title": title,
        "dct:description": description,
        "dct:accessRights": _PUBLIC,
        "dcat:theme": _THEME,
        "dcat:landingPage": [_refer_to_page(address_of(edition.origin.site_url, code, page)) for code in edition.languages],
    }


def _describe_form(edition: Edition, form: _Form, url: str) -> Node:
    address = f"{edition.origin.site_url}{form.path.format(url)}"
    return {
        "@id": f"{address}#distribution",
        "@type": "dcat:Distribution",
        "dct:title": dict.fromkeys(edition.languages, form.title),
        "dct:issued": write_moment(edition.origin.generated_at),
        "dct:license": CONTENT_LICENCE,
        "dcat:accessURL": address,
        "dcat:downloadURL": address,
        "dcat:mediaType": f"{_MEDIA_TYPES}{form.media_type}" if form.media_type else None,
        "dct:format": f"{_EU}file-type/{form.format}" if form.format else None,
    }


def _find_change(edition: Edition, collections: Iterable[str]) -> Node | None:
    """Find when the records of collections last changed, or else the day of their newest review."""
    names = frozenset(collections)
    at = next((event.at for event in edition.history if event.collection in names), None)
    if at is not None:
        return _write_time(write_moment(at))
    reviewed = max((document["reviewed"] for name in names for document in edition.documents[name]), default=None)
    return {"@value": reviewed, "@type": "xsd:date"} if reviewed else None


def _find_contact(units: Sequence[Document], site_url: str) -> Node | None:
    """Find the first unit that takes enquiries at a role address."""
    for unit in units:
        if address := find_address(unit["mailboxes"] or ()):
            iri = f"{name_thing(site_url, unit['collection'], unit['id'])}-contact"
            return {
                "@id": iri,
                "@type": ["vcard:Organization", "vcard:Kind"],
                "vcard:fn": unit["name"],
                "vcard:hasEmail": f"mailto:{address}",
            }
    return None


def _describe_outside() -> Iterator[Node]:
    """Say what the things outside of the site are, as the profile asks of those that are referred to."""
    yield {**CERN, "@type": [CERN["@type"], "foaf:Agent"], "foaf:name": CERN["name"]}
    yield {"@id": CONTENT_LICENCE, "@type": "dct:LicenseDocument"}
    yield {"@id": _PUBLIC, "@type": "dct:RightsStatement"}
    yield from ({"@id": iri, "@type": "dct:LinguisticSystem"} for iri in _LANGUAGES.values())
    yield {"@id": _THEMES, "@type": "skos:ConceptScheme", "dct:title": {"en": "Data theme", "fr": "Thème de données"}}
    label = {"en": "Science and technology", "fr": "Science et technologie"}
    yield {"@id": _THEME, "@type": "skos:Concept", "skos:prefLabel": label, "skos:inScheme": _THEMES}
    for form in (*_FORMS_OF_COLLECTION, *_FORMS_OF_ALL):
        if form.media_type:
            yield {"@id": f"{_MEDIA_TYPES}{form.media_type}", "@type": "dct:MediaType"}
        if form.format:
            yield {"@id": f"{_EU}file-type/{form.format}", "@type": "dct:MediaTypeOrExtent"}


def _refer_to_page(address: str) -> Node:
    return {"@id": address, "@type": "foaf:Document"}


def _say(edition: Edition, key: str) -> Mapping[str, str]:
    return {code: language.say(key) for code, language in edition.languages.items()}


def _write_time(moment: str) -> Node:
    return {"@value": moment, "@type": "xsd:dateTime"}
