"""Marking records, the shortlist, the comparison and the enquiry, as a person uses them."""

import csv
import io
import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from generator.i18n import LANGUAGES
from tests.browser.test_keyboard import focus_by_tab, wait_until
from tests.browser.test_pages import find_violations, prefix

pytestmark = pytest.mark.xdist_group("browser")

RABBIT, MEDIPIX, TIMEPIX = "technologies/white-rabbit", "technologies/medipix3", "technologies/timepix3"
AIDA, WORKS = "eu-projects/aida-2020", "suppliers/civil-engineering"
STORED = "JSON.parse(localStorage.getItem('ipt-shortlist'))"
REFUSE = """for (const name of ["getItem", "setItem"]) {
  const usual = Storage.prototype[name];
  Storage.prototype[name] = function (key, ...rest) {
    if (key === "ipt-shortlist") throw new DOMException("refused", "SecurityError");
    return usual.call(this, key, ...rest);
  };
}"""


def store(made, *keys, raw=None):
    """Put a list into the storage of the browser, as if it had been marked."""
    made.open("")
    made.page.evaluate("text => localStorage.setItem('ipt-shortlist', text)", json.dumps(keys) if raw is None else raw)


def cards(made):
    return made.page.locator("[data-shortlist] .ipt-card")


def names(made):
    return [name.inner_text() for name in made.page.locator("[data-shortlist] .ipt-card__name").all()]


def show_list(made, *keys, language="en", fragment=""):
    """Open the page of the shortlist with records on it, and wait until it shows them."""
    store(made, *keys)
    made.open(f"{prefix(language)}shortlist/{fragment}")
    expect(made.page.locator('[data-part="status"]')).to_contain_text(re.compile(r"\d"))


# --- Marks ----------------------------------------------------------------------------------------


def test_a_record_is_marked_by_mouse_and_stays_marked(visit):
    made = visit()
    made.open(f"{RABBIT}/")
    mark = made.page.get_by_role("button", name="Keep on the shortlist (White Rabbit)", exact=True)
    expect(mark).to_have_attribute("aria-pressed", "false")
    mark.click()
    expect(mark).to_have_attribute("aria-pressed", "true")
    expect(made.page.get_by_role("link", name="Shortlist 1")).to_be_visible()
    made.page.reload()
    expect(mark).to_have_attribute("aria-pressed", "true")
    mark.click()
    expect(mark).to_have_attribute("aria-pressed", "false")
    assert made.page.evaluate(STORED) == []


def test_a_card_is_marked_by_keyboard_and_the_page_stays(visit):
    made = visit()
    made.open("technologies/white-rabbit/")
    made.page.locator(".ipt-card__name a").first.focus()
    mark = made.page.locator(".ipt-card .ipt-mark").first
    focus_by_tab(made.page, mark, most=2)
    made.page.keyboard.press("Space")
    expect(mark).to_have_attribute("aria-pressed", "true")
    made.page.keyboard.press("Enter")
    expect(mark).to_have_attribute("aria-pressed", "false")
    assert made.page.url.endswith(f"{RABBIT}/")


def test_every_bookmark_of_a_record_shows_the_same(visit):
    made = visit()
    made.open("")
    first = made.page.locator(".ipt-card .ipt-mark").first
    key = first.get_attribute("data-mark")
    first.click()
    made.open(f"{key}/")
    expect(made.page.locator(".ipt-record__head .ipt-mark")).to_have_attribute("aria-pressed", "true")


def test_cards_that_a_script_puts_on_the_page_get_their_bookmark(visit):
    made = visit()
    store(made, RABBIT)
    made.open("suppliers/")
    made.page.evaluate("""() => {
      const list = document.querySelector(".ipt-cards");
      list.innerHTML = '<li class="ipt-card"><h3 class="ipt-card__name"><a href="../technologies/white-rabbit/">New</a></h3></li>';
      list.dispatchEvent(new CustomEvent("ipt:painted", { bubbles: true }));
      list.dispatchEvent(new CustomEvent("ipt:painted", { bubbles: true }));
    }""")
    expect(made.page.get_by_role("button", name="(New)")).to_have_attribute("aria-pressed", "true")


