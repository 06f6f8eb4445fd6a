"""What the cells of a column look like: shares of them that read as a time, as bodies, as numbering and so on."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import regex

from normalize.body.agencies import begins_with_body
from normalize.body.persons import is_person
from normalize.lexicon.phrases import any_of
from normalize.quantity.amounts import parse_unit
from normalize.writing.text import squeeze

MOST = 40
"""Cells of a column that are looked at, evenly over its height."""

Shares = dict[str, float]
"""Shares of the filled cells, 0 to 1, by the name of the kind; ``empty`` is the share of all cells."""

_TIME = regex.compile(
    r"""(?<![\p{L}\d]) (?: \d{1,2}\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?\d{2,4})? | quý\s+(?:[IV]+|\d)
      | tháng\s+\d | năm\s+(?:19|20)\d\d | (?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)? | thường\s+xuyên | hằng\s | hàng\s
      | cả\s+năm | trước\s+ngày | theo\s+kế\s+hoạch | khi\s+có | khi\s+phát\s+sinh | \d+\s+ngày
      | \d{1,2}\s?(?:h|giờ)\d{0,2}
      | tuần\s | trong\s+năm | đầu\s+năm | cuối\s+năm | thứ\s+(?:hai|ba|tư|năm|sáu|bảy) ) (?!\p{L})""",
    regex.VERBOSE | regex.IGNORECASE,
)
_NUMBERING = regex.compile(
    r"(?:bước\s+)?[IVXLC]{1,6}\W?|(?:bước\s+)?\d{1,3}(?:\.\d{1,3})*\W?|[a-zđA-ZĐ]\W?", regex.IGNORECASE
)
_NUMBER = regex.compile(r"[<>≥≤~]?\s*-?\d[\d.,\s]*%?(?:\s*[-–]\s*[\d.,]+\s*%?)?")
_TICK = regex.compile(r"[xX✓✔☑☒•●vV+]|CT|PH|C|P")
_BLANK = regex.compile(r"[\s.…_\-–]*")
_VERB = regex.compile(
    any_of("""
    xây dựng; ban hành; tổ chức; triển khai; rà soát; tham mưu; thực hiện; phối hợp; tuyên truyền; kiểm tra; báo cáo;
    hoàn thành; đẩy mạnh; tăng cường; tiếp tục; hướng dẫn; cập nhật; lập; tổng hợp; đề xuất; chỉ đạo; nâng cao; bố trí;
    đầu tư; phê duyệt; thẩm định; trình; đào tạo; bồi dưỡng; tập huấn; khảo sát; đánh giá; nghiên cứu; sửa đổi; bổ sung;
    hoàn thiện; củng cố; duy trì; quản lý; theo dõi; đôn đốc; công khai; niêm yết; cung cấp; tiếp nhận; giải quyết;
    mua sắm; sửa chữa; nâng cấp; cải tạo; bảo đảm; đảm bảo; vận động; phát động; chuẩn bị; ra quyết định; kiện toàn;
    thành lập; phân công; giao; ký; in; phát; thống kê; số hóa; chuẩn hóa; đăng ký; tham gia; hỗ trợ; phát triển
    """)
    + r"\b",
    regex.IGNORECASE,
)
_DOCUMENT = regex.compile(
    any_of("""
    kế hoạch; quyết định; báo cáo; tờ trình; công văn; nghị quyết; nghị định; thông tư; văn bản; hồ sơ; danh sách;
    đề án; dự thảo; chương trình; biên bản; thông báo; hướng dẫn; chỉ thị; phương án; quy chế; quy định; luật; dự án
    """)
    + r"\b",
    regex.IGNORECASE,
)
_LED = regex.compile(r"[\s\-–+*•.)(\d]*")
_SHORT = 160
"""Characters; what is longer names no body and no product."""

_LONGEST_UNIT = 20

_PROSE = 60
"""Characters from which on a cell is prose."""


def measure_cells(texts: Iterable[str]) -> Shares:
    """The shares of the kinds among the texts of a column's cells.

    >>> measure_cells(["Quý I", "Trước 30/6", ""])["time"]
    1.0
    """
    whole = [squeeze(text) for text in texts]
    filled = [text for text in whole if text and not _BLANK.fullmatch(text)]
    step = max(1, len(filled) // MOST)
    seen = filled[::step][:MOST]
    shares = {"empty": 1 - len(filled) / len(whole) if whole else 1.0}
    for name, is_kind in _KINDS.items():
        shares[name] = sum(map(is_kind, seen)) / len(seen) if seen else 0.0
    return shares


def is_time(text: str) -> bool:
    """Whether a cell says when, and no more than that."""
    return len(text) <= _SHORT and _TIME.search(text) is not None and not _is_prose_verb(text)


def _is_body(text: str) -> bool:
    bare = text[_LED.match(text).end() :]  # type: ignore[union-attr]
    return len(text) <= 2 * _SHORT and begins_with_body(bare) and not _is_verb(text)


def _is_verb(text: str) -> bool:
    return _VERB.match(text, _LED.match(text).end()) is not None  # type: ignore[union-attr]


def _is_prose_verb(text: str) -> bool:
    return len(text) > _PROSE and _is_verb(text)


def _is_document(text: str) -> bool:
    return len(text) <= _SHORT and _DOCUMENT.match(text, _LED.match(text).end()) is not None  # type: ignore[union-attr]


def _is_persons(text: str) -> bool:
    parts = [part for part in regex.split(r"[,;\n]| và ", text) if part.strip()]
    return bool(parts) and sum(map(is_person, parts)) * 2 > len(parts)


def _is_unit(text: str) -> bool:
    """A unit and nothing else; a kind of document that is counted too ("nghị quyết") is more often its name."""
    short = len(text) <= _LONGEST_UNIT and not any(letter.isdigit() for letter in text)
    return short and parse_unit(text) is not None and not _is_document(text)


_KINDS: dict[str, Callable[[str], bool]] = {
    "time": is_time,
    "body": _is_body,
    "person": _is_persons,
    "numbering": lambda text: _NUMBERING.fullmatch(text) is not None,
    "number": lambda text: _NUMBER.fullmatch(text) is not None,
    "tick": lambda text: _TICK.fullmatch(text) is not None,
    "verb": _is_verb,
    "document": _is_document,
    "unit": _is_unit,
    "prose": lambda text: len(text) > _PROSE,
}
