"""Draft a new record from the schema of its collection.

A draft holds every required key, with a placeholder where nothing was answered, and every other key commented
out with an example. Lines of help begin with ``##``, so that deleting one ``#`` and its space brings a key to life.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.description import Collection
from generator.diagnostics import CannotRunError, Diagnostic
from generator.editor_schemas import make_modeline
from generator.messages import explain_document, suggest
from generator.placeholders import find_placeholders, make_placeholder
from generator.schema import Schema, Validator
from generator.source import Value, parse_document
from generator.writing import WIDTH, add_dash, convert_text, indent_lines, write_entry, write_item

Answers = Mapping[str, tuple[str, ...]]
"""What was answered, by dotted path of the key; a list has several, and every list of maps has one item."""


_ADVICE = "Write a value wherever FILL IN stands. To use a key, delete its # and the space after it. Delete these comments at the end."


class AnswerError(CannotRunError):
    """An answer is for no key that takes one; the message names the nearest."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The text of a new record."""

    text: str
    placeholders: int
    """How many values are still asked for."""
    problems: tuple[Diagnostic, ...]
    """What is wrong with the answers, placeholders left aside."""


@dataclass(frozen=True, slots=True)
class Question:
    """A value that a record needs, or the French of one."""

    path: str
    title: str
    help: str
    example: str
    """A value as one would write it; empty where terms are listed."""
    vocabulary: str | None
    """Vocabulary whose terms can be answered."""
    many: bool
    """Whether several terms can be answered."""
    required: bool


def draft_record(collection: Collection, answers: Answers, validator: Validator) -> Draft:
    """Draft a record. Keys that the answers make necessary are demanded like those that every record needs."""
    demanded: frozenset[str] = frozenset()
    while True:
        lines = _Writer(answers, demanded).write_map(collection.schema, "")
        text = "\n".join((make_modeline(collection.id), *_wrap(_ADVICE, "## "), *lines, ""))
        document, problems = parse_document(collection.id, text.encode())
        if document is None:
            return Draft(text, 0, problems)
        missing = frozenset(_find_missing(validator, document.value))
        if missing <= demanded:
            found = explain_document(document, validator)
            wrong = tuple(problem for problem in found if problem.code != "placeholder")
            return Draft(text, sum(1 for _ in find_placeholders(document.value)), wrong)
        demanded |= missing