def test_another_tab_follows(visit):
    made = visit()
    made.open(f"{RABBIT}/")
    other = made.page.context.new_page()
    other.goto(f"{made.root}shortlist/")
    made.page.locator(".ipt-record__head .ipt-mark").click()
    expect(other.locator(".ipt-card__name")).to_have_text("White Rabbit")
    expect(other.get_by_role("link", name="Shortlist 1")).to_be_visible()


def test_a_page_from_the_history_follows(visit):
    made = visit()
    made.open(f"{RABBIT}/")
    mark = made.page.locator(".ipt-record__head .ipt-mark")
    mark.click()
    made.page.get_by_role("link", name="Shortlist 1").click()
    made.page.get_by_role("button", name="Remove: White Rabbit").click()
    expect(cards(made)).to_have_count(0)
    made.page.go_back()
    expect(mark).to_have_attribute("aria-pressed", "false")


def test_the_list_is_the_same_in_both_languages(visit):
    made = visit()
    made.open(f"fr/{RABBIT}/")
    made.page.get_by_role("button", name="Garder dans la sélection (White Rabbit)").click()
    made.page.get_by_role("link", name="Sélection 1").click()
    expect(made.page.locator(".ipt-card__kind")).to_have_text("Technologie")
    made.page.locator(".ipt-language").click()
    expect(made.page.locator(".ipt-card__kind")).to_have_text("Technology")


@pytest.mark.parametrize("raw", ["", "null", "{", '"technologies/white-rabbit"', '{"a": 1}', "[[[[", "7"])
def test_what_is_stored_and_is_no_list_counts_as_empty(visit, raw):
    made = visit()
    store(made, raw=raw)
    made.open(f"{RABBIT}/")
    expect(made.page.get_by_role("banner").get_by_role("link", name="Shortlist", exact=True)).to_be_visible()
    made.page.locator(".ipt-record__head .ipt-mark").click()
    assert made.page.evaluate(STORED) == [RABBIT]


def test_only_keys_survive_and_a_list_holds_fifty(visit):
    made = visit()
    bad = [7, None, "x", "../../x", "javascript:alert(1)/x", "a/b/c", "A/b", "technologies/", f"a/{'b' * 65}"]
    store(made, raw=json.dumps([*bad, *(f"technologies/t-{number}" for number in range(60)), "technologies/t-1"]))
    made.open(f"{RABBIT}/")
    expect(made.page.get_by_role("link", name="Shortlist 50")).to_be_visible()
    mark = made.page.locator(".ipt-record__head .ipt-mark")
    mark.click()
    expect(mark).to_have_attribute("aria-pressed", "false")
    expect(made.page.locator(".ipt-toast")).to_contain_text("full")


def test_where_nothing_is_stored_the_page_says_so_and_the_link_carries_the_list(visit):
    made = visit()
    made.page.add_init_script(REFUSE)
    made.open(f"{RABBIT}/")
    mark = made.page.locator(".ipt-record__head .ipt-mark")
    mark.click()
    expect(mark).to_have_attribute("aria-pressed", "true")
    expect(made.page.locator(".ipt-toast")).to_contain_text("stores nothing")
    made.page.get_by_role("link", name="Shortlist 1").click()
    expect(made.page.locator("[data-shortlist] .ipt-card__name")).to_have_text("White Rabbit")
    made.page.get_by_role("button", name="Keep these").click()
    expect(made.page.locator('[data-part="unstored"]')).to_be_visible()
    made.page.get_by_role("button", name="Remove: White Rabbit").click()
    expect(cards(made)).to_have_count(0)


def test_without_scripts_there_is_no_button_that_does_nothing(visit):
    made = visit(javascript=False)
    made.open(f"{RABBIT}/")
    assert made.page.locator(".ipt-mark, [data-copy]:visible, .ipt-marks:visible").count() == 0
    made.open("shortlist/")
    assert made.page.get_by_text("scripts are switched off").is_visible()
    assert made.page.locator("main button:visible").count() == 0


