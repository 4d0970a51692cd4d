"""Records in Markdown: what the page says, in one language, with nothing of a record but text."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.checking import Checked
from generator.description import Field
from generator.i18n import LANGUAGES
from generator.model import Record
from generator.open_data.markdown import write_markdown
from tests.support.editions import ORIGIN, edit_catalogue, read_export
from tests.support.projects import CASES, COLLECTIONS, check_case, check_source, make_source
from tests.unit.test_markdown_text import HOSTILE, TEXTS, list_elements, read, squeeze

WORD = "word"
"""What stands in the place of every text of a plain record."""


@cache
def check_full(collection: str) -> Checked:
    return check_case(collection, CASES / "valid" / collection / "full.yaml")


def write_all(checked: Checked, *, repo_url: str = "") -> dict[str, str]:
    return read_export(write_markdown, edit_catalogue(checked.catalogue, origin=replace(ORIGIN, repo_url=repo_url)))


def fill(field: Field, value: Any, text: str) -> Any:
    """Put a text in the place of every text of a value."""
    if field.items:
        return [fill(field.items, item, text) for item in value]
    if field.fields:
        return {inner.key: fill(inner, value[inner.key], text) for inner in field.fields if inner.key in value}
    if field.kind == "localized":
        return dict.fromkeys(value, text)
    return text if field.kind in ("text", "figure") and field.link is None else value


def write_filled(collection: str, text: str, code: str) -> str:
    """Write the full record of a collection with a text in the place of all of its own but the description."""
    checked = check_full(collection)
    about, record = checked.catalogue.collections[collection], checked.catalogue.records[collection]["full"]
    values = {field.key: fill(field, record.values[field.key], text) for field in about.fields if field.key in record.values}
    filled = Record(collection, record.id, record.path, values | {key: record.values[key] for key in ("description",) if key in values})
    records = {**checked.catalogue.records, collection: {"full": filled}}
    catalogue = replace(checked.catalogue, records=records)
    prefix = "" if code == LANGUAGES[0] else f"{code}/"
    return write_all(replace(checked, catalogue=catalogue))[f"{prefix}{about.url}/full/index.md"]


@cache
def read_plain(collection: str, code: str) -> list[str]:
    return list_elements(read(write_filled(collection, WORD, code)))


def assert_says_only_text(collection: str, text: str, code: str) -> None:
    shown = read(write_filled(collection, text, code))
    assert list_elements(shown) == read_plain(collection, code)
    assert squeeze(shown.text()).count(squeeze(text)) >= 3


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_of_a_record_stay_texts(text: str) -> None:
    assert_says_only_text("technologies", text, "en")


@settings(max_examples=15, deadline=None)
@given(st.sampled_from(COLLECTIONS), TEXTS, st.sampled_from(LANGUAGES))
def test_no_text_of_a_record_becomes_anything_else(collection: str, text: str, code: str) -> None:
    assert_says_only_text(collection, text, code)


def test_hostile_prose_ends_nothing_that_follows_it() -> None:
    prose = "Before <b>bold</b>\n\n# Evidence\n\n<!-- ![x](https://evil.example/p.png)\n\n```\nopen"
    text = (CASES / "valid" / "technologies" / "minimal.yaml").read_text("utf-8") + f"description:\n  en: {json.dumps(prose)}\n"
    twin = write_all(check_source(make_source("technologies", "hostile", text)))["technologies/hostile/index.md"]
    shown = read(twin)
    assert not shown.css("b, img, h1 ~ h1")
    assert [heading.text() for heading in shown.css("h2")].count("Evidence") == 1
    assert squeeze(prose.replace("\n\n", " ")) in squeeze(shown.text())


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_a_record_has_its_markdown_beside_each_page(collection: str) -> None:
    checked = check_full(collection)
    url = checked.catalogue.collections[collection].url
    texts = write_all(checked)
    english, french = texts[f"{url}/full/index.md"], texts[f"fr/{url}/full/index.md"]
    assert f"<https://ipt.example/{url}/full/>" in english
    assert f"<https://ipt.example/fr/{url}/full/>" in french
    assert f"<https://ipt.example/fr/{url}/full/index.md>" in english
    assert f"<https://ipt.example/{url}/full/index.md>" in french
    assert f"<https://ipt.example/api/v1/{url}/full.json>" in english
    assert f"<https://ipt.example/api/v1/{url}/full.json>" in french


def test_markdown_leads_to_markdown() -> None:
    """Every address of a record leads to a file that is written, but for the page that a text is the Markdown of."""
    texts = write_all(check_full("technologies"))
    for path, text in texts.items():
        linked = re.findall(r"\]\(https://ipt\.example/([^)]*index\.md)\)", text)
        assert [address for address in linked if address not in texts] == [], path
    twin = texts["technologies/full/index.md"]
    assert "[AARC](https://ipt.example/eu-projects/aarc/index.md) (EU projects)" in twin
    assert "https://ipt.example/technologies/full/index.md" in texts["eu-projects/aarc/index.md"]


def list_common_words(checked: Checked) -> set[str]:
    """Return the words that are the same in both languages."""
    english, french = (edit_catalogue(checked.catalogue).languages[code].phrases for code in LANGUAGES)
    words = {phrase for key, phrase in english.items() if french[key] == phrase}
    collections = checked.catalogue.collections.values()
    texts = [field.label for about in collections for field in about.by_path.values() if field.label]
    texts += [part.title for about in collections for part in (about, about.panel, *about.sections)]
    texts += [term.name for vocabulary in checked.catalogue.vocabularies.values() for term in vocabulary.terms.values()]
    return words | {text["en"] for text in texts if text["en"] == text["fr"]}


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_each_language_has_its_own_labels(collection: str) -> None:
    """Labels and headings stand at the same places in both languages, and differ unless both have the same word."""
    checked = check_full(collection)
    url = checked.catalogue.collections[collection].url
    texts = write_all(checked)
    pattern = re.compile(r"^##+ (.+?)(?: \([^)]*\))?$|\*\*([^*]+?)\u202f?:\*\*", re.MULTILINE)
    labels = [[heading or label for heading, label in pattern.findall(texts[f"{prefix}{url}/full/index.md"])] for prefix in ("", "fr/")]
    same = {one for one, other in zip(*labels, strict=True) if one == other}
    assert len(labels[0]) > 8
    assert same - list_common_words(checked) == set()


def test_the_french_text_says_what_is_in_english() -> None:
    twin = write_all(check_full("technologies"))["fr/technologies/full/index.md"]
    assert "- Works without cooling (en anglais)" in twin
    assert "Compte les particules une à une en 2 ns\n" in twin
    assert "Purpose, rights (en anglais) (2024)" in twin
    assert "(en anglais)" not in write_all(check_full("technologies"))["technologies/full/index.md"]


def test_a_repository_is_where_a_record_is_changed() -> None:
    offer = "[Edit this record](https://github.com/cern/ipt/edit/main/catalogue/technologies/full.yaml)"
    assert offer in write_all(check_full("technologies"), repo_url="https://github.com/cern/ipt")["technologies/full/index.md"]
    assert "Edit this record" not in write_all(check_full("technologies"))["technologies/full/index.md"]


def test_the_same_edition_gives_the_same_bytes() -> None:
    assert write_all(check_full("suppliers")) == write_all(check_full("suppliers"))