def read_answers(collection: Collection, texts: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Read answers such as ``name.en=White Rabbit``. Raises ``AnswerError`` for a key that takes no value."""
    leaves = dict(_list_leaves(collection.schema, ""))
    answers: dict[str, tuple[str, ...]] = {}
    for text in texts:
        path, sign, value = text.partition("=")
        if not sign or not value.strip():
            raise AnswerError(f"{text!r} is not written as key=value")
        if any("\ud800" <= character <= "\udfff" for character in text):
            raise AnswerError(f"the value of {path!r} is not UTF-8")
        if path not in leaves:
            below = [leaf for leaf in leaves if leaf.startswith(f"{path}.")]
            hint = f"set {' or '.join(below[:3])}" if below else suggest(path, leaves) or f"ipt new writes all keys of {collection.id}"
            raise AnswerError(f"{path!r} is no key that takes a value; {hint}")
        if path in answers and not leaves[path]:
            raise AnswerError(f"{path!r} takes one value and is set twice")
        answers[path] = (*answers.get(path, ()), value.strip())
    return answers


def list_questions(collection: Collection) -> tuple[Question, ...]:
    """List the values that every record of a collection needs, in the order of the schema, and their French."""
    return tuple(_list_questions(collection.schema, "", True))


def _list_questions(schema: Schema, path: str, required: bool) -> Iterator[Question]:
    for key, node in _list_properties(schema):
        inner = f"{path}.{key}" if path else key
        needed = required and key in schema.get("required", ())
        own = node.get("items", node)
        if "properties" in own:
            if needed:
                yield from _list_questions({**own, "title": node.get("title", "")}, inner, True)
        elif needed or "x-localized" in schema:
            described = schema if "x-localized" in schema else node
            help_, example = described.get("description", ""), _show_example(described, key)
            yield Question(inner, _name_value(schema, node), help_, example, own.get("x-vocabulary"), "items" in node, needed)


def _list_properties(schema: Schema) -> Iterator[tuple[str, Schema]]:
    for key, node in schema["properties"].items():
        if node is not False:
            yield key, node


def _list_leaves(schema: Schema, path: str) -> Iterator[tuple[str, bool]]:
    """Yield the path of each key that takes a value, and whether it takes several."""
    for key, node in _list_properties(schema):
        own = node.get("items", node)
        if "properties" in own:
            yield from _list_leaves(own, f"{path}{key}.")
        else:
            yield path + key, "items" in node


def _find_missing(validator: Validator, value: Value) -> Iterator[str]:
    """Yield the path of every key that is required and is not there."""
    for error in validator.explain(value):
        if error.validator == "required":
            wanted: Any = error.validator_value
            instance: Any = error.instance
            place = [str(part) for part in error.absolute_path if not isinstance(part, int)]
            yield from (".".join((*place, key)) for key in wanted if key not in instance)


def _name_value(schema: Schema, node: Schema) -> str:
    """Name a value for somebody who is to write it; a text in two languages is named by what holds it."""
    if "x-localized" in schema:
        return f"{schema.get('title', '')}, in {node.get('title', '')}"
    return str(node.get("title", ""))


@dataclass(frozen=True, slots=True)
class _Writer:
    """Write the keys of a schema as lines without indentation."""

    answers: Answers
    demanded: frozenset[str]

    def write_map(self, schema: Schema, path: str) -> list[str]:
        """Write every key of a map in the order of the schema."""
        return [line for _, lines in self._write_properties(schema, path) for line in lines]

    def _write_properties(self, schema: Schema, path: str) -> Iterator[tuple[bool, list[str]]]:
        """Yield for each key whether it is there or commented out, and its lines."""
        for key, node in _list_properties(schema):
            inner = path + key
            present = key in schema.get("required", ()) or self._is_asked(inner)
            lines = self._write_key(schema, key, node, inner) if present else _comment_out(schema, key, node)
            yield present, [*_write_help(schema, node, present), *lines]

    def _is_asked(self, path: str) -> bool:
        return any(asked == path or asked.startswith(f"{path}.") for asked in (*self.answers, *self.demanded))

    def _write_key(self, schema: Schema, key: str, node: Schema, path: str) -> list[str]:
        if "items" in node:
            return [f"{key}:", *indent_lines(self._write_items(node, path))]
        if "properties" in node:
            return [f"{key}:", *indent_lines(self.write_map(node, f"{path}."))]
        return write_entry(key, self._list_values(schema, node, path)[0])

    def _write_items(self, node: Schema, path: str) -> list[str]:
        items = node["items"]
        if "properties" not in items:
            return [line for value in self._list_values({}, {**node, **items}, path) for line in write_item(value)]
        properties = self._write_properties({"title": node.get("title", ""), **items}, f"{path}.")
        ordered = sorted(properties, key=lambda one: not one[0])  # the dash stands before a key that is there
        return add_dash([line for _, lines in ordered for line in lines])

    def _list_values(self, schema: Schema, node: Schema, path: str) -> list[Value]:
        """List the answers for a key, or the placeholder that asks for one."""
        given = self.answers.get(path)
        if given is None:
            terms = ", one of the terms above" if "enum" in node else ""
            return [make_placeholder(_name_value(schema, node) + terms)]
        return list(given) if node.get("type") == "string" else [convert_text(text) for text in given]


def _comment_out(schema: Schema, key: str, node: Schema) -> list[str]:
    """Write a key that nothing asks for with its first example, as a comment."""
    examples = node.get("examples") or [make_placeholder(_name_value(schema, node))]
    return [f"# {line}" for line in write_entry(key, examples[0])]


def _write_help(schema: Schema, node: Schema, present: bool) -> Iterator[str]:
    """Say what a key means, which terms it takes, or what one writes; the languages of a text need no word."""
    if "x-localized" not in schema:
        yield from _wrap(f"{node.get('title', '')}: {node.get('description', '')}", "## ")
        terms = node.get("items", node).get("enum")
        if terms:
            yield from _wrap(f"One of: {', '.join(map(str, terms))}", "##   ")
        elif present and (example := _show_example(node, "en")):
            yield from _wrap(f"Such as: {example}", "##   ")


def _show_example(node: Schema, language: str) -> str:
    """Show the first example of a value; empty where there is none, where it is no text, and where terms are listed."""
    example: Any = next(iter(node.get("examples", ())), "")
    if "x-localized" in node:
        example = example.get(language, "")
    return example if isinstance(example, str) and "enum" not in node else ""


def _wrap(text: str, lead: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=lead, subsequent_indent=lead, break_long_words=False, break_on_hyphens=False)
