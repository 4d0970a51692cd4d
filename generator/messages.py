"""Turn the errors of a schema into one sentence each, with a place and a way to mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from jsonschema import ValidationError

from generator.diagnostics import Diagnostic, Location
from generator.schema import Validator
from generator.source import Document, Positions, ValuePath

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
    misspelt key is not also a missing one.
    """
    if validator.accepts(document.value):
        return ()
    errors = list(validator.explain(document.value))
    positions = Positions(document)
    misspelt = set(_find_misspelt(errors))
    found: dict[tuple[Location, str], Diagnostic] = {}
    wrongly_typed = {tuple(error.absolute_path) for error in errors if error.validator == "type"}
    for error in errors:
        path = tuple(error.absolute_path)
        if error.validator not in ("type", "required", "additionalProperties") and path in wrongly_typed:
            continue
        for diagnostic in _explain(error, path, document.path, positions, misspelt):
            found.setdefault((diagnostic.location, diagnostic.message), diagnostic)
    return tuple(found.values())


def suggest(wrong: str, known: Iterable[str]) -> str:
    """Say which known words come nearest to a wrong one; empty when none does."""
    candidates = {word.casefold(): word for word in known}
    near = [candidates[word] for word in get_close_matches(wrong.casefold(), candidates, n=3, cutoff=0.6)]
    if not near:
        return ""
    return f"did you mean {' or '.join(map(repr, near))}?"


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
            known = error.schema.get("properties", {})
            for key in _extra_keys(error):
                for near in get_close_matches(key.casefold(), known, n=1, cutoff=0.6):
                    yield tuple(error.absolute_path), near


def _extra_keys(error: ValidationError) -> list[str]:
    return [key for key in error.instance if key not in error.schema.get("properties", {})]


def _explain(
    error: ValidationError, path: ValuePath, file: str, positions: Positions, misspelt: set[tuple[ValuePath, str]]
) -> Iterator[Diagnostic]:
    if error.validator == "additionalProperties":
        for key in _extra_keys(error):
            known = error.schema.get("properties", {})
            hint = suggest(key, known) or f"known here: {', '.join(known)}"
            yield Diagnostic(file, positions.of_key((*path, key)), "unknown-key", f"{key!r} is no key of {name_place(path)}", hint)
        return
    if error.validator == "required":
        missing = next(key for key in error.validator_value if key not in error.instance and f"{key!r} is a required" in error.message)
        if (path, missing) not in misspelt:
            yield Diagnostic(file, positions.of_key(path), "missing-key", f"{name_place(path)} has no {missing!r}", f"add the key {missing!r}")
        return
    if error.validator == "propertyNames" or (error.parent is not None and error.parent.validator == "propertyNames"):
        key = str(error.instance)
        yield Diagnostic(file, positions.of_key((*path, key)), "wrong-form", f"{key!r} is no good key", error.schema.get("x-message", ""))
        return
    if error.validator is None:
        yield Diagnostic(file, positions.of_key(path), "misplaced-key", f"{name_place(path)} has no place here", "delete the key")
        return
    describe = _VALUE_ERRORS.get(str(error.validator))
    if describe is None:
        raise LookupError(f"no message for the schema keyword {error.validator!r}")
    code, message, hint = describe(error, name_place(path), positions.written(path))
    yield Diagnostic(file, positions.of_value(path), code, message, hint)


Described = tuple[str, str, str]


def _describe_type(error: ValidationError, name: str, written: str | None) -> Described:
    wanted = _TYPE_WORDS[str(error.validator_value)]
    shown = written if written is not None else None
    if shown is None:
        return "wrong-type", f"{name} must be {wanted}, not {'a map' if isinstance(error.instance, dict) else 'a list'}", _hint_type(wanted)
    if error.instance is None:
        return "wrong-type", f"{name} is empty and must be {wanted}", "write a value or delete the key"
    hint = f'put it in quotes: "{shown}"' if wanted == "text" else _hint_type(wanted)
    return "wrong-type", f"{name} must be {wanted}, not {shown[:_SHOWN_LENGTH]}", hint


