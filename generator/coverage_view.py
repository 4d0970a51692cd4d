"""Decide what the page on coverage shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.coverage import MOST_HOSTS, CollectionCoverage, Coverage, measure_coverage
from generator.description import Collection
from generator.facts import Text
from generator.views import PageMaker


@dataclass(frozen=True, slots=True)
class CoverageTable:
    """A table: what its columns are, and rows that begin with what they are about."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Text, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class CoverageSection:
    """What one collection, or all of them together, say."""

    id: str
    title: str
    tables: tuple[CoverageTable, ...]
    details: tuple[CoverageTable, ...] = ()
    """Tables that are folded away at first."""
    orphans: tuple[Text, ...] = ()
    reviews_due: tuple[Text, ...] = ()


def make_coverage(maker: PageMaker, root: str) -> tuple[CoverageSection, ...]:
    """Make the sections of a page from which ``root`` leads to the root of the language."""
    coverage = measure_coverage(maker.catalogue, on=maker.built_on)
    writer = _Writer(maker, root)
    return (writer.summarise(coverage), *map(writer.describe, coverage.collections), writer.list_rare_terms(coverage))


class _Writer:
    def __init__(self, maker: PageMaker, root: str) -> None:
        self._maker = maker
        self._root = root
        self._language = maker.language
        self._say = maker.language.say

    def summarise(self, coverage: Coverage) -> CoverageSection:
        """Show records, sources and texts of every collection side by side."""
        number, percent = self._language.number, self._language.percent
        rows = []
        for one in coverage.collections:
            collection = self._maker.catalogue.collections[one.id]
            shares = (percent(language.written, language.texts) for language in one.languages)
            name = Text(collection.title[self._language.code], None, f"#coverage-{one.id}")
            rows.append((name, (number(one.records), number(one.sources), *shares)))
        names = tuple(self._say(f"coverage.languages.{language.language}") for language in coverage.collections[0].languages)
        head = (self._say("coverage.collection"), self._say("coverage.records"), self._say("coverage.sources"), *names)
        table = CoverageTable(self._say("coverage.contents"), head, tuple(rows))
        return CoverageSection("coverage-summary", self._say("coverage.summary"), (table,))

    def describe(self, found: CollectionCoverage) -> CoverageSection:
        """Show one collection in full."""
        collection = self._maker.catalogue.collections[found.id]
        expectations = self._show_expectations(collection, found)
        return CoverageSection(
            f"coverage-{found.id}",
            collection.title[self._language.code],
            (expectations,) if expectations.rows else (),
            (self._show_fields(collection, found), self._show_sources(found)),
            tuple(self._link_records(found.id, found.orphans)),
            tuple(self._link_records(found.id, found.reviews_due)),
        )

    def _show_expectations(self, collection: Collection, found: CollectionCoverage) -> CoverageTable:
        say, number = self._say, self._language.number
        rows = tuple(
            (
                Text(f"{self._label(collection, one.field)} (≥{number(one.at_least)})"),
                (number(one.asked), number(one.met), self._language.percent(one.met, one.asked), number(one.explained)),
            )
            for one in found.expectations
        )
        head = ("coverage.expected", "coverage.asked", "coverage.met", "coverage.share", "coverage.explained")
        return CoverageTable(say("coverage.expectations"), tuple(map(say, head)), rows)

    def _show_fields(self, collection: Collection, found: CollectionCoverage) -> CoverageTable:
        rows = tuple(
            (
                Text(self._label(collection, one.path)),
                (self._language.number(one.stated), self._language.percent(one.stated, found.records)),
            )
            for one in sorted(found.fields, key=lambda one: -one.stated)
        )
        head = ("coverage.field", "coverage.records", "coverage.share")
        return CoverageTable(self._say("coverage.fields"), tuple(map(self._say, head)), rows)

    def _show_sources(self, found: CollectionCoverage) -> CoverageTable:
        rows = tuple(
            (Text(host), (self._language.number(records), self._language.percent(records, found.records)))
            for host, records in found.hosts[:MOST_HOSTS]
        )
        head = ("coverage.host", "coverage.records", "coverage.share")
        return CoverageTable(self._say("coverage.hosts"), tuple(map(self._say, head)), rows)

    def list_rare_terms(self, coverage: Coverage) -> CoverageSection:
        """List the terms that few records use."""
        rows = []
        for one in coverage.rare_terms:
            vocabulary = self._maker.catalogue.vocabularies[one.vocabulary]
            names = (vocabulary.title, vocabulary.terms[one.term].name)
            name = self._say("coverage.inside").join(one_name[self._language.code] for one_name in names)
            href = f"{self._root}contribute/vocabularies/#{one.vocabulary}-{one.term}"
            rows.append((Text(name, None, href), (self._language.number(one.records),)))
        head = ("coverage.term", "coverage.records")
        table = CoverageTable(self._say("coverage.uses"), tuple(map(self._say, head)), tuple(rows))
        return CoverageSection("coverage-terms", self._say("coverage.rare_terms"), (table,))

    def _label(self, collection: Collection, path: str) -> str:
        keys = path.split(".")
        labels = (collection.by_path[".".join(keys[: number + 1])].label[self._language.code] for number in range(len(keys)))
        return self._say("coverage.inside").join(labels)

    def _link_records(self, collection: str, ids: tuple[str, ...]) -> Iterator[Text]:
        url = self._maker.catalogue.collections[collection].url
        for id_ in ids:
            record = self._maker.catalogue.records[collection][id_]
            name = self._language.choose(self._maker.catalogue.name_of(record))
            yield Text(name.text, name.lang, f"{self._root}{url}/{id_}/")
