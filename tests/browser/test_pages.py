"""Every type of page, in both languages and schemes, on a phone and on a wide screen."""

import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from generator.i18n import LANGUAGES

pytestmark = pytest.mark.xdist_group("pages")

PAGES = {
    "home": "",
    "technologies": "technologies/",
    "letters": "technologies/all/",
    "facet": "technologies/field/",
    "term": "technologies/field/healthcare/",
    "technology": "technologies/white-rabbit/",
    "technology with five licences": "technologies/fmc-adc-100m/",
    "technology without licence": "technologies/medipix3/",
    "technology with patents": "technologies/neg-thin-film-coating/",
    "suppliers": "suppliers/",
    "family": "suppliers/civil-engineering/",
    "thresholds": "suppliers/thresholds/",
    "eu projects": "eu-projects/",
    "eu project": "eu-projects/aida-2020/",
    "department": "department/",
    "group": "department/knowledge-transfer/",
    "prose": "technologies/licensing/",
    "field reference": "contribute/records/",
    "vocabularies": "contribute/vocabularies/",
    "error code": "contribute/errors/unknown-key/",
    "error codes": "contribute/errors/all/",
    "section": "department/pi-research-and-industrial-services/",
    "history": "department/history/",
    "data": "data/",
    "worked examples": "data/examples/",
    "glossary": "about/glossary/",
    "coverage": "about/coverage/",
    "api": "data/api/",
    "design": "about/design/",
    "search": "about/search/",
}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def prefix(language):
    return "" if language == LANGUAGES[0] else f"{language}/"


def find_violations(page):
    result = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]})
    return [f"{one['id']}: {node['target']}" for one in result.response["violations"] for node in one["nodes"]]


@pytest.mark.parametrize("name", ["home", "technologies", "term", "eu project"])
def test_a_page_links_its_other_forms_without_fetching_them(visit, name):
    made = visit()
    asked = []
    made.page.on("request", lambda request: asked.append(request.url))
    made.open(PAGES[name])
    made.page.wait_for_load_state("networkidle")
    assert made.page.locator("head link[type='application/atom+xml']").count() == 1
    assert [url for url in asked if re.search(r"/api/|/feeds/|sitemap|\.csv$", url)] == []


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_and_fits_its_screen(visit, name, language, scheme, width):
    made = visit(width=width, scheme=scheme)
    made.open(prefix(language) + PAGES[name])
    page = made.page
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert find_violations(page) == []


@pytest.mark.parametrize("path", ["", "technologies/white-rabbit/", "fr/suppliers/all/"])
def test_a_page_can_be_zoomed_to_200_percent(visit, path):
    made = visit(width=320, height=450)
    made.open(path)
    assert made.page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_address_shows_a_page_that_helps(chromium, site_root, language):
    page = chromium.new_page()
    answer = page.goto(f"{site_root}{prefix(language)}nowhere/")
    assert answer.status == 404
    assert page.get_by_role("heading", level=1).inner_text() == "This page does not exist"
    page.get_by_role("link", name="Technologies").first.click()
    page.wait_for_url(f"{site_root}technologies/")
    page.close()


def test_without_scripts_every_record_can_be_found_and_read(visit):
    made = visit(javascript=False)
    made.open("")
    made.page.get_by_role("link", name="Technologies", exact=False).first.click()
    made.page.get_by_role("link", name="All, from A to Z").click()
    made.page.get_by_role("link", name="White Rabbit", exact=True).click()
    assert made.page.get_by_role("heading", level=1).inner_text() == "White Rabbit"
    assert made.page.get_by_role("heading", name="What may I do with it?").is_visible()


def test_without_scripts_a_term_leads_to_its_records(visit):
    made = visit(javascript=False)
    made.open("fr/technologies/")
    assert not made.page.get_by_role("search").is_visible()
    made.page.get_by_role("navigation", name="Parcourir sans filtre").get_by_role("link", name="Quantique").click()
    assert made.page.get_by_role("heading", level=1).inner_text() == "Technologies\u202f: Technologies quantiques"
    assert made.page.get_by_role("link", name="Technologies", exact=True).first.is_visible()
    made.page.get_by_role("link", name="White Rabbit", exact=True).click()
    made.page.wait_for_url("**/fr/technologies/white-rabbit/")


