"""Issuing bodies: what a symbol's code stands for, and a printed name in its canonical form.

The table ``lexicon/issuers.tsv`` has a row a code: ``name``, ``scope`` (central, local, party), and whether the code
belongs to one body (``unique``); UBND or TU say only what sort of body it is.

Source: symbols of published documents; DOMAIN notes on Party symbols (Hướng dẫn 36-HD/VPTW).
"""

from __future__ import annotations

from functools import cache
from typing import Literal

import regex

from normalize.lexicon.table import Row, read_table
from normalize.writing.text import fold, squeeze, strip_marks


class Issuer(Row, frozen=True, kw_only=True):
    """One row of the table."""

    code: str
    name: str
    scope: Literal["central", "local", "party"]
    unique: bool


@cache
def issuers() -> dict[str, Issuer]:
    """Every issuer code with its row."""
    return {row.code: row for row in read_table("issuers", Issuer)}


_ABBREVIATIONS = (
    (regex.compile(r"[ỦU][ỷỶyYỦủyỳ]?\s*[Bb][Aa][Nn]\s+[Nn][Hh][Ââ][Nn]\s+[Dd][Ââ][Nn]"), "UBND"),
    (regex.compile(r"H[ộỘ]i\s+đ[ồồ]ng\s+nhân\s+dân", regex.IGNORECASE), "HĐND"),
    (regex.compile(r"\bPTNT\b"), "Phát triển nông thôn"),
    (regex.compile(r"\bTN\s*&\s*MT\b"), "Tài nguyên và Môi trường"),
    (regex.compile(r"\b(?:LĐTBXH|LĐ-TB&XH|LĐTB&XH)\b"), "Lao động - Thương binh và Xã hội"),
    (regex.compile(r"\bGD\s*&\s*ĐT\b|\bGDĐT\b"), "Giáo dục và Đào tạo"),
    (regex.compile(r"\bTT\s*&\s*TT\b|\bTTTT\b"), "Thông tin và Truyền thông"),
    (regex.compile(r"\bKH\s*&\s*ĐT\b"), "Kế hoạch và Đầu tư"),
    (regex.compile(r"\bKH\s*&\s*CN\b|\bKHCN\b"), "Khoa học và Công nghệ"),
    (regex.compile(r"\bTP\b\.?(?=\s)"), "thành phố"),
    (regex.compile(r"\bMTTQ\s+VN\b"), "MTTQ Việt Nam"),
    (regex.compile(r"\buỷ\b"), "ủy"),
    (regex.compile(r"\bUỷ\b"), "Ủy"),
)
_GLUED_MINISTER = regex.compile(r"^bộ trưởng(?=bộ)", regex.IGNORECASE)
_PERSON = regex.compile(
    r"^(?:Thừa\s+lệnh\s+)?(?:Quyền\s+|Phó\s+)?(?:Bộ\s+trưởng(?:,\s+Chủ\s+nhiệm)?|Thứ\s+trưởng|Giám\s+đốc|Chủ\s+nhiệm|Thống\s+đốc|"
    r"Tổng\s+Kiểm\s+toán(?:\s+nhà\s+nước)?|Tổng\s+cục\s+trưởng|Cục\s+trưởng|Viện\s+trưởng|Chánh\s+án)\s+",
    regex.IGNORECASE,
)
_UNIT_TYPE = regex.compile(r"\b(Tỉnh|Huyện|Xã|Phường|Quận|Thị xã|Thị trấn|Thành phố|Đặc khu)\b(?!\s+(?:ủy|uỷ|đoàn))")


def normalize_issuer(text: str) -> str:
    """A printed issuer in its canonical form: full names of ministries, UBND and HĐND abbreviated, known spellings.

    >>> normalize_issuer("Ủy ban nhân dân tỉnh")
    'UBND tỉnh'
    >>> normalize_issuer("Bộ Nông nghiệp và PTNT")
    'Bộ Nông nghiệp và Phát triển nông thôn'
    >>> normalize_issuer("CHÍNH PHỦ"), normalize_issuer("Chỉnh phủ")
    ('Chính phủ', 'Chính phủ')
    """
    name = squeeze(text).strip(" ,;")
    name = _GLUED_MINISTER.sub("Bộ trưởng ", name)
    for pattern, full in _ABBREVIATIONS:
        name = pattern.sub(full, name)
    if known := _known_names().get(strip_marks(name)):
        return known
    if name.startswith(("UBND", "HĐND", "Chủ tịch UBND", "Văn phòng", "Sở", "Tỉnh", "Ban")):
        head, blank, rest = name.partition(" ")
        name = head + blank + _UNIT_TYPE.sub(lambda match: match[1].lower(), rest)
    return name


def same_body(stated: str, inferred: str) -> bool:
    """Whether a printed issuer can be the body a symbol belongs to; a minister signs for the ministry.

    >>> same_body("Bộ trưởng Bộ Nội vụ", "Bộ Nội vụ"), same_body("Thủ tướng Chính phủ", "Chính phủ")
    (True, False)
    >>> same_body("Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ", "Văn phòng Chính phủ")
    True
    """
    name = fold(normalize_issuer(_PERSON.sub("", normalize_issuer(stated))))
    key = fold(inferred)
    if name == key or name.startswith((key + " khóa", key + " khoá")):
        return True
    if key == fold("Ngân hàng Nhà nước Việt Nam"):
        return name.startswith(fold("Ngân hàng Nhà nước"))
    return strip_marks(name) == strip_marks(key)


@cache
def _known_names() -> dict[str, str]:
    """Canonical names by their bare form, for all capitals and lost marks."""
    more = ("Bộ Chính trị", "Ban Bí thư", "Quốc hội", "Ban Chấp hành Trung ương Đảng")
    names = [one.name for one in issuers().values() if one.scope == "central" or one.unique]
    return {strip_marks(name): name for name in (*names, *more)}
