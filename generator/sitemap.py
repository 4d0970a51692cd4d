"""Write what machines read: the sitemap, the robots file and the pages that redirect."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from generator.i18n import LANGUAGES


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that search engines may know, in every language."""

    path: str
    """Address below the root of a language; empty for the home page."""
    changed: str | None
    """Day of the last change of its facts, where it is known."""


def address_of(site_url: str, code: str, path: str) -> str:
    """Return the full address of a page in a language."""
    return f"{site_url}{'' if code == LANGUAGES[0] else f'{code}/'}{path}"


def write_sitemap(site_url: str, entries: Iterable[Entry]) -> bytes:
    """Write a sitemap (sitemaps.org, 0.9) that ties the languages of each page together."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for entry in entries:
        alternates = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(address_of(site_url, code, entry.path))}/>'
            for code in LANGUAGES
        )
        changed = f"<lastmod>{entry.changed}</lastmod>" if entry.changed else ""
        lines += (f"<url><loc>{escape(address_of(site_url, code, entry.path))}</loc>{changed}{alternates}</url>" for code in LANGUAGES)
    lines.append("</urlset>\n")
    return "\n".join(lines).encode()


def write_robots(site_url: str) -> bytes:
    """Write the file that invites every robot and names the sitemap (RFC 9309)."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {site_url}sitemap.xml\n".encode()
