"""What a person does on the discovery pages: filter by facets, words and ranges, sort, page, share, go back."""

import re
import unicodedata
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.test_keyboard import focus_by_tab, wait_until
from tests.browser.test_pages import find_violations

pytestmark = pytest.mark.xdist_group("browser")

TECHNOLOGIES = "technologies/"
PORTION = 60


class Data:
    """The data files of a discovery page, and what they say of a choice."""

    def __init__(self, page):
        address = urljoin(page.url, page.locator("[data-discovery]").get_attribute("data-index"))
        self.index = page.request.get(address).json()
        self.texts = page.request.get(urljoin(address, self.index["text"])).json()
        self.total = self.index["count"]

    def column(self, key):
        """Give the ids of the terms of each record."""
        facet = next(facet for facet in self.index["facets"] if facet["key"] == key)
        values = [[value] if isinstance(value, int) else value or [] for value in facet["values"]]
        return [{facet["terms"][value][0] for value in own} for own in values]

    def find(self, words="", **chosen):
        """List the ids of the records that have one chosen term of each facet and every word."""
        kept = range(self.total)
        for key, ids in chosen.items():
            column = self.column(key)
            kept = [record for record in kept if column[record] & set(ids)]
        texts = [f" {own} {other}" for own, other in zip(self.texts["own"], self.texts["other"], strict=True)]
        return [self.index["ids"][record] for record in kept if all(f" {word}" in texts[record] for word in words.split())]

    def count(self, key, id_, **chosen):
        """Count the records that a term would show beside what is chosen in other facets."""
        return len(self.find(**{**chosen, key: [id_]}))


def start(made, path=TECHNOLOGIES):
    """Open a discovery page, wait for its script, and read its data."""
    made.open(path)
    made.page.locator("[data-discovery][data-ready]").wait_for()
    return Data(made.page)


def box(page, key, id_):
    return page.locator(f'input[name="{key}"][value="{id_}"]')


def shown(page):
    """List the ids of the cards that are painted."""
    return [link.get_attribute("href").split("/")[-2] for link in page.locator("[data-list] .ipt-card__name a").all()]


def expect_total(page, number):
    expect(page.locator("[data-status]")).to_have_text(re.compile(rf"^{number} "))


def expect_query(page, text):
    """Expect the query of the address to be this, in readable signs."""
    wait_until(page, "text => decodeURIComponent(location.search).replace(/^[?]/, '') === text", text)


def test_terms_of_a_facet_add_up_and_facets_narrow(visit):
    made = visit()
    data = start(made)
    page = made.page
    box(page, "field", "energy").check()
    expect_total(page, len(data.find(field=["energy"])))
    box(page, "field", "quantum").check()
    both = data.find(field=["energy", "quantum"])
    assert len(both) > len(data.find(field=["energy"]))
    expect_total(page, len(both))
    box(page, "kind", "hardware").check()
    found = data.find(field=["energy", "quantum"], kind=["hardware"])
    expect_total(page, len(found))
    assert 0 < len(found) < len(both)
    assert shown(page) == found[:PORTION]
    expect_query(page, "field=energy,quantum&kind=hardware")


def test_counts_are_those_of_the_data(visit):
    made = visit()
    data = start(made)
    page = made.page
    chosen = {"field": ["energy", "quantum"], "kind": ["hardware"]}
    for key, ids in chosen.items():
        for id_ in ids:
            box(page, key, id_).check()
    for facet in data.index["facets"]:
        for id_, _ in facet["terms"]:
            others = {key: ids for key, ids in chosen.items() if key != facet["key"]}
            count = data.count(facet["key"], id_, **others)
            label = page.locator("label", has=box(page, facet["key"], id_))
            expect(label.locator("[data-count]")).to_have_text(str(count))
            if not count:
                expect(box(page, facet["key"], id_)).to_be_disabled()


def test_the_keyboard_alone_filters_and_keeps_its_place(visit):
    made = visit()
    data = start(made)
    page = made.page
    field = page.locator('.ipt-facets input[name="q"]')
    focus_by_tab(page, field)
    page.keyboard.type("magnet")
    expect_total(page, len(data.find("magnet")))
    software = box(page, "kind", "software")
    focus_by_tab(page, software)
    page.keyboard.press("Space")
    expect_total(page, len(data.find("magnet", kind=["software"])))
    assert software.evaluate("element => element === document.activeElement")
    page.keyboard.press("Space")
    expect_total(page, len(data.find("magnet")))
    assert software.evaluate("element => element === document.activeElement")


