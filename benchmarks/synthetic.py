"""Make synthetic records and the temporary project that holds them.

Every record comes from its number and the seed alone, so that the first 1,000 of 10,000 are those of 1,000. They
obey the real schemas and rules, fill most fields of a technology and weigh about 2.4 kB each as YAML.
"""

from __future__ import annotations

import random
import shutil
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

SEED = 1954
TODAY = date(2026, 11, 22)
"""The day on which the synthetic records are checked and built: no review of theirs is due."""
COPIED = ("schemas", "docs", "overrides", "catalogue/vocabularies", "catalogue/reference", "catalogue/units")
"""What a temporary project takes from the repository as it is; units own the records and are asked for by prose pages."""
_LINE = 100
_UNIT = "knowledge-transfer"

_ADJECTIVES = (
    "radiation-tolerant", "compact", "modular", "fast", "low-noise", "cryogenic", "scalable", "precise", "portable", "flexible",
    "large-area", "thin", "high-rate", "self-calibrating", "energy-efficient", "distributed", "open", "granular", "transparent",
    "lightweight", "vacuum-tight", "passive",
)  # fmt: skip
_SUBSTANCES = (
    "silicon", "diamond", "niobium", "copper", "graphite", "scintillator", "fibre", "ceramic", "superconductor", "polymer", "gas",
    "argon", "helium", "titanium", "carbon", "tungsten", "photocathode", "sapphire", "aluminium", "nitrogen",
)  # fmt: skip
_THINGS = (
    "sensor", "detector", "amplifier", "magnet", "cavity", "collimator", "read-out", "monitor", "controller", "coating", "window",
    "chamber", "calorimeter", "spectrometer", "camera", "digitiser", "transceiver", "simulator", "framework", "scheduler",
    "archive", "robot", "probe", "valve", "cable",
)  # fmt: skip
_VERBS = (
    "measures", "records", "synchronises", "shields", "cools", "images", "counts", "steers", "filters", "simulates", "stores",
    "transmits", "aligns",
)  # fmt: skip
_OBJECTS = (
    "single photons", "charged particles", "radiation doses", "magnetic fields", "thermal neutrons", "beam losses",
    "experiment data", "vacuum levels", "timing signals", "gas mixtures", "heat loads", "mechanical stress", "dose maps",
    "control messages", "event streams",
)  # fmt: skip
_PLACES = (
    "in hospitals", "in orbit", "on the factory floor", "along a pipeline", "in a research reactor", "at an accelerator",
    "in a museum", "at a border", "in a data centre", "in a mine", "on a farm", "in a laboratory",
)  # fmt: skip
_QUALITIES = (
    "without moving parts", "with picosecond precision", "at room temperature", "for many years", "with little power",
    "at low cost", "without an operator", "over long distances", "in strong fields", "under high radiation",
)  # fmt: skip
_QUANTITIES = (
    ("Pixel pitch", "µm"), ("Power consumption", "W"), ("Time resolution", "ps"), ("Operating temperature", "K"), ("Data rate", "Gbit/s"),
    ("Active area", "cm²"), ("Noise", "e⁻ rms"), ("Field strength", "T"), ("Radiation tolerance", "kGy"), ("Efficiency", "%"),
    ("Mass", "kg"), ("Length", "m"),
)  # fmt: skip
_ORGANISATIONS = (
    "Alpina", "Borealis", "Corvus", "Delphin", "Eridan", "Fornax", "Gemma", "Helvet", "Iris", "Juno", "Kepler", "Lyra",
    "Meridian", "Nova", "Orion",
)  # fmt: skip
_FORMS = ("Instruments", "Systems", "Photonics", "Cryogenics", "Analytics", "University", "Institute")
_COUNTRIES = ("CH", "FR", "DE", "IT", "ES", "AT", "PL", "SE", "NL", "GR")
_LICENCES = ("Apache-2.0", "GPL-3.0-or-later", "CERN-OHL-S-2.0", "CERN-OHL-W-2.0", "MIT", "LGPL-3.0-or-later")
_KINDS = ("hardware", "software", "material", "process", "know-how", "facility")
_DOMAINS = ("accelerators", "detectors", "computing")
_FIELDS = (
    "healthcare", "aerospace", "environment", "energy", "digital", "quantum", "industry", "cultural-heritage", "safety", "agriculture",
    "research",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SyntheticRecord:
    """One record: its id and its values, in the order of the keys of a file."""

    id: str
    values: dict[str, Any]


# --- Records --------------------------------------------------------------------------------------


def make_records(count: int) -> Iterator[SyntheticRecord]:
    """Make so many records, always the same ones."""
    for number in range(count):
        yield make_record(number)


def make_record(number: int) -> SyntheticRecord:
    """Make the record of a number; it may refer to records of smaller numbers."""
    chance = random.Random(f"{SEED}-{number}")
    thing, substance = chance.choice(_THINGS), chance.choice(_SUBSTANCES)
    name = f"{chance.choice(_ADJECTIVES).capitalize()} {substance} {thing} {_letters(number)}"
    slug = f"{substance}-{thing}-{number:05d}"
    values: dict[str, Any] = {
        "name": {"en": name},
        "kind": chance.choice(_KINDS),
        "domain": chance.choice(_DOMAINS),
        "fields": sorted(chance.sample(_FIELDS, chance.randint(1, 3))),
        "summary": {"en": _shorten(f"A {chance.choice(_ADJECTIVES)} {thing} of {substance} that {_clause(chance)} and {_clause(chance)}.")},
        "description": {"en": _prose(chance, thing, substance)},
        "key_figures": [_figure(chance, *quantity) for quantity in chance.sample(_QUANTITIES, 3)],
        "benefits": [{"en": text} for text in _clauses(chance, 2)],
        "applications": [{"en": f"{what} {where}"} for what, where in _pairs(chance, _OBJECTS, _PLACES, chance.randint(2, 4))],
        "maturity": {"trl": chance.randint(2, 9), "basis": {"en": "Stated on the page of the technology"}},
        "rights": _rights(chance, number),
        "origin": {"en": f"{chance.choice(('Beams', 'Engineering', 'Experimental Physics', 'Technology'))} department"},
        "adopters": [_adopter(chance, name, slug) for name in _organisations(chance, chance.randint(1, 2))],
        "publications": [{"doi": f"10.{chance.randint(1000, 9999)}/synthetic.{number:05d}.{part}"} for part in range(chance.randint(1, 2))],
    }
    if number:
        values["related"] = [make_id(other) for other in sorted({chance.randrange(number) for _ in range(chance.randint(1, 3))})]
    values |= {
        "keywords": {"en": sorted({thing, substance, *(chance.choice(_OBJECTS) for _ in range(3))})},
        "links": [{"kind": kind, "url": f"https://example.org/{kind}/{slug}"} for kind in ("website", "repository")],
        "sources": [
            {
                "url": f"https://example.{'org' if part % 2 else 'net'}/papers/{slug}/{part}",
                "supports": text,
                "date": f"{chance.randint(2015, 2025)}",
            }
            for part, text in enumerate(_clauses(chance, 3), 1)
        ],
        "reviewed": f"2026-{chance.randint(1, 10):02d}-{chance.randint(1, 28):02d}",
        "owner": _UNIT,
    }
    return SyntheticRecord(slug, values)


def make_id(number: int) -> str:
    """Make the id of a record without the rest of it."""
    chance = random.Random(f"{SEED}-{number}")
    thing, substance = chance.choice(_THINGS), chance.choice(_SUBSTANCES)
    return f"{substance}-{thing}-{number:05d}"


def _letters(number: int) -> str:
    """Write a number in capital letters, so that every name differs from the others."""
    text = ""
    while True:
        number, digit = divmod(number, 26)
        text = chr(65 + digit) + text
        if not number:
            return text


def _clause(chance: random.Random) -> str:
    return f"{chance.choice(_VERBS)} {chance.choice(_OBJECTS)} {chance.choice(_PLACES)} {chance.choice(_QUALITIES)}"


def _clauses(chance: random.Random, count: int) -> list[str]:
    return [f"{verb.capitalize()} {what} {chance.choice(_QUALITIES)}" for verb, what in _pairs(chance, _VERBS, _OBJECTS, count)]


def _pairs(chance: random.Random, one: Sequence[str], other: Sequence[str], count: int) -> Iterator[tuple[str, str]]:
    return zip(chance.sample(one, count), chance.sample(other, count), strict=True)


def _shorten(text: str) -> str:
    return textwrap.shorten(text, 300, placeholder=".")


def _prose(chance: random.Random, thing: str, substance: str) -> str:
    """Write two paragraphs, one word in bold and a list in Markdown."""
    items = "\n".join(f"- {text};" for text in _clauses(chance, 2))
    return f"The {thing} {_clause(chance)}. It was **first built** from {substance} for an experiment.\n\nIts main features:\n\n{items}\n"


def _figure(chance: random.Random, quantity: str, unit: str) -> dict[str, Any]:
    figure = {"quantity": {"en": quantity}, "value": str(chance.randint(1, 900)), "unit": unit}
    return figure | {"note": {"en": chance.choice(_QUALITIES)}} if chance.random() < 0.3 else figure


def _rights(chance: random.Random, number: int) -> dict[str, Any]:
    if chance.random() < 0.4:
        return {
            "availability": "open",
            "protection": ["open-source", "copyright"],
            "licence": chance.choice(_LICENCES),
            "routes": ["open-licence"],
        }
    status = chance.choice(("granted", "pending"))
    patents = [{"number": f"EP{1000000 + number}B1", "office": "EPO", "status": status, "priority_date": "2012-05-09"}]
    return {
        "availability": "licensable",
        "protection": ["patent", "know-how"],
        "routes": ["commercial-licence", "rd-collaboration"],
        "exclusivity": "negotiable",
        "patents": patents,
    }


def _organisations(chance: random.Random, count: int) -> list[str]:
    return [f"{name} {chance.choice(_FORMS)}" for name in chance.sample(_ORGANISATIONS, count)]


def _adopter(chance: random.Random, name: str, slug: str) -> dict[str, Any]:
    adopter = {"name": name, "role": chance.choice(("licensee", "manufacturer", "partner", "user"))}
    return adopter | {"url": f"https://example.com/products/{slug}", "country": chance.choice(_COUNTRIES)}


# --- YAML -----------------------------------------------------------------------------------------


def write_yaml(record: SyntheticRecord) -> str:
    """Write a record as the files of the catalogue are written: block style, long text folded over several lines."""
    return "\n".join(("# yaml-language-server: $schema=../../schemas/editor/technologies.schema.json", *_write_map(record.values, ""), ""))


def _write_map(values: dict[str, Any], indent: str) -> Iterator[str]:
    for key, value in values.items():
        if isinstance(value, dict):
            yield f"{indent}{key}:"
            yield from _write_map(value, f"{indent}  ")
        elif isinstance(value, list):
            yield f"{indent}{key}:"
            for item in value:
                lines = list(_write_map(item, f"{indent}    ")) if isinstance(item, dict) else [f"{indent}    {_scalar(item)}"]
                yield f"{indent}  - {lines[0].lstrip()}"
                yield from lines[1:]
        elif isinstance(value, str) and "\n" in value:
            yield f"{indent}{key}: |"
            yield from (f"{indent}  {line}" if line else "" for line in value.removesuffix("\n").split("\n"))
        else:
            yield from textwrap.wrap(
                f"{key}: {_scalar(value)}",
                _LINE,
                initial_indent=indent,
                subsequent_indent=f"{indent}  ",
                break_on_hyphens=False,
                break_long_words=False,
            )


def _scalar(value: object) -> str:
    """Write a scalar; text that YAML would read as a number is quoted."""
    if isinstance(value, str):
        return f'"{value}"' if value.isdigit() or value == "%" else value
    return str(value)


# --- Project --------------------------------------------------------------------------------------


def make_project(root: Path, repository: Path, count: int) -> int:
    """Make a project of so many records in an empty folder; return the bytes of their files."""
    for name in COPIED:
        shutil.copytree(repository / name, root / name)
    for path in sorted(repository.glob("mkdocs*.yml")):
        shutil.copy2(path, root / path.name)
    folder = root / "catalogue" / "technologies"
    folder.mkdir(parents=True)
    size = 0
    for record in make_records(count):
        data = write_yaml(record).encode()
        (folder / f"{record.id}.yaml").write_bytes(data)
        size += len(data)
    return size
