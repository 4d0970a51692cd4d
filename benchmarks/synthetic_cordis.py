"""Bulk data of CORDIS as large as those of Horizon 2020; the same, however often they are made."""

from __future__ import annotations

import csv
import io
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from generator.cordis.codes import CERN

PROJECTS = 35_000
ORGANISATIONS = 250_000
"""Rows of organisations, about seven a project, as Horizon 2020 has."""
_SEED = 1954
_OWN = 250
"""Every so many projects CERN takes part."""
_WORDS = (
    "beams",
    "of",
    "matter",
    "new",
    "methods",
    "for",
    "magnets",
    "and",
    '"open"',
    "science;",
    "the",
    "data",
    "from",
    "towards",
    "détecteurs",
)

_PROJECT = (
    *("id", "acronym", "status", "title", "startDate", "endDate", "totalCost", "ecMaxContribution", "legalBasis", "topics"),
    *("ecSignatureDate", "frameworkProgramme", "masterCall", "subCall", "fundingScheme", "objective", "contentUpdateDate", "rcn"),
    "grantDoi",
)
_ORGANIZATION = (
    *("projectID", "projectAcronym", "organisationID", "vatNumber", "name", "shortName", "SME", "activityType", "street", "postCode"),
    *("city", "country", "nutsCode", "geolocation", "organizationURL", "contactForm", "contentUpdateDate", "rcn", "order", "role"),
    *("ecContribution", "netEcContribution", "totalCost", "endOfParticipation"),
)


def make_bulk(path: Path, *, projects: int = PROJECTS, organisations: int = ORGANISATIONS) -> int:
    """Write a zip with the tables of an export, always the same; return how many bytes they are, unpacked."""
    tables = {
        "project": (_PROJECT, _make_projects(projects)),
        "organization": (_ORGANIZATION, _make_organisations(projects, organisations)),
        "topics": (("projectID", "topic", "title"), ((_grant(number), "X-2020", _say(number, 8)) for number in range(projects))),
        "euroSciVoc": (
            ("projectID", "euroSciVocCode", "euroSciVocPath", "euroSciVocTitle", "euroSciVocDescription"),
            (
                (_grant(number), f"/23/{field}", f"/natural sciences/{field}", f"field {field}", "")
                for number in range(projects)
                for field in (43, 47)
            ),
        ),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, (columns, rows) in tables.items():
            with archive.open(f"csv/{name}.csv", "w") as stream:
                _write(stream, columns, rows)
    with zipfile.ZipFile(path) as archive:
        return sum(member.file_size for member in archive.infolist())


def _write(stream: IO[bytes], columns: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> None:
    text = io.TextIOWrapper(stream, "utf-8", newline="")
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    text.flush()
    text.detach()


def _grant(number: int) -> str:
    return str(600_000 + number)


def _say(number: int, words: int) -> str:
    return " ".join(random.Random(f"{_SEED}{number}").choices(_WORDS, k=words))


def _make_projects(count: int) -> Iterator[tuple[str, ...]]:
    for number in range(count):
        grant = _grant(number)
        given = {
            "id": grant,
            "acronym": f"P{number}",
            "title": _say(number, 12),
            "startDate": "2016-01-01",
            "endDate": "2019-12-31",
            "totalCost": f"{number * 97 + 1},25",
            "ecMaxContribution": str(number + 1),
            "legalBasis": "H2020-EU.1.4.",
            "topics": "INFRADEV-01-2016",
            "frameworkProgramme": "H2020",
            "fundingScheme": "RIA",
            "objective": f"{_say(number, 140)}\n{_say(number + 1, 140)}",
            "contentUpdateDate": "2022-08-15 14:00:00",
        }
        yield tuple(given.get(name, "") for name in _PROJECT)


def _make_organisations(projects: int, count: int) -> Iterator[tuple[str, ...]]:
    for number in range(count):
        project = number % projects
        code = CERN if number < projects and project % _OWN == 0 else str(900_000_000 + number % 30_000)
        given = {
            "projectID": _grant(project),
            "projectAcronym": f"P{project}",
            "organisationID": code,
            "name": f"INSTITUTE OF {_say(number % 30_000, 3).upper()}",
            "street": _say(number, 4),
            "city": "GENEVE 23",
            "country": "CH",
            "geolocation": "46.2338702,6.0469869",
            "organizationURL": f"http://www.institute-{number % 30_000}.example",
            "contactForm": f"https://example.org/contact/{number}",
            "contentUpdateDate": "2022-08-15 14:00:00",
            "order": str(number // projects + 1),
            "role": "coordinator" if number < projects else "participant",
            "netEcContribution": f"{number},5",
        }
        yield tuple(given.get(name, "") for name in _ORGANIZATION)


# --- What is measured -----------------------------------------------------------------------------
