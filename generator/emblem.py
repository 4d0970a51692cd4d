"""Draw the emblem of a record: thin arcs that leave one vertex, like tracks in a detector.

Number, direction, curvature and weight of the arcs follow a hash of the id, so that the same id always draws
the same emblem.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from hashlib import blake2s

WIDTH, HEIGHT = 120, 80
"""Size of the drawing in its own units."""
_VERTEX = (14, 66)
_FEWEST, _MOST = 5, 9


@dataclass(frozen=True, slots=True)
class Emblem:
    """The arcs of an emblem as SVG path data, thin ones and strong ones apart."""

    thin: str
    strong: str
    end: tuple[int, int]
    """Where the last strong arc ends: the place of a dot."""

    def __html__(self) -> str:
        """Return the drawing as SVG; it says nothing, so it is hidden from those who cannot see it."""
        x, y = self.end
        return (
            f'<svg class="ipt-emblem" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true" focusable="false">'
            f'<path d="{self.thin}"/><path class="ipt-emblem__strong" d="{self.strong}"/>'
            f'<circle cx="{_VERTEX[0]}" cy="{_VERTEX[1]}" r="3"/><circle cx="{x}" cy="{y}" r="2"/></svg>'
        )


def draw_emblem(id_: str) -> Emblem:
    """Draw the emblem of an id."""
    seeds = blake2s(id_.encode(), digest_size=32).digest()
    count = _FEWEST + seeds[0] % (_MOST - _FEWEST + 1)
    thin, strong = [], []
    end = _VERTEX
    for number in range(count):
        length_seed, turn_seed, bend_seed = seeds[1 + 3 * number : 4 + 3 * number]
        angle = math.radians(4 + 88 * (number + turn_seed / 255) / count)
        length = 42 + 62 * length_seed / 255
        x = round(min(WIDTH - 3, _VERTEX[0] + length * math.cos(angle)))
        y = round(max(3, _VERTEX[1] - length * math.sin(angle)))
        radius = 46 + bend_seed
        arc = f"M{_VERTEX[0]} {_VERTEX[1]}A{radius} {radius} 0 0 {bend_seed & 1} {x} {y}"
        if number % 3 == seeds[31] % 3:
            strong.append(arc)
            end = (x, y)
        else:
            thin.append(arc)
    return Emblem("".join(thin), "".join(strong), end)
