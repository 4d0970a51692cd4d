"""``ipt import cordis``: records of EU projects from the bulk data of CORDIS."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from rich.console import Console

from generator.change_formats import join_text
from generator.change_words import Wording
from generator.changes import ChangeKind, FieldChange, RecordChange, compare_values
from generator.checking import Checked, check_project, compile_validators
from generator.commands.shell import CLEAN, PROBLEMS, print_problems, read_today
from generator.cordis.accepting import refuse_unsound
from generator.cordis.bulk import Bundle, open_bulk, watch_reading
from generator.cordis.codes import CERN
from generator.cordis.drafting import Setting
from generator.cordis.facts import FACTS
from generator.cordis.gathering import Gathered, Tables, choose_projects, gather_projects
from generator.cordis.planning import Outcome, Present, plan_import
from generator.i18n import LANGUAGES, make_language
from generator.naming import check_collection
from generator.problems import Report, summarise
from generator.progress import TerminalProgress
from generator.quoting import show_unprintable
from generator.reading import ProjectFiles, read_phrases, read_project, read_site_url
from generator.rewriting import apply_changes

NAME = "cordis"
HELP = "take in EU projects from the bulk data of CORDIS"
DESCRIPTION = """\
Find the projects in which an organisation takes part, write a record of each that the catalogue does not have, and
bring the facts of the others up to date. What somebody wrote stays; where CORDIS says something else, both are told.

