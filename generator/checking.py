"""Check a project: from files to a catalogue, or to everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from generator.diagnostics import Diagnostic, has_errors, sort_diagnostics
from generator.memory import paused_collection
from generator.messages import explain_document
from generator.model import Catalogue, Record, Term, Vocabulary
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
from generator.source import Document, parse_document


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
        accepted = {}
        for file in files.records.get(collection.id, ()):
            document = _check_file(file, validator, diagnostics)
            if document is not None:
                accepted[file.id] = Record(collection.id, file.id, document)
        collections[collection.id] = collection
        records[collection.id] = MappingProxyType(accepted)
    catalogue = Catalogue(MappingProxyType(collections), MappingProxyType(records), vocabularies, files.cpv_labels)
    known = {(folder, file.id) for folder, sources in files.records.items() for file in sources}
    diagnostics.extend(check_catalogue(catalogue, known=known, today=today))
    count = len(files.vocabularies) + sum(map(len, files.records.values()))
    return Checked(catalogue, sort_diagnostics(diagnostics), count)


def _check_file(file: SourceFile, validator: Validator, diagnostics: list[Diagnostic]) -> Document | None:
    document, problems = parse_document(file.path, file.data)
    if document is not None:
        problems = explain_document(document, validator)
    diagnostics.extend(problems)
    return None if problems else document


def _check_vocabularies(files: ProjectFiles, diagnostics: list[Diagnostic]) -> Mapping[str, Vocabulary]:
    if "vocabulary" not in files.schemas:
        raise SchemaError("schemas/vocabulary.schema.json is missing")
    names = ("vocabulary", "common", "annotations")
    own = {name: files.schemas[name] for name in names if name in files.schemas}
    validator = compile_validator(resolve_schemas(own, {})["vocabulary"])
    vocabularies = {}
    for file in files.vocabularies:
        document = _check_file(file, validator, diagnostics)
        if document is not None:
            vocabularies[file.id] = _make_vocabulary(file.id, document)
    return MappingProxyType(vocabularies)


def _make_vocabulary(name: str, document: Document) -> Vocabulary:
    terms = {
        key: Term(key, term["name"], term.get("definition"), term.get("source"), term.get("deprecated", False))
        for key, term in document.value["terms"].items()
    }
    return Vocabulary(name, document.value["title"], document.value.get("description"), MappingProxyType(terms))
