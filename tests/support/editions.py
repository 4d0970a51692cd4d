"""Make the editions that exports are written from, and read their linked data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import rdflib

from generator.checking import check_project
from generator.history import Event
from generator.i18n import LANGUAGES, make_language
from generator.open_data.edition import Edition, Origin, make_edition
from generator.preparing import select_catalogue
from generator.reading import read_phrases, read_project
from tests.support.projects import TODAY, Content, check_records
from tests.support.sites import RECORDS

SITE = "https://ipt.example/"
ORIGIN = Origin(SITE, "", datetime(2026, 11, 22, 12, 30, tzinfo=UTC), "0123456789abcdef0123456789abcdef01234567")
_SPOKEN = {code: make_language(code, read_phrases(code)) for code in LANGUAGES}


def read_edition(root: Path, *, origin: Origin = ORIGIN, history: tuple[Event, ...] = ()) -> Edition:
    """Make the edition of a project whose records are in order; drafts are left out."""
    checked = check_project(read_project(root), today=TODAY)
    assert checked.passed, checked.diagnostics
    return make_edition(select_catalogue(checked.catalogue, drafts=False), on=TODAY, origin=origin, history=history, languages=_SPOKEN)


def edit_records(changes: Mapping[str, Content]) -> Edition:
    """Make the edition of the records of the small project, some of them changed or added, drafts among them."""
    return edit_only({**RECORDS, **changes})


def edit_only(records: Mapping[str, Content], *, origin: Origin = ORIGIN) -> Edition:
    """Make the edition of these records and no others."""
    checked = check_records(records)
    assert sum(1 for _ in checked.catalogue.all_records()) == len(records), checked.diagnostics
    return make_edition(checked.catalogue, on=TODAY, origin=origin, history=(), languages=_SPOKEN)


def read_graph(data: bytes, form: str) -> rdflib.Graph:
    """Parse ``json-ld`` or ``turtle`` with a library that wrote neither."""
    return rdflib.Graph().parse(data=data, format=form)