def test_the_address_says_what_is_chosen_and_history_follows(visit):
    made = visit()
    data = start(made)
    page = made.page
    box(page, "field", "energy").check()
    box(page, "kind", "hardware").check()
    page.locator('.ipt-facets input[name="q"]').press_sequentially("power")
    expect_total(page, len(data.find("power", field=["energy"], kind=["hardware"])))
    expect_query(page, "q=power&field=energy&kind=hardware")
    page.go_back()
    expect_query(page, "field=energy")
    expect(box(page, "kind", "hardware")).not_to_be_checked()
    expect(page.locator('.ipt-facets input[name="q"]')).to_have_value("")
    expect_total(page, len(data.find(field=["energy"])))
    page.go_back()
    expect_total(page, data.total)
    page.go_forward()
    expect(box(page, "field", "energy")).to_be_checked()
    expect_total(page, len(data.find(field=["energy"])))
    page.reload()
    expect(box(page, "field", "energy")).to_be_checked()
    expect_total(page, len(data.find(field=["energy"])))


def test_a_strange_address_does_no_harm(visit):
    made = visit()
    data = start(made, f"{TECHNOLOGIES}?field=nothing,%3Cimg%20src=x%3E&price=1&sort=cost&trl=x-y&q=%3Cimg%20src=x%20onerror=alert(1)%3E")
    page = made.page
    expect_total(page, 0)
    assert page.locator("[data-chips] li").count() == 1
    assert page.locator(".ipt-discovery img").count() == 0
    page.locator("[data-chips] button").click()
    expect_total(page, data.total)
    expect_query(page, "")


@pytest.mark.parametrize("words", ["detecteur pixels", "DÉTECTEUR pixels", "pixels détecteur"])
def test_words_are_found_without_accents_and_in_any_order(visit, words):
    made = visit()
    data = start(made, f"fr/{TECHNOLOGIES}")
    made.page.locator('.ipt-facets input[name="q"]').fill(words)
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", words.lower()) if not unicodedata.combining(sign))
    found = data.find(plain)
    assert found
    expect_total(made.page, len(found))
    assert set(shown(made.page)) == set(found)


@pytest.mark.parametrize(
    ("path", "words", "id_"),
    [
        ("eu-projects/", "654168", "aida-2020"),
        ("eu-projects/", "aida 2020", "aida-2020"),
        (TECHNOLOGIES, "open hardw white rab", "white-rabbit"),
    ],
)
def test_numbers_acronyms_and_keywords_are_found(visit, path, words, id_):
    made = visit()
    start(made, path)
    made.page.locator('.ipt-facets input[name="q"]').fill(words)
    expect(made.page.locator(f'[data-list] a[href$="/{id_}/"]')).to_be_visible()


def test_a_code_of_the_common_vocabulary_finds_its_category(visit):
    made = visit()
    data = start(made, "suppliers/")
    code = next(word for text in data.texts["own"] for word in text.split() if re.fullmatch(r"\d{8}", word))
    made.page.locator('.ipt-facets input[name="q"]').fill(code)
    expect_total(made.page, len(data.find(code)))


def test_english_words_are_the_second_choice_of_a_french_page(visit):
    made = visit()
    data = start(made, f"fr/{TECHNOLOGIES}")
    made.page.locator('.ipt-facets input[name="q"]').fill("software")
    found = data.find("software")
    expect_total(made.page, len(found))
    own = [id_ for id_ in found if " software" in " " + data.texts["own"][data.index["ids"].index(id_)]]
    assert 0 < len(own) < len(found)
    assert shown(made.page)[: len(own)] == own[:PORTION]
    expect(made.page.locator("[data-note]")).to_contain_text("mots anglais")


def test_nothing_found_says_what_to_loosen(visit):
    made = visit()
    data = start(made)
    page = made.page
    page.locator('.ipt-facets input[name="q"]').fill("zzzz")
    box(page, "kind", "software").evaluate("element => element.click()")
    expect_total(page, 0)
    note = page.locator("[data-note]")
    expect(note).to_contain_text("No record fits")
    ways = note.get_by_role("button")
    expect(ways).to_have_count(1)
    expect(ways).to_contain_text(str(data.total))
    ways.focus()
    page.keyboard.press("Enter")
    expect_total(page, data.total)
    assert page.locator("[data-status]").evaluate("element => element === document.activeElement")


