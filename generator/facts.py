"""Turn the values of a record into facts that a template can print as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from html import escape
from typing import Any, NamedTuple
from urllib.parse import quote

from markupsafe import Markup

from generator.description import Collection, Field
from generator.glossary import GLOSSARY, Glossary
from generator.i18n import LANGUAGES, Language
from generator.licences import split_expression
from generator.model import Catalogue, Record
from generator.prose import render_markdown

ROOT = "../../"
"""Way from the page of a record to the root of its language."""


class Text(NamedTuple):
    """A piece of text, perhaps in another language than its page, perhaps with a link.

    A page is made of a hundred; a tuple is made in two thirds of the time of a frozen data class.
    """

    text: str
    lang: str | None = None
    """Language of the text when it is not that of the page."""
    href: str | None = None
    external: bool = False
    kind: str = "text"
    """Kind of the field the text comes from."""

    def __html__(self) -> str:
        """Return the text as HTML, escaped, with its link and its language."""
        text = escape(self.text)
        lang = f' lang="{self.lang}"' if self.lang else ""
        if self.href:
            outside = ' class="ipt-out" rel="noopener"' if self.external else ""
            return f'<a href="{escape(self.href)}"{lang}{outside}>{text}</a>'
        return f"<span{lang}>{text}</span>" if lang else text


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of facts under column titles."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Text | None, ...], ...]
    keys: tuple[str, ...]
    """Keys of the fields that the columns show."""

    def __html__(self) -> str:
        """Return the table as HTML, in a region that the keyboard can scroll."""
        rows = "".join(f"<tr>{''.join(f'<td>{cell.__html__()}</td>' if cell else '<td></td>' for cell in row)}</tr>\n" for row in self.rows)
        return f"{_open_table(self.columns, self.keys)}{rows}</tbody>\n</table></div>"


@cache
def _open_table(columns: tuple[str, ...], keys: tuple[str, ...]) -> str:
    titles = "".join(f'<th scope="col" data-key="{escape(key)}">{escape(column)}</th>' for column, key in zip(columns, keys, strict=True))
    return (
        f'<div class="ipt-table" tabindex="0" role="region" aria-label="{escape(", ".join(columns))}">'
        f'<table class="ipt-grid">\n<thead><tr>{titles}</tr></thead>\n<tbody>\n'
    )


@dataclass(frozen=True, slots=True)
class Prose:
    """Formatted text, and its language when that is not the language of the page."""

    markdown: str
    lang: str | None
    glossary: Glossary = field(repr=False)

    @property
    def html(self) -> Markup:
        """Render it for the page of a record, with the terms of the glossary linked."""
        return Markup(self.glossary.link_terms(render_markdown(self.markdown), ROOT))  # noqa: S704


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled statement: a list of texts, a table, or nothing where no source states it.

    The pieces of facts make their own HTML: there are a hundred on a page, and macros take seven times as long.
    """

    path: str
    label: str
    items: tuple[Text, ...] = ()
    table: Table | None = None
    unstated: str = ""
    """What to say where no source states it."""
    recurs: bool = False
    """Whether it is one of few that many records share, such as a term."""
    pieces: tuple[Text, ...] = ()
    """Its one text in pieces, some with a link of their own."""

    def __html__(self) -> str:
        """Return the statement, without its label, as HTML: a table, a text, a list, or that it is not stated."""
        if self.table:
            return self.table.__html__()
        if self.pieces:
            return "".join(piece.__html__() for piece in self.pieces)
        if len(self.items) == 1:
            return self.items[0].__html__()
        if self.items:
            return f"<ul>{''.join(f'<li>{item.__html__()}</li>' for item in self.items)}</ul>"
        return f'<span class="ipt-unstated">{escape(self.unstated)}</span>'

    @property
    def stated(self) -> bool:
        """Tell whether a source states it."""
        return bool(self.items or self.table)


