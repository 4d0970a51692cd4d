"""Fill the places that prose pages keep for what is made from the records.

A place is ``<div data-view="name" data-…="…"></div>``; the table ``VIEWS`` says which names there are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from generator.api_reference import list_releases, make_api_view
from generator.charts import draw_chart
from generator.code_pages import group_codes
from generator.coverage_view import make_coverage
from generator.description import Field
from generator.design import make_design
from generator.diagnostics import CannotRunError
from generator.discovery_view import ROOT as DISCOVERY_ROOT
from generator.discovery_view import Discovery, make_discovery_page
from generator.explaining import name_type
from generator.explanations import Explanation
from generator.glossary import GLOSSARY, GLOSSARY_PAGE
from generator.home_view import make_home
from generator.i18n import LANGUAGES, sort_key
from generator.linked_data import Describer
from generator.model import Term
from generator.open_data.contract import NO_CONTRACT, Contract
from generator.open_data.openapi import describe_api
from generator.rendering import Render
from generator.timeline import draw_timeline
from generator.views import PageMaker
from generator.worked_examples import WorkedExample, show_example

_PLACE = re.compile(r'<div data-view="([^"]*)"((?: data-[a-z]+="[^"]*")*)>\s*</div>')
_PARAMETER = re.compile(r' data-([a-z]+)="([^"]*)"')
GUIDES = "guides"
"""What the search calls pages of prose; ``overrides/main.html`` says it too."""

Parameters = Mapping[str, str]


class ViewError(CannotRunError):
    """A prose page asks for a view that cannot be made; the message names both."""


@dataclass(frozen=True, slots=True)
class Overview:
    """What views are made from, and the page that they are for."""

    maker: PageMaker
    render: Render
    root: str
    """Way from the page to the root of its language."""
    discoveries: Mapping[str, Discovery]
    """By the collections that are discovered."""
    explanations: Sequence[Explanation]
    """Of every code."""
    examples: Mapping[str, WorkedExample]
    """By name."""
    contract: Contract = NO_CONTRACT
    """What the API has promised."""


def fill_views(html: str, *, page: str, overview: Overview) -> str:
    """Put every view of a built prose page in its place. Raises ``ViewError``."""

    def fill(match: re.Match[str]) -> str:
        name = match[1]
        parameters = dict(_PARAMETER.findall(match[2]))
        if name not in VIEWS:
            raise ViewError(f"{page}: no view is called {name!r}; known: {', '.join(VIEWS)}")
        try:
            return VIEWS[name](overview, parameters)
        except KeyError as error:
            raise ViewError(f"{page}: the view {name!r} knows nothing of {error}") from error

    return _PLACE.sub(fill, _link_terms(html, page, overview))


def _link_terms(html: str, page: str, overview: Overview) -> str:
    """Link the terms in what the page itself says, the footnotes apart, and take the marks away."""
    head, mark, rest = html.partition("<!-- prose -->")
    if not mark:
        return html
    prose, _, tail = rest.partition("<!-- /prose -->")
    text, footnotes, notes = prose.partition('<div class="footnote">')
    if page != f"{GLOSSARY_PAGE}index.html":
        text = overview.maker.glossary.link_terms(text, overview.root)
    return "".join((head, text, footnotes, notes, tail))


# --- Views ----------------------------------------------------------------------------------------


def _show_home(overview: Overview, _: Parameters) -> str:
    maker = overview.maker
    linked_data = Describer(maker.catalogue, maker.language, site_url=maker.publication.site_url).describe_site()
    return overview.render("home", root=overview.root, home=make_home(maker), linked_data=linked_data)


def _show_discovery(overview: Overview, parameters: Parameters) -> str:
    discovery = overview.discoveries[parameters["collection"]]
    if overview.root != DISCOVERY_ROOT:
        raise ViewError(f"the view 'discovery' stands at the front of a collection, {discovery.collection.url}/index.html")
    return overview.render("discovery", page=make_discovery_page(discovery, overview.maker))


def _show_chart(overview: Overview, _: Parameters) -> str:
    chart = draw_chart(overview.maker)
    return overview.render("org-chart", chart=chart, root=overview.root) if chart else ""


def _show_timeline(overview: Overview, parameters: Parameters) -> str:
    timeline = draw_timeline(overview.maker, parameters["collection"])
    return overview.render("timeline", timeline=timeline, root=overview.root) if timeline else ""


def _show_contact(overview: Overview, parameters: Parameters) -> str:
    unit = overview.maker.catalogue.records["units"][parameters["unit"]]
    return overview.render("contact", contact=overview.maker.make_unit_contact(unit, root=overview.root))


@dataclass(frozen=True, slots=True)
class TermView:
    """A term in the language of the page."""

    id: str
    name: str
    definition: str
    source: str | None


@dataclass(frozen=True, slots=True)
class VocabularyView:
    """A vocabulary in the language of the page."""

    name: str
    title: str
    description: str
    terms: tuple[TermView, ...]


def _make_vocabulary(overview: Overview, name: str) -> VocabularyView:
    vocabulary = overview.maker.catalogue.vocabularies[name]
    code = overview.maker.language.code

    def make_term(term: Term) -> TermView:
        return TermView(term.id, term.name[code], term.definition[code] if term.definition else "", term.source)

    description = vocabulary.description[code] if vocabulary.description else ""
    return VocabularyView(name, vocabulary.title[code], description, tuple(map(make_term, vocabulary.terms.values())))


def _show_vocabulary(overview: Overview, parameters: Parameters) -> str:
    vocabulary = _make_vocabulary(overview, parameters["name"])
    return overview.render("vocabulary", name=vocabulary.name, terms=vocabulary.terms, title=vocabulary.title)


def _show_vocabularies(overview: Overview, _: Parameters) -> str:
    names = (name for name in overview.maker.catalogue.vocabularies if name != GLOSSARY)
    return overview.render("vocabularies", vocabularies=[_make_vocabulary(overview, name) for name in names])


def _show_glossary(overview: Overview, _: Parameters) -> str:
    terms = sorted(_make_vocabulary(overview, GLOSSARY).terms, key=lambda term: sort_key(term.name))
    return overview.render("glossary", terms=terms)


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field in the reference for contributors."""

    path: str
    label: str
    required: bool
    type: str
    vocabulary: str | None
    description: str
    example: str


