"""What styles give to paragraphs and runs: numbering, weight,
alignment, capitals, outline levels, fonts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import regex

from extract.read.word.package import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = f"{W}val"

_HEADING = regex.compile(r"heading (?P<level>[1-9])", regex.IGNORECASE)
_RUN_PROPERTIES = {f"{W}{name}": name for name in ("b", "caps", "vanish", "rFonts", "rStyle")}
_MAX_CHAIN = 20
_BODY_LEVEL = 9


def _first(upper: tuple[object, ...], lower: tuple[object, ...]) -> Iterator[object]:
    """Field by field what ``upper`` says, and what ``lower`` says where it says nothing."""
    return (one if one is not None else other for one, other in zip(upper, lower, strict=True))


class RunFormat(NamedTuple):
    """What a run's own properties or its style say; None where they say nothing."""

    bold: bool | None = None
    capitals: bool | None = None
    hidden: bool | None = None
    font: str | None = None
    style: str | None = None

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

    def _resolve(self, identifier: str) -> Style:
        paragraph, run = _NO_PARAGRAPH, NO_RUN_FORMAT
        seen: set[str] = set()
        while identifier in self._elements and identifier not in seen and len(seen) < _MAX_CHAIN:
            seen.add(identifier)
            element = self._elements[identifier]
            own = read_paragraph_format(element.find(f"{W}pPr"))
            if own.level is None:
                own = own._replace(level=_named_level(element))
            paragraph = paragraph.over(own)
            run = run.over(read_run_format(element.find(f"{W}rPr")))
            based_on = element.find(f"{W}basedOn")
            identifier = "" if based_on is None else based_on.get(VAL, "")
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
    bold = capitals = hidden = None
    font = style = None
    for element in properties:
        match _RUN_PROPERTIES.get(element.tag):
            case None:
                pass
            case "b":
                bold = is_on(element)
            case "caps":
                capitals = is_on(element)
            case "vanish":
                hidden = is_on(element)
            case "rFonts":
                font = element.get(f"{W}ascii") or element.get(f"{W}hAnsi")
            case "rStyle":
                style = element.get(VAL)
    return RunFormat(bold, capitals, hidden, font, style)


def read_paragraph_format(properties: Element | None) -> ParagraphFormat:
    """What a ``w:pPr`` says."""
    if properties is None:
        return _NO_PARAGRAPH
    centered = level = numbering = depth = page_break = None
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
    return ParagraphFormat(centered, level, numbering, depth, page_break)


def to_int(value: str | None, otherwise: int) -> int:
    """A whole number as an attribute writes it; ``otherwise`` for anything else."""
    try:
        return int(value) if value is not None and len(value) < 12 else otherwise
    except ValueError:
        return otherwise
