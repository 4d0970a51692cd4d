"""The scripts of the site that need no browser: their own tests, run by Node."""

import shutil
import subprocess
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent
TESTS = sorted((REPOSITORY / "tests" / "javascript").glob("*.test.mjs"))
NODE = shutil.which("node")


@pytest.mark.skipif(NODE is None, reason="Node is not installed; the browser tests cover the same scripts from outside")
@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.name)
def test_scripts_keep_their_promises(path):
    done = subprocess.run([str(NODE), "--test", str(path)], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
