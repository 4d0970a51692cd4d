"""Say changes of records in words: labels from the schema, names for terms and references, long texts cut to what is other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from generator.changes import ChangeKind, FieldChange, RecordChange, Records
from generator.description import Collection, Field
from generator.i18n import LANGUAGES
from generator.word_changes import SHORT, WordChange, compare_words, shorten

_LANGUAGE_NAMES = {"en": "English", "fr": "French"}
_LONG = 160
"""Characters of a text that came or went that are shown."""
_MOST_PLACES = 4
"""Places of one text whose words are shown."""


class Style(StrEnum):
    """How a piece of a sentence is meant."""

    WORDS = "words"
    """The program's own words."""
    LABEL = "label"
    VALUE = "value"
    CAME = "came"
    WENT = "went"


Piece = tuple[Style, str]
Sentence = tuple[Piece, ...]
"""A sentence in pieces; whatever is no words may hold anything that a record can."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What it takes to call things by their names."""

    collections: Mapping[str, Collection]
    records: Records
    """Records of both states, those of the later one first; for names."""

    def say_record(self, change: RecordChange) -> Sentence:
        """Say which record it is and what has become of it."""
        kind = _begin_small(self.collections[change.collection].singular["en"]) if change.collection in self.collections else "vocabulary"
        words = {ChangeKind.ADDED: f"New {kind}: ", ChangeKind.REMOVED: f"Removed {kind}: ", ChangeKind.RENAMED: f"Renamed {kind}: "}
        name = self._name_values(change.collection, change.after or change.before or {}) or change.id
        place = f"{change.collection}/{change.id}"
        head = ((Style.WORDS, words.get(change.kind, "")), (Style.LABEL, name), (Style.WORDS, " ("), (Style.LABEL, place))
        if change.earlier_id is not None:
            return (*head, (Style.WORDS, ", until now "), (Style.LABEL, change.earlier_id), (Style.WORDS, ")"))
        return (*head, (Style.WORDS, ")"))

    def say_fields(self, change: RecordChange) -> Iterator[Sentence]:
        """Say every change of a record; of a new one, its summary and how much it states."""
        if change.kind is ChangeKind.ADDED and change.after is not None:
            summary = change.after.get("summary")
            text = summary.get("en") if isinstance(summary, dict) else None
            if isinstance(text, str):
                yield (Style.LABEL, "Summary"), (Style.WORDS, ": "), (Style.VALUE, shorten(text, width=_LONG))
            yield ((Style.WORDS, f"states {len(change.after)} fields"),)
        for field in change.fields:
            yield self.say_field(change.collection, field)

    def say_field(self, collection: str, change: FieldChange) -> Sentence:
        """Say one change of a field."""
        fields = self.collections[collection].by_path if collection in self.collections else {}
        field = fields.get(_key_of(change.path))
        label: Piece = (Style.LABEL, " › ".join(self._find_labels(fields, change)))
        match change.kind:
            case ChangeKind.REORDERED:
                return label, (Style.WORDS, ": the same in another order")
            case ChangeKind.ADDED:
                return label, (Style.WORDS, " added: "), (Style.VALUE, self._show(field, change.after, _LONG))
            case ChangeKind.REMOVED:
                return label, (Style.WORDS, " removed: "), (Style.VALUE, self._show(field, change.before, _LONG))
        before, after = change.before, change.after
        if isinstance(before, str) and isinstance(after, str) and max(len(before), len(after)) > SHORT:
            return label, (Style.WORDS, ": "), *_say_words(compare_words(before, after))
        shown = self._show(field, before), self._show(field, after)
        if shown[0] == shown[1]:
            return label, (Style.WORDS, ": "), (Style.VALUE, shown[1]), (Style.WORDS, ", written in another way")
        return label, (Style.WORDS, ": "), (Style.VALUE, shown[0]), (Style.WORDS, " → "), (Style.VALUE, shown[1])

    def say_kept(self, collection: str, change: FieldChange, other: str) -> Sentence:
        """Say that a value stays, and what somebody else has in its place."""
        fields = self.collections[collection].by_path
        field = fields.get(_key_of(change.path))
        stands, given = ((Style.VALUE, self._show(field, value)) for value in (change.before, change.after))
        label = (Style.LABEL, _label_of(fields, change.path))
        return label, (Style.WORDS, " stays "), stands, (Style.WORDS, f"; {other} has "), given

    def _find_labels(self, fields: Mapping[str, Field], change: FieldChange) -> Iterator[str]:
        """Yield the labels that lead to a field: of each list and item on the way, and its own."""
        *outer, last = change.path.split("[].")
        path = ""
        for part, item in zip(outer, change.items, strict=True):
            path += part
            yield _label_of(fields, path)
            inner = fields.get(f"{path}[]")
            yield self._show(inner, item) if _is_localized(item) else next(self._show_parts(inner, item), "")
            path += "."
        own = last.removesuffix("[]")
        yield _LANGUAGE_NAMES[own] if path and own in _LANGUAGE_NAMES else _label_of(fields, f"{path}{own}")

    def _show(self, field: Field | None, value: Any, width: int = SHORT) -> str:
        """Show a value in one line of at most ``width`` characters, or a little more for names."""
        if isinstance(value, dict):
            parts = (str(value[LANGUAGES[0]]),) if _is_localized(value) else self._show_parts(field, value)
            return shorten(", ".join(parts), width=width)
        if isinstance(value, list):
            inner = field.items if field else None
            return shorten(", ".join(self._show(inner, item) for item in value[:20]), width=width)
        if isinstance(value, bool):
            return "yes" if value else "no"
        if field is None or value is None:
            return shorten(str(value), width=width)
        if field.kind == "term" and not field.whole:
            return self._name_term(str(field.vocabulary), str(value))
        if field.kind == "reference":
            return self._name_reference(str(field.reference), str(value))
        if isinstance(value, (int, float)):
            return f"€{value:,}" if field.kind == "money" else f"{value:,}"
        return shorten(str(value), width=width)

    def _show_parts(self, field: Field | None, value: Mapping[str, Any]) -> Iterator[str]:
        inner = {one.key: one for one in field.fields} if field else {}
        for key, part in value.items():
            yield self._show(inner.get(key), part)

    def _name_term(self, vocabulary: str, term: str) -> str:
        terms = self.records.get(("vocabularies", vocabulary), {}).get("terms")
        known = terms.get(term) if isinstance(terms, dict) else None
        name = known.get("name") if isinstance(known, dict) else None
        return shorten(name["en"]) if isinstance(name, dict) and isinstance(name.get("en"), str) else shorten(term)

    def _name_reference(self, collection: str, id_: str) -> str:
        name = self._name_values(collection, self.records.get((collection, id_), {}))
        return f"{name} ({shorten(id_)})" if name else shorten(id_)

    def _name_values(self, collection: str, values: Mapping[str, Any]) -> str:
        name = values.get(self.collections[collection].name if collection in self.collections else "title")
        text = name.get(LANGUAGES[0]) if isinstance(name, dict) else name
        return shorten(text) if isinstance(text, str) else ""


