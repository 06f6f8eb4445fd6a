"""Where agencies are named in running text: lexicon names and head nouns with a proper name."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import regex

from normalize.agencies import lexicon_names
from normalize.phrases import any_of
from schemas.plan import Span

# Lower-case words that no name goes on with: what comes next is what the office does.
_DOES = any_of("""
    chủ trì; chủ động; phối hợp; tham mưu; đôn đốc; theo dõi; kiểm tra; hướng dẫn; tổ chức;
    triển khai; xây dựng; rà soát;
    tổng hợp; báo cáo; thực hiện; bố trí; căn cứ; tiếp tục; tăng cường; đẩy mạnh; giúp; cân đối; cập nhật; tuyên truyền;
    quản lý; thẩm định; đề xuất; phụ trách; lập; ban hành; vận động; chỉ đạo; lãnh đạo; giám sát;
    có; chịu; là; làm; để; và;
    cùng; với; trong; theo; về; được; đã; sẽ; phải; cho; tại; từ; đến; trên; của; gửi; trình; các;
    những; nếu; khi; thì; hoặc;
    xem xét; quyết định; yêu cầu; đề nghị; giao; liên quan; nghiên cứu; nắm; thường xuyên; kịp thời;
    khẩn trương; thông báo
""")
_HEADS = (
    r"(?:Bộ|Sở|Phòng|Ban|Chi\s+cục|Tổng\s+cục|Cục|Trung\s+tâm|Trường|Hội|Trạm|Viện|Ủy\s+ban|UBND|Công\s+an|Văn\s+phòng)"
)
# A capitalised syllable and those that belong to it: "Nông nghiệp", "Quy hoạch", "QLHC".
_NAME_WORD = rf"\p{{Lu}}[\p{{L}}\-]*(?:\s+(?!{_DOES}(?!\p{{L}}))\p{{Ll}}+)?"
_PROPER = r"(?:\s+\p{Lu}[\p{L}\-]*)"
_LEVEL = r"(?:xã|phường|thị\s+trấn|đặc\s+khu|huyện|quận|thị\s+xã|thành\s+phố|tỉnh)"
_LISTED = r"(?:ban|ngành|đoàn\s+thể|đơn\s+vị|cơ\s+quan|cá\s+nhân|tổ\s+chức|doanh\s+nghiệp|địa\s+phương)"
_NAMED = (
    rf"(?:UBND|Ủy\s+ban\s+nhân\s+dân|HĐND|Công\s+an|Văn\s+phòng\s+UBND|VP\s+UBND|Chủ\s+tịch\s+UBND)\s+(?:các\s+)?"
    rf"{_LEVEL}{_PROPER}{{0,3}}"
    rf"|{_HEADS}\s+{_NAME_WORD}(?:(?:\s*,\s*|\s+[\-–]\s+|\s+)(?:và\s+)?(?!{_HEADS}\b){_NAME_WORD}){{0,5}}(?:\s+{_LEVEL}\b)?"
    rf"|[Cc]ác\s+(?:ban,?\s+)?(?:sở|bộ|ngành|ban|phòng|thôn|trường|hội|{_LISTED})(?:,?\s+(?:và\s+)?{_LISTED}(?!\p{{L}}))*"
    r"(?:\s+(?:chuyên\s+môn|liên\s+quan|có\s+liên\s+quan))?(?:\s+thuộc\s+UBND\s+\p{Ll}+)?"
)


class AgencyMention(NamedTuple):
    """An agency as written; ``span`` indexes the text."""

    span: Span
    text: str


@cache
def _patterns() -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """Every name of the lexicon, longest first, with the place it belongs to; and names by their head nouns."""
    names = sorted((name for name in lexicon_names() if len(name) > 3), key=len, reverse=True)
    known = "|".join(_written(name) for name in names)
    return (
        regex.compile(rf"(?<!\p{{L}})(?:{known})(?:\s+{_LEVEL}\b)?(?:(?<={_LEVEL}){_PROPER}{{1,4}})?(?!\p{{L}})"),
        regex.compile(rf"(?<!\p{{L}})(?:{_NAMED})(?!\p{{L}})"),
    )


def _written(name: str) -> str:
    """A name as a pattern: any blanks, and "các" small or capital, as it stands in a sentence or begins one."""
    pattern = regex.escape(name).replace(r"\ ", r"\s+")
    return regex.sub(r"^[Cc]ác(?=\\s)", "[Cc]ác", pattern)


def find_agencies(text: str) -> tuple[AgencyMention, ...]:
    """The agencies named in a text, in order, none overlapping; of two readings the longer one.

    >>> [one.text for one in find_agencies("Giao Sở Quy hoạch - Kiến trúc chủ trì, báo cáo UBND xã Trà Bình")]
    ['Sở Quy hoạch - Kiến trúc', 'UBND xã Trà Bình']
    """
    spans = [match.span() for pattern in _patterns() for match in pattern.finditer(text, timeout=10)]
    found: list[AgencyMention] = []
    end = 0
    for start, stop in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= end:
            found.append(AgencyMention((start, stop), text[start:stop]))
            end = stop
    return tuple(found)