def _hint_type(wanted: str) -> str:
    return {
        "a list": "begin each item on its own line with a dash and a space",
        "a map of keys": "write keys under it, indented, such as 'en: …'",
        "text": "write one text",
    }.get(wanted, "")


def _describe_enum(error: ValidationError, name: str, written: str | None) -> Described:
    known = [str(term) for term in error.validator_value]
    vocabulary = error.schema.get("x-vocabulary")
    hint = suggest(str(error.instance), known) or f"known: {', '.join(known)}"
    if vocabulary:
        return "unknown-term", f"{name}: {show(error.instance)} is no term of the vocabulary {vocabulary}", hint
    return "wrong-value", f"{name} cannot be {show(error.instance)}", hint


def _describe_const(error: ValidationError, name: str, written: str | None) -> Described:
    return "wrong-value", f"{name} cannot be {show(error.instance)}", f"write {str(error.validator_value).lower()} or delete the key"


def _describe_form(error: ValidationError, name: str, written: str | None) -> Described:
    return "wrong-form", f"{name}: {show(error.instance)} has the wrong form", _FORM_HINTS.get(str(error.validator_value)) or error.schema.get("x-message", "")


_FORM_HINTS = {
    "country": "write the code of ISO 3166-1, such as CH; Greece is GR and the United Kingdom GB",
    "spdx-expression": "write identifiers as on the SPDX licence list, such as GPL-3.0-or-later or CERN-OHL-S-2.0",
    "cpv": "the code is not in the CPV 2008 list; write its eight digits without the check digit",
    "uri": "write an address with a host name, without user, password or port",
    "partial-date": "write a year, month or day that exists: YYYY, YYYY-MM or YYYY-MM-DD",
}


def _describe_length(error: ValidationError, name: str, written: str | None) -> Described:
    limit, length = error.validator_value, len(error.instance)
    if error.validator == "minLength":
        return "text-length", f"{name} has {length} characters and needs {limit}", "write the text or delete the key"
    return "text-length", f"{name} has {length} characters, {length - limit} more than the {limit} allowed", "shorten it"


def _describe_count(error: ValidationError, name: str, written: str | None) -> Described:
    limit, length = error.validator_value, len(error.instance)
    if error.validator == "minItems":
        return "list-length", f"{name} has {length} items and needs at least {limit}", "add an item or delete the key"
    return "list-length", f"{name} has {length} items, more than the {limit} allowed", "keep the most telling ones"


def _describe_empty(error: ValidationError, name: str, written: str | None) -> Described:
    return "empty-value", f"{name} is an empty map", "write at least one key under it, or delete it"


def _describe_repeat(error: ValidationError, name: str, written: str | None) -> Described:
    seen: list[Any] = []
    repeated = next(item for item in error.instance if item in seen or seen.append(item))  # type: ignore[func-returns-value]
    return "duplicate-item", f"{name} holds {show(repeated)} twice", "keep one of them"


def _describe_range(error: ValidationError, name: str, written: str | None) -> Described:
    word = "at least" if error.validator == "minimum" else "at most"
    return "out-of-range", f"{name} is {written} and must be {word} {error.validator_value}", "check the figure"


_VALUE_ERRORS: Mapping[str, Callable[[ValidationError, str, str | None], Described]] = {
    "type": _describe_type,
    "enum": _describe_enum,
    "const": _describe_const,
    "pattern": _describe_form,
    "format": _describe_form,
    "minLength": _describe_length,
    "maxLength": _describe_length,
    "minItems": _describe_count,
    "maxItems": _describe_count,
    "minProperties": _describe_empty,
    "uniqueItems": _describe_repeat,
    "minimum": _describe_range,
    "maximum": _describe_range,
}
