"""Assemble the pages of a site: what the engine made, with its views filled, and a stamped page for every record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path

from generator.alternates import list_prose_alternates
from generator.code_pages import ALL_CODES_PAGE, CODES_PAGE
from generator.diagnostics import CannotRunError
from generator.discovery_view import discover_all
from generator.editor_schemas import name_editor_schema, write_editor_schemas
from generator.engine import EngineRun
from generator.explanations import make_explanations
from generator.frames import POLICY, Frame, split_frame
from generator.i18n import LANGUAGES, make_language
from generator.linking import Links
from generator.list_pages import list_pages
from generator.model import Catalogue, Record
from generator.open_data.contract import NO_CONTRACT, Contract
from generator.open_data.documents import DocumentMaker
from generator.overviews import Overview, fill_views
from generator.parallel import Advance, Task, count_processors, run_tasks
from generator.policy import write_policy_tag
from generator.publication import Publication
from generator.publishing import Staging
from generator.reading import read_explanations, read_phrases
from generator.rendering import make_renderer
from generator.similarity import Similarities
from generator.sitemap import Entry, write_robots, write_sitemap
from generator.stamping import Page, Stamper
from generator.verifying import LinkLedger, Outline, outline_html
from generator.views import PageMaker
from generator.worked_examples import make_examples

_LEFT_BEHIND = (".map", "sitemap.xml", "sitemap.xml.gz", "search_index.json", "search.json", "objects.inv")
"""Endings of files that engines make and no page asks for."""
_LEFT_FOLDERS = ("assets/javascripts/lunr/", "assets/javascripts/workers/")
_ADVANCE_STEP = 50
_EDIT_MARK = "<!-- edit -->"
"""The place for the link to the source of a prose page."""
_ALTERNATES_MARK = "<!-- alternates -->"
"""The place for the links to its other forms in the head of a prose page."""
_DATA_MARK = "<!-- data -->"
"""The place for the same links at its foot."""
_POLICY_MARK = f"<!-- {POLICY} -->"


class AssemblyError(CannotRunError):
    """Two pages want the same address; the message names it."""


@dataclass(frozen=True, slots=True)
class Assembly:
    """What the pages are made from."""

    catalogue: Catalogue
    links: Links
    similar: Similarities
    runs: tuple[EngineRun, ...]
    """Finished runs of the engine, one a language."""
    site_url: str
    built_on: date
    """Day that the pages speak of as today."""
    repo_url: str = ""
    """Address of the repository; empty where there is none."""
    examples: Mapping[str, str] = field(default_factory=dict)
    """Texts of the worked examples, by the names of their files."""
    contract: Contract = NO_CONTRACT
    """What the API has promised."""


def assemble_pages(assembly: Assembly, staging: Staging, advance: Advance) -> tuple[LinkLedger, frozenset[str]]:
    """Write every page; return the ledger of links and the paths of all files.

    One step of progress is one page of a record. Raises ``AssemblyError``.
    """
    catalogue = assembly.catalogue
    records = list(catalogue.all_records())
    size = max(1, -(-len(records) * len(assembly.runs) // max(count_processors(), len(assembly.runs))))
    explanations = make_explanations(read_explanations())
    examples = make_examples(assembly.examples)
    documents = DocumentMaker(catalogue, site_url=assembly.site_url)
    tasks: list[Task[_Batch]] = []
    for run in assembly.runs:
        language = make_language(run.language, read_phrases(run.language))
        render = make_renderer(language)
        publication = Publication(assembly.site_url, assembly.repo_url)
        maker = PageMaker(
            catalogue, assembly.links, language, built_on=assembly.built_on, publication=publication, similar=assembly.similar
        )
        site = _EngineSite.read(run)
        overview = Overview(maker, render, "", {}, explanations, examples, assembly.contract)
        stamper = Stamper(maker, render, site.split_frames(overview), documents, site_url=assembly.site_url)
        tasks.append(partial(_write_site, site, stamper, overview, staging))
        tasks += (partial(_write_records, stamper, staging, records[start : start + size]) for start in range(0, len(records), size))
    ledger = LinkLedger()
    paths: set[str] = set()
    for batch in run_tasks(tasks, advance):
        if clash := paths & batch.paths:
            raise AssemblyError(f"two pages have the address /{min(clash).removesuffix('index.html')}")
        ledger.merge(batch.ledger)
        paths |= batch.paths
        staging.written += batch.written
        staging.size += batch.size
    entries = tuple(_list_entries(catalogue, paths))
    files = {"sitemap.xml": write_sitemap(assembly.site_url, entries), "robots.txt": write_robots(assembly.site_url)}
    schemas = {collection.id: collection.schema for collection in catalogue.collections.values()}
    written = write_editor_schemas(schemas, catalogue.vocabularies)
    files |= {name_editor_schema(name): text.encode() for name, text in written.items()}
    for path, data in files.items():
        staging.write(path, data)
        paths.add(path)
    return ledger, frozenset(paths)


@dataclass(frozen=True, slots=True)
class _Batch:
    """What a task wrote."""

    ledger: LinkLedger
    paths: frozenset[str]
    written: int
    size: int


def _write_site(site: _EngineSite, stamper: Stamper, overview: Overview, staging: Staging, _: Advance) -> _Batch:
    """Write what the engine made, the pages of lists and of codes, and the files by which collections are filtered."""
    maker = overview.maker
    letters = (stamper.stamp_letters(collection) for collection in maker.catalogue.collections.values())
    discoveries = discover_all(maker, overview.render)
    lists = (stamper.stamp_list(page) for discovery in discoveries.values() for page in list_pages(discovery, maker))
    files = (
        Page(site.prefix + file.path, file.data, (Outline(file.links, frozenset()),))
        for discovery in discoveries.values()
        for file in discovery.files
    )
    filled = site.fill_pages(replace(overview, discoveries=discoveries))
    return _write_pages(chain(filled, letters, lists, stamper.stamp_codes(overview.explanations), files), staging)


def _write_records(stamper: Stamper, staging: Staging, records: Sequence[Record], advance: Advance) -> _Batch:
    """Write the pages of records and of their earlier ids."""

    def stamp() -> Iterator[Page]:
        for number, record in enumerate(records, 1):
            yield stamper.stamp_record(record)
            yield from stamper.stamp_redirects(record)
            if number % _ADVANCE_STEP == 0:
                advance(_ADVANCE_STEP)
        advance(len(records) % _ADVANCE_STEP)

    return _write_pages(stamp(), staging)


def _write_pages(pages: Iterable[Page], staging: Staging) -> _Batch:
    ledger = LinkLedger()
    paths = set()
    written, size = staging.written, staging.size
    for page in pages:
        staging.write(page.path, page.data)
        paths.add(page.path)
        if page.outlines or page.path.endswith(".html"):
            ledger.add_page(page.path, page.outlines)
    batch = _Batch(ledger, frozenset(paths), staging.written - written, staging.size - size)
    staging.written, staging.size = written, size
    return batch


@dataclass(frozen=True, slots=True)
class _EngineSite:
    """What the engine made for one language."""

    folder: Path
    prefix: str
    """Folder of the language below the site folder."""
    files: tuple[str, ...]
    sources: Mapping[str, str]
    """The Markdown files that pages are made from, relative to the root of the project."""

    @classmethod
    def read(cls, run: EngineRun) -> _EngineSite:
        found = (path.relative_to(run.folder).as_posix() for path in sorted(run.folder.rglob("*")) if path.is_file())
        kept = tuple(path for path in found if not path.endswith(_LEFT_BEHIND) and not path.startswith(_LEFT_FOLDERS))
        sources = {_name_page(path.relative_to(run.docs)): path.relative_to(run.root).as_posix() for path in run.docs.rglob("*.md")}
        return cls(run.folder, "" if run.language == LANGUAGES[0] else f"{run.language}/", kept, sources)

    def split_frames(self, overview: Overview) -> dict[str, Frame]:
        """Split the frames of all collections and that of codes; the views in them are filled."""
        frames = {}
        for name, address in _list_frames(overview.maker.catalogue):
            path = f"{address}index.html"
            here = replace(overview, root="../" * address.count("/"))
            frames[name] = split_frame(fill_views((self.folder / path).read_text("utf-8"), page=path, overview=here), name=address)
        return frames

    def fill_pages(self, overview: Overview) -> Iterator[Page]:
        """Yield every file but the frames; the views of prose pages are filled."""
        frames = {f"{address}index.html" for _, address in _list_frames(overview.maker.catalogue)}
        for path in self.files:
            if path in frames:
                continue
            data = (self.folder / path).read_bytes()
            if not path.endswith(".html"):
                yield Page(self.prefix + path, data, ())
                continue
            made = data.decode()
            made = made.replace(_POLICY_MARK, write_policy_tag(made), 1)
            here = replace(overview, root="../" * path.count("/"))
            html = self._fill_marks(fill_views(made, page=path, overview=here), path, here)
            outlines = () if path == "404.html" else (outline_html(html),)
            yield Page(self.prefix + path, html.encode(), outlines)

    def _fill_marks(self, html: str, path: str, overview: Overview) -> str:
        """Put the links to its source and to its other forms into a prose page."""
        maker, render = overview.maker, overview.render
        address = maker.publication.edit_address(self.sources[path]) if path in self.sources else ""
        alternates = list_prose_alternates(path.removesuffix("index.html"), maker.catalogue.collections.values(), maker.language)
        filled = {
            _EDIT_MARK: render("edit", address=address),
            _ALTERNATES_MARK: render("alternate-links", alternates=alternates, root=overview.root),
            _DATA_MARK: render("alternates", alternates=alternates, root=overview.root),
        }
        for mark, links in filled.items():
            html = html.replace(mark, links, 1)
        return html


def _list_frames(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield name and address of every frame."""
    for collection in catalogue.collections.values():
        yield collection.id, f"{collection.url}/all/"
    yield CODES_PAGE, ALL_CODES_PAGE


def _name_page(source: Path) -> str:
    """Return the page that the engine makes of a Markdown file, both relative to their folders."""
    folder = source.parent if source.stem == "index" else source.with_suffix("")
    return (folder / "index.html").as_posix()


def _list_entries(catalogue: Catalogue, paths: Iterable[str]) -> Iterator[Entry]:
    """Yield the pages for the sitemap: prose without a date, records with that of their last review."""
    prefixes = tuple(f"{code}/" for code in LANGUAGES[1:])
    dated: dict[str, str] = {}
    redirects: set[str] = set()
    for record in catalogue.all_records():
        url = catalogue.collections[record.collection].url
        dated[f"{url}/{record.id}/"] = record.values["reviewed"]
        redirects.update(f"{url}/{alias}/" for alias in record.values.get("aliases", ()))
    for path in sorted(paths):
        address = path.removesuffix("index.html")
        if path.endswith("index.html") and not path.startswith(prefixes) and address not in redirects:
            yield Entry(address, dated.get(address))
