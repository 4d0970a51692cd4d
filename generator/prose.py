"""Turn the Markdown of records into HTML that can harm nobody."""

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
