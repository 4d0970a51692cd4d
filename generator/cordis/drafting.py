"""Draft the record of a project that the catalogue does not have, of nothing but what CORDIS says."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.cordis.codes import CERN_NAME
from generator.cordis.facts import FACTS, find_value, page_of, write_names
from generator.cordis.projects import Project
from generator.description import Collection
from generator.editor_schemas import name_editor_schema
from generator.i18n import Language
from generator.naming import make_id
from generator.yaml_text import write_record


@dataclass(frozen=True, slots=True)
class Setting:
    """What records are written for."""

    collection: Collection
    languages: Sequence[Language]
    today: str
    """Day, as in ISO 8601."""


def draft_record(project: Project, given: Mapping[str, Any], setting: Setting) -> tuple[str, dict[str, Any]]:
    """Return the text of the file and the values of a new record; ``given`` holds the facts as a record states them."""
    names = [fact.names[0] for fact in FACTS if find_value(given, fact.path) is not None]
    source = {"url": page_of(project.grant), "supports": write_names(names)} | ({"date": project.dated} if project.dated else {})
    summary = summarise(given, setting.languages)
    stated = {**given, "summary": summary, "sources": [source], "reviewed": setting.today}
    values = {field.key: stated[field.key] for field in setting.collection.fields if stated.get(field.key) is not None}
    return write_record(values, schema=f"../../{name_editor_schema(setting.collection.id)}"), values


def choose_id(project: Project, taken: Container[str]) -> str:
    """Choose the id of a new record: the acronym, with the number of the grant where it is taken or says nothing."""
    name = make_id(project.acronym)
    return name if name and name not in taken else make_id(f"{name[:50]} {project.grant}")


def summarise(values: Mapping[str, Any], languages: Sequence[Language]) -> dict[str, str] | None:
    """Say in a sentence of each language what the facts of a project are; ``None`` without a programme that has words for it."""
    key = f"cordis.projects.{values.get('programme')}"
    if any(key not in language.phrases for language in languages):
        return None
    return {language.code: f"{', '.join((language.say(key), *_list_parts(values, language)))}." for language in languages}


def _list_parts(values: Mapping[str, Any], language: Language) -> Iterator[str]:
    start, end = str(values.get("start", ""))[:4], str(values.get("end", ""))[:4]
    if start and end:
        yield start if start == end else f"{start}–{end}"
    count = len(values.get("participants", ()))
    if values.get("cern_role") == "coordinator":
        yield language.say("cordis.coordinated")
        if count > 1:
            yield language.count("cordis.partners", count - 1)
    elif any(one["name"] == CERN_NAME for one in values.get("participants", ())):
        yield language.count("cordis.among", count)
    elif count:
        yield language.count("cordis.organisations", count)
