"""The search of the whole site: what it finds, how it is used, that everybody can use it."""

import re

import pytest
from playwright.sync_api import expect

from generator.i18n import LANGUAGES
from tests.browser.search_queries import QUERIES
from tests.browser.test_keyboard import focus_by_tab
from tests.browser.test_pages import find_violations, prefix

pytestmark = pytest.mark.xdist_group("browser")


def ask(made, words):
    """Open the search, write words, and return the links of what is found once it is there."""
    page = made.page
    if not page.locator(".ipt-search").evaluate("dialog => dialog.open"):
        page.keyboard.press("/")
    page.locator(".ipt-search input[type=search]").fill(words)
    links = page.locator(".ipt-hit a")
    links.first.wait_for()
    return links


def is_focused(locator):
    return locator.evaluate("element => element === document.activeElement")


# --- What it finds --------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_that_is_looked_for_comes_first(visit, language):
    made = visit()
    made.open(prefix(language))
    missed = []
    for words, path, place in QUERIES[language]:
        made.page.reload()
        links = ask(made, words)
        hrefs = [link.get_attribute("href") for link in links.all()[:place]]
        if not any(href.endswith(f"/ipt/{prefix(language)}{path}") for href in hrefs):
            missed.append((words, hrefs))
    assert missed == []


def test_what_is_found_stands_in_groups_by_kind(visit):
    made = visit()
    made.open("")
    ask(made, "vacuum")
    groups = made.page.locator(".ipt-search__group")
    assert groups.locator("h2").all_inner_texts()[0] == "Supplier categories"
    assert len(set(groups.locator("h2").all_inner_texts())) == groups.count() >= 3
    for group in groups.all():
        kind = group.get_attribute("data-collection").replace("_", "-")
        if kind != "guides":
            assert all(f"/{kind}/" in link.get_attribute("href") for link in group.locator("a").all())
    assert made.page.locator('[data-collection="suppliers"] .ipt-hit__badge').first.inner_text() == "Supply"


def test_the_search_can_be_kept_to_one_kind(visit):
    made = visit()
    made.open("")
    links = ask(made, "detector")
    dialog = made.page.locator(".ipt-search")
    dialog.locator("label", has_text="EU projects").click()
    expect(made.page.locator(".ipt-search__group")).to_have_count(1)
    total = int(dialog.locator("label", has_text="EU projects").locator(".ipt-count").inner_text())
    assert links.count() == min(total, 40) > 5
    assert all("/eu-projects/" in link.get_attribute("href") for link in links.all())
    dialog.locator("label", has_text="All").click()
    expect(made.page.locator(".ipt-search__group").nth(1)).to_be_visible()


def test_a_group_can_be_seen_in_full(visit):
    made = visit()
    made.open("fr/")
    links = ask(made, "vide")
    made.page.get_by_role("button", name=re.compile("^Tout voir")).first.click()
    expect(made.page.locator(".ipt-search__group")).to_have_count(1)
    expect(links.nth(5)).to_be_attached()
    assert is_focused(made.page.locator(".ipt-search input[type=search]"))


def test_it_says_why_a_page_is_found(visit):
    made = visit()
    made.open("")
    ask(made, "scaffolding")
    assert made.page.locator(".ipt-hit mark").first.inner_text() == "Scaffolding"


def test_pages_with_some_of_the_words_stand_in_for_none(visit):
    made = visit()
    made.open("")
    ask(made, "vaccum chamber")
    expect(made.page.locator(".ipt-search [role=status]")).to_contain_text("None has all the words")


@pytest.mark.parametrize("words", ["zzzz", "xylophone qwertz"])
def test_nothing_found_is_said_and_leads_to_the_other_language(visit, words):
    made = visit()
    made.open("technologies/white-rabbit/")
    made.page.keyboard.press("/")
    made.page.keyboard.type(words)
    expect(made.page.locator(".ipt-search [role=status]")).to_have_text("No page says these words.")
    assert made.page.locator(".ipt-hit").count() == 0
    made.page.get_by_role("link", name="Search in French").click()
    made.page.wait_for_url(re.compile(r"/ipt/fr/about/search/\?q="))
    expect(made.page.locator(".ipt-search input[type=search]")).to_have_value(words)


