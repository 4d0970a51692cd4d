"""Records in an editor: the real YAML language server marks, completes and explains with the schemas that we ship."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from generator.editor_schemas import make_modeline
from tests.editor.language_server import SERVER, LanguageServer
from tests.support.projects import COLLECTIONS
from tests.support.sites import REPOSITORY

NODE = shutil.which("node")
pytestmark = [
    pytest.mark.skipif(NODE is None or not SERVER.is_file(), reason="make editors installs the language server, where Node is there"),
    pytest.mark.xdist_group("editor"),
]
PLACE = REPOSITORY / "catalogue" / "technologies" / "unwritten.yaml"
TEXT = f"""\
{make_modeline("technologies")}
name:
  en: Pixel camera
kind: hardwear
sumary:
  en: A camera that counts single particles.
"""


@pytest.fixture(scope="module")
def server() -> Iterator[LanguageServer]:
    with LanguageServer(str(NODE), REPOSITORY) as server:
        yield server


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_a_shipped_record_is_without_a_mark(server: LanguageServer, collection: str) -> None:
    path = min((REPOSITORY / "catalogue" / collection).glob("*.yaml"))
    assert server.open(path, path.read_text("utf-8")) == []


def test_a_shipped_vocabulary_is_without_a_mark(server: LanguageServer) -> None:
    path = REPOSITORY / "catalogue" / "vocabularies" / "availability.yaml"
    assert server.open(path, path.read_text("utf-8")) == []


def test_a_wrong_key_and_a_wrong_term_are_marked(server: LanguageServer) -> None:
    marked = {found["range"]["start"]["line"]: found["message"] for found in server.open(PLACE, TEXT)}
    assert marked[4] == "Property sumary is not allowed."
    assert marked[3].startswith("Value is not accepted. Valid values: ")
    assert '"hardware"' in marked[3]


def test_a_form_is_explained_in_our_words(server: LanguageServer) -> None:
    text = f"{make_modeline('technologies')}\nowner: Knowledge Transfer\n"
    marked = [found["message"] for found in server.open(PLACE.with_stem("unwritten-form"), text)]
    assert "an id is lower-case letters and digits with single hyphens between them" in marked


def test_a_term_is_completed_with_its_meaning(server: LanguageServer) -> None:
    path = PLACE.with_stem("unwritten-term")
    server.open(path, f"{make_modeline('technologies')}\nkind: \n")
    offered = {item["label"]: item.get("documentation", "") for item in server.ask_about("completion", path, 1, 6)["items"]}
    assert "Hardware" in str(offered["hardware"])


def test_a_key_is_completed_with_its_help(server: LanguageServer) -> None:
    path = PLACE.with_stem("unwritten-key")
    server.open(path, f"{make_modeline('technologies')}\nsum\n")
    offered = {item["label"]: item.get("documentation", "") for item in server.ask_about("completion", path, 1, 3)["items"]}
    assert "One plain sentence for lists" in str(offered["summary"])


def test_a_key_is_explained_where_one_points_at_it(server: LanguageServer) -> None:
    path = PLACE.with_stem("unwritten-hover")
    server.open(path, TEXT)
    shown = server.ask_about("hover", path, 3, 1)["contents"]["value"]
    assert "Kind" in shown
    assert "What sort of thing is offered" in shown
