"""Hostile records: each is refused with exactly its diagnostics, or its page holds nothing that a plain page does not.

A file under ``hostile/refused`` has its diagnostics beside it, as those of ``cases`` have. A file under
``hostile/harmless`` is accepted; its pages are stamped, and hold no element, attribute or kind of address that the pages of
plain records do not have. Script in *every* text field is made from the schemas, so that a new field is covered by itself.
"""

from __future__ import annotations

import copy
import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.messages import explain_document
from generator.schema import compile_validator
from generator.source import MAX_DEPTH, Document, parse_document
from tests.support.harm import (
    assert_pages_harmless,
    compile_collection,
    id_of,
    read_linked_data,
    read_plain_traits,
    read_shape,
    read_traits,
    stamp_pages,
)
from tests.support.projects import (
    CASES,
    COLLECTIONS,
    ROOT,
    VOCABULARIES,
    check_case,
    check_source,
    make_source,
    minimal,
    read_foundation,
    show_all,
)

HOSTILE = ROOT / "tests" / "hostile"
REFUSED = sorted((HOSTILE / "refused").glob("*/*.yaml"))
HARMLESS = sorted((HOSTILE / "harmless").glob("*/*.yaml"))
FEWEST = 150
SECONDS = 5
"""More than any file may take on a busy machine; one that goes wild takes minutes."""


def name_case(path: Path) -> str:
    """Name a case by its place: ``technologies/name_script``."""
    return f"{path.parent.name}/{path.stem}"


def test_there_are_enough_of_them() -> None:
    assert len(REFUSED) + len(HARMLESS) >= FEWEST
    assert {path.suffix for path in HOSTILE.rglob("*") if path.is_file()} == {".yaml", ".expected"}
    assert sorted((HOSTILE / "harmless").rglob("*.expected")) == []


@pytest.mark.parametrize("path", REFUSED, ids=name_case)
def test_it_is_refused_and_told_exactly_why(path: Path) -> None:
    checked = check_case(path.parent.name, path)
    assert show_all(checked.diagnostics) == path.with_suffix(".expected").read_text("utf-8").split("\n")[:-1]
    assert not checked.passed
    assert all(text.isprintable() for found in checked.diagnostics for text in (found.path, found.message, found.hint))


# --- Pages ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", HARMLESS, ids=name_case)
def test_its_page_holds_nothing_that_plain_pages_do_not(path: Path) -> None:
    checked = check_case(path.parent.name, path)
    assert show_all(checked.diagnostics) == []
    assert_pages_harmless(checked, path.parent.name, id_of(path))


# --- Script in every text field -------------------------------------------------------------------

SCRIPTS = (
    "\"'><script>pwned()</script>",
    "' onclick='pwned()' x=\"",
    "</script><!--<script>]]>-->",
    "<img src=x onerror=pwned()>",
    "{{7*7}}{%x%}[[[body]]]{say}",
    "javascript:pwned()",
    "=cmd|'/c x'!a0",
)
Place = tuple[str | int, ...]


def find_texts(value: Any, place: Place = ()) -> Iterator[Place]:
    """Yield the place of every text."""
    if isinstance(value, str):
        yield place
    elif isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from find_texts(item, (*place, key))


def list_schema_texts(schema: Any, path: str = "") -> Iterator[str]:
    """Yield the dotted path of every text that a schema knows."""
    if schema.get("type") == "string":
        yield path
    for key, inner in schema.get("properties", {}).items():
        yield from list_schema_texts(inner, f"{path}.{key}".lstrip("."))
    if isinstance(schema.get("items"), dict):
        yield from list_schema_texts(schema["items"], path)


def put(value: Any, place: Place, text: str) -> None:
    """Put a text in its place."""
    for key in place[:-1]:
        value = value[key]
    value[place[-1]] = text


