"""Make editions of a few records, as a build does of all of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from generator.i18n import LANGUAGES, make_language
from generator.open_data.edition import Edition, Origin, make_edition
from generator.reading import read_phrases
from tests.support.projects import TODAY, Content, check_records
from tests.support.sites import RECORDS

SITE_URL = "https://ipt.example/"
ORIGIN = Origin(SITE_URL, "", datetime(2026, 11, 22, 12, tzinfo=UTC), None)


def edit_records(changes: Mapping[str, Content]) -> Edition:
    """Make the edition of the records of the small project, some of them changed or added, drafts among them."""
    return edit_only({**RECORDS, **changes})


def edit_only(records: Mapping[str, Content], *, origin: Origin = ORIGIN) -> Edition:
    """Make the edition of these records and no others."""
    checked = check_records(records)
    assert sum(1 for _ in checked.catalogue.all_records()) == len(records), checked.diagnostics
    languages = {code: make_language(code, read_phrases(code)) for code in LANGUAGES}
    return make_edition(checked.catalogue, on=TODAY, origin=origin, history=(), languages=languages)
