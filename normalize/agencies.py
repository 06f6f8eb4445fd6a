"""The units in charge: cells split into agencies, agencies matched against a lexicon with validity in time.

The lexicon is ``tables/agencies.tsv``: id, name, aliases (";"), level, valid_from, valid_to. A cell is cut at the
separators that part agencies and at no others: "Bộ phận TN & TKQ" is one, "CT, PCT UBND xã" are two.
"""

from __future__ import annotations

import csv
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

import msgspec
import regex

from normalize.phrases import any_of
from normalize.text import fold, squeeze
from schemas.plan import Agency, Level


class Entry(NamedTuple):
    """A row of the lexicon; an empty limit is open."""

    id: str
    name: str
    level: Level
    valid_from: str
    valid_to: str


_SHARED_HEAD = regex.compile(r"(?:[Cc]ác\s+)?(?P<head>UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân|Sở|Bộ|Phòng|Hội)\b")
_UNIT_KINDS = frozenset({"xã", "phường", "thị trấn", "đặc khu", "huyện", "quận", "thị xã", "thành phố", "tỉnh"})
_IGNORED = regex.compile(r"[\s\-&,./]|\bvà\b|\bva\b")
_SEPARATORS = regex.compile(r"\s*;\s*|\s*,\s*|\s*/\s*|\s+và\s+|\s+&\s+|\s+[-–]\s+")
_HEAD_NOUNS = any_of("""
    các; UBND; HĐND; ủy ban; hội đồng; ban; bộ; sở; phòng; văn phòng; VP; trạm; trung tâm; công an; quân sự; hội;
    đoàn; trường;
    chi cục; cục; tổng cục; viện; thanh tra; đài; tòa án; mặt trận; MTTQ; liên đoàn; chủ tịch; phó chủ tịch; bệnh viện;
    kho bạc; ngân hàng; bảo hiểm; điện lực; tổ; thôn; hợp tác xã; doanh nghiệp; công ty; cán bộ; cá nhân; bộ phận;
    CBCC; CB;
    tổ chức; đơn vị; ngành; trưởng; hiệu trưởng; giáo viên; GVCN; giám đốc
""")
_HEADS = regex.compile(rf"{_HEAD_NOUNS}\b", regex.IGNORECASE)
_NAMED_HEADS = any_of("""
    Bộ; bộ; Sở; sở; UBND; Ủy ban; Uỷ ban; HĐND; Hội đồng; Ban; ban; Phòng; phòng; Văn phòng; Trạm; Trung tâm; Công an;
    Hội;
    Đoàn; Trường; trường; Chi cục; Cục; Tổng cục; Viện; Thanh tra; Đài; Tòa án; Liên đoàn; Chủ tịch; Bệnh viện; Kho bạc;
    Ngân hàng; Bảo hiểm; Kiểm toán; Thuế; Bộ phận; Tổ; Hiệu trưởng; Giám đốc; cơ quan; đơn vị; ngành; địa phương;
    tổ chức;
    Cơ quan; doanh nghiệp; Chính phủ; Thủ tướng; Quốc hội; Khoa; Công ty; Nhà máy; Xí nghiệp; Cơ sở; cơ sở; Đại diện;
    Phó Hiệu trưởng; Phó Giám đốc; Phó Chủ tịch; GVCN; Giáo viên; Hợp tác xã; Thôn; thôn; Trưởng; Ban Giám hiệu; BGH;
    BCN
""")
_NAMED = regex.compile(rf"(?:[Cc]ác\s+)?{_NAMED_HEADS}\b.*")


def _key(text: str) -> str:
    return _IGNORED.sub("", fold(text))


def _rows() -> list[dict[str, str]]:
    """The rows of the lexicon."""
    text = (files("normalize") / "tables" / "agencies.tsv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t"))


@cache
def lexicon() -> dict[str, tuple[Entry, ...]]:
    """Folded alias -> entries."""
    found: dict[str, list[Entry]] = {}
    for row in _rows():
        entry = Entry(row["id"], row["name"], row["level"], row["valid_from"], row["valid_to"])  # type: ignore[arg-type]
        for alias in (row["name"], *row["aliases"].split(";")):
            entries = found.setdefault(_key(alias), [])
            if alias and entry not in entries:
                entries.append(entry)
    return {key: tuple(entries) for key, entries in found.items() if key}


