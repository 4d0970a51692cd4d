"""``ipt links``: whether the addresses that records and pages lead to answer."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from rich.console import Console

from generator.asking import Manner, ask_links
from generator.checking import check_project
from generator.commands.shell import CLEAN, read_today
from generator.outward_links import LINK_FORMATS, Answer, Outcome, find_outward_links
from generator.reading import read_project, read_prose, read_unasked_hosts

NAME = "links"
HELP = "ask whether outward links answer"
DESCRIPTION = """\
Ask the addresses that records and prose pages lead to whether they answer. Hosts are asked at the same time,
the addresses of one host one after the other; addresses in private networks are never asked. A host that does
not answer is no mistake of the project: the exit code is 0.
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("--external", action="store_true", required=True, help="ask other hosts; a build checks the links inside the site")
    parser.add_argument("--limit", type=_read_limit, metavar="N", help="ask the first N addresses only")
    parser.add_argument("--format", choices=LINK_FORMATS, default="text", help="text for people, markdown for an issue")


def run(options: argparse.Namespace, _: Console) -> int:
    """Ask and print what does not work."""
    root: Path = options.root
    catalogue = check_project(read_project(root), today=read_today()).catalogue
    links = find_outward_links(catalogue, read_prose(root))[: options.limit]
    reasons: Mapping[str, str] = read_unasked_hosts(root)
    unasked = [Outcome(link, Answer.ALLOWED, reasons[link.host]) for link in links if link.host in reasons]
    asked = [link for link in links if link.host not in reasons]
    print(f"asking {len(asked)} addresses of {len({link.host for link in asked})} hosts", file=sys.stderr)
    print(LINK_FORMATS[options.format]([*ask_links(asked, Manner()), *unasked]))
    return CLEAN


def _read_limit(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of addresses")
    return int(text)
