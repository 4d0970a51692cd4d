"""Find the records of a collection that are like each other, and what they share.

A record is a sparse vector of what it says: its keywords in every language, the terms and parents of the fields that its
schema names, the records it is linked with, and its English words. A feature weighs the more the rarer it is (TF-IDF), and
likeness is the cosine of two vectors. Weights are whole numbers, so that sums do not depend on their order.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

from generator.description import Collection
from generator.i18n import LANGUAGES
from generator.linking import Links
from generator.model import Catalogue, Record, Reference

MOST_SIMILAR = 5
"""Longest list of similar records."""
LEAST_LIKENESS = 0.12
"""Cosine below which records are not called similar."""

_SCALE = 1_000
"""Length of every vector; the product of two is a likeness in millionths."""
_FLOOR = round(LEAST_LIKENESS * _SCALE * _SCALE)
_LONGEST_VECTOR = 28
_LONGEST_POSTING = 24
"""Records with most of a feature that are looked at. Of common features only these count, so that time stays in
proportion to the number of records."""
_MOST_READ = 200
"""Postings that are read for a record, those of its heaviest features first."""
_MOST_WEIGHED = 8
"""Candidates whose likeness is worked out in full."""

_WORD = re.compile(r"[^\W\d_][^\W_]{2,}")
_MOST_COUNTED = 16
_DAMPED = (0.0, *(1 + math.log2(count) for count in range(1, _MOST_COUNTED + 1)))
"""Weight of a word by how often it stands in a record."""
_KEYWORD_WEIGHT = 3.0
_LINK_WEIGHT = 2.0
_VALUE_WEIGHT = 1.5
_STOP_WORDS = """
about above across after against all along also among and another any are around because been before being below between both but
can cern could does during each either every few for form from further give given gives had has have having here how however
into its itself later less like made make makes many may more most much must near need needs neither new non nor not now number
off one only onto other others our out over own part parts per same several shall she should since some such take taken than that
the their them then there these they this those three through thus together too toward two under until upon use used uses using
various very via was well were what when where whether which while who whose why will with within without work works would year
years you your
"""
"""English words that say nothing of a subject."""


class Shared(NamedTuple):
    """One thing that two records share and that a reader can be told."""

    kind: str
    """``keyword``, ``value`` or ``link``."""
    place: str
    """Language of a keyword, path of a field, or collection of a linked record."""
    value: str
    """The keyword, the term or id, or the id of the linked record."""


@dataclass(frozen=True, slots=True)
class Similar:
    """A record that is like another, and what they share, the strongest first."""

    target: Reference
    shared: tuple[Shared, ...]


Similarities = Mapping[Reference, tuple[Similar, ...]]
"""What each record is like, the most similar first; records that are like none are left out."""


def find_similar(catalogue: Catalogue, links: Links) -> Similarities:
    """Find at most ``MOST_SIMILAR`` records like each record of the collections whose schema asks for it.

    Records that are linked already are left out, and those that are no longer or not yet published. What comes out depends
    on the records alone, not on their order; of two that are equally like a record the smaller id comes first.
    """
    found: dict[Reference, tuple[Similar, ...]] = {}
    for collection in catalogue.collections.values():
        if collection.similar:
            records = [record for _, record in sorted(catalogue.records.get(collection.id, {}).items())]
            found.update(_compare(records, collection, links))
    return found


def _compare(records: Sequence[Record], collection: Collection, links: Links) -> Iterator[tuple[Reference, tuple[Similar, ...]]]:
    features = _Features()
    counts = [features.count(record, collection, links) for record in records]
    vectors = list(_weigh(counts))
    postings = _invert(vectors, shown=[record.status == "published" for record in records])
    numbers = {record.reference: number for number, record in enumerate(records)}
    for record, vector in zip(records, vectors, strict=True):
        known = {numbers[link.target] for link in links.get(record.reference, ()) if link.target in numbers}
        ranked = _rank(vector, vectors, postings, known | {numbers[record.reference]})
        similar = ((records[other].reference, features.name(vector, vectors[other])) for other in ranked)
        named = (Similar(target, shared) for target, shared in similar if shared)
        if first := tuple(islice(named, MOST_SIMILAR)):
            yield record.reference, first


# --- Features -------------------------------------------------------------------------------------


class _Features:
    """Number the features of a collection: words above zero, what can be named below, stop words zero."""

    def __init__(self) -> None:
        self._words = _Words()
        self._named = _Named()

    def count(self, record: Record, collection: Collection, links: Links) -> dict[int, float]:
        """Count what a record says, by feature."""
        number = self._words.__getitem__
        counts = Counter(map(number, _WORD.findall(_read_text(record, collection).lower())))
        del counts[0]
        weights = {word: _DAMPED[min(count, _MOST_COUNTED)] for word, count in counts.items()}
        for shared, weight in _list_shared(record, collection, links):
            weights[self._named[shared]] = weight
        return weights

    def name(self, one: Mapping[int, int], other: Mapping[int, int]) -> tuple[Shared, ...]:
        """Name what two vectors share, the strongest first; nothing where a reader of English could not be told."""
        features = [feature for feature in one.keys() & other.keys() if feature < 0]
        common = sorted((-one[feature] * other[feature], self._named.names[-feature]) for feature in features)
        told = any(shared.kind != "keyword" or shared.place == LANGUAGES[0] for _, shared in common)
        return tuple(shared for _, shared in common) if told else ()


class _Named(dict[tuple[str, str, str], int]):
    """Number what can be named, at its first use, downwards from -1."""

    def __init__(self) -> None:
        super().__init__()
        self.names = [Shared("", "", "")]

    def __missing__(self, key: tuple[str, str, str]) -> int:
        number = self[key] = -len(self.names)
        self.names.append(Shared(*key))
        return number


class _Words(dict[str, int]):
    """Number words at their first use; a plural has the number of its singular."""

    def __init__(self) -> None:
        super().__init__(dict.fromkeys(_STOP_WORDS.split(), 0))
        self._last = 0

    def __missing__(self, word: str) -> int:
        if len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
            number = self[word[:-1]]
        else:
            number = self._last = self._last + 1
        self[word] = number
        return number


def _read_text(record: Record, collection: Collection) -> str:
    values = record.values
    texts = [_choose_english(values[collection.name])] * 3 + [_choose_english(values["summary"])] * 2
    texts += [_choose_english(values[key]) for key in ("title", "description") if key in values]
    for key in collection.similar:
        value = values.get(key)
        texts += [_choose_english(item) for item in value if isinstance(item, Mapping)] if type(value) is list else ()
    return " ".join(texts)


def _choose_english(text: Any) -> str:
    return str(text[LANGUAGES[0]] if isinstance(text, Mapping) else text)


def _list_shared(record: Record, collection: Collection, links: Links) -> Iterator[tuple[tuple[str, str, str], float]]:
    for language, keywords in record.values.get("keywords", {}).items():
        for keyword in keywords:
            yield ("keyword", language, keyword), _KEYWORD_WEIGHT
    for key in collection.similar:
        value = record.values.get(key)
        for item in value if type(value) is list else (value,):
            if isinstance(item, str):
                yield ("value", key, item), _VALUE_WEIGHT
    owner = record.values.get("owner")
    for link in links.get(record.reference, ()):
        if link.target[1] != owner:
            yield ("link", *link.target), _LINK_WEIGHT


# --- Vectors --------------------------------------------------------------------------------------


def _weigh(counts: Sequence[Mapping[int, float]]) -> Iterator[dict[int, int]]:
    """Turn counts into vectors of length ``_SCALE``, the heaviest features first; what only one record says goes."""
    uses = Counter(feature for count in counts for feature in count)
    rarity = {feature: math.log(len(counts) / used) for feature, used in uses.items() if 1 < used < len(counts)}
    for count in counts:
        heavy = sorted(((count[feature] * rarity[feature], feature) for feature in count if feature in rarity), reverse=True)
        heavy = heavy[:_LONGEST_VECTOR]
        length = math.sqrt(sum(weight * weight for weight, _ in heavy)) or 1.0
        yield {feature: round(weight * _SCALE / length) for weight, feature in heavy}


def _invert(vectors: Sequence[Mapping[int, int]], *, shown: Sequence[bool]) -> dict[int, list[tuple[int, int]]]:
    """List for each feature the records that have most of it, as weight and number."""
    postings: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for number, vector in enumerate(vectors):
        if shown[number]:
            for feature, weight in vector.items():
                postings[feature].append((-weight, number))
    for feature, found in postings.items():
        if len(found) > _LONGEST_POSTING:
            postings[feature] = sorted(found)[:_LONGEST_POSTING]
    return postings


def _rank(
    vector: Mapping[int, int], vectors: Sequence[Mapping[int, int]], postings: Mapping[int, Sequence[tuple[int, int]]], without: set[int]
) -> list[int]:
    """Rank the records that are like a vector, the most similar first."""
    scores: dict[int, int] = {}
    read = 0
    for feature, weight in vector.items():
        found = postings.get(feature, ())
        for other_weight, other in found:
            scores[other] = scores.get(other, 0) - weight * other_weight
        read += len(found)
        if read > _MOST_READ:
            break
    promising = [(-score, other) for other, score in scores.items() if score > _FLOOR // 2 and other not in without]
    exact = []
    for _, other in sorted(promising)[:_MOST_WEIGHED]:
        target = vectors[other]
        likeness = sum([vector[feature] * target[feature] for feature in vector.keys() & target.keys()])
        if likeness >= _FLOOR:
            exact.append((-likeness, other))
    return [other for _, other in sorted(exact)]
