"""Lay the excerpts of examples over records that are in order, and make projects of them."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from generator.characters import MAX_BYTES
from generator.explanations import Example
from tests.support.projects import ROOT

_SOURCES = """\
sources:
  - url: https://kt.cern/technologies/pixel-camera
    supports: Purpose and rights
  - url: https://cds.cern.ch/record/1
    supports: Key figures
reviewed: 2026-11-20
"""
BASE = {
    "catalogue/technologies/pixel-camera.yaml": f"""\
name:
  en: Pixel camera
kind: hardware
domain: detectors
fields:
  - research
summary:
  en: A camera that shows where particles pass.
description:
  en: It counts single particles in each pixel.
benefits:
  - en: Counts without noise
  - en: Works at room temperature
applications:
  - en: Imaging with X-rays
rights:
  availability: licensable
  protection:
    - patent
eu_projects:
  - beamwatch
gaps:
  - about: key-figures
    reason:
      en: No source states three figures.
{_SOURCES}""",
    "catalogue/suppliers/electronics.yaml": f"""\
name:
  en: Electronics
kind: supply
summary:
  en: Boards, crates and power supplies.
label_basis: derived
excludes:
  - what:
      en: Connectors
    category: cables
{_SOURCES}""",
    "catalogue/suppliers/cables.yaml": f"""\
name:
  en: Cables
kind: supply
summary:
  en: Cables for power, signals and light, with connectors.
label_basis: derived
excludes:
  - what:
      en: Boards
    category: electronics
{_SOURCES}""",
    "catalogue/eu_projects/beamwatch.yaml": f"""\
acronym: BEAMWATCH
summary:
  en: Instruments that watch particle beams without touching them.
programme: FP7
grant_agreement: '289485'
cern_role: coordinator
{_SOURCES}""",
    "catalogue/eu_projects/beamsight.yaml": f"""\
acronym: BEAMSIGHT
summary:
  en: What the instruments of an earlier project show is put to use.
programme: H2020
grant_agreement: '654168'
cern_role: participant
follows:
  - beamwatch
{_SOURCES}""",
    "catalogue/units/ipt.yaml": f"""\
name:
  en: Industry, Procurement and Knowledge Transfer
kind: department
summary:
  en: CERN department for relations with companies.
description:
  en: It buys for CERN and brings its technologies to companies.
services:
  - name:
      en: Procurement
{_SOURCES}""",
    "catalogue/units/knowledge-transfer.yaml": f"""\
name:
  en: Knowledge Transfer
kind: group
parent: ipt
summary:
  en: Brings CERN technologies to companies.
description:
  en: It licenses technologies and finds partners.
services:
  - name:
      en: Licences
{_SOURCES}""",
    "catalogue/units/procurement.yaml": f"""\
name:
  en: Procurement
kind: group
parent: ipt
summary:
  en: Buys what CERN needs.
description:
  en: It asks companies for offers and places orders.
services:
  - name:
      en: Calls for tenders
{_SOURCES}""",
}
"""Records in order over which excerpts are laid; each is linked with another one even where an example spoils a third."""
_MODELS = {
    "technologies": "catalogue/technologies/pixel-camera.yaml",
    "suppliers": "catalogue/suppliers/electronics.yaml",
    "eu_projects": "catalogue/eu_projects/beamwatch.yaml",
    "units": "catalogue/units/knowledge-transfer.yaml",
}
"""The record that a further one of its collection is made from."""
_KEY = re.compile(r"([A-Za-z_]+):")

WHOLE = frozenset({("wrong", "yaml-empty"), ("wrong", "yaml-documents")})
"""Examples whose excerpts are whole files."""
LEFT_OUT = {"orphan": "eu_projects"}
"""Keys of the records in order that would stand against what an example shows."""


def lay_over(base: str, excerpt: str) -> str:
    """Put each key of an excerpt, with all that stands under it, in the place of the same key of a record, or at its end."""
    blocks = _split_keys(base)
    for key, block in _split_keys(excerpt).items():
        blocks[key] = block
    return "".join(blocks.values())


def _split_keys(text: str) -> dict[str, str]:
    """Split a text at its keys of the first level."""
    blocks: dict[str, str] = {}
    key = ""
    for line in text.splitlines(keepends=True):
        found = _KEY.match(line)
        key = found[1] if found else key
        blocks[key] = blocks.get(key, "") + line
    return blocks


def make_example(root: Path, side: str, code: str, example: Example) -> None:
    """Make a project that holds one example; its other records are in order."""
    (root / "catalogue").mkdir()
    for name in ("schemas", "catalogue/reference"):
        shutil.copytree(ROOT / name, root / name)
    (root / "catalogue/vocabularies").mkdir()
    for path in (ROOT / "catalogue/vocabularies").iterdir():
        (root / "catalogue/vocabularies" / path.name).write_bytes(path.read_bytes())
    texts = dict(BASE)
    for excerpt in example.excerpts:
        base = BASE.get(_find_model(excerpt.path), "")
        if code in LEFT_OUT:
            base = "".join(block for key, block in _split_keys(base).items() if key != LEFT_OUT[code])
        texts[excerpt.path] = excerpt.text if (side, code) in WHOLE else lay_over(base, excerpt.text)
    for path, text in texts.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        shown = any(excerpt.path == path for excerpt in example.excerpts)
        write = WRITERS.get((side, code)) if shown else None
        (write or _write_text)(place, text)


def _find_model(path: str) -> str:
    """Name the record in order that a file is made from: itself, or the model of its collection."""
    return path if path in BASE else _MODELS.get(path.split("/")[1], "")


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")


def _write_large(path: Path, text: str) -> None:
    path.write_text(text + "#" * MAX_BYTES, "utf-8")


def _link_elsewhere(path: Path, text: str) -> None:
    elsewhere = path.parents[2] / "drafts" / path.name
    elsewhere.parent.mkdir()
    elsewhere.write_text(text, "utf-8")
    path.symlink_to(Path("../../drafts") / path.name)


WRITERS: Mapping[tuple[str, str], Callable[[Path, str], object]] = {
    ("wrong", "file-link"): _link_elsewhere,
    ("wrong", "file-unreadable"): lambda path, _: os.mkfifo(path),
    ("wrong", "file-too-large"): _write_large,
    ("wrong", "encoding"): lambda path, text: path.write_text(text, "cp1252"),
    ("wrong", "byte-order-mark"): lambda path, text: path.write_text(text, "utf-8-sig"),
}
"""How files come to be that text alone does not make."""
