"""``ipt explain``: what a code means, what a collection or a field takes."""

from __future__ import annotations

import argparse
from dataclasses import replace

from rich.console import Console

from generator.checking import check_project
from generator.commands.shell import CLEAN, read_today
from generator.explaining import explain_code, explain_name
from generator.explanations import make_explanations
from generator.i18n import LANGUAGES, make_language
from generator.reading import read_explanations, read_phrases, read_project

NAME = "explain"
HELP = "explain a code, a collection or a field"
DESCRIPTION = """\
Explain a code of a problem, with a wrong and a right example; list the fields of a collection; or say what
one field takes.
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    meaning = "a code (unknown-key), a collection (technologies) or a field (technologies.rights.licence)"
    parser.add_argument("name", metavar="NAME", help=meaning)


def run(options: argparse.Namespace, _: Console) -> int:
    """Explain and print. A code needs no project; names of collections and fields are those of the project's schemas."""
    language = make_language(LANGUAGES[0], read_phrases(LANGUAGES[0]))
    codes = {one.code: one for one in make_explanations(read_explanations())}
    if options.name in codes:
        print(explain_code(codes[options.name], language))
        return CLEAN
    catalogue = check_project(replace(read_project(options.root), records={}), today=read_today()).catalogue
    print(explain_name(options.name, catalogue, tuple(codes), language))
    return CLEAN
