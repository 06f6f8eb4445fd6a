"""What names of bodies consist of behind their head: words with a capital, units, numbers; and what ends them.

Capitals tell names from prose (Nghị định 30/2020/NĐ-CP, Phụ lục II): a name goes on with words that begin with a
capital, each with the syllable behind it, then with a unit of the state. ``lexicon/name_words.tsv`` holds what names go
on with in small letters ("Phục vụ hành chính công"); verbs of offices and small words end them.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from normalize.body.name_trees import (
    fixed_names,
    heads,
    held_posts,
    links,
    long_verbs,
    owners,
    phrases,
    phrases_of_work,
    units,
    verbs,
)
from normalize.lexicon.word_tree import Word

# Small words that no name goes on with; the verbs among them stand in the table of verbs.
SMALL = frozenset(
    regex.split(
        r"\s+",
        "để và cùng với trong theo về được đã sẽ phải cho tại từ đến trên của các những nếu khi thì hoặc hằng hàng "
        "cần không cũng do bị nhằm ngay trước sau tự vào mà ở",
    )
)
_MOST_WORDS = 6
"""Words that begin with a capital in one name ("Văn hóa, Thể thao và Du lịch" has three)."""
_MOST_PROPER = 4
"""Syllables of a place's name."""


class NameParts:
    """The parts of names over the words of one text; each method gives the index behind what it reads, or ``at``."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._words = words

    def _name(self, at: int) -> int:
        """Words that begin with a capital, with signs between them; no head begins one."""
        if heads("prose").end(self._words, at) > at:
            return at
        end = self._word(at)
        for _ in range(_MOST_WORDS - 1 if end > at else 0):
            start = end + (self._text(end) in (",", "-", "–", "&"))
            start += self._text(start) == "và"
            if not self._text(start)[:1].isupper() or self._opens(start) or (found := self._word(start)) == start:
                break
            end = found
        return end

    def _word(self, at: int) -> int:
        """A word that begins with a capital, with the syllables behind it that are its own; or a known small one."""
        capital = self._text(at)[:1].isupper()
        for end in (fixed_names().end(self._words, at), phrases().end(self._words, at, lower=capital)):
            if end > at and not self._is_work(at, end):
                return self._more(end)
        text = self._text(at)
        if not text[:1].isupper() or not text[:1].isalpha():
            return at
        more = self._more(at + 1)
        small = self._text(at + 1)
        if (
            more == at + 1
            and small.islower()
            and small.isalpha()
            and not self._stops(at + 1)
            and not self._is_duty(at + 1)
        ):
            return self._more(at + 2)
        return more

    def _more(self, at: int) -> int:
        while (end := phrases().end(self._words, at)) > at and not self._is_work(at, end):
            at = end
        return at

    def _is_work(self, at: int, end: int) -> bool:
        """Whether words that names go on with are the office's work here: an object or nothing follows them.

        Behind a head they are its name ("Ban tiếp công dân"); with a capital only an object makes them work.
        """
        phrase = " ".join(one.text.lower() for one in self._words[at:end])
        small = self._text(at).islower()
        if phrase not in phrases_of_work() or (small and self._ends_head(at)):
            return False
        joint = end + (self._text(end) in (",", "và"))
        if self._is_verb(end) or units().end(self._words, end) > end or (joint > end and self._opens(joint)):
            return False
        return small or (self._text(end).islower() and self._text(end) not in SMALL)

    def _ends_head(self, at: int) -> bool:
        """Whether a head stands before a word, and is not what another office is named after ("Văn phòng Hội")."""
        starts = [start for start in range(max(0, at - 3), at) if heads("prose").end(self._words, start) == at]
        return any(owners().end(self._words, start) != at or not self._ends_head(start) for start in starts)

    def _tail(self, at: int) -> int:
        """A unit of the state, a region, or a number behind a name."""
        if (found := self._units(at)) > at:
            return found
        region = links("region").end(self._words, at)
        start = max(region, at) + (self._text(at) == "số")
        number = self._text(start)
        follows = self._text(start + 1)
        if number.isdecimal() and len(number) <= 2 and follows not in ("/", "."):
            return start + 1
        return start + 1 if region > at and number and not number.strip("IVX") else region

    def _units(self, at: int) -> int:
        """Units of the state with the name of the last: "các xã, phường", "cấp huyện", "xã Trà Bình"."""
        start = at + (self._text(at) == "cấp")
        start += self._text(start) == "các"
        end = units().end(self._words, start)
        if end == start:
            return at
        while (joint := end + (self._text(end) in (",", "và"))) > end:
            if (found := units().end(self._words, joint)) == joint:
                break
            end = found
        return self._proper(end)

    def _proper(self, at: int) -> int:
        """The name of a place, or its number."""
        if self._text(at).isdecimal() and len(self._text(at)) <= 2 and self._text(at + 1) not in ("/", "."):
            return at + 1
        end = at
        while end < at + _MOST_PROPER and self._text(end)[:1].isupper():
            if heads("prose").end(self._words, end) > end and end == at:
                break
            end += 1
        return end

    def _stops(self, at: int) -> bool:
        """Whether a word is no part of the name before it: a verb, a small word, a unit."""
        return self._text(at) in SMALL or self._is_verb(at) or units().end(self._words, at) > at

    def _is_verb(self, at: int) -> bool:
        ending = verbs()
        end = ending.words.end(self._words, at)
        return end > at and not (end == at + 1 and self._text(at - 1) in ending.behind.get(self._text(at), ()))

    def _is_duty(self, at: int) -> bool:
        """Whether a verb of two syllables begins, of which the first is none of a name's ("Đảng hỗ trợ")."""
        return long_verbs().end(self._words, at) > at

    def _opens(self, at: int) -> bool:
        """Whether another name begins at a word."""
        return heads("prose").end(self._words, at) > at or held_posts().end(self._words, at) > at

    def _text(self, at: int) -> str:
        return self._words[at].text if 0 <= at < len(self._words) else ""
