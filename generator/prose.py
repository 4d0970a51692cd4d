"""Turn the Markdown of records into HTML, or into Markdown, that can harm nobody."""

from __future__ import annotations

import re

import comrak
import nh3
from markupsafe import Markup

_BLOCKS = {"p", "br", "pre", "ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "th", "td"}
_CLEANER = nh3.Cleaner(
    tags=_BLOCKS | {"a", "em", "strong", "code", "sub", "sup"},
    attributes={"a": {"href"}, "*": set()},
    url_schemes={"https", "mailto"},
    url_relative="deny",
    link_rel="noopener",
)
_EXTENSIONS = comrak.ExtensionOptions()
_EXTENSIONS.table = True


_QUOTE_IN_TEXT = re.compile(r'"(?=[^<>]*(?:<|$))')


def render_markdown(text: str) -> Markup:
    """Render CommonMark with tables as HTML: raw HTML is dropped, and only https and mailto links stay.

    Quotes in text are escaped, as they are in every other text of a page.
    """
    html = _CLEANER.clean(comrak.render_markdown(text, extension_options=_EXTENSIONS))
    return Markup(_QUOTE_IN_TEXT.sub("&quot;", html))  # noqa: S704


_DROPPED = re.compile(r'<(?:!|img|hr|h[1-6])|<a href="(?!https:|mailto:)|<a [^>]*title=')
"""What ``render_markdown`` leaves out, as comrak writes it: HTML, pictures, headings, lines, other links and their titles."""

_BETWEEN_LISTS = "<!-- raw HTML omitted -->\n"
"""What becomes of the comment by which comrak keeps two lists apart."""


def settle_markdown(text: str) -> str | None:
    """Return CommonMark with tables that reads as the text does and ends nothing that follows it.

    Nothing where ``render_markdown`` would leave out a part of it, or where it does not read the same.
    """
    html = comrak.render_markdown(text, extension_options=_EXTENSIONS)
    if _DROPPED.search(html):
        return None
    settled = comrak.render_commonmark(text, extension_options=_EXTENSIONS)
    if settled != text and comrak.render_markdown(settled, extension_options=_EXTENSIONS).replace(_BETWEEN_LISTS, "") != html:
        return None
    return settled.strip("\n")
