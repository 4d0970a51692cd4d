"""Render problems as SARIF 2.1.0 (OASIS), which code scanning and editors read."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from generator.diagnostics import CODES, Diagnostic
from generator.excerpts import make_visible, split_lines
from generator.problems import Report
from generator.reporting_json import dump_json

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def format_sarif(report: Report) -> str:
    """Render problems as one run with a rule for each code."""
    driver = {"name": "ipt", "informationUri": report.site_url, "rules": [_describe_rule(report, code) for code in CODES]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": _describe_results(report)}
    return dump_json({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _describe_rule(report: Report, code: str) -> dict[str, Any]:
    address = report.address_of(code)
    meaning = report.meanings.get(code, code)
    return {
        "id": code,
        "shortDescription": {"text": _write(meaning)},
        "help": {"text": _write(f"{meaning} More: {address}")},
        "helpUri": address,
        "defaultConfiguration": {"level": CODES[code].value},
    }


def _describe_results(report: Report) -> list[dict[str, Any]]:
    numbers = {code: number for number, code in enumerate(CODES)}
    lines = {path: [_digest(" ".join(line.split())) for line in split_lines(data)] for path, data in report.sources.items()}
    seen: Counter[str] = Counter()
    results = []
    for found in report.problems:
        fingerprint = _fingerprint(found, lines.get(found.path, []))
        seen[fingerprint] += 1
        region = {"startLine": found.location.line, "startColumn": found.location.column}
        if found.location.length:
            region["endColumn"] = found.location.column + found.location.length
        results.append(
            {
                "ruleId": found.code,
                "ruleIndex": numbers[found.code],
                "level": found.severity.value,
                "message": {"text": _write(f"{found.message}; {found.hint}" if found.hint else found.message)},
                "locations": [
                    {"physicalLocation": {"artifactLocation": {"uri": quote(found.path), "uriBaseId": "%SRCROOT%"}, "region": region}}
                ],
                "partialFingerprints": {"primaryLocationLineHash": f"{fingerprint}:{seen[fingerprint]}"},
            }
        )
    return results


def _fingerprint(found: Diagnostic, lines: Sequence[str]) -> str:
    """Digest what stays the same when other lines are added or removed: file, code, sentence and, by its digest, the text of the line."""
    line = lines[found.location.line - 1] if found.location.line <= len(lines) else ""
    return _digest("\0".join((found.path, found.code, found.message, line)))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _write(text: str) -> str:
    """Write a text as SARIF asks for (sections 3.11.5 and 3.11.6): braces are doubled, and no brackets make a link."""
    text = make_visible(text).replace("{", "{{").replace("}", "}}")
    return re.sub(r"[\[\]]", r"\\\g<0>", text) if "](" in text else text
