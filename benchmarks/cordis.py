"""Make bulk data of CORDIS as large as those of Horizon 2020, and measure how they are read, against the ``csv`` module alone.

``python -m benchmarks.cordis read FILE`` and ``… peer FILE`` are what is measured, each in a process of its own.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import random
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from benchmarks.measuring import Run, measure_peak, run_median, run_python
from benchmarks.table import Row, most
from generator.cordis.bulk import open_bulk
from generator.cordis.codes import CERN
from generator.cordis.gathering import choose_projects, gather_projects

PROJECTS = 35_000
ORGANISATIONS = 250_000
"""Rows of organisations, about seven a project, as Horizon 2020 has."""
_SEED = 1954
_OWN = 250
"""Every so many projects CERN takes part."""
_TIMES = 3
_MEGABYTE = 1_000_000
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


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured."""

    read: Run
    peer: Run
    peak: int
    """Bytes of memory."""
    size: int
    """Bytes of the tables, unpacked."""


def measure(folder: Path, repository: Path) -> Measured:
    """Make the bulk data and measure reading them. Raises ``MeasureError``."""
    source = folder / "cordis.zip"
    size = make_bulk(source)
    read = run_python("benchmarks.cordis", "read", str(source))
    peer = run_python("benchmarks.cordis", "peer", str(source))
    return Measured(
        run_median(read, times=_TIMES, folder=repository),
        run_median(peer, times=_TIMES, folder=repository),
        measure_peak(read, folder=repository),
        size,
    )


def judge(measured: Measured) -> Iterator[Row]:
    """Yield the rows of the table."""
    yield Row("bulk data of CORDIS, unpacked", PROJECTS, f"{measured.size / _MEGABYTE:.0f} MB")
    yield Row("csv.DictReader over the same", PROJECTS, f"{measured.peer.seconds:.2f} s")
    yield most("importing from CORDIS: reading, s", PROJECTS, measured.read.seconds, 20)
    yield most("importing from CORDIS / csv.DictReader", PROJECTS, measured.read.seconds / measured.peer.seconds, 3)
    yield most("importing from CORDIS, peak MB", PROJECTS, measured.peak / _MEGABYTE, 500)


# --- Bulk data ------------------------------------------------------------------------------------


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


def main() -> int:
    """Read once, in one of the two ways, and say what was found."""
    parser = argparse.ArgumentParser()
    parser.add_argument("task", choices=("read", "peer"))
    parser.add_argument("source", type=Path)
    options = parser.parse_args()
    print(json.dumps({"found": _read(options.source) if options.task == "read" else _read_plainly(options.source)}))
    return 0


def _read(source: Path) -> int:
    """Gather the projects of CERN, as the command does."""
    with open_bulk(source) as bundles:
        tables = [bundle.tables for bundle in bundles]
        gathered = gather_projects(tables, choose_projects(tables, CERN, sys.exit), sys.exit)
    return len(gathered.projects)


def _read_plainly(source: Path) -> int:
    """Go once through every row, and do nothing with it."""
    csv.field_size_limit(1 << 30)
    with zipfile.ZipFile(source) as archive:
        return sum(
            1
            for name in archive.namelist()
            for _ in csv.DictReader(io.TextIOWrapper(archive.open(name), "utf-8-sig", newline=""), delimiter=";")
        )


if __name__ == "__main__":
    sys.exit(main())
