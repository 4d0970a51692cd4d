"""The command line: its commands, and what keeps one from running."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from generator.commands import build, check, contract, diff, explain, export, fix, import_record, links, new, rename, report, schemas, serve
from generator.commands import format as format_
from generator.commands.shell import CANNOT_RUN
from generator.diagnostics import CannotRunError

COMMANDS = (check, explain, fix, format_, new, rename, report, diff, import_record, links, schemas, contract, export, build, serve)

_DESCRIPTION = "Check the records of the catalogue and build the site from them."
_EPILOG = """\
examples:
  ipt check                                          every record, every rule
  ipt check catalogue/technologies/white-rabbit.yaml what is wrong with one record
  ipt explain unknown-key                            what a code means, and how to mend it
  ipt new technologies medipix4                      a record to fill in
  ipt rename technologies medipix4 medipix-4         another id, everywhere
  ipt fix --diff                                     what can be mended safely, as a patch
  ipt format                                         every record in its canonical form
  ipt report                                         how much the records say
  ipt diff main                                      what your changes mean, in words
  ipt export data/                                   what programs read, without the site
  ipt build                                          the whole site, into site/
  ipt serve                                          the site on this machine, rebuilt as you write

exit codes: 0 clean, 1 problems were found, 2 the command could not run
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = _make_parser().parse_args(arguments)
    console = Console(stderr=True)
    try:
        return int(options.run(options, console))
    except CannotRunError as error:
        print(f"ipt: {error}", file=sys.stderr)
        return CANNOT_RUN
    except KeyboardInterrupt:
        return CANNOT_RUN


def _make_parser() -> argparse.ArgumentParser:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(prog="ipt", description=_DESCRIPTION, epilog=_EPILOG, formatter_class=raw)
    parser.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="project folder to work on (default: this folder)")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        own = commands.add_parser(command.NAME, help=command.HELP, description=command.DESCRIPTION, formatter_class=raw)
        command.add_options(own)
        own.set_defaults(run=command.run)
    return parser
