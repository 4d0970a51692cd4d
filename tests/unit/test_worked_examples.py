"""Worked examples: what their files make, and how they are shown."""

import re
from html import unescape

import pytest

from generator.worked_examples import ExampleError, WorkedExample, make_examples, show_example

HOSTILE = "echo '</code><script>alert(1)</script>' \"&amp;\"\n"


def show(code, *, syntax="sh", printed="", site_url="https://data.example.org/ipt/"):
    return show_example("ask", WorkedExample(code, syntax, printed), site_url=site_url)


def test_an_example_is_its_code_and_what_it_prints():
    files = {"ask.py": "print(1)\n", "ask.txt": "1\n", "tell.R": "1\n"}
    assert make_examples(files) == {"ask": WorkedExample("print(1)\n", "py", "1\n"), "tell": WorkedExample("1\n", "R", "")}


def test_code_and_what_it_prints_name_the_site():
    shown = show("curl https://site.example/api/v1/index.json\n", printed="https://site.example/x\n")
    assert re.sub(r"<[^>]*>", "", shown.code) == "curl https://data.example.org/ipt/api/v1/index.json\n"
    assert shown.printed == "https://data.example.org/ipt/x\n"


@pytest.mark.parametrize(("syntax", "code"), [("sh", "echo 'a'\n"), ("py", "print('a')\n"), ("R", "print('a')\n")])
def test_code_is_coloured(syntax, code):
    assert re.search(r'<span class="s\w*">', show(code, syntax=syntax).code)


@pytest.mark.parametrize("syntax", ["sh", "py", "R"])
def test_code_stays_text(syntax):
    code = show(HOSTILE, syntax=syntax).code
    assert unescape(re.sub(r'<span class="\w+">|</span>', "", code)) == HOSTILE
    assert re.sub(r'<span class="\w+">|</span>', "", code).count("<") == 0


def test_two_examples_of_one_name_are_told():
    with pytest.raises(ExampleError, match=r"docs/examples/ask\.sh: another example is called ask"):
        make_examples({"ask.py": "1\n", "ask.sh": "1\n"})


def test_an_unknown_language_is_told_with_its_file():
    with pytest.raises(ExampleError, match=r"docs/examples/ask\.whatever: no language"):
        show("x", syntax="whatever")
