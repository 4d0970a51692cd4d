"""Feeds: valid, stable, the newest first, in both languages, whatever the records hold."""

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import feedparser
import pytest

from generator.open_data.feeds import MOST_ENTRIES, write_feeds
from tests.support.atom import ATOM, LANG, find_faults
from tests.support.editions import ORIGIN, edit_only, edit_records
from tests.support.projects import minimal
from tests.support.sites import RECORDS

HOSTILE = "</title>]]><script>alert(1)</script> & \" ' <![CDATA[ &amp; &#x0; é 𝔛"


def write(edition):
    return {file.path: file.data for file in write_feeds(edition) if file.path.endswith(".xml")}


@pytest.fixture(scope="module")
def feeds():
    return write(edit_records({}))


def read(data):
    parsed = feedparser.parse(data)
    assert not parsed.bozo
    return parsed


def ids(data):
    return [entry.id.rpartition(":")[2] for entry in read(data).entries]


def change(reference, *pairs):
    text = RECORDS[reference]
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return {reference: text}


# --- Form -----------------------------------------------------------------------------------------


def test_every_feed_obeys_the_standard(feeds):
    assert {path: faults for path, data in feeds.items() if (faults := find_faults(data))} == {}


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#", "the root is {http://purl.org/atom/ns#}feed"),
        ("<id>.*?</id>", "", "feed holds id 0 times"),
        ("<id>tag:", "<id>", "id is 'ipt.example,2026:eu-projects/big-science'"),
        ("(<entry>.*</entry>)", r"\1\1", "several entries have the id tag:ipt.example,2026:eu-projects/big-science"),
        ("</entry>", "<title>x</title></entry>", "entry holds title 2 times"),
        ("<updated>.*?</updated>", "<updated>2026-11-22</updated>", "updated is '2026-11-22'"),
        ("<author>.*?</author>", "", "feed holds author 0 times"),
        ("</author>", "<name>b</name></author>", "author holds name 2 times"),
        ("<rights>.*?</rights>", "<licence>x</licence>", "feed holds licence"),
        ("<summary>", "<summary><b/>", "summary holds elements"),
        (
            'rel="related" type="text/html"( href="[^"]*") hreflang="fr"',
            r'rel="alternate" type="text/html"\1 hreflang="en"',
            "entry has several alternates ('text/html', 'en')",
        ),
        ('<link rel="alternate"[^>]*/>', "", "entry has neither content nor alternate"),
        ('href="https:', 'href="', "link has href='//ipt.example/eu-projects/big-science/'"),
        ('rel="self"', 'rel="related"', "feed does not name itself once"),
        (' term="H2020"', "", "category has the attributes ['label', 'scheme']"),
        ("<generator>", '<generator name="x">', "generator has the attributes ['name']"),
    ],
)
def test_what_breaks_the_standard_would_be_found(feeds, old, new, fault):
    assert fault in find_faults(re.sub(old, new, feeds["feeds/eu-projects.xml"].decode()).encode())


def test_a_feed_says_what_it_is_and_where(feeds):
    feed = read(feeds["fr/feeds/technologies/field/healthcare.xml"]).feed
    links = {(link.rel, link.type, link.get("hreflang"), link.href) for link in feed.links}
    assert feed.id == "tag:ipt.example,2026:fr/feeds/technologies/field/healthcare"
    assert feed.title == "Catalogue IPT du CERN · Technologies · Domaines d’application : Santé"
    assert ("self", "application/atom+xml", None, "https://ipt.example/fr/feeds/technologies/field/healthcare.xml") in links
    assert ("alternate", "text/html", "fr", "https://ipt.example/fr/technologies/field/healthcare/") in links
    assert ("alternate", "application/atom+xml", "en", "https://ipt.example/feeds/technologies/field/healthcare.xml") in links
    assert (feed.author_detail.name, feed.author_detail.href) == ("Catalogue IPT du CERN", "https://ipt.example/fr/")
    assert feed.rights.startswith("CC BY 4.0")
    assert feed.generator == "ipt-catalogue"


def test_readers_find_the_page_of_an_entry_in_the_language_of_the_feed(feeds):
    for path, folder in (("feeds/all.xml", ""), ("fr/feeds/all.xml", "fr/")):
        for entry in read(feeds[path]).entries:
            assert entry.link == f"https://ipt.example/{folder}{entry.id.rpartition(':')[2].removeprefix('fr/')}/"


def test_an_entry_leads_to_its_page_in_both_languages_and_to_its_document(feeds):
    entry = next(one for one in read(feeds["feeds/technologies.xml"]).entries if one.title == "Alpha chip")
    assert entry.id == "tag:ipt.example,2026:technologies/alpha-chip"
    assert entry.link == "https://ipt.example/technologies/alpha-chip/"
    assert [(link.rel, link.type, link.get("hreflang"), link.href) for link in entry.links] == [
        ("alternate", "text/html", "en", "https://ipt.example/technologies/alpha-chip/"),
        ("related", "text/html", "fr", "https://ipt.example/fr/technologies/alpha-chip/"),
        ("alternate", "application/json", None, "https://ipt.example/api/v1/technologies/alpha-chip.json"),
    ]
    assert entry.summary == "A pixel chip that counts single photons."
    assert entry.updated == "2026-11-22T00:00:00Z"


def test_an_entry_is_filed_under_its_collection_and_the_terms_of_its_facets(feeds):
    entry = next(one for one in read(feeds["fr/feeds/technologies.xml"]).entries if one.title == "Puce alpha")
    tags = {(tag.term, tag.scheme, tag.label) for tag in entry.tags}
    assert ("technologies", "https://ipt.example/", "Technologies") in tags
    assert ("healthcare", "https://ipt.example/technologies/field/", "Santé") in tags


