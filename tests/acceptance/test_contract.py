"""``ipt contract`` as its users run it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.support.sites import make_project, run_ipt

DAY = 1_795_305_600
"""22 November 2026, as SOURCE_DATE_EPOCH has it."""


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project whose API is recorded."""
    root = make_project(tmp_path_factory.mktemp("recorded"))
    done = run_ipt(root, "contract", "--check")
    assert (done.returncode, done.stdout) == (1, "contracts/api-v1.json is not there; ipt contract writes it\n")
    done = run_ipt(root, "contract")
    assert (done.returncode, done.stdout) == (0, "version 1.0 of the API is recorded in contracts/api-v1.json\n")
    return root


@pytest.fixture
def project(recorded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy that a test may change, on a day of its own."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(DAY))
    return shutil.copytree(recorded, tmp_path / "project")


def read_contract(root: Path) -> bytes:
    return (root / "contracts" / "api-v1.json").read_bytes()


def change_schema(root: Path, name: str, change) -> None:
    path = root / "schemas" / f"{name}.schema.json"
    schema = json.loads(path.read_text("utf-8"))
    change(schema["properties"])
    path.write_text(json.dumps(schema), "utf-8")


def test_an_api_that_is_as_it_was_holds(project: Path) -> None:
    before = read_contract(project)
    done = run_ipt(project, "contract")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "version 1.0 of the API holds: 23 files\n")
    assert read_contract(project) == before


def test_an_addition_asks_to_be_recorded_and_is(project: Path) -> None:
    label = {"en": "Colour", "fr": "Couleur"}
    change_schema(
        project,
        "eu_projects",
        lambda properties: properties.update(colour={"type": "string", "title": "Colour", "description": "Its colour.", "x-label": label}),
    )
    told = [
        f"New key in /api/v1/eu-projects/{file}: {key}"
        for file, key in (
            ("{id}.json", "$.data.colour (string or null)"),
            ("all.ndjson", "$.colour (string or null)"),
            ("all.csv", "colour (column)"),
        )
    ]
    before = read_contract(project)
    checked = run_ipt(project, "contract", "--check")
    assert (checked.returncode, checked.stderr) == (1, "contracts/api-v1.json: ipt contract records it\n")
    assert checked.stdout == "".join(f"not recorded: {line}\n" for line in told)
    assert read_contract(project) == before
    done = run_ipt(project, "contract")
    assert done.returncode == 0
    assert done.stdout.splitlines() == [*told, "version 1.1 of the API is recorded in contracts/api-v1.json"]
    releases = json.loads(read_contract(project))["releases"]
    first = json.loads(before)["releases"][0]["date"]
    assert [(one["version"], one["date"], len(one["changes"])) for one in releases] == [("1.1", "2026-11-22", 3), ("1.0", first, 0)]
    assert run_ipt(project, "contract", "--check").returncode == 0


def test_a_break_is_refused(project: Path) -> None:
    change_schema(project, "eu_projects", lambda properties: properties.pop("follows"))
    before = read_contract(project)
    for arguments in (("contract",), ("contract", "--check")):
        done = run_ipt(project, *arguments)
        assert done.returncode == 1
        assert "broken promise: /api/v1/eu-projects/{id}.json: the key $.data.follows is gone\n" in done.stdout
        assert "keep what was promised" in done.stderr
    assert read_contract(project) == before


def test_a_term_that_is_dropped_is_a_break(project: Path) -> None:
    path = project / "catalogue" / "vocabularies" / "cern-roles.yaml"
    text = path.read_text("utf-8")
    path.write_text(text[: text.index("  third-party:")], "utf-8")
    done = run_ipt(project, "contract")
    assert (done.returncode, done.stdout) == (1, "broken promise: cern-roles: the term third-party is gone\n")


@pytest.mark.parametrize(
    ("path", "text", "told"),
    [
        ("contracts/api-v1.json", "{", "ipt: contracts/api-v1.json:1:2: not JSON: "),
        ("catalogue/vocabularies/trl.yaml", "terms: [", "ipt: catalogue/vocabularies/trl.yaml has errors; ipt check says which"),
    ],
)
def test_what_cannot_be_read_is_named(project: Path, path: str, text: str, told: str) -> None:
    (project / path).write_text(text, "utf-8")
    done = run_ipt(project, "contract")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(told)


def test_answers_carry_the_recorded_version(project: Path, tmp_path: Path) -> None:
    path = project / "contracts" / "api-v1.json"
    path.write_text(path.read_text("utf-8").replace('"version": "1.0"', '"version": "1.4"'), "utf-8")
    out = tmp_path / "out"
    assert run_ipt(project, "export", str(out), "--only", "api", "--only", "openapi").returncode == 0
    assert json.loads((out / "api/v1/index.json").read_text("utf-8"))["schema_version"] == "1.4"
    assert json.loads((out / "api/v1/openapi.json").read_text("utf-8"))["info"]["version"] == "1.4"