# --- The shortlist --------------------------------------------------------------------------------


def test_an_empty_list_says_how_to_fill_it(visit):
    made = visit()
    show_list(made)
    assert made.page.get_by_text("Nothing is marked yet").is_visible()
    assert made.page.locator("main button:visible").count() == 0


def test_the_list_shows_what_the_pages_of_the_records_say(visit):
    made = visit()
    show_list(made, RABBIT, AIDA, WORKS)
    assert names(made) == ["White Rabbit", "AIDA-2020", "Civil engineering, buildings and roadworks"]
    kinds = made.page.locator("[data-shortlist] .ipt-card__kind").all_inner_texts()
    assert kinds == ["Technology", "EU project", "Supplier category"]
    card = cards(made).first
    summary, badges = card.locator(".ipt-card__summary").inner_text(), card.locator(".ipt-badge").all_inner_texts()
    card.get_by_role("link").click()
    made.page.wait_for_url(re.compile(f"/{RABBIT}/$"))
    assert made.page.locator(".ipt-record__summary").inner_text() == summary
    assert made.page.locator(".ipt-record__head .ipt-badge").all_inner_texts() == badges


def test_removing_says_so_moves_the_focus_on_and_can_be_undone(visit):
    made = visit()
    show_list(made, RABBIT, MEDIPIX, AIDA)
    focus_by_tab(made.page, made.page.get_by_role("button", name="Remove: White Rabbit"))
    made.page.keyboard.press("Enter")
    expect(cards(made)).to_have_count(2)
    expect(made.page.get_by_role("button", name="Remove: Medipix3")).to_be_focused()
    expect(made.page.locator('[data-part="status"]')).to_contain_text("Removed: White Rabbit · Records: 2")
    made.page.get_by_role("button", name="Undo").click()
    expect(cards(made)).to_have_count(3)
    expect(made.page.get_by_role("button", name="Undo")).to_be_hidden()
    assert made.page.evaluate(STORED) == [RABBIT, MEDIPIX, AIDA]


def test_removing_the_last_one_leaves_the_focus_on_what_is_said(visit):
    made = visit()
    show_list(made, RABBIT)
    made.page.get_by_role("button", name="Remove: White Rabbit").press("Enter")
    expect(made.page.locator('[data-part="status"]')).to_be_focused()
    assert made.page.evaluate(STORED) == []


def test_removing_all_can_be_undone(visit):
    made = visit()
    show_list(made, RABBIT, AIDA)
    made.page.get_by_role("button", name="Remove all").click()
    expect(cards(made)).to_have_count(0)
    assert made.page.evaluate(STORED) == []
    made.page.get_by_role("button", name="Undo").click()
    expect(cards(made)).to_have_count(2)


def test_a_link_shows_its_list_and_leaves_the_own_one_until_it_is_kept(visit):
    made = visit()
    show_list(made, AIDA, RABBIT)
    link = made.page.locator('[data-part="link"]').input_value()
    assert link.endswith(f"/shortlist/#{AIDA},{RABBIT}")
    other = visit()
    store(other, WORKS)
    other.page.goto(link)
    expect(cards(other)).to_have_count(2)
    assert names(other) == ["AIDA-2020", "White Rabbit"]
    assert other.page.get_by_text("Your own is untouched").is_visible()
    assert other.page.locator('[data-do="remove"]:visible').count() == 0
    assert other.page.evaluate(STORED) == [WORKS]
    other.page.get_by_role("button", name="Show my own list").click()
    expect(cards(other)).to_have_count(1)
    other.page.go_back()
    expect(cards(other)).to_have_count(2)
    other.page.get_by_role("button", name="Keep these").click()
    expect(cards(other)).to_have_count(3)
    assert other.page.evaluate(STORED) == [WORKS, AIDA, RABBIT]
    assert other.page.url.endswith("/shortlist/")


