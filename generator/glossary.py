"""Link the terms of the glossary where a text uses them for the first time."""

from __future__ import annotations

import re
from collections import defaultdict
from html import escape

from generator.model import Vocabulary

GLOSSARY = "glossary"
"""The vocabulary whose terms are explained, and the name of the page that explains them."""
GLOSSARY_PAGE = f"about/{GLOSSARY}/"
"""Address of that page below the root of a language."""
_PIECE = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*>|<[^>]*>|[^<]+")
_WORD = re.compile(r"\w+")
_CLOSED = frozenset(
    ("a", "button", "caption", "code", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "script", "style", "summary", "svg", "th")
)
"""Elements whose text is left alone: links, headings, code, and what names a row or a drawing."""


class Glossary:
    """The terms of one language, found by their first word."""

    def __init__(self, vocabulary: Vocabulary | None, language: str) -> None:
        forms: dict[str, list[tuple[re.Pattern[str], str]]] = defaultdict(list)
        for term in vocabulary.terms.values() if vocabulary else ():
            for form in (term.name[language], *term.forms.get(language, ())):
                if word := _WORD.search(form):
                    forms[_fold(word[0])].append((_compile(form), term.id))
        self._forms = {word: sorted(found, key=lambda one: -len(one[0].pattern)) for word, found in forms.items()}

    def link_terms(self, html: str, root: str) -> str:
        """Link each term at its first use in a fragment on a page from which ``root`` leads to the root of the language."""
        if not self._forms:
            return html
        linked: set[str] = set()
        pieces = []
        closed: list[str] = []
        for match in _PIECE.finditer(html):
            piece, name = match[0], (match[2] or "").lower()
            if name in _CLOSED:
                if not match[1]:
                    closed.append(name)
                elif name in closed:
                    del closed[closed.index(name) :]
            elif not closed and not piece.startswith("<"):
                piece = self._link_text(piece, root, linked)
            pieces.append(piece)
        return "".join(pieces)

    def _link_text(self, text: str, root: str, linked: set[str]) -> str:
        parts: list[str] = []
        written = read = 0
        for word in _WORD.finditer(text):
            if word.start() < read:
                continue
            for form, term in self._forms.get(_fold(word[0]), ()):
                if found := form.match(text, word.start()):
                    read = found.end()
                    if term not in linked:
                        linked.add(term)
                        link = f'<a class="ipt-term" href="{escape(root)}{GLOSSARY_PAGE}#{term}">{found[0]}</a>'
                        parts += (text[written : found.start()], link)
                        written = read
                    break
        return "".join((*parts, text[written:]))


def _fold(word: str) -> str:
    """Fold a word so that capitals and a plural in ``s`` make no difference for finding it."""
    return word.casefold().rstrip("s")


def _compile(form: str) -> re.Pattern[str]:
    """Compile a form: any white space between words, a plural in ``s`` at the end of each word.

    A form with capitals is found as it stands; any other one with a capital at its beginning, too.
    """
    words = [re.escape(escape(word, quote=False)) + ("" if word.endswith("s") else "s?") for word in form.split()]
    pattern = r"\s+".join(words)
    if form == form.lower():
        pattern = f"(?i:{re.escape(form[0])}){pattern.removeprefix(re.escape(form[0]))}"
    return re.compile(rf"{pattern}(?!\w|[-’'](?=\w))")
