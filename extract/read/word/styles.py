"""What styles give to paragraphs and runs: numbering, weight,
alignment, capitals, outline levels, fonts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import regex

from extract.read.word.package import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = f"{W}val"

_HEADING = regex.compile(r"heading (?P<level>[1-9])", regex.IGNORECASE)
_MAX_CHAIN = 20
_BODY_LEVEL = 9


def _first(upper: tuple[object, ...], lower: tuple[object, ...]) -> Iterator[object]:
    """Field by field what ``upper`` says, and what ``lower`` says where it says nothing."""
    return (one if one is not None else other for one, other in zip(upper, lower, strict=True))


class RunFormat(NamedTuple):
    """What a run's own properties or its style say; None where they say nothing.

    ``colour`` and ``ground`` are six hexadecimal digits, "auto", or a name of the theme ("@dk1");
    ``size`` is in half points, ``width`` in percent, ``unfilled``: its letters have no paint.
    """

    bold: bool | None = None
    capitals: bool | None = None
    hidden: bool | None = None
    font: str | None = None
    style: str | None = None
    colour: str | None = None
    ground: str | None = None
    size: int | None = None
    width: int | None = None
    struck: bool | None = None
    unfilled: bool | None = None

    def over(self, below: RunFormat) -> RunFormat:
        """This format, with what it leaves open taken from ``below``."""
        return RunFormat._make(_first(self, below))


class ParagraphFormat(NamedTuple):
    """What a paragraph's properties or its style say. ``level`` is a heading level from 1;
    0 is body text.
    """

    centered: bool | None = None
    level: int | None = None
    numbering: str | None = None
    depth: int | None = None
    page_break: bool | None = None
    ground: str | None = None

    def over(self, below: ParagraphFormat) -> ParagraphFormat:
        """This format, with what it leaves open taken from ``below``."""
        return ParagraphFormat._make(_first(self, below))


class Style(NamedTuple):
    """A style with everything it takes from the styles it is based on."""

    paragraph: ParagraphFormat = ParagraphFormat()
    run: RunFormat = RunFormat()


NO_RUN_FORMAT = RunFormat()
_NO_PARAGRAPH = ParagraphFormat()


class Styles:
    """The styles of a document by id."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._resolved: dict[str, Style] = {}
        self.default = Style()
        base = Style()
        default_id = ""
        for element in () if root is None else root:
            if element.tag == f"{W}docDefaults":
                base = Style(
                    read_paragraph_format(element.find(f"{W}pPrDefault/{W}pPr")),
                    read_run_format(element.find(f"{W}rPrDefault/{W}rPr")),
                )
            elif element.tag == f"{W}style":
                identifier = element.get(f"{W}styleId", "")
                self._elements[identifier] = element
                if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in (
                    "1",
                    "true",
                    "on",
                ):
                    default_id = identifier
        own = self.style(default_id)
        self.default = Style(own.paragraph.over(base.paragraph), own.run.over(base.run))
        self._base = base

    def paragraph_style(self, identifier: str | None) -> Style:
        """The style of a paragraph; the document's default for
        None and for a style that is not there.
        """
        if identifier is None or identifier not in self._elements:
            return self.default
        own = self.style(identifier)
        return Style(own.paragraph.over(self._base.paragraph), own.run.over(self._base.run))

    def style(self, identifier: str) -> Style:
        """A style with what it inherits, without the document's defaults."""
        if identifier not in self._resolved:
            self._resolved[identifier] = self._resolve(identifier)
        return self._resolved[identifier]

    def chain(self, identifier: str) -> Iterator[Element]:
        """The elements of a style and of those it is based on."""
        seen: set[str] = set()
        while identifier in self._elements and identifier not in seen and len(seen) < _MAX_CHAIN:
            seen.add(identifier)
            element = self._elements[identifier]
            yield element
            based_on = element.find(f"{W}basedOn")
            identifier = "" if based_on is None else based_on.get(VAL, "")

    def _resolve(self, identifier: str) -> Style:
        paragraph, run = _NO_PARAGRAPH, NO_RUN_FORMAT
        for element in self.chain(identifier):
            own = read_paragraph_format(element.find(f"{W}pPr"))
            if own.level is None:
                own = own._replace(level=_named_level(element))
            paragraph = paragraph.over(own)
            run = run.over(read_run_format(element.find(f"{W}rPr")))
        return Style(paragraph, run)


def _named_level(element: Element) -> int | None:
    """The level of the built-in heading styles,
    which bear English names in every language of Word.
    """
    name = element.find(f"{W}name")
    match = _HEADING.fullmatch("" if name is None else name.get(VAL, ""))
    return int(match["level"]) if match else None


