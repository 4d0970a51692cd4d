"""What a person does with the keyboard alone: skip, menu, languages, schemes."""

import re

import pytest
from playwright.sync_api import expect

from generator.worked_examples import SITE
from tests.support.sites import REPOSITORY

pytestmark = pytest.mark.xdist_group("browser")


def wait_until(page, expression, argument=None):
    """Wait until a script gives true; the policy of the pages lets ``wait_for_function`` ask only once."""
    for _ in range(100):
        if page.evaluate(expression, argument):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"{expression} did not become true, {argument=}")


def focus_by_tab(page, locator, *, most=60):
    for _ in range(most):
        page.keyboard.press("Tab")
        if locator.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{locator} was not reached in {most} steps")


def test_the_first_stop_skips_to_the_content(visit):
    made = visit()
    made.open("technologies/white-rabbit/")
    made.page.keyboard.press("Tab")
    made.page.keyboard.press("Enter")
    assert made.page.url.endswith("#content")


def test_the_focus_can_be_seen(visit):
    made = visit()
    made.open("technologies/white-rabbit/")
    for _ in range(6):
        made.page.keyboard.press("Tab")
        width = made.page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
        assert width >= 2, made.page.evaluate("document.activeElement.outerHTML")


def test_the_menu_leads_to_every_section(visit):
    made = visit()
    made.open("")
    focus_by_tab(made.page, made.page.locator(".md-tabs a", has_text="Suppliers"))
    made.page.keyboard.press("Enter")
    made.page.wait_for_url(re.compile(r"/suppliers/$"))


def test_the_menu_opens_on_a_phone(visit):
    made = visit(width=360)
    made.open("technologies/white-rabbit/")
    opener = made.page.locator("[data-ipt-drawer]")
    focus_by_tab(made.page, opener)
    for key in ("Enter", " "):
        made.page.keyboard.press(key)
    expect(made.page.locator("#__drawer")).not_to_be_checked()
    made.page.keyboard.press("Enter")
    expect(made.page.locator("#__drawer")).to_be_checked()
    expect(made.page.locator(".md-nav--primary").get_by_role("link", name="Rights explained")).to_be_in_viewport()


def test_the_other_language_shows_the_same_record(visit):
    made = visit()
    made.open("technologies/white-rabbit/")
    made.page.get_by_role("link", name="Français").click()
    made.page.wait_for_url(re.compile(r"/fr/technologies/white-rabbit/$"))
    made.page.get_by_role("link", name="English").click()
    made.page.wait_for_url(re.compile(r"ipt/technologies/white-rabbit/$"))


def test_the_scheme_can_be_switched_and_stays(visit):
    made = visit()
    made.open("")
    assert made.page.locator("body").get_attribute("data-md-color-scheme") == "default"
    made.page.locator('label[for="__palette_1"]').click()
    expect(made.page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    made.page.reload()
    expect(made.page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


@pytest.mark.parametrize("path", ["technologies/white-rabbit/", "fr/technologies/white-rabbit/"])
def test_a_citation_can_be_copied_and_that_is_said(visit, path):
    made = visit()
    page = made.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    made.open(path)
    summary = page.locator(".ipt-cite > summary")
    summary.focus()
    page.keyboard.press("Enter")
    button = page.locator(".ipt-cite__format--bibtex [data-copy]")
    focus_by_tab(page, button)
    page.keyboard.press("Enter")
    status = page.locator(".ipt-cite__format--bibtex [role=status]")
    expect(status).to_have_text(status.get_attribute("data-copied"))
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#cite-bibtex").text_content()
    assert page.locator(".ipt-cite__format--ris [role=status]").text_content() == ""


def test_the_code_of_an_example_is_copied_as_it_is_run(visit):
    made = visit()
    made.open("data/examples/")
    page = made.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    example = page.locator(".ipt-example").first
    example.get_by_role("button", name="Copy the code").press("Enter")
    expect(example.get_by_role("status")).to_have_text("Copied.")
    code = (REPOSITORY / "docs" / "examples" / "columns.sh").read_text("utf-8")
    assert page.evaluate("navigator.clipboard.readText()") == code.replace(SITE, "https://ipt.example/ipt/")


def test_where_copying_is_not_allowed_the_citation_is_selected(visit):
    made = visit()
    page = made.page
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    made.open("technologies/white-rabbit/")
    page.locator(".ipt-cite > summary").click()
    page.locator(".ipt-cite__format--text [data-copy]").click()
    wait_until(page, "getSelection().toString().includes('White Rabbit')")
    assert page.locator(".ipt-cite__format--text [role=status]").text_content() == ""


def test_without_scripts_a_citation_can_be_read_and_has_no_button(visit):
    made = visit(javascript=False)
    made.open("technologies/white-rabbit/")
    made.page.locator(".ipt-cite > summary").click()
    assert made.page.locator("#cite-ris").is_visible()
    assert not any(button.is_visible() for button in made.page.locator("[data-copy]").all())
