"""What a quantity counts: the words after it, else those before it."""

from __future__ import annotations

import regex

# Words with which something else begins than the thing counted.
_STOP_WORDS = """
    được đạt phải có là trở so trong trên dưới tại vào theo để nhằm với bằng do từ đến tới khi nếu sẽ đã đang
    chưa không cần mỗi  hằng hàng hoàn thực tham sử ứng tăng giảm còn tương gồm bao như nhưng mà thì này đó hoặc
    hay qua vì bởi kể trước sau nhất  biết đăng tiếp ít tối triển lên xuống trừ cho ở về trung bình phấn đảm bảo
"""
_STOPS = frozenset(_STOP_WORDS.split())
_CONJUNCTIONS = frozenset({"và", "của", "hoặc", "cùng", "cũng"})
_JOINERS = _CONJUNCTIONS | {"các", "những", "cả"}
_AIMS = regex.compile(
    r"(?:(?:phấn đấu|bảo đảm|đảm bảo|duy trì|thực hiện|đến|tới|năm|hết|cuối|trong|và|để|có|đạt|nâng|đưa|tăng|giảm"
    r"|tiếp tục|cố gắng|hoàn thành|từng bước|giữ vững|nhiệm kỳ|giai đoạn|\d[\d/-]*)\s)+",
    regex.IGNORECASE,
)
_AFTER = regex.compile(r"(?:[ \u00a0\n]{1,2}[\p{L}\d&][\p{L}\d&/-]{0,20}){1,12}")
_BEFORE = regex.compile(r"(?r)[^.;:,()\n\t\"“”…|]{2,120}")
_MARKER = regex.compile(r"^[\s\-+*•–]*(?:\p{L}\)|\d+\))?\s*")

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
    for word in match.group().split():
        if word.casefold() in _STOPS or word[0].isdigit() or len(words) == _LONGEST or word.istitle():
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
    match = _BEFORE.match(text, low, position)
    if match is None:
        return None
    clause = " ".join(_MARKER.sub("", match.group()).split()) + " "
    if aims := _AIMS.match(clause):
        clause = clause[aims.end() :]
    words = clause.split()
    while words and (words[-1].casefold() in _STOPS or words[-1] in _JOINERS):
        words.pop()
    if not words or not any(letter.isalpha() for letter in clause):
        return None
    return " ".join(words[-_LONGEST_BEFORE:])


_LONGEST_BEFORE = 15


def _find_end(text: str, position: int, words: list[str]) -> int:
    for word in words:
        position = text.index(word, position) + len(word)
    return position
