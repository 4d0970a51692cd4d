"""Turn the answers to an issue form into the text of a record: a new one, or one that exists with a change."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.description import Collection, Field
from generator.editor_schemas import name_editor_schema
from generator.issue_forms import Answers
from generator.model import Reference
from generator.naming import make_id
from generator.reading import judge_id
from generator.source import parse_document
from generator.yaml_text import PlaceError, append_item, insert_key, replace_value, write_record

_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,6})?")
_OWN = frozenset(("id", "page", "field", "value"))
"""Questions that ask for no field."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The file that answers make; its text is checked like any other before it is kept."""

    reference: Reference
    text: str


@dataclass(frozen=True, slots=True)
class Present:
    """What there is already, as far as answers can be about it."""

    collections: Mapping[str, Collection]
    records: Mapping[Reference, str]
    """The texts of all records."""
    aliases: frozenset[Reference]
    today: str


class AnswerError(Exception):
    """Answers make no record; the message says why, in a sentence."""


def make_draft(answers: Answers, present: Present) -> Draft:
    """Make the file that answers ask for. Raises ``AnswerError``."""
    names = [label for label in answers.form.labels if label in present.collections]
    if names:
        return _make_new(answers, present.collections[names[0]], present)
    reference = _find_record(str(answers.given["page"]), present)
    try:
        text, wanted = _change(answers, reference, present)
    except PlaceError as error:
        raise AnswerError(f"this record cannot be changed by a form: {error}; change its file by hand") from error
    _read_back(text, wanted)
    return Draft(reference, text)


# --- New records ----------------------------------------------------------------------------------


def _make_new(answers: Answers, collection: Collection, present: Present) -> Draft:
    name = answers.given.get(f"{collection.name}.en") or answers.given.get(collection.name, "")
    id_ = str(answers.given.get("id") or make_id(str(name)))
    fault = judge_id(id_)
    if fault is not None:
        raise AnswerError("; ".join(fault))
    reference = (collection.id, id_)
    if reference in present.records or reference in present.aliases:
        raise AnswerError(f"the id {id_!r} is taken; choose another one, or use the form for corrections")
    values: dict[str, Any] = {}
    for path, answer in answers.given.items():
        if path not in _OWN:
            _put(values, path, _convert(path, answer, collection))
    values["reviewed"] = present.today
    order = [field.key for field in collection.fields]
    values = {key: values[key] for key in order if key in values}
    text = write_record(values, schema=f"../../{name_editor_schema(collection.id)}")
    _read_back(text, values)
    return Draft(reference, text)


def _put(values: dict[str, Any], path: str, value: Any) -> None:
    *parents, last = path.split(".")
    for key in parents:
        values = values.setdefault(key, {})
    values[last] = value


def _convert(path: str, answer: str | tuple[str, ...], collection: Collection) -> Any:
    """Convert an answer to what its field takes."""
    parent, _, key = path.rpartition(".")
    field = collection.by_path.get(path)
    if field is None and key in ("en", "fr") and parent in collection.by_path:
        return str(answer) if collection.by_path[parent].kind == "markdown" else _join_lines(str(answer))
    if field is None:
        raise AnswerError(f"{path!r} is no field of {collection.id}")
    if isinstance(answer, tuple):
        return [_convert_one(field.items or field, term) for term in answer]
    if path == "sources":
        return list(_read_sources(answer))
    if field.items is not None:
        return [_convert_line(field.items, line.strip()) for line in answer.split("\n") if line.strip()]
    return _convert_one(field, answer)


def _convert_line(field: Field, line: str) -> Any:
    """Convert a line to an item of a list; in a text of two languages, French stands after a vertical bar."""
    if field.kind != "localized":
        return _convert_one(field, line)
    english, _, french = (part.strip() for part in line.partition("|"))
    return {"en": english} | ({"fr": french} if french else {})


def _convert_one(field: Field, text: str) -> Any:
    line = _join_lines(text)
    if (field.whole or field.kind in ("number", "money")) and _NUMBER.fullmatch(line):
        return float(line) if "." in line else int(line)
    if field.kind == "flag" and line in ("true", "false"):
        return line == "true"
    return line


def _join_lines(text: str) -> str:
    return " ".join(text.split())


def _read_sources(answer: str) -> Iterator[Mapping[str, str]]:
    """Yield a source for each line: its address, and after a space what it states. Raises ``AnswerError``."""
    for line in filter(None, map(str.strip, answer.split("\n"))):
        address, _, supports = line.removeprefix("- ").partition(" ")
        supports = supports.strip(" \t-–—:")
        if not address.startswith("https://") or not supports:
            raise AnswerError(f"sources: {line!r} is not an address that begins with https://, a space, and what the page states")
        yield {"url": address, "supports": supports}


# --- Changes --------------------------------------------------------------------------------------


def _find_record(page: str, present: Present) -> Reference:
    """Find the record that a page shows, by its address. Raises ``AnswerError``."""
    path = page.strip().split("#")[0].split("?")[0].rstrip("/").removesuffix("/index.html")
    *_, url, id_ = ("", "", *path.split("/"))
    for collection in present.collections.values():
        if collection.url == url and (collection.id, id_) in present.records:
            return collection.id, id_
    raise AnswerError(f"{page!r} is not the address of the page of a record, such as /technologies/white-rabbit/")


def _change(answers: Answers, reference: Reference, present: Present) -> tuple[str, Any]:
    """Return the changed text of a record and the values that it must have."""
    collection, text = present.collections[reference[0]], present.records[reference]
    document, _ = parse_document("", text.encode())
    if document is None or not isinstance(document.value, dict):
        raise AnswerError("the record cannot be read as it is; ipt check says why")
    wanted = copy.deepcopy(document.value)
    order = [field.key for field in collection.fields]
    if "field" in answers.given:
        path = str(answers.given["field"]).strip("` ")
        value = _convert(path, str(answers.given["value"]), collection)
        text = replace_value(text, tuple(path.split(".")), value)
        _put(wanted, path, value)
        for source in _read_sources(str(answers.given["sources"])):
            if source["url"] not in {known["url"] for known in wanted["sources"]}:
                text = append_item(text, "sources", source)
                wanted["sources"].append(source)
        text = replace_value(text, ("reviewed",), present.today)
        wanted["reviewed"] = present.today
        return text, wanted
    if "status" in wanted:
        raise AnswerError(f"the record is already marked: status: {wanted['status']}")
    note = {code: _join_lines(str(answers.given[f"status_note.{code}"])) for code in ("en", "fr") if f"status_note.{code}" in answers.given}
    for key, value in (("status", "withdrawn"), ("status_note", note)):
        text = insert_key(text, key, value, order=order)
        wanted[key] = value
    return text, wanted


def _read_back(text: str, wanted: Any) -> None:
    """Hold that a text says what was meant and nothing else. Raises ``AnswerError``."""
    document, problems = parse_document("", text.encode("utf-8", "replace"))
    if document is None:
        raise AnswerError("; ".join(f"{problem.message}: {problem.hint}" for problem in problems))
    if document.value != wanted:
        raise AnswerError("the answers cannot be written as a record; write the file by hand")
