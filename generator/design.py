"""Decide what the page on the design system shows: tokens, sizes of type, and the parts that pages are made of."""

from __future__ import annotations

from dataclasses import dataclass

from generator.cards import Card
from generator.views import PageMaker, RecordPage

SURFACES = ("paper", "raised", "ink", "soft", "hairline", "line", "focus")
"""Colours of pages, text and lines, by the name of their variable in the style sheet."""
ACCENTS = ("teal", "amber", "indigo", "slate", "blue", "red")
"""Accents; each has a tone for text and one for fills."""
SIZES = ("page", "section", "title", "text", "small")
"""Sizes of type, the largest first."""
SCHEMES = ("default", "slate")
"""Light and dark, by the names that the theme gives them."""


@dataclass(frozen=True, slots=True)
class DesignView:
    """The system, with records of the catalogue as samples."""

    surfaces: tuple[str, ...]
    accents: tuple[str, ...]
    sizes: tuple[str, ...]
    schemes: tuple[str, ...]
    cards: tuple[Card, ...]
    """The first card of every collection."""
    page: RecordPage | None
    """The page whose panel is the sample."""


def make_design(maker: PageMaker) -> DesignView:
    """Make the view from the first record of every collection."""
    firsts = [next(iter(records.values())) for records in maker.catalogue.records.values() if records]
    cards = tuple(maker.cards.make_card(record) for record in firsts)
    return DesignView(SURFACES, ACCENTS, SIZES, SCHEMES, cards, maker.make_page(firsts[0]) if firsts else None)
