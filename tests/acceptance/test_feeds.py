"""Feeds and calendars on the built site and out of ``ipt export``, and the links that lead to them."""

import re

import feedparser
import pytest
from icalendar import Calendar
from selectolax.lexbor import LexborHTMLParser

from tests.support.sites import RECORDS, read_tree, run_ipt, write_record

PAGES = {
    "": ["feeds/all.xml"],
    "technologies/": ["api/v1/technologies/index.json", "downloads/technologies.csv", "feeds/technologies.xml"],
    "department/": ["api/v1/department/index.json", "downloads/department.csv", "feeds/department.xml"],
    "technologies/all/": ["api/v1/technologies/index.json", "downloads/technologies.csv", "feeds/technologies.xml"],
    "technologies/field/healthcare/": ["feeds/technologies/field/healthcare.xml", "downloads/technologies.csv"],
    "technologies/alpha-chip/": ["api/v1/technologies/alpha-chip.json", "technologies/alpha-chip/index.md", "feeds/technologies.xml"],
    "eu-projects/": ["api/v1/eu-projects/index.json", "downloads/eu-projects.csv", "feeds/eu-projects.xml", "feeds/eu-projects.ics"],
    "about/": [],
    "contribute/errors/all/": [],
}
"""What is linked as another form of a page."""


@pytest.mark.parametrize("language", ["", "fr/"])
@pytest.mark.parametrize("path", PAGES)
def test_the_head_and_the_foot_of_a_page_link_its_other_forms(built_project, language, path):
    site = built_project / "site"
    page = site / language / path / "index.html"
    tree = LexborHTMLParser(page.read_text("utf-8"))
    wanted = [site / (language + target if target.startswith(("feeds/", "technologies/")) else target) for target in PAGES[path]]
    head = [(page.parent / link.attributes["href"]).resolve() for link in tree.css("head link[rel='alternate '][type]")]
    foot = [(page.parent / link.attributes["href"]).resolve() for link in tree.css(".ipt-alternates a")]
    assert head == wanted
    assert foot == ([] if path == "" else wanted)
    assert all(file.is_file() for file in wanted)
    assert not tree.css("link[rel=alternate]")


def test_the_build_and_the_export_write_the_same(built_project, tmp_path):
    done = run_ipt(built_project, "export", str(tmp_path / "out"), "--only", "feeds")
    assert done.returncode == 0, done.stderr
    exported = read_tree(tmp_path / "out")
    del exported["SHA256SUMS"]
    built = read_tree(built_project / "site")
    assert exported == {path: data for path, data in built.items() if re.match(r"(?:fr/)?feeds/", path)}
    assert not [path for path, data in exported.items() if path.endswith(".xml") and feedparser.parse(data).bozo]
    assert [event["summary"] for event in Calendar.from_ical(exported["feeds/eu-projects.ics"]).events] == ["BIGSCI: end"]


def test_a_change_changes_the_feeds_that_hold_the_record_and_no_others(project, tmp_path):
    write_record(project, "suppliers/vacuum", RECORDS["suppliers/vacuum"].replace("Everything", "All"))
    assert run_ipt(project, "export", str(tmp_path / "out"), "--only", "feeds").returncode == 0
    before = read_tree(project / "site")
    after = read_tree(tmp_path / "out")
    del after["SHA256SUMS"]
    changed = {path for path, data in after.items() if before[path] != data}
    assert changed == {f"{code}feeds/{name}.xml" for code in ("", "fr/") for name in ("all", "suppliers", "suppliers/kind/supply")}
