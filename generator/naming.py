"""Make ids of names, and decide whether a record can have an id."""

from __future__ import annotations

import re
import unicodedata

from generator.diagnostics import CannotRunError
from generator.messages import suggest
from generator.model import Catalogue
from generator.reading import MAX_ID, ProjectFiles, judge_id


class NamingError(CannotRunError):
    """A collection or an id cannot be used; the message says why."""


def make_id(name: str) -> str:
    """Make an id of a name: its letters without accents and its digits; empty where it has none."""
    letters = "".join(sign for sign in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(sign))
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:MAX_ID].strip("-")


def check_collection(catalogue: Catalogue, collection: str) -> None:
    """Raise ``NamingError`` where no collection has that name."""
    if collection not in catalogue.collections:
        hint = suggest(collection, catalogue.collections) or f"write one of {', '.join(catalogue.collections)}"
        raise NamingError(f"no collection is called {collection!r}; {hint}")


def check_new_id(files: ProjectFiles, catalogue: Catalogue, collection: str, id_: str) -> None:
    """Raise ``NamingError`` where a text can be no id, or belongs or has belonged to another record."""
    fault = judge_id(id_)
    if fault is not None:
        raise NamingError("; ".join(fault))
    for file in files.records.get(collection, ()):
        if file.id == id_:
            raise NamingError(f"{file.path} is there already")
    for record in catalogue.records[collection].values():
        if id_ in record.values.get("aliases", ()):
            raise NamingError(f"{id_!r} is an earlier id of {record.id!r}, and an id is never used again")
