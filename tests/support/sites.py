"""Make small projects that can be built, and read what was built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent.parent

RECORDS = {
    "technologies/alpha-chip": """\
name:
  en: Alpha chip
  fr: Puce alpha
kind: hardware
domain: detectors
fields: [healthcare]
summary:
  en: A pixel chip that counts single photons.
  fr: Une puce à pixels qui compte des photons un à un.
description:
  en: |
    It counts **photons**, see [its page](https://kt.cern/alpha).
key_figures:
  - quantity:
      en: Pixel pitch
    value: "55"
    unit: µm
benefits:
  - en: Counts without noise
    fr: Compte sans bruit
  - en: Reads out in parallel
applications:
  - en: Imaging with X-rays
    fr: Imagerie par rayons X
rights:
  availability: licensable
  protection: [patent]
adopters:
  - name: Example Instruments
    role: licensee
    country: 'NO'
    url: https://instruments.example.org/alpha
eu_projects: [big-science]
related: [beta-code]
keywords:
  en: [pixel, photon counting]
  fr: [pixel, comptage de photons]
gaps:
  - about: key-figures
    reason:
      en: Its page states the pitch and no other figure.
      fr: Sa page indique le pas et aucun autre chiffre.
sources:
  - url: https://home.cern/alpha
    supports: benefits
  - url: https://kt.cern/technologies/alpha
    supports: everything
    date: 2024-03
reviewed: 2026-11-22
owner: knowledge-transfer
aliases: [first-chip]
""",
    "technologies/beta-code": """\
name:
  en: Beta code
kind: software
domain: computing
fields: [research]
summary:
  en: A program that simulates detectors.
description:
  en: It follows particles through matter.
benefits:
  - en: Free to use
  - en: Validated by experiments
applications:
  - en: Design of detectors
rights:
  availability: open
  protection: [open-source]
  licence: GPL-3.0-or-later
keywords:
  en: [simulation]
gaps:
  - about: sources
    reason:
      en: Nobody else has written about it.
sources:
  - url: https://kt.cern/technologies/beta
    supports: everything
reviewed: 2026-11-20
""",
    "technologies/gamma-draft": """\
name:
  en: Gamma draft
kind: process
domain: accelerators
fields: [energy]
summary:
  en: A coating that is not published yet.
status: draft
status_note:
  en: It waits for its sources.
rights:
  availability: unknown
  protection: [unknown]
sources:
  - url: https://kt.cern/technologies/gamma
    supports: everything
reviewed: 2026-11-20
""",
    "technologies/delta-gone": """\
name:
  en: Delta gone
kind: material
domain: accelerators
fields: [energy]
summary:
  en: A material that nobody makes any more.
status: withdrawn
status_note:
  en: Its maker stopped.
rights:
  availability: unknown
  protection: [unknown]
sources:
  - url: https://kt.cern/technologies/delta
    supports: everything
reviewed: 2020-01-02
""",
    "suppliers/vacuum": """\
name:
  en: Vacuum
  fr: Vide
kind: supply
summary:
  en: Everything that makes and holds a vacuum.
label_basis: derived
excludes:
  - what:
      en: Pipes for beams
      fr: Tubes de faisceau
    category: vacuum-chambers
gaps:
  - about: sources
    reason:
      en: Only CERN has published about it.
      fr: Seul le CERN a publié à ce sujet.
sources:
  - url: https://procurement.web.cern.ch/what-we-buy
    supports: the family
reviewed: 2026-11-22
""",
    "suppliers/vacuum-chambers": """\
name:
  en: Vacuum chambers
  fr: Chambres à vide
kind: supply
parent: vacuum
summary:
  en: Metal chambers in which beams travel.
label_basis: derived
examples:
  - en: beam pipes
    fr: tubes de faisceau
cpv: ["45000000"]
excludes:
  - what:
      en: Pumps
      fr: Pompes
    category: vacuum
gaps:
  - about: sources
    reason:
      en: Only CERN has published about it.
      fr: Seul le CERN a publié à ce sujet.
sources:
  - url: https://procurement.web.cern.ch/what-we-buy
    supports: the category
reviewed: 2026-11-22
owner: procurement-and-industrial-services
""",
    "eu_projects/big-science": """\
acronym: BIGSCI
title: Big Science for Small Laboratories
summary:
  en: A project that shared detectors among laboratories.
programme: H2020
action: RIA
grant_agreement: "123456"
start: 2015-05
end: 2019-04-30
budget:
  total: 5000000
  eu_contribution: 4999999.5
cern_role: coordinator
coordinator:
  name: CERN
  country: CH
gaps:
  - about: sources
    reason:
      en: Only CERN has published about it.
      fr: Seul le CERN a publié à ce sujet.
sources:
  - url: https://cordis.europa.eu/project/id/123456
    supports: everything
reviewed: 2026-11-22
""",
}
"""A few records that use what pages can show; ids with their collection."""


SECTIONS = ("technologies", "suppliers", "eu-projects", "department")
_NAVIGATION = "".join(
    [
        "\nnav:\n  - Home: index.md\n",
        *(f"  - {section}:\n      - {section}/index.md\n      - A–Z: {section}/all.md\n" for section in SECTIONS),
        "  - Guides:\n      - technologies/trl.md\n",
        "  - Contribute:\n      - contribute/index.md\n      - contribute/vocabularies.md\n",
        "      - contribute/errors.md\n      - contribute/errors/all.md\n",
        "  - About:\n      - about/index.md\n      - about/search.md\n      - about/glossary.md\n",
        "  - Shortlist:\n      - shortlist.md\n      - compare.md\n",
    ]
)
_PAGES = {
    "index": "What this site holds.",
    **{f"{section}/index": "A section." for section in SECTIONS},
    "technologies/trl": "What the levels mean.",
    "technologies/index": '<div data-view="discovery" data-collection="technologies"></div>',
    "suppliers/index": '<div data-view="discovery" data-collection="suppliers"></div>',
    "contribute/index": "How to contribute.",
    "contribute/vocabularies": '<div data-view="vocabularies"></div>',
    "contribute/errors": '<div data-view="codes"></div>',
    "about/index": "What this is. A TRL is a number.",
    "about/search": "How to search.",
    "about/glossary": '<div data-view="glossary"></div>',
    "shortlist": '<div data-view="shortlist"></div>',
    "compare": '<div data-view="compare"></div>',
}


def make_project(root: Path, *, site_url: str = "https://ipt.example/") -> Path:
    """Make a project folder with the real schemas, vocabularies, units and templates, few pages and few records."""
    for name in ("schemas", "overrides", "catalogue/vocabularies", "catalogue/reference", "catalogue/units"):
        shutil.copytree(REPOSITORY / name, root / name)
    for name in ("mkdocs.base.yml", "mkdocs.yml", "mkdocs.fr.yml"):
        head, _, nav = (REPOSITORY / name).read_text("utf-8").partition("\nnav:\n")
        text = head + _NAVIGATION if nav else head
        (root / name).write_text(text.replace("https://ipt.example/", site_url), "utf-8")
    for language in ("en", "fr"):
        docs = root / "docs" / language
        for page, text in _PAGES.items():
            write_page(docs / f"{page}.md", f"# {page}\n\n{text}\n")
        for section in (*SECTIONS, "contribute/errors"):
            frame = REPOSITORY / "docs" / language / section / "all.md"
            write_page(docs / section / "all.md", frame.read_text("utf-8"))
    for reference, text in RECORDS.items():
        write_record(root, reference, text)
    return root


def write_page(path: Path, text: str) -> None:
    """Write a prose page."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def write_record(root: Path, reference: str, text: str) -> Path:
    """Write the file of a record, given as ``collection/id``."""
    path = root / "catalogue" / f"{reference}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def run_ipt(root: Path, *arguments: str, environment: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run the real command line on a project, with variables beside those of the environment."""
    command = [sys.executable, "-m", "generator", "--root", str(root), *arguments]
    variables = {**os.environ, **(environment or {})}
    return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=120, check=False, env=variables)


def read_tree(folder: Path) -> dict[str, bytes]:
    """Read every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
