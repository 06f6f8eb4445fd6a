"""Names of bodies in running text: a head noun with a proper name, a post with its body, "các" with what it lists.

What a name consists of behind its head, and what ends it, is told in `normalize.body.name_parts`.
"""

from __future__ import annotations

from normalize.body.heads import Place
from normalize.body.name_parts import SMALL, NameParts
from normalize.body.name_trees import (
    LinkRole,
    heads,
    held_posts,
    links,
    openings,
    owners,
    settlements,
    small_posts,
    units,
)
from normalize.body.units import words_of

_MOST_LISTED = 8


class Names(NameParts):
    """The forms of names over the words of one text; each method gives the index behind what it reads, or ``at``."""

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
        if post == at or (before.islower() and before not in SMALL):
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

    def _is_below(self, at: int) -> bool:
        """Whether "trực thuộc" stands there, which limits bodies with or without what they belong to."""
        return [one.text for one in self._words[at : at + 2]] == ["trực", "thuộc"]

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


_REMARKS: tuple[LinkRole, ...] = ("remark_1", "remark_2", "remark_3")
_EVERYWHERE: tuple[Place, ...] = ("prose", "cell", "plural")
