"""Write the catalogue as a workbook: what it is, a sheet a collection, and the vocabularies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.i18n import LANGUAGES
from generator.linked_data import CONTENT_LICENCE
from generator.open_data.api import attribute, write_moment
from generator.open_data.edition import Edition
from generator.open_data.tables import Cell, list_columns, list_texts, make_rows
from generator.open_data.workbook import Sheet, name_sheets, write_sheets

_TERM = (
    "vocabulary",
    *(f"vocabulary.{code}" for code in LANGUAGES),
    "id",
    *(f"{key}.{code}" for key in ("name", "definition") for code in LANGUAGES),
    "source",
    "deprecated",
)


def write_workbook(edition: Edition) -> bytes:
    """Write the workbook of an edition."""
    origin = edition.origin
    return write_sheets(_list_sheets(edition), title=attribute(origin.site_url), created=origin.generated_at)


def _list_sheets(edition: Edition) -> Iterator[Sheet]:
    collections = edition.catalogue.collections.values()
    about, *names, vocabularies = name_sheets(("About", *(collection.url for collection in collections), "vocabularies"))
    yield Sheet(about, (*_say(edition, "language"), ""), list(_describe_edition(edition, names)))
    for collection, name in zip(collections, names, strict=True):
        yield Sheet(name, list_columns(collection), make_rows(collection, edition.documents[collection.id]))
    yield Sheet(vocabularies, _TERM, _list_terms(edition))


def _describe_edition(edition: Edition, names: Sequence[str]) -> Iterator[Sequence[Cell]]:
    """Say what the workbook is in every language, and which sheet holds what."""
    origin = edition.origin
    yield *_say(edition, "licence"), CONTENT_LICENCE
    yield *_say(edition, "attribution"), attribute(origin.site_url)
    yield *_say(edition, "date"), write_moment(origin.generated_at)
    yield *_say(edition, "commit"), origin.source_commit
    yield *_say(edition, "version"), edition.origin.schema_version
    yield _say(edition, "columns")
    for collection, name in zip(edition.catalogue.collections.values(), names, strict=True):
        yield *list_texts(collection.title), f"{name} ({len(edition.documents[collection.id])})"


def _list_terms(edition: Edition) -> Iterator[Sequence[Cell]]:
    for vocabulary in edition.catalogue.vocabularies.values():
        for term in vocabulary.terms.values():
            texts = (*list_texts(term.name), *list_texts(term.definition))
            yield vocabulary.id, *list_texts(vocabulary.title), term.id, *texts, term.source, term.deprecated


def _say(edition: Edition, key: str) -> Sequence[str]:
    """Return an interface phrase in every language."""
    return tuple(edition.languages[code].say(f"downloads.{key}") for code in LANGUAGES)
