"""Templates: they escape, and they hold no logic."""

import re
from pathlib import Path

import jinja2
import pytest

from generator.i18n import LANGUAGES, make_language
from generator.reading import read_phrases
from generator.rendering import make_renderer

TEMPLATES = sorted((Path(__file__).parent.parent / "generator" / "templates").glob("*.html"))
TAGS = {"for", "endfor", "if", "elif", "else", "endif", "include", "import", "macro", "endmacro", "set"}
HOSTILE = "<script>alert(1)</script>\"'&"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_template_holds_no_logic(path):
    text = path.read_text("utf-8")
    assert set(re.findall(r"\{%-?\s*(\w+)", text)) <= TAGS
    assert set(re.findall(r"\|\s*(\w+)", re.sub(r"\{#.*?#\}", "", text, flags=re.DOTALL))) <= {"length", "join"}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_template_needs_neither_inline_script_nor_inline_style(path):
    text = path.read_text("utf-8")
    assert " style=" not in text
    assert not re.search(r"<script(?! type=\"(?:text/|application/ld\+json\"))", text)
    assert not re.search(r"\son\w+=", text)


def test_an_undefined_value_is_an_error():
    render = make_renderer(make_language("en", read_phrases("en")))
    with pytest.raises(jinja2.UndefinedError):
        render("head", title="t", description="d")


def test_every_text_is_escaped():
    render = make_renderer(make_language("en", read_phrases("en")))
    html = render("head", title=HOSTILE, description=HOSTILE, canonical=HOSTILE, alternates=[("en", HOSTILE)], linked_data="")
    assert "<script>" not in html
    assert html.count("&lt;script&gt;") == 6


def keys_of(code):
    plural = re.compile(r"\.(one|many|other)$")
    return {plural.sub("", key) for key in make_language(code, read_phrases(code)).phrases}


def test_both_languages_have_the_same_interface_words():
    one, other = map(keys_of, LANGUAGES)
    assert one == other


def test_every_interface_word_is_used():
    root = Path(__file__).parent.parent / "generator"
    code = "".join(path.read_text("utf-8") for path in [*TEMPLATES, *root.rglob("*.py")])
    starts = tuple(re.findall(r"[\"']([a-z_-]+(?:\.[a-z_-]+)+|[a-z_.-]+\.)(?=[\"'{])", code))
    unused = {key for key in keys_of("en") if not key.startswith(starts)}
    assert unused == set()


def test_places_for_values_are_the_same_in_both_languages():
    phrases = [make_language(code, read_phrases(code)).phrases for code in LANGUAGES]
    for key in phrases[0].keys() & phrases[1].keys():
        assert sorted(re.findall(r"\{\w+\}", phrases[0][key])) == sorted(re.findall(r"\{\w+\}", phrases[1][key])), key
