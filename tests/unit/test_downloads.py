"""Downloads: what the API names is what is written, and the same input gives the same bytes."""

from __future__ import annotations

import hashlib
import json
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from generator.i18n import LANGUAGES
from generator.open_data.api import write_api
from generator.open_data.downloads import write_downloads
from tests.support.editions import SITE, read_edition
from tests.support.sites import REPOSITORY, make_project

_DIGEST = """
import hashlib, sys
from pathlib import Path
from generator.open_data.downloads import write_downloads
from tests.support.editions import read_edition
for file in write_downloads(read_edition(Path(sys.argv[1]))):
    print(hashlib.sha256(file.data).hexdigest(), file.path)
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return make_project(tmp_path_factory.mktemp("downloads"))


@pytest.fixture(scope="module")
def files(root):
    return {file.path: file.data for file in write_downloads(read_edition(root))}


def test_the_catalogue_is_a_workbook_a_database_and_a_table_a_collection(files):
    starts = {path.removeprefix("downloads/"): data[:4] for path, data in files.items()}
    assert starts == {
        "catalogue.xlsx": b"PK\x03\x04",
        "catalogue.sqlite": b"SQLi",
        "technologies.csv": b"\xef\xbb\xbfc",
        "suppliers.csv": b"\xef\xbb\xbfc",
        "eu-projects.csv": b"\xef\xbb\xbfc",
        "department.csv": b"\xef\xbb\xbfc",
    }


def test_the_api_names_every_download(root, files):
    index = next(json.loads(file.data) for file in write_api(read_edition(root)) if file.path == "api/v1/index.json")
    assert [one["url"] for one in index["data"]["downloads"]] == [f"{SITE}{path}" for path in files]
    assert {one["name"].rpartition(".")[2]: one["media_type"] for one in index["data"]["downloads"]} == {
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "sqlite": "application/vnd.sqlite3",
        "csv": "text/csv",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_queries_that_the_documents_show_have_answers(files, language):
    page = (REPOSITORY / "docs" / language / "contribute" / "commands.md").read_text("utf-8")
    (block,) = re.findall(r"^```sql\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(files["downloads/catalogue.sqlite"])
        queries = block.replace("détecteur", "vacuum").split("\n\n")
        assert len(queries) == 3
        assert all(database.execute(query).fetchall() for query in queries)


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_writes_the_same_bytes(root, files, seed):
    done = subprocess.run(
        [sys.executable, "-c", _DIGEST, str(root)],
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == [f"{hashlib.sha256(data).hexdigest()} {path}" for path, data in files.items()]
