"""Measure the generator and its peers on the same records, and print one table with a verdict on every target.

Every number is the wall time of a fresh process from its start to its end, the median of three; cold means without
``.build`` and ``site``. Targets a record are judged at the largest number of records, that against MkDocs at the
smallest. Progress goes to the error stream, the table to the output.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import cordis
from benchmarks.browsing import BROWSED, Browsed, browse, judge_browsed
from benchmarks.measuring import MeasureError, Run, measure_peak, run_median, run_python
from benchmarks.peers import PeerError, PeerRun, count_pages, install_sourcemeta, run_hugo, run_mkdocs, run_sourcemeta
from benchmarks.synthetic import COPIED, make_project
from benchmarks.table import Row, lay_out, least, most

REPOSITORY = Path(__file__).resolve().parent.parent
_TIMES = 3
_EDITED = "white-rabbit"
_MEGABYTE = 1_000_000
_ROOM = 3_000_000_000
"""Bytes that the projects and what the peers make of them take, with some to spare."""


@dataclass(slots=True)
class Measured:
    """What was measured with a number of records."""

    records: int
    yaml: int
    check: Run
    build: Run
    again: Run
    floor: Run
    export: Run
    check_peak: int
    build_peak: int
    rewritten: int
    """Files that a build with nothing changed wrote."""
    pages: int
    html: int
    peers: dict[str, PeerRun] = field(default_factory=dict)

    @property
    def varying(self) -> float:
        """Return the seconds of a build that depend on the number of records: all stages but the engine's."""
        stages: dict[str, float] = self.build.told["seconds"]
        return sum(seconds for stage, seconds in stages.items() if stage != "engine")


@dataclass(slots=True)
class Bench:
    """All that a run of the benchmark does and finds."""

    folder: Path
    failures: list[str] = field(default_factory=list)

    def attempt(self, name: str, work: Callable[[], PeerRun | Run]) -> PeerRun | Run | None:
        """Do a piece of work whose failure leaves the rest of the table standing."""
        _tell(name)
        try:
            return work()
        except (PeerError, MeasureError) as error:
            self.failures.append(f"{name}: {error}")
            return None


