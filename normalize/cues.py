"""The words around a number that say how it is meant: bounds, changes, levels, aims, labels.

A cue chain is what stands directly before a number: "giảm tối thiểu từ" before "15%".
"""

from __future__ import annotations

from typing import NamedTuple

import regex

from schemas.plan import Comparator

_BOUNDS: dict[Comparator, str] = {
    "ge": "tối thiểu|ít nhất|thấp nhất|không thấp hơn|không dưới|không ít hơn|không nhỏ hơn|không kém|≥|>=|⩾",
    "gt": "trên|hơn|vượt|vượt quá|cao hơn|nhiều hơn|lớn hơn|quá|>",
    "le": "không quá|không vượt quá|không vượt|không cao hơn|không lớn hơn|không nhiều hơn|không trên|"
    "tối đa|nhiều nhất|cao nhất|≤|<=|⩽",
    "lt": "dưới|ít hơn|thấp hơn|nhỏ hơn|chưa đến|chưa tới|chưa đầy|không đến|không tới|chưa quá|<",
    "approx": "khoảng|xấp xỉ|gần|ước|ước đạt|ước tính|ước khoảng|chừng|trên dưới|trung bình khoảng|~|≈",
}
_WORDS = {
    "increase": "tăng|tăng thêm|tăng trưởng|thêm|nâng thêm",
    "decrease": "giảm|giảm bớt|giảm thêm|cắt giảm|rút ngắn|tiết giảm|tiết kiệm|giảm tải",
    "level": "còn|chỉ còn|còn lại|xuống|xuống còn|lên|lên đến|lên tới|lên mức|xuống mức|tăng lên|nâng lên|"
    "giảm còn|giảm xuống",
    "aim": "đạt|đạt được|đạt tỷ lệ|đạt tỉ lệ|phấn đấu|bảo đảm|đảm bảo|duy trì|hoàn thành|có|xây dựng|tổ chức|"
    "thành lập|thực hiện|triển khai|trồng|mở|giải quyết|đào tạo|bồi dưỡng|tập huấn|tuyển|tuyển dụng|"
    "bố trí|ban hành|hỗ trợ|tạo|tạo việc làm|giới thiệu|sản xuất|thu hút|phát triển|kết nạp|công nhận|"
    "hình thành|đầu tư|lắp đặt|trang bị|sửa chữa|nâng cấp|cấp|tặng|kiểm tra|giám sát|thanh tra|"
    "rà soát|khảo sát|tham mưu|đăng|đăng tải|phát|phát sóng|treo|in|cấp phát|số hóa|số hoá|tiếp nhận|"
    "xử lý|huy động|thu|chi|khai giảng|bê tông hóa|cứng hóa|xóa|xoá|vận động|chọn|lựa chọn|viết|"
    "biên soạn|mời|điều tra|xét nghiệm|tiêm|phun|nuôi|gieo trồng|cải tạo|tuyên truyền|ra mắt|"
    "nhân rộng|duy tu|tổ chức được|có được",
    "from": "từ",
    "filler": "là|được|bằng|ở mức|mức|bình quân|trung bình|với|cả|đủ|:|=|tỷ lệ|tỉ lệ|cho|hết|tổng|tổng số|"
    "thêm được|ít ra|đến|tới|hằng năm|hàng năm",
    "year": "mỗi năm|một năm|hằng năm tăng|hàng năm tăng|bình quân năm|bình quân hằng năm|bình quân hàng năm|"
    "bình quân mỗi năm",
    "times": "gấp|cao gấp|tăng gấp|bằng gấp",
    "rank": "thứ hạng|xếp hạng|xếp thứ|đứng thứ|vị trí thứ|hạng thứ|xếp vị trí|xếp vị thứ|thứ bậc|giữ vị trí",
    "top": "trong nhóm|thuộc nhóm|trong top|thuộc top|top|tốp|trong tốp|thuộc tốp",
}

# Each cue under its last word, longest first: reading goes from the number to the left.
_BY_LAST_WORD: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
for _name, _forms in [*_BOUNDS.items(), *_WORDS.items()]:
    for _form in _forms.split("|"):
        _words = tuple(reversed(_form.split()))
        _meaning = "bound" if _name in _BOUNDS else _name
        _BY_LAST_WORD.setdefault(_words[0], []).append((_words, _meaning, _name))
for _entries in _BY_LAST_WORD.values():
    _entries.sort(key=lambda entry: -len(entry[0]))

_LONGEST_CHAIN = 6
_WORD = regex.compile(r"(?r)(?<!\p{L})(?P<word>\p{L}{1,12}|[≥≤⩾⩽≈~<>=]{1,2})[ \u00a0\n:]{0,3}")


class Cue(NamedTuple):
    """One cue: what it does, its value (a comparator for bounds), and where it begins."""

    meaning: str
    value: str
    start: int


def read_word(text: str, low: int, position: int) -> str:
    """The word before ``position`` in lower case, "" where none stands there.

    >>> read_word("theo Điều 5", 0, 10)
    'điều'
    """
    match = _WORD.match(text, low, position)
    return match["word"].casefold() if match else ""


def read_chain(text: str, low: int, position: int) -> list[Cue]:
    """The cues that stand directly before ``position``, nearest first; nothing before ``low`` is looked at.

    >>> [cue.value for cue in read_chain("đạt tối thiểu từ 15%", 0, 17)]
    ['from', 'ge', 'aim']
    """
    chain: list[Cue] = []
    while len(chain) < _LONGEST_CHAIN and (cue := _read_cue(text, low, position)):
        chain.append(cue)
        position = cue.start
    return chain


def _read_cue(text: str, low: int, position: int) -> Cue | None:
    match = _WORD.match(text, low, position)
    entries = _BY_LAST_WORD.get(match["word"].casefold()) if match else None
    if match is None or entries is None:
        return None
    words, starts = [match["word"].casefold()], [match.start()]
    for form, meaning, value in entries:
        while len(words) < len(form) and (match := _WORD.match(text, low, starts[-1])):
            words.append(match["word"].casefold())
            starts.append(match.start())
        if tuple(words[: len(form)]) == form:
            return Cue(meaning, value, starts[len(form) - 1])
    return None
