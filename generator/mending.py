"""Mend what can be mended safely in the text of a record: nothing is guessed, and what no correction names stays as it is.

A correction of a value is kept only if the schema accepts the value then, so it is tried before it is made.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from jsonschema import ValidationError
from yaml.nodes import Node, ScalarNode

from generator.editing import Edit, apply_edits
from generator.messages import show
from generator.nodes import NodeIndex, index_nodes, is_block
from generator.schema import Schema, Validator
from generator.slips import MISSING_QUOTES, find_blanks, find_line_ends, find_syntax_slips, find_tabs, quote, read_value
from generator.source import MAX_DEPTH, Value, ValuePath
from generator.spellings import respell_date, secure_address, strip_address


@dataclass(frozen=True, slots=True, order=True)
class Correction:
    """What was mended in one place."""

    line: int
    """Line, from 1; corrections keep the number of the lines above."""
    words: str
    code: str
    """Code of the diagnostic that it mends; empty where no check complains."""
    place: ValuePath | None
    """Keys that lead to the value that changed; ``None`` where every value stayed."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A text, and what was done to it."""

    text: str
    corrections: tuple[Correction, ...] = ()


def mend_text(text: str, validator: Validator) -> Mended:
    """Mend a text until nothing is left that can be mended; a key that is mended lets the values under it be judged."""
    corrections: list[Correction] = []
    for _ in range(MAX_DEPTH):
        before = text
        for find_slips in (find_line_ends, find_tabs):
            text = _carry_out(text, find_slips(text), corrections)
        text = _carry_out(text, _fit_syntax(text, validator), corrections)
        text = _carry_out(text, find_blanks(text), corrections)
        for find in (_find_keys, _find_values):
            text = _carry_out(text, _find_fitting(text, validator, find), corrections)
        if text == before:
            break
    return Mended(text, tuple(sorted(corrections, key=lambda one: (one.line, one.words))))


def _carry_out(text: str, edits: tuple[Edit, ...], corrections: list[Correction]) -> str:
    breaks = [found.start() for found in re.finditer("\n", text)] if edits else []
    corrections += [Correction(bisect_left(breaks, edit.start) + 1, edit.words, edit.code, edit.place) for edit in edits]
    return apply_edits(text, edits) if edits else text


# --- Whether a correction fits the schema ---------------------------------------------------------


def _fit_syntax(text: str, validator: Validator) -> tuple[Edit, ...]:
    """Find slips of syntax, unless a text would come into quotes where the schema wants something else.

    What stands under a misspelt key is judged as if the key were right already, since it will be.
    """
    edits = find_syntax_slips(text)
    quoted = {text.count("\n", 0, edit.start) for edit in edits if edit.words == MISSING_QUOTES}
    if quoted:
        spelt = _spell_keys(apply_edits(text, edits), validator)
        misfits = [error for error in validator.explain(read_value(spelt)[0]) if error.validator in ("type", "additionalProperties")]
        for path, node in index_nodes(spelt).values.items():
            written = isinstance(node, ScalarNode) and node.style == '"' and node.start_mark.line in quoted
            if written and any(_concerns(error, path) for error in misfits):
                return ()
    return edits


def _spell_keys(text: str, validator: Validator) -> str:
    """Write every key right that can be, level by level."""
    while edits := _find_fitting(text, validator, _find_keys):
        text = apply_edits(text, edits)
    return text


def _concerns(error: ValidationError, path: ValuePath) -> bool:
    """Tell whether an error refuses a value, something it is part of, or a key that leads to it."""
    place = tuple(error.absolute_path)
    if path[: len(place)] != place:
        return False
    return error.validator == "type" or path[len(place)] not in _read_properties(error)


_Proposed = tuple[ValuePath, Edit]
"""Path that the value has after the edit, and the edit."""
_Finder = Callable[[NodeIndex, str, Iterable[ValidationError]], Iterator[_Proposed]]


