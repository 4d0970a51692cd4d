"""Make editions of small projects, and read their linked data."""

from __future__ import annotations

from collections.abc import Sequence
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
GENERATED_AT = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)


def read_edition(root: Path, *, history: Sequence[Event] = ()) -> Edition:
    """Read the edition of a project, without its drafts."""
    checked = check_project(read_project(root), today=TODAY)
    assert checked.passed, checked.diagnostics
    return make_edition(
        select_catalogue(checked.catalogue, drafts=False),
        on=TODAY,
        origin=Origin(SITE, "", GENERATED_AT, None),
        history=history,
        languages={code: make_language(code, read_phrases(code)) for code in LANGUAGES},
    )


def read_graph(data: bytes, form: str) -> rdflib.Graph:
    """Parse ``json-ld`` or ``turtle`` with a library that wrote neither."""
    return rdflib.Graph().parse(data=data, format=form)
