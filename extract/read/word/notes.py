"""Footnotes and endnotes of a Word document: each where its mark stands, and its number."""

from __future__ import annotations

from extract.read.word.content import Note
from extract.read.word.numbering import format_number
from extract.read.word.package import Element
from extract.read.word.styles import VAL, W

NOTE_KINDS = ("footnotes", "endnotes")


class Notes:
    """The notes of one kind that no mark has been met of yet, and the numbers given so far."""

    def __init__(self, kind: str, root: Element | None, settings: Element | None) -> None:
        self._waiting = {
            note.get(f"{W}id", ""): note
            for note in (() if root is None else root)
            if note.get(f"{W}type", "normal") == "normal"
        }
        self._count = 0
        self._format = _number_format(kind, settings)

    def take(self, reference: Note) -> tuple[Element | None, str]:
        """The note of a mark, once, and its number; "" where the text shows a mark of its own."""
        note = self._waiting.pop(reference.identifier, None)
        if note is None or reference.has_own_mark:
            return note, ""
        self._count += 1
        return note, format_number(self._count, self._format)


def _number_format(kind: str, settings: Element | None) -> str:
    path = f"{W}{kind.removesuffix('s')}Pr/{W}numFmt"
    form = None if settings is None else settings.find(path)
    usual = "decimal" if kind == "footnotes" else "lowerRoman"
    return usual if form is None else str(form.get(VAL, usual))