class FactMaker:
    """Make the facts of the records of one collection in one language."""

    def __init__(self, catalogue: Catalogue, collection: Collection, language: Language) -> None:
        self._catalogue = catalogue
        self._language = language
        self._fields = {path: (field, path.split("."), field.label.get(language.code, "")) for path, field in collection.by_path.items()}
        self._glossaries = {code: Glossary(catalogue.vocabularies.get(GLOSSARY), code) for code in LANGUAGES}
        self._recurring: dict[tuple[str, object], Fact] = {}

    def make(self, record: Record, path: str) -> Fact:
        """Make the fact of one field; it has no items where the record does not state it."""
        field, keys, label = self._fields[path]
        value: Any = record.values
        for key in keys:
            value = value.get(key)
            if value is None:
                return self._make_recurring(path, label, None, field)
        if field.kind == "expression":
            return Fact(path, label, (Text(value, kind=field.kind),), pieces=tuple(_link_licences(field, value)))
        item = field.items or field
        if item.kind == "term":
            return self._make_recurring(path, label, tuple(value) if field.items else value, field)
        if field.kind == "list" and field.items is not None and field.items.kind == "object":
            return Fact(path, label, table=self._make_table(field.items, value))
        return Fact(path, label, items=tuple(self._make_texts(field, value)))

    def _make_recurring(self, path: str, label: str, value: Any, field: Field) -> Fact:
        """Make a fact that is not stated or names terms, once for all the records that share it."""
        fact = self._recurring.get((path, value))
        if fact is None:
            items = () if value is None else tuple(self._make_texts(field, value))
            unstated = self._language.say("record.not_stated")
            fact = self._recurring[path, value] = Fact(path, label, items, unstated=unstated, recurs=True)
        return fact

    def prose(self, record: Record, key: str) -> Prose | None:
        """Make the prose of a Markdown field, or nothing."""
        value = record.values.get(key)
        if value is None:
            return None
        chosen = self._language.choose(value)
        glossary = self._glossaries[chosen.lang or self._language.code]
        return Prose(chosen.text, chosen.lang, glossary)

    def _make_texts(self, field: Field, value: Any) -> Iterator[Text]:
        if field.kind == "list" and field.items is not None:
            for item in value:
                yield from self._make_texts(field.items, item)
        elif field.kind == "object":
            parts = [text for inner in field.fields if inner.key in value for text in self._make_texts(inner, value[inner.key])]
            yield Text(", ".join(part.text for part in parts))
        else:
            yield self._make_text(field, value)

    def _make_text(self, field: Field, value: Any) -> Text:
        language = self._language
        match field.kind:
            case "localized":
                chosen = language.choose(value)
                return Text(chosen.text, chosen.lang, kind=field.kind)
            case "term":
                return self._make_term(str(field.vocabulary), value)
            case "reference":
                return self._make_reference(field, value)
            case "date":
                return Text(language.date(value), kind=field.kind)
            case "figure":
                return Text(language.figure(value), kind=field.kind)
            case "money":
                return Text(language.money(value), kind=field.kind)
            case "number":
                return Text(language.number(value), kind=field.kind)
            case "country":
                return Text(language.country(value), kind=field.kind)
            case "cpv":
                return Text(f"{value} · {self._catalogue.cpv_labels[value][language.code]}", kind=field.kind)
            case "mailbox":
                return Text(value, href=f"mailto:{value}", kind=field.kind)
            case "link":
                return Text(shorten_address(value), href=value, external=True, kind=field.kind)
        if field.link:
            return Text(str(value), href=field.link.replace("{value}", quote(str(value), safe="/")), external=True, kind=field.kind)
        return Text(str(value), kind=field.kind)

    def _make_term(self, vocabulary: str, value: object) -> Text:
        term = str(int(value)) if isinstance(value, float) else str(value)
        name = self._catalogue.vocabularies[vocabulary].terms[term].name[self._language.code]
        return Text(name, href=f"{ROOT}contribute/vocabularies/#{vocabulary}-{term}", kind="term")

    def _make_reference(self, field: Field, id_: str) -> Text:
        target = self._catalogue.get((str(field.reference), id_))
        if target is None:
            return Text(id_)
        chosen = self._language.choose(self._catalogue.name_of(target))
        url = self._catalogue.collections[target.collection].url
        return Text(chosen.text, chosen.lang, href=f"{ROOT}{url}/{id_}/", kind=field.kind)

    def _make_table(self, row: Field, values: list[Mapping[str, Any]]) -> Table:
        """Lay out a list of objects; an address becomes the link of the first text of its row, empty columns and flags go."""
        address = next((field for field in row.fields if field.kind == "link"), None)
        used = [field for field in row.fields if field.kind != "flag" and any(field.key in value for value in values)]
        columns = [field for field in used if field is not address] or used
        rows = []
        for value in values:
            cells = [next(self._make_texts(field, value[field.key])) if field.key in value else None for field in columns]
            if address is not None and address not in columns and address.key in value:
                cells = _link_first(cells, value[address.key])
            rows.append(tuple(cells))
        return Table(tuple(field.label[self._language.code] for field in columns), tuple(rows), tuple(field.key for field in columns))


def _link_licences(field: Field, expression: str) -> Iterator[Text]:
    """Yield an SPDX expression in pieces, each licence with the address of its text."""
    for piece, is_licence in split_expression(expression):
        yield Text(piece, None, str(field.link).replace("{value}", piece), True) if is_licence and field.link else Text(piece)


def _link_first(cells: list[Text | None], href: str) -> list[Text | None]:
    """Put a link on the first text of a row; where the row has none, the address itself is the text."""
    for number, cell in enumerate(cells):
        if cell is not None and cell.kind in ("text", "localized") and cell.href is None:
            cells[number] = Text(cell.text, cell.lang, href, True, cell.kind)
            return cells
    cells[0] = Text(shorten_address(href), None, href, True, "link") if cells[0] is None else cells[0]
    return cells


def shorten_address(url: str) -> str:
    """Shorten an address to its host and the beginning of its path, for reading."""
    address = url.partition("://")[2].partition("?")[0].partition("#")[0]
    host, slash, rest = address.removeprefix("www.").partition("/")
    path = (slash + rest).rstrip("/")
    return host + (path if len(path) <= 40 else f"{path[:39]}…")
