"""Which letters of a Word document its pages do not show: by colour, size, width,
and what hides them.

Source: ECMA-376 part 1, 17.3.2 (run properties), 20.1.6.2 (colour schemes).
"""

from __future__ import annotations

import msgspec

from extract.read.colours import NO_CONTRAST, Colour, distance
from extract.read.gate import sound_text
from extract.read.word.content import Content
from extract.read.word.package import Element
from extract.read.word.styles import VAL, RunFormat, Styles, W, shading_of
from schemas.place import HiddenText, Place
from schemas.vocabulary import HiddenReason

PAPER = "FFFFFF"
UNKNOWN = ""
"""A ground nobody tells: the fill of a shape, the bands of a table's style."""

_LEAST_SIZE = 4
"""Half points: letters below two points are read by nobody."""
_LEAST_WIDTH = 10
"""Percent of a letter's own width."""
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_THEME_NAMES = {
    "background1": "lt1",
    "text1": "dk1",
    "background2": "lt2",
    "text2": "dk2",
    "light1": "lt1",
    "dark1": "dk1",
    "light2": "lt2",
    "dark2": "dk2",
    "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}
"""Names of properties and of the theme. Source: ECMA-376 part 1, 17.18.97 (ST_ThemeColor)."""


class Aside(msgspec.Struct):
    """What was met beside the text while a document was read: letters that it does not show,
    words that are struck through, pictures so large that they may hold text.
    """

    hidden: list[HiddenText] = []
    struck: list[tuple[str, Place]] = []
    pictures: list[Place] = []

    def take(self, content: Content, at: Place) -> None:
        """What one paragraph holds."""
        for reason, text in content.hidden:
            if words := " ".join(sound_text(text).split()):
                self.hidden.append(HiddenText(reason, words, at))
        self.struck.extend(
            (words, at) for one in content.struck if (words := " ".join(one.split()))
        )
        self.pictures.extend(at for _ in range(content.pictures))


class Sight:
    """Tells what of a document's letters can be seen."""

    def __init__(self, theme: Element | None = None) -> None:
        """``theme`` is the root of the theme's part."""
        self._theme = {} if theme is None else _theme_colours(theme)

    def why_hidden(self, form: RunFormat, ground: str) -> HiddenReason | None:
        """Why letters in a format are not seen on a ground; None where they are."""
        if form.hidden:
            return "vanish"
        if form.unfilled:
            return "invisible"
        if _is_less(form.size, _LEAST_SIZE) or _is_less(form.width, _LEAST_WIDTH):
            return "tiny"
        if form.colour is None or form.colour == "auto":
            return None
        letters, behind = self._colour(form.colour), self._colour(form.ground or ground)
        if letters is None or behind is None:
            return None
        return "white" if distance(letters, behind) < NO_CONTRAST else None

    def _colour(self, stated: str) -> Colour | None:
        """The colour that a property names; None for one that is not known."""
        if stated.startswith("@"):
            name = stated[1:]
            stated = self._theme.get(_THEME_NAMES.get(name, name), "")
        try:
            red, green, blue = bytes.fromhex(stated)
        except ValueError:
            return None
        return red, green, blue


def _is_less(value: int | None, least: int) -> bool:
    return value is not None and value < least


def _theme_colours(theme: Element) -> dict[str, str]:
    """The colours of a theme by their names."""
    scheme = next(theme.iter(f"{_DRAWING}clrScheme"), None)
    found: dict[str, str] = {}
    for one in () if scheme is None else scheme:
        for colour in one:
            found[str(one.tag).rpartition("}")[2]] = colour.get("lastClr") or colour.get("val", "")
    return found


def table_ground(table: Element, styles: Styles) -> str | None:
    """What a table lays under its cells: a colour, `UNKNOWN` where its style has bands."""
    named = table.find(f"{W}tblPr/{W}tblStyle")
    for element in () if named is None else styles.chain(named.get(VAL, "")):
        if any(shading_of(one) not in (None, PAPER) for one in element.iter(f"{W}shd")):
            return UNKNOWN
    own = table.find(f"{W}tblPr/{W}shd")
    return None if own is None else shading_of(own)


def cell_ground(cell: Element, behind: str | None) -> str | None:
    """What a cell lays under its letters, else what its table does."""
    own = cell.find(f"{W}tcPr/{W}shd")
    colour = None if own is None else shading_of(own)
    return behind if colour is None else colour