def test_what_is_written_is_shown_as_text(visit):
    made = visit()
    made.open("")
    made.page.keyboard.press("/")
    made.page.keyboard.type('<img src=x onerror="document.title=1"> vacuum')
    expect(made.page.locator(".ipt-search [role=status]")).not_to_be_empty()
    assert made.page.locator(".ipt-search img").count() == 0


@pytest.mark.parametrize(
    ("words", "spellings"),
    [
        ("white rabbit", ["white rabbit"]),
        ("Medipix 3", ["Medipix 3", "medipix3"]),
        ("EP 2 994 779 B1", ["EP 2 994 779 B1", "ep2994779b1"]),
        ("10.5772/56849", ["10.5772/56849"]),
        ("doi: 10.5772/56849", ["10.5772/56849"]),
        ("44167110-7", ["44167110"]),
        ("become a supplier", ["become supplier"]),
        ("l’azote et l'hélium", ["azote hélium"]),
        ("to a", ["to a"]),
    ],
)
def test_words_are_looked_for_as_people_write_them(visit, words, spellings):
    made = visit()
    made.open("")
    script = "words => import('/ipt/assets/javascripts/search/spelling.js').then(module => module.listSpellings(words))"
    assert made.page.evaluate(script, words) == spellings


@pytest.mark.parametrize(
    ("words", "title", "grade"),
    [
        ("aida 2020", "AIDA-2020", 3),
        ("ECHAFAUDAGE", "Échafaudage", 3),
        ("white rabbit", "White Rabbit switch", 2),
        ("aimant supraconducteur", "Aimants supraconducteurs", 2),
        ("chambre à vide", "Chambres à vide et écrans de faisceau", 1),
        ("vide", "Vidéo", 2),
        ("cable", "Vacuum chambers", 0),
        ("!?", "Vacuum chambers", 0),
    ],
)
def test_a_name_is_graded_by_how_well_the_words_say_it(visit, words, title, grade):
    made = visit()
    made.open("")
    script = "page => import('/ipt/assets/javascripts/search/spelling.js').then(module => module.gradeName(page.words, page))"
    assert made.page.evaluate(script, {"words": words, "title": title, "url": "/ipt/technologies/some-id/"}) == grade


# --- How it is used -------------------------------------------------------------------------------


@pytest.mark.parametrize("keys", ["/", "Control+k"])
def test_the_search_opens_finds_and_leads_on(visit, keys):
    made = visit()
    made.open("suppliers/all/")
    made.page.keyboard.press(keys)
    made.page.keyboard.type("white rabbit switch")
    made.page.locator(".ipt-hit a", has_text="White Rabbit switch").first.wait_for()
    made.page.keyboard.press("ArrowDown")
    assert made.page.evaluate("document.activeElement.href").endswith("/technologies/white-rabbit-switch/")
    made.page.keyboard.press("Enter")
    made.page.wait_for_url(re.compile(r"/technologies/white-rabbit-switch/"))


def test_enter_opens_the_first_page(visit):
    made = visit()
    made.open("")
    ask(made, "AIDA-2020")
    made.page.keyboard.press("Enter")
    made.page.wait_for_url(re.compile(r"/eu-projects/aida-2020/$"))


def test_arrows_go_up_and_down_and_back_to_the_words(visit):
    made = visit()
    made.open("")
    links = ask(made, "vacuum")
    field = made.page.locator(".ipt-search input[type=search]")
    made.page.keyboard.press("ArrowDown")
    made.page.keyboard.press("ArrowDown")
    assert is_focused(links.nth(1))
    made.page.keyboard.press("ArrowUp")
    assert is_focused(links.nth(0))
    made.page.keyboard.press("ArrowUp")
    assert is_focused(field)
    made.page.keyboard.press("ArrowDown")
    made.page.keyboard.type("s")
    assert is_focused(field)
    assert field.input_value() == "vacuums"


