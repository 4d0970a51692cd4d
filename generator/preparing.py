"""Prepare what is published: the records that are shown, the day that is spoken of as today, and the edition for programs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from types import MappingProxyType

from generator.history import list_events
from generator.i18n import LANGUAGES, make_language
from generator.model import Catalogue, select_visible
from generator.open_data.api import MOST_EVENTS
from generator.open_data.contract import parse_contract
from generator.open_data.edition import Edition, Origin, make_edition
from generator.reading import read_contract, read_phrases, read_repo_url, read_schemas, read_site_url
from generator.revisions import read_head, read_history


def select_catalogue(catalogue: Catalogue, *, drafts: bool) -> Catalogue:
    """Select what is shown of a catalogue: everything, or everything but drafts."""
    return replace(catalogue, records=MappingProxyType(select_visible(catalogue.records, drafts=drafts)))


def choose_day(catalogue: Catalogue, *, built_at: datetime | None, today: date) -> date:
    """Choose the day that is spoken of as today: that of the moment that is given, or else of the newest review."""
    if built_at is not None:
        return built_at.date()
    return max((date.fromisoformat(record.values["reviewed"]) for record in catalogue.all_records()), default=today)


def prepare_edition(root: Path, catalogue: Catalogue, *, built_at: datetime | None, on: date) -> Edition:
    """Prepare the edition of the records that are shown, as of a day; its moment is the one given, or else that of the commit.

    Raises ``ProjectError``, ``RevisionError`` and ``ContractError``.
    """
    commit, committed_at = read_head(root) or (None, datetime.combine(on, time(), UTC))
    origin = Origin(
        site_url=read_site_url(root),
        repo_url=read_repo_url(root),
        generated_at=built_at or committed_at,
        source_commit=commit,
        schema_version=parse_contract(read_contract(root)).version,
        on=on,
    )
    return make_edition(
        catalogue,
        origin=origin,
        history=list_events(read_history(root), collections=frozenset(catalogue.collections), at_most=MOST_EVENTS),
        languages={code: make_language(code, read_phrases(code)) for code in LANGUAGES},
        schemas=read_schemas(root),
    )
