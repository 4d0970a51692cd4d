"""Split a built frame page at its slots, and stamp pages from it.

A frame is split once; stamping joins its literal pieces with the fragments of a record. What a record
holds is never searched for slots, so a record that writes one shows it as text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.diagnostics import CannotRunError
from generator.policy import write_policy_tag

POLICY = "policy"
SLOTS = (POLICY, "title", "head", "path", "body")
"""Places of a frame that are filled for every page; that of the policy by the frame itself."""
_SLOT = re.compile(r"\[\[\[(title|head|path)\]\]\]|<!-- (policy) -->|<!-- slot:(body) -->.*?<!-- /slot:body -->", re.DOTALL)
_UPWARD = re.compile(rb'"\.\.(?=[/"])')
_INDENT = re.compile(r"\n\s*")


class FrameError(CannotRunError):
    """A built page is no frame; the message says which slot it lacks."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The literal pieces of a page and the slots between them."""

    pieces: tuple[bytes, ...]
    """One more than there are slots."""
    slots: tuple[str, ...]
    """Names of the slots, in the order of the page; a name can stand several times."""
    policy: bytes
    """The element that lets the scripts of the pieces run, and no others."""
    depth: int
    """Folders between its pages and the root of their language."""

    def stamp(self, *, title: bytes, head: bytes, path: bytes, body: bytes) -> bytes:
        """Join the pieces with finished fragments of HTML, UTF-8 encoded."""
        fragments = {POLICY: self.policy, "title": title, "head": head, "path": path, "body": body}
        parts = [self.pieces[0]]
        for piece, slot in zip(self.pieces[1:], self.slots, strict=True):
            parts += (fragments[slot], piece)
        return b"".join(parts)

    def deepen(self, levels: int) -> Frame:
        """Return the frame for pages that lie so many folders below those that it was made for.

        Engines write an address inside the site as a quoted text that begins with ``../`` or is ``..``, in
        attributes, in the settings of the theme and in its scripts.
        """
        pieces = tuple(_UPWARD.sub(b'"' + b"../" * levels + b"..", piece) for piece in self.pieces)
        return _make_frame(pieces, self.slots, self.depth + levels)


def split_frame(html: str, *, name: str) -> Frame:
    """Split the HTML of a built frame page, named by its address. Raises ``FrameError`` when a slot is missing.

    The page links to itself as ``./`` in its navigation; its records stand beside it, so the link becomes
    ``../all/``. White space at the beginning of lines goes, as nothing in a frame is preformatted.
    """
    pieces = []
    slots = []
    end = 0
    for match in _SLOT.finditer(html):
        pieces.append(html[end : match.start()])
        slots.append(match[1] or match[2] or match[3])
        end = match.end()
    pieces.append(html[end:])
    for slot in SLOTS:
        if slot not in slots:
            raise FrameError(f"the frame {name} has no slot {slot!r}")
    return _make_frame(tuple(_tidy(piece).encode() for piece in pieces), tuple(slots), name.count("/"))


def _make_frame(pieces: tuple[bytes, ...], slots: tuple[str, ...], depth: int) -> Frame:
    return Frame(pieces, slots, write_policy_tag(b"".join(pieces).decode()).encode(), depth)


def _tidy(piece: str) -> str:
    return _INDENT.sub("\n", piece).replace('href="./"', 'href="../all/"')
