"""Explain codes, collections and fields as text for a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from textwrap import fill, indent

import yaml

from generator.description import Collection, Field
from generator.diagnostics import CannotRunError
from generator.explanations import Example, Explanation
from generator.i18n import LANGUAGES, Language
from generator.messages import suggest
from generator.model import Catalogue, Vocabulary
from generator.schema import Schema

_WIDTH = 88
_MARGIN = "    "
_MOST_TERMS = 30
_NUMBER = re.compile(r"\[\d*\]")


class UnknownNameError(CannotRunError):
    """Nothing is called so; the message names what comes nearest."""


def name_type(field: Field, language: Language) -> str:
    """Name what a field takes."""
    inner = field.items or field
    kind = language.say(f"fields.types.{inner.kind}")
    return language.say("fields.list_of", kind=kind) if field.items else kind


# --- Codes ----------------------------------------------------------------------------------------


def explain_code(explanation: Explanation, language: Language) -> str:
    """Explain a code: what it means, a wrong and a right example, and why."""
    code = language.code
    parts = [f"{explanation.code} ({explanation.severity})", _wrap(explanation.meaning[code])]
    for title, example in (("wrong", explanation.wrong), ("right", explanation.right)):
        parts += [f"{language.say(f'codes.{title}')}:", *_show_example(example, code)]
    return "\n\n".join((*parts, f"{language.say('codes.why')}:", _wrap(explanation.why[code])))


def _show_example(example: Example, code: str) -> Iterator[str]:
    if example.note:
        yield _wrap(example.note[code], _MARGIN)
    for excerpt in example.excerpts:
        yield indent(f"{excerpt.path}\n\n{indent(excerpt.text, _MARGIN)}".rstrip(), _MARGIN)


# --- Collections and fields -----------------------------------------------------------------------


def explain_name(name: str, catalogue: Catalogue, codes: Sequence[str], language: Language) -> str:
    """Explain a collection, or a field such as ``technologies.rights.licence``. Raises ``UnknownNameError``.

    Fields can be written as messages name them, with the numbers of items: ``rights.patents[2].number``.
    """
    first, _, path = name.partition(".")
    collection = catalogue.collections.get(first)
    if collection is None:
        known = catalogue.collections
        nearest = suggest(name, [*codes, *known]) or suggest(first, known) or f"collections: {', '.join(known)}; or give a code"
        raise UnknownNameError(f"no code and no collection is called {first!r}; {nearest}")
    if not path:
        return _explain_collection(collection, language)
    field = collection.by_path.get(_NUMBER.sub("", path))
    if field is None:
        paths = [known for known in collection.by_path if not known.endswith("[]")]
        nearest = suggest(path, paths) or f"ipt explain {first} lists its fields"
        raise UnknownNameError(f"{first} has no field {path!r}; {nearest}")
    return _explain_field(collection, field, catalogue.vocabularies, language)


def _explain_collection(collection: Collection, language: Language) -> str:
    head = f"{collection.title[language.code]} (catalogue/{collection.id}/)"
    about = _wrap(collection.schema.get("description", ""))
    return "\n\n".join((head, about, *(_line_up(field, language) for field in _walk(collection.fields))))


def _walk(fields: Sequence[Field]) -> Iterator[Field]:
    for field in fields:
        yield field
        yield from _walk((field.items or field).fields)


def _line_up(field: Field, language: Language) -> str:
    required = f"{language.say('fields.required')}, " if field.required else ""
    return f"{field.path} ({required}{_show_type(field, language)})\n{_wrap(field.description, _MARGIN)}"


def _show_type(field: Field, language: Language) -> str:
    vocabulary = (field.items or field).vocabulary
    return f"{name_type(field, language)} {vocabulary}" if vocabulary else name_type(field, language)


def _explain_field(collection: Collection, field: Field, vocabularies: Mapping[str, Vocabulary], language: Language) -> str:
    inner = field.items or field
    parts = [
        f"{collection.id}.{field.path}",
        "\n".join(f"{code}: {field.label[code]}" for code in LANGUAGES if code in field.label),
        _wrap(field.description),
        "Form:\n" + "\n".join(_wrap(line, _MARGIN) for line in _describe_form(collection, field, language)),
    ]
    if inner.fields:
        parts.append(f"Keys:\n{_wrap(', '.join(one.key for one in inner.fields), _MARGIN)}")
    if field.examples:
        parts.append("Examples:\n" + "\n".join(_show_value(field.key, one) for one in field.examples))
    vocabulary = vocabularies.get(inner.vocabulary or "")
    if vocabulary:
        parts.append(_list_terms(vocabulary, language))
    return "\n\n".join(part for part in parts if part)


def _show_value(key: str, value: object) -> str:
    """Show a value below its key as a record has it."""
    return indent(yaml.dump({key: value}, Dumper=_Dumper, allow_unicode=True, sort_keys=False), _MARGIN).rstrip()


class _Dumper(yaml.SafeDumper):
    """Write lists indented below their key, as records have them."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, indentless=False)


def _list_terms(vocabulary: Vocabulary, language: Language) -> str:
    shown = list(vocabulary.terms.values())[:_MOST_TERMS]
    width = max(len(term.id) for term in shown)
    lines = [f"Terms of the vocabulary {vocabulary.id}:"]
    lines += [f"{_MARGIN}{term.id:<{width}}  {term.name[language.code]}" for term in shown]
    if len(vocabulary.terms) > len(shown):
        lines.append(f"{_MARGIN}and {len(vocabulary.terms) - len(shown)} more in catalogue/vocabularies/{vocabulary.id}.yaml")
    return "\n".join(lines)


def _describe_form(collection: Collection, field: Field, language: Language) -> Iterator[str]:
    """Yield what the schema asks of a value, one line for each demand."""
    inner = field.items or field
    above = field.path.rpartition(".")[0]
    yield _show_type(field, language)
    if inner.reference:
        yield f"from catalogue/{inner.reference}/"
    if field.required:
        yield f"required wherever {above} is given" if above else "required"
    else:
        yield "optional"
    node = _find_node(collection.schema, field.path)
    if field.items:
        yield from _describe_limits(node, "minItems", "maxItems", "item")
        node = node["items"]
    if node.get("x-localized"):
        node = node["properties"][LANGUAGES[0]]
    yield from _describe_limits(node, "minLength", "maxLength", "character")
    yield from _describe_limits(node, "minimum", "maximum", "")
    if "x-message" in node:
        yield str(node["x-message"])


def _describe_limits(node: Schema, low: str, high: str, unit: str) -> Iterator[str]:
    for word, key in (("at least", low), ("at most", high)):
        if key in node:
            yield f"{word} {node[key]:,} {unit}{'s' if unit and node[key] != 1 else ''}".rstrip()


def _find_node(schema: Schema, path: str) -> Schema:
    node = schema
    for key in path.split("."):
        node = node.get("items", node)["properties"][key]
    return node


def _wrap(text: str, margin: str = "") -> str:
    return fill(text, _WIDTH, initial_indent=margin, subsequent_indent=margin, break_long_words=False, break_on_hyphens=False)
