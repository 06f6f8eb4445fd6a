"""How far colours are from each other for the eye."""

from __future__ import annotations

import math

Colour = tuple[int, int, int]
"""Red, green, blue, 0 to 255."""

NO_CONTRAST = 16.0
"""Of 255, weighted as eyes weigh red, green and blue: less shows no letter on its ground.
Word's palest grey (F2F2F2) differs from white by 13, the next one (D9D9D9) by 38."""


def distance(one: Colour, other: Colour) -> float:
    """How far two colours are from each other for the eye, 0 to 255."""
    red, green, blue = (a - b for a, b in zip(one, other, strict=True))
    return math.sqrt(0.3 * red * red + 0.59 * green * green + 0.11 * blue * blue)