def _find_fitting(text: str, validator: Validator, find: _Finder) -> tuple[Edit, ...]:
    """Return what a finder proposes, without that which the schema would refuse afterwards."""
    value, problems = read_value(text)
    if problems or validator.accepts(value):
        return ()
    errors = list(validator.explain(value))
    proposed: list[_Proposed] = list(find(index_nodes(text), text, errors))
    after, problems = read_value(apply_edits(text, (edit for _, edit in proposed)))
    if problems:
        return ()
    known = {(tuple(error.absolute_path), error.validator) for error in errors}
    refused = [(tuple(error.absolute_path), str(error.validator)) for error in validator.explain(after)]
    return tuple(edit for path, edit in proposed if not any(_refuses(place, word, path, known, edit) for place, word in refused))


def _refuses(place: ValuePath, keyword: str, path: ValuePath, known: set[tuple[ValuePath, Any]], edit: Edit) -> bool:
    """Tell whether an error after the edit is one of the value that it made, or a new one of what holds that value."""
    if place == path:
        return keyword == "type" if edit.code == "unknown-key" else True
    return path[: len(place)] == place and (place, keyword) not in known


# --- Keys -----------------------------------------------------------------------------------------


def _find_keys(index: NodeIndex, _: str, errors: Iterable[ValidationError]) -> Iterator[_Proposed]:
    """Propose the right key for each misspelt one, where only one comes near and it is not there yet."""
    for error in errors:
        if error.validator != "additionalProperties":
            continue
        path = tuple(error.absolute_path)
        present: Any = error.instance
        known = _read_properties(error)
        meant = {key: _find_nearest(key, known) for key in present if key not in known}
        for key, near in meant.items():
            if near is not None and near not in present and list(meant.values()).count(near) == 1:
                node = index.keys[(*path, key)]
                words = f"{key!r} becomes {near!r}"
                yield (*path, near), _replace_scalar(node, near, words, "unknown-key", (*path, key))


def _read_properties(error: ValidationError) -> Mapping[str, Any]:
    schema: Any = error.schema
    known: Mapping[str, Any] = schema.get("properties", {})
    return known


_CLOSE = 0.8
"""Likeness, from 0 to 1, from which a word is taken for another."""


def _find_nearest(wrong: str, known: Iterable[str]) -> str | None:
    """Return the one known word that a wrong one must mean; ``None`` where none or several come near.

    With another first letter or another digit a word is another word, often the opposite; so is a code of capitals with another letter.
    """
    words = {word.casefold(): word for word in known}
    same = [word for word in words.values() if _fold(word) == _fold(wrong)]
    close = get_close_matches(wrong.casefold(), words, n=2, cutoff=_CLOSE) if re.search(r"[a-z]", wrong) else []
    near = same or [words[word] for word in close if word[0] == wrong[0].casefold() and re.findall(r"\d", word) == re.findall(r"\d", wrong)]
    return near[0] if len(near) == 1 else None


def _fold(word: str) -> str:
    return re.sub(r"[\s_-]+", "", word).casefold()


def _replace_scalar(node: ScalarNode, new: str, words: str, code: str, place: ValuePath) -> Edit:
    """Write a text in the place of one that stands on a single line; quotes stay as they were."""
    plain = not node.style and not re.search(r"[\s,\[\]{}#]", new) and read_value(new) == (new, ())
    written = new if plain else f"'{new.replace(chr(39), chr(39) * 2)}'" if node.style == "'" else quote(new)
    return Edit(node.start_mark.index, node.end_mark.index, written, words, code, place)


# --- Values ---------------------------------------------------------------------------------------


def _find_values(index: NodeIndex, text: str, errors: Iterable[ValidationError]) -> Iterator[_Proposed]:
    """Propose a mended value for each one that the schema refuses; of several ways the first."""
    done = set()
    for error in sorted(errors, key=lambda one: one.validator != "type"):
        path = tuple(error.absolute_path)
        node = index.values.get(path)
        if node is None or path in done:
            continue
        edit = _mend_value(error, node, text, path)
        if edit is not None:
            done.add(path)
            yield path, edit


