"""Turn the Markdown of records into HTML that can harm nobody."""

from __future__ import annotations

import comrak
import nh3
from markupsafe import Markup

_BLOCKS = {"p", "br", "pre", "ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "th", "td"}
_TAGS = _BLOCKS | {"a", "em", "strong", "code", "sub", "sup"}
_ATTRIBUTES = {"a": {"href"}}
_SCHEMES = {"https", "mailto"}


def render_markdown(text: str) -> Markup:
    """Render CommonMark with tables as HTML: raw HTML is dropped, and only https and mailto links stay."""
    options = comrak.ExtensionOptions()
    options.table = True
    html = comrak.render_markdown(text, extension_options=options)
    return Markup(nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, url_relative="deny", link_rel="noopener"))  # noqa: S704
