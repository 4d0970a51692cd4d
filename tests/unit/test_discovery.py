"""The files for the script of a discovery page, and the pages that need no script."""

import gzip
import json
from dataclasses import replace
from datetime import date

import pytest

from benchmarks.synthetic import make_records
from generator.checking import check_project
from generator.discovery import CHUNK
from generator.discovery_view import PAGE, discover, discover_all, make_discovery_page
from generator.i18n import LANGUAGES, make_language
from generator.linking import resolve_links
from generator.list_pages import list_pages
from generator.model import Record
from generator.reading import read_phrases, read_project
from generator.rendering import make_renderer
from generator.views import PageMaker
from tests.support.sites import make_project

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory):
    return check_project(read_project(make_project(tmp_path_factory.mktemp("discovery"))), today=TODAY).catalogue


def make(catalogue, code="en"):
    language = make_language(code, read_phrases(code))
    return PageMaker(catalogue, resolve_links(catalogue), language, built_on=TODAY), make_renderer(language)


def read(discovery):
    files = {file.path.partition("/")[2]: json.loads(file.data) for file in discovery.files}
    index = next(iter(files.values()))
    return index, files[index["text"]], [item for name in index["cards"] for item in files[name]]


def with_synthetic(catalogue, count):
    records = {one.id: Record("technologies", one.id, "", one.values) for one in make_records(count)}
    return replace(catalogue, records={**catalogue.records, "technologies": dict(sorted(records.items()))})


@pytest.fixture(scope="module")
def large(catalogue):
    """So many records that lists have pages."""
    maker, render = make(with_synthetic(catalogue, 2 * PAGE + 1))
    return maker, discover(maker, render, maker.catalogue.collections["technologies"])


def test_collections_with_facets_are_discovered(catalogue):
    assert list(discover_all(*make(catalogue))) == ["technologies", "suppliers", "eu_projects"]


def test_the_index_says_all_of_each_record_in_the_order_of_names(catalogue):
    index, text, cards = read(discover_all(*make(catalogue))["technologies"])
    assert (index["v"], index["count"], index["chunk"]) == (1, 4, CHUNK)
    assert index["ids"] == ["alpha-chip", "beta-code", "delta-gone", "gamma-draft"]
    assert index["names"] == ["Alpha chip", "Beta code", "Delta gone", "Gamma draft"]
    kind = next(facet for facet in index["facets"] if facet["key"] == "kind")
    assert kind["terms"] == [["hardware", "Hardware"], ["software", "Software"], ["material", "Material"], ["process", "Process"]]
    assert (kind["many"], kind["values"]) == (False, [0, 1, 2, 3])
    field = next(facet for facet in index["facets"] if facet["key"] == "field")
    assert (field["many"], field["values"]) == (True, [[0], [2], [1], [1]])
    assert [sort["key"] for sort in index["sorts"]] == ["name", "reviewed", "trl"]
    assert len(text["own"]) == len(text["other"]) == len(cards) == 4
    assert '<a href="../technologies/beta-code/">Beta code</a>' in cards[1]


def test_a_record_without_a_term_has_null_or_nothing(catalogue):
    index, _, _ = read(discover_all(*make(catalogue))["suppliers"])
    assert [facet["values"] for facet in index["facets"] if facet["key"] == "family"] == [[None, 0]]


def test_files_are_named_by_their_content_and_the_index_names_the_others(catalogue):
    files = discover_all(*make(catalogue))["technologies"].files
    assert [file.path.split(".")[0] for file in files] == ["data/technologies", "data/technologies-text", "data/technologies-cards-0"]
    assert files[0].links == tuple(file.path.removeprefix("data/") for file in files[1:])
    changed = replace(catalogue, records={**catalogue.records, "technologies": {}})
    assert {file.path for file in discover_all(*make(changed))["technologies"].files}.isdisjoint(file.path for file in files)


def test_the_same_records_give_the_same_files_in_any_order(catalogue):
    turned = {name: dict(reversed(found.items())) for name, found in catalogue.records.items()}
    one = discover_all(*make(catalogue, "fr"))
    other = discover_all(*make(replace(catalogue, records=turned), "fr"))
    assert [found.files for found in one.values()] == [found.files for found in other.values()]


