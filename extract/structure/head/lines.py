"""What a line of a head may be: a kind, a number, a place with its date, the beginning of the body.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I; the kinds of Điều 7 and of normative acts and Party documents.
"""

from __future__ import annotations

import regex

from normalize.citation.document_kinds import head_kinds
from normalize.lexicon.phrases import any_of
from normalize.writing.text import strip_marks

KINDS = any_of("; ".join(head_kinds()))
_KIND = regex.compile(rf"(?P<kind>{KINDS})(?=\s|:|,|$)")
# recognised text loses marks ("QUYÉT ĐỊNH"): a line that is one of the usual kinds and no more
_MARKLESS = regex.compile(r"(?P<kind>QUYET DINH|KE HOACH|NGHI QUYET|CHI THI|THONG TU)")

_WHOLE = regex.compile(r"(?P<kind>.+)")

_SEGMENT = r"[\p{Lu}Đ][\p{L}\d&.()]*"
_SYMBOL = rf"[/\-–]\s*/?\s*{_SEGMENT}(?:\s*[/\-–]\s*{_SEGMENT}|\s*[-–]\s*\d+)*"
CODE = regex.compile(
    rf"""(?:(?:Luật|Bộ\s+luật|Nghị\s+quyết|Pháp\s+lệnh|Lệnh)\s+)? (?:Số|SỐ|số) \s* (?::|\s) \s*
         (?P<number> [\d\s.…_]* (?<=\d) [a-zA-Z]? | [\s.…_]* ) \s* \.? \s*
         (?P<symbol> (?:[/\-–]\s*\d{{4}}\s*)? {_SYMBOL} )""",
    regex.VERBOSE,
)
PLACE_DATE = regex.compile(
    r"""(?P<place> \p{Lu}[\p{L}\s.\-']{1,40}? ) \s* , \s*
        (?P<date> (?:ngày|Ngày) [\s.…_\d]{0,12} tháng [\s.…_\d]{0,12} năm [\s.…_]* (?:\d\s*){0,4} )""",
    regex.VERBOSE,
)
RULE = regex.compile(r"[\s_*\-–—=.~]{2,}|\*+")
_OPENINGS = any_of("""
    Căn cứ; Thực hiện; Nhằm; Để; Theo; Xét; Trên cơ sở; Kính gửi; Triển khai thực hiện; QUYẾT ĐỊNH:; QUYẾT NGHỊ; Điều 1;
    Chương I; Phần; Kèm theo; (Kèm theo; (kèm theo; (Ban hành; Ban hành kèm theo
""")
BODY_START = regex.compile(rf"{_OPENINGS}(?=\W|$)|Ngày\s+\d|(?:[IVX]{{1,4}}|1|A)[.)]\s")
UNIT_HEADS = any_of("""
    ỦY BAN; UỶ BAN; UBND; HỘI ĐỒNG; HĐND; SỞ; BỘ; BAN; PHÒNG; CHI CỤC; TỔNG CỤC; CỤC; VỤ; TRƯỜNG; TRUNG TÂM; VĂN PHÒNG;
    CÔNG AN; CÔNG TY; ĐẢNG; ĐẢNG ỦY; HUYỆN ỦY; TỈNH ỦY; THÀNH ỦY; QUẬN ỦY; THỊ ỦY; CHÍNH PHỦ; THỦ TƯỚNG; CHỦ TỊCH;
    QUỐC HỘI; VIỆN; TÒA; TOÀ; NGÂN HÀNG; HỘI; LIÊN; ĐOÀN; MẶT TRẬN; THANH TRA; BỆNH VIỆN; BẢO HIỂM; TẬP ĐOÀN; TỔ; QUÂN;
    BCH; BTV; BQL; BCĐ; TRẠM; KHOA; HỌC VIỆN; ĐẠI HỌC
""")
UNIT_HEAD = regex.compile(rf"{UNIT_HEADS}\b")


def kind_of_line(line: str) -> regex.Match[str] | None:
    """The kind with which a line begins, as group ``kind``; one with misread marks only where it is the whole line."""
    match = _KIND.match(line)
    if match is None and line == line.upper() and _MARKLESS.fullmatch(strip_marks(line).upper()):
        match = _WHOLE.fullmatch(line)
    return match