def read_full(collection: str) -> Any:
    """Read the record that uses every field."""
    document, problems = parse_document("x", (CASES / "valid" / collection / "full.yaml").read_bytes())
    assert document is not None, problems
    return document.value


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_the_full_record_has_every_text_of_its_schema(collection: str) -> None:
    found = {".".join(key for key in place if isinstance(key, str)) for place in find_texts(read_full(collection))}
    assert set(list_schema_texts(compile_collection(collection).schema)) - found == set()


def spoil(collection: str, script: str) -> tuple[Any, Any]:
    """Put a script in every text that takes it, and letters in the same places of another record; the others must refuse it."""
    validator = compile_collection(collection)
    hostile, plain = copy.deepcopy(read_full(collection)), copy.deepcopy(read_full(collection))
    for number, place in enumerate(find_texts(read_full(collection))):
        spoilt = copy.deepcopy(read_full(collection))
        put(spoilt, place, script)
        if validator.accepts(spoilt):
            put(hostile, place, f"{script}{number}" if validator.accepts(with_text(spoilt, place, f"{script}{number}")) else script)
            put(plain, place, f"x{number}" if validator.accepts(with_text(spoilt, place, f"x{number}")) else "xyz")
            continue
        text = json.dumps(spoilt, ensure_ascii=False)
        problems = explain_document(Document("x.yaml", text, spoilt), validator)
        assert problems, f"{place} is refused without a word"
        assert all(problem.message.startswith(str(place[0])) for problem in problems)
    return hostile, plain


def with_text(value: Any, place: Place, text: str) -> Any:
    changed = copy.deepcopy(value)
    put(changed, place, text)
    return changed


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("collection", COLLECTIONS)
def test_script_in_every_text_field_makes_no_element(collection: str, script: str) -> None:
    """Behind the rule that refuses markup stands a second wall: what is shown is escaped."""
    shapes = []
    for value in spoil(collection, script):
        value.pop("description")
        value.pop("aliases")
        checked = check_source(make_source(collection, "x", json.dumps(value, ensure_ascii=False)))
        pages = stamp_pages(checked, collection, "x")
        for html in pages.values():
            assert read_traits(html) - read_plain_traits(collection) == set()
            read_linked_data(html)
        shapes.append({path: read_shape(html) for path, html in pages.items() if "/all/" not in path})
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("script", SCRIPTS[:5])
def test_script_in_every_text_of_the_vocabularies_makes_no_element(script: str) -> None:
    """Badges, facts and permissions show the words of vocabularies on every page."""
    sources = []
    for source in read_foundation().vocabularies:
        document, _ = parse_document(source.path, source.data)
        assert document is not None
        for place in find_texts(document.value):
            spoilt = with_text(document.value, place, script)
            if "forms" not in place and compile_collection(VOCABULARIES).accepts(spoilt):
                put(document.value, place, script)
        sources.append(make_source(VOCABULARIES, source.id, json.dumps(document.value, ensure_ascii=False)))
    for collection in COLLECTIONS:
        full = make_source(collection, "x", json.dumps({**read_full(collection), "aliases": ["y"]}))
        checked = check_source(full, *sources)
        assert checked.catalogue.get((collection, "x")) is not None
        assert_pages_harmless(checked, collection, "x")


# --- Time -----------------------------------------------------------------------------------------

SIZE = 250_000
"""Characters; a little less than the largest file."""


def repeat(make: Callable[[int], str]) -> str:
    """Write numbered pieces until the file is as large as it may be."""
    text, number = [], 0
    while sum(map(len, text[-1:])) * number < SIZE:
        text.append(make(number))
        number += 1
    return "".join(text)[:SIZE]


