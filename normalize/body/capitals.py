"""Names of bodies that are printed in capitals, in the spelling of running text.

Capitals stand where Nghị định 30/2020/NĐ-CP, Phụ lục II, puts them: the sort of body, its field of activity, places.
Known names (issuers, agencies, provinces) are spelled as their tables spell them; the rest by the rules.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import regex

from normalize.body.issuers import issuers
from normalize.body.lexicon import agency_names
from normalize.body.places import province_names
from normalize.writing.text import fold


def _listed(names: str) -> tuple[str, ...]:
    return tuple(" ".join(name.split()) for name in names.split(";"))


# Sorts of bodies: the word behind one begins a field of activity. Those of one syllable are also common words
# ("an ninh quốc phòng", "xã hội"), so they count only at the beginning of a name.
_SORTS = _listed("""
    Tổng công ty; Công ty cổ phần; Công ty TNHH; Công ty; Trường Đại học; Trường Cao đẳng; Trường Trung cấp;
    Đại học; Học viện; Ban Quản lý; Ban Chỉ đạo; Ban Chỉ huy; Ban Chấp hành; Ban Thường vụ; Ban Thường trực;
    Trung tâm; Văn phòng; Tổng cục; Chi cục; Bệnh viện; Ngân hàng; Tập đoàn; Hội đồng; Tổ công tác; Ủy ban;
    Thanh tra; Đảng ủy; Đảng bộ; Bộ Tư lệnh; Bộ Chỉ huy
""")
_SHORT_SORTS = frozenset(
    map(
        fold,
        _listed("sở; bộ; ban; phòng; cục; vụ; viện; khoa; trạm; tổ; đội; hạt; quỹ; hội; đoàn; tòa; báo; đài; trường"),
    )
)
_FIXED = _listed("""
    Ủy ban nhân dân; Hội đồng nhân dân; Tòa án nhân dân; Viện kiểm sát nhân dân; Ủy ban Kiểm tra; Việt Nam; Tây Bắc;
    Đông Bắc; Tây Nguyên; Tây Nam; Đông Nam; Trung ương; Bộ trưởng; Thứ trưởng; Cục trưởng; Vụ trưởng; Viện trưởng;
    Trưởng ban; Trưởng phòng; Trưởng khoa; Trưởng đoàn
""")
_UNITS = _listed("""
    thành phố; thị trấn; đặc khu; thị xã; phường; quận; huyện; tỉnh; xã; TP.; TX.; TT.;
    Tỉnh ủy; Thành ủy; Huyện ủy; Quận ủy; Thị ủy; Quận đoàn; Huyện đoàn; Tỉnh đoàn; Thành đoàn; THPT; THCS; TH; MN;
    Trung học phổ thông; Trung học cơ sở; Tiểu học; Mầm non
""")
"""Words behind which the name of a place stands, or that of a person after whom a school is called."""
_JOINTS = frozenset(fold(word) for word in ("và", "-", "&"))
# Vietnamese syllables have a vowel: a word without one is an abbreviation, and so are these and Roman numbers.
_ABBREVIATION = regex.compile(r"(?:[BCDĐGHKLMNPQRSTVX]{1,9}\.?)+|[IVX]+|UBND|UBMTTQ\w*|UBKT|BHXH|TW|\P{L}+|.*\d.*")
_MOST_WORDS = 12


class _State(NamedTuple):
    """What may follow the words so far: a place's name, a field of activity, or neither."""

    place: bool = False
    field: bool = False


def load_names() -> None:
    """Read the tables of known names before the first text asks for them."""
    _names()


