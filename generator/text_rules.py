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


class _Sought:
    """A pattern of ASCII signs that is looked for in the bytes of a file first."""

    def __init__(self, pattern: str, *, sign: bytes = b"") -> None:
        self.in_text = re.compile(pattern, re.IGNORECASE)
        self.in_bytes = re.compile(pattern.encode(), re.IGNORECASE)
        self.sign = sign
        """What the file must hold in any case."""


_MARKUP = _Sought(r"</?[a-z!][^>\n]*>?|\]\(|\*\*|``?|&(?:#\w+|[a-z]+);")
# It begins where no such sign stands before: a long word is looked through once, and not once from each of its letters.
_ADDRESS = _Sought(r"(?<![a-z0-9._%+-])[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+", sign=b"@")
_PERSONAL = re.compile(r"[a-z]+[._][a-z]+@", re.IGNORECASE)
_ROLE = re.compile(r"service|support|fund|info|contact|office|application|admin|secretariat|help|team|payable|press", re.IGNORECASE)
_LOCAL_HOSTS = r"localhost\b|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|\["
_LOCAL_DOMAINS = r"[^/\s]*\.(?:local|localdomain|internal|lan|home|corp|test)(?:[/?#\s\"':,;)>\]}]|\.(?![a-z0-9])|$)"
_PRIVATE = _Sought(rf"//(?:[^/\s]*@|{_LOCAL_HOSTS}|{_LOCAL_DOMAINS})", sign=b"//")


def find_markup(context: Context) -> Iterator[Finding]:
    """A plain text field holds no HTML and no Markdown."""
    for record, place, text in _find_texts(context, _MARKUP, markdown=False):
        if "url" not in place[-1:]:
            message = f"{name_place(place)} is plain text and holds {show(_search(_MARKUP, text))}"
            yield Finding(record, place, "markup-in-text", message, "write plain words; Markdown belongs into description")


def find_personal_addresses(context: Context) -> Iterator[Finding]:
    """A mail address is that of a role."""
    for record, place, text in _find_texts(context, _ADDRESS):
        for address in _ADDRESS.in_text.findall(text):
            if _ROLE.search(address) or (place[0] == "mailboxes" and not _PERSONAL.match(address)):
                continue
            message = f"{name_place(place)} holds the address {address!r}"
            yield Finding(record, place, "personal-address", message, "give the address of a role, and of no person")


def find_private_links(context: Context) -> Iterator[Finding]:
    """An address leads to a public host."""
    for record, place, text in _find_texts(context, _PRIVATE):
        message = f"{name_place(place)}: {show(text)} leads to a private or local host"
        yield Finding(record, place, "private-link", message, "link a public page")


def _find_texts(context: Context, sought: _Sought, *, markdown: bool = True) -> Iterator[tuple[Record, ValuePath, str]]:
    """Yield every text that holds what is sought; those of Markdown fields only when asked to."""
    search = sought.in_text.search
    for record in context.catalogue.all_records():
        source = context.sources[record.reference]
        if sought.sign not in source or not sought.in_bytes.search(source):
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


def _search(sought: _Sought, text: str) -> str:
    found = sought.in_text.search(text)
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
