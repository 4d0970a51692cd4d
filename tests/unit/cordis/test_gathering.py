"""The projects of one organisation are gathered from any number of exports, and nothing goes missing without a word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from generator.cordis.gathering import Gathered, choose_projects, gather_projects
from generator.cordis.tables import Row, SourceError, TableFile
from tests.support.cordis import CERN, INFN, make_organization_row, make_project_row, make_table, write_csv

GRANTS = ("101094300", "730871", "101082402")


def make_tables(projects: Sequence[Row], organizations: Sequence[Row], **further: Sequence[Row]) -> Mapping[str, TableFile]:
    rows = {"project": projects, "organization": organizations, **further}
    return {name: make_table(name, write_csv(own)) for name, own in rows.items()}


ALL = make_tables(
    [make_project_row(grant, acronym=f"P{grant}") for grant in GRANTS],
    [make_organization_row(GRANTS[0]), *(make_organization_row(grant, INFN) for grant in GRANTS), make_organization_row(GRANTS[2])],
    topics=[{"projectID": GRANTS[1], "topic": "T", "title": "t"}],
    euroscivoc=[
        {"projectID": grant, "euroSciVocCode": "/23", "euroSciVocPath": "/natural sciences", "euroSciVocTitle": "natural sciences"}
        for grant in GRANTS
    ],
)


def gather(*bundles: Mapping[str, TableFile], organisation: str = CERN) -> tuple[Gathered, list[str]]:
    told: list[str] = []
    return gather_projects(bundles, choose_projects(bundles, organisation, told.append), told.append), told


def test_projects_are_those_in_which_the_organisation_takes_part() -> None:
    found, told = gather(ALL)
    assert [project.grant for project in found.projects] == sorted([GRANTS[0], GRANTS[2]])
    assert (found.seen, told) == (3, [])
    assert {len(project.facts["participants"]) for project in found.projects} == {2}
    assert {project.facts["classification"][0]["code"] for project in found.projects} == {"/23"}


def test_another_organisation_has_other_projects() -> None:
    found, _ = gather(ALL, organisation=INFN)
    assert len(found.projects) == 3
    assert gather(ALL, organisation="123456789")[0] == Gathered((), 3)


def test_several_exports_are_gathered_together() -> None:
    other = make_tables([make_project_row("289485", acronym="OLD")], [make_organization_row("289485")])
    found, _ = gather(ALL, other)
    assert [project.acronym for project in found.projects] == ["P101082402", "P101094300", "OLD"]
    assert found.seen == 4


@pytest.mark.parametrize("bundles", [(make_tables([make_project_row()] * 2, [make_organization_row()]),), (ALL, ALL)])
def test_a_project_that_stands_twice_is_refused(bundles: tuple[Mapping[str, TableFile], ...]) -> None:
    with pytest.raises(SourceError, match=r"^project.csv:\d: the project \d+ stands at project.csv:2 already$"):
        gather(*bundles)


def test_a_project_that_is_missed_is_told() -> None:
    found, told = gather(make_tables([make_project_row("730871")], [make_organization_row()]))
    assert found == Gathered((), 1)
    assert told == ["organization.csv names the project 101094300, which project.csv does not hold"]


def test_a_column_that_is_missing_stops_everything() -> None:
    tables = dict(ALL, organization=make_table("organization", b'"projectID";"name"\n'))
    with pytest.raises(SourceError, match=r"organization.csv:1: the column 'organisationID' is missing"):
        gather(tables)


def test_the_day_of_the_archive_stands_where_no_row_has_one() -> None:
    tables = make_tables([make_project_row(contentUpdateDate="")], [make_organization_row()])
    project = tables["project"]
    dated = TableFile(project.place, project.name, project.form, project.size, "2025-03-09", project.open)
    assert gather(dict(tables, project=dated))[0].projects[0].dated == "2025-03-09"
