"""The facts that a record can have from CORDIS, and how a source names them in the list of what it supports."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.source import ValuePath

GRANT = re.compile(r"[0-9]{5,9}")
"""Form of the number of a grant agreement."""
MAX_SUPPORTS = 400
"""Most characters of what a source supports."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact about a project."""

    path: ValuePath
    names: tuple[str, ...]
    """How a source names it: the first is written, all are understood, whatever the case of their letters."""

    def is_named(self, named: frozenset[str]) -> bool:
        """Tell whether it is among names as ``read_names`` gives them."""
        return any(name.casefold() in named for name in self.names)


FACTS = (
    Fact(("acronym",), ("acronym",)),
    Fact(("title",), ("title", "official title")),
    Fact(("programme",), ("programme",)),
    Fact(("action",), ("type of action", "action", "funding scheme")),
    Fact(("topic",), ("topic", "call topic")),
    Fact(("grant_agreement",), ("grant number", "grant agreement", "number")),
    Fact(("doi",), ("DOI",)),
    Fact(("start",), ("start", "dates")),
    Fact(("end",), ("end", "dates")),
    Fact(("budget", "total"), ("total cost",)),
    Fact(("budget", "eu_contribution"), ("EU contribution",)),
    Fact(("budget", "cern_contribution"), ("EU contribution to CERN",)),
    Fact(("cern_role",), ("role of CERN",)),
    Fact(("coordinator",), ("coordinator",)),
    Fact(("participants",), ("participants",)),
    Fact(("classification",), ("EuroSciVoc",)),
)
"""In the order in which a source names them."""


def page_of(grant: str) -> str:
    """Return the address of the page of a project on CORDIS."""
    return f"https://cordis.europa.eu/project/id/{grant}"


def read_names(supports: str) -> frozenset[str]:
    """Read the list of what a source supports: what stands between commas, other marks and the word "and"."""
    return frozenset(part.strip().casefold() for part in re.split(r"[,;:()]|\band\b", supports))


def write_names(names: list[str]) -> str:
    """Write a list of what a source supports."""
    text = ", ".join(names)
    return text[:1].upper() + text[1:]


def find_value(values: Any, path: ValuePath) -> Any:
    """Return the value at a path of keys and indexes, or ``None``."""
    for key in path:
        known = isinstance(values, list) if isinstance(key, int) else isinstance(values, Mapping) and key in values
        values = values[key] if known else None
    return values


def put_value(values: Any, path: ValuePath, value: Any) -> None:
    """Put a value at a path of keys and indexes; a map that is missing on the way is made."""
    *parents, last = path
    for key in parents:
        values = values[key] if isinstance(key, int) else values.setdefault(key, {})
    values[last] = value


def take_value(values: Any, path: ValuePath) -> Any:
    """Take the value at a path of keys and indexes out, and return it."""
    *parents, last = path
    return find_value(values, tuple(parents)).pop(last)
