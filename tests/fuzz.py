"""Look for bytes that make the check or a page go wrong, guided by coverage: ``make fuzz``.

A finding is an exception, a file that takes long, or a page that holds what the pages of plain records do not. It is kept
under ``.build/fuzz/`` and shown; ``python -m tests.fuzz FILE`` runs it again. Time counts from the first input, and is set by
``FUZZ_SECONDS``.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["generator"]):
    from generator.messages import explain_document
    from generator.source import parse_document
    from tests.support.harm import assert_pages_harmless, compile_collection, read_plain_traits
    from tests.support.projects import COLLECTIONS, ROOT, check_source, make_source, minimal

WORK = ROOT / ".build" / "fuzz"
LONGEST = 16_384
"""Bytes of an input."""
TIMEOUT = 10
"""Seconds for one input; what is measured for coverage takes several times as long as it does otherwise."""
WORDS = r"""
"<script>" "</script>" "<!--" "]]>" "](" "&#115;" "onerror=" "javascript:" "https://" "{{" "{%" "[[[body]]]" "\xE2\x80\xAE"
"\x0A\x20\x20" "\x0A-\x20" ":\x20" "en:" "fr:" "\"" "'" "|" ">-" "&a" "*a" "!!" "<<:" "---" "0x" "1e9" "null" "true"
"""
"""What random bytes seldom hit upon, as the dictionary of libFuzzer writes it."""


def try_input(data: bytes) -> None:
    """Check a file, and stamp its pages if it is accepted. The first byte chooses the collection, and what stands before."""
    if not data:
        return
    collection = COLLECTIONS[data[0] % len(COLLECTIONS)]
    content = (minimal(collection).encode() if data[0] & 128 else b"") + data[1:]
    document, problems = parse_document("catalogue/x.yaml", content)
    assert (document is None) == bool(problems)
    if document is None or explain_document(document, compile_collection(collection)):
        return
    checked = check_source(make_source(collection, "fuzz", content))
    assert checked.catalogue.get((collection, "fuzz")) is not None
    assert_pages_harmless(checked, collection, "fuzz")


def write_corpus(folder: Path) -> None:
    """Write what the fuzzer begins with: the cases, each as a file of its collection."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, collection in enumerate(COLLECTIONS):
        for path in sorted((ROOT / "tests").glob(f"*/*/{collection}/*.yaml")):
            if path.stat().st_size < LONGEST:
                (folder / f"{path.parts[-3]}-{collection}-{path.stem}").write_bytes(bytes((number,)) + path.read_bytes())


def main() -> None:
    """Fuzz for the time that is set, or try the files that are named."""
    for collection in COLLECTIONS:
        read_plain_traits(collection)
    arguments = sys.argv[1:]
    if not arguments:
        write_corpus(WORK / "corpus")
        (WORK / "words").write_text("\n".join(WORDS.split()), "utf-8")
        arguments = [f"-max_total_time={os.environ.get('FUZZ_SECONDS', '60')}", f"-max_len={LONGEST}", f"-timeout={TIMEOUT}"]
        arguments += [f"-dict={WORK / 'words'}", f"-artifact_prefix={WORK}/", str(WORK / "corpus")]
    atheris.Setup([sys.argv[0], *arguments], try_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