LARGE = {
    "10000_keys": "".join(f"k{number}:\n" for number in range(10_000)),
    "keys": repeat(lambda number: f"k{number:06x}:\n"),
    "key_of_100000_letters": f'"{"k" * 100_000}": x\n',
    "keys_nearly_right": repeat(lambda number: f"keyword{number:06x}:\n"),
    "maps_in_a_list": "links: [" + "{a: 123456}, " * 10_000 + "]\n",
    "different_maps_in_a_list": "links: [" + "".join(f"{{a: {number}}}, " for number in range(2400)) + "]\n",
    "numbers_in_a_list": "related: [" + "1, " * 60_000 + "]\n",
    "different_texts_in_a_list": "eu_projects: [" + "".join(f"a{number}, " for number in range(4900)) + "]\n",
    "deep": "x: " + "[" * (MAX_DEPTH - 2) + "1," * 4900 + "]" * (MAX_DEPTH - 2) + "\n",
    "comment_of_one_word_after_an_address": "# a@\n# " + "a" * SIZE + "\n",
    "comment_of_addresses": "#" + "a@a." * (SIZE // 4) + "\n",
    "comment_of_slashes": "#" + "/" * SIZE + "\n",
    "comment_of_hosts": "# //" + "a." * (SIZE // 2) + "\n",
    "comment_of_angles": "#" + "<" * SIZE + "\n",
    "comment_of_ampersands": "#" + "&a" * (SIZE // 2) + "\n",
    "comment_of_brackets": "#" + "]" * SIZE + "(\n",
    "anchors": "x: [" + "&a b, " * 40_000 + "]\n",
    "blank_lines": "\n" * SIZE,
    "control_characters": "# " + "\x01" * 100_000 + "\n",
    "long_text": "origin:\n  en: 'a" + " " * SIZE + "'\n",
    "licence_of_brackets": "rights: {licence: '" + "(" * SIZE + "'}\n",
}


@pytest.mark.parametrize("name", LARGE)
def test_no_file_takes_long(name: str) -> None:
    text = minimal("technologies") + LARGE[name]
    start = time.perf_counter()
    check_source(make_source("technologies", "x", text[:SIZE]))
    assert time.perf_counter() - start < SECONDS


def list_patterns() -> list[str]:
    """Return every pattern of the schemas."""
    return sorted({json.loads(f'"{found}"') for text in read_foundation().schemas.values() for found in PATTERN.findall(text)})


PATTERN = re.compile(r'"pattern": "((?:[^"\\]|\\.)*)"')
PIECES = ("a", "A", "0", "-", ".", " ", "/", "a-", "a.", "0-", "A-", "1.", "a@", "EP1", "10.1/", "https://a.", "é", "_", "a a", "(")
"""What the patterns are made of; many of one, and then a sign that fits none, is what makes a bad pattern run for ever."""


@pytest.mark.parametrize("pattern", list_patterns())
def test_no_pattern_runs_wild(pattern: str) -> None:
    validator = compile_validator({"type": "string", "pattern": pattern})
    start = time.perf_counter()
    for piece in PIECES:
        for lead in ("", "https://", "10.1000/", "EP", "a"):
            for end in ("", "\n", "\x00", "!"):
                text = lead + piece * 5000 + end
                assert validator.accepts(text) is not any(validator.explain(text))
    assert time.perf_counter() - start < SECONDS


# --- Random input ---------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_make_the_check_raise(data: bytes) -> None:
    for content in (data, minimal("technologies").encode() + data):
        start = time.perf_counter()
        check_source(make_source("technologies", "x", content))
        assert time.perf_counter() - start < SECONDS


@settings(max_examples=60, deadline=None)
@given(name=st.text(max_size=60), text=st.text(alphabet=st.sampled_from("<>/=\"'ab:![]()#*&;{}%\\`|-jscript \n"), max_size=200))
def test_what_is_accepted_makes_no_foreign_element(name: str, text: str) -> None:
    values = json.dumps({"en": name}), json.dumps({"en": text})
    lines = minimal("technologies").replace("name:\n  en: Beam loss monitor\n", f"name: {values[0]}\n")
    checked = check_source(make_source("technologies", "x", f"{lines}description: {values[1]}\n"))
    if checked.catalogue.get(("technologies", "x")) is not None:
        assert_pages_harmless(checked, "technologies", "x")
