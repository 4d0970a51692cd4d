"""What the page for contributors shows: a correction with two slips, from the check to the words of the pull request."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.support.sites import make_project, run_on_terminal, write_record

_PLACE = "technologies/pixel-camera"
_PATH = f"catalogue/{_PLACE}.yaml"
_PUBLISHED = """\
# yaml-language-server: $schema=../../schemas/editor/technologies.schema.json
name:
  en: Pixel camera
kind: hardware
domain: detectors
fields:
  - research
summary:
  en: A camera that counts single particles.
description:
  en: Each pixel counts what arrives in it, without noise.
key_figures:
  - quantity:
      en: Pixel pitch
    value: "55"
    unit: µm
  - quantity:
      en: Frame rate
    value: "1000"
    unit: 1/s
  - quantity:
      en: Dead time
    value: "0"
    unit: s
benefits:
  - en: Counts without noise
  - en: Needs no cooling
applications:
  - en: Beam tests
rights:
  availability: licensable
  protection:
    - patent
related:
  - beta-code
sources:
  - url: https://kt.cern/technologies/pixel-camera
    supports: Purpose, rights
  - url: https://example.org/pixel-camera
    supports: Figures
reviewed: 2026-11-20
"""
_CORRECTED = (
    _PUBLISHED.replace("single particles.", "single particles and measures their energy.")
    .replace("  - research\n", "  - research\n  - health-care\n")
    .replace("rights:\n  avail", "maturty:\n  trl: 7\nrights:\n  avail")
)
SCENES = {
    "check": (("check", _PATH),),
    "fix": (("fix", _PATH), ("check", _PATH)),
    "diff": (("diff", "main"),),
}
"""The commands of each scene, in the order in which they are played."""


def play_scenes(root: Path) -> dict[str, str]:
    """Play every scene in a new folder, and return what stands on the terminal then, with its escape sequences for colours."""
    make_project(root)
    write_record(root, _PLACE, _PUBLISHED)
    for command in (("init", "--quiet", "--initial-branch=main"), ("add", "."), ("commit", "--quiet", "--message=published")):
        subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *command], cwd=root, check=True)
    write_record(root, _PLACE, _CORRECTED)
    return {
        name: "\n".join(f"\x1b[1m$ ipt {' '.join(command)}\x1b[0m\n{run_on_terminal(root, *command)}" for command in commands)
        for name, commands in SCENES.items()
    }
