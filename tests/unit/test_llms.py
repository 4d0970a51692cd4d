"""What language models are told of the site, in the form of llmstxt.org."""

from __future__ import annotations

import re

import pytest

from generator.open_data import llms
from generator.open_data.api import write_api
from generator.open_data.markdown import write_markdown
from tests.support.editions import edit_catalogue, read_export
from tests.support.projects import check_records, check_source, make_source, minimal
from tests.unit.test_markdown_text import read

LINE = re.compile(r"- \[(?:[^\]\\]|\\.)+\]\(https://ipt\.example/[^\s)]*\)(?:: .+)?")


def write_all() -> dict[str, str]:
    return read_export(write_markdown, edit_catalogue(check_source().catalogue))


@pytest.mark.parametrize("path", ["llms.txt", "fr/llms.txt"])
def test_the_index_has_the_form_that_programs_read(path: str) -> None:
    head, *sections = write_all()[path].split("\n\n## ")
    assert re.match(r"# .+\n\n> .+\n\n(?!#)", head)
    for section in sections:
        title, _, lines = section.partition("\n\n")
        assert title
        assert [line for line in lines.strip().split("\n") if not LINE.fullmatch(line)] == []
    assert sections[-1].startswith("Optional\n")


def test_the_index_names_every_record_and_no_collection_without_one() -> None:
    text = write_all()["llms.txt"]
    edition = edit_catalogue(check_source().catalogue)
    for record in edition.catalogue.all_records():
        assert f"https://ipt.example/{edition.catalogue.collections[record.collection].url}/{record.id}/index.md" in text
    only = read_export(write_markdown, edit_catalogue(check_records({"technologies/one": minimal("technologies")}).catalogue))["llms.txt"]
    assert "## Technologies\n" in only
    assert "## EU projects\n" not in only


def test_too_many_records_are_named_by_what_holds_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(llms, "MOST_LISTED", 0)
    text = write_all()["llms.txt"]
    assert "(https://ipt.example/technologies/all/): " in text
    assert "(https://ipt.example/api/v1/technologies/all.ndjson): " in text
    assert "/index.md)" not in text


def test_what_it_names_of_the_api_is_there() -> None:
    known = {file.path for file in write_api(edit_catalogue(check_source().catalogue))}
    named = re.findall(r"\(https://ipt\.example/(api/v1/(?:index|changes)\.json|api/v1/.*all\.ndjson)\)", write_all()["llms.txt"])
    assert named
    assert [path for path in named if path not in known] == []


def test_each_language_leads_to_its_own_files_and_to_the_other() -> None:
    texts = write_all()
    assert "(https://ipt.example/fr/llms-full.txt)" in texts["fr/llms.txt"]
    assert "(https://ipt.example/llms.txt)" in texts["fr/llms.txt"]
    assert "(https://ipt.example/llms-full.txt)" in texts["llms.txt"]
    assert "(https://ipt.example/fr/llms.txt)" in texts["llms.txt"]


@pytest.mark.parametrize("folder", ["", "fr/"])
def test_the_full_text_holds_every_record_of_its_language(folder: str) -> None:
    texts = write_all()
    twins = [text for path, text in texts.items() if path.endswith("index.md") and path.startswith("fr/") == (folder == "fr/")]
    full = texts[f"{folder}llms-full.txt"]
    assert [twin for twin in twins if full.count(f"\n\n{twin.rstrip()}\n") != 1] == []
    assert len(re.findall(r"^# ", full, re.MULTILINE)) == len(twins) + 1


def test_a_hostile_name_stays_the_text_of_its_link() -> None:
    text = minimal("technologies").replace("en: ", "en: '](https://evil.example/) <b>x'\n  fr: ", 1)
    index = read_export(write_markdown, edit_catalogue(check_source(make_source("technologies", "hostile", text)).catalogue))["llms.txt"]
    shown = read(index)
    assert not shown.css("b")
    links = [link for link in shown.css("a") if link.text() == "](https://evil.example/) <b>x"]
    assert [link.attributes["href"] for link in links] == ["https://ipt.example/technologies/hostile/index.md"]
