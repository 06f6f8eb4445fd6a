"""Which letters of a page it does not show, and why not.

Runs are suspected by what the file states (`extract.read.pdf.suspects`); the picture of the page
decides, drawn with them and without them: letters whose absence changes nothing are not shown.
"""

from __future__ import annotations

import ctypes
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from extract.read.pdf.annotations import annotation_boxes
from extract.read.pdf.frame import Frame
from extract.read.pdf.painted import Painted, Rectangle
from extract.read.pdf.picture_of_page import Picture, differ, draw
from extract.read.pdf.suspects import LEAST_SIZE, Scene, Suspect, find_suspects
from schemas.page import Box, box_around
from schemas.vocabulary import HiddenReason

Handle = Any

_LAYER_SHARE = 0.5
"""Share of a page's runs that are invisible where a scanner's program laid them over it, and of
the page that pictures cover then."""
_FEWEST_IN_WORD = 3
"""Letters in a row that may be hidden inside a word: fewer are those a seal's ink lies over."""
_INKED = 0.8
"""Share of the letters laid on a picture that have ink there where they were recognised in it."""
_NEARLY_ALL = 0.9
"""Share of a run that a redaction covers at least."""
_OVERLAID: tuple[HiddenReason, ...] = ("redacted", "covered")
_PADDING = 2.0
"""Points around what is looked at."""
_UNMOVED = Frame(0.0, 0.0, 0.0, 0.0)


class _Letter(NamedTuple):
    """A letter that leaves ink: ``place`` in the PDF's coordinates, ``box`` on the page as it is
    displayed.
    """

    at: int
    place: Rectangle
    box: Box


_Run = tuple[Suspect, list[_Letter]]


def hidden_letters(
    page: Handle,
    text_page: Handle,
    letters: str,
    objects: Iterable[Painted],
    *,
    layered: bool = True,
) -> dict[int, HiddenReason]:
    """Why the page does not show letters, by their index; nothing of those it shows.

    ``letters`` are the page's by their indices, ``objects`` what it paints, ``layered``: the
    document has layers, which may be switched off. What a scanner's program laid invisibly over the
    picture of a page is left alone (`extract.read.scan.hidden`).
    """
    rect = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, rect)
    sheet = rect.left, rect.bottom, rect.right, rect.top
    if not (rect.left < rect.right and rect.bottom < rect.top):
        return {}
    laid = [(box.x0, -box.bottom, box.x1, -box.top) for box in annotation_boxes(page, _UNMOVED)]
    scene = find_suspects(objects, sheet, laid, layered=layered)
    if not scene.suspects or _is_scan(scene, sheet):
        return {}
    return _Judge(page, text_page, letters, scene, sheet).hidden()


def _is_scan(scene: Scene, sheet: Rectangle) -> bool:
    """Whether most of a page's runs lie invisibly on pictures that cover it."""
    covered = sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in scene.pictures)
    whole = (sheet[2] - sheet[0]) * (sheet[3] - sheet[1])
    return covered >= _LAYER_SHARE * whole and scene.invisible > _LAYER_SHARE * scene.runs