def _key_of(path: str) -> str:
    """Return the path by which a collection knows a field: the items on the way to it are not named."""
    return path.replace("[].", ".")


def _is_localized(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get(LANGUAGES[0]), str)


def _label_of(fields: Mapping[str, Field], path: str) -> str:
    """Return the English label of a field, with the language where it is one text of two; the path where no schema knows it."""
    parent, _, key = path.rpartition(".")
    if key in _LANGUAGE_NAMES and parent:
        return f"{_label_of(fields, parent)} ({_LANGUAGE_NAMES[key]})"
    field = fields.get(path)
    return field.label.get("en") or field.title or path if field is not None else path


def _say_words(places: Sequence[WordChange]) -> Iterator[Piece]:
    for number, place in enumerate(places[:_MOST_PLACES]):
        if number:
            yield Style.WORDS, " "
        yield Style.VALUE, _join("" if place.opens else "…", place.lead)
        for style, words in ((Style.WENT, place.before), (Style.CAME, place.after)):
            if words:
                yield Style.WORDS, " "
                yield style, shorten(words, width=_LONG)
        if place.tail:
            yield Style.WORDS, " "
            yield Style.VALUE, _join(place.tail, "" if place.closes else "…")
    if not places:
        yield Style.WORDS, "other spaces or line breaks"
    if len(places) > _MOST_PLACES:
        yield Style.WORDS, f" and {len(places) - _MOST_PLACES} more places"


def _join(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _begin_small(name: str) -> str:
    """Return a name as it stands inside of a sentence; an abbreviation at its beginning stays."""
    return name if name[:2].isupper() else name[0].lower() + name[1:]
