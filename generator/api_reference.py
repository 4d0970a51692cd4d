"""Decide what the page on the API shows: its files, the keys of every answer, an example of each, and what was added when."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.i18n import LANGUAGES, Language, Localized
from generator.open_data.contract import Contract, say_change
from generator.open_data.examples import make_example
from generator.open_data.openapi import COLUMNS, GENERAL, OpenApi, find_component
from generator.open_data.schema_nodes import Components, Node, find_name, part_null

_SHARED = ("Text", "Markdown", "Reference", "LinkedFrom")
"""Schemas that the tables of others name and do not repeat."""
_OWN = ("Record", "Card")
"""Ends of the names of what each collection has of its own."""
_BY_FORMAT = {
    "uri": "link",
    "date": "date",
    "partial-date": "partial-date",
    "date-time": "moment",
    "country": "country",
    "cpv": "cpv",
    "email": "mailbox",
    "spdx-expression": "expression",
}
_BY_TYPE = {"string": "text", "integer": "integer", "number": "number", "boolean": "flag", "object": "object"}


@dataclass(frozen=True, slots=True)
class KeyView:
    """A key in a table."""

    path: str
    label: str
    """What pages call it; empty for keys of the API itself."""
    type: str
    nullable: bool
    anchor: str
    """Of the table that says more of the type, on the same page; empty where none does."""
    vocabulary: str
    """Empty where the value is no term."""
    meaning: Localized
    example: str


@dataclass(frozen=True, slots=True)
class AnswerView:
    """The keys of an answer, and an example of it as JSON."""

    id: str
    title: str
    keys: tuple[KeyView, ...]
    example_title: str
    example: str


@dataclass(frozen=True, slots=True)
class FileView:
    """A file, or all those that differ by an id."""

    path: str
    address: str
    """Empty where an id must be filled in."""
    summary: str
    media_type: str
    answer: str
    """Anchor of what it holds; empty where nothing more is said."""


@dataclass(frozen=True, slots=True)
class GroupView:
    """The files of a collection, or those of the whole catalogue."""

    id: str
    title: str
    files: tuple[FileView, ...]
    answers: tuple[AnswerView, ...]
    has_table: bool


@dataclass(frozen=True, slots=True)
class ReleaseView:
    """A version of the API."""

    version: str
    date: str
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ApiView:
    """The whole description."""

    version: str
    envelope: AnswerView
    shared: tuple[AnswerView, ...]
    groups: tuple[GroupView, ...]


def make_api_view(api: OpenApi, language: Language) -> ApiView:
    """Make the view of a description in the words of a language."""
    tables = _Tables(api["components"]["schemas"], language)
    return ApiView(
        api["info"]["version"],
        tables.make("Envelope"),
        tuple(map(tables.make, _SHARED)),
        tuple(_make_group(api, tag, tables) for tag in api["tags"]),
    )


def list_releases(contract: Contract, language: Language) -> tuple[ReleaseView, ...]:
    """List the versions of the API, the newest first."""
    first = (language.say("api.changes.first"),)
    return tuple(
        ReleaseView(one.version, language.date(one.date), tuple(say_change(change, language) for change in one.changes) or first)
        for one in contract.releases
    )


def _make_group(api: OpenApi, tag: Mapping[str, str], tables: _Tables) -> GroupView:
    title = tag["description"]
    files, answers = [], {}
    has_table = False
    for path, operations in api["paths"].items():
        operation = operations["get"]
        if tag["name"] not in operation["tags"]:
            continue
        ((media_type, content),) = operation["responses"]["200"]["content"].items()
        component = find_component(content["schema"])
        has_table = has_table or COLUMNS in content
        address = "" if "parameters" in operation else api["servers"][0]["url"] + path
        files.append(FileView(path, address, operation["summary"], media_type, _name_anchor(component)))
        if component:
            answers[component] = tables.make(component, "" if tag["name"] == GENERAL else title)
    return GroupView(tag["name"], title, tuple(files), tuple(answers.values()), has_table)


def _name_anchor(component: str) -> str:
    return f"api-{component}" if component else ""


@dataclass(frozen=True, slots=True)
class _Tables:
    """Makes tables of named schemas."""

    components: Components
    language: Language

    def make(self, component: str, title: str = "") -> AnswerView:
        """Make the table of a named schema; where it belongs to a collection, with the title of that."""
        say = self.language.say
        kind = next(kind for kind in (*_OWN, component) if component.endswith(kind)) if title else component
        name = say(f"api.reference.names.{kind}", title=title)
        node = self.components[component]
        example = json.dumps(make_example(node, self.components), ensure_ascii=False, indent=2)
        return AnswerView(
            id=_name_anchor(component),
            title=say("api.reference.keys", name=name),
            keys=tuple(self._list_keys(node, "")),
            example_title=say("api.reference.example", name=name),
            example=example,
        )

    def _list_keys(self, node: Node, prefix: str) -> Iterator[KeyView]:
        """Yield the keys of a schema, and those below them but for what has a table of its own."""
        for key, inner in node["properties"].items():
            path = f"{prefix}{key}"
            value, nullable = part_null(inner)
            item, marks = _find_item(value)
            yield KeyView(
                path=path,
                label=inner.get("x-label", {}).get(self.language.code, ""),
                type=self._name_type(value),
                nullable=nullable,
                anchor=_name_anchor(find_name(item)),
                vocabulary=item.get("x-vocabulary", ""),
                meaning=self._choose_meaning(inner),
                example=self._show_example(value, item),
            )
            if "properties" in item:
                yield from self._list_keys(item, f"{path}{marks}.")

    def _choose_meaning(self, node: Node) -> Localized:
        """Return what is said of a key; of the fields of records that is always English."""
        english = "x-label" in node and self.language.code != LANGUAGES[0]
        return Localized(node.get("description", ""), LANGUAGES[0] if english else None)

    def _show_example(self, value: Node, item: Node) -> str:
        """Show an example in one line; none of what has keys of its own or can be one thing only."""
        return "" if {"$ref", "properties", "const"} & item.keys() else json.dumps(make_example(value, self.components), ensure_ascii=False)

    def _name_type(self, node: Node) -> str:
        say = self.language.say
        if "prefixItems" in node:
            return say("api.reference.pair_of", types=", ".join(map(self._name_type, node["prefixItems"])))
        if "items" in node:
            return say("api.reference.list_of", type=self._name_type(node["items"]))
        if "$ref" in node:
            return say(f"api.reference.names.{find_name(node)}")
        if "x-vocabulary" in node:
            return say("api.types.term")
        if "const" in node:
            return say("api.types.always", value=node["const"])
        if "enum" in node:
            return say("api.types.one_of", terms=", ".join(node["enum"]))
        if "x-unit" in node:
            return say("api.types.money")
        return say(f"api.types.{_BY_FORMAT.get(node.get('format', '')) or _BY_TYPE[node['type']]}")


def _find_item(node: Node) -> tuple[Node, str]:
    """Return what a list holds, and the marks that lists add to a path; the schema itself where it is no list."""
    if "items" not in node:
        return node, ""
    item, marks = _find_item(node["items"])
    return item, f"[]{marks}"
