"""Plan an import: which record a project belongs to, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from generator.cordis.drafting import Setting, choose_id, draft_record
from generator.cordis.facts import GRANT
from generator.cordis.fitting import fit_facts
from generator.cordis.merging import Conflict, merge_record
from generator.cordis.projects import Project
from generator.model import Record
from generator.schema import Validator


@dataclass(frozen=True, slots=True)
class Present:
    """What the collection holds before an import."""

    setting: Setting
    validator: Validator
    records: Mapping[str, Record]
    texts: Mapping[str, str]
    """The texts of the records, by id."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of the record of one project."""

    project: Project
    id: str = ""
    """Empty where there is none, and ``refusal`` says why."""
    before: Mapping[str, Any] | None = None
    """Values of the record until now; ``None`` where it is new."""
    after: Mapping[str, Any] | None = None
    text: str | None = None
    """What the file shall hold; ``None`` where it stays as it is."""
    conflicts: tuple[Conflict, ...] = ()
    remarks: tuple[str, ...] = ()
    refusal: str = ""
    """Why nothing of the project is taken in, as a clause."""


def plan_import(projects: Iterable[Project], present: Present) -> tuple[Outcome, ...]:
    """Plan what becomes of each project, in their order."""
    taken = _Taken(present.records.values())
    return tuple(_plan(project, present, taken) for project in projects)


class _Taken:
    """The ids, numbers of grants and acronyms that belong to a record."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.ids: set[str] = set()
        self.by_grant: dict[str, str] = {}
        self.by_acronym: dict[str, str] = {}
        self.grants: dict[str, str] = {}
        for record in records:
            self.ids.update(record.values.get("aliases", ()))
            self.claim(record.id, record.values.get("acronym", ""), record.values.get("grant_agreement"))

    def claim(self, id_: str, acronym: str, grant: str | None) -> None:
        self.ids.add(id_)
        self.by_acronym.setdefault(acronym.casefold(), id_)
        if grant is not None:
            self.by_grant.setdefault(grant, id_)
            self.grants[id_] = grant


def _plan(project: Project, present: Present, taken: _Taken) -> Outcome:
    if project.dated > present.setting.today:
        project = replace(project, dated="")
    refusal = next(_find_refusals(project), "")
    known = taken.by_grant.get(project.grant)
    same = taken.by_acronym.get(project.acronym.casefold())
    if not refusal and known is None and same is not None:
        if same in taken.grants:
            refusal = f"the acronym is that of {same}, which has the grant {taken.grants[same]}"
        elif present.records[same].values["programme"] != project.facts.get("programme"):
            refusal = f"the acronym is that of {same}, which has no grant number and another programme"
        else:
            known = same
    if refusal:
        return Outcome(project, refusal=refusal)
    given, remarks = fit_facts(project, present.setting.collection, present.validator)
    if known is not None:
        taken.claim(known, project.acronym, project.grant)
        return _merge(project, given, remarks, present, known)
    id_ = choose_id(project, taken.ids)
    taken.claim(id_, project.acronym, project.grant)
    text, values = draft_record(project, given, present.setting)
    return Outcome(project, id_, None, values, text, remarks=remarks)


def _find_refusals(project: Project) -> Iterator[str]:
    if not GRANT.fullmatch(project.grant):
        yield f"{project.grant!r} is no number of a grant agreement"
    if not project.acronym:
        yield "it has no acronym"
    if "programme" not in project.facts:
        yield "no programme of this catalogue is named"


def _merge(project: Project, given: Mapping[str, Any], remarks: tuple[str, ...], present: Present, id_: str) -> Outcome:
    values, text = present.records[id_].values, present.texts[id_]
    merged = merge_record(text, values, project, given, present.setting)
    changed = merged.text if merged.text != text else None
    return Outcome(project, id_, values, merged.values, changed, merged.conflicts, (*remarks, *merged.remarks))
