"""Pictures in a Word document that are so large that they may hold text.

Source: ECMA-376 part 1, 20.4.2.7 (extent); part 4, 19.1.2.11 (imagedata).
"""

from __future__ import annotations

import regex

from extract.read.word.package import Element
from extract.read.word.styles import to_int

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
_POINT = 12_700
"""English metric units in a point."""
_LEAST = 200.0, 120.0
"""Points, across and down: seals, signatures and logos are smaller."""
_SIDE = regex.compile(r"(?:^|;)\s*(?P<side>width|height)\s*:\s*(?P<points>[\d.]{1,8})pt")


def large_pictures(shape: Element) -> int:
    """How many large pictures a drawing holds."""
    return sum(_is_large(*sides) for sides in (*_drawn(shape), *_older(shape)))


def _is_large(across: float, down: float) -> bool:
    return across >= _LEAST[0] and down >= _LEAST[1]


def _drawn(shape: Element) -> list[tuple[float, float]]:
    """The sides of a drawing with a picture in it."""
    if next(shape.iter(_BLIP), None) is None:
        return []
    return [
        (to_int(one.get("cx"), 0) / _POINT, to_int(one.get("cy"), 0) / _POINT)
        for one in shape.iter(f"{_DRAWING}extent")
    ]


def _older(shape: Element) -> list[tuple[float, float]]:
    """The sides of the pictures of VML."""
    found = []
    for image in shape.iter(_IMAGE):
        style = image.getparent().get("style", "")
        sides = {one["side"]: one["points"] for one in _SIDE.finditer(style)}
        try:
            found.append((float(sides.get("width", "0")), float(sides.get("height", "0"))))
        except ValueError:
            continue
    return found