def test_keeping_more_than_fits_says_how_many_were_left(visit):
    made = visit()
    own = [f"technologies/t-{number}" for number in range(49)]
    made.page.route("**/technologies/t-*/", lambda route: route.fulfill(status=200, body="<p>nothing</p>", content_type="text/html"))
    store(made, *own)
    made.open(f"shortlist/#{RABBIT},{AIDA}")
    made.page.get_by_role("button", name="Keep these").click()
    expect(made.page.locator('[data-part="status"]')).to_contain_text("Not kept: 1")
    assert made.page.evaluate(STORED) == [*own, RABBIT]


@pytest.mark.parametrize(
    "fragment",
    [
        "#nonsense/",
        "#../../secret,//evil.example/x",
        "#<img src=x onerror=alert(1)>",
        "#technologies/<script>alert(1)</script>",
        "#%3Cimg%20src=x%3E/%22",
        "#https://evil.example/a",
        "#,,,,",
    ],
)
def test_a_link_with_nonsense_shows_the_own_list_and_says_so(visit, fragment):
    made = visit()
    show_list(made, RABBIT, fragment=fragment)
    assert names(made) == ["White Rabbit"]
    assert "names no record" in made.page.locator('[data-part="status"]').inner_text()
    assert made.page.locator("[data-shortlist] img, [data-shortlist] script").count() == 0


def test_a_record_that_is_gone_is_named_and_can_be_removed(visit):
    made = visit()
    show_list(made, RABBIT, "technologies/no-such-thing")
    assert names(made) == ["White Rabbit"]
    gone = made.page.locator('[data-part="gone"]')
    expect(gone).to_contain_text("No longer in the catalogue")
    gone.get_by_role("button", name="Remove: technologies/no-such-thing").click()
    expect(gone).to_be_hidden()
    assert made.page.evaluate(STORED) == [RABBIT]
    assert all("no-such-thing" in error or "404" in error for error in made.errors)
    made.errors.clear()


def test_a_page_that_fails_is_told_from_one_that_is_gone(visit):
    made = visit()
    made.page.route(f"**/{MEDIPIX}/", lambda route: route.fulfill(status=503, body="later"))
    show_list(made, RABBIT, MEDIPIX)
    expect(made.page.locator('[data-part="unread"]')).to_contain_text("Could not be read just now")
    assert made.page.locator('[data-part="gone"]').is_hidden()
    made.errors.clear()


def test_hostile_text_of_a_record_stays_text(visit):
    made = visit()
    hostile = "&lt;img src=x onerror=&quot;document.title=1&quot;&gt;"
    page = f"""<link rel="canonical" href="https://ipt.example/x/"><div class="ipt-record" data-collection="technologies">
      <header class="ipt-record__head"><h1>{hostile}</h1><p class="ipt-record__summary">{hostile}</p></header>
      <div data-enquiry data-unit="{hostile}" data-website="javascript:document.title=1"></div></div>"""
    made.page.route(f"**/{RABBIT}/", lambda route: route.fulfill(status=200, body=page, content_type="text/html"))
    show_list(made, RABBIT)
    assert names(made) == ['<img src=x onerror="document.title=1">']
    assert made.page.locator("[data-shortlist] img").count() == 0
    assert made.page.locator('[data-shortlist] [href^="javascript"]').count() == 0


