"""Word's own numbering: the labels that stand before paragraphs
on the page and nowhere in their text.

Source: ECMA-376 part 1, 17.9 (numbering) and 17.18.59 (number formats).
"""

from __future__ import annotations

import msgspec
import regex

from extract.read.word.package import Element
from extract.read.word.styles import VAL, ParagraphFormat, Styles, W, is_on, local_name, to_int

_LEVELS = 9
_PLACEHOLDER = regex.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
)
_ROMAN_UNITS = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MAX_ROMAN = 3999
_MAX_LETTERS = 26 * 30

# Bullets are letters of symbol fonts, in the private area U+F000–U+F0FF; here as the signs the page
# shows.
BULLETS = {
    "\uf0b7": "•", "\uf0a7": "▪", "\uf0a8": "◻", "\uf06f": "□", "\uf0d8": "➢", "\uf0e0": "→",
    "\uf0fc": "✓", "\uf076": "❖", "\uf06e": "■", "\uf071": "❑", "\uf02d": "-", "\uf02b": "+",
    "\uf02a": "*", "\uf0fe": "☑", "\uf0de": "⇒", "\uf0ae": "→", "\uf06c": "●", "\uf075": "◆",
    "\uf0b3": "≥", "\uf0a3": "≤", "\uf0b0": "°",
    "\uf0b1": "±", "\uf0b4": "×", "\uf0fb": "✗", "\uf0a1": "○", "\uf050": "✓",
    "\uf052": "☑", "\uf053": "☒",
}  # fmt: skip


class Level(msgspec.Struct):
    """One level of a list: how its number looks and where it starts again."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False


class _List(msgspec.Struct):
    """One numbered list and how far its counting has come; several ``w:num`` may share it."""

    levels: dict[int, Level]
    styles: dict[str, int]
    style_link: str | None
    counters: list[int | None] = msgspec.field(default_factory=lambda: [None] * _LEVELS)


class _Instance(msgspec.Struct):
    """A ``w:num``: a list with some levels changed or started anew."""

    list: _List
    levels: dict[int, Level]
    starts: dict[int, int]


class Numbering:
    """The labels of numbered paragraphs, computed in document order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, _List] = {}
        self._instances: dict[str, _Instance] = {}
        for element in () if root is None else root:
            if element.tag == f"{W}abstractNum":
                self._lists[element.get(f"{W}abstractNumId", "")] = _read_list(element)
        for element in () if root is None else root:
            if element.tag == f"{W}num":
                self._add_instance(element)
        for instance in self._instances.values():
            self._follow_link(instance)

    def next_label(self, paragraph: ParagraphFormat, style: str | None) -> str:
        """The label of the next paragraph of a list, counted on;
        "" for a paragraph that is not numbered.
        """
        instance = self._instances.get(paragraph.numbering or "")
        if instance is None:
            return ""
        depth = paragraph.depth
        if depth is None:
            depth = instance.list.styles.get(style or "", 0)
        depth = min(max(depth, 0), _LEVELS - 1)
        level = self._level(instance, depth)
        if level is None:
            return ""
        self._count(instance, depth)
        return self._label(instance, level, depth)

    def _add_instance(self, element: Element) -> None:
        reference = element.find(f"{W}abstractNumId")
        shared = self._lists.get("" if reference is None else reference.get(VAL, ""))
        if shared is None:
            return
        levels: dict[int, Level] = {}
        starts: dict[int, int] = {}
        for override in element.iterfind(f"{W}lvlOverride"):
            depth = to_int(override.get(f"{W}ilvl"), 0)
            own = override.find(f"{W}lvl")
            if own is not None:
                levels[depth] = _read_level(own)
            start = override.find(f"{W}startOverride")
            if start is not None:
                starts[depth] = to_int(start.get(VAL), 1)
        self._instances[element.get(f"{W}numId", "")] = _Instance(shared, levels, starts)

    def _follow_link(self, instance: _Instance) -> None:
        """A list that only names a numbering style takes its levels from there."""
        link = instance.list.style_link
        if link is None or instance.list.levels:
            return
        target = self._instances.get(self._styles.style(link).paragraph.numbering or "")
        if target is not None:
            instance.list.levels = target.list.levels

    def _level(self, instance: _Instance, depth: int) -> Level | None:
        return instance.levels.get(depth) or instance.list.levels.get(depth)

    def _count(self, instance: _Instance, depth: int) -> None:
        """Advance the counter of a level; the levels below it begin again."""
        counters = instance.list.counters
        level = self._level(instance, depth) or Level()
        if depth in instance.starts:
            counters[depth] = instance.starts.pop(depth)
        else:
            before = counters[depth]
            counters[depth] = level.start if before is None else before + 1
        for above in range(depth):
            if counters[above] is None:
                counters[above] = (self._level(instance, above) or Level()).start
        for below in range(depth + 1, _LEVELS):
            restart = (self._level(instance, below) or Level()).restart
            if restart is None or depth < restart:
                counters[below] = None

    def _label(self, instance: _Instance, level: Level, depth: int) -> str:
        if level.format == "none":
            return _PLACEHOLDER.sub("", level.text).strip()
        if level.format == "bullet":
            return "".join(BULLETS.get(letter, letter) for letter in level.text).strip()

        def number(match: regex.Match[str]) -> str:
            index = int(match[1]) - 1
            count = instance.list.counters[index] if index <= depth else None
            shown = self._level(instance, index) or Level()
            if count is None:
                return ""
            return format_number(count, "decimal" if level.legal else shown.format)

        return _PLACEHOLDER.sub(number, level.text).strip()


def _read_list(element: Element) -> _List:
    levels: dict[int, Level] = {}
    styles: dict[str, int] = {}
    link = element.find(f"{W}numStyleLink")
    for one in element.iterfind(f"{W}lvl"):
        depth = to_int(one.get(f"{W}ilvl"), 0)
        levels[depth] = _read_level(one)
        style = one.find(f"{W}pStyle")
        if style is not None:
            styles[style.get(VAL, "")] = depth
    return _List(levels, styles, None if link is None else link.get(VAL))


def _read_level(element: Element) -> Level:
    level = Level()
    for child in element.iter(
        f"{W}start", f"{W}numFmt", f"{W}lvlText", f"{W}lvlRestart", f"{W}isLgl"
    ):
        value = child.get(VAL)
        match local_name(child):
            case "start":
                level.start = to_int(value, 1)
            case "numFmt":
                level.format = value or "decimal"
            case "lvlText":
                level.text = value or ""
            case "lvlRestart":
                level.restart = to_int(value, 0)
            case "isLgl":
                level.legal = is_on(child)
    return level


def format_number(number: int, form: str) -> str:
    """A number as a list shows it; digits for the formats that Vietnamese documents do not use.

    >>> [format_number(4, form) for form in ("decimal", "upperRoman", "lowerLetter", "decimalZero")]
    ['4', 'IV', 'd', '04']
    >>> format_number(28, "upperLetter")
    'BB'
    """
    if form in ("upperRoman", "lowerRoman") and 0 < number <= _MAX_ROMAN:
        roman = _roman(number)
        return roman.upper() if form == "upperRoman" else roman
    if form in ("upperLetter", "lowerLetter") and 0 < number <= _MAX_LETTERS:
        # Word goes on with AA, BB, CC after Z.
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form == "decimalZero":
        return f"{number:02d}"
    if form == "numberInDash":
        return f"- {number} -"
    return str(number)


def _roman(number: int) -> str:
    letters = ""
    for value, letter in (*_ROMAN, *_ROMAN_UNITS):
        letters += letter * (number // value)
        number %= value
    return letters
