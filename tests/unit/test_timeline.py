"""The timeline: bars where they belong, none over another, and a table of every record."""

from datetime import date

import pytest

from generator.checking import check_project
from generator.i18n import make_language
from generator.linking import resolve_links
from generator.model import Catalogue
from generator.reading import read_phrases, read_project
from generator.timeline import draw_timeline
from generator.views import PageMaker
from tests.support.sites import RECORDS, make_project, write_record

DATES = {
    "one": ("H2020", "2015", "2016"),
    "two": ("H2020", "2016-02", "2018-01-31"),
    "three": ("H2020", "2019-03-01", "2020"),
    "old": ("FP6", "2004-02", "2004-02"),
    "open": ("H2020", "2019", None),
}


@pytest.fixture(scope="module")
def maker(tmp_path_factory):
    root = make_project(tmp_path_factory.mktemp("timeline"))
    (root / "catalogue/eu_projects/big-science.yaml").unlink()
    (root / "catalogue/technologies/alpha-chip.yaml").unlink()
    (root / "catalogue/technologies/beta-code.yaml").unlink()
    for number, (id_, (programme, start, end)) in enumerate(DATES.items()):
        text = RECORDS["eu_projects/big-science"].replace("BIGSCI", id_.upper()).replace("123456", f"12345{number}")
        text = text.replace("programme: H2020", f"programme: {programme}").replace("start: 2015-05", f"start: '{start}'")
        write_record(root, f"eu_projects/{id_}", text.replace("end: 2019-04-30\n", f"end: '{end}'\n" if end else ""))
    catalogue = check_project(read_project(root), today=date(2026, 11, 22)).catalogue
    assert set(catalogue.records["eu_projects"]) == set(DATES)
    return PageMaker(catalogue, resolve_links(catalogue), make_language("en", read_phrases("en")), built_on=date(2026, 11, 22))


def test_groups_and_bars_begin_with_the_earliest(maker):
    timeline = draw_timeline(maker, "eu_projects")
    assert [title for _, _, title in timeline.headings] == ["Sixth Framework Programme (FP6)", "Horizon 2020"]
    assert [bar.label for bar in timeline.bars] == ["OLD", "ONE", "TWO", "THREE"]
    assert (timeline.first, timeline.last) == (2004, 2020)


def test_a_bar_lies_between_the_years_of_its_dates(maker):
    timeline = draw_timeline(maker, "eu_projects")
    place = {year: x for x, year in timeline.years}
    bars = {bar.label: bar for bar in timeline.bars}
    assert bars["ONE"].x == place[2015]
    assert bars["ONE"].x + bars["ONE"].width == pytest.approx(place[2017], abs=1)
    assert place[2016] < bars["TWO"].x < place[2017]


def test_today_is_drawn_where_the_drawing_reaches_it(maker):
    assert draw_timeline(maker, "eu_projects").today is None
    earlier = PageMaker(maker.catalogue, {}, maker.language, built_on=date(2016, 7, 1))
    timeline = draw_timeline(earlier, "eu_projects")
    place = {year: x for x, year in timeline.years}
    assert place[2016] < timeline.today < place[2017]


def test_no_bar_lies_over_another(maker):
    bars = draw_timeline(maker, "eu_projects").bars
    for one in bars:
        for other in bars:
            assert one is other or one.y != other.y or one.x + one.width < other.x or other.x + other.width < one.x
    assert bars[1].y == bars[3].y != bars[2].y


def test_the_table_has_every_record_and_the_drawing_says_what_it_lacks(maker):
    timeline = draw_timeline(maker, "eu_projects")
    assert [(span.card.name.text, span.start, span.end) for span in timeline.spans] == [
        ("OLD", "February 2004", "February 2004"),
        ("ONE", "2015", "2016"),
        ("TWO", "February 2016", "31 January 2018"),
        ("OPEN", "2019", None),
        ("THREE", "1 March 2019", "2020"),
    ]
    assert timeline.left_out == 1


def test_everything_lies_inside_the_drawing(maker):
    timeline = draw_timeline(maker, "eu_projects")
    assert all(bar.x >= 0 and bar.x + bar.width <= timeline.width and bar.y + timeline.bar <= timeline.height for bar in timeline.bars)


def test_without_dates_there_is_no_timeline(maker):
    empty = Catalogue(maker.catalogue.collections, {"eu_projects": {}}, maker.catalogue.vocabularies, {})
    assert draw_timeline(PageMaker(empty, {}, maker.language, built_on=maker.built_on), "eu_projects") is None
