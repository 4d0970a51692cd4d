"""Turn the errors of a schema into one sentence each, with a place and a way to mend it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from jsonschema import ValidationError

from generator.diagnostics import Diagnostic, Location
from generator.keys import find_misplaced, find_near
from generator.placeholders import MARK, find_placeholders
from generator.positions import Positions
from generator.schema import Validator
from generator.source import Document, ValuePath

_TYPE_WORDS = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a map of keys",
}
_SHOWN_LENGTH = 60


def explain_document(document: Document, validator: Validator) -> tuple[Diagnostic, ...]:
    """Say everything that keeps a document from being accepted; empty when nothing does.

    One mistake is one diagnostic: a value of the wrong type is not also of the wrong form, and a
    misspelt key is not also a missing one, and a placeholder is nothing else.
    """
    placeholders = dict(find_placeholders(document.value)) if MARK in document.text else {}
    if not placeholders and validator.accepts(document.value):
        return ()
    errors = [error for error in validator.explain(document.value) if tuple(error.absolute_path) not in placeholders]
    positions = Positions(document.text)
    unknown = {tuple(error.absolute_path): _extra_keys(error) for error in errors if error.validator == "additionalProperties"}
    misplaced = tuple(find_misplaced(unknown, document.value, validator.schema))
    meant = {(one.belongs, key) for one in misplaced for key in one.keys} | set(_find_misspelt(errors))
    setting = _Setting(document.path, positions, meant, {(one.stands, key) for one in misplaced for key in one.keys})
    broken = {(tuple(error.absolute_path), str(error.validator)) for error in errors}
    filled = {one.belongs for one in misplaced}
    explained = [_refuse_placeholder(document.path, positions, path, text) for path, text in placeholders.items()]
    explained += [
        Diagnostic(document.path, positions.of_key((*one.stands, one.keys[0])), "misplaced-key", *one.describe(name_place))
        for one in misplaced
    ]
    for error in errors:
        path = tuple(error.absolute_path)
        overruled = any((path, weightier) in broken for weightier in _OVERRULED_BY.get(str(error.validator), ("type",)))
        if not overruled and not (error.instance is None and path in filled):
            explained += _explain(error, path, setting)
    found: dict[tuple[Location, str], Diagnostic] = {}
    for diagnostic in explained:
        found.setdefault((diagnostic.location, diagnostic.message), diagnostic)
    return tuple(found.values())


def _refuse_placeholder(file: str, positions: Positions, path: ValuePath, text: str) -> Diagnostic:
    message = f"{name_place(path)} still holds {show(text)}"
    return Diagnostic(file, positions.of_value(path), "placeholder", message, "write what it asks for in its place")


_OVERRULED_BY: Mapping[str, tuple[str, ...]] = {
    "type": (),
    "required": (),
    "additionalProperties": (),
    "pattern": ("type", "minLength"),
    "enum": ("type", "minimum", "maximum"),
}
"""Keywords that say the same of a value more to the point; for all others it is its type."""


def suggest(wrong: str, known: Iterable[str]) -> str:
    """Say which known words come nearest to a wrong one; empty when none does."""
    candidates = {word.casefold(): word for word in known}
    return _ask([candidates[word] for word in get_close_matches(wrong.casefold(), candidates, n=3, cutoff=0.6)])


def _ask(near: Sequence[str]) -> str:
    return f"did you mean {' or '.join(map(repr, near))}?" if near else ""


def show(value: object) -> str:
    """Show a value short enough for one line."""
    shown = repr(value)
    return shown if len(shown) <= _SHOWN_LENGTH else f"{shown[: _SHOWN_LENGTH - 1]}…"


def name_place(path: ValuePath) -> str:
    """Name a value by its keys: ``rights.patents[2].number``."""
    name = ""
    for part in path:
        name += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if name else str(part)
    return name or "the record"


def _find_misspelt(errors: Iterable[ValidationError]) -> Iterator[tuple[ValuePath, str]]:
    """Yield parent and name of each missing key that an unknown key is probably meant to be."""
    for error in errors:
        if error.validator == "additionalProperties":
            for key in _extra_keys(error):
                for near in find_near(key, _schema_of(error).get("properties", {}))[:1]:
                    yield tuple(error.absolute_path), near


def _extra_keys(error: ValidationError) -> list[str]:
    instance: Any = error.instance
    return [key for key in instance if key not in _schema_of(error).get("properties", {})]


def _schema_of(error: ValidationError) -> Mapping[str, Any]:
    schema: Any = error.schema
    return schema if isinstance(schema, Mapping) else {}


@dataclass(frozen=True, slots=True)
class _Setting:
    """What is known of a document before its errors are explained one by one."""

    file: str
    positions: Positions
    meant: set[tuple[ValuePath, str]]
    """Map and name of each key that is there under another name or elsewhere."""
    elsewhere: set[tuple[ValuePath, str]]
    """Map and name of each key that belongs elsewhere."""


def _explain(error: ValidationError, path: ValuePath, setting: _Setting) -> Iterator[Diagnostic]:
    file, positions = setting.file, setting.positions
    if error.validator == "additionalProperties":
        for key in _extra_keys(error):
            if (path, key) not in setting.elsewhere:
                message = f"{show(key)} is no key of {name_place(path)}"
                yield Diagnostic(file, positions.of_key((*path, key)), "unknown-key", message, _hint_at_key(key, _schema_of(error)))
        return
    if error.validator == "required":
        required: Any = error.validator_value
        missing = next(key for key in required if error.message.startswith(f"{key!r} is a required"))
        if (path, missing) not in setting.meant:
            message = f"{name_place(path)} has no {missing!r}"
            yield Diagnostic(file, positions.of_parent(path), "missing-key", message, f"add the key {missing!r}")
        return
    if "propertyNames" in tuple(error.relative_schema_path)[-2:]:
        key = str(error.instance)
        location = positions.of_key((*path, key))
        yield Diagnostic(file, location, "wrong-form", f"{key!r} is no good key", _schema_of(error).get("x-message", ""))
        return
    if error.validator == "properties":
        yield Diagnostic(file, positions.of_key(path), "misplaced-key", f"{name_place(path)} has no place here", "delete the key")
        return
    keyword = str(error.validator)
    written, commented = positions.written(path), positions.is_commented(path)
    refusal = _Refusal(name_place(path), error.instance, written, keyword, error.validator_value, _schema_of(error), commented)
    code, message, hint = _DESCRIPTIONS[keyword](refusal)
    yield Diagnostic(file, positions.of_value(path), code, message, hint)


def _hint_at_key(key: str, schema: Mapping[str, Any]) -> str:
    known = schema.get("properties", {})
    if key.strip() != key:
        return "indent with plain spaces; the key begins with a space of another kind"
    return _ask(find_near(key, known)) or f"known here: {', '.join(known)}"


@dataclass(frozen=True, slots=True)
class _Refusal:
    """One value, and the constraint that refuses it."""

    name: str
    """Keys that lead to the value."""
    value: Any
    written: str | None
    """The value as it stands in the file, when it is a scalar."""
    keyword: str
    limit: Any
    """What the keyword of the schema demands."""
    schema: Mapping[str, Any]
    commented: bool
    """Whether a comment follows on its line."""


_Described = tuple[str, str, str]
"""Code, sentence and hint."""


def _describe_type(refusal: _Refusal) -> _Described:
    wanted = _TYPE_WORDS[refusal.limit]
    if refusal.written is None:
        found = "a map" if isinstance(refusal.value, dict) else "a list"
        return "wrong-type", f"{refusal.name} must be {wanted}, not {found}", _TYPE_HINTS.get(refusal.limit, "")
    if refusal.value is None:
        hint = _COMMENT_HINT if refusal.commented else "write a value or delete the key"
        return "wrong-type", f"{refusal.name} is empty and must be {wanted}", hint
    hint = f'put it in quotes: "{refusal.written}"' if refusal.limit == "string" else _TYPE_HINTS.get(refusal.limit, "")
    if refusal.limit == "string" and "enum" in refusal.schema:
        hint = f"known: {', '.join(map(str, refusal.schema['enum']))}"
    shown = " ".join(refusal.written.split())[:_SHOWN_LENGTH]
    if refusal.limit in ("integer", "number") and isinstance(refusal.value, str) and _QUOTED_NUMBER.fullmatch(refusal.value):
        shown, hint = f'"{shown}"', "write it without quotes"
    return "wrong-type", f"{refusal.name} must be {wanted}, not {shown}", hint


_QUOTED_NUMBER = re.compile(r"-?[0-9]{1,12}(?:\.[0-9]{1,5})?")
_COMMENT_HINT = "write a value or delete the key; what follows a # is a comment, unless it is in quotes"
_TYPE_HINTS = {
    "array": "begin each item on its own line with a dash and a space",
    "object": "write keys under it, indented, such as 'en: …'",
    "string": "write one text",
}


def _describe_choice(refusal: _Refusal) -> _Described:
    known = [str(term) for term in refusal.limit]
    hint = suggest(str(refusal.value), known) or f"known: {', '.join(known)}"
    if not set(known).isdisjoint(str(refusal.value).split(" - ")):
        hint = "indent the dashes of a list alike"
    vocabulary = refusal.schema.get("x-vocabulary")
    if vocabulary:
        return "unknown-term", f"{refusal.name}: {show(refusal.value)} is no term of the vocabulary {vocabulary}", hint
    return "wrong-value", f"{refusal.name} cannot be {show(refusal.value)}", hint


def _describe_constant(refusal: _Refusal) -> _Described:
    hint = f"write {str(refusal.limit).lower()} or delete the key"
    shown = str(refusal.value).lower() if isinstance(refusal.value, bool) else show(refusal.value)
    return "wrong-value", f"{refusal.name} cannot be {shown}", hint


def _describe_form(refusal: _Refusal) -> _Described:
    hint = _FORM_HINTS.get(refusal.limit) or refusal.schema.get("x-message", "")
    if refusal.limit == "uri" and "://" not in refusal.value:
        hint = "write the whole address, beginning with https://"
    return "wrong-form", f"{refusal.name}: {show(refusal.value)} has the wrong form", hint


_FORM_HINTS = {
    "country": "write the code of ISO 3166-1, such as CH; Greece is GR and the United Kingdom GB",
    "spdx-expression": "write identifiers as on the SPDX licence list, such as GPL-3.0-or-later or CERN-OHL-S-2.0",
    "cpv": "the code is not in the CPV 2008 list; write its eight digits without the check digit",
    "uri": "write an address with a host name, without user, password or port",
    "partial-date": "write a year, month or day that exists: YYYY, YYYY-MM or YYYY-MM-DD",
}


def _describe_length(refusal: _Refusal) -> _Described:
    length = len(refusal.value)
    if refusal.keyword == "minLength":
        message = f"{refusal.name} has {length} characters and needs {refusal.limit}"
        return "text-length", message, "write the text or delete the key"
    message = f"{refusal.name} has {length} characters, {length - refusal.limit} more than the {refusal.limit} allowed"
    return "text-length", message, "shorten it"


def _describe_count(refusal: _Refusal) -> _Described:
    length = len(refusal.value)
    if refusal.keyword == "minItems":
        message = f"{refusal.name} has {length} items and needs at least {refusal.limit}"
        return "list-length", message, "add an item or delete the key"
    message = f"{refusal.name} has {length} items, more than the {refusal.limit} allowed"
    return "list-length", message, "keep the most telling ones"


def _describe_emptiness(refusal: _Refusal) -> _Described:
    return "empty-value", f"{refusal.name} is an empty map", "write at least one key under it, or delete it"


def _describe_repetition(refusal: _Refusal) -> _Described:
    repeated = next(item for number, item in enumerate(refusal.value) if item in refusal.value[:number])
    return "duplicate-item", f"{refusal.name} holds {show(repeated)} twice", "keep one of them"


def _describe_range(refusal: _Refusal) -> _Described:
    word = "at least" if refusal.keyword == "minimum" else "at most"
    message = f"{refusal.name} is {refusal.written} and must be {word} {refusal.limit}"
    return "out-of-range", message, "check the figure"


_DESCRIPTIONS: Mapping[str, Callable[[_Refusal], _Described]] = {
    "type": _describe_type,
    "enum": _describe_choice,
    "const": _describe_constant,
    "pattern": _describe_form,
    "format": _describe_form,
    "minLength": _describe_length,
    "maxLength": _describe_length,
    "minItems": _describe_count,
    "maxItems": _describe_count,
    "minProperties": _describe_emptiness,
    "uniqueItems": _describe_repetition,
    "minimum": _describe_range,
    "maximum": _describe_range,
}
"""What describes the refusal of each keyword that schemas use for values."""