@dataclass(frozen=True, slots=True)
class CollectionFields:
    """The fields of a collection in the reference for contributors."""

    id: str
    title: str
    fields: tuple[FieldView, ...]


def _show_fields(overview: Overview, _: Parameters) -> str:
    language = overview.maker.language

    def describe(field: Field) -> FieldView:
        inner = field.items or field
        return FieldView(
            path=field.path,
            label=field.label[language.code],
            required=field.required,
            type=name_type(field, language),
            vocabulary=inner.vocabulary,
            description=field.description,
            example=json.dumps(field.examples[0], ensure_ascii=False) if field.examples else "",
        )

    def flatten(fields: tuple[Field, ...]) -> list[FieldView]:
        return [view for field in fields for view in (describe(field), *flatten((field.items or field).fields))]

    collections = [
        CollectionFields(collection.id, collection.title[language.code], tuple(flatten(collection.fields)))
        for collection in overview.maker.catalogue.collections.values()
    ]
    return overview.render("fields", collections=collections)


def _show_codes(overview: Overview, _: Parameters) -> str:
    return overview.render("codes", groups=group_codes(overview.explanations, overview.maker.language), root=overview.root)


def _show_api(overview: Overview, _: Parameters) -> str:
    maker = overview.maker
    api = describe_api(maker.catalogue, maker.language, site_url=maker.publication.site_url, version=overview.contract.version)
    return overview.render("api-reference", api=make_api_view(api, maker.language), root=overview.root)


def _show_api_changes(overview: Overview, _: Parameters) -> str:
    return overview.render("api-changes", releases=list_releases(overview.contract, overview.maker.language))


def _show_coverage(overview: Overview, _: Parameters) -> str:
    return overview.render("coverage", sections=make_coverage(overview.maker, overview.root))


def _show_data_files(overview: Overview, _: Parameters) -> str:
    catalogue, language = overview.maker.catalogue, overview.maker.language
    return overview.render(
        "data-files",
        collections=[
            (one.title[language.code], one.url, language.number(len(catalogue.records[one.id]))) for one in catalogue.collections.values()
        ],
        root=overview.root,
        base=overview.root if language.code == LANGUAGES[0] else f"../{overview.root}",
    )


def _show_example(overview: Overview, parameters: Parameters) -> str:
    name = parameters["name"]
    return overview.render("example", example=show_example(name, overview.examples[name], site_url=overview.maker.publication.site_url))


def _show_design(overview: Overview, _: Parameters) -> str:
    return overview.render("design", design=make_design(overview.maker), root=overview.root)


def _show_search(overview: Overview, parameters: Parameters) -> str:
    language = overview.maker.language
    kinds = [(collection.id, collection.title[language.code]) for collection in overview.maker.catalogue.collections.values()]
    other = next(code for code in LANGUAGES if code != language.code)
    return overview.render(
        "search",
        root=parameters["root"],
        kinds=[*kinds, (GUIDES, language.say("search.guides"))],
        other="" if other == LANGUAGES[0] else f"{other}/",
        other_code=other,
    )


def _show_shortlist(overview: Overview, _: Parameters) -> str:
    return overview.render("shortlist", root=overview.root)


def _show_comparison(overview: Overview, _: Parameters) -> str:
    return overview.render("compare", root=overview.root)


VIEWS: Mapping[str, Callable[[Overview, Parameters], str]] = {
    "home": _show_home,
    "discovery": _show_discovery,
    "org-chart": _show_chart,
    "timeline": _show_timeline,
    "unit-contact": _show_contact,
    "vocabulary": _show_vocabulary,
    "vocabularies": _show_vocabularies,
    "fields": _show_fields,
    "codes": _show_codes,
    "coverage": _show_coverage,
    "data-files": _show_data_files,
    "example": _show_example,
    "api-reference": _show_api,
    "api-changes": _show_api_changes,
    "design": _show_design,
    "glossary": _show_glossary,
    "search": _show_search,
    "shortlist": _show_shortlist,
    "compare": _show_comparison,
}
"""What makes each view."""
