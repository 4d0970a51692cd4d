"""The records whose problems the pages for contributors show."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.diagnostics import Diagnostic
from generator.problems import Report
from generator.reading import read_site_url
from generator.reporting_text import format_text
from tests.support.projects import ROOT, check_records

PATH = "catalogue/technologies/pixel-camera.yaml"
_REST = """\
rights:
  availability: unknown
  protection:
    - unknown
sources:
  - url: https://kt.cern/technologies/pixel-camera
    supports: Purpose
reviewed: 2026-11-20
"""
_OF_RULES = """\
# yaml-language-server: $schema=../../schemas/technologies.schema.json
name:
  en: Pixel camera
kind: hardware
domain: detectors
fields:
  - research
summary:
  en: A camera that counts **single** particles.
benefits:
  - en: 10 times fewer cables than a camera with separate electronics
rights:
  availability: unknown
  protection:
    - unknown
eu_projects:
  - aida-2002
sources:
  - url: https://kt.cern/technologies/pixel-camera
    supports: Purpose
reviewed: 2024-11-21
"""
_THIN = """\
# yaml-language-server: $schema=../../schemas/technologies.schema.json
name:
  en: Pixel camera
kind: hardware
domain: detectors
fields:
  - research
summary:
  en: A camera that counts single particles.
applications:
  - en: Beam tests
rights:
  availability: unknown
  protection:
    - unknown
sources:
  - url: https://example.org/pixel-camera
    supports: Purpose
reviewed: 2026-11-20
"""


def read_blocks(page: str) -> list[str]:
    """Read what a page shows between fences."""
    return re.findall(r"^```\w*\n(.*?)\n```$", page, re.MULTILINE | re.DOTALL)


def find_problems(page: str) -> set[str]:
    """Find every problem of the records of the examples, as the check shows it; the record with slips stands on the page itself."""
    slips = [f"{block}\n{_REST}" for block in read_blocks(page) if block.startswith("# yaml-language-server")]
    return {shown for text in (*slips, _OF_RULES, _THIN) for shown in _show_problems(text)}


def _show_problems(text: str) -> list[str]:
    others = {f"eu_projects/{name}": (ROOT / f"catalogue/eu_projects/{name}.yaml").read_bytes() for name in ("aida", "aida-2020")}
    checked = check_records({**others, "technologies/pixel-camera": text}, completeness=True)
    report = Report((), (), checked.sources, read_site_url(ROOT))
    return [_show(report, found) for found in checked.diagnostics if found.path == PATH]


def _show(report: Report, found: Diagnostic) -> str:
    return format_text(replace(report, problems=[found]))
