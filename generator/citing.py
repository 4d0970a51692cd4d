"""Write the citation of a record: as text, for BibTeX and for reference managers (RIS)."""

from __future__ import annotations

from dataclasses import dataclass

from generator.i18n import Language, Localized
from generator.publication import Publication

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""Macros that every BibTeX style defines."""
_BIBTEX = str.maketrans(
    {
        **{sign: f"\\{sign}" for sign in "$&#%_"},
        "\\": "{\\textbackslash}",
        "{": "{\\textbraceleft}",
        "}": "{\\textbraceright}",
        "~": "{\\textasciitilde}",
        "^": "{\\textasciicircum}",
    }
)
"""What TeX takes for commands. BibTeX counts braces even after a backslash, so that they need names."""


@dataclass(frozen=True, slots=True)
class Source:
    """What is cited."""

    key: str
    """Letters, digits and hyphens that no other record has."""
    title: str
    catalogue: str
    author: str
    """The corporate author, which is the publisher too."""
    address: str
    reviewed: str
    """Day in the form YYYY-MM-DD."""
    language: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation, in each format that is asked for."""

    text: str
    source: Source

    @property
    def bibtex(self) -> str:
        """Return the entry for BibTeX."""
        return write_bibtex(self.source)

    @property
    def ris(self) -> str:
        """Return the entry for reference managers."""
        return write_ris(self.source)

    @property
    def formats(self) -> tuple[tuple[str, str], ...]:
        """Return name and text of each format."""
        return ("text", self.text), ("bibtex", self.bibtex), ("ris", self.ris)


def cite_record(name: Localized, path: str, *, reviewed: str, language: Language, publication: Publication) -> Citation:
    """Cite the record whose page has an address below the root of the language."""
    source = Source(
        key=f"ipt-{path.strip('/').replace('/', '-')}",
        title=name.text,
        catalogue=language.say("cite.catalogue"),
        author=language.say("cite.author"),
        address=publication.address_of(path, language=language),
        reviewed=reviewed,
        language=name.lang or language.code,
    )
    date = language.date(reviewed)
    text = language.say(
        "cite.sentence", author=source.author, title=source.title, catalogue=source.catalogue, date=date, address=source.address
    )
    return Citation(text, source)


def write_bibtex(source: Source) -> str:
    """Write an entry for BibTeX and BibLaTeX, in UTF-8."""
    year, month, _ = source.reviewed.split("-")
    return "\n".join(
        (
            f"@misc{{{source.key},",
            f"  author = {{{{{_escape_tex(source.author)}}}}},",
            f"  title = {{{{{_escape_tex(source.title)}}}}},",
            f"  howpublished = {{{_escape_tex(source.catalogue)}}},",
            f"  year = {{{year}}},",
            f"  month = {_MONTHS[int(month) - 1]},",
            f"  url = {{{source.address}}},",
            f"  urldate = {{{source.reviewed}}},",
            f"  langid = {{{'french' if source.language == 'fr' else 'english'}}}",
            "}",
        )
    )


def write_ris(source: Source) -> str:
    """Write an entry in the RIS format. The comma after the author says that it is no name of a person."""
    year, month, day = source.reviewed.split("-")
    return "\n".join(
        (
            "TY  - ELEC",
            f"AU  - {_one_line(source.author)},",
            f"TI  - {_one_line(source.title)}",
            f"T2  - {_one_line(source.catalogue)}",
            f"PB  - {_one_line(source.author)}",
            f"PY  - {year}",
            f"DA  - {year}/{month}/{day}/",
            f"LA  - {source.language}",
            f"UR  - {source.address}",
            "ER  - ",
        )
    )


def _escape_tex(text: str) -> str:
    return _one_line(text).translate(_BIBTEX)


def _one_line(text: str) -> str:
    """Return a text on one line, so that nothing in it can begin another field."""
    return " ".join(text.split())
