"""Show the records that are like a record, and say in the words of a language what they share."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from generator.cards import Card, CardMaker
from generator.i18n import LANGUAGES, Language, Localized
from generator.model import Catalogue, Record
from generator.similarity import Shared, Similar, Similarities

_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class SimilarCard:
    """A similar record and the strongest of what it shares with the record of the page."""

    card: Card
    shared: tuple[Localized, ...]


class SimilarMaker:
    """Make the cards of similar records in one language."""

    def __init__(self, catalogue: Catalogue, language: Language, cards: CardMaker, similar: Similarities) -> None:
        self._catalogue = catalogue
        self._language = language
        self._cards = cards
        self._similar = similar

    def make_cards(self, record: Record) -> tuple[SimilarCard, ...]:
        """Make the cards of the records that are like a record, the most similar first."""
        return tuple(
            SimilarCard(self._cards.make_card(target), self._name_shared(record, similar))
            for similar in self._similar.get(record.reference, ())
            if (target := self._catalogue.get(similar.target)) is not None
        )

    def _name_shared(self, record: Record, similar: Similar) -> tuple[Localized, ...]:
        """Name what two records share, keywords in the language of the page; in English where there is nothing else to name."""
        code = self._language.code
        spoken = [shared for shared in similar.shared if shared.kind != "keyword" or shared.place == code]
        if not spoken:
            spoken = [shared for shared in similar.shared if shared.place == LANGUAGES[0]]
        names = {name.text.casefold(): name for name in reversed([self._name(record, shared) for shared in spoken])}
        return tuple(islice(reversed(names.values()), _MOST_NAMED))

    def _name(self, record: Record, shared: Shared) -> Localized:
        if shared.kind == "keyword":
            return Localized(shared.value, shared.place if shared.place != self._language.code else None)
        if shared.kind == "value":
            field = self._catalogue.collections[record.collection].by_path[shared.place]
            vocabulary = (field.items or field).vocabulary
            if vocabulary:
                return Localized(self._catalogue.vocabularies[vocabulary].terms[shared.value].name[self._language.code])
            return Localized(shared.value)
        linked = self._catalogue.get((shared.place, shared.value))
        return self._language.choose(self._catalogue.name_of(linked)) if linked is not None else Localized(shared.value)
