"""Calendars: starts and ends that are known to the day, stable, and safe from what the records hold."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from generator.open_data.calendars import write_calendars
from tests.support.editions import ORIGIN, edit_only, edit_records
from tests.support.sites import RECORDS

PROJECT = "eu_projects/big-science"
UID = "end.eu-projects.big-science@ipt.example"


def write(changes=None):
    return {file.path: file.data for file in write_calendars(edit_records(changes or {}))}


def read(data):
    return {event["uid"]: event for event in Calendar.from_ical(data).events}


def change(*pairs):
    text = RECORDS[PROJECT]
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return {PROJECT: text}


def test_collections_with_dates_have_a_calendar_in_each_language():
    assert sorted(write()) == ["feeds/eu-projects.ics", "fr/feeds/eu-projects.ics"]


def test_only_dates_to_the_day_have_an_entry():
    assert list(read(write()["feeds/eu-projects.ics"])) == [UID]
    whole = write(change(("start: 2015-05", "start: 2015-05-01")))
    assert list(read(whole["feeds/eu-projects.ics"])) == ["start.eu-projects.big-science@ipt.example", UID]
    none = write(change(("start: 2015-05\n", ""), ("end: 2019-04-30", "end: 2019-04")))
    assert read(none["feeds/eu-projects.ics"]) == {}


def test_an_entry_is_a_whole_day_and_blocks_no_time():
    event = read(write()["feeds/eu-projects.ics"])[UID]
    assert (event.start, event["dtstart"].params["value"]) == (date(2019, 4, 30), "DATE")
    assert (event["transp"], event["status"]) == ("TRANSPARENT", "CONFIRMED")
    assert event["summary"] == "BIGSCI: end"
    assert event["description"] == "A project that shared detectors among laboratories."
    assert event["url"] == "https://ipt.example/eu-projects/big-science/"


def test_the_french_calendar_is_french():
    calendar = Calendar.from_ical(write()["fr/feeds/eu-projects.ics"])
    assert calendar["x-wr-calname"] == "Catalogue IPT du CERN · Projets européens"
    assert "https://ipt.example/fr/eu-projects/" in calendar["x-wr-caldesc"]
    (event,) = calendar.events
    assert event["summary"] == "BIGSCI\u202f: fin"
    assert event["url"] == "https://ipt.example/fr/eu-projects/big-science/"


def test_the_calendar_says_what_it_leaves_out():
    assert "no entry" in Calendar.from_ical(write()["feeds/eu-projects.ics"])["x-wr-caldesc"]


def test_an_entry_of_a_withdrawn_record_is_cancelled():
    withdrawn = change(("reviewed:", "status: withdrawn\nstatus_note:\n  en: It never was.\nreviewed:"))
    assert read(write(withdrawn)["feeds/eu-projects.ics"])[UID]["status"] == "CANCELLED"


def test_a_new_name_and_another_day_keep_the_entry():
    event = read(write(change(("BIGSCI", "OTHER"), ("2019-04-30", "2020-01-31")))["feeds/eu-projects.ics"])[UID]
    assert (event["summary"], event.start) == ("OTHER: end", date(2020, 1, 31))


def test_an_entry_is_as_new_as_the_review_of_its_record_whenever_it_was_written():
    later = replace(ORIGIN, generated_at=datetime(2030, 1, 1, tzinfo=UTC), source_commit="f" * 40)
    assert {file.path: file.data for file in write_calendars(edit_only(RECORDS, origin=later))} == write()
    (event,) = read(write()["feeds/eu-projects.ics"]).values()
    assert event["dtstamp"].dt == datetime(2026, 11, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    ["a\nEND:VEVENT\nBEGIN:VEVENT\nUID:x", "a;b,c\\n d:e", '"x":VALUE=DATE', "é" * 200, "𝔛" * 80 + "\\;", "=0D=0A^n"],
    ids=["lines", "separators", "parameter", "two bytes", "four bytes", "encoding"],
)
def test_text_that_would_be_a_property_stays_text(text):
    edition = edit_records({})
    record = edition.catalogue.records["eu_projects"]["big-science"]
    record = replace(record, values={**record.values, "acronym": text, "summary": {"en": text}})
    catalogue = replace(edition.catalogue, records={"eu_projects": {record.id: record}})
    data = next(file.data for file in write_calendars(replace(edition, catalogue=catalogue)))
    (event,) = read(data).values()
    assert (event["summary"], event["description"]) == (f"{text}: end", text)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert data.count(b"\r\nBEGIN:VEVENT") == 1