def _mend_value(error: ValidationError, node: Node, text: str, path: ValuePath) -> Edit | None:
    schema: Any = error.schema
    if error.validator == "type" and error.validator_value == "array":
        return _mend_dashes(node, text, path)
    if not isinstance(node, ScalarNode):
        return None
    if is_block(node):
        return _mend_block(node, text, path) if error.validator == "pattern" else None
    if node.start_mark.line != node.end_mark.line:
        return None
    if error.validator == "type":
        return _mend_type(error, node, path)
    if error.validator == "enum":
        return _mend_term(error, node, schema, path)
    if error.validator in ("pattern", "format"):
        return _mend_form(node, schema, path)
    return None


_BOOLEANS = {"true": "true", "yes": "true", "false": "false", "no": "false"}
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,5})?")


def _mend_type(error: ValidationError, node: ScalarNode, path: ValuePath) -> Edit | None:
    """Put quotes around a number or truth value that is to be text, or take them away from one that is to be none."""
    written: str = node.value
    bare: Value = error.instance
    start, end, wanted = node.start_mark.index, node.end_mark.index, error.validator_value
    if wanted == "string" and bare is not None:
        return Edit(start, end, quote(written), f"quotes around {written}", "wrong-type", path)
    if wanted in ("integer", "number") and isinstance(bare, str) and _NUMBER.fullmatch(written):
        return Edit(start, end, written, f"no quotes around {written}", "wrong-type", path)
    if wanted == "boolean" and isinstance(bare, str) and written.casefold() in _BOOLEANS:
        meant = _BOOLEANS[written.casefold()]
        return Edit(start, end, meant, f"{written!r} becomes {meant}", "wrong-type", path)
    return None


def _mend_dashes(node: Node, text: str, path: ValuePath) -> Edit | None:
    """Put a blank after each dash of a list that was read as one text."""
    start, end = node.start_mark.index, node.end_mark.index
    written = text[start:end]
    on_own_line = not text[text.rfind("\n", 0, start) + 1 : start].strip()
    if not isinstance(node, ScalarNode) or node.style or not on_own_line or not re.fullmatch(r"(?:-[^\s-].*(?:\n *|$))+", written):
        return None
    items = re.sub(r"(?m)^( *-)(?=\S)", r"\1 ", written)
    return Edit(start, end, items, "blank after the dash of each item", "wrong-type", path)


def _mend_block(node: ScalarNode, text: str, path: ValuePath) -> Edit | None:
    """Let a text under ``>`` or ``|`` end without a line break."""
    start = node.start_mark.index
    if text[start + 1 : start + 2] != "\n" or not node.value.endswith("\n"):
        return None
    return Edit(start, start + 1, f"{text[start]}-", f"{text[start]} becomes {text[start]}-: no line break at the end", "wrong-form", path)


def _mend_term(error: ValidationError, node: ScalarNode, schema: Schema, path: ValuePath) -> Edit | None:
    known: Any = error.validator_value
    near = _find_nearest(node.value, [term for term in known if isinstance(term, str)])
    if near is None or not isinstance(error.instance, str):
        return None
    code = "unknown-term" if "x-vocabulary" in schema else "wrong-value"
    return _replace_scalar(node, near, f"{show(node.value)} becomes {near!r}", code, path)


def _mend_form(node: ScalarNode, schema: Schema, path: ValuePath) -> Edit | None:
    """Write a date, an identifier or an address as the schema wants it."""
    new = None
    if schema.get("format") in ("date", "partial-date"):
        new = respell_date(node.value)
    elif "x-link" in schema:
        new = strip_address(node.value, schema["x-link"])
    elif schema.get("format") == "uri":
        new = secure_address(node.value)
    if new is None:
        return None
    return _replace_scalar(node, new, f"{show(node.value)} becomes {new!r}", "wrong-form", path)
