"""The house: which module may know which, and how large a room may be."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted(path for path in (ROOT / "generator").rglob("*.py") if not path.name.startswith("__"))


def test_imports_point_down():
    found = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stdout


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_no_module_outgrows_its_room(path):
    assert len(path.read_text("utf-8").splitlines()) <= 300


def test_only_the_command_line_prints():
    for path in MODULES:
        if path.stem != "cli" and path.parent.name != "commands":
            assert not re.search(r"(?<![.\w])print\(", path.read_text("utf-8")), path.name