class _Judge:
    """Looks at the suspected runs of one page."""

    def __init__(
        self, page: Handle, text_page: Handle, letters: str, scene: Scene, sheet: Rectangle
    ) -> None:
        self._page = page
        self._text_page = text_page
        self._letters = letters
        self._scene = scene
        self._sheet = sheet
        self._frame = Frame(*sheet, pdfium.FPDFPage_GetRotation(page))

    def hidden(self) -> dict[int, HiddenReason]:
        """The reasons by index."""
        runs = self._letters_of_suspects()
        found: dict[int, HiddenReason] = {}
        asked: list[_Run] = []
        for suspect, letters in runs:
            stated = {one.at: why for one in letters if (why := self._stated(suspect, one))}
            found.update(stated)
            rest = [one for one in letters if one.at not in stated]
            if rest and suspect.reasons - {"tiny", "outside"}:
                asked.append((suspect, rest))
        self._ask_picture(asked, found)
        kept: list[int] = []
        for _, letters in runs:
            _complete(letters, found)
            kept.extend(self._whole(letters, found))
        return {index: found[index] for index in sorted(kept)}

    def _letters_of_suspects(self) -> list[_Run]:
        """The letters of each suspected run, in their order."""
        suspects = {_address(one.handle): one for one in self._scene.suspects}
        letters: dict[int, list[_Letter]] = defaultdict(list)
        for index, letter in enumerate(self._letters):
            if letter.isspace():
                continue
            drawn = pdfium.FPDFText_GetTextObject(self._text_page, index)
            address = _address(drawn) if drawn else 0
            if address in suspects and (place := self._ink(index)) is not None:
                letters[address].append(_Letter(index, place, self._frame.upright(*place)))
        return [(suspects[address], found) for address, found in letters.items()]

    def _ink(self, index: int) -> Rectangle | None:
        """Where a letter leaves ink."""
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        pdfium.FPDFText_GetCharBox(self._text_page, index, left, right, bottom, top)
        place = left.value, bottom.value, right.value, top.value
        return place if place[0] < place[2] and place[1] < place[3] else None

    def _stated(self, suspect: Suspect, letter: _Letter) -> HiddenReason | None:
        """Why a letter cannot be seen, whatever the picture shows."""
        x, y = _middle(letter.place)
        if "outside" in suspect.reasons and not _is_in(self._sheet, x, y):
            return "outside"
        if "tiny" in suspect.reasons and self._size(letter.at) < LEAST_SIZE:
            return "tiny"
        return None

    def _size(self, index: int) -> float:
        """The size at which a letter is set, across or up, whichever is less; in points."""
        matrix = pdfium.FS_MATRIX()
        if not pdfium.FPDFText_GetMatrix(self._text_page, index, matrix):
            return math.inf
        scale = min(math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d))
        return float(scale * pdfium.FPDFText_GetFontSize(self._text_page, index))

    def _ask_picture(self, asked: list[_Run], found: dict[int, HiddenReason]) -> None:
        """Add the reasons of letters that the picture of the page does not show."""
        region = self._region(asked)
        if region is None:
            return
        shown, without = draw(self._page, region), self._without(asked, region)
        if shown is None or without is None:
            return
        recognised = self._recognised(asked, shown)
        for suspect, letters in asked:
            if id(suspect) not in recognised:
                unseen = [one for one in letters if not _shows(suspect, shown, without, one.box)]
                found.update(self._reasons(suspect, shown, unseen))

    def _reasons(
        self, suspect: Suspect, shown: Picture, unseen: list[_Letter]
    ) -> Iterator[tuple[int, HiddenReason]]:
        """Why letters are not seen, by their index; nothing of those that nothing explains."""
        for one in unseen:
            if why := _reason(suspect, shown, one) or self._of_form(suspect):
                yield one.at, why

    def _without(self, runs: list[_Run], region: Box) -> Picture | None:
        """The picture of a region as it is without some runs."""
        for suspect, _ in runs:
            pdfium.FPDFPageObj_SetIsActive(suspect.handle, 0)
        try:
            return draw(self._page, region)
        finally:
            for suspect, _ in runs:
                pdfium.FPDFPageObj_SetIsActive(suspect.handle, 1)

    def _region(self, runs: list[_Run]) -> Box | None:
        """The part of the displayed page that holds the letters of runs."""
        boxes = [one.box for _, letters in runs for one in letters]
        if not boxes:
            return None
        around = box_around(boxes)
        region = Box(
            max(around.x0 - _PADDING, 0.0),
            max(around.top - _PADDING, 0.0),
            min(around.x1 + _PADDING, self._frame.width),
            min(around.bottom + _PADDING, self._frame.height),
        )
        return region if region.x0 < region.x1 and region.top < region.bottom else None

    def _recognised(self, asked: list[_Run], shown: Picture) -> set[int]:
        """The runs that lie invisibly on pictures, or under them, where the pictures have ink:
        a program recognised them there. By their ids.
        """
        laid = [
            (suspect, letters)
            for suspect, letters in asked
            if suspect.reasons & {"invisible", "covered"}
            and any(_is_in(one, *_middle(suspect.place)) for one in self._scene.pictures)
        ]
        ink = [shown.has_contrast(one.box) for _, letters in laid for one in letters]
        return {id(suspect) for suspect, _ in laid} if sum(ink) >= _INKED * len(ink) else set()

    def _of_form(self, suspect: Suspect) -> HiddenReason | None:
        """What hides the letters of a form: pdfium says neither how a form is painted nor by what
        it is clipped.
        """
        if "clipped" not in suspect.reasons or suspect.clip is not None:
            return None
        return "transparent" if _has_faint_form(self._page) else "clipped"

    def _whole(self, letters: list[_Letter], found: dict[int, HiddenReason]) -> Iterator[int]:
        """The letters that are hidden as words, or as some in a row inside one."""
        for word in self._words(letters):
            hidden = [one.at in found for one in word]
            if all(hidden):
                yield from (one.at for one in word)
                continue
            start = 0
            for at in range(len(word) + 1):
                if at == len(word) or not hidden[at]:
                    if at - start >= _FEWEST_IN_WORD:
                        yield from (one.at for one in word[start:at])
                    start = at + 1

    def _words(self, letters: list[_Letter]) -> Iterator[list[_Letter]]:
        """Letters in runs without a blank between them."""
        word: list[_Letter] = []
        for one in letters:
            if word and any(map(str.isspace, self._letters[word[-1].at + 1 : one.at])):
                yield word
                word = []
            word.append(one)
        if word:
            yield word


