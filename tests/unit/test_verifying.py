"""Internal links: found in HTML, resolved against their page, verified with their anchors."""

from pathlib import Path

import pytest
from markupsafe import escape

from generator.prose import render_markdown
from generator.verifying import BrokenLink, LinkLedger, outline_fragment, outline_html

GOLDEN = Path(__file__).parent.parent / "golden"
FILES = frozenset(("index.html", "a/index.html", "a/x/index.html", "a/all/index.html", "style.css", "fr/index.html"))


def broken(page, html, *, others=()):
    ledger = LinkLedger()
    ledger.add_page(page, [outline_html(html)])
    for path, text in others:
        ledger.add_page(path, [outline_html(text)])
    return [found.link for found in ledger.find_broken(FILES)]


@pytest.mark.parametrize(
    "link",
    [
        "../all/",
        "../../",
        "../..",
        "./",
        "../x/",
        "../../style.css",
        "../../fr/",
        "../all/?q=1",
        "https://x.example/",
        "mailto:a@b.ch",
        "data:,x",
    ],
)
def test_links_that_lead_somewhere(link):
    assert broken("a/x/index.html", f'<a href="{link}">x</a>') == []


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("../nothing/", "/a/nothing/index.html"),
        ("style.css", "/a/x/style.css"),
        ("../../../", "/index.html"),
        ("/b/", "/b/index.html"),
        ("../al%6c/", "/a/all/index.html"),
    ],
)
def test_links_are_resolved_as_a_browser_does(link, target):
    found = broken("a/x/index.html", f'<img src="{link}">')
    assert found == ([] if target.lstrip("/") in FILES else [target])


def test_anchors_are_looked_for_on_their_page():
    others = [("a/all/index.html", '<h2 id="letter-a">A</h2>')]
    assert broken("a/x/index.html", '<a href="../all/#letter-a">a</a>', others=others) == []
    assert broken("a/x/index.html", '<a href="../all/#letter-b">a</a>', others=others) == ["/a/all/index.html#letter-b"]
    assert broken("a/x/index.html", '<a href="#own">x</a><p id="own">') == []
    assert broken("a/x/index.html", '<a href="#other">x</a>') == ["/a/x/index.html#other"]


def test_pages_side_by_side_do_not_share_what_their_own_links_mean():
    ledger = LinkLedger()
    ledger.add_page("a/x/index.html", [outline_html('<a href="#one">1</a><p id="one">')])
    ledger.add_page("a/all/index.html", [outline_html('<a href="#one">1</a>')])
    assert ledger.find_broken(FILES) == (BrokenLink("a/all/index.html", "/a/all/index.html#one"),)


def test_text_that_looks_like_a_link_is_none():
    assert outline_html('<p>href="nothing" <code>&lt;a href="nothing"></code></p>').links == ()


def test_ledgers_of_several_tasks_are_merged():
    one, other = LinkLedger(), LinkLedger()
    one.add_page("a/x/index.html", [outline_html('<a href="../all/#b">b</a>')])
    other.add_page("a/all/index.html", [outline_html('<p id="b"></p><a href="gone/">x</a>')])
    one.merge(other)
    assert one.find_broken(FILES) == (BrokenLink("a/all/index.html", "/a/all/gone/index.html"),)


def test_fragments_are_outlined_as_a_parser_would():
    for path in sorted(GOLDEN.rglob("*.html")):
        html = path.read_text("utf-8")
        assert outline_fragment(html) == outline_html(html), path.name


@pytest.mark.parametrize(
    "html",
    [
        render_markdown('see href="nothing" and id="none" and `src="x"`'),
        render_markdown('[a](https://x.example/ "href=") ![b](https://x.example/c.png)'),
        "<p>" + escape('<a href="nothing">') + "</p>",
        '<a title="x href=y" href="../all/?a=1&amp;b=2">x</a>',
        '<a class="a" id="b" href="#b"></a><img src="c.svg">',
    ],
)
def test_text_in_a_fragment_is_not_taken_for_a_link(html):
    assert outline_fragment(str(html)) == outline_html(str(html))


@pytest.mark.parametrize(
    ("link", "page"),
    [("/a/index.html", True), ("/a/index.html#b", True), ("/404.html", True), ("/SHA256SUMS", False), ("/api/v1/index.json", False)],
)
def test_a_broken_link_is_known_to_lead_to_a_page_or_to_a_file(link, page):
    assert BrokenLink("index.html", link).leads_to_page is page
