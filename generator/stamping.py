"""Make the finished pages of records, lists and codes: views, rendered and stamped into their frame."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import escape

from generator.alternates import Alternate, list_collection_alternates
from generator.code_pages import ALL_CODES_PAGE, CODES_PAGE, list_codes, make_code_pages
from generator.description import Collection
from generator.explanations import Explanation
from generator.frames import Frame
from generator.i18n import LANGUAGES
from generator.linked_data import Describer
from generator.list_pages import ListPage
from generator.model import Record
from generator.open_data.documents import DocumentMaker
from generator.policy import write_policy
from generator.rendering import Render
from generator.sitemap import address_of
from generator.verifying import Outline, outline_fragment, outline_html
from generator.views import PageMaker


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page."""

    path: str
    """File below the site folder."""
    data: bytes
    outlines: tuple[Outline, ...]
    """Links and anchors of the pieces that are its own."""


class Stamper:
    """Stamp the pages of one language; frames go by their collection, that of codes by ``CODES_PAGE``."""

    def __init__(self, maker: PageMaker, render: Render, frames: Mapping[str, Frame], documents: DocumentMaker, *, site_url: str) -> None:
        self._maker = maker
        self._render = render
        self._frames = frames
        self._documents = documents
        self._deep_frames: dict[tuple[str, int], Frame] = {}
        self._site_url = site_url
        self._describer = Describer(maker.catalogue, maker.language, site_url=site_url)
        code = maker.language.code
        self._prefix = "" if code == LANGUAGES[0] else f"{code}/"

    def stamp_record(self, record: Record) -> Page:
        """Stamp the page of a record."""
        page = self._maker.make_page(record)
        body = self._render("record", page=page)
        data = self._describer.describe_record(self._documents.make(record))
        head = self._render_head(page.card.url, page.card.name.text, page.card.summary.text, linked_data=data, alternates=page.alternates)
        return self._stamp(record.collection, page.card.url, page.card.name.text, head, body)

    def stamp_letters(self, collection: Collection) -> Page:
        """Stamp the A–Z page of a collection, whose outline includes that of the frame."""
        title = collection.title[self._maker.language.code]
        alternates = list_collection_alternates(collection, self._maker.language)
        body = self._render("letters", listing=self._maker.cards.list_by_letter(collection), title=title, alternates=alternates)
        say = self._maker.language.say
        heading, description = say("listing.letters", title=title), say("listing.described", title=title)
        path = f"{collection.url}/all/"
        page = self._stamp(collection.id, path, heading, self._render_head(path, heading, description, alternates=alternates), body)
        return Page(page.path, page.data, (*page.outlines, _outline_frame(self._frames[collection.id])))

    def stamp_list(self, page: ListPage) -> Page:
        """Stamp a page of a list, which can lie deeper than the frame was made for; the first that does has its outline too."""
        body = self._render("list-page", page=page)
        known = len(self._deep_frames)
        head = self._render_head(page.path, page.title, page.description, alternates=page.alternates)
        stamped = self._stamp(page.collection, page.path, page.title, head, body)
        if len(self._deep_frames) == known:
            return stamped
        return Page(stamped.path, stamped.data, (*stamped.outlines, _outline_frame(self._find_frame(page.collection, page.path))))

    def stamp_codes(self, explanations: Sequence[Explanation]) -> Iterator[Page]:
        """Stamp the pages of all codes and their A–Z page, whose outline includes that of the frame."""
        language = self._maker.language
        for page in make_code_pages(explanations, language):
            head = self._render_head(page.path, page.title, page.line.meaning)
            yield self._stamp(CODES_PAGE, page.path, page.title, head, self._render("code", page=page))
        title, description = language.say("codes.letters"), language.say("codes.described")
        body = self._render("code-letters", lines=list_codes(explanations, language), title=title)
        head = self._render_head(ALL_CODES_PAGE, title, description)
        stamped = self._stamp(CODES_PAGE, ALL_CODES_PAGE, title, head, body)
        yield Page(stamped.path, stamped.data, (*stamped.outlines, _outline_frame(self._frames[CODES_PAGE])))

    def stamp_redirects(self, record: Record) -> Iterator[Page]:
        """Make the pages that lead from earlier ids to the present one; they need no frame."""
        url = self._maker.catalogue.collections[record.collection].url
        canonical = address_of(self._site_url, self._maker.language.code, f"{url}/{record.id}/")
        name = self._maker.cards.make_card(record).name
        for alias in record.values.get("aliases", ()):
            html = self._render("redirect", name=name, id=record.id, canonical=canonical, policy=write_policy())
            yield Page(f"{self._prefix}{url}/{alias}/index.html", html.encode(), (outline_html(html),))

    def _render_head(self, path: str, title: str, description: str, *, linked_data: str = "", alternates: Sequence[Alternate] = ()) -> str:
        code = self._maker.language.code
        return self._render(
            "head",
            title=title,
            description=description,
            canonical=address_of(self._site_url, code, path),
            languages=[(other, address_of(self._site_url, other, path)) for other in LANGUAGES],
            alternates=alternates,
            root="../" * path.count("/"),
            linked_data=linked_data,
        )

    def _stamp(self, frame: str, path: str, title: str, head: str, body: str) -> Page:
        data = self._find_frame(frame, path).stamp(
            title=str(escape(title)).encode(),
            head=head.encode(),
            path=path.encode(),
            body=body.encode(),
        )
        return Page(f"{self._prefix}{path}index.html", data, (outline_fragment(body),))

    def _find_frame(self, name: str, path: str) -> Frame:
        frame = self._frames[name]
        levels = path.count("/") - frame.depth
        if not levels:
            return frame
        deep = self._deep_frames.get((name, levels))
        if deep is None:
            deep = self._deep_frames[name, levels] = frame.deepen(levels)
        return deep


def _outline_frame(frame: Frame) -> Outline:
    return outline_html(b"".join(frame.pieces).decode())