def recase(capitals: str, begun: str = "") -> str:
    """A body's name in capitals as running text writes it.

    ``begun`` is the beginning of the name in its spelling, where that is known already.

    >>> recase("ỦY BAN NHÂN DÂN XÃ TRIỆU AN"), recase("SỞ CÔNG THƯƠNG")
    ('Ủy ban nhân dân xã Triệu An', 'Sở Công Thương')
    >>> recase("TRƯỜNG ĐẠI HỌC CÔNG NGHIỆP THỰC PHẨM TP. HỒ CHÍ MINH")
    'Trường Đại học Công nghiệp thực phẩm TP. Hồ Chí Minh'
    >>> recase("PHÒNG VĂN HÓA - XÃ HỘI"), recase("SỞ DU LỊCH VÀ THỂ THAO")
    ('Phòng Văn hóa - Xã hội', 'Sở Du lịch và Thể thao')
    """
    words = capitals.split()
    keys = [_bare(word) for word in words]
    written = begun.split()
    state = _state(keys[: len(written)])
    while (at := len(written)) < len(words):
        phrase = _known(keys, at, state)
        piece = words[at : at + len(phrase)] if phrase else words[at : at + 1]
        if phrase:
            written.extend(map(_cased, piece, phrase))
            state = _state(keys[: at + len(piece)])
        elif keys[at] in _JOINTS or _ABBREVIATION.fullmatch(words[at]):
            written.append(words[at].lower() if keys[at] in _JOINTS else words[at])
            state = _State(state.place and keys[at] not in _JOINTS, state.field or keys[at] in _JOINTS)
        else:
            written.append(words[at].capitalize() if at == 0 or any(state) else words[at].lower())
            state = _State(state.place, at == 0 and keys[at] in _SHORT_SORTS)
        if piece[-1].endswith((",", ";")):
            state = _State(field=True)
        if at == 0:
            written[0] = written[0][:1].upper() + written[0][1:]
    return " ".join(written)


def _known(keys: list[str], at: int, state: _State) -> list[str] | None:
    """The spelling of the longest known phrase that begins at a word."""
    for count in range(min(_MOST_WORDS, len(keys) - at), 0, -1):
        key = tuple(keys[at : at + count])
        spelled = _names().get(key) or (_fields().get(key) if state.field else None)
        if spelled is not None and not (state.place and count == 1):
            return spelled
    return None


def _cased(printed: str, spelled: str) -> str:
    """A printed word with the capitals of a spelling; its own tone marks and comma stay ("HÒA", "Hoà")."""
    small = printed.lower()
    return "".join(
        letter if index < len(spelled) and spelled[index].isupper() else small[index]
        for index, letter in enumerate(printed)
    )


def _state(keys: list[str]) -> _State:
    """What may follow these words."""
    ends = [tuple(keys[-count:]) for count in (3, 2, 1) if count <= len(keys)]
    if any(end in _unit_keys() for end in ends):
        return _State(place=True)
    return _State(field=any(end in _sort_keys() for end in ends) or (len(keys) == 1 and keys[0] in _SHORT_SORTS))


def _bare(word: str) -> str:
    return fold(word).rstrip(",;")


def _key(name: str) -> tuple[str, ...]:
    return tuple(_bare(word) for word in name.split())


@cache
def _unit_keys() -> frozenset[tuple[str, ...]]:
    return frozenset(_key(name) for name in _UNITS)


@cache
def _sort_keys() -> frozenset[tuple[str, ...]]:
    return frozenset(_key(name) for name in _SORTS)


@cache
def _names() -> dict[tuple[str, ...], list[str]]:
    """Spellings of known names by their bare words."""
    known = [*_FIXED, *_SORTS, *(one.name for one in issuers().values()), *agency_names(), *province_names()]
    spelled = {_key(name): name.split() for name in _UNITS}
    for name in known:
        if " " in name:
            spelled.setdefault(_key(name), name.split())
    return spelled


@cache
def _fields() -> dict[tuple[str, ...], list[str]]:
    """Fields of activity: a ministry's is that of the offices below it ("Bộ Công Thương", "Sở Công Thương")."""
    names = (one.name for one in issuers().values())
    return {_key(name)[1:]: name.split()[1:] for name in names if name.startswith("Bộ ")}