def local_name(element: Element) -> str:
    """The tag of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def is_on(element: Element) -> bool:
    """The value of an on-off property that is there."""
    return element.get(VAL, "true") not in ("0", "false", "off")


def read_run_format(properties: Element | None) -> RunFormat:
    """What a ``w:rPr`` says."""
    if properties is None:
        return NO_RUN_FORMAT
    found: dict[str, Any] = {}
    for element in properties:
        reader = _RUN_PROPERTIES.get(element.tag)
        if reader is not None:
            field, read = reader
            found[field] = read(element)
    return RunFormat(**found) if found else NO_RUN_FORMAT


def _font(element: Element) -> str | None:
    name: str | None = element.get(f"{W}ascii") or element.get(f"{W}hAnsi")
    return name


def _stated(element: Element, theme: str, value: str | None) -> str | None:
    """A colour by its value, or by the theme's name where it is that unchanged."""
    name = element.get(f"{W}{theme}")
    changed = element.get(f"{W}{theme}Shade") or element.get(f"{W}{theme}Tint")
    tinted = element.get(f"{W}themeShade") or element.get(f"{W}themeTint") or changed
    return f"@{name}" if name and not tinted else value


def _colour(element: Element) -> str | None:
    return _stated(element, "themeColor", element.get(VAL))


def shading_of(element: Element) -> str | None:
    """The colour that a ``w:shd`` lays under letters; None where it lays none."""
    if element.get(VAL) == "solid":
        colour = _stated(element, "themeColor", element.get(f"{W}color"))
    else:
        colour = _stated(element, "themeFill", element.get(f"{W}fill"))
    return None if colour == "auto" else colour


_HIGHLIGHTS = {
    "black": "000000",
    "white": "FFFFFF",
    "darkBlue": "000080",
    "darkRed": "800000",
    "darkGray": "808080",
    "lightGray": "C0C0C0",
    "none": None,
}
"""Source: ECMA-376 part 1, 17.18.40 (ST_HighlightColor); the others are no ground of white."""


def _highlight(element: Element) -> str | None:
    return _HIGHLIGHTS.get(element.get(VAL, ""), "00FF00")


def _unfilled(element: Element) -> bool:
    return any(local_name(child) == "noFill" for child in element)


_RUN_PROPERTIES: dict[str, tuple[str, Callable[[Element], object]]] = {
    f"{W}b": ("bold", is_on),
    f"{W}caps": ("capitals", is_on),
    f"{W}vanish": ("hidden", is_on),
    f"{W}rFonts": ("font", _font),
    f"{W}rStyle": ("style", lambda element: element.get(VAL)),
    f"{W}color": ("colour", _colour),
    f"{W}shd": ("ground", shading_of),
    f"{W}highlight": ("ground", _highlight),
    f"{W}sz": ("size", lambda element: to_int(element.get(VAL), 24)),
    f"{W}w": ("width", lambda element: to_int(element.get(VAL, "").rstrip("%"), 100)),
    f"{W}strike": ("struck", is_on),
    f"{W}dstrike": ("struck", is_on),
    "{http://schemas.microsoft.com/office/word/2010/wordml}textFill": ("unfilled", _unfilled),
}
"""The properties that count: the field of `RunFormat` and what reads it."""


def read_paragraph_format(properties: Element | None) -> ParagraphFormat:
    """What a ``w:pPr`` says."""
    if properties is None:
        return _NO_PARAGRAPH
    centered = level = numbering = depth = page_break = ground = None
    for element in properties:
        match local_name(element):
            case "jc":
                centered = element.get(VAL) == "center"
            case "outlineLvl":
                outline = to_int(element.get(VAL), _BODY_LEVEL)
                level = outline + 1 if 0 <= outline < _BODY_LEVEL else 0
            case "numPr":
                for child in element:
                    if child.tag == f"{W}numId":
                        numbering = child.get(VAL)
                    elif child.tag == f"{W}ilvl":
                        depth = to_int(child.get(VAL), 0)
            case "pageBreakBefore":
                page_break = is_on(element)
            case "shd":
                ground = shading_of(element)
    return ParagraphFormat(centered, level, numbering, depth, page_break, ground)


def to_int(value: str | None, otherwise: int) -> int:
    """A whole number as an attribute writes it; ``otherwise`` for anything else."""
    try:
        return int(value) if value is not None and len(value) < 12 else otherwise
    except ValueError:
        return otherwise
