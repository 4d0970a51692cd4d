"""``ipt import issue-form``: a record made of what somebody wrote into a form."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console

from generator.checking import Checked, check_project
from generator.commands.shell import CLEAN, PROBLEMS, read_today
from generator.diagnostics import Diagnostic, Severity
from generator.form_records import AnswerError, Present, make_draft
from generator.issue_forms import MAX_CHARACTERS, read_answers
from generator.reading import ProjectError, ProjectFiles, put_records, read_forms, read_project

NAME = "issue-form"
HELP = "make a record of the answers to an issue form"
DESCRIPTION = """\
Make a record of the answers to an issue form, or say what is missing. The path of the file that was written
is printed; a file is written only if the check finds no error in it.
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("file", type=Path, metavar="FILE", help="text of an issue that was made with a form, as GitHub writes it")


def run(options: argparse.Namespace, _: Console) -> int:
    """Write the record and print its path; answers that make none give the exit code 1."""
    root: Path = options.root
    files = read_project(root)
    checked = check_project(files, today=read_today())
    answers = read_answers(_read_body(options.file), read_forms(root))
    if answers is None:
        return _refuse(["these are not the answers to one of the forms, or a heading is missing"])
    if answers.problems:
        return _refuse(answers.problems)
    try:
        draft = make_draft(answers, _describe_present(files, checked))
    except AnswerError as error:
        return _refuse([str(error)])
    path = f"catalogue/{draft.reference[0]}/{draft.reference[1]}.yaml"
    after = check_project(put_records(files, {draft.reference: draft.text.encode()}), today=read_today())
    before = {(found.path, found.code, found.message) for found in checked.diagnostics}
    new = [found for found in after.diagnostics if found.path == path or (found.path, found.code, found.message) not in before]
    if errors := [found for found in new if found.severity is Severity.ERROR]:
        return _refuse(map(_say, errors))
    (root / path).write_text(draft.text, "utf-8")
    for found in new:
        print(f"warning: {_say(found)}", file=sys.stderr)
    print(path)
    return CLEAN


def _refuse(problems: Iterable[str]) -> int:
    for problem in problems:
        print(f"- {problem}")
    return PROBLEMS


def _say(found: Diagnostic) -> str:
    return f"{found.message}; {found.hint}" if found.hint else found.message


def _read_body(path: Path) -> str:
    """Read the text of an issue. Raises ``ProjectError``."""
    try:
        with path.open("rb") as file:
            return file.read(4 * MAX_CHARACTERS).decode("utf-8", "replace")
    except OSError as error:
        raise ProjectError(f"{path} cannot be read: {error.strerror}") from error


def _describe_present(files: ProjectFiles, checked: Checked) -> Present:
    records = {(folder, file.id): file.data.decode("utf-8", "replace") for folder, found in files.records.items() for file in found}
    aliases = {(one.collection, alias) for one in checked.catalogue.all_records() for alias in one.values.get("aliases", ())}
    return Present(checked.catalogue.collections, records, frozenset(aliases), read_today().isoformat())