@cache
def lexicon_names() -> tuple[str, ...]:
    """Every name and alias of the lexicon as written."""
    return tuple(dict.fromkeys(one for row in _rows() for one in (row["name"], *row["aliases"].split(";")) if one))


@lru_cache(maxsize=8192)
def split_agencies(cell: str, *, level: Level | None = None, on: date | None = None) -> tuple[Agency, ...]:
    """The agencies of a cell in their order; a piece that is not in the lexicon stays as written.

    >>> [one.name for one in split_agencies("UBND xã; VP UBND xã", level="commune")]
    ['Ủy ban nhân dân xã', 'Văn phòng UBND xã']
    """
    text = squeeze(cell).strip(" .;,")
    if not text:
        return ()
    found: list[Agency] = []
    for chunk in regex.split(r"\s*;\s*", text):
        if chunk:
            found.extend(_split_chunk(chunk, level, on))
    return tuple(found)


def _split_chunk(chunk: str, level: Level | None, on: date | None) -> list[Agency]:
    """One stretch between semicolons: the longest runs of its pieces that are known stay together."""
    pieces = _pieces(chunk)
    found: list[Agency] = []
    index = 0
    while index < len(pieces):
        for end in range(len(pieces), index, -1):
            text = chunk[pieces[index][0] : pieces[end - 1][1]]
            agency = _known(text, level, on) or _sharing_head(text, found, level, on)
            if agency is not None or end == index + 1:
                found.extend(_unknown(text, level, on) if agency is None else [agency])
                index = end
                break
    return found


def _sharing_head(text: str, before: list[Agency], level: Level | None, on: date | None) -> Agency | None:
    """A piece that shares the head of the agency before it: "UBND các xã, thị trấn", "Sở Xây dựng, Y tế"."""
    head = _SHARED_HEAD.match(before[-1].text) if before else None
    if head is None:
        return None
    agency = _known(f"{head['head']} {text}", level, on)
    if agency is not None and agency.matched:
        return msgspec.structs.replace(agency, text=text)
    if text.removeprefix("các ").split(" trực", 1)[0] in _UNIT_KINDS:
        return Agency(text=text, name=f"{head['head']} {text}", matched=True)
    return None


def _pieces(chunk: str) -> list[tuple[int, int]]:
    """The stretches between separators; "và" and "/" part only what begins like an agency on both sides."""
    pieces: list[tuple[int, int]] = []
    start = 0
    for match in _SEPARATORS.finditer(chunk):
        left, right = chunk[start : match.start()], chunk[match.end() :]
        weak = match.group().strip() in ("và", "&", "/", "-", "–")
        if weak and not (_begins(left) and _begins(right)):
            continue
        pieces.append((start, match.start()))
        start = match.end()
    pieces.append((start, len(chunk)))
    return [piece for piece in pieces if piece[0] < piece[1]]


def _begins(text: str) -> bool:
    words = text.strip()
    if _HEADS.match(words):
        return True
    head = regex.split(r"\s*,\s*|\s+và\s+|\s+[-–]\s+", words)[0]
    return _key(words) in lexicon() or _key(head) in lexicon()


def _known(text: str, level: Level | None, on: date | None) -> Agency | None:
    entries = lexicon().get(_key(text))
    if not entries:
        return None
    day = on.isoformat() if on else None
    valid = [one for one in entries if day is None or one.valid_from <= day <= (one.valid_to or "9999")]
    fitting = [one for one in valid if one.level == level] or (valid if len(valid) == 1 else [])
    if not fitting and len({one.name for one in valid}) == 1:
        fitting = valid[:1]
    if len({one.name for one in fitting}) != 1:
        return Agency(text=text, candidates=tuple(one.name for one in (fitting or valid or entries)))
    one = fitting[0]
    return Agency(text=text, id=one.id, name=one.name, level=one.level, matched=True)


def _unknown(text: str, level: Level | None, on: date | None) -> list[Agency]:
    """A piece the lexicon does not hold: an agency by its head noun, else as written."""
    bare = regex.sub(r"\s+(?:xã|huyện|tỉnh)$", "", text)
    if bare != text:
        agency = _known(bare, level, on)
        if agency is not None and agency.matched:
            return [Agency(text=text, id=agency.id, name=agency.name, level=agency.level, matched=True)]
    if _NAMED.match(text):
        return [Agency(text=text, name=text, level=None, matched=True)]
    return [Agency(text=text)]