def test_a_page_of_a_term_has_its_look_its_other_language_and_its_place_in_the_site(visit):
    made = visit()
    made.open("technologies/field/quantum/")
    assert made.page.locator(".md-tabs__item--active").inner_text() == "Technologies"
    assert made.page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor") == "rgb(251, 250, 247)"
    made.page.get_by_role("link", name="Français").click()
    made.page.wait_for_url("**/fr/technologies/field/quantum/")
    made.page.get_by_role("navigation", name="Vous êtes ici").get_by_role("link", name="Domaines d’application").click()
    made.page.wait_for_url("**/fr/technologies/field/")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_timeline_is_accessible_and_scrolls_by_itself(visit, language, scheme, width):
    made = visit(width=width, scheme=scheme)
    made.open(f"{prefix(language)}eu-projects/")
    made.page.locator(".ipt-spans > summary").click()
    made.page.locator(".ipt-spans details > summary").click()
    assert made.page.evaluate("document.documentElement.scrollWidth") <= width
    assert find_violations(made.page) == []


def test_a_bar_of_the_timeline_leads_to_its_project_and_so_does_the_table(visit):
    made = visit()
    made.open("eu-projects/")
    made.page.locator(".ipt-spans > summary").click()
    bar = made.page.locator(".ipt-spans a", has=made.page.locator("title", has_text="AIDA-2020:"))
    address = bar.get_attribute("href")
    made.page.locator(".ipt-spans details > summary").click()
    row = made.page.get_by_role("row", name="AIDA-2020 Horizon 2020")
    assert row.get_by_role("cell").all_inner_texts() == ["Horizon 2020", "1 May 2015", "30 April 2020"]
    assert row.get_by_role("link").get_attribute("href") == address
    bar.locator("rect").click()
    made.page.wait_for_url("**/eu-projects/aida-2020/")


def test_print_leaves_only_the_record(visit):
    made = visit()
    made.open("technologies/white-rabbit/")
    made.page.emulate_media(media="print")
    assert made.page.get_by_role("heading", name="What may I do with it?").is_visible()
    assert not made.page.locator(".md-header").is_visible()
    assert not made.page.locator(".md-tabs").is_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_paper_a_record_stands_alone_and_unfolded(visit, language):
    made = visit(width=680)
    made.open(f"{prefix(language)}technologies/white-rabbit/")
    page = made.page
    assert page.locator(".ipt-permission:not([open])").count() > 0
    page.emulate_media(media="print")
    for hidden in (".md-header", ".md-tabs", ".md-sidebar--primary", ".ipt-path", ".ipt-copy", ".ipt-linked", ".ipt-foot__links"):
        assert not any(one.is_visible() for one in page.locator(hidden).all()), hidden
    assert all(one.is_visible() for one in page.locator(".ipt-permission__list").all())
    panel, description = (page.locator(one).bounding_box()["y"] for one in (".ipt-panel", "#description"))
    assert panel < description
    assert page.locator("#cite-text").is_visible()
    assert not page.locator("#cite-bibtex").is_visible()


@pytest.mark.parametrize("record", ["technologies/actiwiz/", "suppliers/catering/", "eu-projects/aarc/"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_record_of_usual_length_is_one_sheet(visit, language, record):
    made = visit()
    made.open(prefix(language) + record)
    assert len(re.findall(rb"/Type\s*/Page\b", made.page.pdf(format="A4"))) == 1


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_record_with_everything_unfolded_is_accessible_and_fits(visit, language, scheme, width):
    made = visit(width=width, scheme=scheme)
    made.open(f"{prefix(language)}technologies/white-rabbit/")
    folded = made.page.locator(".ipt-record details:not([open]) > summary")
    for _ in range(folded.count()):
        folded.first.click()
    assert folded.count() == 0
    assert made.page.evaluate("document.documentElement.scrollWidth") <= width
    made.page.evaluate("scrollTo(0, 0)")
    assert find_violations(made.page) == []


@pytest.mark.parametrize(
    "path", ["", "technologies/white-rabbit/", "fr/eu-projects/aida-2020/", "department/ipt/", "suppliers/civil-engineering/"]
)
def test_a_page_describes_itself_for_machines(visit, path):
    made = visit()
    made.open(path)
    (text,) = made.page.locator('script[type="application/ld+json"]').all_text_contents()
    graph = json.loads(text)["@graph"]
    canonical = made.page.locator('link[rel="canonical"]').get_attribute("href")
    assert canonical in {one.get("url") for one in graph}