def test_the_link_can_be_copied(visit):
    made = visit()
    made.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    show_list(made, RABBIT, AIDA)
    made.page.get_by_role("button", name="Copy the link").click()
    expect(made.page.get_by_text("Copied.").first).to_be_visible()
    assert made.page.evaluate("navigator.clipboard.readText()") == f"{made.root}shortlist/#{RABBIT},{AIDA}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_that_is_saved_can_be_opened_by_a_spreadsheet(visit, language):
    made = visit()
    show_list(made, RABBIT, AIDA, language=language)
    with made.page.expect_download() as download:
        made.page.locator('[data-do="export"]').click()
    data = download.value.path().read_bytes()
    assert download.value.suggested_filename == "shortlist.csv"
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n") == 3
    head, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert head == {"en": ["Name", "Kind", "Summary", "Address"], "fr": ["Nom", "Type", "Résumé", "Adresse"]}[language]
    assert [row[0] for row in rows] == ["White Rabbit", "AIDA-2020"]
    assert rows[0][2] == made.page.locator(".ipt-card__summary").first.inner_text()
    assert rows[0][3] == f"https://ipt.example/ipt/{prefix(language)}{RABBIT}/"


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+41", "'+41"),
        ("-1", "'-1"),
        ("@x", "'@x"),
        (" =x", "' =x"),
        ("\t=x", "'\t=x"),
        ('a "b", c', '"a ""b"", c"'),
        ("a\nb", '"a\nb"'),
        ("a-b = c", "a-b = c"),
    ],
)
def test_a_cell_is_no_formula(visit, cell, written):
    made = visit()
    made.open("shortlist/")
    script = "async (cell) => (await import(new URL('../assets/javascripts/shortlist/csv.js', location.href))).writeCsv([[cell]])"
    assert made.page.evaluate(script, cell) == f"\ufeff{written}\r\n"


def test_the_list_is_printed_without_its_buttons(visit):
    made = visit()
    show_list(made, RABBIT)
    made.page.emulate_media(media="print")
    assert cards(made).first.is_visible()
    assert made.page.locator("main button:visible").count() == 0


# --- The comparison -------------------------------------------------------------------------------


def compare(made, fragment, language="en"):
    made.open(f"{prefix(language)}compare/{fragment}")
    made.page.locator("[data-compare] table").wait_for()


def columns(made):
    return made.page.locator('[data-compare] thead th[scope="col"]').all_inner_texts()


@pytest.mark.parametrize(
    ("fragment", "shown"),
    [
        ("#medipix3,timepix3", ["Medipix3", "Timepix3"]),
        ("#technologies/medipix3,timepix3,white-rabbit", ["Medipix3", "Timepix3", "White Rabbit"]),
        ("#medipix3,timepix3,white-rabbit,timepix4", ["Medipix3", "Timepix3", "White Rabbit", "Timepix4"]),
        ("#eu-projects/aida-2020,aida", ["AIDA-2020", "AIDA"]),
    ],
)
def test_two_to_four_records_stand_side_by_side(visit, fragment, shown):
    made = visit()
    compare(made, fragment)
    assert columns(made)[1:] == shown
    for row in made.page.locator("[data-compare] tbody tr:not(.ipt-compare__group)").all():
        assert row.locator("th[scope=row]").count() == 1
        assert row.locator("td").count() == len(shown)


def test_rows_hold_the_same_field_and_the_same_quantity(visit):
    made = visit()
    compare(made, "#medipix3,timepix3")
    rows = made.page.locator("[data-compare] tbody tr")
    availability = rows.and_(made.page.locator('[data-field="rights.availability"]')).locator("td").all_inner_texts()
    assert availability == ["Licensable", "Availability not stated"]
    size = rows.filter(has=made.page.locator("th", has_text="Pixel size")).locator("td").all_inner_texts()
    assert [text.replace("\u00a0", " ") for text in size] == ["55 × 55 µm", "55 × 55 µm²"]
    noise = rows.filter(has=made.page.locator("th", has_text="Noise")).locator("td").all_inner_texts()
    assert noise[0].startswith("80")
    assert noise[1] == "not stated"
    benefits = made.page.locator('[data-compare] tr[data-field="benefits"] td').first
    assert benefits.locator("li").count() > 1


def test_differences_are_marked_in_words_and_can_be_had_alone(visit):
    made = visit()
    compare(made, "#medipix3,timepix3")
    kind = made.page.locator('[data-compare] tr[data-field="kind"]')
    availability = made.page.locator('[data-compare] tr[data-field="rights.availability"]')
    assert "differs" not in kind.inner_text()
    assert "differs" in availability.inner_text()
    only = made.page.get_by_role("checkbox", name="Only the rows that differ")
    focus_by_tab(made.page, only)
    made.page.keyboard.press("Space")
    expect(kind).to_be_hidden()
    expect(availability).to_be_visible()
    made.page.keyboard.press("Space")
    expect(kind).to_be_visible()
    number = made.page.locator("[data-compare] .ipt-differs").count()
    expect(made.page.locator('[data-part="status"]')).to_contain_text(f"Rows that differ: {number} of ")


