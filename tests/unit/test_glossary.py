"""What is linked to the glossary, and what is left alone."""

from __future__ import annotations

import pytest

from generator.glossary import Glossary
from generator.model import Term, Vocabulary


def term(id_: str, name: str, *forms: str) -> Term:
    """Make a term that is written alike in both languages."""
    return Term(id_, {"en": name, "fr": name}, {"en": "…", "fr": "…"}, {"en": forms}, None, False)


TERMS = [
    term("trl", "technology readiness level", "TRL"),
    term("level", "level"),
    term("fc", "Finance Committee"),
    term("member-state", "État membre"),
    term("open-hardware", "open hardware"),
    term("r-and-d", "R&D collaboration"),
]
GLOSSARY = Glossary(Vocabulary("glossary", {}, None, {one.id: one for one in TERMS}), "en")


def link(html: str) -> str:
    """Link the terms and shorten the links: ``{TRL>trl}``."""
    linked = GLOSSARY.link_terms(html, "../../")
    return linked.replace('<a class="ipt-term" href="../../about/glossary/#', "{").replace('">', ">").replace("</a>", "}")


@pytest.mark.parametrize(
    ("html", "linked"),
    [
        ("<p>The TRL is 9.</p>", "<p>The {trl>TRL} is 9.</p>"),
        ("Open hardware", "{open-hardware>Open hardware}"),
        ("open\nhardware", "{open-hardware>open\nhardware}"),
        ("technology readiness levels", "{trl>technology readiness levels}"),
        ("of États membres", "of {member-state>États membres}"),
        ("l’État membre", "l’{member-state>État membre}"),
        ("an R&amp;D collaboration", "an {r-and-d>R&amp;D collaboration}"),
        ("(TRL), level.", "({trl>TRL}), {level>level}."),
    ],
)
def test_term_is_linked_as_it_is_written(html: str, linked: str) -> None:
    assert link(html) == linked


@pytest.mark.parametrize(
    "html",
    [
        "finance committee",
        "trl",
        "TRLX",
        "TRL-like",
        "levelled",
        "level’s",
        "OPEN HARDWARE",
        '<img alt="TRL">',
        '<a href="#TRL">TRL</a>',
        "<h2>TRL</h2>",
        "<code>TRL</code>",
        "<pre><code>TRL</code></pre>",
        "<th>TRL</th>",
        '<a href="x"><em>TRL</em></a>',
        "<!-- TRL -->",
        "<svg><text>TRL</text></svg>",
        "État member",
    ],
)
def test_what_is_no_use_of_a_term_stays(html: str) -> None:
    assert link(html) == html.replace('">', ">").replace("</a>", "}")


def test_only_the_first_use_is_linked_whatever_its_form() -> None:
    assert link("<p>TRL</p><p>technology readiness level, TRL</p>") == "<p>{trl>TRL}</p><p>technology readiness level, TRL</p>"


def test_longer_terms_come_first() -> None:
    assert link("technology readiness level and level") == "{trl>technology readiness level} and {level>level}"


def test_text_after_a_closed_element_is_linked() -> None:
    assert link("<h2>TRL</h2><p>TRL</p>") == "<h2>TRL</h2><p>{trl>TRL}</p>"


def test_the_root_of_the_page_is_escaped() -> None:
    assert 'href="&quot;about' in GLOSSARY.link_terms("TRL", '"')


def test_forms_of_the_other_language_are_not_looked_for() -> None:
    french = Glossary(Vocabulary("glossary", {}, None, {one.id: one for one in TERMS}), "fr")
    assert french.link_terms("TRL", "") == "TRL"


def test_a_term_without_a_letter_is_found_nowhere() -> None:
    stars = {"stars": term("stars", "***", "…")}
    assert Glossary(Vocabulary("glossary", {}, None, stars), "en").link_terms("<p>***</p>", "") == "<p>***</p>"


def test_without_a_glossary_nothing_changes() -> None:
    assert Glossary(None, "en").link_terms("<p>TRL</p>", "") == "<p>TRL</p>"
