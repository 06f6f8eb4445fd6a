"""Persons in charge: plans of schools and offices put names where others put units.

A name is two to five capitalised syllables that begin with a family name, or any after a form of address ("Thầy",
"T.", "Đ/c"). A person is no agency: the lexicon will never hold one.
"""

from __future__ import annotations

import regex

from normalize.lexicon.phrases import any_of
from normalize.writing.syllables import is_syllable
from normalize.writing.text import nfc

# Family names of nearly all Vietnamese and of the larger minorities.
_FAMILY = any_of("""
    Nguyễn; Trần; Lê; Phạm; Hoàng; Huỳnh; Phan; Vũ; Võ; Đặng; Bùi; Đỗ; Hồ; Ngô; Dương; Lý; Đào; Đinh; Đoàn; Lương; Lưu;
    Trịnh; Trương; Mai; Tô; Tạ; Tăng; Hà; Cao; Châu; Chu; Thái; Thân; Phùng; Quách; Triệu; Vương; Nông; Lò; Lò; Giàng;
    Sùng; Vàng; Thào; Quàng; Lường; Cầm; Hoàng; Nghiêm; Kiều; Khuất; Văn; Viên; Từ; Tống; Tôn; Thạch; Sơn; La; Lâm; Lại;
    Hứa; Giáp; Doãn; Diệp; Cù; Bạch; Âu; Ma; Chẩu; Đồng; Đậu; Phó; Bế; Ông; Mạc; Mạch; Danh; Kim; Y; Hờ; Sầm; Vi
""")
_SYLLABLE = r"\p{Lu}\p{Ll}*"
_ADDRESS = r"(?:(?:[Ôô]ng|[Bb]à|[Tt]hầy|[Cc]ô|[Aa]nh|[Cc]hị|[Đđ]ồng\s+chí|[Đđ]/c|[Đđ]c|BS|ThS|TS)\.?|[TC]\.)"
_PERSON = regex.compile(rf"{_ADDRESS}\s*{_SYLLABLE}(?:\s+{_SYLLABLE}){{0,4}}|{_FAMILY}(?:\s+{_SYLLABLE}){{1,4}}")
_FULL_NAME = regex.compile(rf"{_FAMILY}(?:\s+{_SYLLABLE}){{2,4}}")


def is_full_name(text: str) -> bool:
    """Whether a text is a family name and two to four names, each of them a syllable: hardly by chance, or torn.

    >>> is_full_name("Lê Hoàng Anh"), is_full_name("Hoàng Anh"), is_full_name("Trúc Giang Lê")
    (True, False, False)
    """
    name = nfc(text).strip()
    return _FULL_NAME.fullmatch(name) is not None and all(map(is_syllable, name.split()))


def is_person(text: str) -> bool:
    """Whether a text is the name of one person and nothing else.

    >>> is_person("Nguyễn Thị Hoa"), is_person("T.Phương"), is_person("Văn phòng UBND xã")
    (True, True, False)
    """
    return _PERSON.fullmatch(nfc(text).strip()) is not None