def test_links_inside_the_table_lead_where_they_lead_from_the_record(visit):
    made = visit()
    compare(made, "#medipix3,timepix3")
    link = made.page.locator('[data-compare] tr[data-field="kind"] a').first
    assert link.evaluate("link => link.href").startswith(f"{made.root}contribute/vocabularies/#")


@pytest.mark.parametrize(
    ("fragment", "said"),
    [
        ("#medipix3,timepix3,white-rabbit,timepix4,neg-thin-film-coating", "At most four records are compared"),
        ("#medipix3,timepix3,eu-projects/aida-2020", "Only records of one kind can be compared. Left out: AIDA-2020"),
    ],
)
def test_what_is_left_out_is_named(visit, fragment, said):
    made = visit()
    compare(made, fragment)
    expect(made.page.locator('[data-part="notes"]')).to_contain_text(said)


@pytest.mark.parametrize("fragment", ["", "#", "#medipix3", "#<script>,%22", "#../a,//b", "#medipix3,eu-projects/aida-2020"])
def test_fewer_than_two_lead_to_the_shortlist(visit, fragment):
    made = visit()
    made.open(f"compare/{fragment}")
    expect(made.page.locator('[data-part="none"]')).to_be_visible()
    assert made.page.locator("[data-compare] table").count() == 0
    made.page.get_by_role("link", name="To the shortlist").click()
    made.page.wait_for_url(re.compile("/shortlist/$"))


def test_the_shortlist_leads_to_the_comparison(visit):
    made = visit()
    show_list(made, RABBIT, MEDIPIX, TIMEPIX, AIDA)
    made.page.get_by_role("checkbox", name="Compare: White Rabbit").uncheck()
    made.page.get_by_role("button", name="Compare the chosen").click()
    made.page.wait_for_url(re.compile("/compare/#medipix3,timepix3$"))
    made.page.locator("[data-compare] table").wait_for()
    made.page.locator(".ipt-language").click()
    made.page.wait_for_url(re.compile("/fr/compare/#medipix3,timepix3$"))
    expect(made.page.get_by_role("checkbox", name="Seulement les lignes qui diffèrent")).to_be_visible()


def test_a_choice_that_cannot_be_compared_is_refused_in_words(visit):
    made = visit()
    show_list(made, RABBIT, MEDIPIX, AIDA)
    made.page.get_by_role("checkbox", name="Compare: AIDA-2020").check()
    made.page.get_by_role("button", name="Compare the chosen").click()
    expect(made.page.get_by_role("alert")).to_have_text("Choose two to four records of one kind.")
    assert made.page.url.endswith("/shortlist/")


def test_on_a_phone_the_names_of_the_rows_stay_while_the_records_scroll(visit):
    made = visit(width=360)
    compare(made, "#medipix3,timepix3")
    region = made.page.get_by_role("region", name="Records side by side")
    region.focus()
    made.page.keyboard.press("ArrowRight")
    wait_until(made.page, "document.querySelector('.ipt-compare__region').scrollLeft > 0")
    region.evaluate("region => region.scrollLeft = region.scrollWidth")
    header = made.page.locator('tr[data-field="rights.availability"] th')
    assert 0 <= header.bounding_box()["x"] < 30
    last = made.page.locator('tr[data-field="rights.availability"] td').last.bounding_box()
    assert last["x"] + last["width"] <= 360
    assert last["x"] >= header.bounding_box()["x"] + header.bounding_box()["width"] - 1


# --- The enquiry ----------------------------------------------------------------------------------


