"""Strict YAML: which values plain scalars have, what is refused, and that nothing makes the parser fail."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, DocumentStartEvent, NodeEvent

from generator.characters import MAX_BYTES
from generator.diagnostics import CODES, START, Location
from generator.positions import Positions
from generator.source import MAX_DEPTH, MAX_VALUES, Document, parse_document
from tests.support.projects import ROOT
from tests.support.values import LETTERS


def parse(text: str | bytes) -> Any:
    """Return the value of a document that must be accepted."""
    document, problems = parse_document("x.yaml", text if isinstance(text, bytes) else text.encode())
    assert problems == ()
    assert document is not None
    return document.value


def list_codes(text: str | bytes) -> list[str]:
    """Return the codes of a document that must be refused."""
    document, problems = parse_document("x.yaml", text if isinstance(text, bytes) else text.encode())
    assert document is None
    return [problem.code for problem in problems]


APART = """
import json, resource, sys
resource.setrlimit(resource.RLIMIT_AS, (2**31, 2**31))
resource.setrlimit(resource.RLIMIT_CPU, (5, 5))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
from generator.source import parse_document
print(json.dumps([problem.code for problem in parse_document("x.yaml", sys.stdin.buffer.read())[1]]))
"""


def list_codes_apart(text: str) -> list[str]:
    """Return the codes of a document that might bring the process down, from a process of its own."""
    done = subprocess.run([sys.executable, "-c", APART], input=text.encode(), capture_output=True, timeout=60, cwd=ROOT, check=False)
    assert done.returncode == 0, f"the parser died of signal {-done.returncode}: {done.stderr.decode()[-300:]}"
    codes: list[str] = json.loads(done.stdout)
    return codes


# --- Values ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "value"),
    [
        *((word, word) for word in ("NO", "no", "Yes", "on", "off", "y", "n", "nuLL", "tRUE", "None")),
        *((word, True) for word in ("true", "True", "TRUE")),
        *((word, False) for word in ("false", "False", "FALSE")),
        *((word, None) for word in ("", "~", "null", "Null", "NULL")),
        *(
            (word, word)
            for word in ("2026-11-22", "2026-11", "12:30:45", "1_000", "1,000", "1 000", "v1", "0b11", "0o8", "0x", "0xG", "--1", "+-1")
        ),
        *((word, word) for word in (".inf", "-.INF", ".nan", ".", "+", "e5", ".e5", "1e", "1e+", "1e123", "1.2.3", "infinity", "NaN", "٣")),
        ("0", 0),
        ("-0", 0),
        ("010", 10),
        ("+7", 7),
        ("-12", -12),
        ("0o17", 15),
        ("0x1F", 31),
        ("1.10", 1.1),
        ("1.", 1.0),
        (".5", 0.5),
        ("-.5", -0.5),
        ("1e3", 1000.0),
        ("1.5E-3", 0.0015),
        ("6.02e+23", 6.02e23),
        ("999999999999999999", 999999999999999999),
        ("1000000000000000000", "1000000000000000000"),
        ("9" * 5000, "9" * 5000),
        ("0." + "1" * 200, "0." + "1" * 200),
        ("'1'", "1"),
        ('"true"', "true"),
        ("'~'", "~"),
        ('""', ""),
        ('"\\u00e9"', "é"),
        (">-\n  1", "1"),
        ("|-\n  null", "null"),
        ("a\n  b", "a b"),
        ("C++", "C++"),
        ("a#b", "a#b"),
        ("<<", "<<"),
        ("=", "="),
        ("http://a:80/b", "http://a:80/b"),
    ],
)
def test_plain_scalar_has_the_value_of_the_core_schema(written: str, value: Any) -> None:
    found = parse(f"key: {written}\n")["key"]
    assert (type(found), found) == (type(value), value)


def test_scalars_have_the_same_values_in_lists_and_as_the_whole_document() -> None:
    assert parse("- NO\n- 010\n- 1.0\n- ~\n-\n- '010'\n") == ["NO", 10, 1.0, None, None, "010"]
    assert parse("010\n") == 10
    assert parse("{a: [1, {b: NO}], c: {}, d: []}") == {"a": [1, {"b": "NO"}], "c": {}, "d": []}


def test_keys_that_begin_like_numbers_or_words_stay_text() -> None:
    text = "NO: 1\n2026-11-22: 2\n'3': 3\nnone: 4\n-x: 5\n<<: 6\nTrueish: 7\n"
    assert parse(text) == {"NO": 1, "2026-11-22": 2, "3": 3, "none": 4, "-x": 5, "<<": 6, "Trueish": 7}


def test_keys_keep_the_order_of_the_file() -> None:
    assert list(parse("b: 1\na: 2\nc: 3\n")) == ["b", "a", "c"]


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_line_breaks_of_every_system_mean_the_same(line_break: str) -> None:
    assert parse("a:\n  - b\n  - |\n    c\n    d\n".replace("\n", line_break)) == {"a": ["b", "c\nd\n"]}


# --- What is wrong is named for what it is --------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 'CERN's monitor'\nb: c\n", "yaml-quote", 1),
        ('a: "Beam" loss\nb: c\n', "yaml-quote", 1),
        ("a: b\nc: 'd\n", "yaml-quote", 2),
        ("a: b: c\n", "yaml-colon", 1),
        ("a: b\nc d\ne: f\n", "yaml-colon", 2),
        ("a:\n  b: c\n d: e\n", "yaml-indent", 3),
        ("a:\n\tb: c\n", "yaml-tab", 2),
        ("a:\n  -\tb: c\n", "yaml-tab", 2),
        ("a: b\n---\nc: d\n", "yaml-documents", 2),
        ("a: b\n...\nc: d\n", "yaml-documents", 3),
        ("a: *important* text\n", "yaml-anchor", 1),
        ("- a\n- * b\n", "yaml-anchor", 2),
        ("a: & b\n", "yaml-anchor", 1),
        ("a: &é b\n", "yaml-anchor", 1),
        ("---\n", "yaml-empty", 1),
        ("# a\n--- # b\n...\n", "yaml-empty", 1),
        ("a: @b\n", "yaml-syntax", 1),
        ("a: `b`\n", "yaml-syntax", 1),
        ("a: %b\n", "yaml-syntax", 1),
        ("a: [b\n", "yaml-syntax", 1),
        ("a: [b\nc: d\n", "yaml-syntax", 1),
        ("a: {b: c\n", "yaml-syntax", 1),
        ("a: [b] c\nd: e\n", "yaml-syntax", 1),
        ("a: ] b\n", "yaml-syntax", 1),
        ("a: , b\n", "yaml-syntax", 1),
        ("a: > b\n", "yaml-syntax", 1),
        ("a: |b\n", "yaml-syntax", 1),
        ('a: "\\sqrt"\n', "yaml-syntax", 1),
        ('a: "C:\\Users"\n', "yaml-syntax", 1),
        ('a: "\\ud800"\n', "yaml-syntax", 1),
    ],
)
def test_slip_is_named_for_what_it_is_in_the_line_where_it_is(text: str, code: str, line: int) -> None:
    """Nobody can mend an "indentation that does not fit" when what is missing is a quotation mark."""
    document, problems = parse_document("x.yaml", text.encode())
    assert document is None
    assert [(problem.code, problem.location.line) for problem in problems] == [(code, line)]


@pytest.mark.parametrize(
    "text",
    [
        "a: &b c\n",
        "a: *b\n",
        "a: [&b c]\n",
        "a: [ &b c]\n",
        "a: [c,&b d]\n",
        "a: [c,\t&b d]\n",
        "a: [c\n ,&b d]\n",
        "a: {&b c: d}\n",
        "a: { &b c: d}\n",
        'a: {"c":&b d}\n',
        "a: {? &b c}\n",
        "a: {c,*b }\n",
        "a:\t&b c\n",
        "a: \t &b c\n",
        "a:\n  &b c\n",
        "a:\n  &b\n  c: d\n",
        "a:\r  &b c\r",
        "&b a: c\n",
        "*b : c\n",
        "- &b a\n",
        "-\n  *b\n",
        "? &b a\n: c\n",
        "--- &b\na: c\n",
        "---\t&b\na: c\n",
        "--- # c\n&b\na: c\n",
        "%YAML 1.2\n---\r&b a\n",
        "a: &- c\n",
        "a: &1\n",
        "[&a a, *a]\n",
        "[ &a a , *a ]",
        "a: [ &b x ]\nc: [\t*b\t]\n",
    ],
)
def test_anchors_and_aliases_are_refused_wherever_they_hide(text: str) -> None:
    assert "yaml-anchor" in list_codes(text)


@pytest.mark.parametrize(
    "text",
    ["a: b & c * d\n", "a: '&b'\n", 'a: "*b"\n', "a: |\n  &b\n  - *c\n  d: &e\n", "a: x &b *c\n", "# &b\na: b #*c\n", "a: b\n  &c\n"],
)
def test_text_that_holds_the_signs_of_anchors_is_accepted(text: str) -> None:
    parse(text)


@pytest.mark.parametrize("text", ["a: !!str &b c\n", "a: &b !!str c\n", "!x &a b: c\n", "- &a !x\n  b: c\n"])
def test_anchor_beside_a_tag_is_refused(text: str) -> None:
    assert set(list_codes(text)) & {"yaml-anchor", "yaml-tag"}


def test_alias_bomb_is_refused_before_it_goes_off() -> None:
    lines = ["a0: [ &a0 [x]]"]
    for n in range(1, 10):
        aliases = ",".join([f"\t*a{n - 1}\t"] * 9)
        lines.append(f"a{n}: [ &a{n} [{aliases}]]")
    assert set(list_codes_apart("\n".join(lines))) == {"yaml-anchor"}


@pytest.mark.parametrize("tag", ["!", "!a", "!!str", "!!map", "!<x>", "!<tag:yaml.org,2002:int>", "!!python/name:os.system"])
@pytest.mark.parametrize(
    "form",
    ["a: {} b\n", "{} a: b\n", "- {} a\n", "[{} a]\n", "a: {}\n  b: c\n", "{} [a]\n", "--- {} a\n", "? {} a\n", "{{a: {} }}\n"],
)
def test_tags_are_refused_wherever_they_hide(form: str, tag: str) -> None:
    assert set(list_codes(form.format(tag))) == {"yaml-tag"}


@pytest.mark.parametrize("depth", [1, 2, MAX_DEPTH - 1, MAX_DEPTH])
@pytest.mark.parametrize(("opened", "closed"), [("[", "]"), ("{a: ", "}"), ("- ", "")])
def test_nesting_is_accepted_up_to_the_limit(opened: str, closed: str, depth: int) -> None:
    value = parse(opened * depth + "x" + closed * depth)
    for _ in range(depth):
        (value,) = value.values() if isinstance(value, dict) else value
    assert value == "x"


@pytest.mark.parametrize("lead", ["", "# c\n", "# c\r", "# c\r\n", "a: b\rc: d\re:\r  ", "--- # c\n", "[]\n---\n"])
@pytest.mark.parametrize(
    ("opened", "closed"), [("[", "]"), ("[\n", "]"), ("{a: ", "}"), ("[{a: ", "}]"), ("- ", ""), ("? ", ""), ("- ? ", ""), ("-   ", "")]
)
def test_nesting_beyond_the_limit_is_refused(lead: str, opened: str, closed: str) -> None:
    for depth in (MAX_DEPTH + 1, 100, 500):
        assert list_codes(f"{lead}{opened * depth}x{closed * depth}") != []


@pytest.mark.parametrize("lead", ["", "# c\r", "a: b\rc:\r "])
@pytest.mark.parametrize("opened", ["- ", "? ", "- ? ", "[", "{a: "])
def test_no_depth_overturns_the_parser(lead: str, opened: str) -> None:
    """As many levels as a file can hold: without a limit they end in a segmentation fault."""
    assert list_codes_apart((lead + opened * (MAX_BYTES // 2 - 10))[: MAX_BYTES - 1]) != []


def test_nesting_by_indentation_alone_is_refused_at_the_level_that_is_too_deep() -> None:
    text = "".join(" " * level + "a:\n" for level in range(MAX_DEPTH + 1)) + " " * (MAX_DEPTH + 1) + "x\n"
    _, problems = parse_document("x.yaml", text.encode())
    assert [(problem.code, problem.location) for problem in problems] == [("yaml-depth", Location(MAX_DEPTH + 1, MAX_DEPTH + 1))]


def test_every_breach_is_reported_at_once() -> None:
    text = "a: !x b\na: c\n1: d\ne:\n  - !y f\n  - {g: 1, g: 2}\n"
    assert list_codes(text) == ["yaml-tag", "duplicate-key", "yaml-key", "yaml-tag", "duplicate-key"]


def test_value_under_a_key_that_is_no_text_is_not_looked_into() -> None:
    assert list_codes("? [a]\n: !x y\n") == ["yaml-key"]


@pytest.mark.parametrize(
    "escape", [r"\0", r"\a", r"\b", r"\e", r"\x7f", r"\N", r"\x85", r"\L", r"\u2028", r"\P", r"\ufeff", r"\u200b", r"\uFFFF"]
)
def test_control_characters_are_refused_when_they_are_escaped(escape: str) -> None:
    assert list_codes(f'a: "b{escape}c"\n') == ["control-character"]


@pytest.mark.parametrize("escape", [r"\u202e", r"\u202A", r"\u2066", r"\u200f", r"\u061c", r"\U0000202e"])
def test_direction_characters_are_refused_when_they_are_escaped(escape: str) -> None:
    assert list_codes(f'a: "b{escape}c"\n') == ["direction-character"]


@pytest.mark.parametrize("escape", [r"\n", r"\t", r"\"", r"\\", r"\/", r"\_", r"\x41", r"\u00e9", r"\U0001F9F2"])
def test_other_escapes_are_accepted(escape: str) -> None:
    parse(f'a: "b{escape}c"\n')


@pytest.mark.parametrize("sign", "\u115f\u1160\u180e\u2800\u3164\uffa0\U000e0001\U000e0041\U000e007f")
def test_letters_that_nobody_sees_are_refused(sign: str) -> None:
    assert list_codes(f"a: b{sign}c") == list_codes(f'a: "b\\U{ord(sign):08x}c"') == ["control-character"]


def test_more_values_than_a_record_needs_are_refused() -> None:
    most = MAX_VALUES - 2  # the map and the list are values too
    assert len(parse(f"a: [{'b, ' * most}]")["a"]) == most
    assert list_codes(f"a: [{'b, ' * (most + 1)}]") == ["file-too-large"]
    assert list_codes("".join(f"k{number}:\n" for number in range(MAX_VALUES))) == ["file-too-large"]


def test_size_is_judged_before_anything_else() -> None:
    assert list_codes(b"\xff" * (MAX_BYTES + 1)) == ["file-too-large"]
    assert list_codes(b"\xef\xbb\xbf" + b"\xff") == ["byte-order-mark"]


# --- Time -----------------------------------------------------------------------------------------


def measure(data: bytes) -> float:
    """Measure how long parsing takes, in seconds of this process; the best of three."""
    best = 60.0
    gc.disable()
    try:
        for _ in range(3):
            began = time.process_time()
            parse_document("x.yaml", data)
            best = min(best, time.process_time() - began)
    finally:
        gc.enable()
    return best


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("control characters", lambda n: b"\0" * n),
        ("bidirectional characters", lambda n: "\u202e".encode() * n),
        ("lines with a control character", lambda n: b"a\x07\n" * n),
        ("deep lists beside an alias", lambda n: b"[*a, " + b"[" * n + b"]" * n + b"]"),
        ("deep maps beside an alias", lambda n: b"[*a, " + b"{a: " * n + b"}" * n + b"]"),
        ("deep and unclosed", lambda n: b"[" * n),
        ("deep blocks", lambda n: b"- " * n),
        ("keys", lambda n: b"".join(b"k%d: v\n" % number for number in range(n))),
        ("the same key", lambda n: b"k: v\n" * n),
        ("anchors", lambda n: b"[" + b"&a x," * n + b"]"),
        ("tags", lambda n: b"[" + b"!a x," * n + b"]"),
        ("one long text", lambda n: b"a: '" + b"it''s " * n + b"'"),
        ("one long number", lambda n: b"a: " + b"1" * n),
        ("spaces", lambda n: b"a:" + b" " * n + b"b: c"),
        ("an unclosed quote", lambda n: b'a: "' + b"x\n" * n),
        ("empty lines before a slip", lambda n: b"\n" * n + b"a: b: c"),
    ],
)
def test_time_grows_with_the_size_and_not_with_its_square(name: str, make: Callable[[int], bytes]) -> None:
    """Four times as much may take some six times as long; the square would be sixteen times."""
    small, large = measure(make(4_000)), measure(make(16_000))
    assert large < 0.03 or large / small < 8


# --- Whatever stands in a file --------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *(
            "a",
            "b: ",
            "a:",
            ": ",
            "- ",
            "-",
            "? ",
            ", ",
            ",",
            "[",
            "]",
            "{",
            "}",
            "\n",
            "\n  ",
            "\n    ",
            "\n\t",
            "\t",
            " ",
            "\r",
            "\r\n",
            "\r  ",
        ),
        *(
            "&a ",
            "&a",
            "*a",
            "*a ",
            " &b",
            "!x ",
            "! ",
            "!!str ",
            "!<x> ",
            "'",
            '"',
            "''",
            "\\",
            "\\u202e",
            "\\0",
            "#",
            " # c\n",
            "|\n ",
            ">-\n  ",
        ),
        *(
            "---\n",
            "--- ",
            "...\n",
            "%YAML 1.2\n---\n",
            "%TAG ! x\n",
            "<<: ",
            "~",
            "1",
            "1.5",
            "0x1",
            "NO",
            "null: ",
            "true",
            "@",
            "`",
            "é",
            "𝒳",
        ),
        *("\0", "\x85", "\u202e", "\ufeff", "[" * 13, "]" * 13, "{a: " * 7, "- " * 10, "? " * 10, "k: v\n", "\n\n", "      " * 4),
    ]
)
YAML_LIKE = st.lists(PIECES, max_size=40).map("".join)


def check_outcome(data: bytes) -> Document | None:
    """Parse, and hold what is true of every outcome."""
    document, problems = parse_document("x.yaml", data)
    assert (document is None) == bool(problems)
    for problem in problems:
        assert problem.code in CODES
        assert problem.path == "x.yaml"
        assert problem.location >= START
        assert problem.message
        assert problem.hint
        assert problem.message.isprintable() or problem.code == "yaml-syntax"
        assert problem.location.line <= data.count(b"\n") + data.count(b"\r") + 2
    assert parse_document("x.yaml", data) == (document, problems)
    return document


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.binary(max_size=200))
@example(b"\xef\xbb\xbf")
@example(b"\xff\xfe\0")
@example(b"\xed\xa0\x80")
@example(b"\xf4\x90\x80\x80")
def test_no_bytes_make_the_parser_raise(data: bytes) -> None:
    check_outcome(data)


@settings(max_examples=1500, deadline=None, derandomize=True)
@given(YAML_LIKE)
@example("a: [ &b x ]\n")
@example("a:\r&b c")
@example("! a")
@example("# \r" + "- " * 40)
def test_what_looks_like_yaml_is_refused_or_obeys_the_policy(text: str) -> None:
    """The events of the parser tell what the policy forbids, by another way than the one that is tested."""
    document = check_outcome(text.encode())
    if document is None:
        return
    depth = deepest = documents = 0
    for event in yaml.parse(text, Loader=yaml.CLoader):
        assert not isinstance(event, AliasEvent)
        documents += isinstance(event, DocumentStartEvent)
        if isinstance(event, NodeEvent):
            assert event.anchor is None
            assert getattr(event, "tag", None) is None
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        deepest = max(deepest, depth)
    assert documents == 1
    assert deepest <= MAX_DEPTH
    check_plain(document.value)


def check_plain(value: Any) -> None:
    """Hold that a value is made of the types that YAML can hold here, and its texts of allowed characters."""
    assert type(value) in (str, int, float, bool, type(None), list, dict)
    if isinstance(value, float):
        assert abs(value) < float("inf")
    if isinstance(value, str):
        assert not set(value) & {"\0", "\x1b", "\x7f", "\x85", "\u202e", "\ufeff", "\u2028"}
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        check_plain(inner)
    for key in value if isinstance(value, dict) else ():
        assert type(key) is str
        check_plain(key)


NUMBERS = st.integers(-(10**17), 10**17) | st.floats(1e-50, 1e50) | st.floats(-1e50, -1e-50) | st.just(0.0)
PLAIN = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(LETTERS, max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(LETTERS, max_size=20), inner, max_size=4),
    max_leaves=15,
)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(PLAIN)
def test_json_keeps_its_values(value: Any) -> None:
    """JSON is YAML 1.2, so what JSON writes must be read as it was."""
    assert parse(json.dumps(value, ensure_ascii=False)) == value
    assert parse(json.dumps(value, ensure_ascii=False, indent=2)) == value


# --- Places ---------------------------------------------------------------------------------------


def find_positions(text: str) -> Positions:
    """Return the positions of a document that must be accepted."""
    document, problems = parse_document("x.yaml", text.encode())
    assert problems == ()
    assert document is not None
    return Positions(document.text)


TEXT = 'name: {fr: "🧲𝒳é", en: 1.10}\nlinks:\n  - kind: website\n    url: >-\n      https://home.cern/\n  - 7\nempty:\n'


@pytest.mark.parametrize(
    ("path", "key", "value", "written"),
    [
        ((), (1, 1), (1, 1), None),
        (("name",), (1, 1), (1, 7), None),
        (("name", "fr"), (1, 8), (1, 12), "🧲𝒳é"),
        (("name", "en"), (1, 19), (1, 23), "1.10"),
        (("links",), (2, 1), (3, 3), None),
        (("links", 0), None, (3, 5), None),
        (("links", 0, "kind"), (3, 5), (3, 11), "website"),
        (("links", 0, "url"), (4, 5), (4, 10), "https://home.cern/"),
        (("links", 1), None, (6, 5), "7"),
        (("empty",), (7, 1), (7, 7), ""),
    ],
)
def test_places_of_keys_and_values(
    path: tuple[str | int, ...], key: tuple[int, int] | None, value: tuple[int, int], written: str | None
) -> None:
    positions = find_positions(TEXT)
    assert positions.of_value(path) == Location(*value)
    assert positions.written(path) == written
    if key is not None:
        assert positions.of_key(path) == Location(*key)


@pytest.mark.parametrize(
    ("path", "marked"),
    [
        ((), "name"),
        (("name",), '{fr: "🧲𝒳é", en: 1.10}'),
        (("name", "fr"), '"🧲𝒳é"'),
        (("links",), "- kind: website"),
        (("links", 0), "kind"),
        (("links", 0, "url"), ">-"),
        (("links", 1), "7"),
    ],
)
def test_value_goes_as_far_as_it_does_on_its_first_line(path: tuple[str | int, ...], marked: str) -> None:
    place = find_positions(TEXT).of_value(path)
    begin = place.column - 1
    assert TEXT.split("\n")[place.line - 1][begin : begin + place.length] == marked


def test_key_goes_as_far_as_its_name_and_an_empty_value_is_one_character() -> None:
    positions = find_positions('a: 1\n"b c": "d\n  e"\nf:\n')
    assert [positions.of_key((key,)).length for key in ("a", "b c", "f")] == [1, 5, 1]
    assert [positions.of_value((key,)).length for key in ("a", "b c", "f")] == [1, 2, 1]


@pytest.mark.parametrize(("text", "commented"), [("a: # x\n", True), ("a:\t# x\n", True), ("a:\n# x\n", False), ("a: b # x\n", False)])
def test_comment_after_an_empty_value_is_known(text: str, commented: bool) -> None:
    assert find_positions(text).is_commented(("a",)) is commented


@pytest.mark.parametrize(("path", "place"), [(("name", "de"), (1, 7)), (("links", 9, "url"), (3, 3)), (("nothing", "at", "all"), (1, 1))])
def test_what_is_not_there_has_the_place_of_its_nearest_parent(path: tuple[str | int, ...], place: tuple[int, int]) -> None:
    positions = find_positions(TEXT)
    assert positions.of_value(path) == Location(*place)
    assert positions.written(path) is None


def test_key_that_is_not_there_has_the_place_of_the_key_above_it() -> None:
    positions = find_positions(TEXT)
    assert positions.of_key(("name", "de")) == Location(1, 1)
    assert positions.of_key(("nothing",)) == Location(1, 1)


def test_places_are_counted_alike_with_every_kind_of_line_break() -> None:
    for line_break in ("\n", "\r\n", "\r"):
        positions = find_positions("a: b\n\nc:\n  - d\n".replace("\n", line_break))
        assert positions.of_value(("c", 0)) == Location(4, 5)


def test_first_place_of_a_file_that_begins_with_comments_is_its_first_key() -> None:
    assert find_positions("# x\n\nname: y\n").of_value(()) == Location(3, 1)
