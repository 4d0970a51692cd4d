"""The colours of the style sheet: enough contrast in both schemes, and all of them on the page on design."""

from __future__ import annotations

import re

import pytest

from generator.design import ACCENTS, SCHEMES, SIZES, SURFACES
from tests.support.sites import REPOSITORY

SHEET = (REPOSITORY / "overrides" / "assets" / "stylesheets" / "ipt.css").read_text("utf-8")


def read_tokens(scheme: str) -> dict[str, str]:
    """Read the colours of a scheme; the dark one sets all of them anew."""
    selector = r'\[data-md-color-scheme="slate"\]' if scheme == "slate" else r"\n\[data-md-color-scheme\]"
    block = re.search(selector + r" \{(.*?)\}", SHEET, re.DOTALL)
    assert block is not None
    return dict(re.findall(r"--ipt-([a-z-]+): (#[0-9a-f]{6});", block[1]))


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2, from 0 to 1."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2.2, from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_that_of_the_standard():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ground", ["paper", "raised"])
@pytest.mark.parametrize(("tone", "least"), [("ink", 7), ("soft", 7), ("line", 3), ("focus", 3)])
def test_text_and_lines_stand_out(scheme, ground, tone, least):
    tokens = read_tokens(scheme)
    assert contrast(tokens[tone], tokens[ground]) >= least


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("accent", ACCENTS)
def test_accents_can_be_read(scheme, accent):
    tokens = read_tokens(scheme)
    assert contrast(tokens[f"{accent}-text"], tokens["paper"]) >= 7
    assert contrast(tokens[f"{accent}-text"], tokens["raised"]) >= 4.5
    assert contrast(tokens[f"{accent}-text"], tokens[f"{accent}-fill"]) >= 4.5
    assert contrast(tokens["ink"], tokens[f"{accent}-fill"]) >= 7
    assert contrast(tokens[accent], tokens["paper"]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_colour_is_on_the_page_on_design(scheme):
    shown = {*SURFACES, *(accent + tone for accent in ACCENTS for tone in ("", "-text", "-fill"))}
    assert set(read_tokens(scheme)) == shown


def test_every_size_of_type_is_on_the_page_on_design():
    for size in SIZES:
        assert f"--ipt-{size}:" in SHEET
        assert f".ipt-size--{size} " in SHEET
