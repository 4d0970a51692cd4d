"""Take a picture of every type of page, in both languages and schemes, at four widths: ``python -m audit.pictures``."""

from __future__ import annotations

import functools
import http.server
import os
import re
import shutil
import sys
import threading
from itertools import product
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / ".build" / "pictures"
PAGES = (
    "",
    "technologies/",
    "technologies/?field=healthcare&trl=4-9",
    "technologies/?q=zzzz",
    "technologies/field/healthcare/",
    "technologies/all/",
    "technologies/white-rabbit/",
    "suppliers/",
    "suppliers/vacuum-chambers/",
    "eu-projects/",
    "eu-projects/aida-2020/",
    "department/",
    "department/knowledge-transfer/",
    "department/history/",
    "technologies/licensing/",
    "contribute/errors/",
    "contribute/errors/unknown-key/",
    "contribute/errors/all/",
    "data/",
    "data/examples/",
    "data/api/",
    "shortlist/#medipix3,white-rabbit,suppliers/vacuum-chambers",
    "compare/#medipix3,white-rabbit,fluka-cern",
    "about/search/?q=vacuum",
    "about/glossary/",
    "about/coverage/",
    "about/design/",
    "404.html",
)
LANGUAGES = ("", "fr/")
SCHEMES = ("light", "dark")
WIDTHS = (360, 768, 1280, 1920)
PRINTED = ("technologies/white-rabbit/", "technologies/actiwiz/", "suppliers/vacuum-chambers/", "eu-projects/aida-2020/")
SHEET = 694
"""Width of the text on a sheet of A4, in px."""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def take_pictures(site: Path, folder: Path) -> int:
    """Take every picture of a built site and return their number."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    root = f"http://127.0.0.1:{server.server_port}/"
    views = [(*view, "screen") for view in product(SCHEMES, WIDTHS, LANGUAGES, PAGES)]
    views += [(*view, "print") for view in product(("light",), (SHEET,), LANGUAGES, PRINTED)]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for number, (scheme, width, language, page, medium) in enumerate(views, 1):
            context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
            shown = context.new_page()
            shown.emulate_media(media=medium)
            shown.goto(root + language + page, wait_until="networkidle" if set(page) & set("?#") else "load")
            name = "-".join(re.findall(r"[\w-]+", language + page)) or "home"
            shown.screenshot(path=folder / f"{name}-{width}-{scheme if medium == 'screen' else medium}.png", full_page=True)
            context.close()
            if sys.stderr.isatty():
                print(f"\r{number} of {len(views)} pictures", end="", file=sys.stderr)
        browser.close()
    server.shutdown()
    return len(views)


if __name__ == "__main__":
    number = take_pictures(ROOT / "site", FOLDER)
    print(f"\r{number} pictures in {FOLDER.relative_to(ROOT)}/")