def _complete(letters: list[_Letter], found: dict[int, HiddenReason]) -> None:
    """What was painted over nearly a whole run was meant for all of it."""
    for reason in _OVERLAID:
        under = sum(found.get(one.at) == reason for one in letters)
        if _NEARLY_ALL * len(letters) <= under < len(letters):
            found.update((one.at, reason) for one in letters)


def _shows(suspect: Suspect, shown: Picture, without: Picture, box: Box) -> bool:
    """Whether a letter is seen; what only clips others is seen by what they paint there."""
    return shown.has_contrast(box) if suspect.clips_others else differ(shown, without, box)


def _reason(suspect: Suspect, shown: Picture, letter: _Letter) -> HiddenReason | None:
    """Why a letter is not seen, of what its run is suspected of; None where nothing explains it."""
    x, y = _middle(letter.place)
    reasons = suspect.reasons
    if "invisible" in reasons:
        return "invisible"
    if suspect.clip is not None and not _is_in(suspect.clip, x, y):
        return "clipped"
    if any(_is_in(area.place, x, y) for area in suspect.covers):
        return "redacted" if shown.is_dark(letter.box) else "covered"
    left: tuple[HiddenReason, ...] = ("layer-off", "transparent", "white")
    return next((reason for reason in left if reason in reasons), None)


def _has_faint_form(page: Handle) -> bool:
    """Whether a form of a page lets light through."""
    drawn = (
        pdfium.FPDFPage_GetObject(page, index)
        for index in range(pdfium.FPDFPage_CountObjects(page))
    )
    return any(
        pdfium.FPDFPageObj_GetType(one) == pdfium.FPDF_PAGEOBJ_FORM
        and pdfium.FPDFPageObj_HasTransparency(one)
        for one in drawn
    )


def _middle(place: Rectangle) -> tuple[float, float]:
    return (place[0] + place[2]) / 2, (place[1] + place[3]) / 2


def _is_in(area: Rectangle, x: float, y: float) -> bool:
    return area[0] <= x <= area[2] and area[1] <= y <= area[3]


def _address(handle: Handle) -> int:
    return ctypes.addressof(handle.contents)
