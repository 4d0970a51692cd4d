"""``ipt schemas``: what editors read."""

from __future__ import annotations

import argparse

from rich.console import Console

from generator.checking import check_project
from generator.commands.shell import CLEAN, read_today
from generator.editor_schemas import name_editor_schema, write_editor_schemas
from generator.reading import ProjectError, read_project
from generator.rewriting import apply_changes, select_changes
from generator.schema import resolve_schemas

NAME = "schemas"
HELP = "write the schemas that editors read"
DESCRIPTION = """\
Write schemas/editor/: each schema standing alone, with the terms of its vocabularies. The first line of a
record leads editors there. Do it after a change of a schema or a vocabulary.
"""


def add_options(_: argparse.ArgumentParser) -> None:
    """Add the options of the command: there is none."""


def run(options: argparse.Namespace, _: Console) -> int:
    """Write what has changed and name it. Raises ``ProjectError`` where a vocabulary is broken."""
    files = read_project(options.root)
    vocabularies = check_project(files, today=read_today()).catalogue.vocabularies
    for file in files.vocabularies:
        if file.id not in vocabularies:
            raise ProjectError(f"{file.path} has errors; ipt check says which")
    schemas = resolve_schemas(files.schemas, {name: tuple(vocabulary.terms) for name, vocabulary in vocabularies.items()})
    written = {name_editor_schema(name): text.encode() for name, text in write_editor_schemas(schemas, vocabularies).items()}
    changes = select_changes(options.root, written)
    apply_changes(options.root, changes)
    for path in changes:
        print(path)
    return CLEAN
