"""A project goes to the record of its grant, then to that of its acronym; what cannot be taken in is refused by name."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from generator.cordis.accepting import AcceptanceError, refuse_unsound
from generator.cordis.planning import Outcome, Present, plan_import
from generator.cordis.projects import Project
from generator.reading import put_records
from tests.support.constraints import compile_all
from tests.support.projects import TODAY, check_records, make_files
from tests.unit.cordis.test_merging import make_project, setting

HEAD = "summary:\n  en: Beams of muons.\nprogramme: HorizonEurope\n"
TAIL = "sources:\n  - url: https://example.org/muons\n    supports: Aims\nreviewed: 2026-11-20\n"
RECORDS = {
    "eu_projects/by-grant": f'acronym: Myons\n{HEAD}grant_agreement: "101094300"\n{TAIL}aliases:\n  - gone\n',
    "eu_projects/by-acronym": f"acronym: Beams\n{HEAD}{TAIL}",
}


def plan(*projects: Project, records: dict[str, str] | None = None) -> tuple[Outcome, ...]:
    texts = RECORDS if records is None else records
    checked = check_records(texts)
    assert checked.passed
    own = {place.partition("/")[2]: text for place, text in texts.items()}
    return plan_import(projects, Present(setting(), compile_all()["eu_projects"], checked.catalogue.records["eu_projects"], own))


def project(grant: str = "730871", acronym: str = "NEW", **facts: Any) -> Project:
    return replace(make_project(acronym=acronym, grant_agreement=grant, **facts), grant=grant)


def test_a_project_goes_to_the_record_of_its_grant() -> None:
    (found,) = plan(project("101094300", "MUONS"))
    assert (found.id, found.refusal) == ("by-grant", "")
    assert [conflict.path for conflict in found.conflicts] == ["acronym"]


def test_a_project_goes_to_the_record_of_its_acronym_that_has_no_grant() -> None:
    (found,) = plan(project("730871", "BEAMS"))
    assert found.id == "by-acronym"
    assert found.after is not None
    assert found.after["grant_agreement"] == "730871"


def test_a_project_that_is_nowhere_becomes_a_record() -> None:
    (found,) = plan(project())
    assert (found.id, found.before) == ("new", None)


def test_an_id_that_once_was_is_not_used_again() -> None:
    assert plan(project(acronym="Gone"))[0].id == "gone-730871"
    assert plan(project(acronym="by grant"))[0].id == "by-grant-730871"


REFUSED: list[tuple[Project, str]] = [
    (project("730871", "MYONS"), "the acronym is that of by-grant, which has the grant 101094300"),
    (project("730871", "Beams", programme="H2020"), "the acronym is that of by-acronym, which has no grant number and another programme"),
    (project("12", "X"), "'12' is no number of a grant agreement"),
    (project("../../etc", "X"), "'../../etc' is no number of a grant agreement"),
    (project(acronym=""), "it has no acronym"),
    (replace(project(), facts={"acronym": "NEW"}), "no programme of this catalogue is named"),
]


@pytest.mark.parametrize(("refused", "reason"), REFUSED)
def test_what_cannot_be_taken_in_is_refused_with_the_reason(refused: Project, reason: str) -> None:
    (found,) = plan(refused)
    assert (found.refusal, found.text) == (reason, None)


def test_two_projects_of_one_acronym_are_not_one() -> None:
    first, second = plan(project("730871"), project("730872"))
    assert (first.id, first.refusal) == ("new", "")
    assert second.refusal == "the acronym is that of new, which has the grant 730871"
    first, second = plan(project("730871", "Beams"), project("730872", "Beams"))
    assert (first.id, second.refusal) == ("by-acronym", "the acronym is that of by-acronym, which has the grant 730871")


def test_a_day_that_has_not_come_is_left_out() -> None:
    (found,) = plan(replace(project(), dated="2027-01-01"))
    assert found.after is not None
    assert "date" not in found.after["sources"][0]


# --- The check has the last word ------------------------------------------------------------------


def accept(*outcomes: Outcome, records: dict[str, str] | None = None) -> tuple[Outcome, ...]:
    texts = {tuple(place.split("/")): text.encode() for place, text in (RECORDS if records is None else records).items()}
    return refuse_unsound(put_records(make_files([]), texts), "eu_projects", outcomes, today=TODAY)  # type: ignore[arg-type]


def test_a_record_that_the_check_would_refuse_is_not_taken_in_and_others_are() -> None:
    bad, good = accept(*plan(project(title="A <b>bold</b> title"), project("730872", "GOOD")))
    assert bad.refusal.startswith("the check would refuse the record: title is plain text and holds '<b>'")
    assert (bad.text, good.refusal) == (None, "")
    assert good.text is not None


def test_a_record_that_would_become_wrong_stays_as_it_was() -> None:
    text = RECORDS["eu_projects/by-grant"].replace("programme", "start: 2028\nprogramme").replace("start: 2028", 'start: "2028"')
    (found,) = accept(*plan(project("101094300", "Myons"), records={"eu_projects/by-grant": text}), records={"eu_projects/by-grant": text})
    assert found.refusal == "the check would refuse the record: end: 2027-02-28 lies before the start 2028"
    assert (found.text, found.after) == (None, found.before)


def test_nothing_is_taken_in_where_another_record_would_become_wrong() -> None:
    (found,) = plan(project("730872", "Aaa"), records={})
    other = {"eu_projects/zzz": f"acronym: AAA\n{HEAD}{TAIL}"}
    with pytest.raises(AcceptanceError, match=r"after the import catalogue/eu_projects/zzz.yaml would be wrong: acronym"):
        accept(found, records=other)
