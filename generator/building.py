"""Build the whole site: the stages in order, each from what the one before it gave."""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from generator.assembling import Assembly, AssemblyError, assemble_pages
from generator.checking import Checked, check_project
from generator.engine import EngineRun, finish_run, plan_run, start_run, stop_run
from generator.exporting import EXPORTS, list_exported, write_exports
from generator.i18n import LANGUAGES
from generator.linking import resolve_links
from generator.memory import paused_collection
from generator.model import Catalogue, Record
from generator.open_data.contract import parse_contract
from generator.parallel import Advance
from generator.preparing import choose_day, prepare_edition, select_catalogue
from generator.publishing import Staging, publish_folder
from generator.reading import ProjectFiles, read_contract, read_examples, read_project, read_repo_url, read_site_url
from generator.revisions import read_head
from generator.searching import index_pages
from generator.similarity import find_similar
from generator.verifying import BrokenLink


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be built, and where."""

    root: Path
    site: Path
    engine: str = "mkdocs"
    drafts: bool = False
    languages: tuple[str, ...] = LANGUAGES
    built_at: datetime | None = None
    """Moment that the site speaks of as now; the day of the newest review where nothing is given."""
    today: date = field(default_factory=date.today)
    """Day by which dates of the past are checked."""
    complete: bool = True
    """Whether the search index and the data for programs are made anew, and not kept as they are."""


@dataclass(slots=True)
class Outcome:
    """What a build did."""

    checked: Checked
    broken: tuple[BrokenLink, ...] = ()
    unchanged: bool = False
    """Whether nothing had changed since the last build, so that nothing was done."""
    records: int = 0
    pages: int = 0
    written: int = 0
    size: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    """Wall time by stage, in the order of the stages."""

    @property
    def passed(self) -> bool:
        """Tell whether the site was put in its place."""
        return self.checked.passed and not self.broken


class Progress(Protocol):
    """Where a build tells how far it is."""

    def stage(self, name: str, total: int | None = None) -> AbstractContextManager[Advance]:
        """Open a stage of so many steps; the context gives the function that counts them."""


@paused_collection()
def build_site(plan: Plan, progress: Progress) -> Outcome:
    """Build the site of a project, or say what keeps it from being built.

    A site that is shown stays as it is until the new one is complete. Raises ``ProjectError``,
    ``SchemaError``, ``EngineError``, ``FrameError``, ``ViewError``, ``AssemblyError``, ``ContractError``, ``ExampleError`` and
    ``SearchError``.
    """
    seconds: dict[str, float] = {}

    @contextmanager
    def stage(name: str, total: int | None = None) -> Iterator[Advance]:
        began = time.perf_counter()
        with progress.stage(name, total) as advance:
            yield advance
        seconds[name] = time.perf_counter() - began

    with stage("read"):
        files = read_project(plan.root)
        site_url, repo_url = read_site_url(plan.root), read_repo_url(plan.root)
        contract, examples = parse_contract(read_contract(plan.root)), read_examples(plan.root)
        runs = [plan_run(plan.root, name=plan.engine, language=code) for code in plan.languages]
        fingerprint = _fingerprint(files, runs, plan, (contract, examples))
    if _is_current(plan, fingerprint):
        return Outcome(_read_nothing(files), unchanged=True, seconds=seconds)
    processes = [(run, start_run(run)) for run in runs if not run.kept]
    try:
        with stage("check"):
            checked = check_project(files, today=plan.today)
        if not checked.passed:
            return Outcome(checked, seconds=seconds)
        with stage("relate"):
            catalogue = select_catalogue(checked.catalogue, drafts=plan.drafts)
            links = resolve_links(catalogue)
            similar = find_similar(catalogue, links)
        with stage("engine"):
            while processes:
                finish_run(*processes.pop(0))
    finally:
        for run, process in processes:
            stop_run(run, process)
    del files
    staging = Staging(plan.site.with_name(f".{plan.site.name}.new"), plan.site)
    with stage("pages", sum(map(len, catalogue.records.values())) * len(runs)) as advance:
        built_on = choose_day(catalogue, built_at=plan.built_at, today=plan.today)
        assembly = Assembly(catalogue, links, similar, tuple(runs), site_url, built_on, repo_url, examples, contract)
        ledger, pages = assemble_pages(assembly, staging, advance)
    with stage("data", len(EXPORTS)) as advance:
        exported = _write_data(plan, catalogue, staging, advance, on=built_on)
        if clash := pages & exported:
            raise AssemblyError(f"a page and data for programs have the address /{min(clash)}")
        pages |= exported
    with stage("links"):
        unbuilt = tuple(f"/{code}/" for code in LANGUAGES[1:] if code not in plan.languages)
        broken = tuple(
            one for one in ledger.find_broken(pages) if not one.link.startswith(unbuilt) and (plan.complete or one.leads_to_page)
        )
    outcome = Outcome(
        checked,
        broken,
        records=sum(map(len, catalogue.records.values())),
        pages=sum(path.endswith(".html") for path in pages),
        written=staging.written,
        size=staging.size,
        seconds=seconds,
    )
    if broken:
        return outcome
    with stage("search"):
        _write_search(plan, staging)
    with stage("publish"):
        staging.publish()
        _remember(plan, fingerprint)
    return outcome


# --- Nothing to do --------------------------------------------------------------------------------


def _fingerprint(files: ProjectFiles, runs: Sequence[EngineRun], plan: Plan, shown: object) -> str:
    """Digest everything that the site depends on; what prose pages show is given as it is read."""
    digest = hashlib.blake2s(digest_size=16)
    settings = (plan.engine, plan.drafts, plan.languages, str(plan.built_at), str(plan.site), plan.complete, read_head(plan.root))
    digest.update(repr((settings, [run.folder.name for run in runs], sorted(files.schemas.items()), files.cpv_labels, shown)).encode())
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.suffix in (".py", ".html", ".yml"):
            digest.update(path.read_bytes())
    for folder in (files.vocabularies, *files.records.values()):
        for file in folder:
            digest.update(file.path.encode())
            digest.update(file.data)
    return digest.hexdigest()


def _state_file(plan: Plan) -> Path:
    return plan.root / ".build" / "state.json"


def _is_current(plan: Plan, fingerprint: str) -> bool:
    try:
        state = json.loads(_state_file(plan).read_text("utf-8"))
        return bool(state == {"fingerprint": fingerprint, "inode": plan.site.stat().st_ino})
    except (OSError, ValueError):
        return False


def _remember(plan: Plan, fingerprint: str) -> None:
    state = {"fingerprint": fingerprint, "inode": plan.site.stat().st_ino}
    _state_file(plan).write_text(json.dumps(state), "utf-8")


def _read_nothing(files: ProjectFiles) -> Checked:
    empty: Mapping[str, Mapping[str, Record]] = {}
    count = len(files.vocabularies) + sum(map(len, files.records.values()))
    return Checked(Catalogue({}, empty, {}, {}), (), count, {})


# --- Data for programs -----------------------------------------------------------------------------


def _write_data(plan: Plan, catalogue: Catalogue, staging: Staging, advance: Advance, *, on: date) -> frozenset[str]:
    """Write the data for programs, or keep those that are shown; return their paths. Raises ``AssemblyError``."""
    if plan.complete:
        return write_exports(prepare_edition(plan.root, catalogue, built_at=plan.built_at, on=on), EXPORTS, staging, advance)
    for path in (paths := list_exported(plan.site)):
        staging.write(path, (plan.site / path).read_bytes())
    return paths


# --- Search ---------------------------------------------------------------------------------------


def _write_search(plan: Plan, staging: Staging) -> None:
    """Index the pages that are being made, or keep the index that is shown."""
    if plan.complete:
        index_pages(staging.folder, staging.folder / "pagefind")
        return
    shown = plan.site / "pagefind"
    for path in sorted(shown.rglob("*")) if shown.is_dir() else ():
        if path.is_file():
            staging.write(path.relative_to(plan.site).as_posix(), path.read_bytes())


def refresh_search(plan: Plan) -> None:
    """Index the site that is shown, and put the new index in place of the old. Raises ``SearchError``."""
    fresh = plan.site.with_name(f".{plan.site.name}.search")
    shutil.rmtree(fresh, ignore_errors=True)
    index_pages(plan.site, fresh)
    publish_folder(fresh, plan.site / "pagefind")
