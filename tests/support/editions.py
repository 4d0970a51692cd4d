"""Make the editions that exports are written from, and read their linked data."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import rdflib

from generator.checking import check_project
from generator.history import Event
from generator.i18n import LANGUAGES, make_language
from generator.open_data.edition import Edition, Origin, make_edition
from generator.preparing import select_catalogue
from generator.reading import read_phrases, read_project

SITE = "https://ipt.example/"
TODAY = date(2026, 11, 22)
ORIGIN = Origin(SITE, "", datetime(2026, 11, 22, 12, 30, tzinfo=UTC), "0123456789abcdef0123456789abcdef01234567")


def read_edition(root: Path, *, origin: Origin = ORIGIN, history: tuple[Event, ...] = ()) -> Edition:
    """Make the edition of a project whose records are in order; drafts are left out."""
    checked = check_project(read_project(root), today=TODAY)
    assert checked.passed, checked.diagnostics
    languages = {code: make_language(code, read_phrases(code)) for code in LANGUAGES}
    return make_edition(select_catalogue(checked.catalogue, drafts=False), on=TODAY, origin=origin, history=history, languages=languages)


def read_graph(data: bytes, form: str) -> rdflib.Graph:
    """Parse ``json-ld`` or ``turtle`` with a library that wrote neither."""
    return rdflib.Graph().parse(data=data, format=form)
