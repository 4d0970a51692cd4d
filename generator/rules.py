"""Check what a schema cannot say: one small function for each kind of problem.

A rule looks at values and speaks in keys; the place in the file is looked up afterwards.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date

from generator.completeness_rules import (
    find_needless_gaps,
    find_orphans,
    find_single_publishers,
    find_thin_fields,
    find_thin_summaries,
)
from generator.diagnostics import Diagnostic
from generator.findings import Context, Finding
from generator.messages import name_place, show, suggest
from generator.model import RESERVED_IDS, Reference, find_values
from generator.positions import Positions
from generator.text_rules import find_markup, find_personal_addresses, find_private_links

Rule = Callable[[Context], Iterator[Finding]]


def apply_rules(rules: tuple[Rule, ...], context: Context) -> tuple[Diagnostic, ...]:
    """Apply rules to every record of a context, and find the place of what they found."""
    findings: dict[Reference, list[Finding]] = defaultdict(list)
    for rule in rules:
        for finding in rule(context):
            findings[finding.record.reference].append(finding)
    diagnostics = []
    for reference, found in findings.items():
        positions = Positions(context.sources[reference].decode())
        for finding in found:
            location = positions.of_value(finding.place)
            diagnostics.append(Diagnostic(finding.record.path, location, finding.code, finding.message, finding.hint))
    return tuple(diagnostics)


# --- References -----------------------------------------------------------------------------------


def find_unknown_references(context: Context) -> Iterator[Finding]:
    """A reference names a record that exists, if only in a file that was not read."""
    aliases = {
        (record.collection, alias): record.id for record in context.catalogue.all_records() for alias in record.values.get("aliases", ())
    }
    for record, place, target in context.references:
        if target in context.known or target[1] in context.refused.ids:
            continue
        if target in aliases:
            hint = f"it is called {aliases[target]!r} now"
        else:
            hint = suggest(target[1], (id_ for collection, id_ in context.known if collection == target[0]))
        hint = hint or f"write the id of a record in catalogue/{target[0]}/"
        yield Finding(record, place, "unknown-reference", f"{name_place(place)}: no record {target[1]!r} in {target[0]}", hint)


def find_self_references(context: Context) -> Iterator[Finding]:
    """A record does not point at itself."""
    for record, place, target in context.references:
        if target == record.reference:
            yield Finding(record, place, "self-reference", f"{name_place(place)} points at its own record", "delete it")


def find_double_references(context: Context) -> Iterator[Finding]:
    """A link is written on one side only; the way back is computed."""
    written: set[tuple[Reference, Reference]] = set()
    for record, place, target in context.references:
        if not isinstance(place[-1], int):
            continue  # belonging to a unit or a family has no way back that one could write
        if target != record.reference and (target, record.reference) in written:
            message = f"{name_place(place)}: {target[1]!r} already points here"
            yield Finding(record, place, "reference-twice", message, "keep one side; the page shows both")
        written.add((record.reference, target))


def find_taken_aliases(context: Context) -> Iterator[Finding]:
    """An earlier id is neither a living id, nor an earlier id of another record, nor a name that each collection needs itself."""
    owners: dict[Reference, str] = {}
    for record in context.catalogue.all_records():
        for number, alias in enumerate(record.values.get("aliases", ())):
            reference = (record.collection, alias)
            hint = "an id is never used again; delete the alias"
            if alias in RESERVED_IDS:
                message = f"the alias {alias!r} is the name of a file that every collection has"
                hint = "no record was ever called so; delete the alias"
            elif reference in context.known:
                message = f"the alias {alias!r} is the id of a living record"
            elif reference in owners:
                message = f"the alias {alias!r} already belongs to {owners[reference]!r}"
            else:
                owners[reference] = record.id
                continue
            yield Finding(record, ("aliases", number), "alias-taken", message, hint)


def find_deep_families(context: Context) -> Iterator[Finding]:
    """Supplier categories make a tree of two levels."""
    suppliers = context.catalogue.records.get("suppliers", {})
    for record in suppliers.values():
        parent = suppliers.get(record.values.get("parent", ""))
        if parent is not None and parent.values.get("parent") not in (None, parent.id):
            message = f"parent: {parent.id!r} is a category and not a family"
            yield Finding(record, ("parent",), "family-depth", message, f"write its family {parent.values['parent']!r}")


def find_broken_unit_tree(context: Context) -> Iterator[Finding]:
    """Units make one tree: no cycles, one department."""
    units = context.catalogue.records.get("units", {})
    departments = [record for record in units.values() if record.values["kind"] == "department"]
    for record in departments[1:]:
        message = f"kind: {departments[0].id!r} is the department already"
        yield Finding(record, ("kind",), "unit-tree", message, "make it an office, a group or a section")
    for record in units.values():
        chain = [record.id]
        while (parent := units.get(chain[-1])) and (above := parent.values.get("parent")) and above not in chain:
            chain.append(above)
        if len(chain) > 1 and parent is not None and parent.values.get("parent") == record.id:
            message = f"parent: the units {' → '.join((*chain, record.id))} go round in a circle"
            yield Finding(record, ("parent",), "unit-tree", message, "let one of them belong to a unit outside the circle")


# --- Dates and amounts ----------------------------------------------------------------------------


def find_disordered_dates(context: Context) -> Iterator[Finding]:
    """An end does not lie before its start; years and months are compared as far as both go."""
    for record in context.catalogue.all_records():
        start, end = record.values.get("start"), record.values.get("end")
        if start and end and end[: len(start)] < start[: len(end)]:
            yield Finding(record, ("end",), "date-order", f"end: {end} lies before the start {start}", "check both dates")


def find_future_dates(context: Context) -> Iterator[Finding]:
    """A date that says what has happened does not lie in the future."""
    today = context.today.isoformat()
    paths = {
        name: tuple(path for path, field in collection.by_path.items() if field.past and not path.endswith("[]"))
        for name, collection in context.catalogue.collections.items()
    }
    for record in context.catalogue.all_records():
        for path in paths[record.collection]:
            for place, value in find_values(record.values, path):
                if value > today[: len(value)]:
                    message = f"{name_place(place)}: {value} lies in the future"
                    yield Finding(record, place, "date-future", message, "write the day on which it happened")


def find_disordered_amounts(context: Context) -> Iterator[Finding]:
    """A part of a budget is not larger than the whole."""
    for record in context.catalogue.all_records():
        budget = record.values.get("budget", {})
        for part, *wholes in (("eu_contribution", "total"), ("cern_contribution", "eu_contribution", "total")):
            whole = next((name for name in wholes if name in budget), None)
            if whole is not None and budget.get(part, 0) > budget[whole]:
                message = f"budget.{part} ({budget[part]}) is more than budget.{whole} ({budget[whole]})"
                yield Finding(record, ("budget", part), "amount-order", message, "check both amounts with their sources")


# --- Duplicates -----------------------------------------------------------------------------------


def find_duplicate_names(context: Context) -> Iterator[Finding]:
    """No two records of a collection have the same name in a language."""
    seen: dict[tuple[str, str, str], str] = {}
    for record in context.catalogue.all_records():
        key = context.catalogue.collections[record.collection].name
        name = context.catalogue.name_of(record)
        for language, text in name.items() if isinstance(name, dict) else (("", name),):
            place = (key, language) if language else (key,)
            first = seen.setdefault((record.collection, language, text.casefold()), record.id)
            if first != record.id:
                message = f"{name_place(place)}: {show(text)} is the name of {first!r} too"
                yield Finding(record, place, "duplicate-name", message, "name what sets it apart, or make one record of the two")


def find_duplicate_grants(context: Context) -> Iterator[Finding]:
    """No two records have the same grant agreement."""
    seen: dict[str, str] = {}
    for record in context.catalogue.all_records():
        grant = record.values.get("grant_agreement")
        if grant and seen.setdefault(grant, record.id) != record.id:
            message = f"grant_agreement: {grant} is that of {seen[grant]!r} too"
            yield Finding(record, ("grant_agreement",), "duplicate-grant", message, "make one record of the two")


def find_duplicate_repositories(context: Context) -> Iterator[Finding]:
    """No two records of a collection name the same repository."""
    seen: dict[Reference, str] = {}
    for record in context.catalogue.all_records():
        for number, link in enumerate(record.values.get("links", ())):
            if link["kind"] != "repository":
                continue
            url = link["url"].rstrip("/").removesuffix(".git").casefold()
            first = seen.setdefault((record.collection, url), record.id)
            if first != record.id:
                message = f"links[{number + 1}].url: {link['url']} is the repository of {first!r} too"
                hint = "link the part that is meant, or make one record of the two"
                yield Finding(record, ("links", number, "url"), "duplicate-repository", message, hint)


# --- Care -----------------------------------------------------------------------------------------


def find_due_reviews(context: Context) -> Iterator[Finding]:
    """The facts of a record are compared with their sources in time."""
    for record in context.catalogue.all_records():
        months = context.catalogue.collections[record.collection].review_months
        if record.status != "withdrawn" and is_review_due(record.values["reviewed"], months=months, on=context.today):
            message = f"reviewed: the last review, {record.values['reviewed']}, is more than {months} months old"
            yield Finding(record, ("reviewed",), "review-due", message, "compare the facts with the sources and write today's date")


def is_review_due(reviewed: str, *, months: int, on: date) -> bool:
    """Tell whether more than a number of months have passed since a review."""
    year, month = divmod(int(reviewed[:4]) * 12 + int(reviewed[5:7]) - 1 + months, 12)
    return (on.year, on.month, on.day) > (year, month + 1, int(reviewed[8:10]))


def find_unsupported_figures(context: Context) -> Iterator[Finding]:
    """A benefit that holds a figure stands beside key figures."""
    for record in context.catalogue.all_records():
        if record.values.get("key_figures"):
            continue
        for number, benefit in enumerate(record.values.get("benefits", ())):
            if re.search(r"\b\d", benefit["en"]):
                message = f"benefits[{number + 1}] states a figure and the record has no key_figures"
                yield Finding(record, ("benefits", number), "figure-unsupported", message, "state the figure under key_figures too")


RECORD_RULES: tuple[Rule, ...] = (
    find_disordered_dates,
    find_future_dates,
    find_disordered_amounts,
    find_markup,
    find_personal_addresses,
    find_private_links,
    find_due_reviews,
    find_unsupported_figures,
    find_thin_summaries,
    find_thin_fields,
    find_single_publishers,
)
"""Rules that look at one record at a time, so that they can be applied to any part of a catalogue."""

CATALOGUE_RULES: tuple[Rule, ...] = (
    find_unknown_references,
    find_self_references,
    find_double_references,
    find_taken_aliases,
    find_deep_families,
    find_broken_unit_tree,
    find_duplicate_names,
    find_duplicate_grants,
    find_duplicate_repositories,
    find_orphans,
    find_needless_gaps,
)
"""Rules that compare records."""
