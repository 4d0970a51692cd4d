"""Write each page of a record as Markdown, beside its HTML: ``technologies/white-rabbit/index.md``.

It says what the page says, in the same order and from the same view. Addresses are full ones, so that the text can be taken
elsewhere, and lead from record to record without leaving Markdown.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

from generator.alternates import document_path
from generator.facts import ROOT, Fact, Table, Text
from generator.gauges import GaugeView, SpanView
from generator.i18n import LANGUAGES, Localized
from generator.linked_data import CONTENT_LICENCE
from generator.model import Record
from generator.open_data.api import attribute
from generator.open_data.markdown_permissions import write_permissions
from generator.open_data.markdown_text import escape_text, write_link, write_prose, write_table
from generator.sitemap import address_of
from generator.views import Contact, LinkedGroup, PageMaker, RecordPage, SectionView

TWIN = "index.md"
"""Name of the Markdown of a page, in the folder of that page."""
_View = TypeVar("_View", bound=Hashable)
_FACTS = "facts"
"""Section that labels its facts even where it has only one, as pages do."""


class TwinWriter:
    """Write the records of one language as Markdown."""

    def __init__(self, maker: PageMaker) -> None:
        self.maker = maker
        self.site_url = maker.publication.site_url
        self.code = maker.language.code
        self.root = address_of(self.site_url, self.code, "")
        self._say = maker.language.say
        self._written: dict[Hashable, str] = {}

    def write(self, record: Record) -> str:
        """Write a record, from its heading to the line break at its end."""
        page = self.maker.make_page(record)
        blocks = [
            *self._write_head(page),
            *self._write_panel(page),
            *self._write_description(page),
            *(block for section in page.sections for block in self._write_section(section)),
            *self._write_links(page),
            *(block for group in page.linked for block in self._write_group(group)),
            *self._write_evidence(page),
            *self._write_addresses(record, page),
        ]
        return _join_blocks(blocks)

    # --- The parts of a page ----------------------------------------------------------------------

    def _write_head(self, page: RecordPage) -> Iterator[str]:
        card = page.card
        yield f"# {escape_text(card.name.text)}"
        yield f"{self._say('twin.address')} <{self.root}{card.url}>"
        if card.title:
            yield self._write_localized(self._in_english(card.title))
        yield escape_text(card.summary.text)
        if card.summary.lang:
            yield self._say("record.untranslated")
        if card.badges:
            badges = " · ".join(escape_text(badge.text) for badge in card.badges)
            yield self._label(self._say("record.badges"), badges)
        if page.notice:
            yield f"**{page.notice.title}**"
            if page.notice.text:
                yield self._write_localized(page.notice.text)

    def _write_panel(self, page: RecordPage) -> Iterator[str]:
        yield f"## {page.panel.title}"
        if page.span:
            yield from self._write_span(page.span)
        yield from self._write_facts(page.panel.facts)
        if page.gauge:
            yield self._write_once(page.gauge, self._write_gauge)
        if page.note:
            yield f"{page.note.text[self.code]} {write_link(self._say('rights.source'), page.note.source)}"
        if page.contact:
            yield f"### {self._say('record.contact')}"
            yield self._write_once(page.contact, self._write_contact)

    def _write_span(self, span: SpanView) -> Iterator[str]:
        for label, date in (span.start, span.end):
            yield f"- {self._label(label, date)}"
        length = f" · {self.maker.language.count('span.months', span.months)}" if span.months else ""
        yield f"- {self._say(f'span.{span.state}', date=span.today)}{length}"

    def _write_gauge(self, gauge: GaugeView) -> str:
        step = self._say("gauge.of", step=gauge.reached, steps=len(gauge.steps))
        reached = f"{escape_text(gauge.name)} ({step})" if gauge.reached else self._say("record.not_stated")
        meaning = escape_text(gauge.definition) if gauge.reached else self._say("gauge.unstated")
        guide = write_link(self._say("gauge.guide"), f"{self.root}{gauge.guide}")
        return f"- {self._label(gauge.label, reached)}\n  - {f'{meaning} {guide}'.lstrip()}"

    def _write_contact(self, contact: Contact) -> str:
        ways = [self._write_text(contact.unit)]
        ways += (f"{write_link(address, f'mailto:{address}')} {escape_text(purpose)}" for address, purpose in contact.mailboxes)
        if contact.website:
            ways.append(self._write_text(contact.website))
        return "\n".join(f"- {way}" for way in ways)

    def _write_description(self, page: RecordPage) -> Iterator[str]:
        if page.description:
            yield f"## {self._say('record.description')}{self._name_language(page.description.lang)}"
            yield write_prose(page.description.markdown)

    def _write_section(self, section: SectionView) -> Iterator[str]:
        yield f"## {section.title}"
        if section.permissions:
            yield self._write_once(section.permissions, lambda one: "\n\n".join(write_permissions(one, self.maker.language)))
        elif len(section.facts) == 1 and section.id != _FACTS:
            yield from self._write_alone(section.facts[0])
        else:
            yield from self._write_facts(section.facts)

    def _write_links(self, page: RecordPage) -> Iterator[str]:
        if page.links:
            yield f"## {self._say('record.links')}"
            yield from (f"- {self._label(kind, self._write_text(link))}" for kind, link in page.links)

    def _write_group(self, group: LinkedGroup) -> Iterator[str]:
        yield f"## {group.title} ({self.maker.language.number(group.total)})"
        if not group.cards:
            yield write_link(self._say("record.see_all", title=group.title, number=group.total), f"{self.root}{group.url}/")
        for linked in group.cards:
            name = linked.card.name
            link = write_link(name.text, f"{self.root}{linked.card.url}{TWIN}")
            yield f"- {link}{self._name_language(name.lang)} ({linked.reason})"

    def _write_evidence(self, page: RecordPage) -> Iterator[str]:
        yield f"## {self._say('record.evidence')}"
        due = f" **{self._say('record.review_due')}**" if page.review_due else ""
        yield f"{self._say('record.reviewed', date=page.reviewed)}{due}"
        for source in page.sources:
            date = f" ({source.date})" if source.date else ""
            yield f"- {write_link(source.address, source.url)} {self._write_localized(self._in_english(source.supports))}{date}"
        if page.keywords:
            yield f"{self._say('record.keywords')} {self._write_localized(page.keywords)}"
        address = f"{self.root}{page.card.url}"
        yield self._label(self._say("cite.title"), escape_text(page.citation.text).replace(escape_text(address), f"<{address}>"))
        if page.changes:
            ways = (("edit", page.changes.edit), ("report", page.changes.report))
            yield from (f"- {write_link(self._say(f'changes.{key}'), address)}" for key, address in ways)

    def _write_addresses(self, record: Record, page: RecordPage) -> Iterator[str]:
        say = self._say
        yield f"## {say('twin.elsewhere')}"
        yield f"- {say('twin.data')} <{self.site_url}{document_path(page.collection_url, record.id)}>"
        for code in LANGUAGES:
            if code != self.code:
                yield f"- {say(f'twin.page_in.{code}')} <{address_of(self.site_url, code, page.card.url)}{TWIN}>"
        yield f"- {say('twin.licence', licence=f'<{CONTENT_LICENCE}>', attribution=attribute(self.site_url))}"

    def _write_once(self, view: _View, write: Callable[[_View], str]) -> str:
        """Write a view that many records share one time for all of them."""
        known = self._written.get(view)
        if known is None:
            known = self._written[view] = write(view)
        return known

    # --- Facts ------------------------------------------------------------------------------------

    def _write_alone(self, fact: Fact) -> Iterator[str]:
        """Write a fact without its label, which is that of its section."""
        if fact.table:
            yield self._write_table(fact.table)
            return
        values = self._write_values(fact)
        yield from values if len(values) == 1 else (f"- {value}" for value in values)

    def _write_facts(self, facts: Iterable[Fact]) -> Iterator[str]:
        for fact in facts:
            if fact.table:
                yield self._label(fact.label, "").rstrip()
                yield self._write_table(fact.table)
            else:
                yield self._write_once(fact, self._write_fact) if fact.recurs else self._write_fact(fact)

    def _write_fact(self, fact: Fact) -> str:
        """Write a labelled fact as an item of a list."""
        values = self._write_values(fact)
        if len(values) == 1:
            return f"- {self._label(fact.label, values[0])}"
        return "\n".join((f"- {self._label(fact.label, '').rstrip()}", *(f"  - {value}" for value in values)))

    def _write_values(self, fact: Fact) -> list[str]:
        if fact.pieces:
            return ["".join(" " if piece.text.isspace() else self._write_text(piece) for piece in fact.pieces)]
        return [self._write_text(item) for item in fact.items] or [self._say("record.not_stated")]

    def _write_table(self, table: Table) -> str:
        rows = ([self._write_text(cell) if cell else "" for cell in row] for row in table.rows)
        return write_table(table.columns, rows)

    # --- Texts ------------------------------------------------------------------------------------

    def _write_text(self, text: Text) -> str:
        """Write a text with its link; terms have none, and what leads to the page of a record leads to its Markdown."""
        if text.href is None or text.kind == "term":
            return self._write_localized(Localized(text.text, text.lang))
        address = text.href if text.external or not text.href.startswith(ROOT) else f"{self.root}{text.href.removeprefix(ROOT)}{TWIN}"
        return f"{write_link(text.text, address)}{self._name_language(text.lang)}"

    def _write_localized(self, text: Localized) -> str:
        return f"{escape_text(text.text)}{self._name_language(text.lang)}"

    def _name_language(self, lang: str | None) -> str:
        """Say in which language a text is that is not in the language of the page."""
        return f" {self._say(f'twin.text_in.{lang}')}" if lang else ""

    def _in_english(self, text: str) -> Localized:
        """Return a text that records have in English alone."""
        return Localized(text, None if self.code == LANGUAGES[0] else LANGUAGES[0])

    def _label(self, label: str, value: str) -> str:
        return self._say("twin.label", label=escape_text(label), value=value)


def _join_blocks(blocks: Iterable[str]) -> str:
    """Join blocks, with an empty line between them unless both are items of a list."""
    pieces: list[str] = []
    in_list = False
    for block in blocks:
        is_item = block.startswith("- ")
        if pieces and not (in_list and is_item):
            pieces.append("")
        pieces.append(block)
        in_list = is_item
    return "\n".join((*pieces, ""))
