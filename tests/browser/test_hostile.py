"""Harmless hostile records in one site: on their pages, in lists, in the search and side by side nothing runs."""

import functools
import json
import re

import pytest
from playwright.sync_api import expect

from generator.source import parse_document
from tests.browser.test_search import ask
from tests.support.projects import ROOT
from tests.support.sites import make_project, run_ipt, write_record

pytestmark = pytest.mark.xdist_group("browser")

CASES = sorted((ROOT / "tests" / "hostile" / "harmless").glob("*/*.yaml"))
FOLDERS = {"eu_projects": "eu-projects", "units": "department"}
PORTION = 25
"""Pages that one test opens."""
WATCH = """
window.seen = [];
Object.defineProperty(window, "pwned", { set: () => seen.push("pwned"), get: () => () => seen.push("pwned()") });
for (const name of ["alert", "confirm", "prompt", "open"]) window[name] = () => seen.push(name);
"""
"""Notes what the scripts in the records would do."""
TOUCH = """() => {
    for (const element of document.querySelectorAll(".ipt-record *, .ipt-card *, .ipt-hit *"))
        for (const name of ["mouseover", "pointerenter", "focus", "toggle", "load", "error", "animationstart", "start"])
            element.dispatchEvent(new Event(name));
    return [
        ...seen,
        ...[...document.querySelectorAll("*")].flatMap((element) =>
            [...element.attributes].filter((one) => one.name.startsWith("on")).map((one) => `${element.tagName} ${one.name}`)),
        ...[...document.querySelectorAll("[href]")].map((one) => one.protocol ?? "").filter((one) => /script|data|blob|file/.test(one)),
    ];
}"""
"""Does to every element what a hand would do; returns what ran, and what could."""


@functools.cache
def read_case(path):
    """Read a case and give it a name of its own, as records of one site need one."""
    document, _ = parse_document(path.name, path.read_bytes())
    values = dict(document.value)
    if "acronym" in values:
        values["acronym"] = values["acronym"].replace("BEAMWATCH", f"BW{CASES.index(path)}")
    elif not path.stem.startswith("name_"):
        values["name"] = {"en": f"{values['name']['en']} {CASES.index(path)}"}
    return values


def place_of(path):
    return f"{FOLDERS.get(path.parent.name, path.parent.name)}/{path.stem.replace('_', '-')}"


@pytest.fixture(scope="module")
def site_root(tmp_path_factory, serve):
    """Build a site that holds every harmless case, and serve it in the place of the real one."""
    root = make_project(tmp_path_factory.mktemp("hostile") / "project", site_url="https://ipt.example/ipt/")
    for path in CASES:
        write_record(root, f"{path.parent.name}/{path.stem.replace('_', '-')}", json.dumps(read_case(path), ensure_ascii=False))
    done = run_ipt(root, "build", "--site-dir", str(root.parent / "served" / "ipt"))
    assert done.returncode == 0, done.stdout + done.stderr
    with serve(root.parent / "served") as address:
        yield address


@pytest.fixture
def watched(visit):
    """A visit in which everything that a record could do is noted; at its end nothing was."""
    made = visit()
    made.page.add_init_script(WATCH)
    asked = []
    made.page.on("dialog", lambda dialog: asked.append(dialog.message))
    made.page.on("popup", lambda page: asked.append(page.url))
    yield made
    assert made.page.evaluate(TOUCH) == []
    assert asked == []


@pytest.mark.parametrize("start", range(0, len(CASES), PORTION))
def test_nothing_runs_on_their_pages(watched, start):
    for path in CASES[start : start + PORTION]:
        for language in ("", "fr/")[: 1 if (CASES.index(path) % 5) else 2]:
            watched.open(f"{language}{place_of(path)}/")
            assert (path.stem, watched.page.evaluate(TOUCH)) == (path.stem, [])
            assert watched.page.locator("h1").count() == 1


@pytest.mark.parametrize("page", ["technologies/", "fr/technologies/", "technologies/all/", "eu-projects/all/", "department/all/"])
def test_nothing_runs_in_lists(watched, page):
    watched.open(page)
    more, cards = watched.page.locator("button[data-more]"), watched.page.locator("[data-list] .ipt-card")
    if more.count():
        expect(watched.page.locator("[data-ready]")).to_have_count(1)
    while more.count() and more.is_visible():
        shown = cards.count()
        more.click()
        expect(cards).not_to_have_count(shown)
    assert watched.page.evaluate(TOUCH) == []


def test_nothing_runs_where_a_list_is_filtered(watched):
    watched.open("technologies/?q=pwned")
    expect(watched.page.locator("[data-status]")).to_contain_text(re.compile(r"\d"))
    expect(watched.page.locator("[data-list] .ipt-card").first).to_be_visible()


@pytest.mark.parametrize("words", ["pwned", "script", "onmouseover"])
def test_nothing_runs_in_the_search(watched, words):
    watched.open("")
    ask(watched, words)


def test_nothing_runs_on_the_shortlist_and_side_by_side(watched):
    keys = [f"technologies/{path.stem.replace('_', '-')}" for path in CASES if path.stem.startswith("name_")]
    watched.open(f"shortlist/#{','.join(keys[:40])}")
    expect(watched.page.locator(".ipt-shortlist")).to_contain_text("onmouseover")
    assert watched.page.evaluate(TOUCH) == []
    watched.open(f"compare/#{','.join(keys[:4])}")
    expect(watched.page.locator(".ipt-compare table")).to_be_visible()
