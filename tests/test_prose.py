"""How the texts of the catalogue and of the pages are written, in both languages."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import codespell_lib
import pytest

from generator.i18n import LANGUAGES, make_language
from generator.reading import read_explanations, read_phrases, read_project
from generator.source import parse_document
from tests.support.sites import REPOSITORY

ENGLISH, FRENCH = LANGUAGES


class Passage(NamedTuple):
    """A text for readers: where it stands and what it says."""

    place: str
    text: str


# --- What there is to read ------------------------------------------------------------------------


@cache
def read_catalogue() -> dict[str, object]:
    """Read the values of every record and vocabulary, by collection and id."""
    files = read_project(REPOSITORY)
    found: dict[str, object] = {}
    for folder, sources in (*files.records.items(), ("vocabularies", files.vocabularies)):
        for source in sources:
            document, _ = parse_document(source.path, source.data)
            assert document is not None, source.path
            found[f"{folder}/{source.id}"] = document.value
    return found


def find_texts(value: object, place: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield every text that may exist in both languages."""
    if isinstance(value, dict):
        if value and set(value) <= set(LANGUAGES) and isinstance(value.get(ENGLISH), str):
            yield place, value
        else:
            for key, inner in value.items():
                yield from find_texts(inner, f"{place} {key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value, 1):
            yield from find_texts(inner, f"{place} {number}")


def read_passages(language: str) -> Iterator[Passage]:
    """Yield everything that readers read in a language, without code, addresses and what is written for machines."""
    for name, values in read_catalogue().items():
        for place, text in find_texts(values, name):
            if language in text:
                yield Passage(place, strip_markdown(text[language]))
    for path in sorted((REPOSITORY / "docs" / language).rglob("*.md")):
        _, front, body = path.read_text("utf-8").split("---\n", 2)
        described = " ".join(line.partition(": ")[2] for line in front.splitlines())
        yield Passage(path.relative_to(REPOSITORY).as_posix(), f"{described}\n{strip_markdown(body)}")
    for key, phrase in make_language(language, read_phrases(language)).phrases.items():
        yield Passage(f"locale {key}", phrase)
    for code, entry in read_explanations().items():
        for key in ("meaning", "why", "wrong_note", "right_note"):
            if key in entry:
                yield Passage(f"codes {code} {key}", entry[key][language])


def strip_markdown(text: str) -> str:
    """Leave out code, addresses, marks of footnotes and of tables, and what stands in brackets of attributes."""
    text = re.sub(r"^ *```.*?^ *```|^ {8}[^\n]*|`[^`]*`|https?://\S+|\]\([^)]*\)|\[\^[^\]]*\]:?", " ", text, flags=re.DOTALL | re.MULTILINE)
    return re.sub(r'^ *!!! \w+|^ *\?{3}\+? \w+|\{[^}]*\}|<[^>]+>|:-+:?|-+:|^: {3}|^"|"$', " ", text, flags=re.MULTILINE)


def split_sentences(text: str) -> list[str]:
    """Split a text where sentences, items and rows end."""
    return re.split(r"(?<=[.!?;])\s+|\n\s*\n|\n(?=[-|#])", text)


def report(language: str, pattern: re.Pattern[str]) -> list[str]:
    """Show every finding of a pattern with its place and what surrounds it."""
    return [
        f"{passage.place}: …{passage.text[max(0, found.start() - 30) : found.end() + 30]}…"
        for passage in read_passages(language)
        for found in pattern.finditer(passage.text)
    ]


# --- No praise without a figure -------------------------------------------------------------------

PRAISE = {
    ENGLISH: re.compile(
        r"\b(?:best(?! (?:value for money|practices?|effort))|unique(?!ly| identifiers?| numbers?)|revolutionary|state[- ]of[- ]the[- ]art|"
        r"cutting[- ]edge|leading[- ]edge|bleeding[- ]edge|unparalleled|unrivalled|unmatched|unprecedented|unsurpassed|ground-?breaking|"
        r"world[- ](?:leading|class|beating)|most advanced|game[- ]changing|outstanding|second to none)\b"
    ),
    FRENCH: re.compile(
        r"\b(?:révolutionnaires?|inégalée?s?|inégalables?|incomparables?|sans (?:égale?|précédent|pareille?)|(?:à la|de) pointe(?! de)|"
        r"(?:le|la|les) meilleure?s?(?! rapport| offre| pratiques?)|leaders? mondia(?:l|ux)|hors (?:pair|du commun)|dernier cri)\b"
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_praised_without_a_figure(language: str) -> None:
    praised = [
        f"{passage.place}: {sentence}"
        for passage in read_passages(language)
        if " key_figures " not in passage.place
        for sentence in split_sentences(passage.text)
        if PRAISE[language].search(sentence) and not re.search(r"\d", sentence)
    ]
    assert praised == []


@pytest.mark.parametrize(
    ("language", "text", "praise"),
    [
        (ENGLISH, "The best detector", True),
        (ENGLISH, "a unique cutting-edge device", True),
        (ENGLISH, "best value for money", False),
        (ENGLISH, "a unique identifier", False),
        (FRENCH, "une technologie de pointe", True),
        (FRENCH, "la meilleure solution", True),
        (FRENCH, "un identifiant unique", False),
    ],
)
def test_praise_is_told_from_plain_words(language: str, text: str, praise: bool) -> None:
    assert bool(PRAISE[language].search(text)) is praise


# --- One spelling ---------------------------------------------------------------------------------

BRITISH_TOO = frozenset(
    (
        *(
            "draft",
            "drafts",
            "program",
            "programs",
            "practice",
            "practices",
            "story",
            "stories",
            "check",
            "checks",
            "meter",
            "meters",
            "tire",
        ),
        *("license", "licensed", "licenses", "licensing", "focused", "focuses", "focusing", "refocused", "disk", "disks", "analog"),
    )
)
"""Spellings of American English that British English has too: programs of computers, meters that measure, licensing as a verb."""

NOT_IN_THE_DICTIONARY = {"fiber": "fibre", "fibers": "fibres", "traveling": "travelling", "catalyze": "catalyse"}
WITH_Z = re.compile(r"(?<![\w-])(?!(?:re|over|under|down|up)?siz|priz|seiz|capsiz)[a-z]{2,}iz(?:e[sdr]?|ers?|ing|ations?)(?![\w-])")
"""Verbs in -ize and what comes of them; size, prize and seize are none."""


@cache
def american_spellings() -> dict[str, str]:
    """Return the British spelling of each American one, from the dictionary of codespell."""
    folder = Path(codespell_lib.__file__).parent / "data"
    pairs = [line.split("->") for line in (folder / "dictionary_en-GB_to_en-US.txt").read_text("utf-8").splitlines()]
    british = {one for one, _ in pairs}
    spellings = {american.strip(): one for one, all_american in pairs for american in all_american.split(",") if american.strip()}
    return NOT_IN_THE_DICTIONARY | {american: one for american, one in spellings.items() if american not in british | BRITISH_TOO}


def test_english_is_spelt_as_in_britain() -> None:
    """Words with a capital may be names and are left alone."""
    american = american_spellings()
    found = {
        f"{passage.place}: {word}, in British English {american[word]}"
        for passage in read_passages(ENGLISH)
        for word in re.findall(r"(?<![\w-])[a-z]+(?![\w-])", passage.text)
        if word in american
    }
    assert found == set()


def test_american_spellings_are_known() -> None:
    american = american_spellings()
    assert (american["color"], american["fiber"], american["synchronize"]) == ("colour", "fibre", "synchronise")
    assert "program" not in american


def test_verbs_end_in_ise() -> None:
    assert report(ENGLISH, WITH_Z) == []


@pytest.mark.parametrize(
    ("word", "found"), [("ionization", True), ("optimized", True), ("sized", False), ("prizes", False), ("horizon", False)]
)
def test_verbs_in_ize_are_found(word: str, found: bool) -> None:
    assert bool(WITH_Z.search(word)) is found


def test_license_is_a_verb() -> None:
    assert report(ENGLISH, re.compile(r"\b(?:an?|the|its?|this|that|each|every|open|free|no|under) licenses?\b")) == []


# --- French as it is printed ----------------------------------------------------------------------

NARROW = "\u202f"
TYPEWRITTEN = {
    "space before : ; ! ? » that is not narrow": re.compile(r"[ \u00a0][:;!?»](?=[\s)»]|$)", re.MULTILINE),
    "no space before ; ! ? »": re.compile(rf"(?<=[\w)’])[;!?»](?=\s|$)|[^\s{NARROW}]»", re.MULTILINE),
    "no space before a colon": re.compile(r"(?<=[a-zà-ÿ)»]):(?=\s|$)", re.MULTILINE),
    "no narrow space after «": re.compile(rf"«(?!{NARROW})"),
    "straight apostrophe": re.compile(r"(?<=\w)'(?=\w)"),
    "English quotation marks": re.compile(r"[“”]"),
}


@pytest.mark.parametrize("slip", TYPEWRITTEN)
def test_french_is_set_as_in_print(slip: str) -> None:
    assert report(FRENCH, TYPEWRITTEN[slip]) == []


@pytest.mark.parametrize(
    ("slip", "wrong", "right"),
    [
        ("space before : ; ! ? » that is not narrow", "oui ; non", "oui\u202f; non"),
        ("no space before ; ! ? »", "oui; non", "oui\u202f; non"),
        ("no space before a colon", "ceci: cela", "ceci\u202f: cela à 12:30"),
        ("no narrow space after «", "« oui\u202f»", "«\u202foui\u202f»"),
        ("straight apostrophe", "l'eau", "l’eau"),
        ("English quotation marks", "“oui”", "«\u202foui\u202f»"),
    ],
)
def test_slips_are_found(slip: str, wrong: str, right: str) -> None:
    assert TYPEWRITTEN[slip].search(wrong)
    assert not TYPEWRITTEN[slip].search(right)


# --- No English in French, no summary twice -------------------------------------------------------

FUNCTION_WORDS = {
    ENGLISH: "and are at been by from has have into is it its not of that the their these they this to was were which with would",
    FRENCH: "au aux avec ce ces cette d dans de des du elle en est et il ils l la le les leur ou où par pas pour qu que qui sa sans se ses "
    "son sont sur un une à",
}
LEAST_WORDS = 6
"""Length from which a text without any French word of function is told to be English."""


def speaks_english(sentence: str) -> bool:
    """Tell whether the words of function of a sentence are English ones; names in capitals do not count."""
    words = re.findall(r"(?<![\w-])[a-zà-ÿœ]+(?![\w-])", sentence)
    english, french = (sum(word in FUNCTION_WORDS[language].split() for word in words) for language in LANGUAGES)
    return english > max(1, french) or (len(words) >= LEAST_WORDS and english > 0 and french == 0)


@pytest.mark.parametrize(
    ("sentence", "english"),
    [
        ("A detector that counts the photons of a beam.", True),
        ("Un détecteur qui compte les photons d’un faisceau.", False),
        ("Le langage of the machine est lu par le programme.", False),
        ("Service for Web-based Analysis", False),
    ],
)
def test_english_is_told_from_french(sentence: str, english: bool) -> None:
    assert speaks_english(sentence) is english


def test_no_english_is_left_in_french() -> None:
    left = [
        f"{passage.place}: {sentence}"
        for passage in read_passages(FRENCH)
        for sentence in split_sentences(passage.text)
        if speaks_english(sentence)
    ]
    assert left == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_records_have_the_same_summary(language: str) -> None:
    by_summary: dict[str, list[str]] = defaultdict(list)
    for name, values in read_catalogue().items():
        if isinstance(values, dict) and "summary" in values:
            by_summary[values["summary"][language].casefold()].append(name)
    assert {text: names for text, names in by_summary.items() if len(names) > 1} == {}


def test_every_text_of_the_catalogue_is_in_both_languages() -> None:
    missing = [place for name, values in read_catalogue().items() for place, text in find_texts(values, name) if FRENCH not in text]
    assert missing == []


@pytest.mark.parametrize("key", ["summary", "benefits", "applications", "key_figures"])
def test_figures_are_the_same_in_both_languages(key: str) -> None:
    """Numbers of two digits and more, however they are grouped; smaller ones may be words."""

    def figures(text: str) -> set[str]:
        return set(re.findall(r"\d{2,}", re.sub(r"(?<=\d)[ \u00a0\u202f,.](?=\d)", "", text)))

    different = [
        f"{place}: {json.dumps(text, ensure_ascii=False)}"
        for name, values in read_catalogue().items()
        for place, text in find_texts(values, name)
        if f" {key}" in place and FRENCH in text and figures(text[ENGLISH]) != figures(text[FRENCH])
    ]
    assert different == []
