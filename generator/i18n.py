"""Speak both languages: interface words, localised text, dates, numbers, names of countries, order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from html import escape
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, format_percent

from generator.description import Text

LANGUAGES = ("en", "fr")
"""Languages of the site; the first is the one that every text of a record has."""
_LOCALES = {"en": "en_GB", "fr": "fr"}


@dataclass(frozen=True, slots=True)
class Localized:
    """A text for a page, and the language it is in when that is not the language of the page."""

    text: str
    lang: str | None = None

    def __html__(self) -> str:
        """Return the text as HTML, escaped, with its language."""
        text = escape(self.text)
        return f'<span lang="{self.lang}">{text}</span>' if self.lang else text


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """One language of the site."""

    code: str
    phrases: Mapping[str, str]
    """Interface words by dotted key."""
    locale: Locale = field(repr=False)

    @property
    def _separators(self) -> Mapping[str, str]:
        symbols = self.locale.number_symbols["latn"]
        return {",": symbols["group"], ".": symbols["decimal"]}

    def say(self, key: str, **values: object) -> str:
        """Return an interface phrase with its places filled. Raises ``KeyError`` for an unknown key."""
        phrase = self.phrases[key]
        return phrase.format(**values) if values else phrase

    def count(self, key: str, number: int) -> str:
        """Return the phrase for a number of things, in the plural that the language uses (CLDR)."""
        return self.say(f"{key}.{self.locale.plural_form(number)}", number=self.number(number))

    def choose(self, text: Text | str) -> Localized:
        """Choose the text of this language, or the English one marked as such."""
        if isinstance(text, str):
            return Localized(text)
        own = text.get(self.code)
        return Localized(own) if own is not None else Localized(text[LANGUAGES[0]], LANGUAGES[0])

    def number(self, number: float) -> str:
        """Format a number with the separators of the language."""
        return _format_number(self.code, number)

    def percent(self, part: int, whole: int) -> str:
        """Format a share in whole per cent, rounded down so that 100 % is all; nothing of nothing is a dash."""
        return _format_percent(self.code, part * 100 // whole) if whole else "–"

    def figure(self, text: str) -> str:
        """Write the figures in a text that is written the English way with the separators of the language."""
        return _FIGURE.sub(lambda sign: self._separators[sign[0]], text)

    def money(self, euros: float) -> str:
        """Format an amount in whole euros."""
        return _format_money(self.code, round(euros))

    def date(self, text: str) -> str:
        """Format a year, month or day given as in ISO 8601."""
        return _format_date(self.code, text)

    def country(self, code: str) -> str:
        """Name a country of ISO 3166-1."""
        return str(self.locale.territories[code])


def make_language(code: str, messages: Mapping[str, Any]) -> Language:
    """Make a language from its nested interface words."""
    return Language(code, dict(_flatten(messages, "")), Locale.parse(_LOCALES[code]))


def sort_key(text: str) -> tuple[str, str]:
    """Order names without regard to case and accents, then by their exact letters."""
    return _fold(text), text


@cache
def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def initial_of(text: str) -> str:
    """Return the letter under which an A–Z list puts a name: A to Z, or # for everything else."""
    first = _fold(text)[:1].upper()
    return first if "A" <= first <= "Z" else "#"


def _flatten(messages: Mapping[str, Any], prefix: str) -> list[tuple[str, str]]:
    flat: list[tuple[str, str]] = []
    for key, value in messages.items():
        flat += _flatten(value, f"{prefix}{key}.") if isinstance(value, Mapping) else [(prefix + key, str(value))]
    return flat


@cache
def _format_number(code: str, number: float) -> str:
    return format_decimal(number, locale=_LOCALES[code])


_PERCENT_PATTERNS = {"en": "#,##0%", "fr": "#,##0\u202f%"}


@cache
def _format_percent(code: str, percent: int) -> str:
    return format_percent(percent / 100, _PERCENT_PATTERNS[code], locale=_LOCALES[code])


_MONEY_PATTERNS = {"en": "¤#,##0", "fr": "#,##0\u202f¤"}


@cache
def _format_money(code: str, euros: int) -> str:
    pattern = _MONEY_PATTERNS[code]
    return format_currency(euros, "EUR", pattern, locale=_LOCALES[code], currency_digits=False)


_FIGURE = re.compile(r"(?<=\d)(?:,(?=\d{3}(?!\d))|\.(?=\d))")
"""A comma that groups digits, or a decimal point."""

_DATE_PATTERNS = {10: "long", 7: "LLLL y", 4: "y"}


@cache
def _format_date(code: str, text: str) -> str:
    day = date.fromisoformat(text + "0000-01-01"[len(text) :])
    shown = format_date(day, _DATE_PATTERNS[len(text)], locale=_LOCALES[code])
    return f"1er{shown[1:]}" if code == "fr" and shown.startswith("1 ") else shown