def main() -> int:
    """Measure, print the table, and return 1 where a measurement failed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--records", type=int, nargs="+", default=[1_000, 10_000], metavar="N", help="how many (default: 1000 10000)")
    parser.add_argument("--no-peers", action="store_true", help="leave out Hugo, MkDocs and the schema validator")
    parser.add_argument("--no-cordis", action="store_true", help="leave out reading the bulk data of CORDIS")
    parser.add_argument("--no-browser", action="store_true", help="leave out what a page costs in the browser")
    parser.add_argument(
        "--folder", type=Path, default=_find_room(), metavar="DIR", help="where the temporary projects go (default: %(default)s)"
    )
    options = parser.parse_args()
    loads = [os.getloadavg()[0]]
    with tempfile.TemporaryDirectory(prefix="ipt-bench-", dir=options.folder) as name:
        bench = Bench(Path(name))
        found = [_measure(bench, count, peers=not options.no_peers) for count in sorted(options.records)]
        if not options.no_peers:
            _measure_mkdocs(bench, found[0])
        edits = _measure_edit(bench)
        gathered = None if options.no_cordis else _measure_cordis(bench)
        browsed = [] if options.no_browser else [one for count, slowed in BROWSED if (one := _measure_browser(bench, count, slowed))]
    loads.append(os.getloadavg()[0])
    rows = [*_list_rows(found, edits), *_judge(found, edits), *(row for one in browsed for row in judge_browsed(one))]
    rows += cordis.judge(gathered) if gathered is not None else ()
    load = " and ".join(f"{one:.1f}" for one in loads)
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors, load {load} before and after, files in {options.folder}")
    print("\n".join(lay_out(rows)))
    for failure in bench.failures:
        print(f"not measured: {failure}")
    return 1 if bench.failures else 0


# --- Measuring ------------------------------------------------------------------------------------


def _measure(bench: Bench, count: int, *, peers: bool) -> Measured:
    """Measure check, builds, floor and peers with so many synthetic records."""
    root = bench.folder / f"synthetic-{count}"
    _tell(f"making {count:,} records")
    size = make_project(root, REPOSITORY, count)
    check = run_python("benchmarks.child", "check", str(root))
    build = run_python("benchmarks.child", "build", str(root))

    def clear() -> None:
        for name in (".build", "site"):
            shutil.rmtree(root / name, ignore_errors=True)

    _tell(f"checking {count:,} records")
    checked = run_median(check, times=_TIMES, folder=REPOSITORY)
    check_peak = measure_peak(check, folder=REPOSITORY)
    _tell(f"building {count:,} records")
    clear()
    build_peak = measure_peak(build, folder=REPOSITORY)
    built = run_median(build, times=_TIMES, folder=REPOSITORY, before=clear)
    _tell("building again with nothing changed")
    before = _list_times(root)
    again = run_median(build, times=_TIMES, folder=REPOSITORY)
    rewritten = len(set(_list_times(root).items()) - set(before.items()))
    _tell("writing the same bytes")
    floor = run_median(run_python("benchmarks.child", "write", str(root)), times=_TIMES, folder=REPOSITORY)
    _tell(f"exporting {count:,} records")
    export = run_median(run_python("benchmarks.child", "export", str(root)), times=_TIMES, folder=REPOSITORY)
    pages, html = count_pages(root / "site")
    measured = Measured(count, size, checked, built, again, floor, export, check_peak, build_peak, rewritten, pages, html)
    if peers:
        _measure_peers(bench, root, measured)
    return measured


def _measure_peers(bench: Bench, root: Path, measured: Measured) -> None:
    folder = bench.folder / f"peers-{measured.records}"

    def validate(extension: str) -> PeerRun:
        program = install_sourcemeta(REPOSITORY / ".build" / "bench")
        return run_sourcemeta(program, root, folder / "sourcemeta", times=_TIMES, extension=extension)

    work: dict[str, Callable[[], PeerRun]] = {
        "sourcemeta": lambda: validate(".yaml"),
        "sourcemeta-json": lambda: validate(".json"),
        "hugo": lambda: run_hugo(root, folder / "hugo", times=_TIMES),
    }
    for name, one in work.items():
        found = bench.attempt(f"{name} with {measured.records:,} records", one)
        if isinstance(found, PeerRun):
            measured.peers[name] = found
    shutil.rmtree(folder, ignore_errors=True)


def _measure_mkdocs(bench: Bench, measured: Measured) -> None:
    root = bench.folder / f"synthetic-{measured.records}"
    found = bench.attempt(
        f"mkdocs with {measured.records:,} records", lambda: run_mkdocs(root, bench.folder / "peers" / "mkdocs", count=measured.records)
    )
    if isinstance(found, PeerRun):
        measured.peers["mkdocs"] = found


def _measure_edit(bench: Bench) -> Run | None:
    """Measure the build after an edit of one record of the real catalogue, in both languages."""
    root = bench.folder / "real"
    for name in (*COPIED, "catalogue"):
        shutil.copytree(REPOSITORY / name, root / name, dirs_exist_ok=True)
    for path in REPOSITORY.glob("mkdocs*.yml"):
        shutil.copyfile(path, root / path.name)
    record = root / "catalogue" / "technologies" / f"{_EDITED}.yaml"
    text = record.read_text("utf-8")
    page = root / "site" / "technologies" / _EDITED / "index.html"
    today = datetime.now(UTC).date().isoformat()
    build = run_python("benchmarks.child", "build", str(root), "--languages", "en", "fr", "--today", today)
    numbers = iter(range(100))

    def edit() -> None:
        record.write_text(re.sub(r"^(name:\n  en: [^\n]+)$", rf"\1 {next(numbers)}", text, count=1, flags=re.MULTILINE), "utf-8")

    def work() -> Run:
        run_median(build, times=1, folder=REPOSITORY)
        run = run_median(build, times=_TIMES, folder=REPOSITORY, before=edit)
        if f" {next(numbers) - 1}</h1>" not in page.read_text("utf-8") or run.told["unchanged"]:
            raise MeasureError("the page of the edited record does not show the edit")
        return run

    found = bench.attempt("editing a record of the real catalogue", work)
    return found if isinstance(found, Run) else None


def _measure_browser(bench: Bench, count: int, slowed: int) -> Browsed | None:
    """Measure the discovery page and the search of so many synthetic records."""
    root = bench.folder / f"synthetic-{count}"
    _tell(f"browsing {count:,} records")
    try:
        if not root.exists():
            make_project(root, REPOSITORY, count)
        run_median(run_python("benchmarks.child", "build", str(root), "--search"), times=1, folder=REPOSITORY)
        return browse(root / "site", records=count, slowed=slowed)
    except MeasureError as error:
        bench.failures.append(f"browsing {count:,} records: {error}")
        return None


def _measure_cordis(bench: Bench) -> cordis.Measured | None:
    """Measure how synthetic bulk data of CORDIS are read."""
    _tell(f"reading {cordis.PROJECTS:,} projects of CORDIS")
    try:
        return cordis.measure(bench.folder, REPOSITORY)
    except MeasureError as error:
        bench.failures.append(f"reading projects of CORDIS: {error}")
        return None


def _find_room() -> Path:
    """Return the memory file system where it has room, as discs differ from one minute to the next; otherwise the temporary folder."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > _ROOM
    return memory if roomy else Path(tempfile.gettempdir())


