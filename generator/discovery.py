"""Write what the script of a discovery page reads: an index in columns, the text of the filter, the cards.

The files lie below the root of their language, are named by the digest of their content and name each other by file:

- ``data/<url>.<digest>.json``: ``{"v": 1, "count", "ids", "names", "facets": [{"key", "path", "label", "many",
  "terms": [[id, label], …], "values"}], "ranges": [{"key", "label", "min", "max", "values"}],
  "sorts": [{"key", "label", "order"}], "text": file, "cards": [file, …], "chunk": cards in a file}``. Everything comes in
  the order of names; ``values`` of a facet are places in ``terms``, one (or null) a record, or a list a record where
  ``many`` is true; ``values`` of a range are numbers or null; ``order`` lists the places of the records.
- ``data/<url>-text.<digest>.json``: ``{"own": [words a record], "other": [English words beside them a record]}``.
- ``data/<url>-cards-<n>.<digest>.json``: a list of ``<li class="ipt-card">`` as on the page of the collection.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from generator.facets import Aspects, Facet

CHUNK = 100
"""Cards in a file."""


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file that a script reads."""

    path: str
    """Address below the root of the language."""
    data: bytes
    links: tuple[str, ...] = ()
    """Files beside it that it names."""


@dataclass(frozen=True, slots=True)
class Row:
    """What the script knows of a record, beside its aspects."""

    id: str
    name: str
    words: str
    """Folded words in the language of the page."""
    other_words: str
    """Folded words in English that are not among them."""
    card: str
    """HTML of its card on the page of the collection."""


def write_data(url: str, rows: Sequence[Row], aspects: Aspects) -> tuple[DataFile, ...]:
    """Write the files of the collection with this address, the index first; rows come in the order of names."""
    text = _write(f"{url}-text", {"own": [row.words for row in rows], "other": [row.other_words for row in rows]})
    cards = [row.card for row in rows]
    chunks = [_write(f"{url}-cards-{number}", cards[start : start + CHUNK]) for number, start in enumerate(range(0, len(cards), CHUNK))]
    links = tuple(file.path.rpartition("/")[2] for file in (text, *chunks))
    index = {
        "v": 1,
        "count": len(rows),
        "ids": [row.id for row in rows],
        "names": [row.name for row in rows],
        "facets": list(map(_write_facet, aspects.facets)),
        "ranges": [{"key": one.key, "label": one.label, "min": one.low, "max": one.high, "values": one.values} for one in aspects.ranges],
        "sorts": [{"key": one.key, "label": one.label, "order": one.order} for one in aspects.sorts],
        "text": links[0],
        "cards": links[1:],
        "chunk": CHUNK,
    }
    return (_write(url, index, links), text, *chunks)


def _write_facet(facet: Facet) -> dict[str, Any]:
    values: Any = facet.values if facet.many else [places[0] if places else None for places in facet.values]
    return {
        "key": facet.key,
        "path": facet.path,
        "label": facet.label,
        "many": facet.many,
        "terms": [[term.id, term.label] for term in facet.terms],
        "values": values,
    }


def _write(name: str, value: Any, links: tuple[str, ...] = ()) -> DataFile:
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return DataFile(f"data/{name}.{hashlib.blake2s(data, digest_size=4).hexdigest()}.json", data, links)
