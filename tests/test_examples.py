"""Worked examples: each runs against the real data; ``--update-golden`` writes anew what the pages show of it.

To correct a record is not to break an example: once the records are others than those that the shown output comes from, what is
printed may be other too, as long as it has the same form.
"""

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from generator.i18n import LANGUAGES
from generator.reading import read_examples, read_project
from generator.worked_examples import PRINTED, SITE
from tests.support.exports import serve_exports
from tests.support.sites import REPOSITORY

FOLDER = REPOSITORY / "docs" / "examples"
RUNNERS = {"sh": ("bash", "-eu"), "py": (sys.executable,)}
FILES = read_examples(REPOSITORY)
SHOWN_FOR = REPOSITORY / "tests" / "examples.sha256"
"""Digest of the records that the shown output comes from."""
RUN = sorted(name for name in FILES if name.rpartition(".")[2] in RUNNERS)

pytestmark = pytest.mark.xdist_group("examples")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The address of the data on loopback."""
    with serve_exports(tmp_path_factory.mktemp("data") / "site") as address:
        yield address


@pytest.mark.parametrize("name", RUN)
def test_an_example_prints_what_the_page_shows(name, site, tmp_path, request):
    stem, _, ending = name.rpartition(".")
    (tmp_path / name).write_text(FILES[name].replace(SITE, site), "utf-8")
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    environment = {"PATH": path, "LANG": "C.UTF-8", "HOME": str(tmp_path), "NO_PROXY": "127.0.0.1"}
    done = subprocess.run(
        [*RUNNERS[ending], name], cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    shown = FOLDER / f"{stem}.{PRINTED}"
    printed = done.stdout.replace(site, SITE).rstrip("\n") + "\n"
    if request.config.getoption("--update-golden"):
        shown.write_text(printed, "utf-8")
        SHOWN_FOR.write_text(digest_records(), "utf-8")
    expected = shown.read_text("utf-8")
    if digest_records() == SHOWN_FOR.read_text("utf-8"):
        assert printed == expected
    assert find_form(printed) == find_form(expected)


def digest_records():
    """Return the digest of all records and vocabularies, as a line."""
    digest = hashlib.sha256()
    for source in read_project(REPOSITORY).list_sources():
        digest.update(f"{source.path}\n".encode() + source.data)
    return f"{digest.hexdigest()}\n"


def find_form(printed):
    """Return the signs that divide what an example prints, line ends among them."""
    return set(re.findall(r"[|│·,\n]", printed))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_on_data_explains_every_field_around_the_data(language, site):
    page = (REPOSITORY / "docs" / language / "data" / "index.md").read_text("utf-8")
    with urlopen(f"{site}api/v1/index.json") as file:
        given = json.load(file)
    assert re.findall(r"^- `(\w+)`\s?:", page, re.MULTILINE) == [key for key in given if key != "data"]


def test_only_what_is_run_shows_what_it_prints():
    shown = {Path(name).stem for name in FILES if name.endswith(f".{PRINTED}")}
    assert shown == {Path(name).stem for name in RUN}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_is_on_a_page(language):
    pages = "".join(path.read_text("utf-8") for path in (REPOSITORY / "docs" / language / "data").glob("*.md"))
    placed = re.findall(r'data-view="example" data-name="([^"]*)"', pages)
    assert sorted(placed) == sorted({Path(name).stem for name in FILES})


@pytest.mark.parametrize("name", [name for name in FILES if not name.endswith(f".{PRINTED}")])
def test_an_example_leaves_the_address_of_the_site_open(name):
    assert SITE in FILES[name]
    assert set(re.findall(r"https?://[^/\s\"']+/", FILES[name])) <= {SITE, "http://schema.org/"}
