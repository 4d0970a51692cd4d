"""Gather the words of a record that the filter of a list looks in, folded: without case, accents and signs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from generator.description import Collection, Field, Text
from generator.i18n import LANGUAGES
from generator.model import Catalogue, Record

_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
"""Combining marks of Latin, Greek and Cyrillic letters."""


def fold_words(texts: Iterable[str]) -> dict[str, None]:
    """Return the words of texts, each once, in the order of their first use.

    Text is decomposed (NFKD), case-folded and freed of combining marks; everything but letters and digits parts words.
    """
    text = "\n".join(texts)
    if text.isascii():
        text = text.lower()
    else:
        text = unicodedata.normalize("NFKD", text).casefold()
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    return dict.fromkeys(_WORD.findall(text))


def fold_record(catalogue: Catalogue, record: Record, code: str) -> tuple[str, str]:
    """Return the words that a record has on the pages of a language, and those that it has in English beside them."""
    collection = catalogue.collections[record.collection]
    texts = list(_gather_record(catalogue, collection, record))
    own = fold_words(text if isinstance(text, str) else text.get(code) or text[LANGUAGES[0]] for text in texts)
    if code == LANGUAGES[0]:
        return " ".join(own), ""
    english = fold_words(text[LANGUAGES[0]] for text in texts if not isinstance(text, str))
    return " ".join(own), " ".join(word for word in english if word not in own)


def _gather_record(catalogue: Catalogue, collection: Collection, record: Record) -> Iterator[Text | str]:
    yield catalogue.name_of(record)
    for path in dict.fromkeys(("title", *collection.search)):
        value: Any = record.values
        for key in path.split("."):
            value = value.get(key)
            if value is None:
                break
        else:
            yield from _gather(catalogue, collection.by_path[path], value)


def _gather(catalogue: Catalogue, field: Field, value: Any) -> Iterator[Text | str]:
    """Yield the texts of a value: by language where they have one."""
    match field.kind:
        case "list" if field.items:
            for item in value:
                yield from _gather(catalogue, field.items, item)
        case "object" if LANGUAGES[0] in value:
            yield {code: " ".join(words) for code, words in value.items()}
        case "object":
            for inner in field.fields:
                if inner.key in value:
                    yield from _gather(catalogue, inner, value[inner.key])
        case "localized" | "markdown":
            yield value
        case "term":
            yield catalogue.vocabularies[str(field.vocabulary)].terms[str(value)].name
        case "reference":
            yield from map(catalogue.name_of, filter(None, [catalogue.get((str(field.reference), value))]))
        case "cpv":
            yield value
            yield catalogue.cpv_labels[value]
        case "link" | "flag":
            return
        case _:
            yield str(value)
