"""Say what a page may run and ask for: its Content-Security-Policy.

The policy is a second wall behind escaping. Scripts are files of the site, or stand in what the engine made: those are
named by hash before anything that a record holds comes into the page, so that no text of a record is ever permitted.
Data blocks (``application/json``, ``application/ld+json``) are not run and need no permission.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
"""A script without attributes; with ``src`` it is a file, with ``type`` a data block."""
_RULES = (
    "default-src 'self'",
    "style-src 'self'",
    # The signs of the theme are addresses of the scheme data in its style.
    "img-src 'self' data:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
)


def write_policy(scripts: Iterable[str] = ()) -> str:
    """Write the policy under which these inline scripts may run, and no others.

    ``wasm-unsafe-eval`` lets the search compile its WebAssembly, and nothing else.
    """
    hashes = dict.fromkeys(f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in scripts)
    return "; ".join((*_RULES, " ".join(("script-src 'self' 'wasm-unsafe-eval'", *hashes))))


def write_policy_tag(html: str) -> str:
    """Write the element that sets the policy of a page whose trusted parts are ``html``; no policy holds a double quote."""
    return f'<meta http-equiv="Content-Security-Policy" content="{write_policy(_INLINE.findall(html))}">'
