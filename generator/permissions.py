"""Decide what a record page says that one may do: in plain words, from the terms and licences that the record states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.description import Collection, Field, Text
from generator.i18n import Language
from generator.licences import Combination, Licence, parse_expression
from generator.model import Catalogue, Record, Term


@dataclass(frozen=True, slots=True)
class Permission:
    """What one term lets people do."""

    name: str
    id: str
    """Identifier that people know it by, such as that of a licence; empty where there is none."""
    definition: str
    lists: tuple[tuple[str, tuple[str, ...]], ...]
    """Kind (``may``, ``must``, ``may_not``) and lines; empty where the vocabulary does not explain the term."""
    text: str
    """Address of the text of a licence; empty where there is none."""


@dataclass(frozen=True, slots=True)
class PermissionGroup:
    """What a field says: terms, and how they combine."""

    how: str
    """``one`` for a term by itself, ``all`` where all apply, ``choice`` where one is chosen, ``several`` for ways side by side."""
    items: tuple[Permission | PermissionGroup, ...]


@dataclass(frozen=True, slots=True)
class PermissionField:
    """A field and what it says; nothing where no source states it."""

    label: str
    group: PermissionGroup | None
    opened: bool
    """Whether it is shown at once: the first that is stated, as it says most."""
    asked: bool
    """Whether one should ask: nothing that says as much is stated."""


@dataclass(frozen=True, slots=True, eq=False)
class Permissions:
    """What a record lets one do; one object for all records that state the same, so that it is rendered once."""

    fields: tuple[PermissionField, ...]


class PermissionMaker:
    """Make what the records of one collection let one do, in one language, for records that state the same once."""

    def __init__(self, catalogue: Catalogue, collection: Collection, language: Language) -> None:
        self._catalogue = catalogue
        self._language = language
        self._by_path = collection.by_path
        self._made: dict[tuple[object, ...], Permissions] = {}

    def make(self, record: Record, paths: tuple[str, ...]) -> Permissions:
        """Make what the values of some fields let one do."""
        values = tuple((path, _freeze(_find_value(record.values, path))) for path in paths)
        made = self._made.get(values)
        if made is None:
            made = self._made[values] = Permissions(tuple(self._make_fields(values)))
        return made

    def _make_fields(self, values: tuple[tuple[str, Any], ...]) -> Iterable[PermissionField]:
        first = next((number for number, (_, value) in enumerate(values) if value is not None), None)
        for number, (path, value) in enumerate(values):
            field = self._by_path[path]
            group = None if value is None else self._make_group(field, value)
            yield PermissionField(field.label[self._language.code], group, number == first, first is None or number < first)

    def _make_group(self, field: Field, value: Any) -> PermissionGroup:
        if field.parts:
            made = self._make_part(field, parse_expression(value))
            return made if isinstance(made, PermissionGroup) else PermissionGroup("one", (made,))
        vocabulary = self._catalogue.vocabularies[str((field.items or field).vocabulary)]
        terms = [self._make_permission(vocabulary.terms[term]) for term in (value if field.items else (value,))]
        return PermissionGroup("one" if len(terms) == 1 else "several", tuple(terms))

    def _make_part(self, field: Field, part: Licence | Combination) -> Permission | PermissionGroup:
        if isinstance(part, Combination):
            how = "choice" if part.choice else "all"
            return PermissionGroup(how, tuple(self._make_part(field, inner) for inner in part.parts))
        licence = self._make_licence(field, part.id)
        if part.exception is None:
            return licence
        return PermissionGroup("all", (licence, self._make_licence(field, part.exception)))

    def _make_licence(self, field: Field, id_: str) -> Permission:
        vocabulary = self._catalogue.vocabularies.get(str(field.parts))
        term = vocabulary.terms.get(id_) if vocabulary else None
        address = str(field.link).replace("{value}", id_)
        if term is None:
            return Permission(id_, "", "", (), address)
        return self._make_permission(term, id_=id_, text=term.source or address)

    def _make_permission(self, term: Term, *, id_: str = "", text: str = "") -> Permission:
        code = self._language.code

        def say(lines: tuple[Text, ...]) -> tuple[str, ...]:
            return tuple(line[code] for line in lines)

        lists = (("may", say(term.may)), ("must", say(term.must)), ("may_not", say(term.may_not)))
        definition = term.definition[code] if term.definition else ""
        return Permission(term.name[code], id_, definition, tuple((kind, lines) for kind, lines in lists if lines), text)


def _find_value(values: Mapping[str, Any], path: str) -> Any:
    value: Any = values
    for key in path.split("."):
        value = value.get(key) if value is not None else None
    return value


def _freeze(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