def test_a_result_is_kept_on_the_shortlist(visit):
    made = visit()
    made.open("")
    links = ask(made, "medipix3")
    mark = made.page.locator('.ipt-hit .ipt-mark[data-mark="technologies/medipix3"]')
    links.first.focus()
    made.page.keyboard.press("Tab")
    assert is_focused(mark)
    made.page.keyboard.press("Enter")
    expect(mark).to_have_attribute("aria-pressed", "true")
    made.page.keyboard.press("ArrowDown")
    assert is_focused(links.nth(1))
    made.page.keyboard.press("Escape")
    assert made.page.locator(".ipt-marks__count").inner_text() == "1"


def test_guides_among_the_results_cannot_be_kept(visit):
    made = visit()
    made.open("")
    ask(made, "licensing step by step")
    assert made.page.locator('[data-collection="guides"] .ipt-hit').count() > 0
    assert made.page.locator('[data-collection="guides"] .ipt-mark').count() == 0


def test_escape_closes_the_search_and_returns_the_focus(visit):
    made = visit()
    made.open("")
    trigger = made.page.locator(".ipt-search-open")
    focus_by_tab(made.page, trigger)
    made.page.keyboard.press("Enter")
    dialog = made.page.locator(".ipt-search")
    expect(dialog).to_be_visible()
    made.page.keyboard.type("vacuum")
    made.page.locator(".ipt-hit a").first.wait_for()
    made.page.keyboard.press("ArrowDown")
    made.page.keyboard.press("Escape")
    expect(dialog).not_to_be_visible()
    assert is_focused(trigger)


def test_the_dialog_is_there_before_anything_is_loaded(visit):
    made = visit()
    made.page.route("**/pagefind/**", lambda route: None)
    made.open("")
    made.page.keyboard.press("/")
    assert made.page.locator(".ipt-search input[type=search]").evaluate("field => field === document.activeElement")


def test_a_search_that_cannot_be_loaded_says_so(chromium, site_root):
    page = chromium.new_page()
    page.route("**/pagefind/pagefind.js", lambda route: route.abort())
    page.goto(site_root)
    page.keyboard.press("/")
    page.keyboard.type("vacuum")
    expect(page.locator(".ipt-search [role=status]")).to_contain_text("cannot be loaded")
    page.close()


def test_a_slash_in_a_text_that_is_written_stays_there(visit):
    made = visit()
    made.open("")
    ask(made, "vacuum")
    made.page.keyboard.type("/")
    expect(made.page.locator(".ipt-search input[type=search]")).to_have_value("vacuum/")


def test_a_wrong_address_is_searched_for_in_its_words(chromium, site_root):
    page = chromium.new_page()
    page.goto(f"{site_root}technologies/white_rabbit.html")
    page.locator(".ipt-lost [data-ipt-search]").click()
    expect(page.locator(".ipt-search input[type=search]")).to_have_value("white rabbit")
    first = page.locator(".ipt-hit a").first
    first.wait_for()
    assert first.get_attribute("href").endswith("/ipt/technologies/white-rabbit/")
    page.close()


def test_without_scripts_the_search_leads_to_the_lists(visit):
    made = visit(javascript=False)
    made.open("fr/technologies/white-rabbit/")
    made.page.locator(".ipt-search-open").click()
    made.page.wait_for_url(re.compile(r"/fr/about/search/$"))
    made.page.get_by_role("main").get_by_role("link", name="Catégories de fournisseurs").click()
    made.page.wait_for_url(re.compile(r"/fr/suppliers/all/$"))


# --- That everybody can use it --------------------------------------------------------------------


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_dialog_is_accessible_and_fits_its_screen(visit, language, scheme, width):
    made = visit(width=width, scheme=scheme)
    made.open(prefix(language))
    ask(made, "vacuum")
    made.page.keyboard.press("ArrowDown")
    assert find_violations(made.page) == []
    dialog = made.page.locator(".ipt-search")
    assert dialog.evaluate("dialog => dialog.scrollWidth <= dialog.clientWidth && dialog.getBoundingClientRect().right <= innerWidth")
    assert dialog.locator(".ipt-search__results").evaluate("list => list.scrollWidth <= list.clientWidth")


def test_how_many_were_found_is_announced_in_the_language_of_the_page(visit):
    made = visit()
    made.open("fr/")
    ask(made, "echafaudage")
    expect(made.page.locator(".ipt-search [role=status]")).to_have_text("1 page trouvée.")
