"""The other forms of a page: where they lie, and what links to them say."""

import pytest

from generator.alternates import (
    EVERYTHING,
    calendar_path,
    document_path,
    feed_path,
    list_collection_alternates,
    list_prose_alternates,
    list_record_alternates,
    list_term_alternates,
)
from generator.i18n import LANGUAGES, make_language
from generator.reading import read_phrases
from generator.rendering import make_renderer
from tests.support.projects import check_records

HOSTILE = "\"><script>alert(1)</script>'&"
COLLECTIONS = check_records({}).catalogue.collections


@pytest.fixture(params=LANGUAGES)
def language(request):
    return make_language(request.param, read_phrases(request.param))


def show(alternates):
    return [(one.media_type, one.path, one.text) for one in alternates]


def test_only_feeds_and_calendars_differ_between_languages():
    assert document_path("eu-projects", "aida") == "api/v1/eu-projects/aida.json"
    assert feed_path("en", EVERYTHING) == "feeds/all.xml"
    assert feed_path("fr", "technologies", "field", "energy") == "fr/feeds/technologies/field/energy.xml"
    assert (calendar_path("en", "eu-projects"), calendar_path("fr", "eu-projects")) == (
        "feeds/eu-projects.ics",
        "fr/feeds/eu-projects.ics",
    )


def test_a_record_has_its_document_and_the_feed_of_its_collection(language):
    folder = "" if language.code == "en" else "fr/"
    assert show(list_record_alternates(COLLECTIONS["technologies"], "white-rabbit", language)) == [
        ("application/json", "api/v1/technologies/white-rabbit.json", "JSON"),
        ("text/markdown", f"{folder}technologies/white-rabbit/index.md", "Markdown"),
        ("application/atom+xml", f"{folder}feeds/technologies.xml", "Atom (Technologies)"),
    ]


def test_a_list_has_its_index_its_table_and_its_feed(language):
    folder = "" if language.code == "en" else "fr/"
    assert show(list_collection_alternates(COLLECTIONS["technologies"], language)) == [
        ("application/json", "api/v1/technologies/index.json", "JSON"),
        ("text/csv", "downloads/technologies.csv", "CSV"),
        ("application/atom+xml", f"{folder}feeds/technologies.xml", "Atom"),
    ]


def test_a_list_of_what_takes_place_between_two_dates_has_a_calendar(language):
    *_, calendar = list_collection_alternates(COLLECTIONS["eu_projects"], language)
    assert (calendar.media_type, calendar.path) == ("text/calendar", calendar_path(language.code, "eu-projects"))
    assert calendar.text == {"en": "Calendar", "fr": "Calendrier"}[language.code]


def test_a_term_has_a_feed_of_its_own_and_the_table_of_the_collection(language):
    feed, table = list_term_alternates(COLLECTIONS["eu_projects"], "programme", "H2020", language)
    assert (feed.path, feed.text) == (feed_path(language.code, "eu-projects", "programme", "H2020"), "Atom")
    assert (table.path, table.text) == ("downloads/eu-projects.csv", f"CSV ({COLLECTIONS['eu_projects'].title[language.code]})")


def test_of_the_prose_the_home_page_and_the_fronts_of_collections_have_some(language):
    def find(page):
        return list_prose_alternates(page, COLLECTIONS.values(), language)

    assert [one.path for one in find("")] == [feed_path(language.code, EVERYTHING)]
    assert find("department/") == list_collection_alternates(COLLECTIONS["units"], language)
    assert find("department/history/") == find("about/") == find("404.html") == ()


@pytest.mark.parametrize("template", ["alternates", "alternate-links"])
def test_links_lead_from_the_page_to_the_root_of_the_site_and_are_escaped(language, template):
    alternates = list_record_alternates(COLLECTIONS["technologies"], "x", language)
    html = make_renderer(language)(template, alternates=alternates, root="../../")
    assert f'href="{"../../" if language.code == "en" else "../../../"}api/v1/technologies/x.json"' in html
    hostile = make_renderer(language)(template, alternates=[type(alternates[0])(HOSTILE, HOSTILE, HOSTILE)], root="")
    assert "<script" not in hostile
    assert hostile.count("&lt;script&gt;") == 3


def test_a_page_without_other_forms_says_nothing(language):
    render = make_renderer(language)
    assert render("alternates", alternates=(), root="") == ""
    assert "<" not in render("alternate-links", alternates=(), root="")
