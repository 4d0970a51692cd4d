"""Make the editions that exports are written from, and read what is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path

from generator.checking import Checked, check_project
from generator.history import Event
from generator.i18n import LANGUAGES, make_language
from generator.open_data.edition import DataFile, Edition, Origin, make_edition
from generator.preparing import select_catalogue
from generator.reading import read_phrases, read_project, read_schemas
from tests.support.projects import PUBLICATION, read_foundation

SITE = "https://ipt.example/"
TODAY = date(2026, 11, 22)
ORIGIN = Origin(SITE, "", datetime(2026, 11, 22, 12, 30, tzinfo=UTC), "0123456789abcdef0123456789abcdef01234567")
_SPOKEN = {code: make_language(code, read_phrases(code)) for code in LANGUAGES}


def read_edition(root: Path, *, origin: Origin = ORIGIN, history: tuple[Event, ...] = ()) -> Edition:
    """Make the edition of a project whose records are in order; drafts are left out."""
    checked = check_project(read_project(root), today=TODAY)
    assert checked.passed, checked.diagnostics
    catalogue = select_catalogue(checked.catalogue, drafts=False)
    return make_edition(catalogue, on=TODAY, origin=origin, history=history, languages=_SPOKEN, schemas=read_schemas(root))


def edit(checked: Checked, *, site_url: str = PUBLICATION.site_url, repo_url: str = "") -> Edition:
    """Make the edition of checked records, with the real schemas."""
    origin = Origin(site_url, repo_url, datetime(2026, 11, 22, tzinfo=UTC), None)
    schemas = read_foundation().schemas
    return make_edition(checked.catalogue, on=TODAY, origin=origin, history=(), languages=_SPOKEN, schemas=schemas)


def read_export(export: Callable[[Edition], Iterable[DataFile]], edition: Edition) -> dict[str, str]:
    """Return the text of each file of an export, by path; no path stands twice."""
    files = list(export(edition))
    texts = {file.path: file.data.decode() for file in files}
    assert len(texts) == len(files)
    return texts
