"""Make editions of the records of a test, and read what is written from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from generator.checking import Checked
from generator.i18n import LANGUAGES, make_language
from generator.open_data.edition import DataFile, Edition, Origin, make_edition
from generator.reading import read_phrases
from tests.support.projects import PUBLICATION, TODAY, read_foundation


def edit(checked: Checked, *, site_url: str = PUBLICATION.site_url, repo_url: str = "") -> Edition:
    """Make the edition of checked records, with the real schemas."""
    return make_edition(
        checked.catalogue,
        on=TODAY,
        origin=Origin(site_url, repo_url, datetime(2026, 11, 22, tzinfo=UTC), None),
        history=(),
        languages={code: make_language(code, read_phrases(code)) for code in LANGUAGES},
        schemas=read_foundation().schemas,
    )


def read_export(export: Callable[[Edition], Iterable[DataFile]], edition: Edition) -> dict[str, str]:
    """Return the text of each file of an export, by path; no path stands twice."""
    files = list(export(edition))
    texts = {file.path: file.data.decode() for file in files}
    assert len(texts) == len(files)
    return texts
