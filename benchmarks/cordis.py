"""Measure how bulk data of CORDIS are read, against the ``csv`` module alone.

``python -m benchmarks.cordis read FILE`` and ``… peer FILE`` are what is measured, each in a process of its own.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring import Run, measure_peak, run_median, run_python
from benchmarks.synthetic_cordis import PROJECTS, make_bulk
from benchmarks.table import Row, most
from generator.cordis.bulk import open_bulk
from generator.cordis.codes import CERN
from generator.cordis.gathering import choose_projects, gather_projects

_TIMES = 3
_MEGABYTE = 1_000_000


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
