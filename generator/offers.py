"""Name what can be downloaded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.description import Collection

FOLDER = "downloads/"
"""Where downloads lie, below the root of the site."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file that people and programs fetch as a whole."""

    name: str
    media_type: str
    """As the registry of IANA has it."""

    @property
    def path(self) -> str:
        """Return the address below the root of the site."""
        return f"{FOLDER}{self.name}"


WORKBOOK = Download("catalogue.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
DATABASE = Download("catalogue.sqlite", "application/vnd.sqlite3")


def name_table(collection: Collection) -> Download:
    """Name the table of a collection for spreadsheets."""
    return Download(f"{collection.url}.csv", "text/csv")


def list_downloads(collections: Iterable[Collection]) -> tuple[Download, ...]:
    """List every download."""
    return (WORKBOOK, DATABASE, *map(name_table, collections))
