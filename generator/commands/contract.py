"""``ipt contract``: what the API has promised."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from generator.checking import check_project
from generator.commands.shell import CLEAN, PROBLEMS, read_build_moment, read_today
from generator.i18n import LANGUAGES, Language, make_language
from generator.open_data.contract import Change, compare_promises, parse_contract, record_changes, say_change, write_contract
from generator.open_data.openapi import describe_api
from generator.open_data.promises import Promises, list_promises
from generator.reading import CONTRACT_FILE, ProjectError, read_contract, read_phrases, read_project, read_site_url
from generator.rewriting import apply_changes, select_changes

NAME = "contract"
HELP = "hold the API to what it has promised"
DESCRIPTION = f"""\
Compare the API that the schemas and vocabularies make with {CONTRACT_FILE}, which lists every file, key,
type and term that it has promised. What was added is recorded there as a new version of the API; what breaks
a promise is refused, and nothing is written then.
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("--check", action="store_true", help="record nothing; additions that are not recorded are a problem too")


def run(options: argparse.Namespace, _: Console) -> int:
    """Compare, and record what was added. Breaks give the exit code 1, and with ``--check`` additions too.

    Raises ``ContractError`` and ``ProjectError``.
    """
    language = make_language(LANGUAGES[0], read_phrases(LANGUAGES[0]))
    contract = parse_contract(read_contract(options.root))
    promises = _list_promises(options.root, contract.version, language)
    changes = compare_promises(contract.promises, promises) if contract.releases else ()
    breaks = [change for change in changes if change.breaks]
    if breaks:
        return _complain(_say(breaks, language), "broken promise", "keep what was promised, or make it a new major version beside this one")
    if contract.releases and not changes:
        print(f"version {contract.version} of the API holds: {len(promises.files)} files", file=sys.stderr)
        return CLEAN
    if options.check and contract.releases:
        return _complain(_say(changes, language), "not recorded", "ipt contract records it")
    if options.check:
        print(f"{CONTRACT_FILE} is not there; ipt contract writes it")
        return PROBLEMS
    moment = read_build_moment()
    recorded = record_changes(contract, promises, changes, on=moment.date() if moment else read_today())
    apply_changes(options.root, select_changes(options.root, {CONTRACT_FILE: write_contract(recorded).encode()}))
    for line in _say(changes, language):
        print(line)
    print(f"version {recorded.version} of the API is recorded in {CONTRACT_FILE}")
    return CLEAN


def _list_promises(root: Path, version: str, language: Language) -> Promises:
    """List what the API of a project promises; its records play no part. Raises ``ProjectError`` where a vocabulary is broken."""
    files = read_project(root)
    catalogue = check_project(replace(files, records={}), today=read_today()).catalogue
    for file in files.vocabularies:
        if file.id not in catalogue.vocabularies:
            raise ProjectError(f"{file.path} has errors; ipt check says which")
    return list_promises(describe_api(catalogue, language, site_url=read_site_url(root), version=version))


def _say(changes: Sequence[Change], language: Language) -> list[str]:
    return [say_change(change, language) for change in changes]


def _complain(lines: Sequence[str], what: str, hint: str) -> int:
    for line in lines:
        print(f"{what}: {line}")
    print(f"{CONTRACT_FILE}: {hint}", file=sys.stderr)
    return PROBLEMS
