"""Find the outward links of records and prose, and print what became of asking them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from generator.model import Catalogue
from generator.quoting import quote_code, show_unprintable

_ADDRESS = re.compile(r"https?://[^\s<>\"'`|{}\\^]+")
_CODE = re.compile(r"^ *```.*?^ *```|`[^`\n]*`", re.DOTALL | re.MULTILINE)
_RESERVED = re.compile(r"(?:^|\.)(?:example(?:\.(?:com|net|org))?|invalid|test|localhost)$")
"""Hosts that stand for no host (RFC 2606)."""


class Answer(StrEnum):
    """What became of an address."""

    WORKS = "works"
    GONE = "gone"
    """The host says that there is no such page."""
    REFUSED = "refused"
    """The host answers, and does not show the page to a program."""
    SILENT = "silent"
    """No answer came."""
    FORBIDDEN = "not asked"
    """The address leads to a private or local network."""
    ALLOWED = "allowed"
    """The host is on the list of those that are not asked."""


@dataclass(frozen=True, slots=True)
class OutwardLink:
    """An address outside the site and the files that lead to it."""

    address: str
    files: tuple[str, ...]

    @property
    def host(self) -> str:
        """Return the host, in lower case; empty where there is none."""
        return host_of(self.address)


@dataclass(frozen=True, slots=True)
class Outcome:
    """An address, and what became of asking it."""

    link: OutwardLink
    answer: Answer
    told: str
    """The status of HTTP, or why there is none."""


def host_of(address: str) -> str:
    """Return the host of an address, in lower case; empty where it has none or is none."""
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""


def find_outward_links(catalogue: Catalogue, prose: Mapping[str, str]) -> tuple[OutwardLink, ...]:
    """Find the addresses in records and in prose pages, given by path, sorted; names that stand for no host are left out."""
    found: dict[str, dict[str, None]] = {}
    for record in catalogue.all_records():
        for address in _find_in_values(record.values):
            found.setdefault(address, {})[record.path] = None
    for path, text in sorted(prose.items()):
        for address in _find_in_text(_CODE.sub(" ", text)):
            found.setdefault(address, {})[path] = None
    links = (OutwardLink(address, tuple(files)) for address, files in sorted(found.items()))
    return tuple(link for link in links if link.host and not _RESERVED.search(link.host))


def _find_in_values(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if _ADDRESS.fullmatch(value):
            yield value.partition("#")[0]
        else:
            yield from _find_in_text(value)
    elif isinstance(value, (list, Mapping)):
        for inner in value.values() if isinstance(value, Mapping) else value:
            yield from _find_in_values(inner)


def _find_in_text(text: str) -> Iterator[str]:
    """Yield the addresses of a text without the signs that end a sentence or close a bracket."""
    for match in _ADDRESS.finditer(text):
        address = match[0].partition("#")[0]
        while address[-1] in ".,;:!?*_]’”" or (address[-1] == ")" and address.count("(") < address.count(")")):
            address = address[:-1]
        yield address


# --- Results --------------------------------------------------------------------------------------

_MOST_ROWS = 400


def format_links_text(outcomes: Sequence[Outcome]) -> str:
    """Print what does not work, one address a line, then the counts."""
    rows = [f"{one.answer:<9} {one.told:<24} {one.link.address}  ({_name_files(one.link)})" for one in _select_bad(outcomes)]
    return "\n".join(map(show_unprintable, (*rows, count_answers(outcomes))))


def format_links_markdown(outcomes: Sequence[Outcome]) -> str:
    """Print what does not work as a table of Markdown; addresses are code, so that nobody is sent there by mistake."""
    bad = _select_bad(outcomes)
    lines = [count_answers(outcomes), ""]
    if bad:
        lines += ["| Answer | Address | In |", "| --- | --- | --- |"]
        lines += [
            f"| {one.answer} ({_cell(one.told)}) | {_cell(one.link.address)} | {_cell(_name_files(one.link))} |" for one in bad[:_MOST_ROWS]
        ]
    if len(bad) > _MOST_ROWS:
        lines += ["", f"{len(bad) - _MOST_ROWS} more are left out; `ipt links --external` prints all of them."]
    return "\n".join(lines).rstrip("\n")


LINK_FORMATS: Mapping[str, Callable[[Sequence[Outcome]], str]] = {"text": format_links_text, "markdown": format_links_markdown}


def count_answers(outcomes: Iterable[Outcome]) -> str:
    """Count the addresses by what became of them, in one line."""
    answers = [one.answer for one in outcomes]
    counts = ", ".join(f"{answers.count(answer)} {answer}" for answer in Answer if answer in answers)
    return f"{len(answers)} addresses: {counts}" if answers else "no address"


def _select_bad(outcomes: Iterable[Outcome]) -> list[Outcome]:
    order = list(Answer)
    bad = (one for one in outcomes if one.answer not in (Answer.WORKS, Answer.ALLOWED))
    return sorted(bad, key=lambda one: (order.index(one.answer), one.link.address))


def _name_files(link: OutwardLink) -> str:
    first, *more = link.files
    return f"{first} and {len(more)} more" if more else first


def _cell(text: str) -> str:
    """Quote a text for a cell of a table, where a vertical bar would end even code."""
    return quote_code(text.replace("|", "¦"))
