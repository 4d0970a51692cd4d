"""Downloads as their users get them: through ``ipt export``, whole or not at all."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

from python_calamine import CalamineWorkbook

from tests.support.sites import make_project, read_tree, run_ipt


def test_the_downloads_can_be_opened(tmp_path):
    root, out = make_project(tmp_path / "project"), tmp_path / "out"
    done = run_ipt(root, "export", str(out), "--only", "downloads")
    assert (done.returncode, done.stdout) == (0, "")
    assert CalamineWorkbook.from_path(out / "downloads/catalogue.xlsx").sheet_names[:2] == ["About", "technologies"]
    assert (out / "downloads/technologies.csv").read_text("utf-8-sig").startswith("collection,id,")
    with closing(sqlite3.connect(f"{(out / 'downloads/catalogue.sqlite').as_uri()}?mode=ro", uri=True)) as database:
        assert database.execute("SELECT id FROM search WHERE search MATCH 'chambre OR chambres'").fetchall() == [("vacuum-chambers",)]


def test_one_moment_gives_the_same_bytes(tmp_path):
    root = make_project(tmp_path / "project")
    moment = {"SOURCE_DATE_EPOCH": "1700000000"}
    for name, seed in (("one", "1"), ("other", "2")):
        run_ipt(root, "export", str(tmp_path / name), "--only", "downloads", environment={**moment, "PYTHONHASHSEED": seed})
    assert read_tree(tmp_path / "one") == read_tree(tmp_path / "other")
    assert read_tree(tmp_path / "one")


def test_names_that_the_database_cannot_have_stop_the_export(tmp_path):
    root = make_project(tmp_path / "project")
    path = root / "schemas/technologies.schema.json"
    schema = json.loads(path.read_text("utf-8"))
    schema["x-collection"]["url"] = "terms"
    path.write_text(json.dumps(schema), "utf-8")
    done = run_ipt(root, "export", str(tmp_path / "out"))
    assert (done.returncode, done.stdout) == (2, "")
    assert 'ipt: schemas/technologies.schema.json: table "terms" already exists' in done.stderr
    assert not (tmp_path / "out").exists()
