"""The pictures in the README and on the page for contributors; ``make shots`` takes them again."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from tests.support.scenes import SCENES, play_scenes
from tests.support.sites import REPOSITORY
from tests.test_look import read_tokens

pytestmark = pytest.mark.xdist_group("browser")

PICTURES = Path(__file__).parent / "pictures"
WIDTH, HEIGHT = 1280, 860


def read_picture(path):
    with Image.open(path) as picture:
        picture.load()
        return picture


def test_the_readme_opens_with_a_picture_of_the_site(visit, request):
    made = visit(width=WIDTH, height=HEIGHT)
    made.open("")
    taken = made.page.screenshot()
    if request.config.getoption("--update-pictures"):
        PICTURES.mkdir(exist_ok=True)
        (PICTURES / "home.png").write_bytes(taken)
    assert read_picture(PICTURES / "home.png").size == (WIDTH, HEIGHT)
    readme = (REPOSITORY / "README.md").read_text("utf-8")
    assert "](tests/browser/pictures/home.png)" in readme.split("\n\n")[0] + readme.split("\n\n")[1]


# --- The page for contributors --------------------------------------------------------------------

SCHEMES = {"light": "default", "dark": "slate"}
CODE_PAGE = "contribute/errors/unknown-key/"
MOST_BYTES = 60_000


def locate_picture(name, language="en"):
    return REPOSITORY / "docs" / language / "contribute" / "pictures" / f"{name}.png"


def write_picture(path, taken, text):
    """Write a picture with few colours, and with the text that it shows: by that a test knows when it is no longer true."""
    info = PngImagePlugin.PngInfo()
    info.add_itxt("Description", text)
    Image.open(io.BytesIO(taken)).convert("RGB").quantize(48).save(path, optimize=True, pnginfo=info)


def judge_picture(path, text):
    assert read_picture(path).text["Description"] == text
    assert path.stat().st_size <= MOST_BYTES


@pytest.fixture(scope="module")
def scenes(tmp_path_factory):
    return play_scenes(tmp_path_factory.mktemp("scenes") / "project")


def draw_terminal(shown, scheme):
    """Draw a terminal as HTML, in the colours of the site."""
    colours = read_tokens(SCHEMES[scheme])
    signs = [tuple(bytes.fromhex(colours[name][1:])) for name in ("ink", "red-text", "teal-text", "amber-text", "blue-text", "indigo-text")]
    normal = [*signs, signs[2], signs[0]]
    soft, ground = (tuple(bytes.fromhex(colours[name][1:])) for name in ("soft", "raised"))
    console = Console(record=True, width=200, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi(shown), soft_wrap=True)
    layout = "width: 88ch; white-space: pre-wrap; margin: 0; padding: 16px 20px 0; font: 13px/1.5 'DejaVu Sans Mono', monospace"
    frame = f'<body style="margin: 0; color: {{foreground}}; background: {{background}}"><pre style="{layout}">{{code}}</pre></body>'
    return console.export_html(theme=TerminalTheme(ground, signs[0], normal, [soft, *normal[1:]]), code_format=frame, inline_styles=True)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", SCENES)
def test_a_picture_of_a_terminal_shows_what_the_commands_print(name, scheme, scenes, request):
    picture = locate_picture(f"{name}-{scheme}")
    if request.config.getoption("--update-pictures"):
        page = request.getfixturevalue("chromium").new_page(device_scale_factor=2)
        page.set_content(draw_terminal(scenes[name], scheme))
        write_picture(picture, page.locator("pre").screenshot(), scenes[name])
        page.close()
    judge_picture(picture, scenes[name])


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_picture_of_the_page_of_a_code_shows_what_it_says(scheme, language, visit, request):
    made = visit(width=760, height=720, scheme=scheme)
    made.open(CODE_PAGE if language == "en" else f"{language}/{CODE_PAGE}")
    said = made.page.locator("article").inner_text()
    picture = locate_picture(f"code-{scheme}", language)
    if request.config.getoption("--update-pictures"):
        write_picture(picture, made.page.screenshot(), said)
    judge_picture(picture, said)
