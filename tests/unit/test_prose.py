"""The Markdown of records: what is kept, and what can do no harm."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from generator.prose import render_markdown, settle_markdown


def test_formatting_is_kept():
    html = render_markdown("One *fine* **strong** `code` [page](https://kt.cern/).\n\n- item\n\n| a | b |\n|---|---|\n| 1 | 2 |")
    assert '<a href="https://kt.cern/" rel="noopener">page</a>' in html
    assert {"<em>fine</em>", "<strong>strong</strong>", "<code>code</code>", "<li>item</li>", "<td>1</td>"} == {
        part for part in ("<em>fine</em>", "<strong>strong</strong>", "<code>code</code>", "<li>item</li>", "<td>1</td>") if part in html
    }


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[x](javascript:alert(1))",
        "[x](java&#115;cript:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "[x](//evil.example/)",
        "[x](/technologies/)",
        "[x](http://plain.example/)",
        "![x](https://evil.example/pixel.png)",
        "<svg/onload=alert(1)>",
        "<a href='https://kt.cern/' onclick='x'>y</a>",
        "# Heading\n\n<h1 id=content>x</h1>",
        "<style>body{display:none}</style>",
        "[x](https://kt.cern/ 'your bank')",
        "<iframe src=https://evil.example></iframe>",
    ],
)
def test_nothing_harmful_is_kept(text):
    assert_harmless(render_markdown(text))


@given(st.text(alphabet=st.sampled_from("<>/=\"'ab:![]()#*&;jscript \n"), max_size=120))
def test_no_text_makes_harmful_html(text):
    assert_harmless(render_markdown(text))


def assert_harmless(html):
    for node in LexborHTMLParser(html).body.css("*"):
        assert node.tag in {
            "body",
            "p",
            "br",
            "pre",
            "ul",
            "ol",
            "li",
            "blockquote",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "a",
            "em",
            "strong",
            "code",
            "sub",
            "sup",
        }
        assert set(node.attributes) <= {"href", "rel"}
        assert (node.attributes.get("href") or "https:").startswith(("https:", "mailto:"))


SETTLED = {
    "One *fine* **strong** `code`.": "One *fine* **strong** `code`.",
    "* one\n* two": "- one\n- two",
    "[x][y]\n\n[y]: https://kt.cern/": "[x](https://kt.cern/)",
    "    code <b>": "    code <b>",
    "| a |\n|---|\n| b |": "| a |\n| --- |\n| b |",
    "> one\ntwo": "> one\n> two",
}


@pytest.mark.parametrize("text", SETTLED)
def test_markdown_is_settled(text):
    assert settle_markdown(text) == SETTLED[text]
    assert render_markdown(SETTLED[text]) == render_markdown(text)


@pytest.mark.parametrize(
    "text", ["a <b>b</b>", "![x](https://kt.cern/x.png)", "# a", "***", "[x](http://kt.cern/)", "[x](https://kt.cern/ 'y')"]
)
def test_markdown_of_which_a_page_leaves_something_out_is_not_settled(text):
    assert settle_markdown(text) is None


def test_two_lists_stay_two():
    assert render_markdown(settle_markdown("- a\n\n1. b")).split() == render_markdown("- a\n\n1. b").split()
