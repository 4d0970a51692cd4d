"""Decide whether a record can have an id."""

from __future__ import annotations

from generator.diagnostics import CannotRunError
from generator.messages import suggest
from generator.model import RESERVED_IDS, Catalogue
from generator.reading import ID_FORM, ProjectFiles, is_id


class NamingError(CannotRunError):
    """A collection or an id cannot be used; the message says why."""


def check_collection(catalogue: Catalogue, collection: str) -> None:
    """Raise ``NamingError`` where no collection has that name."""
    if collection not in catalogue.collections:
        hint = suggest(collection, catalogue.collections) or f"write one of {', '.join(catalogue.collections)}"
        raise NamingError(f"no collection is called {collection!r}; {hint}")


def check_new_id(files: ProjectFiles, catalogue: Catalogue, collection: str, id_: str) -> None:
    """Raise ``NamingError`` where an id has the wrong form, or belongs or has belonged to another record."""
    if not is_id(id_):
        raise NamingError(f"{id_!r} is no id; {ID_FORM}")
    if id_ in RESERVED_IDS:
        raise NamingError(f"{id_!r} is the name of a file that every collection has; add a word to it")
    for file in files.records.get(collection, ()):
        if file.id == id_:
            raise NamingError(f"{file.path} is there already")
    for record in catalogue.records[collection].values():
        if id_ in record.values.get("aliases", ()):
            raise NamingError(f"{id_!r} is an earlier id of {record.id!r}, and an id is never used again")
