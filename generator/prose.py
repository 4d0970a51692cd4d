"""Turn the Markdown of records into HTML that can harm nobody."""

from __future__ import annotations

import comrak
import nh3
from markupsafe import Markup

_TAGS = {"p", "br", "em", "strong", "code", "pre", "ul", "ol", "li", "blockquote", "a", "sub", "sup", "table", "thead", "tbody", "tr", "th", "td"}
_ATTRIBUTES = {"a": {"href"}}
_SCHEMES = {"https", "mailto"}


def render_markdown(text: str) -> Markup:
    """Render CommonMark with tables as HTML: raw HTML is dropped, and only https and mailto links stay."""
    options = comrak.ExtensionOptions()
    options.table = True
    html = comrak.render_markdown(text, extension_options=options)
    return Markup(nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, url_relative="deny", link_rel="noopener"))  # noqa: S704
