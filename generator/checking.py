"""Check a project: from files to a catalogue, or to everything that is wrong with them."""

from __future__ import annotations

import marshal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Any

from generator.diagnostics import Diagnostic, Location, has_errors, sort_diagnostics
from generator.findings import Context
from generator.memory import paused_collection
from generator.messages import explain_document
from generator.model import Catalogue, Record, Term, Vocabulary
from generator.parallel import Advance, count_processors, run_tasks
from generator.reading import ProjectFiles, SourceFile
from generator.rules import check_catalogue
from generator.schema import (
    Collection,
    SchemaError,
    Validator,
    compile_validator,
    describe_collection,
    resolve_schemas,
)
from generator.source import parse_document


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found out."""

    catalogue: Catalogue
    """Every record that its schema accepts."""
    diagnostics: tuple[Diagnostic, ...]
    files: int
    """Number of files that were looked at."""

    @property
    def passed(self) -> bool:
        """Tell whether a site may be built from the catalogue."""
        return not has_errors(self.diagnostics)


@paused_collection()
def check_project(files: ProjectFiles, *, today: date) -> Checked:
    """Check every file against policy, schema and rules. Raises ``SchemaError`` when a schema itself is broken."""
    diagnostics = list(files.problems)
    vocabularies = _check_vocabularies(files, diagnostics)
    terms: dict[str, tuple[str, ...] | None] = {file.id: None for file in files.vocabularies}
    terms |= {name: tuple(vocabulary.terms) for name, vocabulary in vocabularies.items()}
    schemas = resolve_schemas(files.schemas, terms)
    cpv_codes = frozenset(files.cpv_labels)
    collections: dict[str, Collection] = {}
    records: dict[str, Mapping[str, Record]] = {}
    described = [describe_collection(name, schema) for name, schema in schemas.items() if "x-collection" in schema]
    for collection in sorted(described, key=lambda one: (one.order, one.id)):
        validator = compile_validator(collection.schema, cpv_codes=cpv_codes)
        sources = files.records.get(collection.id, ())
        accepted = {}
        for file, (values, problems) in zip(sources, _judge_files(sources, validator), strict=True):
            diagnostics.extend(problems)
            if values is not None:
                accepted[file.id] = Record(collection.id, file.id, file.path, values)
        collections[collection.id] = collection
        records[collection.id] = MappingProxyType(accepted)
    catalogue = Catalogue(MappingProxyType(collections), MappingProxyType(records), vocabularies, files.cpv_labels)
    data = {(folder, file.id): file.data for folder, sources in files.records.items() for file in sources}
    diagnostics.extend(check_catalogue(Context(catalogue, set(data), data, today)))
    return Checked(catalogue, sort_diagnostics(diagnostics), len(files.vocabularies) + len(data))


_Judged = tuple[Any, tuple[Diagnostic, ...]]
"""The values of a file that was accepted, or ``None``, and its problems."""


def _judge_file(file: SourceFile, validator: Validator) -> _Judged:
    document, problems = parse_document(file.path, file.data)
    if document is None:
        return None, problems
    problems = explain_document(document, validator)
    return (None if problems else document.value), problems


_MANY = 2000
"""Number of files from which it pays to judge them in several processes."""


def _judge_files(files: Sequence[SourceFile], validator: Validator) -> list[_Judged]:
    """Judge every file by itself, in their order."""
    shares = count_processors() if len(files) >= _MANY else 1
    if shares == 1:
        return [_judge_file(file, validator) for file in files]
    size = -(-len(files) // shares)
    tasks = [partial(_judge_share, files[start : start + size], validator) for start in range(0, len(files), size)]
    judged = [marshal.loads(share) for share in run_tasks(tasks, lambda _: None)]  # noqa: S302 - made by this very program
    return [
        (values, tuple(Diagnostic(path, Location(*place), *rest) for path, place, *rest in problems))
        for share in judged
        for values, problems in share
    ]


def _judge_share(files: Sequence[SourceFile], validator: Validator, _: Advance) -> bytes:
    """Judge files in a process of their own; ``marshal`` carries plain values back ten times as fast as ``pickle``."""
    judged = []
    for file in files:
        values, problems = _judge_file(file, validator)
        judged.append((values, [(one.path, (one.location.line, one.location.column), one.code, one.message, one.hint) for one in problems]))
    return marshal.dumps(judged)


def _check_vocabularies(files: ProjectFiles, diagnostics: list[Diagnostic]) -> Mapping[str, Vocabulary]:
    if "vocabulary" not in files.schemas:
        raise SchemaError("schemas/vocabulary.schema.json is missing")
    names = ("vocabulary", "common", "annotations")
    own = {name: files.schemas[name] for name in names if name in files.schemas}
    validator = compile_validator(resolve_schemas(own, {})["vocabulary"])
    vocabularies = {}
    for file in files.vocabularies:
        values, problems = _judge_file(file, validator)
        diagnostics.extend(problems)
        if values is not None:
            vocabularies[file.id] = _make_vocabulary(file.id, values)
    return MappingProxyType(vocabularies)


def _make_vocabulary(name: str, values: Mapping[str, Any]) -> Vocabulary:
    terms = {
        key: Term(key, term["name"], term.get("definition"), term.get("source"), term.get("deprecated", False))
        for key, term in values["terms"].items()
    }
    return Vocabulary(name, values["title"], values.get("description"), MappingProxyType(terms))
