"""The peers on the same records: Hugo, MkDocs with Material, and Sourcemeta's JSON Schema validator.

Hugo reads the YAML files of the records as data and adds a page for each through a content adapter; its layout holds the
frame of the built site as literal text and prints the same fields, terms and cards of linked records, padded to the same
number of bytes. MkDocs builds
the records as ordinary Markdown pages outside the navigation, with the theme and the configuration of the site.
Sourcemeta's validator checks the YAML files against the resolved schema; it knows neither the rules nor the YAML policy.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.layout import make_layout
from benchmarks.measuring import MeasureError, Run, run_median, run_once, run_python
from benchmarks.synthetic import TODAY, SyntheticRecord, make_records
from generator.checking import check_project
from generator.reading import read_project

_SAMPLE = 200
"""Records from which the padding of Hugo's pages is worked out: the first ones, which refer to each other only."""


class PeerError(Exception):
    """A peer is not there; the message says why."""


@dataclass(frozen=True, slots=True)
class PeerRun:
    """What a peer did with the records."""

    name: str
    """Name and version."""
    run: Run
    pages: int = 0
    size: int = 0
    """Bytes of its HTML pages."""


# --- Hugo -----------------------------------------------------------------------------------------


def find_hugo() -> Path:
    """Find the program that the package ``hugo`` brings along. Raises ``PeerError``."""
    try:
        binary = Path(str(importlib.metadata.distribution("hugo").locate_file("hugo/binaries/hugo")))
    except importlib.metadata.PackageNotFoundError:
        raise PeerError("the package hugo is not installed") from None
    if not binary.is_file():
        raise PeerError(f"{binary} is not there")
    return binary


def run_hugo(project: Path, folder: Path, *, times: int) -> PeerRun:
    """Build every record of a built synthetic project with Hugo. Raises ``PeerError`` and ``MeasureError``."""
    binary = find_hugo()
    weight = _mean_page(project / "site" / "technologies")
    records = sorted((project / "catalogue" / "technologies").iterdir(), key=lambda path: path.stem.rpartition("-")[2])
    _make_hugo(project, folder / "sample", records[:_SAMPLE], padding=0)
    run_once(_hugo_command(binary, folder / "sample"))
    padding = round(weight - _mean_page(folder / "sample" / "public" / "technologies"))
    _make_hugo(project, folder / "whole", records, padding=max(0, padding))
    public = folder / "whole" / "public"
    run = run_median(_hugo_command(binary, folder / "whole"), times=times, before=lambda: shutil.rmtree(public, ignore_errors=True))
    pages, size = count_pages(public)
    return PeerRun(f"Hugo {importlib.metadata.version('hugo')}", run, pages, size)


def _make_hugo(project: Path, folder: Path, records: list[Path], *, padding: int) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(Path(__file__).parent / "hugo", folder)
    for name in ("vocabularies", "units"):
        shutil.copytree(project / "catalogue" / name, folder / "data" / name)
    data = folder / "data" / "technologies"
    data.mkdir()
    for record in records:
        shutil.copyfile(record, data / record.name)
    layouts = folder / "layouts"
    filler = f"<p hidden>{'x' * (padding - len('<p hidden></p>'))}</p>" if padding > len("<p hidden></p>") else ""
    (layouts / "page.html").write_text(make_layout(project, '{{ partial "record.html" . }}' + filler), "utf-8")
    (layouts / "section.html").write_text(make_layout(project, '{{ partial "list.html" . }}'), "utf-8")


def _hugo_command(binary: Path, folder: Path) -> list[str]:
    cache = folder / "cache"
    return [str(binary), "--source", str(folder), "--destination", "public", "--cacheDir", str(cache), "--quiet", "--logLevel", "error"]


# --- MkDocs ---------------------------------------------------------------------------------------


