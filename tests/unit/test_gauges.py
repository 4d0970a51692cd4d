"""Gauges: steps of a scale, and time that passes."""

from datetime import date

import pytest

from generator.gauges import draw_gauge, draw_span
from generator.i18n import make_language
from generator.reading import read_phrases
from tests.support.projects import check_records

LANGUAGE = make_language("en", read_phrases("en"))


def gauge(value):
    vocabulary = check_records({}).catalogue.vocabularies["trl"]
    return draw_gauge(vocabulary, value, label="TRL", guide="technologies/trl/", language=LANGUAGE)


@pytest.mark.parametrize("value", [6, 6.0])
def test_a_gauge_is_filled_up_to_the_step(value):
    made = gauge(value)
    assert [step for step, reached in made.steps if reached] == ["1", "2", "3", "4", "5", "6"]
    assert len(made.steps) == 9
    assert made.name.startswith("TRL 6")
    assert made.definition


def test_a_gauge_that_is_not_stated_is_empty_and_names_no_step():
    made = gauge(None)
    assert (made.reached, made.name, made.definition) == (0, "", "")
    assert not any(reached for _, reached in made.steps)


def span(start, end, on="2020-07-01"):
    return draw_span(start, end, labels=("Start", "End"), on=date.fromisoformat(on), language=LANGUAGE)


@pytest.mark.parametrize(
    ("start", "end", "state", "percent", "months"),
    [
        ("2020-01-01", "2020-12-31", "ongoing", 50, 12),
        ("2015-05-01", "2020-04-30", "over", 100, 60),
        ("2020-07-02", "2021-07-01", "ahead", 0, 12),
        ("2020-07-01", "2020-07-01", "ongoing", 100, 0),
        ("2020-07", "2020-07", "ongoing", 3, 1),
        ("2020", "2020", "ongoing", 50, 0),
        ("2019", "2020-06", "over", 100, 0),
    ],
)
def test_a_span_says_how_much_of_it_has_passed(start, end, state, percent, months):
    made = span(start, end)
    assert (made.state, made.percent, made.months) == (state, percent, months)


def test_a_last_day_may_be_that_of_a_leap_february():
    assert span("2020-01", "2020-02", on="2020-02-29").state == "ongoing"
    assert span("2020-01", "2020-02", on="2020-03-01").state == "over"


@pytest.mark.parametrize(("start", "end"), [(None, "2020"), ("2020", None), (None, None)])
def test_there_is_no_span_without_both_dates(start, end):
    assert span(start, end) is None
