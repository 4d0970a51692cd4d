"""Turn the rows of a project into the facts that a record can state.

Only what is asked for here is ever read: no address of a street, no contact, no tax number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from generator.characters import FORBIDDEN
from generator.cordis.codes import CERN, CERN_NAME, find_action, find_country, find_programme, find_role
from generator.cordis.tables import Row
from generator.formats import is_date

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "project": (
        *("id", "acronym", "title", "startDate", "endDate", "totalCost", "ecMaxContribution", "legalBasis", "topics"),
        *("frameworkProgramme", "fundingScheme", "contentUpdateDate", "grantDoi"),
    ),
    "organization": (
        *("projectID", "organisationID", "name", "shortName", "country", "order", "role", "ecContribution", "netEcContribution"),
        "contentUpdateDate",
    ),
    "topics": ("projectID", "topic"),
    "euroscivoc": ("projectID", "euroSciVocCode", "euroSciVocTitle"),
}
"""What is read of each table."""
NEEDED: Mapping[str, tuple[str, ...]] = {
    "project": ("id", "acronym"),
    "organization": ("projectID", "organisationID", "name"),
    "topics": COLUMNS["topics"],
    "euroscivoc": COLUMNS["euroscivoc"],
}
"""Columns without which a table says nothing; the others come and go with the years."""

_EMPTY = frozenset(("", "missing", "none", "null", "nan", "n/a"))
_OWN_MONEY = ("netEcContribution", "ecContribution")
"""Columns of the money of an organisation; the second can hold what it passes on to third parties."""
_AMOUNT = re.compile(r"[0-9]{1,15}(?:[.,][0-9]{0,10})?")
_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[ T].*)?")


@dataclass(frozen=True, slots=True)
class Project:
    """What CORDIS says about a project."""

    grant: str
    """Number of the grant agreement: digits."""
    acronym: str
    facts: Mapping[str, Any]
    """Values by dotted path of their field; nothing that CORDIS does not say."""
    dated: str
    """Newest day on which CORDIS changed what it says, as in ISO 8601; empty where none is known."""
    known_as: Mapping[str, str] = field(default_factory=dict)
    """Short names of its organisations, by name."""
    remarks: tuple[str, ...] = ()
    """What could not be taken in, as clauses."""


@dataclass(frozen=True, slots=True)
class ProjectRows:
    """The rows of one project."""

    project: Row
    organizations: Sequence[Row] = ()
    topics: Sequence[Row] = ()
    euroscivoc: Sequence[Row] = ()


def describe_project(rows: ProjectRows, *, dated: str) -> Project:
    """Gather the facts of a project; ``dated`` stands where no row says when it was changed."""
    remarks: list[str] = []
    own = {name: clean_text(value) for name, value in rows.project.items()}
    topic = own["topics"] or next((clean_text(row["topic"]) for row in rows.topics), "")
    programme = find_programme(own["frameworkProgramme"], own["legalBasis"])
    organisations = _merge_organisations(rows.organizations, remarks)
    cern = next((one for one in organisations if one.code == CERN), None)
    coordinator = next((one for one in organisations if one.role == "coordinator"), None)
    facts = {
        "acronym": own["acronym"],
        "title": own["title"],
        "programme": _note(programme, "programme", own["frameworkProgramme"] or own["legalBasis"], remarks),
        "action": _note(find_action(own["fundingScheme"], topic), "funding scheme", own["fundingScheme"], remarks),
        "topic": topic,
        "grant_agreement": clean_number(own["id"]),
        "doi": own["grantDoi"],
        "start": _read_day("startDate", own["startDate"], remarks),
        "end": _read_day("endDate", own["endDate"], remarks),
        **_describe_money(own, cern, remarks),
        "cern_role": cern.role if cern else None,
        "coordinator": coordinator.describe(with_role=False) if coordinator else None,
        "participants": list(_drop_repeats([one.describe(with_role=True) for one in organisations])),
        "classification": list(_drop_repeats(list(_describe_classification(rows.euroscivoc)))),
    }
    days = [day for row in (rows.project, *rows.organizations) if (day := _match_day(row["contentUpdateDate"]))]
    return Project(
        grant=clean_number(own["id"]),
        acronym=own["acronym"],
        facts={path: value for path, value in facts.items() if value not in (None, "", [])},
        dated=max(days, default=dated),
        known_as={one.name: one.short_name for one in organisations if one.short_name},
        remarks=tuple(dict.fromkeys(remarks)),
    )


def clean_text(text: str) -> str:
    """Return a text in one line, without characters that nobody can see; empty where it says that there is none."""
    line = " ".join(FORBIDDEN.sub(" ", text).split())
    return "" if line.casefold() in _EMPTY else line


def clean_number(text: str) -> str:
    """Return the digits of an id, which other programs write as the number ``123.0``."""
    return clean_text(text).removesuffix(".0")


# --- Organisations --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Organisation:
    """An organisation in a project, all of its rows together."""

    code: str
    name: str
    short_name: str
    country: str | None
    role: str | None
    money: float
    """Euros for its own use; 0 where nothing is stated."""

    def describe(self, *, with_role: bool) -> dict[str, str]:
        values = {"name": self.name, "country": self.country, "role": self.role if with_role else None}
        return {key: value for key, value in values.items() if value}


_RANKS = ("coordinator", "host", "participant", "associated-partner", "third-party", None)
"""Roles in the order in which one counts where an organisation has several."""


def _merge_organisations(rows: Sequence[Row], remarks: list[str]) -> list[_Organisation]:
    """Make one organisation of the rows with the same code (PIC); the coordinator comes first, then the order of CORDIS."""
    by_code: dict[str, list[Row]] = {}
    for row in sorted(rows, key=_order_of):
        code = clean_number(row["organisationID"])
        by_code.setdefault(code or clean_text(row["name"]), []).append(row)
    found = [_merge_rows(code, own, remarks) for code, own in by_code.items()]
    return sorted((one for one in found if one.name), key=lambda one: one.role != "coordinator")


def _merge_rows(code: str, rows: Sequence[Row], remarks: list[str]) -> _Organisation:
    roles = [_note(find_role(row["role"]), "role", clean_text(row["role"]), remarks) for row in rows]
    name = next((text for row in rows if (text := clean_text(row["name"]))), "")
    return _Organisation(
        code=code,
        name=CERN_NAME if code == CERN else name,
        short_name=next((text for row in rows if (text := clean_text(row["shortName"]))), ""),
        country=next((country for row in rows if (country := find_country(row["country"]))), None),
        role=min(roles, key=_RANKS.index),
        money=sum(next((amount for name in _OWN_MONEY if (amount := _read_amount(name, row[name], remarks))), 0) for row in rows),
    )


def _order_of(row: Row) -> float:
    text = clean_number(row["order"])
    return int(text) if text.isdecimal() else float("inf")


# --- Values ---------------------------------------------------------------------------------------


def _note(term: str | None, what: str, code: str, remarks: list[str]) -> str | None:
    """Return the term that a code of CORDIS means, and remark where there is a code and no term for it."""
    if term is None and code:
        remarks.append(f"the {what} {code!r} has no term here and is left out")
    return term


def _describe_money(own: Row, cern: _Organisation | None, remarks: list[str]) -> dict[str, float | None]:
    """Return the budget; CORDIS writes 0 for a cost that is not reported, and a part is not larger than the whole."""
    amounts = {
        "total": _read_amount("totalCost", own["totalCost"], remarks),
        "eu_contribution": _read_amount("ecMaxContribution", own["ecMaxContribution"], remarks),
        "cern_contribution": cern.money if cern else 0,
    }
    stated = {name: amount for name, amount in amounts.items() if amount}
    for (whole, larger), (part, smaller) in pairwise(tuple(stated.items())):
        if smaller > larger:
            remarks.append(f"budget.{part} ({_shorten(smaller):,}) is more than budget.{whole} ({_shorten(larger):,}); both are left out")
            stated = {name: amount for name, amount in stated.items() if name not in (whole, part)}
    return {f"budget.{name}": _shorten(amount) for name, amount in stated.items()}


def _read_amount(what: str, text: str, remarks: list[str]) -> float:
    """Read euros written with a decimal comma or a point; 0 where there is nothing."""
    line = clean_text(text)
    if line and not _AMOUNT.fullmatch(line):
        remarks.append(f"{what} {line!r} is no amount and is left out")
        return 0
    return float(line.replace(",", ".")) if line else 0


def _shorten(amount: float) -> float:
    """Return whole euros as a whole number, others in cents."""
    return int(amount) if amount == int(amount) else round(amount, 2)


def _match_day(text: str) -> str:
    match = _DAY.fullmatch(text.strip())
    return match[1] if match and is_date(match[1]) else ""


def _read_day(what: str, text: str, remarks: list[str]) -> str:
    if text and not _match_day(text):
        remarks.append(f"{what} {text!r} is no day and is left out")
    return _match_day(text)


def _describe_classification(rows: Sequence[Row]) -> Iterator[dict[str, Any]]:
    ordered = sorted((clean_text(row["euroSciVocCode"]), clean_text(row["euroSciVocTitle"])) for row in rows)
    yield from ({"code": code, "name": {"en": title}} for code, title in ordered if code and title)


def _drop_repeats(items: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    yield from (item for number, item in enumerate(items) if item not in items[:number])
