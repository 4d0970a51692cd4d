"""Check the texts of records for what has no place in them: markup, personal addresses, private hosts.

A rule first asks the raw file whether it can hold what it looks for, so that a clean record costs one search.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from generator.findings import Context, Finding
from generator.messages import name_place, show
from generator.model import Record
from generator.source import ValuePath

_MARKUP = re.compile(r"</?[A-Za-z!][^>\n]*>?|\]\(|\*\*|``?|&(?:#\w+|[A-Za-z]+);")
_ADDRESS = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+\.[A-Za-z0-9.-]+")
_PERSONAL = re.compile(r"[a-z]+[._][a-z]+@", re.IGNORECASE)
_ROLE = re.compile(r"service|support|fund|info|contact|office|application|admin|secretariat|help|team|payable|press", re.IGNORECASE)
_PRIVATE = re.compile(
    r"//(?:[^/\s]*@|localhost\b|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|\[|[^/\s]*\.(?:local|localdomain|internal|lan|home|corp|test)(?=[/?#\s\"']|$))",
    re.IGNORECASE,
)


def find_markup(context: Context) -> Iterator[Finding]:
    """A plain text field holds no HTML and no Markdown."""
    for record, place, text in _find_texts(context, _MARKUP, markdown=False):
        if "url" not in place[-1:]:
            message = f"{name_place(place)} is plain text and holds {show(_search(_MARKUP, text))}"
            yield Finding(record, place, "markup-in-text", message, "write plain words; Markdown belongs into description")


def find_personal_addresses(context: Context) -> Iterator[Finding]:
    """A mail address is that of a role."""
    for record, place, text in _find_texts(context, _ADDRESS, sign="@"):
        address = _search(_ADDRESS, text)
        role = _ROLE.search(address) or (place[0] == "mailboxes" and not _PERSONAL.match(address))
        if not role:
            message = f"{name_place(place)} holds the address {address!r}"
            yield Finding(record, place, "personal-address", message, "give the address of a role, and of no person")


def find_private_links(context: Context) -> Iterator[Finding]:
    """An address leads to a public host."""
    for record, place, text in _find_texts(context, _PRIVATE, sign="//"):
        message = f"{name_place(place)}: {show(text)} leads to a private or local host"
        yield Finding(record, place, "private-link", message, "link a public page")


def _find_texts(
    context: Context, pattern: re.Pattern[str], *, sign: str = "", markdown: bool = True
) -> Iterator[tuple[Record, ValuePath, str]]:
    """Yield every text that a pattern occurs in; a file without the sign that it needs is not searched."""
    search = pattern.search
    for record in context.catalogue.all_records():
        if sign not in record.document.text or not search(record.document.text):
            continue
        skipped = frozenset() if markdown else context.catalogue.collections[record.collection].markdown
        texts: list[str] = []
        for key, value in record.values.items():
            if key not in skipped:
                _collect_texts(value, texts)
        if search("\n".join(texts)):
            for place, text in _walk_texts((), record.values):
                if place[0] not in skipped and search(text):
                    yield record, place, text


def _search(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[0] if found else ""


def _collect_texts(value: Any, texts: list[str]) -> None:
    if type(value) is str:
        texts.append(value)
    elif type(value) is dict:
        for item in value.values():
            _collect_texts(item, texts)
    elif type(value) is list:
        for item in value:
            _collect_texts(item, texts)


def _walk_texts(place: ValuePath, value: Any) -> Iterator[tuple[ValuePath, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _walk_texts((*place, key), item)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _walk_texts((*place, number), item)
