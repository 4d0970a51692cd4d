"""Other ways in which people write dates, identifiers and addresses, and the one that records use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.formats import is_partial_date

_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?")
_YEAR_LAST = re.compile(r"(?:(\d{1,2})[-/.])?(\d{1,2})[-/.](\d{4})")


def respell_date(text: str) -> str | None:
    """Return a date as YYYY-MM-DD or YYYY-MM; ``None`` where it could be more than one day, or none."""
    meant = {date for date in _read_dates(text.strip()) if is_partial_date(date)}
    return meant.pop() if len(meant) == 1 else None


def _read_dates(text: str) -> Iterator[str]:
    """Yield every reading of a date; with the year at the end, day and month can stand in either order."""
    if found := _YEAR_FIRST.fullmatch(text):
        yield "-".join(part.zfill(2) for part in found.groups() if part)
    elif found := _YEAR_LAST.fullmatch(text):
        first, second, year = found.groups()
        if first is None:
            yield f"{year}-{second:>02}"
        else:
            yield f"{year}-{second:>02}-{first:>02}"
            yield f"{year}-{first:>02}-{second:>02}"


_PREFIXES: Mapping[str, re.Pattern[str]] = {
    "https://doi.org/{value}": re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)(?P<value>\S+)", re.IGNORECASE),
    "https://arxiv.org/abs/{value}": re.compile(
        r"(?:https?://(?:www\.)?arxiv\.org/(?:abs|pdf)/|arxiv:\s*)(?P<value>\S+?)(?:\.pdf)?/?", re.IGNORECASE
    ),
}
"""How else identifiers are written, by the address that they lead to."""


def strip_address(text: str, link: str) -> str | None:
    """Return the identifier in an address, where ``link`` is the address of an identifier with ``{value}`` in it."""
    pattern = _PREFIXES.get(link)
    if pattern is None:
        before, _, after = link.removeprefix("https://").partition("{value}")
        pattern = re.compile(rf"https?://{re.escape(before)}(?P<value>[^\s/?#]+){re.escape(after)}/?")
    found = pattern.fullmatch(text.strip())
    return found["value"] if found else None


_IN_USE = "records of this catalogue cite it over https"
HTTPS_HOSTS: Mapping[str, str] = {
    "arxiv.org": _IN_USE,
    "cds.cern.ch": _IN_USE,
    "cerncourier.com": _IN_USE,
    "cordis.europa.eu": _IN_USE,
    "doi.org": _IN_USE,
    "github.com": _IN_USE,
    "gitlab.cern.ch": _IN_USE,
    "gitlab.com": _IN_USE,
    "home.cern": _IN_USE,
    "home.web.cern.ch": _IN_USE,
    "indico.cern.ch": _IN_USE,
    "knowledgetransfer.web.cern.ch": _IN_USE,
    "kt.cern": _IN_USE,
    "ohwr.org": _IN_USE,
    "patents.google.com": _IN_USE,
    "procurement.web.cern.ch": _IN_USE,
    "zenodo.org": _IN_USE,
}
"""Hosts that answer over https, each with how that is known."""


def secure_address(text: str) -> str | None:
    """Return an address with https, where its host is known to answer there."""
    found = re.fullmatch(r"http://([^/\s?#]+)((?:[/?#]\S*)?)", text.strip(), re.IGNORECASE)
    return f"https://{found[1]}{found[2]}" if found and found[1].lower() in HTTPS_HOSTS else None
