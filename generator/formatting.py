"""Put the text of a record into its canonical form, without changing what it says."""

from __future__ import annotations

import json
from collections import Counter

from generator.editing import apply_edits
from generator.layout import LayoutError, indent_lines
from generator.ordering import order_keys
from generator.schema import Schema
from generator.slips import find_blanks, find_line_ends, read_value


def format_text(text: str, schema: Schema) -> str:
    """Return a text with its keys in the order of the schema, indented by two spaces, without needless blanks.

    A text that is no YAML, or that cannot be laid out anew without a change of its value, is returned as it is.
    """
    formatted = apply_edits(text, find_line_ends(text))
    formatted = apply_edits(formatted, find_blanks(formatted))
    value, problems = read_value(formatted)
    if problems:
        return text
    try:
        laid_out = indent_lines(order_keys(formatted, schema))
    except LayoutError:
        return text
    again, problems = read_value(laid_out)
    same = not problems and _write(again) == _write(value) and _count_lines(laid_out) == _count_lines(formatted)
    return laid_out if same else text


def _write(value: object) -> str:
    return json.dumps(value, sort_keys=True)


def _count_lines(text: str) -> Counter[str]:
    """Count the lines that say something, comments too, wherever they stand."""
    return Counter(bare for line in text.split("\n") if (bare := line.strip(" -\t")))
