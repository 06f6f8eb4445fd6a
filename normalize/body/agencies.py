"""The units in charge that a cell names, each as the lexicon has it or as it is written.

A cell is cut into pieces (`normalize.body.pieces`), and each piece, or several that are one name
together, is looked up (`normalize.body.registry`). A head may stand once for what follows it: "Sở
Xây dựng, Y tế" are two departments.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

import regex

from normalize.body.cell_names import cell_names_pattern
from normalize.body.lexicon import key_of, lexicon
from normalize.body.long_names import pieces_of_name
from normalize.body.persons import is_person
from normalize.body.pieces import Piece, named, pieces_of
from normalize.body.registry import Registry, head_or_post
from normalize.body.units import level_of_word, words_of
from normalize.writing.text import squeeze
from schemas.plan import Agency, Level

_BULLET = regex.compile(r"[-–+*•]\s+(?=\p{L})")
_MOST_PIECES = 10
"""Pieces a name of the lexicon may have ("Văn hóa, Thể thao và Du lịch" has three)."""
_MOST_BEHIND = 12
"""Pieces behind commas that may belong to a name: sorts of units, fields of an office."""


@cache
def _shared_head() -> regex.Pattern[str]:
    """A head that may hold for what follows it, perhaps with the post that leads it."""
    heads = rf"(?:{cell_names_pattern('chair')}\s+)?{cell_names_pattern('committee')}"
    heads += f"|{cell_names_pattern('shared_head')}"
    return regex.compile(rf"(?:[Cc]ác\s+)?(?P<head>{heads})\b")


@cache
def _head_of_list() -> regex.Pattern[str]:
    return regex.compile(rf"{_shared_head().pattern}\s*:\s*", regex.IGNORECASE)


@cache
def _shared_tail() -> regex.Pattern[str]:
    """The council or committee that holds for the posts before it."""
    return regex.compile(rf"{cell_names_pattern('committee')}\s.*")


def begins_with_body(text: str) -> bool:
    """Whether a text begins as the name of a body or an office does.

    >>> begins_with_body("Phòng Nội vụ"), begins_with_body("Rà soát văn bản")
    (True, False)
    """
    return named().match(text) is not None or key_of(text) in lexicon()


@lru_cache(maxsize=8192)
def read_agencies(cell: str, *, level: Level | None = None, on: date | None = None) -> tuple[Agency, ...]:
    """The agencies of a cell in their order; a piece that is not in the lexicon stays as written.

    >>> [one.name for one in read_agencies("UBND xã; VP UBND xã", level="commune")]
    ['Ủy ban nhân dân xã', 'Văn phòng UBND xã']
    """
    lines = [line for line in map(squeeze, cell.split("\n")) if line]
    if len(lines) > 1 and all(is_person(line.rstrip(" ,;")) for line in lines):
        return tuple(Agency(text=line.rstrip(" ,;")) for line in lines)
    registry = Registry(level, on)
    return tuple(one for item in _items(lines) for one in _Item(item, registry).read())


def _items(lines: list[str]) -> list[str]:
    """The cell as one text, or the items of its list where its first line has a bullet."""
    if not lines or not _BULLET.match(lines[0]):
        items = ["\n".join(lines)]
    else:
        items = []
        for line in lines:
            bullet = _BULLET.match(line)
            if bullet:
                items.append(line[bullet.end() :])
            else:
                items[-1] += f"\n{line}"
    return [text for item in items if (text := item.strip(" .;,\n"))]


class _Item(NamedTuple):
    """A text that names bodies, and where they are looked up."""

    text: str
    registry: Registry

    def read(self) -> list[Agency]:
        """The bodies; the longest runs of pieces that are known stay together, and a head holds
        for what follows it.
        """
        pieces = pieces_of(self.text)
        found: list[Agency] = []
        head: str | None = None
        at = 0
        while at < len(pieces):
            near = pieces[at : at + _MOST_PIECES + _MOST_BEHIND]
            agency, count = self._known(near[:_MOST_PIECES], head) or self._unknown(near)
            whole = self._whole_name(near[: count + _MOST_BEHIND], count)
            if whole > count:
                agency, count = self.registry.read_more(self._written(near[:whole])), whole
            found.append(agency)
            head = _head_behind(agency.text, head)
            at += count
        return found

    def _written(self, pieces: Sequence[Piece]) -> str:
        return squeeze(self.text[pieces[0][0] : pieces[-1][1]])

    def _known(self, pieces: Sequence[Piece], head: str | None) -> tuple[Agency, int] | None:
        """The body of the longest run of pieces that the lexicon knows, and how many they are."""
        for count in range(len(pieces), 0, -1):
            agency = _read(self._written(pieces[:count]), head, self.registry)
            if agency is not None:
                return agency, count
        return None

    def _unknown(self, pieces: Sequence[Piece]) -> tuple[Agency, int]:
        """The first piece with the body that the next one names for both ("CT, PCT UBND xã"), or
        for what it says.
        """
        text = self._written(pieces[:1])
        tail = _shared_tail().search(self.text, *pieces[1]) if len(pieces) > 1 else None
        shared = self.registry.find(f"{text} {tail.group()}", text) if tail else None
        return shared or self.registry.read_more(text), 1

    def _whole_name(self, pieces: Sequence[Piece], read: int) -> int:
        """How many pieces the name of the first ``read`` has with what belongs to it behind
        commas.
        """
        end = read
        while end < len(pieces) and self.text[pieces[end - 1][1] : pieces[end][0]].strip() == ",":
            end += 1
        if end == read:
            return read
        texts = [self._written(pieces[:read])]
        texts += [self._written([one]) for one in pieces[read:end]]
        is_known = self.registry.find
        return read - 1 + pieces_of_name(texts, lambda text: is_known(text, text) is not None)


def _read(text: str, head: str | None, registry: Registry) -> Agency | None:
    """A piece by itself or with the head before it; what is of the document's own level comes
    first.
    """
    alone = registry.look_up(text) or registry.without_remark(text)
    if alone is not None and alone.level == registry.level:
        return alone
    return _sharing_head(text, head, registry) or alone


def _head_behind(text: str, before: str | None) -> str | None:
    """The head that the next piece may share: the piece's own, else the one before where the piece
    has none at all.
    """
    match = _head_of_list().match(text) or _shared_head().match(text)
    if match is not None:
        return match["head"]
    return None if head_or_post().match(text) else before


def _sharing_head(text: str, head: str | None, registry: Registry) -> Agency | None:
    """A piece without a head of its own: "UBND các xã, thị trấn", "Sở Xây dựng, Y tế", "Các bộ: Xây
    dựng, Y tế".
    """
    listed = _head_of_list().match(text)
    if listed is not None:
        return registry.find(f"{listed['head']} {text[listed.end() :]}", text)
    if head is None:
        return None
    agency = registry.find(f"{head} {text}", text)
    if agency is None and text.removeprefix("các ").split(" trực", 1)[0] in words_of():
        return Agency(text=text, name=f"{head} {text}", level=level_of_word(text))
    return agency
