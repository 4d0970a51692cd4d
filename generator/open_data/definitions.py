"""Write the definitions of a database as SQL: tables, indexes, views and the search.

Names of schemas and addresses are quoted, whatever is in them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.i18n import LANGUAGES
from generator.open_data.relations import NAME, Attribute, Table

_SEARCHED = ("name", "summary", "description", "keywords")
"""Keys whose texts are searched, in every language."""
FIXED = """
CREATE TABLE metadata (
  schema_version TEXT NOT NULL, generated_at TEXT NOT NULL, source_commit TEXT, licence TEXT NOT NULL, attribution TEXT NOT NULL
);
CREATE TABLE columns (
  "table" TEXT NOT NULL, "column" TEXT NOT NULL, field TEXT NOT NULL, label_en TEXT, label_fr TEXT, description TEXT NOT NULL,
  vocabulary TEXT REFERENCES vocabularies (id), PRIMARY KEY ("table", "column")
);
CREATE TABLE vocabularies (
  id TEXT NOT NULL PRIMARY KEY, title_en TEXT NOT NULL, title_fr TEXT, description_en TEXT, description_fr TEXT
);
CREATE TABLE terms (
  vocabulary TEXT NOT NULL REFERENCES vocabularies (id), id TEXT NOT NULL, position INTEGER NOT NULL, name_en TEXT NOT NULL, name_fr TEXT,
  definition_en TEXT, definition_fr TEXT, source TEXT, deprecated INTEGER NOT NULL, PRIMARY KEY (vocabulary, id)
);
CREATE TABLE permissions (
  vocabulary TEXT NOT NULL, term TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('may', 'must', 'may_not')), position INTEGER NOT NULL,
  en TEXT NOT NULL, fr TEXT, PRIMARY KEY (vocabulary, term, kind, position),
  FOREIGN KEY (vocabulary, term) REFERENCES terms (vocabulary, id)
);
"""
"""The tables that every catalogue has."""
_LINK = ("from_collection", "from_id", "from_name", "field", "to_collection", "to_id", "to_name")
_ADDRESSES = tuple(f"page_{code}" for code in LANGUAGES)
_TEXTS = tuple(f"{key}_{code}" for key in _SEARCHED for code in LANGUAGES)
_RECORD = ("rowid", "collection", "id", *_TEXTS, *_ADDRESSES, "api", "status", "reviewed")


def define_table(table: Table) -> Iterator[str]:
    """Yield the statements that make a table, with an index of each column that refers to another one."""
    key, place = quote(table.key), quote(table.place)
    lines = [f"{key} TEXT NOT NULL", f"{place} INTEGER NOT NULL", *map(_define_column, table.attributes)]
    if table.listed is None:
        lines += [f"PRIMARY KEY ({key})", f"UNIQUE ({place})"]
    else:
        lines += [f"PRIMARY KEY ({key}, {place})", f"FOREIGN KEY ({key}) REFERENCES {quote(table.relation)} (id)"]
    yield f"CREATE TABLE {quote(table.name)} ({', '.join(lines)})"
    for attribute in table.attributes:
        if attribute.refers is not None:
            yield f"CREATE INDEX {quote(f'{table.name}_by_{attribute.name}')} ON {quote(table.name)} ({quote(attribute.name)})"


def define_views(tables: Sequence[Table]) -> Iterator[str]:
    """Yield the statements that make what is seen through the tables, and the search."""
    yield _define_view("links", _LINK, list(_list_links(tables)))
    yield _define_view("records", _RECORD, list(_list_records(tables)))
    yield (
        f"CREATE VIRTUAL TABLE search USING fts5 (collection UNINDEXED, id UNINDEXED, {', '.join(_TEXTS)},"
        """ content="records", content_rowid="rowid", tokenize="unicode61 remove_diacritics 2")"""
    )


def _define_column(attribute: Attribute) -> str:
    needed = " NOT NULL" if attribute.required else ""
    refers = f" REFERENCES {quote(attribute.refers)} (id)" if attribute.refers is not None else ""
    return f"{quote(attribute.name)} {attribute.type}{needed}{refers}"


def _define_view(name: str, columns: Sequence[str], queries: Sequence[str]) -> str:
    nothing = f"SELECT {', '.join('NULL' for _ in columns)} WHERE FALSE"
    return f"CREATE VIEW {name} ({', '.join(columns)}) AS {' UNION ALL '.join(queries or [nothing])}"


def _list_links(tables: Sequence[Table]) -> Iterator[str]:
    """Yield a query for each column that refers to records."""
    urls = {table.relation: table.collection.url for table in tables}
    for table in tables:
        for attribute in table.attributes:
            if attribute.refers is not None and attribute.field is not None:
                source = f"{_write_text(table.collection.url)}, source.id, source.name, {_write_text(attribute.field.path)}"
                yield (
                    f"SELECT {source}, {_write_text(urls[attribute.refers])}, target.id, target.name FROM {quote(table.name)} AS link"
                    f" JOIN {quote(table.relation)} AS source ON source.id = link.{quote(table.key)}"
                    f" JOIN {quote(attribute.refers)} AS target ON target.id = link.{quote(attribute.name)}"
                )


def _list_records(tables: Sequence[Table]) -> Iterator[str]:
    """Yield a query for each collection: where a record is found, and its texts."""
    lists = {table.name: table for table in tables if table.listed is not None}
    for table in tables:
        if table.listed is None:
            texts = (_find_text(table, key, code, lists) for key in _SEARCHED for code in LANGUAGES)
            others = (_find_column(table, name) or "NULL" for name in (*_ADDRESSES, "api", "status", "reviewed"))
            values = ("number", _write_text(table.collection.url), "id", *texts, *others)
            yield f"SELECT {', '.join(values)} FROM {quote(table.name)} AS record"


def _find_text(table: Table, key: str, code: str, lists: Mapping[str, Table]) -> str:
    """Return the expression for a text of a record: a column, the things of a list, or nothing."""
    title = table.collection.name if key == NAME else key
    if column := _find_column(table, f"{title}_{code}") or _find_column(table, title):
        return column
    if listed := lists.get(f"{table.name}_{key}_{code}"):
        things = f"SELECT value FROM {quote(listed.name)} WHERE {quote(listed.key)} = record.id ORDER BY position"
        return f"(SELECT group_concat(value, '; ') FROM ({things}))"
    return "NULL"


def _find_column(table: Table, name: str) -> str | None:
    return quote(name) if any(attribute.name == name for attribute in table.attributes) else None


def quote(name: str) -> str:
    """Write a name, whatever is in it."""
    return '"' + name.replace('"', '""') + '"'


def _write_text(text: str) -> str:
    """Write a text of a query, whatever is in it."""
    return "'" + text.replace("'", "''") + "'"