def read_draft(link):
    parts = urlsplit(link.get_attribute("href"))
    fields = parse_qs(parts.query, strict_parsing=True)
    return parts.path, fields["subject"][0], fields["body"][0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("javascript", [True, False])
def test_the_page_of_a_record_drafts_an_enquiry(visit, language, javascript):
    made = visit(javascript=javascript)
    made.open(f"{prefix(language)}{WORKS}/")
    to, subject, body = read_draft(made.page.locator(".ipt-enquiry a.ipt-action"))
    name = made.page.get_by_role("heading", level=1).inner_text().replace("\n", " ")
    assert to == "procurement.service@cern.ch"
    assert name in subject
    assert f"{name}\r\nhttps://ipt.example/ipt/{prefix(language)}{WORKS}/\r\n" in body
    made.page.locator(".ipt-enquiry summary").click()
    assert made.page.locator(".ipt-enquiry textarea").input_value().rstrip("\n") == body.replace("\r\n", "\n")


def test_an_enquiry_never_goes_to_the_mailbox_of_a_fund(visit):
    made = visit()
    made.open(f"{RABBIT}/")
    panel = made.page.locator(".ipt-panel")
    assert panel.locator('[href^="mailto:"]').count() == 0
    expect(panel.locator(".ipt-enquiry")).to_contain_text("Ask through the website of the unit")
    assert panel.get_by_role("link", name="kt.cern").get_attribute("href") == "https://kt.cern/"


def test_the_shortlist_drafts_one_enquiry_a_unit(visit):
    made = visit()
    show_list(made, RABBIT, WORKS, MEDIPIX, "suppliers/clean-rooms")
    drafts = made.page.locator('[data-part="drafts"] > section')
    assert drafts.locator("h3").all_inner_texts() == ["Knowledge Transfer", "Procurement and Industrial Services"]
    first, second = drafts.nth(0), drafts.nth(1)
    assert first.get_by_role("link", name="kt.cern").get_attribute("href") == "https://kt.cern/"
    assert first.locator('[href^="mailto:"]').count() == 0
    text = first.locator("textarea").input_value()
    assert re.search(rf"White Rabbit\nhttps://ipt.example/ipt/{RABBIT}/\n\nMedipix3\n", text)
    to, subject, body = read_draft(second.get_by_role("link", name="Write an enquiry"))
    assert (to, subject) == ("procurement.service@cern.ch", "Enquiry about records of the IPT catalogue: 2")
    assert body == second.locator("textarea").input_value().rstrip("\n").replace("\n", "\r\n")


def test_the_text_of_an_enquiry_can_be_copied_by_keyboard(visit):
    made = visit()
    made.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    made.open(f"{RABBIT}/")
    made.page.locator(".ipt-enquiry summary").focus()
    made.page.keyboard.press("Enter")
    focus_by_tab(made.page, made.page.get_by_role("button", name="Copy the text"), most=2)
    made.page.keyboard.press("Enter")
    expect(made.page.locator(".ipt-enquiry [data-copied]")).to_have_text("Copied.")
    assert made.page.evaluate("navigator.clipboard.readText()") == made.page.locator(".ipt-enquiry textarea").input_value()


# --- For everyone ---------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", ["empty", "full", "shared", "compared", "record"])
def test_every_state_is_accessible_and_fits_its_screen(visit, state, language, scheme, width):
    made = visit(width=width, scheme=scheme)
    match state:
        case "empty":
            show_list(made, language=language)
        case "full":
            show_list(made, RABBIT, AIDA, WORKS, language=language)
        case "shared":
            show_list(made, WORKS, language=language, fragment=f"#{RABBIT},{AIDA}")
        case "compared":
            compare(made, "#medipix3,timepix3,white-rabbit,timepix4", language)
        case "record":
            store(made, WORKS)
            made.open(f"{prefix(language)}{WORKS}/")
            made.page.locator(".ipt-enquiry summary").click()
            made.page.evaluate("scrollTo(0, 0)")
    assert made.page.evaluate("document.documentElement.scrollWidth") <= width
    assert find_violations(made.page) == []
