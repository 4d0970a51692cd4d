"""Prose: the same in both languages, complete, and true to the program."""

import argparse
import re
import textwrap
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from PIL import Image
from rich.text import Text

from generator.cli import _make_parser
from generator.diagnostics import Diagnostic, Location
from generator.i18n import LANGUAGES
from generator.overviews import VIEWS
from generator.problems import Report
from generator.reading import read_site_url
from generator.reporting_github import format_github
from generator.reporting_json import format_json
from tests.support.projects import CASES
from tests.support.scenes import play_scenes
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
def test_what_stands_beside_the_pictures_of_terminals_is_what_the_commands_print(language, scenes):
    page = read(language, "contribute/index.md")
    shown = [textwrap.dedent(block) for block in re.findall(r"^\?\?\? note .*\n\n((?: {8}.*\n|\n)+)", page, re.MULTILINE)]
    assert [block.strip() for block in shown] == [Text.from_ansi(scene).plain.strip() for scene in scenes.values()]


@pytest.fixture(scope="module")
def scenes(tmp_path_factory):
    return play_scenes(tmp_path_factory.mktemp("scenes") / "project")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_pictures_are_described_and_take_their_place_before_they_are_there(page, language):
    """Of each there is a light and a dark one, which is not loaded before it is shown."""
    shown = re.findall(r"<img .*?>", read(language, page), re.DOTALL)
    assert len(shown) == (8 if page == "contribute/index.md" else 0)
    for light, dark in zip(shown[::2], shown[1::2], strict=True):
        address = re.search(r'src="(.*?)-light\.png"', light)[1]
        assert dark == light.replace(f"{address}-light", f"{address}-dark")
        assert len(re.search(r'alt="(.*?)"', light)[1]) > 50
        assert 'loading="lazy"' in light
        size = [int(side) for side in re.search(r'width="(\d+)" height="(\d+)"', light).groups()]
        folder = (DOCS / language / page).parent if address.startswith("pictures/") else DOCS / "en" / "contribute"
        for scheme in ("light", "dark"):
            with Image.open(folder / "pictures" / f"{address.rpartition('/')[2]}-{scheme}.png") as picture:
                assert [picture.width / size[0], picture.height / size[1]] == pytest.approx([picture.width // size[0]] * 2, rel=0.01)


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
    report = Report([found], (), {}, read_site_url(REPOSITORY), fixable=frozenset([found]))
    assert format_json(report) in page
    assert format_github(report) in page


WIDTH = 50
"""Characters of the commands of examples, before what each is for."""
PARSER = _make_parser()


def list_commands(parser, name=""):
    """Yield each command with its name, commands inside of others too."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for inner, command in action.choices.items():
                yield f"{name}{inner}", command
                yield from list_commands(command, f"{name}{inner} ")


COMMANDS = dict(list_commands(PARSER))


def name_arguments(command):
    """Yield what each option and each argument of a command is called in its table."""
    for action in command._actions:
        if action.option_strings:
            yield action.option_strings[-1]
        elif not isinstance(action, argparse._SubParsersAction):
            yield from action.choices or (action.metavar,)


def read_section(page, heading):
    """Return the usage that a section shows, its lines joined, and what the first cells of its tables name."""
    section = re.search(rf"^#+ {re.escape(heading)}(?: {{[^\n]*)?\n(.*?)(?=^##|\Z)", page, re.MULTILINE | re.DOTALL)[1]
    usage = re.search(r"^usage: .*?(?=^```)", section, re.MULTILINE | re.DOTALL)[0]
    cells = re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)
    return " ".join(usage.split()), [re.findall(r"`([^ `]+)", cell)[-1] for cell in cells]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_its_usage_and_each_of_its_options_in_its_section(name, language):
    usage, named = read_section(read(language, "contribute/commands.md"), f"ipt {name}")
    assert usage == " ".join(COMMANDS[name].format_usage().split())
    assert [argument for argument in name_arguments(COMMANDS[name]) if argument not in named] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_is_listed_and_has_a_section(language):
    page = read(language, "contribute/commands.md")
    usage, named = read_section(page, "ipt")
    assert usage == " ".join(PARSER.format_usage().split())
    assert sorted(named) == sorted([*name_arguments(PARSER), *(name for name in COMMANDS if " " not in name)])
    assert sorted(re.findall(r"^###+ ipt (.*?)(?: {.*})?$", page, re.MULTILINE)) == sorted(COMMANDS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples_are_those_of_the_help(language):
    examples = PARSER.epilog.partition("examples:\n")[2].partition("\n\n")[0].splitlines()
    commands = [line.removeprefix("  ")[:WIDTH] for line in examples]
    page = read(language, "contribute/commands.md")
    assert commands
    assert [command for command in commands if f"\n{command} " not in page] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_headings_and_tables_stand_apart(page, language):
    """A table row after a paragraph is text with bars in it."""
    text = re.sub(r"```.*?```", "", read(language, page), flags=re.DOTALL)
    lines = text.split("\n")
    torn = [
        line for before, line in pairwise(lines) if line.startswith(("|", "## ", "### ")) and before.strip() and not before.startswith("|")
    ]
    assert torn == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_make_target_is_documented(language):
    makefile = (REPOSITORY / "Makefile").read_text("utf-8")
    targets = re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE)
    assert len(targets) == 15
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