exit codes: 0 done; 1 something was not taken in, or no project was found
"""
_MEGABYTE = 1_000_000
_FACTS = frozenset(fact.path for fact in FACTS)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("source", type=Path, metavar="SOURCE", help="zip or folder of the bulk data (CSV, JSON or XLSX)")
    parser.add_argument(
        "--organisation", type=_read_code, default=CERN, metavar="PIC", help="code of the organisation (default: %(default)s, CERN)"
    )
    parser.add_argument("--collection", default="eu_projects", metavar="NAME", help="folder of the records (default: %(default)s)")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, and write nothing")


def run(options: argparse.Namespace, console: Console) -> int:
    """Read, merge, say what was done, and write; nothing is written before everything is known."""
    files = read_project(options.root)
    checked = check_project(files, today=read_today())
    check_collection(checked.catalogue, options.collection)
    if not checked.passed:
        print_problems(Report(checked.diagnostics, (), checked.sources, read_site_url(options.root)))
        print(f"{summarise(checked.diagnostics, files=checked.files)}; nothing was imported", file=sys.stderr)
        return PROBLEMS
    notes: list[str] = []
    gathered = _read(options.source, options.organisation, TerminalProgress(console), notes.append)
    planned = plan_import(gathered.projects, _describe_present(files, checked, options.collection))
    outcomes = refuse_unsound(files, options.collection, planned, today=read_today())
    wording = Wording(checked.catalogue.collections, _name_records(checked))
    for outcome in outcomes:
        if lines := list(_say(outcome, options.collection, wording)):
            print("\n".join((*lines, "")))
    for note in dict.fromkeys(notes):
        print(note, file=sys.stderr)
    if not options.dry_run:
        written = {f"catalogue/{options.collection}/{one.id}.yaml": one.text.encode() for one in outcomes if one.text is not None}
        apply_changes(options.root, written)
    print(_sum_up(outcomes, gathered, options.organisation, dry_run=options.dry_run), file=sys.stderr)
    return PROBLEMS if not outcomes or any(outcome.refusal for outcome in outcomes) else CLEAN


def _read_code(text: str) -> str:
    if not re.fullmatch(r"[0-9]{9}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no code of an organisation (PIC), which has nine digits")
    return text


# --- Reading --------------------------------------------------------------------------------------


def _read(source: Path, organisation: str, progress: TerminalProgress, tell: Callable[[str], None]) -> Gathered:
    """Read the projects of an organisation, with a display of how far it is. Raises ``SourceError``."""
    with open_bulk(source) as bundles:
        total = sum(bundle.tables["organization"].size for bundle in bundles)
        with progress.stage("choose", total // _MEGABYTE) as advance:
            chosen = choose_projects(_watch(bundles, advance), organisation, tell)
        total = sum(table.size for bundle in bundles for table in bundle.tables.values())
        with progress.stage("gather", total // _MEGABYTE) as advance:
            return gather_projects(_watch(bundles, advance), chosen, tell)


def _watch(bundles: Sequence[Bundle], advance: Callable[[int], None]) -> list[Tables]:
    """Return the tables so that reading them advances a display, which counts megabytes."""
    read = 0

    def count(size: int) -> None:
        nonlocal read
        advance((read + size) // _MEGABYTE - read // _MEGABYTE)
        read += size

    return [{name: watch_reading(table, count) for name, table in bundle.tables.items()} for bundle in bundles]


def _describe_present(files: ProjectFiles, checked: Checked, collection: str) -> Present:
    languages = tuple(make_language(code, read_phrases(code)) for code in LANGUAGES)
    return Present(
        setting=Setting(checked.catalogue.collections[collection], languages, read_today().isoformat()),
        validator=compile_validators(files)[collection],
        records=checked.catalogue.records[collection],
        texts={file.id: file.data.decode() for file in files.records.get(collection, ())},
    )


# --- Saying what was done -------------------------------------------------------------------------


def _name_records(checked: Checked) -> dict[tuple[str, str], dict[str, object]]:
    """Return what gives records and terms their names."""
    vocabularies = {
        ("vocabularies", name): {"terms": {term.id: {"name": term.name} for term in vocabulary.terms.values()}}
        for name, vocabulary in checked.catalogue.vocabularies.items()
    }
    return vocabularies | {record.reference: dict(record.values) for record in checked.catalogue.all_records()}


def _say(outcome: Outcome, collection: str, wording: Wording) -> Iterator[str]:
    """Yield the lines about a record; none where nothing is to be said."""
    lines = [*_say_changes(outcome, collection, wording), *(f"  {show_unprintable(remark)}" for remark in outcome.remarks)]
    if outcome.refusal:
        name = show_unprintable(f"{outcome.project.acronym or 'a project'} ({outcome.project.grant})")
        yield f"Not taken in: {name}: {show_unprintable(outcome.refusal)}"
    elif lines:
        kind = ChangeKind.CHANGED if outcome.before is not None else ChangeKind.ADDED
        yield join_text(wording.say_record(RecordChange(collection, outcome.id, kind, outcome.before, outcome.after)))
        yield from lines


def _say_changes(outcome: Outcome, collection: str, wording: Wording) -> Iterator[str]:
    before, after = outcome.before or {}, outcome.after or {}
    for key in after if outcome.text is not None else ():
        if key not in before and (key,) in _FACTS:
            changes: tuple[FieldChange, ...] = (FieldChange(key, ChangeKind.ADDED, None, after[key]),)
        else:
            changes = compare_values({key: before.get(key)}, {key: after[key]})
        yield from (f"  {join_text(wording.say_field(collection, one))}" for one in changes)
    for conflict in outcome.conflicts:
        change = FieldChange(conflict.path, ChangeKind.CHANGED, conflict.stands, conflict.given)
        yield f"  {join_text(wording.say_kept(collection, change, 'CORDIS'))}"


def _sum_up(outcomes: Sequence[Outcome], gathered: Gathered, organisation: str, *, dry_run: bool) -> str:
    written = [outcome for outcome in outcomes if outcome.text is not None]
    new = sum(outcome.before is None for outcome in written)
    refused = sum(bool(outcome.refusal) for outcome in outcomes)
    same = len(outcomes) - len(written) - refused
    conflicts = sum(len(outcome.conflicts) for outcome in outcomes)
    would = "would be " if dry_run else ""
    return (
        f"{len(outcomes):,} of {gathered.seen:,} projects are those of {organisation}: {new:,} {would}new, "
        f"{len(written) - new:,} {would}changed, {same:,} as they are, {refused:,} not taken in; "
        f"values that stay although CORDIS has others: {conflicts:,}"
    )
