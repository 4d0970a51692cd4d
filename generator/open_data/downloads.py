"""Write what can be downloaded: the whole catalogue as a workbook and as a database, and each collection as a table."""

from __future__ import annotations

from collections.abc import Iterator

from generator.offers import DATABASE, WORKBOOK, name_table
from generator.open_data.database import write_database
from generator.open_data.edition import DataFile, Edition
from generator.open_data.spreadsheet import write_workbook
from generator.open_data.tables import write_csv


def write_downloads(edition: Edition) -> Iterator[DataFile]:
    """Write every download. Raises ``DatabaseError``."""
    yield DataFile(WORKBOOK.path, write_workbook(edition))
    yield DataFile(DATABASE.path, write_database(edition))
    for name, collection in edition.catalogue.collections.items():
        data = write_csv(collection, edition.documents[name], encoding="utf-8-sig")
        yield DataFile(name_table(collection).path, data)
