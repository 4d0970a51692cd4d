"""Show worked examples: code that asks the data something, coloured, with what it prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import find_lexer_class_by_name
from pygments.util import ClassNotFound

from generator.diagnostics import CannotRunError

SITE = "https://site.example/"
"""What stands in examples for the address of the site."""
PRINTED = "txt"
"""Ending of the files that hold what an example prints."""

_COLOURED = HtmlFormatter[str](nowrap=True)


class ExampleError(CannotRunError):
    """An example cannot be shown; the message names its file."""


@dataclass(frozen=True, slots=True)
class WorkedExample:
    """Code, and what it prints."""

    code: str
    syntax: str
    """Ending of its file, by which the language is known: ``py``."""
    printed: str
    """Empty where the example is not run."""


@dataclass(frozen=True, slots=True)
class ExampleView:
    """An example on the site, with the address of the site in it."""

    code: Markup
    printed: str


def make_examples(files: Mapping[str, str]) -> Mapping[str, WorkedExample]:
    """Make the examples, by name, of texts by the names of their files: ``cite.sh``, which prints ``cite.txt``.

    Raises ``ExampleError``.
    """
    examples: dict[str, WorkedExample] = {}
    for file, text in files.items():
        name, _, ending = file.rpartition(".")
        if ending == PRINTED:
            continue
        if name in examples:
            raise ExampleError(f"docs/examples/{file}: another example is called {name}; give this one a name of its own")
        examples[name] = WorkedExample(text, ending, files.get(f"{name}.{PRINTED}", ""))
    return examples


def show_example(name: str, example: WorkedExample, *, site_url: str) -> ExampleView:
    """Colour the code of an example, and put the address of the site in. Raises ``ExampleError``."""
    try:
        lexer = find_lexer_class_by_name(example.syntax.lower())
    except ClassNotFound:
        raise ExampleError(f"docs/examples/{name}.{example.syntax}: no language is known by this ending") from None
    coloured = highlight(example.code.replace(SITE, site_url), lexer(), _COLOURED)
    return ExampleView(Markup(coloured), example.printed.replace(SITE, site_url))  # noqa: S704 - Pygments escapes
