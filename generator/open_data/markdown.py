"""Write the catalogue as Markdown, in each language: a file beside each page of a record, and what language models look for."""

from __future__ import annotations

from collections.abc import Iterator

from generator.linking import resolve_links
from generator.open_data.edition import DataFile, Edition
from generator.open_data.llms import FULL, INDEX, write_full, write_index
from generator.open_data.markdown_record import TWIN, TwinWriter
from generator.publication import Publication
from generator.sitemap import address_of
from generator.views import PageMaker


def write_markdown(edition: Edition) -> Iterator[DataFile]:
    """Write the records of the edition, and what there is of them, as Markdown."""
    links = resolve_links(edition.catalogue)
    publication = Publication(edition.origin.site_url, edition.origin.repo_url)
    for language in edition.languages.values():
        yield from _write_language(PageMaker(edition.catalogue, links, language, built_on=edition.origin.on, publication=publication))


def _write_language(maker: PageMaker) -> Iterator[DataFile]:
    folder = address_of("", maker.language.code, "")
    writer = TwinWriter(maker)
    twins = []
    for record in maker.catalogue.all_records():
        twins.append(twin := writer.write(record))
        yield DataFile(f"{folder}{maker.cards.make_card(record).url}{TWIN}", twin.encode())
    yield DataFile(f"{folder}{INDEX}", write_index(maker).encode())
    yield DataFile(f"{folder}{FULL}", write_full(maker, twins).encode())
