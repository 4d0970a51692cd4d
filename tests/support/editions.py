"""Make the editions that exports are written from, and read what is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import rdflib

from generator.checking import check_project
from generator.history import Event
from generator.i18n import LANGUAGES, make_language
from generator.model import Catalogue
from generator.open_data.edition import DataFile, Edition, Origin, make_edition
from generator.preparing import select_catalogue
from generator.reading import read_phrases, read_project, read_schemas
from tests.support.projects import TODAY, Content, check_records, read_foundation
from tests.support.sites import RECORDS

SITE = "https://ipt.example/"
ORIGIN = Origin(
    site_url=SITE,
    repo_url="",
    generated_at=datetime(2026, 11, 22, 12, 30, tzinfo=UTC),
    source_commit="0123456789abcdef0123456789abcdef01234567",
    schema_version="1.0",
    on=TODAY,
)
_SPOKEN = {code: make_language(code, read_phrases(code)) for code in LANGUAGES}


def read_edition(root: Path, *, origin: Origin = ORIGIN, history: Sequence[Event] = ()) -> Edition:
    """Make the edition of a project whose records are in order; drafts are left out."""
    checked = check_project(read_project(root), today=TODAY)
    assert checked.passed, checked.diagnostics
    catalogue = select_catalogue(checked.catalogue, drafts=False)
    return make_edition(catalogue, origin=origin, history=history, languages=_SPOKEN, schemas=read_schemas(root))


def edit_records(changes: Mapping[str, Content]) -> Edition:
    """Make the edition of the records of the small project, some of them changed or added, drafts among them."""
    return edit_only({**RECORDS, **changes})


def edit_only(records: Mapping[str, Content], *, origin: Origin = ORIGIN) -> Edition:
    """Make the edition of these records and no others."""
    checked = check_records(records)
    assert sum(1 for _ in checked.catalogue.all_records()) == len(records), checked.diagnostics
    return edit_catalogue(checked.catalogue, origin=origin)


def edit_catalogue(catalogue: Catalogue, *, origin: Origin = ORIGIN, history: Sequence[Event] = ()) -> Edition:
    """Make the edition of a catalogue that obeys the real schemas."""
    return make_edition(catalogue, origin=origin, history=history, languages=_SPOKEN, schemas=read_foundation().schemas)


def read_export(export: Callable[[Edition], Iterable[DataFile]], edition: Edition) -> dict[str, str]:
    """Return the text of each file of an export, by path; no path stands twice."""
    files = list(export(edition))
    texts = {file.path: file.data.decode() for file in files}
    assert len(texts) == len(files)
    return texts


def read_graph(data: bytes, form: str) -> rdflib.Graph:
    """Parse ``json-ld`` or ``turtle`` with a library that wrote neither."""
    return rdflib.Graph().parse(data=data, format=form)