def test_chips_take_single_filters_away_and_keep_the_focus(visit):
    made = visit()
    data = start(made, f"{TECHNOLOGIES}?field=energy,quantum&kind=hardware&q=a")
    page = made.page
    expect(page.locator("[data-chips] li")).to_have_count(4)
    page.get_by_role("button", name=re.compile("Remove the filter .*Energy")).focus()
    page.keyboard.press("Enter")
    expect_total(page, len(data.find("a", field=["quantum"], kind=["hardware"])))
    expect_query(page, "q=a&field=quantum&kind=hardware")
    expect(box(page, "field", "energy")).not_to_be_checked()
    for _ in range(3):
        assert page.evaluate("document.activeElement.closest('[data-chips]') !== null")
        page.keyboard.press("Enter")
    expect_total(page, data.total)
    assert page.locator("[data-status]").evaluate("element => element === document.activeElement")


def test_everything_can_be_cleared_at_once(visit):
    made = visit()
    data = start(made, f"{TECHNOLOGIES}?q=magnet&kind=hardware&sort=reviewed")
    made.page.locator("[data-clear]").click()
    expect_total(made.page, data.total)
    expect_query(made.page, "sort=reviewed")
    made.page.go_back()
    expect(made.page.locator('.ipt-facets input[name="q"]')).to_have_value("magnet")


def test_a_range_says_how_many_state_nothing_and_takes_them_in(visit):
    made = visit()
    data = start(made, "eu-projects/")
    page = made.page
    values = next(one["values"] for one in data.index["ranges"] if one["key"] == "start")
    fitting = sum(value is not None and value >= 2015 for value in values)
    missing = values.count(None)
    assert missing
    unstated = page.locator('input[name="start-unstated"]')
    expect(unstated).to_be_hidden()
    page.locator('input[name="start-from"]').fill("2015")
    page.keyboard.press("Enter")
    expect_total(page, fitting)
    expect_query(page, "start=2015-")
    expect(page.locator("[data-note]")).to_contain_text(f"{missing} record")
    unstated.check()
    expect_total(page, fitting + missing)
    expect_query(page, "start=2015-,unstated")
    expect(page.locator("[data-note]")).to_be_empty()
    page.locator('input[name="start-from"]').fill("")
    page.keyboard.press("Tab")
    expect_total(page, data.total)


@pytest.mark.parametrize("key", ["reviewed", "trl"])
def test_an_order_can_be_chosen(visit, key):
    made = visit()
    data = start(made)
    made.page.locator('select[name="sort"]').select_option(key)
    order = next(one["order"] for one in data.index["sorts"] if one["key"] == key)
    expect(made.page.locator("[data-list] .ipt-card")).to_have_count(PORTION)
    assert shown(made.page) == [data.index["ids"][record] for record in order[:PORTION]]
    expect_query(made.page, f"sort={key}")


def test_more_cards_come_on_demand_and_stay_after_going_back(visit):
    made = visit()
    data = start(made, f"{TECHNOLOGIES}?field=research")
    page = made.page
    found = data.find(field=["research"])
    assert len(found) > PORTION
    more = page.locator(".ipt-discovery__more button")
    expect(page.locator("[data-list] .ipt-card")).to_have_count(PORTION)
    more.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-list] .ipt-card")).to_have_count(min(len(found), 2 * PORTION))
    assert page.evaluate("document.activeElement.getAttribute('href')").endswith(f"/{found[PORTION]}/")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(rf"/{found[PORTION]}/$"))
    page.go_back()
    expect(page.locator("[data-list] .ipt-card")).to_have_count(min(len(found), 2 * PORTION))


def test_a_copied_link_opens_the_same_list_elsewhere(visit):
    made = visit()
    data = start(made)
    page = made.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    box(page, "field", "healthcare").check()
    page.locator("[data-copy]").click()
    expect(page.locator("[data-status]")).to_contain_text("Link copied")
    link = page.evaluate("navigator.clipboard.readText()")
    other = visit()
    other.page.goto(link)
    expect_total(other.page, len(data.find(field=["healthcare"])))
    expect(box(other.page, "field", "healthcare")).to_be_checked()


