"""One state of the catalogue as programs are given it: its documents, where they came from, and what they may be used for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from generator.coverage import Coverage, measure_coverage
from generator.history import Event
from generator.i18n import Language
from generator.model import Catalogue
from generator.open_data.documents import Document, DocumentMaker


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file that programs read."""

    path: str
    """Address below the root of the site."""
    data: bytes


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an edition was made, when, from which state of the repository, and under which promise."""

    site_url: str
    """Address of the root of the site, with a slash at the end."""
    repo_url: str
    """Address of the repository, without a slash at the end; empty where there is none."""
    generated_at: datetime
    """That of SOURCE_DATE_EPOCH or of the commit; in UTC."""
    source_commit: str | None
    """Digest of the commit; ``None`` outside of a repository."""
    schema_version: str
    """Version of what the files promise: the first number is that of the address, the second counts what was added."""
    on: date
    """Day that is spoken of as today."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One state of the catalogue, ready to be written."""

    catalogue: Catalogue
    documents: Mapping[str, Sequence[Document]]
    """Every record that is shown, by collection, sorted by id."""
    coverage: Coverage
    history: Sequence[Event]
    """What changed, the newest first."""
    origin: Origin
    languages: Mapping[str, Language]
    """By code."""
    schemas: Mapping[str, str]
    """JSON text of every schema file by name."""


def make_edition(
    catalogue: Catalogue, *, origin: Origin, history: Sequence[Event], languages: Mapping[str, Language], schemas: Mapping[str, str]
) -> Edition:
    """Make the edition of the records that are shown."""
    make = DocumentMaker(catalogue, site_url=origin.site_url).make
    documents = {name: tuple(map(make, catalogue.records[name].values())) for name in catalogue.collections}
    return Edition(catalogue, documents, measure_coverage(catalogue, on=origin.on), history, origin, languages, schemas)
