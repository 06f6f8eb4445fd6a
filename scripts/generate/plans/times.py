"""Times by which work is due, as cells and sentences state them, and what they mean."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from scripts.generate.plans.dates import (
    Time,
    due_time,
    month_days,
    month_end,
    quarter_days,
    several_times,
    span_time,
    undated,
    write_day,
)
from scripts.generate.plans.model import When, chance, lower_first, pick

_ROMAN = ("I", "II", "III", "IV")


def _draw_month(rng: Random, when: When, last: int = 12) -> int:
    return rng.randint(min(when.first_month, last), last)


def _draw_day(rng: Random, when: When) -> date:
    month = _draw_month(rng, when)
    end = calendar.monthrange(when.year, month)[1]
    return date(when.year, month, rng.choice((10, 15, 20, 25, end, end, 5 + rng.randrange(20))))


def _before(rng: Random, when: When) -> Time:
    day = _draw_day(rng, when)
    words = [
        (50, "Trước ngày"),
        (18, "Trước"),
        (12, "Hoàn thành trước ngày"),
        (5, "Xong trước ngày"),
    ]
    written = write_day(rng, day)
    word = pick(rng, words)
    if "tháng" in written and not word.endswith("ngày"):
        word = "Trước ngày"
    return due_time(f"{word} {written}", day - timedelta(days=1))


def _until(rng: Random, when: When) -> Time:
    day = _draw_day(rng, when)
    words = (
        "Chậm nhất ngày",
        "Chậm nhất là ngày",
        "Đến hết ngày",
        "Muộn nhất ngày",
        "Hạn cuối ngày",
    )
    return due_time(f"{rng.choice(words)} {write_day(rng, day)}", day)


def _point(rng: Random, when: When) -> Time:
    day = _draw_day(rng, when)
    written = write_day(rng, day, bare=False)
    raw = f"Ngày {written}" if "tháng" in written or chance(rng, 0.6) else written
    return Time(raw, {"kind": "point", "edtf": str(day), "due_latest": str(day)})


def _year_of(rng: Random, year: int) -> str:
    return pick(rng, [(60, f"/{year}"), (20, f" năm {year}"), (20, "")])


def _one_quarter(rng: Random, when: When) -> Time:
    number = (_draw_month(rng, when) + 2) // 3
    name = _ROMAN[number - 1] if chance(rng, 0.88) else str(number)
    word = pick(
        rng, [(70, "Quý"), (15, "Trong quý"), (5, "Trong Quý"), (4, "Hoàn thành trong quý")]
    )
    return span_time(
        f"{word} {name}{_year_of(rng, when.year)}", "period", *quarter_days(when.year, number)
    )


def _one_month(rng: Random, when: When) -> Time:
    month = _draw_month(rng, when)
    number = f"{month:02}" if chance(rng, 0.3) else str(month)
    raw = f"{pick(rng, [(75, 'Tháng'), (20, 'Trong tháng')])} {number}{_year_of(rng, when.year)}"
    raw = f"{month:02}/{when.year}" if chance(rng, 0.03) else raw
    return span_time(raw, "period", *month_days(when.year, month))


def _whole_year(rng: Random, when: When) -> Time:
    raw = pick(rng, [(50, "Năm {0}"), (40, "Trong năm {0}")]).format(when.year)
    return span_time(raw, "period", date(when.year, 1, 1), date(when.year, 12, 31))


def _ongoing(rng: Random, when: When) -> Time:
    words = [(70, "Thường xuyên"), (4, "Thường xuyên, liên tục"), (3, "Liên tục")]
    if not when.is_long:
        words += [(12, "Cả năm"), (8, "Thường xuyên trong năm")]
    return Time(pick(rng, words), {"kind": "continuous", "due_latest": f"{when.last_year}-12-31"})


def _half(rng: Random, when: When) -> Time:
    late = when.first_month > 5 or chance(rng, 0.5)
    year = pick(rng, [(60, f" {when.year}"), (40, "")])
    six = "06" if chance(rng, 0.2) else "6"
    months = (7, 12) if late else (1, 6)
    raw = f"{six} tháng {'cuối' if late else 'đầu'} năm{year}"
    return span_time(raw, "period", date(when.year, months[0], 1), month_end(when.year, months[1]))


def _two(rng: Random, when: When, last: int) -> tuple[int, int]:
    first = _draw_month(rng, when, 9) if last == 12 else rng.randint(1, last - 1)
    return first, rng.randint(first + 1, last)


def _month_range(rng: Random, when: When) -> Time:
    a, b = _two(rng, when, 12)
    forms = ("Từ tháng {a} đến tháng {b}/{y}", "Tháng {a} - {b}/{y}", "Tháng {a}-{b}/{y}",
             "Tháng {a} đến tháng {b} năm {y}", "Từ tháng {a}/{y} đến tháng {b}/{y}")  # fmt: skip
    raw = rng.choice(forms).format(a=a, b=b, y=when.year)
    return span_time(raw, "range", date(when.year, a, 1), month_end(when.year, b))


def _quarter_range(rng: Random, when: When) -> Time:
    a, b = _two(rng, when, 4)
    forms = ("Quý {a} - Quý {b}/{y}", "Quý {a} đến quý {b}/{y}", "Từ quý {a} đến quý {b} năm {y}")
    raw = rng.choice(forms).format(a=_ROMAN[a - 1], b=_ROMAN[b - 1], y=when.year)
    return span_time(raw, "range", quarter_days(when.year, a)[0], quarter_days(when.year, b)[1])


def _day_range(rng: Random, when: When) -> Time:
    first = _draw_day(rng, when)
    last = min(first + timedelta(days=rng.choice((10, 15, 30, 45))), date(when.year, 12, 31))
    if first >= last:
        first = last - timedelta(days=7)
    start, end = f"{first:%d}/{first.month}", f"{last:%d}/{last.month}/{when.year}"
    forms = (
        "Từ ngày {0} đến ngày {1}",
        "Từ {0} đến {1}",
        "{0} - {1}",
        "Từ ngày {0} đến hết ngày {1}",
    )
    return span_time(rng.choice(forms).format(start, end), "range", first, last)


def _quarters(rng: Random, when: When) -> Time:
    a, b = _two(rng, when, 4)
    year = pick(rng, [(60, f"/{when.year}"), (40, "")])
    forms = (
        "Quý {a}, {b}",
        "Quý {a} và quý {b}",
        "Quý {a}, quý {b}",
        "Quý {a}; Quý {b}",
        "Quý {a} và {b}",
    )
    raw = rng.choice(forms).format(a=_ROMAN[a - 1], b=_ROMAN[b - 1]) + year
    return several_times(raw, [quarter_days(when.year, a), quarter_days(when.year, b)])


def _month_list(rng: Random, when: When) -> Time:
    a, b = _two(rng, when, 12)
    year = pick(rng, [(60, f"/{when.year}"), (20, f" năm {when.year}"), (20, "")])
    forms = ("Tháng {a} và tháng {b}", "Tháng {a}, {b}", "Tháng {a}, tháng {b}", "Tháng {a} và {b}")
    raw = rng.choice(forms).format(a=a, b=b) + year
    return several_times(raw, [month_days(when.year, a), month_days(when.year, b)])


def _recurring(rng: Random, when: When) -> Time:
    day = rng.choice((5, 10, 15, 20, 25))
    every = "Hằng" if chance(rng, 0.55) else "Hàng"
    quarters = "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"
    monthly = f"FREQ=MONTHLY;BYMONTHDAY={day}"
    forms = [
        (22, (f"{every} tháng", None)),
        (18, (f"{every} quý", quarters)),
        (12, (f"{every} năm", None)),
        (8, (f"{every} tuần", None)),
        (8, (f"Định kỳ {every.lower()} quý", quarters)),
        (8, (f"Định kỳ {every.lower()} tháng", None)),
        (8, (f"Trước ngày {day} {every.lower()} tháng", monthly)),
        (6, (f"Ngày {day} {every.lower()} tháng", monthly)),
        (4, ("Định kỳ 6 tháng, năm", None)),
        (3, (f"{every} tháng, quý, năm", None)),
        (3, ("Định kỳ 6 tháng/lần", None)),
    ]
    raw, rule = pick(rng, forms)
    return undated(raw, "recurring", rule)


def _conditional(rng: Random, when: When) -> Time:
    sure = ("Khi có yêu cầu", "Sau khi có hướng dẫn của cấp trên", "Khi có phát sinh",
            "Ngay sau khi Kế hoạch được phê duyệt", "Khi có văn bản của cấp trên")  # fmt: skip
    open_ = ("Theo yêu cầu", "Theo kế hoạch của cấp trên", "Theo chỉ đạo của cấp trên",
             "Theo quy định", "Theo tiến độ dự án")  # fmt: skip
    if chance(rng, 0.5):
        return undated(rng.choice(sure), "conditional")
    return undated(rng.choice(open_), None)


def _relative(rng: Random, when: When) -> Time:
    if when.issued_on is None:
        return _one_quarter(rng, when)
    days = rng.choice((5, 10, 15, 30))
    due = when.issued_on + timedelta(days=days)
    raw = rng.choice(
        ("Trong {0:02} ngày kể từ ngày ban hành Kế hoạch", "Trong vòng {0} ngày kể từ ngày ký")
    )
    return Time(raw.format(days), {"kind": "relative", "due_latest": str(due)})


def _year_end(rng: Random, when: When) -> Time:
    words = (
        "Cuối năm {0}",
        "Đến hết năm {0}",
        "Đến cuối năm {0}",
        "Hết năm {0}",
        "Trước 31/12/{0}",
    )
    if chance(rng, 0.3):
        month = _draw_month(rng, when)
        last = str(month_end(when.year, month))
        return Time(f"Cuối tháng {month}/{when.year}", {"due_latest": last})
    raw = rng.choice(words).format(when.year)
    if raw.startswith("Trước"):
        return due_time(raw, date(when.year, 12, 30))
    return Time(raw, {"due_latest": f"{when.year}-12-31"})


def _two_limits(rng: Random, when: When) -> Time:
    raw = rng.choice(("Trước ngày 15/6 và 15/12", "Trước 15/6 và trước 15/12", "15/6; 15/12"))
    last = 15 if raw[0] == "1" else 14
    return Time(f"{raw}/{when.year}", {"due_latest": f"{when.year}-12-{last}"})


def _stacked(rng: Random, when: When) -> Time:
    """Two times of one cell, a line each."""
    a, b = _two(rng, when, 4)
    raw = f"Quý {_ROMAN[a - 1]}/{when.year}\nQuý {_ROMAN[b - 1]}/{when.year}"
    return several_times(raw, [quarter_days(when.year, a), quarter_days(when.year, b)])


def _years(rng: Random, when: When) -> Time:
    first, last = when.year, when.last_year
    one = rng.randint(first, last)
    forms: list[tuple[float, tuple[str, date, str | None]]] = [
        (25, (f"{first}-{last}", date(last, 12, 31), None)),
        (15, (f"Giai đoạn {first} - {last}", date(last, 12, 31), None)),
        (20, (f"Năm {one}", date(one, 12, 31), "period")),
        (15, (f"Đến năm {last}", date(last, 12, 31), None)),
        (10, (f"Trước năm {last}", date(last - 1, 12, 31), "before")),
    ]
    raw, due, kind = pick(rng, forms)
    return Time(raw, {"due_latest": str(due)} | ({"kind": kind} if kind else {}))


_Form = Callable[[Random, When], Time]
_CELLS: list[tuple[float, _Form]] = [
    (14, _before), (6, _until), (4, _point), (14, _one_quarter), (13, _one_month),
    (6, _whole_year), (12, _ongoing), (4, _half), (5, _month_range), (2, _quarter_range),
    (3, _day_range), (4, _quarters), (3, _month_list), (6, _recurring), (3, _conditional),
    (1, _relative), (3, _year_end), (1, _two_limits), (1, _stacked),
]  # fmt: skip
_LONG: list[tuple[float, _Form]] = [
    (35, _years), (14, _ongoing), (8, _recurring), (4, _conditional),
]  # fmt: skip
_SENTENCES: list[tuple[float, _Form]] = [
    (40, _before), (12, _until), (12, _one_quarter), (10, _one_month), (6, _recurring),
    (3, _month_range), (2, _point),
]  # fmt: skip


def draw_time(rng: Random, when: When) -> Time:
    """A time of a cell."""
    if when.is_long:
        return pick(rng, _LONG)(rng, when)
    return pick(rng, _CELLS)(rng, when)


_TIME_WORDS = ("thời gian thực hiện:", "thời gian:", "thời gian thực hiện")


def draw_sentence_time(rng: Random, when: When) -> Time:
    """A time as the end of a sentence says it."""
    time = pick(rng, _SENTENCES)(rng, when)
    words = lower_first(time.raw)
    if words[0].isdigit():
        words = f"ngày {words}" if words.count("/") == 2 else f"tháng {words}"
    kind = time.reading.get("kind")
    if kind == "before" and not words.startswith(("hoàn", "xong")) and chance(rng, 0.6):
        words = f"hoàn thành {words}"
    elif kind == "period" and not words.startswith(("hoàn", "trong")):
        words = f"hoàn thành trong {words}"
    elif kind in ("range", "point"):
        words = f"{rng.choice(_TIME_WORDS)} {words}"
    elif kind == "recurring":
        words = words if words.startswith("định kỳ") else f"thực hiện {words}"
    return Time(words, time.reading)
