"""Warn of records that say less than readers expect, unless the record gives the reason under ``gaps``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from generator.description import Expectation
from generator.findings import Context, Finding
from generator.messages import name_place
from generator.model import Record, Reference

_SHARED_HOSTS = frozenset({"github.com", "gitlab.com", "doi.org"})
"""Hosts on which the first part of the path tells the publisher."""
_WORD = re.compile(r"\w+")
_FILLERS = frozenset(["a", "an", "and", "at", "by", "for", "from", "in", "is", "it", "of", "on", "that", "the", "to", "which", "with"])


def find_thin_summaries(context: Context) -> Iterator[Finding]:
    """A summary says more than the name."""
    for record in _published(context):
        name = context.catalogue.name_of(record)
        known = _FILLERS.union(_WORD.findall(str(name["en"] if isinstance(name, dict) else name).casefold()))
        if known.issuperset(_WORD.findall(record.values["summary"]["en"].casefold())):
            message = "summary repeats the name"
            yield Finding(record, ("summary", "en"), "thin-summary", message, "say what it is and what it is good for")


def find_thin_fields(context: Context) -> Iterator[Finding]:
    """A record states as many values of a field as its schema expects."""
    for record in _published(context):
        explained = _explained_gaps(record)
        for expected in context.catalogue.collections[record.collection].expects:
            stated = count_values(record.values.get(expected.field))
            if is_expected(expected, record) and stated < expected.at_least and gap_of(expected.field) not in explained:
                message = f"{expected.field}: {stated} stated, {expected.at_least} expected"
                hint = "state what the sources carry, or give the reason under gaps"
                yield Finding(record, (expected.field,), "thin-field", message, hint)


def find_single_publishers(context: Context) -> Iterator[Finding]:
    """The sources of a record come from more than one publisher."""
    for record in _published(context):
        publishers = {name_publisher(source["url"]) for source in record.values["sources"]}
        if len(publishers) == 1 and "sources" not in _explained_gaps(record):
            message = f"sources: all of them come from {publishers.pop()}"
            yield Finding(
                record, ("sources",), "single-publisher", message, "add a page of another publisher, or give the reason under gaps"
            )


def find_orphans(context: Context) -> Iterator[Finding]:
    """A record is linked with another one, in either direction; one that a refused file may name is not judged."""
    linked = find_linked(context.references)
    for record in _published(context):
        alone = record.reference not in linked and not context.refused.may_name(record.id)
        if alone and "links" not in _explained_gaps(record):
            message = "no other record is linked with this one"
            yield Finding(record, (), "orphan", message, "name the records it belongs with, or give the reason under gaps")


def find_needless_gaps(context: Context) -> Iterator[Finding]:
    """A reason under ``gaps`` explains something that is missing."""
    linked = find_linked(context.references)
    for record in _published(context):
        full = {
            gap_of(expected.field)
            for expected in context.catalogue.collections[record.collection].expects
            if not is_expected(expected, record) or count_values(record.values.get(expected.field)) >= expected.at_least
        }
        if len({name_publisher(source["url"]) for source in record.values["sources"]}) > 1:
            full.add("sources")
        if record.reference in linked:
            full.add("links")
        for number, gap in enumerate(record.values.get("gaps", ())):
            if gap["about"] in full:
                place = ("gaps", number)
                yield Finding(record, place, "needless-gap", f"{name_place(place)}: {gap['about']} is not missing", "delete the gap")


def name_publisher(url: str) -> str:
    """Name who publishes a page: its host, and on hosts that many share also the account."""
    address = urlsplit(url)
    host = (address.hostname or "").removeprefix("www.")
    return f"{host}/{address.path.strip('/').partition('/')[0]}" if host in _SHARED_HOSTS else host


def find_linked(references: tuple[tuple[Record, tuple[str | int, ...], Reference], ...]) -> set[Reference]:
    """Return every record that is linked with another one; that a unit answers for a record is no such link."""
    return {end for record, place, target in references if place[0] != "owner" for end in (record.reference, target)}


def gap_of(field: str) -> str:
    """Return the term by which a gap names a field."""
    return field.replace("_", "-")


def is_expected(expected: Expectation, record: Record) -> bool:
    """Tell whether an expectation holds for a record of this kind."""
    return not expected.kinds or record.values["kind"] in expected.kinds


def count_values(value: object) -> int:
    """Count what a field states: the items of a list, one for anything else, none for nothing."""
    return len(value) if isinstance(value, list) else int(value is not None)


def _published(context: Context) -> Iterator[Record]:
    return (record for record in context.catalogue.all_records() if record.status == "published")


def _explained_gaps(record: Record) -> set[str]:
    return {gap["about"] for gap in record.values.get("gaps", ())}
