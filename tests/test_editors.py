"""What editors and hooks are told names files and commands that are there."""

from __future__ import annotations

import argparse
import json
import shlex
from typing import Any

import pytest
import yaml

from generator.cli import _make_parser
from tests.support.projects import COLLECTIONS, ROOT, VOCABULARIES
from tests.support.values import SCHEMA_OF

SETTINGS: dict[str, Any] = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))


def read_hooks() -> list[dict[str, Any]]:
    """Return the hooks of this repository and those that it offers to others."""
    own = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    assert [repo["repo"] for repo in own["repos"]] == ["local"]
    offered: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    return [*own["repos"][0]["hooks"], *offered]


def test_every_folder_of_records_has_its_schema() -> None:
    wanted = {f"schemas/editor/{SCHEMA_OF[folder]}.schema.json": f"catalogue/{folder}/*.yaml" for folder in (*COLLECTIONS, VOCABULARIES)}
    assert SETTINGS["yaml.schemas"] == wanted
    assert [path for path in wanted if not (ROOT / path).is_file()] == []


def test_the_editor_tells_nobody_anything() -> None:
    assert SETTINGS["telemetry.telemetryLevel"] == "off"
    assert SETTINGS["redhat.telemetry.enabled"] is False
    assert SETTINGS["yaml.schemaStore.enable"] is False


def test_the_extension_that_reads_the_schemas_is_recommended() -> None:
    assert "redhat.vscode-yaml" in json.loads((ROOT / ".vscode" / "extensions.json").read_text("utf-8"))["recommendations"]


@pytest.mark.parametrize("hook", read_hooks(), ids=lambda hook: f"{hook['id']}-{hook['language']}")
def test_a_hook_calls_a_command_that_there_is(hook: dict[str, Any]) -> None:
    program, *arguments = shlex.split(hook["entry"])
    assert program == "ipt" or (ROOT / program).is_file()
    if program.endswith("ipt"):
        assert isinstance(_make_parser().parse_args(arguments), argparse.Namespace)