# --- What is in which feed ------------------------------------------------------------------------


def test_there_is_a_feed_of_everything_of_each_collection_and_of_each_term_that_is_used(feeds):
    english = {path for path in feeds if not path.startswith("fr/")}
    assert {f"fr/{path}" for path in english} == feeds.keys() - english
    assert english >= {"feeds/all.xml", "feeds/technologies.xml", "feeds/department.xml", "feeds/eu-projects/programme/H2020.xml"}
    assert "feeds/technologies/field/aerospace.xml" not in english
    assert ids(feeds["feeds/technologies/field/healthcare.xml"]) == ["technologies/alpha-chip"]
    assert ids(feeds["feeds/technologies/field/energy.xml"]) == ["technologies/gamma-draft", "technologies/delta-gone"]


def test_the_newest_review_comes_first_and_then_the_ids_decide(feeds):
    assert ids(feeds["feeds/all.xml"]) == [
        "technologies/alpha-chip",
        "eu-projects/big-science",
        "suppliers/vacuum",
        "suppliers/vacuum-chambers",
        "technologies/beta-code",
        "technologies/gamma-draft",
        "technologies/delta-gone",
    ]


def test_a_feed_is_as_new_as_its_newest_entry(feeds):
    for data in feeds.values():
        parsed = read(data)
        assert parsed.feed.updated == max((entry.updated for entry in parsed.entries), default="2026-01-01T00:00:00Z")


def test_a_feed_without_records_is_one_too(feeds):
    assert (ids(feeds["feeds/department.xml"]), find_faults(feeds["feeds/department.xml"])) == ([], [])


def test_a_feed_holds_no_more_than_the_newest():
    text = minimal("technologies")
    (day,) = re.findall(r"^reviewed: (.*)$", text, re.MULTILINE)
    records = {f"technologies/t{number:03}": text for number in range(MOST_ENTRIES + 1)}
    records["technologies/t000"] = text.replace(day, "2020-01-02")
    written = write(edit_only(records))
    terms = [path for path in written if path.startswith("feeds/technologies/")]
    assert terms
    for path in ("feeds/all.xml", "feeds/technologies.xml", *terms):
        found = ids(written[path])
        assert (len(found), "technologies/t000" in found) == (MOST_ENTRIES, False)


# --- Languages and states -------------------------------------------------------------------------


def test_missing_french_is_english_marked_as_such(feeds):
    root = ET.fromstring(feeds["fr/feeds/technologies/field/research.xml"])
    title, summary = (root.find(f"{ATOM}entry/{ATOM}{name}") for name in ("title", "summary"))
    assert root.get(LANG) == "fr"
    assert (title.text, title.get(LANG)) == ("Beta code", "en")
    assert summary.get(LANG) == "en"


def test_a_record_that_was_withdrawn_says_so_in_the_language_of_its_summary(feeds):
    for path in ("feeds/technologies.xml", "fr/feeds/technologies.xml"):
        entry = next(one for one in read(feeds[path]).entries if one.id.endswith("/delta-gone"))
        assert entry.summary == "This record was withdrawn. A material that nobody makes any more."


# --- Stability ------------------------------------------------------------------------------------


def test_a_new_title_keeps_the_tag(feeds):
    written = write(edit_records(change("technologies/alpha-chip", ("Alpha chip", "Omega chip"), ("2026-11-22", "2026-11-21"))))
    entries = {entry.id: entry for entry in read(written["feeds/technologies.xml"]).entries}
    assert entries["tag:ipt.example,2026:technologies/alpha-chip"].title == "Omega chip"
    assert set(entries) == {entry.id for entry in read(feeds["feeds/technologies.xml"]).entries}


def test_tags_differ_between_languages_and_between_sites_on_one_host():
    one, other = (write(edit_only(RECORDS, origin=replace(ORIGIN, site_url=f"https://ipt.example/{path}"))) for path in ("", "elsewhere/"))
    tags = [entry.id for written in (one, other) for code in ("", "fr/") for entry in read(written[f"{code}feeds/all.xml"]).entries]
    assert len(set(tags)) == len(tags)
    assert "tag:ipt.example,2026:elsewhere/fr/technologies/alpha-chip" in tags


def test_a_feed_knows_nothing_of_the_moment_it_was_made(feeds):
    later = replace(ORIGIN, generated_at=ORIGIN.generated_at.replace(year=2030), source_commit="f" * 40)
    assert write(edit_only(RECORDS, origin=later)) == feeds


# --- Hostile text ---------------------------------------------------------------------------------


def test_text_that_would_be_markup_stays_text():
    quoted = "'" + HOSTILE.replace("'", "''") + "'"
    written = write(
        edit_records(change("technologies/alpha-chip", ("Alpha chip", quoted), ("A pixel chip that counts single photons.", quoted)))
    )
    assert {path: faults for path, data in written.items() if (faults := find_faults(data))} == {}
    for path in ("feeds/all.xml", "feeds/technologies.xml", "feeds/technologies/field/healthcare.xml"):
        entries = {entry.findtext(f"{ATOM}id"): entry for entry in ET.fromstring(written[path]).iter(f"{ATOM}entry")}
        entry = entries["tag:ipt.example,2026:technologies/alpha-chip"]
        assert (entry.findtext(f"{ATOM}title"), entry.findtext(f"{ATOM}summary")) == (HOSTILE, HOSTILE)
        assert b"<script" not in written[path]
