"""Write the catalogue as an SQLite database: tables that are joined over ids, with a search over every record.

``records`` lists all records with the texts that people search in, ``links`` says what refers to what, ``columns`` what a
column means. ``search`` is a full-text index (FTS5) of ``records``: ``SELECT id FROM search WHERE search MATCH 'detecteur'``
finds *détecteur*, too. Datasette shows all of it without being told: it takes a table whose ``content`` is ``records`` for the
search of ``records``, and ``name`` for the label of a row.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import accumulate, chain

from generator.diagnostics import CannotRunError
from generator.linked_data import CONTENT_LICENCE
from generator.model import Vocabulary
from generator.open_data.api import attribute, write_moment
from generator.open_data.definitions import FIXED, define_table, define_views, quote
from generator.open_data.edition import Edition
from generator.open_data.relations import Table, make_tables
from generator.open_data.tables import Cell, list_texts


class DatabaseError(CannotRunError):
    """Two names are one in the database; the message names the schema and the name."""


def write_database(edition: Edition) -> bytes:
    """Write the database of an edition. Raises ``DatabaseError``."""
    tables = make_tables(edition.catalogue.collections)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.execute("PRAGMA secure_delete = ON")  # no byte of the file is left over from memory
        database.executescript(FIXED)
        database.execute("BEGIN")
        for table in tables:
            _define(database, define_table(table), place=f"schemas/{table.collection.id}.schema.json")
        _define(database, define_views(tables), place="schemas")
        _fill(database, edition, tables)
        database.execute("INSERT INTO search (search) VALUES ('rebuild')")
        database.execute("INSERT INTO search (search) VALUES ('optimize')")
        database.execute("COMMIT")
        database.execute("VACUUM")
        return database.serialize()


def _define(database: sqlite3.Connection, statements: Iterable[str], *, place: str) -> None:
    for statement in statements:
        try:
            database.execute(statement)
        except sqlite3.OperationalError as error:
            made = statement.partition(" (")[0]
            raise DatabaseError(f"{place}: {error}, in {made} of the database; give the key or the address another name") from error


# --- Rows -----------------------------------------------------------------------------------------


def _fill(database: sqlite3.Connection, edition: Edition, tables: Sequence[Table]) -> None:
    origin, vocabularies = edition.origin, edition.catalogue.vocabularies.values()
    about = (origin.schema_version, write_moment(origin.generated_at), origin.source_commit, CONTENT_LICENCE, attribute(origin.site_url))
    _insert(database, "metadata", [about])
    _insert(database, "vocabularies", ((one.id, *list_texts(one.title), *list_texts(one.description)) for one in vocabularies))
    _insert(database, "terms", (row for vocabulary in vocabularies for row in _list_terms(vocabulary)))
    _insert(database, "permissions", (row for vocabulary in vocabularies for row in _list_permissions(vocabulary)))
    _insert(database, "columns", (row for table in tables for row in _list_columns(table)))
    starts = accumulate((len(edition.documents[name]) for name in edition.catalogue.collections), initial=1)
    first = dict(zip(edition.catalogue.collections, starts, strict=False))
    for table in tables:
        name = table.collection.id
        _insert(database, table.name, table.make_rows(edition.documents[name], first=first[name]))


def _insert(database: sqlite3.Connection, table: str, rows: Iterable[Sequence[Cell]]) -> None:
    """Insert rows that have a value for each column of a table."""
    waiting = iter(rows)
    if (row := next(waiting, None)) is not None:
        places = ", ".join("?" for _ in row)
        database.executemany(f"INSERT INTO {quote(table)} VALUES ({places})", chain([row], waiting))


def _list_terms(vocabulary: Vocabulary) -> Iterator[Sequence[Cell]]:
    for position, term in enumerate(vocabulary.terms.values(), 1):
        texts = (*list_texts(term.name), *list_texts(term.definition))
        yield (vocabulary.id, term.id, position, *texts, term.source, term.deprecated)


def _list_permissions(vocabulary: Vocabulary) -> Iterator[Sequence[Cell]]:
    for term in vocabulary.terms.values():
        for kind, lines in (("may", term.may), ("must", term.must), ("may_not", term.may_not)):
            for position, line in enumerate(lines, 1):
                yield (vocabulary.id, term.id, kind, position, *list_texts(line))


def _list_columns(table: Table) -> Iterator[Sequence[Cell]]:
    """Say what the columns of a table are that a schema describes."""
    for column in table.attributes:
        if (field := column.field) is not None:
            told = field if field.label or table.listed is None else table.listed
            yield (table.name, column.name, field.path, *list_texts(told.label), told.description, field.vocabulary)
