"""Rendered fragments, compared with the ones kept in ``golden/``; ``pytest --update-golden`` writes them anew."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from generator.alternates import list_collection_alternates
from generator.checking import check_project
from generator.discovery_view import discover_all
from generator.i18n import LANGUAGES, make_language
from generator.linking import resolve_links
from generator.list_pages import list_pages
from generator.open_data.markdown_record import TwinWriter
from generator.overviews import Overview, fill_views
from generator.reading import read_phrases, read_project
from generator.rendering import make_renderer
from generator.similarity import Shared, Similar
from generator.views import PageMaker
from generator.worked_examples import WorkedExample
from tests.support.projects import PUBLICATION
from tests.support.sites import RECORDS, make_project

GOLDEN = Path(__file__).parent / "golden"
TODAY = date(2026, 11, 22)
VIEWS = {
    "discovery": '<div data-view="discovery" data-collection="technologies"></div>',
    "discovery-tree": '<div data-view="discovery" data-collection="suppliers"></div>',
    "timeline": '<div data-view="timeline" data-collection="eu_projects"></div>',
    "org-chart": '<div data-view="org-chart"></div>',
    "unit-contact": '<div data-view="unit-contact" data-unit="knowledge-transfer"></div>',
    "vocabulary": '<div data-view="vocabulary" data-name="availability"></div>',
    "home": '<div data-view="home"></div>',
    "coverage": '<div data-view="coverage"></div>',
    "data-files": '<div data-view="data-files"></div>',
    "example": '<div data-view="example" data-name="ask"></div>',
    "design": '<div data-view="design"></div>',
    "shortlist": '<div data-view="shortlist"></div>',
    "compare": '<div data-view="compare"></div>',
    "search": '<div data-view="search" data-root="../"></div>',
}

EXAMPLES = {"ask": WorkedExample('print("<https://site.example/>")\n', "py", "<https://site.example/>\n")}

SIMILAR = {
    ("technologies", "delta-gone"): (
        Similar(
            ("technologies", "alpha-chip"),
            (
                Shared("keyword", "en", "photon counting"),
                Shared("keyword", "fr", "comptage de photons"),
                Shared("value", "kind", "hardware"),
                Shared("link", "eu_projects", "big-science"),
                Shared("value", "fields", "healthcare"),
            ),
        ),
        Similar(("technologies", "beta-code"), (Shared("keyword", "en", "simulation"),)),
    )
}


@pytest.fixture(scope="session")
def makers(tmp_path_factory):
    catalogue = check_project(read_project(make_project(tmp_path_factory.mktemp("golden"))), today=TODAY).catalogue
    links = resolve_links(catalogue)

    @cache
    def make(code):
        language = make_language(code, read_phrases(code))
        return PageMaker(catalogue, links, language, built_on=TODAY, publication=PUBLICATION, similar=SIMILAR), make_renderer(language)

    return make


def compare(html, path, request):
    compare_text("\n".join(line.strip() for line in html.splitlines() if line.strip()) + "\n", path, request)


def compare_text(text, path, request):
    kept = GOLDEN / path
    if request.config.getoption("--update-golden"):
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(text, "utf-8")
    assert text == kept.read_text("utf-8")


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("reference", RECORDS)
def test_record_page(makers, request, reference, code):
    maker, render = makers(code)
    collection, id_ = reference.split("/")
    page = maker.make_page(maker.catalogue.records[collection][id_])
    compare(render("record", page=page), f"{collection}/{id_}.{code}.html", request)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("reference", RECORDS)
def test_record_in_markdown(makers, request, reference, code):
    maker, _ = makers(code)
    collection, id_ = reference.split("/")
    compare_text(TwinWriter(maker).write(maker.catalogue.records[collection][id_]), f"{collection}/{id_}.{code}.md", request)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", VIEWS)
def test_view(makers, request, name, code):
    maker, render = makers(code)
    html = fill_views(VIEWS[name], page="page.html", overview=Overview(maker, render, "../", discover_all(maker, render), (), EXAMPLES))
    compare(html, f"views/{name}.{code}.html", request)


@pytest.mark.parametrize("code", LANGUAGES)
def test_letters(makers, request, code):
    maker, render = makers(code)
    collection = maker.catalogue.collections["technologies"]
    listing, alternates = maker.cards.list_by_letter(collection), list_collection_alternates(collection, maker.language)
    compare(render("letters", listing=listing, title="Technologies", alternates=alternates), f"views/letters.{code}.html", request)


LISTS = {"facet": "technologies/kind/", "term": "technologies/field/healthcare/"}


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", LISTS)
def test_list_page(makers, request, name, code):
    maker, render = makers(code)
    pages = list_pages(discover_all(maker, render)["technologies"], maker)
    page = next(page for page in pages if page.path == LISTS[name])
    compare(render("list-page", page=page), f"views/{name}.{code}.html", request)


def test_every_kept_fragment_is_still_made():
    made = {f"{reference}.{code}.{form}" for reference in RECORDS for code in LANGUAGES for form in ("html", "md")}
    made |= {f"views/{name}.{code}.html" for name in (*VIEWS, *LISTS, "letters") for code in LANGUAGES}
    assert {path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*.*")} == made