def run_mkdocs(project: Path, folder: Path, *, count: int) -> PeerRun:
    """Build so many records as Markdown pages with MkDocs and Material. Raises ``PeerError`` and ``MeasureError``."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copytree(project / "docs" / "en", folder / "docs" / "en")
    shutil.copytree(project / "overrides", folder / "overrides")
    for path in project.glob("mkdocs*.yml"):
        shutil.copyfile(path, folder / path.name)
    (folder / "bench.yml").write_text("INHERIT: mkdocs.yml\nsite_dir: public\nvalidation: {nav: {omitted_files: ignore}}\n", "utf-8")
    records = folder / "docs" / "en" / "technologies"
    for record in make_records(count):
        (records / f"{record.id}.md").write_text("\n".join(_write_markdown(record)), "utf-8")
    run = run_once(run_python("mkdocs", "build", "--quiet", "--config-file", "bench.yml"), folder=folder)
    pages, size = count_pages(folder / "public")
    name = f"MkDocs {importlib.metadata.version('mkdocs')} with Material {importlib.metadata.version('mkdocs-material')}"
    return PeerRun(name, run, pages, size)


def _write_markdown(record: SyntheticRecord) -> Iterator[str]:
    values = record.values
    yield from (f"# {values['name']['en']}", "", values["summary"]["en"], "", values["description"]["en"], "")
    yield from ("## Rights", "", *(f"- {key}: {_show(value)}" for key, value in values["rights"].items()), "")
    yield from ("## Key figures", "", "| Quantity | Value | Unit |", "| --- | --- | --- |")
    yield from (f"| {figure['quantity']['en']} | {figure['value']} | {figure['unit']} |" for figure in values["key_figures"])
    for title, key in (("Benefits", "benefits"), ("Applications", "applications")):
        yield from ("", f"## {title}", "", *(f"- {item['en']}" for item in values[key]))
    yield from ("", "## At a glance", "", *(f"- {key}: {_show(values[key])}" for key in ("kind", "domain", "fields", "origin")))
    yield from ("", "## Who uses it", "", *(f"- [{one['name']}]({one['url']}), {one['role']}" for one in values["adopters"]))
    yield from ("", "## Publications", "", *(f"- <https://doi.org/{one['doi']}>" for one in values["publications"]))
    yield from ("", "## Related technologies", "", *(f"- [{other}]({other}.md)" for other in values.get("related", ())))
    yield from ("", "## Sources", "", *(f"1. <{one['url']}> {one['supports']}, {one['date']}" for one in values["sources"]), "")


def _show(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_show, value))
    return ", ".join(map(_show, value.values())) if isinstance(value, dict) else str(value)


# --- Sourcemeta -----------------------------------------------------------------------------------

_PACKAGE = "@sourcemeta/jsonschema"


def install_sourcemeta(cache: Path) -> Path:
    """Install the validator with npm, as the lock file pins it, and return its program. Raises ``PeerError``."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        raise PeerError("Node is not installed")
    here = Path(__file__).parent
    version = json.loads((here / "package.json").read_text("utf-8"))["dependencies"][_PACKAGE]
    folder = cache / f"node-{version}"
    if not (folder / "node_modules").is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copyfile(here / name, folder / name)
        command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error"]
        found = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        if found.returncode != 0:
            raise PeerError(f"npm could not install {_PACKAGE} {version}: {found.stderr.strip()[-200:]}")
    programs = sorted((folder / "node_modules" / _PACKAGE).glob(f"build/**/*{_platform()}*"))
    if not programs:
        raise PeerError(f"{_PACKAGE} has no program for {_platform()}")
    os.chmod(programs[0], 0o755)  # noqa: PTH101 - npm keeps the mode of the archive
    return programs[0]


def run_sourcemeta(program: Path, project: Path, folder: Path, *, times: int, extension: str = ".yaml") -> PeerRun:
    """Validate the records of a synthetic project: its YAML files, or copies of them as JSON. Raises ``MeasureError``."""
    folder.mkdir(parents=True, exist_ok=True)
    schema = folder / "technologies.schema.json"
    checked = check_project(read_project(project), today=TODAY)
    schema.write_text(json.dumps(dict(checked.catalogue.collections["technologies"].schema)), "utf-8")
    records = project / "catalogue" / "technologies"
    count = sum(1 for _ in records.iterdir())
    if extension == ".json":
        records = folder / "json"
        shutil.rmtree(records, ignore_errors=True)
        records.mkdir()
        for record in make_records(count):
            (records / f"{record.id}.json").write_text(json.dumps(record.values, ensure_ascii=False), "utf-8")
    command = [str(program), "validate", "--fast", "--extension", extension, str(schema), str(records)]
    run = run_median(command, times=times)
    if f"{count} passed" not in run.output + run.errors:
        raise MeasureError(f"{_PACKAGE} did not accept every record: {run.errors.strip()[-200:]}")
    return PeerRun(f"{_PACKAGE} {extension.removeprefix('.').upper()}", run, count)


def _platform() -> str:
    system, machine = os.uname().sysname.lower(), os.uname().machine.lower()
    return f"{system}-{ {'aarch64': 'arm64'}.get(machine, machine) }"


# --- Pages ----------------------------------------------------------------------------------------


def count_pages(folder: Path) -> tuple[int, int]:
    """Return number and bytes of the HTML pages below a folder."""
    sizes = [path.stat().st_size for path in folder.rglob("*.html")]
    return len(sizes), sum(sizes)


def _mean_page(folder: Path) -> float:
    """Return the mean size of the pages of records in a folder: those one level below."""
    sizes = [path.stat().st_size for path in folder.glob("*-*/index.html") if path.parent.name[-1].isdigit()]
    if not sizes:
        raise PeerError(f"{folder} holds no page of a record")
    return sum(sizes) / len(sizes)
