"""Write calendars of when records start and end (iCalendar, RFC 5545), for collections whose records take place between two dates.

Only a date that is stated to the day has an entry. An entry says nothing of when it was made, so it stays the same as
long as its record does.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

from icalendar import Calendar, Event

from generator.alternates import calendar_path
from generator.description import Collection, Span
from generator.i18n import Language
from generator.model import Record
from generator.open_data.edition import DataFile, Edition
from generator.sitemap import address_of

_DAY = len("2026-01-01")


def write_calendars(edition: Edition) -> Iterator[DataFile]:
    """Write the calendar of each collection that has dates, in every language."""
    for collection in edition.catalogue.collections.values():
        if collection.span:
            for language in edition.languages.values():
                calendar = _make_calendar(edition, collection, collection.span, language)
                yield DataFile(calendar_path(language.code, collection.url), calendar.to_ical())


def _make_calendar(edition: Edition, collection: Collection, span: Span, language: Language) -> Calendar:
    site_url = edition.origin.site_url
    address = address_of(site_url, language.code, f"{collection.url}/")
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//CERN IPT//ipt-catalogue//{language.code.upper()}")
    calendar.add("x-wr-calname", f"{language.say('cite.catalogue')} · {collection.title[language.code]}")
    calendar.add("x-wr-caldesc", language.say("calendar.described", address=address))
    for record in edition.catalogue.records[collection.id].values():
        name = language.choose(edition.catalogue.name_of(record)).text
        for end, field in (("start", span.start), ("end", span.end)):
            day = record.values.get(field, "")
            if len(day) == _DAY:
                event = _make_event(record, date.fromisoformat(day), language)
                event.add("uid", f"{end}.{collection.url}.{record.id}@{urlsplit(site_url).hostname}")
                event.add("summary", language.say(f"calendar.{end}", name=name))
                event.add("url", f"{address}{record.id}/")
                calendar.add_component(event)
    return calendar


def _make_event(record: Record, day: date, language: Language) -> Event:
    """Make an event of a whole day that blocks no time."""
    event = Event()
    event.add("dtstamp", datetime.combine(date.fromisoformat(record.values["reviewed"]), datetime.min.time(), UTC))
    event.add("dtstart", day)
    event.add("description", language.choose(record.values["summary"]).text)
    event.add("transp", "TRANSPARENT")
    event.add("status", "CANCELLED" if record.status == "withdrawn" else "CONFIRMED")
    return event
