"""What a quantity counts: the words after it, else those before it."""

from __future__ import annotations

from itertools import pairwise

import regex

# Words and pairs of words with which something else begins than the thing counted.
_STOP_WORDS = """
    được đạt phải có là trở so trong trên dưới tại vào theo để nhằm với bằng do từ đến tới khi nếu sẽ đã đang chưa
    không cần mỗi hằng hàng tăng giảm còn gồm như nhưng mà thì này đó hoặc hay qua vì bởi kể trước sau nhất ít lên xuống
    trừ cho ở về năm tháng quý chiếm đối biết
"""
_STOPS = frozenset(_STOP_WORDS.split())
_STOP_PAIRS = frozenset(
    {"thực hiện", "tham gia", "sử dụng", "ứng dụng", "tương ứng", "bao gồm", "tối thiểu", "tối đa", "triển khai"}
    | {"phấn đấu", "trung bình", "bình quân", "đảm bảo", "bảo đảm", "hoàn thành", "đăng ký", "tiếp cận", "tiếp nhận"}
)
_CONJUNCTIONS = frozenset({"và", "của", "hoặc", "cùng", "cũng"})
_JOINERS = _CONJUNCTIONS | {"các", "những", "cả"}
_AIMS = regex.compile(
    r"(?:(?:phấn đấu|bảo đảm|đảm bảo|duy trì|thực hiện|đến|tới|năm|hết|cuối|trong|và|để|có|đạt|nâng|đưa|giảm"
    r"|tăng(?!\s+trưởng)|tiếp tục|cố gắng|hoàn thành|từng bước|giữ vững|nhiệm kỳ|giai đoạn|\d[\d/-]*)\s)+",
    regex.IGNORECASE,
)
_AFTER = regex.compile(r"(?:[ \u00a0\n]{1,2}[\p{L}\d&][\p{L}\d&/-]{0,20}){1,12}")
# A line that goes on in lower case belongs to the clause.
_CLAUSE = regex.compile(r"(?r)(?:[^.;:\n\t\"“”…|\d]|\d(?![.)]\s)|\n(?=\p{Ll})|[.,](?=\d)){2,200}")
_COLON = regex.compile(r"(?r)[ ]{0,2}:[ ]{0,2}")
# A word that begins a name or a code, or digits glued to one.
_NAME = regex.compile(r"\p{L}+[-/]?\d|\p{Lu}(?:\p{Ll}|\P{L}|$)|\p{Lu}+[-/]|\p{Ll}+\p{Lu}")
_HEADS = regex.compile(
    r"(?<!\p{L})(?:tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|mức độ|tốc độ|chỉ số|giá trị|tổng|số lượng|số|sản lượng|diện tích"
    r"|tăng trưởng|điểm số|năng suất|thu nhập|doanh thu|kim ngạch|kinh phí|mật độ|độ che phủ|dân số|quy mô|mức)\s",
    regex.IGNORECASE,
)
_MARKER = regex.compile(r"^[\s\-+*•–,)]*(?:\p{L}\)|\d+\))?\s*")
_PARENTHESIS = regex.compile(r"\([^()]*\)?")

_LONGEST = 9


def read_noun_after(text: str, position: int) -> tuple[str, int] | None:
    """The noun phrase that begins at ``position`` (blanks skipped) and where it ends; None where none begins.

    >>> read_noun_after("90% TTHC nội bộ được công khai", 3)
    ('TTHC nội bộ', 15)
    """
    match = _AFTER.match(text, position)
    if match is None:
        return None
    words: list[str] = []
    following = match.group().split()
    for word, pair in zip(following, pairwise([*following, ""]), strict=True):
        if word.casefold() in _STOPS or " ".join(pair).casefold() in _STOP_PAIRS:
            break
        if word[0].isdigit() or len(words) == _LONGEST or _NAME.match(word):
            break
        words.append(word)
    if words and words[0].casefold() in _CONJUNCTIONS:
        return None
    while words and words[-1] in _JOINERS:
        words.pop()
    if not words:
        return None
    end = _find_end(text, position, words)
    return " ".join(words), end


def read_noun_before(text: str, low: int, position: int) -> str | None:
    """The words from the beginning of the clause to ``position`` without aims and markers, None where there are none.

    >>> read_noun_before("Phấn đấu tỷ lệ hộ nghèo đạt 5%", 0, 23)
    'tỷ lệ hộ nghèo'
    """
    if colon := _COLON.match(text, low, position):
        position = colon.start()
    match = _CLAUSE.match(text, low, position)
    if match is None:
        return None
    clause = match.group()
    if match.start() > low and clause[0].isalpha() and text[match.start() - 1].isalpha():
        clause = clause.partition(" ")[2]
    clause = " ".join(_MARKER.sub("", _PARENTHESIS.sub(" ", clause)).split()) + " "
    head = _HEADS.search(clause)
    clause = clause[head.start() :] if head else clause.rstrip(", ").rpartition(", ")[2] + " "
    if aims := _AIMS.match(clause):
        clause = clause[aims.end() :]
    words = clause.split()
    while words and (words[-1].casefold().rstrip(",") in _TRAILING or not words[-1][0].isalpha()):
        words.pop()
    kept = words[:_LONGEST_BEFORE] if head else words[-_LONGEST_BEFORE:]
    return " ".join(kept).rstrip(",") or None


_TRAILING_WORDS = """
    được đạt phải có là từ đến tới còn ở mức chiếm bằng với cho năm tháng quý ngày thêm tỷ tỉ lệ tổng đều khoảng trên
    dưới gần đã sẽ ước trong tại vào
"""
_TRAILING = _JOINERS | frozenset(_TRAILING_WORDS.split())
_LONGEST_BEFORE = 20


def _find_end(text: str, position: int, words: list[str]) -> int:
    for word in words:
        position = text.index(word, position) + len(word)
    return position
