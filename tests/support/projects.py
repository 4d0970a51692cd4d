"""Make projects for tests: the real schemas and vocabularies with a few records of the test's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from generator.checking import Checked, check_project
from generator.diagnostics import Diagnostic
from generator.i18n import LANGUAGES, make_language
from generator.linking import resolve_links
from generator.publication import Publication
from generator.reading import ProjectFiles, SourceFile, read_phrases, read_project
from generator.rendering import make_renderer
from generator.views import PageMaker

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases"
TODAY = date(2026, 11, 22)
"""The day on which every test takes place."""
PUBLICATION = Publication("https://ipt.example/")
COLLECTIONS = ("technologies", "suppliers", "eu_projects", "units")
VOCABULARIES = "vocabularies"

COMPLETENESS = frozenset(("thin-summary", "thin-field", "single-publisher", "orphan", "needless-gap"))
"""Warnings that a record of few words earns whatever else it is about; ``test_completeness_rules`` asks for them."""

Content = str | bytes
"""What a file holds."""


@cache
def read_foundation() -> ProjectFiles:
    """Read the real schemas, vocabularies and CPV list, without any record."""
    return replace(read_project(ROOT), records={}, problems=())


def make_source(folder: str, id_: str, content: Content) -> SourceFile:
    """Make the file of one record or vocabulary."""
    data = content.encode() if isinstance(content, str) else content
    return SourceFile(id_, f"catalogue/{folder}/{id_}.yaml", data)


def make_files(sources: Iterable[SourceFile]) -> ProjectFiles:
    """Make the files of a project from the real foundation and sources; of two with one path the later stands."""
    by_path = {source.path: source for source in sources}
    folders: dict[str, list[SourceFile]] = {}
    for source in sorted(by_path.values(), key=lambda one: one.id):
        folders.setdefault(source.path.split("/")[1], []).append(source)
    foundation = read_foundation()
    vocabularies = {source.id: source for source in (*foundation.vocabularies, *folders.pop(VOCABULARIES, ()))}
    return replace(
        foundation,
        records={folder: tuple(found) for folder, found in folders.items()},
        vocabularies=tuple(vocabularies[name] for name in sorted(vocabularies)),
    )


def check_records(records: Mapping[str, Content], *, completeness: bool = False) -> Checked:
    """Check records given by place, such as ``technologies/alpide``, and no others."""
    places = ((place.partition("/"), content) for place, content in records.items())
    return _check(make_files(make_source(folder, id_, content) for (folder, _, id_), content in places), completeness=completeness)


def _check(files: ProjectFiles, *, completeness: bool = False) -> Checked:
    checked = check_project(files, today=TODAY)
    kept = (found for found in checked.diagnostics if completeness or found.code not in COMPLETENESS)
    return replace(checked, diagnostics=tuple(kept))


def read_case(folder: str, path: Path) -> SourceFile:
    """Read a case; its id is the name of the file with hyphens for underscores."""
    return make_source(folder, path.stem.replace("_", "-"), path.read_bytes())


@cache
def read_context() -> tuple[SourceFile, ...]:
    """Read the records that cases may refer to."""
    return tuple(read_case(path.parent.name, path) for path in sorted((CASES / "context").glob("*/*.yaml")))


def check_case(folder: str, path: Path) -> Checked:
    """Check one case among the records of the context; one with the id of such a record takes its place."""
    return check_source(read_case(folder, path))


def check_source(*sources: SourceFile) -> Checked:
    """Check files, most often a single one, among the records of the context."""
    return _check(make_files((*read_context(), *sources)))


def show_diagnostic(found: Diagnostic) -> str:
    """Show a diagnostic as the twins of the cases do: place, severity, code, message and hint in one line."""
    text = f"{found.location.line}:{found.location.column} {found.severity} {found.code} {found.message}"
    return f"{text}; {found.hint}" if found.hint else text


def show_all(diagnostics: Iterable[Diagnostic]) -> list[str]:
    """Show diagnostics of one file as the twins of the cases do."""
    return [show_diagnostic(found) for found in diagnostics]


def minimal(collection: str) -> str:
    """Return the text of the smallest valid record of a collection."""
    return (CASES / "valid" / collection / "minimal.yaml").read_text("utf-8")


def render_page(checked: Checked, collection: str, id_: str) -> str:
    """Render the page of one record in every language, with nothing around it."""
    record = checked.catalogue.records[collection][id_]
    html = ""
    for code in LANGUAGES:
        language = make_language(code, read_phrases(code))
        maker = PageMaker(checked.catalogue, resolve_links(checked.catalogue), language, built_on=TODAY, publication=PUBLICATION)
        html += make_renderer(language)("record", page=maker.make_page(record))
    return html