def test_cards_come_in_chunks(large):
    _, discovery = large
    index, _, cards = read(discovery)
    assert len(index["cards"]) == -(-index["count"] // CHUNK)
    assert [f"/{id_}/" in card for id_, card in zip(index["ids"], cards, strict=True)] == [True] * (2 * PAGE + 1)


@pytest.mark.parametrize(("count", "most"), [(500, 40_000), (10_000, 350_000)])
def test_the_index_is_small(catalogue, count, most):
    maker, render = make(with_synthetic(catalogue, count))
    discovery = discover(maker, render, maker.catalogue.collections["technologies"])
    assert len(gzip.compress(discovery.files[0].data)) <= most


def test_a_tree_lists_categories_below_their_family(catalogue):
    maker, render = make(catalogue)
    page = make_discovery_page(discover_all(maker, render)["suppliers"], maker)
    assert [(group.id, group.parent.name.text, group.place, group.places) for group in page.groups] == [("vacuum", "Vacuum", 0, (1,))]
    assert (page.tree, page.pager) == (True, ())


def test_a_long_list_goes_on_on_further_pages(large):
    maker, discovery = large
    page = make_discovery_page(discovery, maker)
    assert len(page.groups[0].items) == PAGE
    assert [(way.text, way.href) for way in page.pager] == [
        ("1", None),
        ("2", "../technologies/page/2/"),
        ("3", "../technologies/page/3/"),
    ]
    further = [one for one in list_pages(discovery, maker) if one.path.startswith("technologies/page/")]
    assert [(one.path, len(one.items)) for one in further] == [("technologies/page/2/", PAGE), ("technologies/page/3/", 1)]
    assert further[0].pager[0].href == "../../../technologies/"


def test_every_term_that_is_used_has_pages_with_all_its_records(large):
    maker, discovery = large
    pages = {page.path: page for page in list_pages(discovery, maker)}
    for facet in discovery.aspects.facets:
        assert [way.text for way in pages[f"technologies/{facet.key}/"].siblings] == [term.label for term in facet.terms]
        for term in facet.terms:
            own = [page for path, page in pages.items() if path.startswith(f"technologies/{facet.key}/{term.id}/")]
            assert sum(len(page.items) for page in own) == term.count == own[0].total
    assert any(path.endswith("/page/2/") and path.count("/") == 5 for path in pages)


def test_a_page_of_a_term_leads_to_its_siblings_and_to_the_filter(catalogue):
    maker, render = make(catalogue)
    pages = {page.path: page for page in list_pages(discover_all(maker, render)["technologies"], maker)}
    page = pages["technologies/kind/software/"]
    assert [way.href for way in page.crumbs] == ["../../../", "../../../technologies/", "../../../technologies/kind/", None]
    assert page.filter_href == "../../../technologies/?kind=software"
    assert [way.href for way in page.siblings][:2] == ["../../../technologies/kind/hardware/", None]
    assert '<a href="../../../technologies/beta-code/">' in page.items[0]
    assert page.intro


def test_hostile_names_are_escaped_in_cards_and_labels(catalogue):
    record = catalogue.records["technologies"]["beta-code"]
    hostile = replace(record, values={**record.values, "name": {"en": "</script><img src=x onerror=alert(1)>"}})
    maker, render = make(replace(catalogue, records={**catalogue.records, "technologies": {"beta-code": hostile}}))
    discovery = discover_all(maker, render)["technologies"]
    assert "<img" not in "".join(read(discovery)[2])
    assert "<img" not in render("discovery", page=make_discovery_page(discovery, maker))


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_script_gets_every_phrase_in_each_plural(catalogue, code):
    maker, render = make(catalogue, code)
    phrases = dict(make_discovery_page(discover_all(maker, render)["technologies"], maker).phrases)
    plurals = {"en": {"one", "other"}, "fr": {"one", "many", "other"}}[code]
    assert {key.rpartition(".")[2] for key in phrases if key.startswith("count.")} == plurals
    assert phrases["remove"]
