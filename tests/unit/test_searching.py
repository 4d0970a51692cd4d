"""The search index: one a language, the same pages always to the same bytes."""

import pytest

from generator.searching import SearchError, index_pages
from tests.support.sites import read_tree

PAGE = """<html lang="{lang}"><title>{name}</title>
<body><main data-pagefind-body data-pagefind-filter="collection:{name}"><h1>{name}</h1></main></body></html>"""


def test_the_same_pages_always_make_the_same_index(tmp_path):
    for number, name in enumerate(("Technologies", "Suppliers", "Projects", "Units", "Guides", "Offices")):
        for lang in ("en", "fr"):
            folder = tmp_path / "site" / lang / str(number)
            folder.mkdir(parents=True)
            (folder / "index.html").write_text(PAGE.format(lang=lang, name=name), "utf-8")
    trees = []
    for run in range(4):
        index_pages(tmp_path / "site", tmp_path / f"index{run}")
        trees.append(read_tree(tmp_path / f"index{run}"))
    assert all(tree == trees[0] for tree in trees)
    assert not [name for name in trees[0] if name.endswith((".js", ".css")) and name != "pagefind.js"]
    assert {name.split(".")[1][:2] for name in trees[0] if name.endswith(".pf_meta")} == {"en", "fr"}


def test_a_folder_without_pages_is_an_error_that_says_so(tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(SearchError, match="the search index could not be made"):
        index_pages(tmp_path / "empty", tmp_path / "index")
