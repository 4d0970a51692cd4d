"""Show text that anybody may have written where it could mean something: on a terminal, and in Markdown."""

from __future__ import annotations

import re

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def show_unprintable(text: str) -> str:
    """Put a sign in the place of each character that steers a terminal or the direction of text."""
    return _UNPRINTABLE.sub("�", text)


def quote_code(text: str) -> str:
    """Quote a text as code of CommonMark, in one line, with a fence that it does not hold."""
    line = " ".join(show_unprintable(re.sub(r"[\n\r\t]", " ", text)).split())
    if not line:
        return ""
    fence = "`" * (max(map(len, re.findall("`+", line)), default=0) + 1)
    pad = " " if line[0] == "`" or line[-1] == "`" else ""
    return f"{fence}{pad}{line}{pad}{fence}"
