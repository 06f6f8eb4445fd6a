"""Names of bodies in running text: a head noun with a proper name, a post with its body, "các" with what it lists.

Capitals tell names from prose (Nghị định 30/2020/NĐ-CP, Phụ lục II): a name is a head, then words that begin with a
capital, each with the syllable behind it, then a unit of the state. ``lexicon/name_words.tsv`` holds what names go on
with in small letters ("Phục vụ hành chính công"); verbs of offices and small words end them.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from normalize.body.heads import Place
from normalize.body.name_trees import (
    LinkRole,
    fixed_names,
    heads,
    held_posts,
    links,
    long_verbs,
    openings,
    owners,
    phrases,
    phrases_of_work,
    settlements,
    small_posts,
    units,
    verbs,
)
from normalize.body.units import words_of
from normalize.lexicon.word_tree import Word

# Small words that no name goes on with; the verbs among them stand in the table of verbs.
_SMALL = frozenset(
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
_MOST_LISTED = 8


class Names:
    """The grammar of names over the words of one text; each method gives the index behind what it reads, or ``at``."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._words = words

    def body(self, at: int) -> int:
        """A name of one of the forms, with what limits it ("thuộc UBND xã", "trên địa bàn xã")."""
        found = self.named(at)
        if found == at and self._is_below(head := heads("prose").end(self._words, at)):
            found = head
        return self._remark(found) if found > at else at

    def named(self, at: int) -> int:
        """A name of one of the forms."""
        if self._text(at) not in openings():
            return at
        return max(self._charged(at), self._several(at), self._nested(at))

    def opens(self, at: int) -> bool:
        """Whether a cell's piece or a heading may begin with a body at a word: a head, a post, "các"."""
        return self._opens(at) or heads("cell").end(self._words, at, lower=True) > at

    def in_place(self, at: int) -> int:
        """The unit behind a name of the lexicon, and what limits it."""
        return self._remark(self._units(at))

    def may_be_name(self) -> bool:
        """Whether all the words may be one name: behind its head a capital, a unit or a known word, and no verb."""
        head = self._head_of_heading()
        if head == 0 or head == len(self._words):
            return head > 0
        goes_on = max(self._word(head), self._units(head), self._several(head)) > head
        if not self._text(head)[:1].isupper() and not goes_on:
            return self._text(0).lower() == "các" and not self._is_verb(head)
        verbs = (at for at in range(head, len(self._words)) if self._is_verb(at))
        return all(at < self._word(at - 1) for at in verbs)

    def _head_of_heading(self) -> int:
        start = int(self._text(0).lower() == "các")
        ends = [heads(place).end(self._words, start, lower=place != "prose") for place in _EVERYWHERE]
        end = max(*ends, held_posts().end(self._words, start))
        return end if end > start else 0

    def _charged(self, at: int) -> int:
        """A post with its body or field: "Chủ tịch UBND xã", "Trưởng phòng Giáo dục và Đào tạo"."""
        post = held_posts().end(self._words, at)
        if post == at:
            return self._of_settlements(at)
        named = self._tail(self._name(post)) if self._name(post) > post else post
        found = max(self._several(post), self._nested(post), named, self._units(post))
        return found if found > post else at

    def _of_settlements(self, at: int) -> int:
        """A post in small letters with its settlements: "trưởng thôn", "trưởng các khu phố"."""
        post = small_posts().end(self._words, at)
        before = self._text(at - 1)
        if post == at or (before.islower() and before not in _SMALL):
            return at
        if self._text(post - 1) in words_of("settlement"):
            return post
        start = post + (self._text(post) == "các")
        return self._units(post) if settlements().end(self._words, start) > start else at

    def _several(self, at: int) -> int:
        """What "các" lists: "các phòng, ban", "Các đồng chí thành viên Ban Chỉ đạo xã"."""
        if self._text(at).lower() != "các":
            return at
        start = at + 1
        while (end := links("member").end(self._words, start, lower=True)) > start:
            start = end
        found = max(self._listed(start), self._nested(start))
        return found if found > start else at

    def _listed(self, at: int) -> int:
        end = self._item(at)
        for _ in range(_MOST_LISTED if end > at else 0):
            joint = end + (self._text(end) == ",")
            joint += self._text(joint) == "và"
            if joint == end and self._stops(joint):
                break
            if (found := self._item(joint)) == joint:
                break
            end = found
        return self._tail(end) if end > at else at

    def _item(self, at: int) -> int:
        """One sort of bodies in a list, perhaps with its field ("doanh nghiệp viễn thông")."""
        end = max(heads("plural").end(self._words, at, lower=True), units().end(self._words, at))
        return self._word(end) if end > at and not self._stops(end) else end

    def _nested(self, at: int) -> int:
        """An office, perhaps with the body it belongs to: "Văn phòng Ủy ban nhân dân tỉnh", "Ban Pháp chế HĐND xã"."""
        head = heads("prose").end(self._words, at)
        if head == at:
            return at
        name = self._name(head)
        own = self._tail(self._tail(name))
        ends = [own if own > head else at, self._pair(at)]
        for start in dict.fromkeys((head, name, own)):
            inner = max(self._pair(start), self._single(start))
            ends.append(max(inner, self._single(inner)) if inner > start else at)
            ends.append(owner if (owner := self._owner(start)) > start else at)
            if self._text(start) == "các" and (listed := self._listed(start + 1)) > start + 1:
                ends.append(listed)
        return max(ends)

    def _single(self, at: int) -> int:
        """A head with a name or a unit."""
        head = heads("prose").end(self._words, at)
        end = self._tail(self._tail(self._name(head))) if head > at else at
        return end if end > head else at

    def _pair(self, at: int) -> int:
        """ "Hội đồng nhân dân và Ủy ban nhân dân xã"."""
        council = links("council").end(self._words, at)
        joint = council + (self._text(council) == "và")
        committee = links("committee").end(self._words, joint)
        return self._tail(committee) if at < council < joint < committee else at

    def _owner(self, at: int) -> int:
        """A body that offices are named after without a name of its own: "Thanh tra Sở", "Thường trực Ban Chỉ đạo"."""
        for start in dict.fromkeys((heads("prose").end(self._words, at), at)):
            if (end := owners().end(self._words, start)) > start:
                return self._tail(end)
        return at

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
        return small or (self._text(end).islower() and self._text(end) not in _SMALL)

    def _ends_head(self, at: int) -> bool:
        """Whether a head stands before a word, and is not what another office is named after ("Văn phòng Hội")."""
        starts = [start for start in range(max(0, at - 3), at) if heads("prose").end(self._words, start) == at]
        return any(owners().end(self._words, start) != at or not self._ends_head(start) for start in starts)

    def _is_below(self, at: int) -> bool:
        """Whether "trực thuộc" stands there, which limits bodies with or without what they belong to."""
        return [one.text for one in self._words[at : at + 2]] == ["trực", "thuộc"]

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

    def _remark(self, at: int) -> int:
        """What limits bodies that were named."""
        for role in _REMARKS:
            at = links(role).end(self._words, at)
        if (centre := links("of_centre").end(self._words, at)) > at:
            return centre
        above = links("below").end(self._words, at)
        if above > at:
            head = heads("prose").end(self._words, above)
            if max(head, self._units(above)) > above:
                at = max(self._single(above), head, self._units(above))
            elif self._is_below(at):
                at = above
        ground = links("ground").end(self._words, at)
        return self._units(ground) if ground > at else at

    def _stops(self, at: int) -> bool:
        """Whether a word is no part of the name before it: a verb, a small word, a unit."""
        return self._text(at) in _SMALL or self._is_verb(at) or units().end(self._words, at) > at

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


_REMARKS: tuple[LinkRole, ...] = ("remark_1", "remark_2", "remark_3")
_EVERYWHERE: tuple[Place, ...] = ("prose", "cell", "plural")
