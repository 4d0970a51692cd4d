"""Index finished pages for search with Pagefind, the same pages always to the same bytes."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from hashlib import blake2s
from pathlib import Path

import cbor2

from generator.diagnostics import CannotRunError

_MARK = b"pagefind_dcd"
"""What Pagefind writes before the content of its files."""

_UNUSED = (".css", ".js")
"""Endings of the files beside ``pagefind.js`` that no page asks for: interfaces and a worker."""


class SearchError(CannotRunError):
    """The index could not be made; the message ends with what Pagefind said."""


def index_pages(site: Path, target: Path) -> None:
    """Index the pages of a site; each language of them gets an index of its own. Raises ``SearchError``."""
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--output-path", str(target), "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SearchError(f"the search index could not be made:\n{done.stdout}{done.stderr}".strip())
    for path in sorted(target.glob("pagefind-*")):
        if path.suffix in _UNUSED:
            path.unlink()
    _settle_filters(target)


def _settle_filters(folder: Path) -> None:
    """Put the values of every filter in order.

    Pagefind 1.5 writes them in the order of a hash table, which differs from run to run, and names files
    after their content; the file of a language and the entry file hold those names.
    """
    entry_file = folder / "pagefind-entry.json"
    entry = json.loads(entry_file.read_text("utf-8"))
    names = {path.stem: _settle_filter(path) for path in sorted((folder / "filter").glob("*.pf_filter"))}
    for language in entry["languages"].values():
        old = folder / f"pagefind.{language['hash']}.pf_meta"
        content = gzip.decompress(old.read_bytes())
        for name, settled in names.items():
            content = content.replace(name.encode(), settled.encode())
        language["hash"] = _name_like(language["hash"], content)
        old.unlink()
        _write(folder / f"pagefind.{language['hash']}.pf_meta", content)
    entry_file.write_text(json.dumps(entry, separators=(",", ":"), sort_keys=True), "utf-8")


def _settle_filter(path: Path) -> str:
    """Write a filter file anew with its values in order; return its new name, as long as the old."""
    name, values = cbor2.loads(gzip.decompress(path.read_bytes()).removeprefix(_MARK))
    content = _MARK + cbor2.dumps([name, sorted(values)])
    settled = _name_like(path.stem, content)
    path.unlink()
    _write(path.with_stem(settled), content)
    return settled


def _name_like(name: str, content: bytes) -> str:
    """Name content by its hash, after the pattern and length of another name: ``en_20e2e71``."""
    language, _, digest = name.rpartition("_")
    return f"{language}_{blake2s(content).hexdigest()[: len(digest)]}"


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(gzip.compress(content, compresslevel=9, mtime=0))
