"""The picture at the top of the README; ``pytest --update-pictures`` takes it again."""

import struct
from pathlib import Path

import pytest

pytestmark = pytest.mark.xdist_group("browser")

PICTURES = Path(__file__).parent / "pictures"
WIDTH, HEIGHT = 1280, 860


def test_the_readme_opens_with_a_picture_of_the_site(visit, request):
    made = visit(width=WIDTH, height=HEIGHT)
    made.open("")
    taken = made.page.screenshot()
    if request.config.getoption("--update-pictures"):
        PICTURES.mkdir(exist_ok=True)
        (PICTURES / "home.png").write_bytes(taken)
    shown = (PICTURES / "home.png").read_bytes()
    assert struct.unpack(">II", shown[16:24]) == (WIDTH, HEIGHT)
    readme = (PICTURES.parents[2] / "README.md").read_text("utf-8")
    assert "](tests/browser/pictures/home.png)" in readme.split("\n\n")[0] + readme.split("\n\n")[1]