def test_categories_stay_below_their_families(visit):
    made = visit()
    data = start(made, "suppliers/")
    page = made.page
    box(page, "kind", "service").check()
    expect_total(page, len(data.find(kind=["service"])))
    families = dict(zip(data.index["ids"], data.column("family"), strict=True))
    for section in page.locator("[data-list] > .ipt-family").all():
        family = section.locator("h3 a").get_attribute("href").split("/")[-2]
        below = [link.get_attribute("href").split("/")[-2] for link in section.locator(".ipt-card__name a").all()]
        assert all(families[id_] == {family} for id_ in below)
        expect(section.locator("h3 [data-count]")).to_have_text(str(len(below)))
        assert below or family in data.find(kind=["service"])
    assert set(shown(page)) == {id_ for id_ in data.find(kind=["service"]) if families[id_]}
    page.locator("[data-clear]").click()
    expect(page.locator("[data-list] > .ipt-family")).to_have_count(len({one for ids in families.values() for one in ids}))


def test_a_phone_keeps_its_filters_behind_a_button(visit):
    made = visit(width=360)
    data = start(made)
    page = made.page
    opener = page.get_by_role("button", name=re.compile("^Filters"))
    summary = page.locator('[data-facet="kind"] summary')
    expect(summary).to_be_hidden()
    opener.click()
    expect(opener).to_have_attribute("aria-expanded", "true")
    summary.click()
    box(page, "kind", "software").check()
    found = len(data.find(kind=["software"]))
    expect(opener).to_have_text(re.compile(rf"Filters \(1\) · {found} "))
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    opener.click()
    expect(summary).to_be_hidden()


def test_the_list_does_not_move_when_the_script_takes_over(visit):
    for width in (360, 1280):
        made = visit(width=width)
        made.page.add_init_script(
            "window.shifts = 0; new PerformanceObserver(list => { for (const one of list.getEntries()) window.shifts += one.value; })"
            ".observe({ type: 'layout-shift', buffered: true });"
        )
        start(made)
        made.page.wait_for_timeout(200)
        assert made.page.evaluate("window.shifts") < 0.01


def test_only_what_is_shown_is_loaded(visit):
    made = visit()
    files = []
    made.page.on("request", lambda request: files.append(urlsplit(request.url).path) if "/data/" in request.url else None)
    start(made)
    assert [re.sub(r"\.\w+\.json$", "", file.rpartition("/")[2]) for file in files] == ["technologies"]
    made.page.locator('.ipt-facets input[name="q"]').focus()
    made.page.locator('.ipt-facets input[name="q"]').fill("magnet")
    expect(made.page.locator("[data-chips] li")).to_have_count(1)
    assert [re.sub(r"\.\w+\.json$", "", file.rpartition("/")[2]) for file in files] == ["technologies", "technologies-text"]


@pytest.mark.parametrize("broken", ["technologies.", "technologies-text."])
def test_without_its_data_the_list_stays_and_says_so(visit, broken):
    made = visit()
    page = made.page
    page.context.route(re.compile(rf"/data/{re.escape(broken)}"), lambda route: route.fulfill(status=503, body="{}"))
    page.goto(f"{made.root}{TECHNOLOGIES}?q=magnet")
    expect(page.locator("[data-note]")).to_contain_text("could not be loaded")
    expect(page.locator("[data-list] .ipt-card").first).to_be_visible()
    assert page.locator("[data-list] .ipt-card").count() > PORTION
    assert all("503" in error for error in made.errors)
    made.errors.clear()


STATES = {
    "facets open": "technologies/",
    "filtered": "technologies/?field=energy,healthcare&q=magnet&trl=7-",
    "nothing found": "technologies/?q=zzzz&kind=software",
    "families": "suppliers/?kind=service",
    "range": "eu-projects/?start=2015-2020,unstated",
}


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("prefix", ["", "fr/"])
@pytest.mark.parametrize("name", STATES)
def test_every_state_is_accessible(visit, name, prefix, scheme, width):
    made = visit(width=width, scheme=scheme)
    start(made, prefix + STATES[name])
    page = made.page
    if width == 360:
        page.locator(".ipt-facets__opener").click()
        page.locator(".ipt-facet").evaluate_all("facets => facets.forEach(facet => facet.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert find_violations(page) == []
