"""Check a project: from files to a catalogue, or to everything that is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Any

from generator.characters import decode_text
from generator.description import Collection, describe_collection
from generator.diagnostics import Diagnostic, has_errors, sort_diagnostics
from generator.findings import Context, Refused
from generator.linking import find_references
from generator.memory import paused_collection
from generator.messages import explain_document
from generator.model import Catalogue, Record, Term, Vocabulary
from generator.parallel import Advance, count_processors, run_tasks
from generator.reading import VOCABULARIES, ProjectFiles, SourceFile
from generator.rules import CATALOGUE_RULES, RECORD_RULES, apply_rules
from generator.schema import Schema, SchemaError, Validator, compile_validator, resolve_schemas
from generator.source import parse_document


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found out."""

    catalogue: Catalogue
    """Every record that its schema accepts."""
    diagnostics: tuple[Diagnostic, ...]
    files: int
    """Number of files that were looked at."""
    sources: Mapping[str, bytes]
    """The bytes of each file that has a problem, by its path, so that the place can be shown."""

    @property
    def passed(self) -> bool:
        """Tell whether a site may be built from the catalogue."""
        return not has_errors(self.diagnostics)


@paused_collection()
def check_project(files: ProjectFiles, *, today: date) -> Checked:
    """Check every file against policy, schema and rules. Raises ``SchemaError`` when a schema itself is broken."""
    diagnostics = list(files.problems)
    vocabularies = _check_vocabularies(files, diagnostics)
    schemas = _resolve(files, vocabularies)
    cpv_codes = frozenset(files.cpv_labels)
    collections: dict[str, Collection] = {}
    records: dict[str, Mapping[str, Record]] = {}
    refused: list[SourceFile] = []
    described = [describe_collection(name, schema) for name, schema in schemas.items() if "x-collection" in schema]
    for collection in sorted(described, key=lambda one: (one.order, one.id)):
        judge = _Judge(collection, compile_validator(collection.schema, cpv_codes=cpv_codes), today)
        sources = files.records.get(collection.id, ())
        values, problems = _judge_files(judge, sources)
        diagnostics.extend(problems)
        accepted = {
            file.id: Record(collection.id, file.id, file.path, found)
            for file, found in zip(sources, values, strict=True)
            if found is not None
        }
        refused += (file for file, found in zip(sources, values, strict=True) if found is None)
        collections[collection.id] = collection
        records[collection.id] = MappingProxyType(accepted)
    catalogue = Catalogue(MappingProxyType(collections), MappingProxyType(records), vocabularies, files.cpv_labels)
    data = {(folder, file.id): file.data for folder, sources in files.records.items() for file in sources}
    references = tuple(
        (record, place, target) for record in catalogue.all_records() for _, place, target in find_references(catalogue, record)
    )
    context = Context(catalogue, set(data), data, today, references, _describe_refused(files, refused))
    diagnostics.extend(apply_rules(CATALOGUE_RULES, context))
    concerned = {found.path for found in diagnostics}
    shown = {source.path: source.data for source in files.list_sources() if source.path in concerned}
    return Checked(catalogue, sort_diagnostics(diagnostics), len(files.vocabularies) + len(data), shown)


_MAY_BE_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def _describe_refused(files: ProjectFiles, refused: Iterable[SourceFile]) -> Refused:
    """Find what the files that were not read or not accepted may be meant for, and may name."""
    words: set[str] = set()
    readable = not files.problems
    for file in refused:
        text, _ = decode_text(file.path, file.data)
        readable = readable and text is not None
        words.update(_MAY_BE_ID.findall((text or "").lower().replace("_", "-")))
    return Refused(files.unread, frozenset(words) if readable else None)


def compile_validators(files: ProjectFiles) -> dict[str, Validator]:
    """Compile what judges the files of each folder, vocabularies too. Raises ``SchemaError`` when a schema is broken."""
    schemas = _resolve(files, _check_vocabularies(files, []))
    cpv_codes = frozenset(files.cpv_labels)
    folders = {name: compile_validator(schema, cpv_codes=cpv_codes) for name, schema in schemas.items() if "x-collection" in schema}
    return {**folders, VOCABULARIES: _compile_vocabulary(files)}


