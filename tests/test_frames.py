"""Frames: split once at their slots, stamped many times."""

import pytest

from generator.frames import FrameError, split_frame
from generator.policy import write_policy_tag

FRAME = """<!-- policy --><title>[[[title]]] · IPT</title>
  <head>[[[head]]]</head>
    <a href="../../fr/[[[path]]]">fr</a> <a href="./">A–Z</a>
<!-- slot:body -->
<h1>Explanation</h1>
<!-- /slot:body -->
<footer></footer>
"""


def stamp(frame, **changed):
    fragments = {"title": b"T", "head": b"H", "path": b"p/", "body": b"B"} | changed
    return frame.stamp(**fragments).decode().replace(frame.policy.decode(), "")


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


def test_a_missing_policy_is_named():
    with pytest.raises(FrameError, match="no slot 'policy'"):
        split_frame(FRAME.replace("<!-- policy -->", ""), name="all")


def test_the_policy_names_the_scripts_of_the_frame_and_none_of_what_fills_it():
    script = '<script>x=new URL("../..",location)</script>'
    frame = split_frame(FRAME + script, name="all")
    assert frame.policy.decode() == write_policy_tag(script)
    assert frame.deepen(1).policy.decode() == write_policy_tag(script.replace("../..", "../../.."))
    page = frame.stamp(title=b"T", head=b"H", path=b"p/", body=b"<script>y()</script>")
    assert page.count(b"sha256-") == 1


@pytest.mark.parametrize("slot", ["title", "head", "path"])
def test_a_missing_slot_is_named(slot):
    with pytest.raises(FrameError, match=f"the frame all has no slot '{slot}'"):
        split_frame(FRAME.replace(f"[[[{slot}]]]", ""), name="all")


def test_a_missing_body_is_named():
    with pytest.raises(FrameError, match="no slot 'body'"):
        split_frame(FRAME.replace("<!-- /slot:body -->", ""), name="all")


@pytest.mark.parametrize(
    ("link", "deeper"),
    [
        ('<a href="../all/">', '<a href="../../../all/">'),
        ('<link href="../../assets/x.css">', '<link href="../../../../assets/x.css">'),
        ('<a href="..">', '<a href="../../..">'),
        ('{"base": "../.."}', '{"base": "../../../.."}'),
        ('new URL("../..",location)', 'new URL("../../../..",location)'),
        ('<a href="#content">', '<a href="#content">'),
        ('<a href="https://home.cern/../x">', '<a href="https://home.cern/../x">'),
        ('<p title="...">', '<p title="...">'),
    ],
)
def test_a_frame_can_be_made_for_deeper_pages(link, deeper):
    frame = split_frame(FRAME + link, name="all").deepen(2)
    assert stamp(frame).endswith(deeper)
    assert '<a href="../../../../fr/p/">' in stamp(frame)


def test_a_deeper_frame_leaves_what_fills_it_alone():
    frame = split_frame(FRAME, name="all").deepen(1)
    assert '<a href="../x/">' in stamp(frame, body=b'<a href="../x/">')


def test_a_slot_can_stand_several_times():
    assert stamp(split_frame(f"{FRAME}[[[path]]]", name="all")).endswith("p/")
