"""Text of records in Markdown: it stays text, whatever reads it."""

from __future__ import annotations

import comrak
import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.open_data.markdown_text import escape_text, write_link, write_prose, write_table
from tests.support.harm import PROSE
from tests.support.values import LETTERS


def _allow_everything() -> tuple[comrak.ExtensionOptions, comrak.RenderOptions]:
    """Make the options of a reader that knows every extension of GFM and lets HTML through."""
    extensions, rendering = comrak.ExtensionOptions(), comrak.RenderOptions()
    for name in ("table", "autolink", "strikethrough", "tasklist", "footnotes", "alerts", "math_dollars", "description_lists"):
        setattr(extensions, name, True)
    rendering.unsafe_ = True
    return extensions, rendering


EXTENSIONS, RENDERING = _allow_everything()


def read(markdown: str) -> LexborNode:
    """Read Markdown as generously as anybody does."""
    body = LexborHTMLParser(comrak.render_markdown(markdown, extension_options=EXTENSIONS, render_options=RENDERING)).body
    assert body is not None
    return body


def list_elements(node: LexborNode) -> list[str]:
    return [str(one.tag) for one in node.css("*")][1:]


def squeeze(text: str) -> str:
    return " ".join(text.split())


HOSTILE = (
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "<!-- gone",
    "![pixel](https://evil.example/p.png)",
    "[bank](https://evil.example/)",
    "[a]: https://evil.example/",
    "https://evil.example/ www.evil.example WWW.evil.example someone@evil.example mailto:x@evil.example",
    "<https://evil.example/>",
    "| a | b |",
    "one | two \\| three \\",
    "# Heading",
    "### C# ###",
    "- item",
    "+ item",
    "1. item",
    "123456789) item",
    "= underline",
    "---",
    "***",
    "___",
    "> quote",
    "```",
    "~~~",
    "`code` and ``more``",
    "*a* **b** _c_ __d__ ~~e~~ ~f~",
    "$x$ and $$y$$",
    "&lt;b&gt; &amp; &#60; R&D; R&D",
    "[^1] and [ ] and [x]",
    "line\n\nbreak\r\n# heading\r- item",
    "wow!",
    "a\\",
    "\\*not\\*",
    ": definition",
    "term\n: definition",
    "    code",
    "\tcode",
)
TEXTS = st.one_of(
    st.text(LETTERS, min_size=1, max_size=40),
    st.text(st.sampled_from("<>/=\"'ab:![]()#*_~`|\\&;$@^+-.1) \n"), min_size=1, max_size=40),
    st.sampled_from(HOSTILE),
).filter(lambda text: bool(text.strip()))


def assert_is_text(text: str) -> None:
    alone = read(escape_text(text))
    assert (list_elements(alone), squeeze(alone.text())) == (["p"], squeeze(text))
    nested = read(f"# {escape_text(text)}\n\n- {escape_text(text)}\n  - **x:** {escape_text(text)} [y](z)\n\n## End\n")
    assert list_elements(nested) == ["h1", "ul", "li", "ul", "li", "strong", "a", "h2"]
    assert squeeze(nested.text()) == squeeze(f"{text} {text} x: {text} y End")


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_text(text: str) -> None:
    assert_is_text(text)


@given(TEXTS)
def test_no_text_becomes_anything_else(text: str) -> None:
    assert_is_text(text)


def test_plain_words_stay_as_they_are() -> None:
    for text in ("White Rabbit", "0.9–1.1 µm (at 20 °C)", "R&D, A/B; 50 %", "the year 2020.", "x-ray", "key: value", "“quoted”"):
        assert escape_text(text) == text


@given(TEXTS, TEXTS, TEXTS)
def test_no_text_breaks_a_table(title: str, one: str, other: str) -> None:
    table = read(write_table((escape_text(title), "b"), [(escape_text(one), "x"), (write_link(other, "https://kt.cern/"), "")]))
    assert list_elements(table) == ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td", "tr", "td", "a", "td"]
    cells = [squeeze(cell.text()) for cell in table.css("th, td")]
    assert cells == [squeeze(title), "b", squeeze(one), "x", squeeze(other), ""]


@pytest.mark.parametrize(
    "address",
    [
        "https://kt.cern/a_(b)",
        "https://kt.cern/a)b",
        "https://kt.cern/?a=1&copy;=2&b=3",
        "https://kt.cern/a\\b",
        "https://kt.cern/<b>",
        "https://kt.cern/*a*_b_",
        "mailto:kt.service@cern.ch",
    ],
)
def test_a_link_leads_to_its_address(address: str) -> None:
    link = read(f"| {write_link('x', address)} | y |\n|---|---|").css_first("a")
    assert link is not None
    assert (link.attributes["href"] or "").replace("%5C", "\\").replace("%3C", "<").replace("%3E", ">") == address


@given(TEXTS, TEXTS)
def test_no_address_gets_out_of_its_link(text: str, address: str) -> None:
    assert list_elements(read(f"- {write_link(text, f'https://kt.cern/{address}')} end")) == ["ul", "li", "a"]


def test_an_address_on_two_lines_stays_one() -> None:
    assert write_link("x", "https://kt.cern/a b\nc") == "[x](https://kt.cern/a%20b%0Ac)"


# --- Prose ----------------------------------------------------------------------------------------


def test_prose_keeps_its_form() -> None:
    assert write_prose("One **bold** [page](https://kt.cern/).\n\n- item\n") == "One **bold** [page](https://kt.cern/).\n\n- item"
    assert list_elements(read(write_prose(PROSE))) == list_elements(read(PROSE))


@pytest.mark.parametrize(
    "prose",
    [
        "Text with <b>HTML</b>",
        "<div>\n\nblock\n\n</div>",
        "<!-- note -->",
        "![pixel](https://evil.example/p.png)",
        "[x](javascript:alert(1))",
        "[x](http://plain.example/)",
        "[x](/technologies/)",
        "[x](https://kt.cern/ 'your bank')",
        "# Heading",
        "Heading\n===",
        "one\n\n***\n\ntwo",
        "[x][y]\n\n[y]: http://plain.example/",
    ],
)
def test_what_a_page_leaves_out_stays_as_text(prose: str) -> None:
    shown = read(write_prose(prose))
    assert set(list_elements(shown)) == {"p"}
    assert squeeze(shown.text()) == squeeze(prose)


@given(st.one_of(TEXTS, st.lists(TEXTS, max_size=4).map("\n\n".join)).filter(lambda text: bool(text.strip())))
def test_no_prose_reaches_what_follows_it(prose: str) -> None:
    whole = read(f"# Begin\n\n{write_prose(prose)}\n\n## End\n")
    assert list_elements(whole).count("h1") == list_elements(whole).count("h2") == 1
    assert not {"script", "img", "h3", "hr", "iframe", "style", "svg"} & set(list_elements(whole))
    assert list_elements(whole)[-1] == "h2"
    assert all((link.attributes["href"] or "").startswith(("https://", "mailto:", "http://")) for link in whole.css("a"))
