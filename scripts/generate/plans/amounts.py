"""Quantities that a sentence aims at, in many forms, with what each says."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from scripts.generate.plans.model import Gold, chance


def _exact(number: str) -> Gold:
    value = number.replace(".", "").replace(",", ".")
    return {"min": value, "max": value}


def _poor(rng: Random) -> tuple[str, Gold]:
    number = f"{rng.randint(0, 3)},{rng.randint(1, 9)}"
    gold: Gold = {"min": number.replace(",", "."), "max": number.replace(",", "."), "unit": "%"}
    return f"Tỷ lệ hộ nghèo giảm {number}%;", {
        "text": f"giảm {number}%",
        "change": "decrease",
        **gold,
    }


def _income(rng: Random) -> tuple[str, Gold]:
    number = rng.randint(35, 95)
    gold: Gold = {"min": f"{number}000000", "max": f"{number}000000", "currency": "VND"}
    text = f"Thu nhập bình quân đầu người đạt {number} triệu đồng/người/năm;"
    return text, {"text": f"{number} triệu đồng/người/năm", **gold}


def _late(rng: Random) -> tuple[str, Gold]:
    number, below = rng.randint(1, 5), chance(rng, 0.5)
    text = f"Tỷ lệ hồ sơ trễ hạn {'dưới' if below else 'không quá'} {number}%;"
    gold: Gold = {"min": None, "max": str(number), "comparator": "lt" if below else "le"}
    return text, {"text": f"{number}%", "unit": "%", **gold}


def _opened(rng: Random) -> tuple[str, Gold]:
    number = rng.randint(2, 30)
    text = f"Tổ chức ít nhất {number:02} lớp tập huấn cho cán bộ cơ sở;"
    return text, {
        "text": f"ít nhất {number:02} lớp",
        "min": str(number),
        "max": None,
        "comparator": "ge",
    }


def _people(rng: Random) -> tuple[str, Gold]:
    number = rng.randint(11, 59) * 100
    shown = f"{number:,}".replace(",", ".")
    text = f"Giải quyết việc làm mới cho {shown} lao động;"
    return text, {"text": f"{shown} lao động", "min": str(number), "max": str(number)}


def _accidents(rng: Random) -> tuple[str, Gold]:
    low = rng.randint(3, 6)
    text = f"Giảm từ {low}% đến {low + 5}% số vụ tai nạn giao thông so với năm trước;"
    gold: Gold = {"min": str(low), "max": str(low + 5), "unit": "%", "change": "decrease"}
    return text, {"text": f"từ {low}% đến {low + 5}%", **gold}


def _models(rng: Random) -> tuple[str, Gold]:
    low = rng.randint(2, 6)
    shown = f"từ {low:02} đến {low + 3:02} mô hình"
    gold: Gold = {"min": str(low), "max": str(low + 3), "comparator": "range"}
    return f"Xây dựng {shown} điểm;", {"text": shown, **gold}


def _each(rng: Random) -> tuple[str, Gold]:
    number = rng.randint(1, 4)
    shown = f"ít nhất {number:02} mô hình"
    gold: Gold = {"min": str(number), "max": None, "comparator": "ge"}
    return f"Mỗi xã xây dựng {shown};", {"text": shown, **gold}


def _yield(rng: Random) -> tuple[str, Gold]:
    shown = f"{rng.randint(45, 72)},{rng.randint(1, 9)} tạ/ha"
    text = f"Năng suất lúa bình quân đạt {shown};"
    return text, {"text": shown, **_exact(shown.removesuffix(" tạ/ha"))}


def _of_all(rng: Random) -> tuple[str, Gold]:
    whole = rng.randint(6, 20)
    part = whole - rng.randint(0, 4)
    shown = f"{part}/{whole} thôn"
    gold: Gold = {"min": str(part), "max": str(part)}
    return f"Có {shown} đạt danh hiệu Thôn văn hóa;", {"text": shown, **gold}


def _about(rng: Random) -> tuple[str, Gold]:
    shown = f"{rng.randint(2, 9)}.{rng.randint(1, 9)}00"
    text = f"Tuyên truyền cho khoảng {shown} lượt người;"
    return text, {"text": f"khoảng {shown} lượt người", "comparator": "approx", **_exact(shown)}


def _growth(rng: Random) -> tuple[str, Gold]:
    shown = f"{rng.randint(2, 12)},{rng.randint(1, 9)}"
    text = f"Giá trị sản xuất tăng {shown}% so với cùng kỳ;"
    return text, {"text": f"tăng {shown}%", "unit": "%", "change": "increase", **_exact(shown)}


def _cost(rng: Random) -> tuple[str, Gold]:
    number = rng.randint(3, 90) * 5
    gold: Gold = {"min": f"{number}000000", "max": f"{number}000000", "currency": "VND"}
    text = f"Huy động xã hội hóa {number} triệu đồng;"
    return text, {"text": f"{number} triệu đồng", **gold}


def _forest(rng: Random) -> tuple[str, Gold]:
    shown = f"{rng.randint(1, 4)}.{rng.randint(1, 9)}50 ha"
    text = f"Trồng mới {shown} rừng;"
    return text, {"text": shown, **_exact(shown.removesuffix(" ha"))}


AMOUNTS: list[Callable[[Random], tuple[str, Gold]]] = [
    _poor, _income, _late, _opened, _people, _accidents, _models, _each, _yield, _of_all, _about,
    _growth, _cost, _forest,
]  # fmt: skip
