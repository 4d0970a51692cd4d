"""``ipt new``: a record to fill in."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping

from rich.console import Console

from generator.checking import check_project
from generator.commands.shell import CLEAN, PROBLEMS, read_today
from generator.description import Collection
from generator.diagnostics import Diagnostic
from generator.drafting import Answers, Question, draft_record, list_questions, read_answers
from generator.model import Vocabulary
from generator.naming import check_collection, check_new_id
from generator.reading import RECORDS_FOLDER, read_project
from generator.rewriting import apply_changes
from generator.schema import Validator, compile_validator

NAME = "new"
HELP = "write a record to fill in"
DESCRIPTION = """\
Write catalogue/COLLECTION/ID.yaml: every required key with a placeholder, which the check refuses by name,
and every other key commented out with its help and an example. On a terminal, without --set, it asks for
what every record needs; Enter leaves a placeholder.
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("collection", metavar="COLLECTION", help="folder of the collection, such as technologies")
    parser.add_argument("id", metavar="ID", help="id of the record: its file, and the end of its address")
    meaning = "value of a key, such as name.en=Medipix; again for other keys, and for the items of a list"
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", dest="answers", help=meaning)


def run(options: argparse.Namespace, _: Console) -> int:
    """Write the record and say what comes next; answers that the schema refuses give the exit code 1, and no file."""
    today = read_today()
    files = read_project(options.root)
    catalogue = check_project(files, today=today).catalogue
    check_collection(catalogue, options.collection)
    check_new_id(files, catalogue, options.collection, options.id)
    collection = catalogue.collections[options.collection]
    validator = compile_validator(collection.schema, cpv_codes=frozenset(files.cpv_labels))
    answers: Answers = {"reviewed": (today.isoformat(),), **read_answers(collection, options.answers)}
    if not options.answers and sys.stdin.isatty():
        answers = _ask_all(collection, catalogue.vocabularies, answers, validator)
    draft = draft_record(collection, answers, validator)
    if draft.problems:
        _tell_problems(draft.problems)
        print("nothing was written", file=sys.stderr)
        return PROBLEMS
    path = f"{RECORDS_FOLDER}/{collection.id}/{options.id}.yaml"
    apply_changes(options.root, {path: draft.text.encode()})
    print(path)
    print(f"placeholders to replace: {draft.placeholders}; check with: ipt check {path}", file=sys.stderr)
    return CLEAN


def _ask_all(collection: Collection, vocabularies: Mapping[str, Vocabulary], answers: Answers, validator: Validator) -> Answers:
    """Ask for what every record needs; the end of the input leaves the rest open."""
    for question in list_questions(collection):
        if question.path in answers:
            continue
        _tell_question(question, vocabularies)
        try:
            while text := _read_line():
                parts = text.split(",") if question.many else [text]
                given = {**answers, **read_answers(collection, [f"{question.path}={part}" for part in parts if part.strip()])}
                problems = draft_record(collection, given, validator).problems
                if not problems:
                    answers = given
                    break
                _tell_problems(problems)
        except EOFError:
            break
    return answers


def _tell_question(question: Question, vocabularies: Mapping[str, Vocabulary]) -> None:
    print(f"\n{question.title} ({question.path})" + ("" if question.required else ": Enter leaves it out"), file=sys.stderr)
    print(f"  {question.help}", file=sys.stderr)
    if question.example:
        print(f"  Such as: {question.example}", file=sys.stderr)
    vocabulary = vocabularies.get(question.vocabulary or "")
    if vocabulary is not None:
        for term in vocabulary.terms.values():
            print(f"    {term.id:<20} {term.name['en']}", file=sys.stderr)
        if question.many:
            print("  Several are written with commas between them.", file=sys.stderr)


def _read_line() -> str:
    """Read an answer. The prompt goes to standard error, as standard output is for the name of the file."""
    print("> ", end="", file=sys.stderr, flush=True)
    return input().strip()


def _tell_problems(problems: tuple[Diagnostic, ...]) -> None:
    for problem in problems:
        print(f"{problem.message}; {problem.hint}" if problem.hint else problem.message, file=sys.stderr)
