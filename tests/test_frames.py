"""Frames: split once at their slots, stamped many times."""

import pytest

from generator.frames import FrameError, split_frame

FRAME = """<title>[[[title]]] · IPT</title>
  <head>[[[head]]]</head>
    <a href="../../fr/[[[path]]]">fr</a> <a href="./">A–Z</a>
<!-- slot:body -->
<h1>Explanation</h1>
<!-- /slot:body -->
<footer></footer>
"""


def stamp(frame, **changed):
    fragments = {"title": b"T", "head": b"H", "path": b"p/", "body": b"B"} | changed
    return frame.stamp(**fragments).decode()


def test_every_slot_is_filled_and_the_explanation_goes():
    assert stamp(split_frame(FRAME, name="all")) == (
        '<title>T · IPT</title>\n<head>H</head>\n<a href="../../fr/p/">fr</a> <a href="../all/">A–Z</a>\nB\n<footer></footer>\n'
    )


def test_what_fills_a_slot_is_not_searched_for_slots():
    html = stamp(split_frame(FRAME, name="all"), title=b"[[[body]]]", body=b"<!-- slot:body -->")
    assert "<title>[[[body]]] · IPT</title>" in html
    assert html.count("B") == 0


def test_the_page_that_links_to_itself_links_to_the_list():
    assert 'href="./"' not in stamp(split_frame(FRAME, name="all"))


@pytest.mark.parametrize("slot", ["title", "head", "path"])
def test_a_missing_slot_is_named(slot):
    with pytest.raises(FrameError, match=f"the frame all has no slot '{slot}'"):
        split_frame(FRAME.replace(f"[[[{slot}]]]", ""), name="all")


def test_a_missing_body_is_named():
    with pytest.raises(FrameError, match="no slot 'body'"):
        split_frame(FRAME.replace("<!-- /slot:body -->", ""), name="all")


def test_a_slot_can_stand_several_times():
    assert stamp(split_frame(f"{FRAME}[[[path]]]", name="all")).endswith("p/")
