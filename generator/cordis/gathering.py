"""Gather what the bulk data say about the projects of one organisation, in two passes, so that little is held at a time.

The first pass goes through the organisations and keeps the numbers of the projects; the second keeps the rows of those.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.cordis.projects import COLUMNS, NEEDED, Project, ProjectRows, clean_number, describe_project
from generator.cordis.tables import Row, SourceError, TableFile, Tell, read_rows

Tables = Mapping[str, TableFile]
"""The tables of one export, by name; ``project`` and ``organization`` are there."""
Chosen = frozenset[str]
"""Numbers of grant agreements."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The projects of an organisation."""

    projects: tuple[Project, ...]
    """By number of the grant agreement."""
    seen: int
    """Projects that the bulk data hold altogether."""


def choose_projects(bundles: Sequence[Tables], organisation: str, tell: Tell) -> tuple[Chosen, ...]:
    """Find the projects of an organisation in each export. Raises ``SourceError``."""
    return tuple(frozenset(_find_grants(tables["organization"], organisation, tell)) for tables in bundles)


def _find_grants(file: TableFile, organisation: str, tell: Tell) -> Iterator[str]:
    columns = ("projectID", "organisationID")
    for _, row in read_rows(file, columns, needed=NEEDED["organization"], tell=tell):
        if clean_number(row["organisationID"]) == organisation:
            yield clean_number(row["projectID"])


def gather_projects(bundles: Sequence[Tables], chosen: Sequence[Chosen], tell: Tell) -> Gathered:
    """Read the rows of the chosen projects. Raises ``SourceError``, also where a project stands twice."""
    places: dict[str, str] = {}
    projects: list[Project] = []
    seen = 0
    for tables, grants in zip(bundles, chosen, strict=True):
        own: dict[str, Row] = {}
        file = tables["project"]
        for line, row in read_rows(file, COLUMNS["project"], needed=NEEDED["project"], tell=tell):
            seen += 1
            grant = clean_number(row["id"])
            if grant in grants:
                place = f"{file.place}:{line}"
                if grant in places:
                    raise SourceError(f"{place}: the project {grant} stands at {places[grant]} already")
                places[grant] = place
                own[grant] = row
        parts = {name: _collect(tables, name, own, tell) for name in COLUMNS if name != "project"}
        for grant in sorted(grants - own.keys()):
            tell(f"{tables['organization'].place} names the project {grant}, which {file.place} does not hold")
        for grant, row in own.items():
            rows = ProjectRows(row, *(parts[name].get(grant, ()) for name in ("organization", "topics", "euroscivoc")))
            projects.append(describe_project(rows, dated=file.dated))
    return Gathered(tuple(sorted(projects, key=lambda one: one.grant)), seen)


def _collect(tables: Tables, name: str, wanted: Mapping[str, Row], tell: Tell) -> dict[str, list[Row]]:
    """Collect the rows of projects in one of the further tables."""
    found: dict[str, list[Row]] = {}
    if name in tables:
        for _, row in read_rows(tables[name], COLUMNS[name], needed=NEEDED[name], tell=tell):
            grant = clean_number(row["projectID"])
            if grant in wanted:
                found.setdefault(grant, []).append(row)
    return found
