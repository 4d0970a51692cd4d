"""Decide whether a text has a format that schemas name."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache

from babel import Locale
from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PARTIAL_DATE = re.compile(r"(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?")
_NO_COUNTRY = frozenset(("EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"))
_HOST = r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z][a-z0-9-]{1,62}"
_URI = re.compile(rf"https?://{_HOST}(?:[/?#].*)?", re.IGNORECASE)
_EMAIL = re.compile(rf"[a-z0-9._-]+@{_HOST}", re.IGNORECASE)


def is_date(text: str) -> bool:
    """Tell whether a day exists in the form YYYY-MM-DD of ISO 8601."""
    try:
        return _DATE.fullmatch(text) is not None and date.fromisoformat(text) is not None
    except ValueError:
        return False


def is_partial_date(text: str) -> bool:
    """Tell whether a year, month or day exists in the forms YYYY, YYYY-MM and YYYY-MM-DD."""
    return _PARTIAL_DATE.fullmatch(text) is not None or is_date(text)


def is_uri(text: str) -> bool:
    """Tell whether an address has a host name with a dot, and neither user, password nor port."""
    return _URI.fullmatch(text) is not None


@cache
def is_country(text: str) -> bool:
    """Tell whether a code is one of ISO 3166-1 alpha-2."""
    return len(text) == 2 and text.isalpha() and text in Locale("en").territories and text not in _NO_COUNTRY


@cache
def is_spdx_expression(text: str) -> bool:
    """Tell whether a licence expression is made of identifiers of the SPDX list, in its spelling."""
    try:
        return canonicalize_license_expression(text) == text
    except InvalidLicenseExpression:
        return False


def is_email(text: str) -> bool:
    """Tell whether a text has the form of a mail address with a host name."""
    return _EMAIL.fullmatch(text) is not None


def make_formats(cpv_codes: frozenset[str]) -> dict[str, Callable[[str], bool]]:
    """Return what decides on each format that schemas name."""
    return {
        "date": is_date,
        "partial-date": is_partial_date,
        "uri": is_uri,
        "country": is_country,
        "spdx-expression": is_spdx_expression,
        "email": is_email,
        "cpv": cpv_codes.__contains__,
    }
