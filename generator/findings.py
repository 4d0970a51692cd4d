"""Hold what rules find, and what they may look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.model import Catalogue, Record, Reference
from generator.source import ValuePath


@dataclass(frozen=True, slots=True)
class Finding:
    """A breach of a rule, before its place in the file is known."""

    record: Record
    place: ValuePath
    code: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Refused:
    """What refused files leave open, so that nothing is called missing that may stand in one of them."""

    ids: frozenset[str] = frozenset()
    """Ids that files which were not read seem to be meant for, whatever their collection."""
    words: frozenset[str] | None = frozenset()
    """Everything in the files that could be an id, of a record they name; ``None`` where one of them cannot be read."""

    def may_name(self, id_: str) -> bool:
        """Tell whether one of the files may refer to a record."""
        return self.words is None or id_ in self.words


@dataclass(frozen=True, slots=True)
class Context:
    """What rules may look at besides the record."""

    catalogue: Catalogue
    known: set[Reference]
    """Every record that has a file, those with problems of their own included."""
    sources: Mapping[Reference, bytes]
    """The bytes of the file of every record, by which rules are spared a walk through its values."""
    today: date
    references: tuple[tuple[Record, ValuePath, Reference], ...] = ()
    """Every reference that is written, with its place; only for rules that compare records."""
    refused: Refused = Refused()
    """What refused files leave open; only for rules that compare records."""
