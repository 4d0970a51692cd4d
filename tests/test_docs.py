"""Prose: the same in both languages, complete, and true to the program."""

import argparse
import re
from pathlib import Path

import pytest
import yaml

from generator.cli import _make_parser
from generator.diagnostics import Diagnostic, Location
from generator.i18n import LANGUAGES
from generator.overviews import VIEWS
from generator.problems import Report
from generator.reading import read_site_url
from generator.reporting_github import format_github
from generator.reporting_json import format_json
from tests.support.projects import CASES
from tests.support.shown_problems import PATH, find_problems, read_blocks
from tests.support.sites import REPOSITORY

DOCS = REPOSITORY / "docs"
PAGES = sorted(path.relative_to(DOCS / "en").as_posix() for path in (DOCS / "en").rglob("*.md"))


def read(language, page):
    return (DOCS / language / page).read_text("utf-8")


def outline(text):
    """Return what must be the same in both languages: levels of headings, footnotes, views, links, tables."""
    body = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    return {
        "headings": [len(marks) for marks in re.findall(r"^(#+) ", body, re.MULTILINE)],
        "footnotes": sorted(re.findall(r"^\[\^([\w-]+)\]:", body, re.MULTILINE)),
        "views": re.findall(r"<div data-view=[^>]*>", body),
        "addresses": sorted(set(re.findall(r"\((https?://[^)\s]+)", body))),
        "rows": len(re.findall(r"^\|", body, re.MULTILINE)),
    }


def test_both_languages_have_the_same_pages():
    assert sorted(path.relative_to(DOCS / "fr").as_posix() for path in (DOCS / "fr").rglob("*.md")) == PAGES


@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_the_same_in_both_languages(page):
    assert outline(read("en", page)) == outline(read("fr", page))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_titled_and_described(page, language):
    _, front, _ = read(language, page).split("---\n", 2)
    meta = yaml.safe_load(front)
    assert meta["title"]
    assert "frame" in meta or 20 <= len(meta["description"]) <= 160


@pytest.mark.parametrize("page", PAGES)
def test_every_view_exists(page):
    assert set(re.findall(r'data-view="([^"]*)"', read("en", page))) <= set(VIEWS)


@pytest.mark.parametrize("page", PAGES)
def test_french_pages_use_french_spaces(page):
    text = re.sub(
        r"```.*?```|`[^`]*`|https?://\S+|^---\n.*?\n---\n|^ *!!! .*$|^\[\^.*?\]:", "", read("fr", page), flags=re.DOTALL | re.MULTILINE
    )
    text = re.sub(r"<[^>]+>|\{[^}]*\}|:-+:?|^\|[-|: ]+\|$|^: {3}", "", text, flags=re.MULTILINE)
    assert re.findall(r".{0,20}(?<=\w)[ ]?[;!?](?=\s).{0,10}", text) == []
    assert re.findall(r".{0,20}[ ][:](?=\s).{0,10}|.{0,20}« .{0,10}|.{0,10} ».{0,10}", text) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["contribute/errors.md", "contribute/vocabularies.md"])
def test_problems_that_a_page_shows_are_those_of_the_check(page, language):
    told = find_problems(read(language, "contribute/errors.md"))
    blocks = [block for block in read_blocks(read(language, page)) if block.startswith(PATH)]
    assert blocks
    assert [problem for block in blocks for problem in block.split("\n\n") if problem not in told] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_slips_that_a_page_lists_are_said_as_it_says(language):
    said = "".join(
        twin.read_text("utf-8") for folder in ("yaml", "invalid/technologies") for twin in (CASES / folder).glob("slip_*.expected")
    )
    rows = re.findall(r"^\| .* \| `(.*)` \|$", read(language, "contribute/errors.md"), re.MULTILINE)
    assert len(rows) == 12
    assert [row for row in rows if row not in said] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_first_problem_reads_alike_in_every_form(language):
    page = read(language, "contribute/commands.md")
    found = Diagnostic(
        PATH,
        Location(5, 9, 8),
        "unknown-term",
        "domain: 'detector' is no term of the vocabulary technology-domains",
        "did you mean 'detectors'?",
    )
    report = Report([found], (), {}, read_site_url(REPOSITORY))
    assert format_json(report) in page
    assert format_github(report) in page


def all_options(parser=None):
    """Yield the names of all commands, the commands inside of them too, and of their options."""
    for action in (parser or _make_parser())._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, command in action.choices.items():
                yield name
                yield from all_options(command)
        yield from (option for option in action.option_strings if option.startswith("--"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_and_option_is_documented(language):
    page = read(language, "contribute/commands.md")
    assert [option for option in all_options() if f"`{option}" not in page and f" {option}" not in page] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_make_target_is_documented(language):
    makefile = (REPOSITORY / "Makefile").read_text("utf-8")
    targets = re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE)
    assert len(targets) == 14
    page = read(language, "contribute/commands.md")
    assert [target for target in targets if f"make {target}" not in page] == []


def test_both_configurations_name_one_site_and_the_same_pages():
    texts = {language: (REPOSITORY / name).read_text("utf-8") for language, name in (("en", "mkdocs.yml"), ("fr", "mkdocs.fr.yml"))}
    english = re.search(r"^site_url: (\S+)$", texts["en"], re.MULTILINE)[1]
    assert f"site_url: {english}fr/\n" in texts["fr"]
    listed = [re.findall(r"\S+\.md", text) for text in texts.values()]
    assert listed[0] == listed[1]
    assert sorted(listed[0]) == PAGES


def test_the_readme_names_the_two_commands():
    readme = (REPOSITORY / "README.md").read_text("utf-8")
    assert "make site" in readme
    assert "Test command: `make test`" in readme


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "HACKING.md", "CHANGELOG.md", "SECURITY.md", "catalogue/README.md"])
def test_links_of_the_project_documents_lead_somewhere(name):
    path = REPOSITORY / name
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", path.read_text("utf-8"))
    assert [link for link in links if not (path.parent / Path(link)).exists()] == []
