"""Tell what is wrong with a feed by the rules of RFC 4287, section 4."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from xml.etree import ElementTree as ET

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_ONE = (1, 1)
_MAYBE = (0, 1)
_ANY = (0, None)
_CHILDREN: dict[str, dict[str, tuple[int, int | None]]] = {
    "feed": {
        **dict.fromkeys(("id", "title", "updated"), _ONE),
        **dict.fromkeys(("generator", "icon", "logo", "rights", "subtitle"), _MAYBE),
        **dict.fromkeys(("category", "contributor", "link", "entry"), _ANY),
        "author": (1, None),
    },
    "entry": {
        **dict.fromkeys(("id", "title", "updated"), _ONE),
        **dict.fromkeys(("published", "rights", "summary", "content", "source"), _MAYBE),
        **dict.fromkeys(("author", "category", "contributor"), _ANY),
        "link": (1, None),
    },
    "author": {"name": _ONE, "uri": _MAYBE, "email": _MAYBE},
}
"""What an element holds, and how often; any other holds text. Only feeds are written whose author stands at the feed."""
_ATTRIBUTES = {
    "link": ({"href"}, {"rel", "type", "hreflang", "title", "length"}),
    "category": ({"term"}, {"scheme", "label"}),
    "generator": (set(), {"uri", "version"}),
    **dict.fromkeys(("title", "summary", "rights", "subtitle"), (set(), {"type"})),
}
"""Attributes that must and that may stand; ``xml:lang`` may everywhere."""
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_TEXTS = {
    "updated": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)"),
    "published": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)"),
    "id": _ADDRESS,
    "uri": _ADDRESS,
    "name": re.compile(r"\S(?:.*\S)?"),
}
_VALUES = {
    "href": _ADDRESS,
    "scheme": _ADDRESS,
    "hreflang": re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*"),
    LANG: re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*"),
    "type": re.compile(r"[^\s/]+/[^\s/]+"),
    "rel": re.compile(r"[a-z]+"),
}


def find_faults(data: bytes) -> list[str]:
    """List what is wrong with a feed; an empty list where nothing is. Raises ``ParseError`` for what is no XML."""
    root = ET.fromstring(data)
    if root.tag != f"{ATOM}feed":
        return [f"the root is {root.tag}"]
    ids = Counter(entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry"))
    return [*_judge(root), *(f"several entries have the id {id_}" for id_, number in ids.items() if number > 1)]


def _judge(element: ET.Element) -> Iterator[str]:
    name = element.tag.removeprefix(ATOM)
    must, may = _ATTRIBUTES.get(name, (set(), set()))
    if not must <= set(element.keys()) <= must | may | {LANG}:
        yield f"{name} has the attributes {sorted(element.keys())}"
    for key, value in element.items():
        if key in _VALUES and not _VALUES[key].fullmatch(value):
            yield f"{name} has {key}={value!r}"
    if name not in _CHILDREN:
        if len(element):
            yield f"{name} holds elements"
        if name in _TEXTS and not _TEXTS[name].fullmatch(element.text or ""):
            yield f"{name} is {element.text!r}"
        return
    found = Counter(child.tag.removeprefix(ATOM) for child in element)
    allowed = _CHILDREN[name]
    yield from (f"{name} holds {child}" for child in found.keys() - allowed.keys())
    for child, (least, most) in allowed.items():
        if found[child] < least or (most is not None and found[child] > most):
            yield f"{name} holds {child} {found[child]} times"
    yield from _judge_links(name, element)
    for child in element:
        yield from _judge(child)


def _judge_links(name: str, element: ET.Element) -> Iterator[str]:
    links = element.findall(f"{ATOM}link")
    forms = Counter((link.get("type"), link.get("hreflang")) for link in links if link.get("rel", "alternate") == "alternate")
    yield from (f"{name} has several alternates {form}" for form, number in forms.items() if number > 1)
    if name == "entry" and not forms and element.find(f"{ATOM}content") is None:
        yield "entry has neither content nor alternate"
    if name == "feed" and [link.get("rel") for link in links].count("self") != 1:
        yield "feed does not name itself once"