def _resolve(files: ProjectFiles, vocabularies: Mapping[str, Vocabulary]) -> dict[str, Schema]:
    terms: dict[str, tuple[str, ...] | None] = dict.fromkeys((*files.unread, *(file.id for file in files.vocabularies)))
    terms |= {name: tuple(vocabulary.terms) for name, vocabulary in vocabularies.items()}
    return resolve_schemas(files.schemas, terms)


_Judged = tuple[list[Any], list[Diagnostic]]
"""The values of every file, or ``None`` for one that is refused; and the problems of them all."""


@dataclass(frozen=True, slots=True)
class _Judge:
    """What it takes to judge the files of a collection each by itself."""

    collection: Collection
    validator: Validator
    today: date

    def judge(self, files: Sequence[SourceFile], _: Advance | None = None) -> _Judged:
        """Judge files against policy, schema and the rules that look at one record at a time."""
        values = []
        diagnostics: list[Diagnostic] = []
        accepted = {}
        for file in files:
            found, problems = _accept(file, self.validator)
            values.append(found)
            diagnostics.extend(problems)
            if found is not None:
                accepted[file.id] = Record(self.collection.id, file.id, file.path, found)
        name = self.collection.id
        part = Catalogue({name: self.collection}, {name: accepted}, {}, {})
        sources = {(name, file.id): file.data for file in files}
        diagnostics.extend(apply_rules(RECORD_RULES, Context(part, set(), sources, self.today)))
        return values, diagnostics


_MANY = 2000
"""Number of files from which it pays to judge them in several processes."""


def _judge_files(judge: _Judge, files: Sequence[SourceFile]) -> _Judged:
    """Judge every file by itself, in their order."""
    shares = count_processors() if len(files) >= _MANY else 1
    if shares == 1:
        return judge.judge(files)
    size = -(-len(files) // shares)
    tasks = [partial(judge.judge, files[start : start + size]) for start in range(0, len(files), size)]
    values: list[Any] = []
    diagnostics: list[Diagnostic] = []
    for found, problems in run_tasks(tasks, lambda _: None):
        values += found
        diagnostics += problems
    return values, diagnostics


def _accept(file: SourceFile, validator: Validator) -> tuple[Any, tuple[Diagnostic, ...]]:
    """Return the values of a file and no problem, or ``None`` and its problems."""
    document, problems = parse_document(file.path, file.data)
    if document is None:
        return None, problems
    problems = explain_document(document, validator)
    return (None if problems else document.value), problems


def _compile_vocabulary(files: ProjectFiles) -> Validator:
    if "vocabulary" not in files.schemas:
        raise SchemaError("schemas/vocabulary.schema.json is missing")
    names = ("vocabulary", "common", "annotations")
    own = {name: files.schemas[name] for name in names if name in files.schemas}
    return compile_validator(resolve_schemas(own, {})["vocabulary"])


def _check_vocabularies(files: ProjectFiles, diagnostics: list[Diagnostic]) -> Mapping[str, Vocabulary]:
    validator = _compile_vocabulary(files)
    vocabularies = {}
    for file in files.vocabularies:
        values, problems = _accept(file, validator)
        diagnostics.extend(problems)
        if values is not None:
            vocabularies[file.id] = _make_vocabulary(file.id, values)
    return MappingProxyType(vocabularies)


def _make_vocabulary(name: str, values: Mapping[str, Any]) -> Vocabulary:
    terms = {
        key: Term(
            id=key,
            name=term["name"],
            definition=term.get("definition"),
            forms={code: tuple(forms) for code, forms in term.get("forms", {}).items()},
            source=term.get("source"),
            deprecated=term.get("deprecated", False),
            may=tuple(term.get("may", ())),
            must=tuple(term.get("must", ())),
            may_not=tuple(term.get("may_not", ())),
        )
        for key, term in values["terms"].items()
    }
    return Vocabulary(name, values["title"], values.get("description"), MappingProxyType(terms))