def _list_times(root: Path) -> dict[str, int]:
    """Return the time of the last change of every file of a project."""
    return {str(path): path.stat().st_mtime_ns for path in root.rglob("*") if path.is_file()}


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


# --- Table ----------------------------------------------------------------------------------------


def _list_rows(found: list[Measured], edited: Run | None) -> Iterator[Row]:
    for one in found:
        yield from _list_measured(one)
    if edited is not None:
        yield Row("after an edit, real catalogue, both languages", edited.told["records"], f"{edited.seconds:.2f} s")
        yield Row("  files written", edited.told["records"], f"{edited.told['written']:,}")


def _list_measured(one: Measured) -> Iterator[Row]:
    count, built = one.records, one.build.told
    yield Row("YAML a record", count, f"{one.yaml / count / 1000:.2f} kB")
    yield Row("load and check", count, _seconds(one.check.seconds, count))
    yield Row("  peak memory", count, f"{one.check_peak / _MEGABYTE:.0f} MB")
    yield Row("build, cold", count, _seconds(one.build.seconds, count))
    for stage, seconds in built["seconds"].items():
        yield Row(f"  {stage}", count, _seconds(seconds, count))
    yield Row("  peak memory", count, f"{one.build_peak / _MEGABYTE:.0f} MB")
    yield Row("  HTML pages", count, f"{one.pages:,} of {one.html / one.pages / 1000:.1f} kB")
    yield Row("  all files", count, f"{built['size'] / _MEGABYTE:.1f} MB")
    yield Row("build, nothing changed", count, _seconds(one.again.seconds, count))
    floor = sum(one.floor.told["seconds"].values())
    yield Row("floor: writing the same files", count, _seconds(floor, count))
    for name, seconds in one.export.told["seconds"].items():
        size = one.export.told["sizes"].get(name)
        yield Row(f"export: {name}", count, _seconds(seconds, count) + (f"  {size / _MEGABYTE:.1f} MB" if size else ""))
    for peer in one.peers.values():
        yield Row(peer.name, count, _seconds(peer.run.seconds, count))
        if peer.size:
            yield Row("  HTML pages", count, f"{peer.pages:,} of {peer.size / peer.pages / 1000:.1f} kB")


def _judge(found: list[Measured], edited: Run | None) -> Iterator[Row]:
    small, large = found[0], found[-1]
    check, build = large.check.seconds, large.build.seconds
    yield most("load and check, ms a record", large.records, check / large.records * 1000, 0.25)
    if "sourcemeta" in large.peers:
        yield most("load and check / sourcemeta", large.records, check / large.peers["sourcemeta"].run.seconds, 3)
    exported = large.export.told["seconds"]
    yield most(
        "edition and export as JSON, NDJSON and CSV, ms a record",
        large.records,
        (exported["edition"] + exported["api"]) / large.records * 1000,
        0.3,
    )
    yield most("build, ms a record", large.records, build / large.records * 1000, 0.8)
    yield Row("build / floor", large.records, f"{build / sum(large.floor.told['seconds'].values()):.2f}")
    if "hugo" in large.peers:
        yield most("build / Hugo", large.records, build / large.peers["hugo"].run.seconds, 0.5)
    if "mkdocs" in small.peers:
        yield least("MkDocs / build", small.records, small.peers["mkdocs"].run.seconds / small.build.seconds, 5)
    if small is not large:
        growth = (large.varying / large.records) / (small.varying / small.records)
        yield most(f"growth of ms a record from {small.records:,}, engine apart", large.records, growth, 1.15)
    yield most("peak memory of a build, MB", large.records, large.build_peak / _MEGABYTE, 400)
    yield most("nothing changed / cold", large.records, large.again.seconds / build, 0.15)
    yield most("files written with nothing changed", large.records, large.rewritten, 0)
    if edited is not None:
        yield most("after an edit, s", edited.told["records"], edited.seconds, 1)


def _seconds(seconds: float, count: int) -> str:
    return f"{seconds:.2f} s  {seconds / count * 1000:.3f} ms"


if __name__ == "__main__":
    sys.exit(main())
