"""Emblems: the same id always draws the same one, small, inside its frame."""

import re

from hypothesis import given
from hypothesis import strategies as st

from generator.emblem import HEIGHT, WIDTH, draw_emblem

IDS = st.from_regex(r"[a-z0-9]+(?:-[a-z0-9]+)*", fullmatch=True)


@given(IDS)
def test_an_emblem_is_small_and_stays_inside(id_):
    emblem = draw_emblem(id_)
    assert len(emblem.thin + emblem.strong) < 2000
    ends = re.findall(r" 0 0 [01] (\d+) (\d+)", emblem.thin + emblem.strong)
    assert 5 <= len(ends) <= 9
    assert all(0 <= int(x) <= WIDTH and 0 <= int(y) <= HEIGHT for x, y in ends)


def test_an_emblem_is_always_the_same():
    assert draw_emblem("white-rabbit") == draw_emblem("white-rabbit")
    assert draw_emblem("white-rabbit").strong == "M14 66A275 275 0 0 1 59 34M14 66A130 130 0 0 0 36 3"


def test_emblems_differ():
    assert len({draw_emblem(f"record-{number}").thin for number in range(200)}) == 200
