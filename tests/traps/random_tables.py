"""Task tables of random words and random geometry: what no hand-written trap foresees.

The same seed always gives the same table.
"""

from __future__ import annotations

import random

from tests.traps.definition import Table, Trap

_VERBS = """Rà soát|Xây dựng|Tổ chức|Triển khai|Kiểm tra|Tuyên truyền|Hướng dẫn|Cập nhật|Công khai|Đánh giá|Thống kê
|Sửa chữa|Vận động|Phối hợp|Tham mưu|Bố trí|Nâng cấp|Hỗ trợ|Theo dõi|Ban hành|Số hóa|Thu gom|Trồng|Phun thuốc"""
_OBJECTS = """các văn bản quy phạm pháp luật|danh mục thủ tục hành chính|hệ thống truyền thanh cơ sở
|đường giao thông nông thôn|hộ nghèo, hộ cận nghèo
|công tác phòng cháy, chữa cháy|cơ sở kinh doanh thực phẩm|quỹ đất công ích|hồ sơ người có công
|lớp tập huấn kỹ năng số|nhà văn hóa thôn|cây xanh hai bên đường|kênh mương nội đồng|chợ trung tâm|điểm bưu điện
|trang thông tin điện tử|dữ liệu dân cư|đàn gia súc, gia cầm|bãi tập kết rác thải|ngân sách năm 2025|hòm thư góp ý"""
_TAILS = """trên địa bàn|theo quy định|bảo đảm tiến độ, chất lượng|đúng đối tượng và công khai trên cổng thông tin
|gắn với xây dựng nông thôn mới|phục vụ người dân và doanh nghiệp|nhằm nâng cao chỉ số hài lòng của người dân
|trước mùa mưa bão|của từng đơn vị, từng thôn, gắn trách nhiệm của người đứng đầu|có sự tham gia của Nhân dân"""
_OFFICES = """Văn phòng HĐND và UBND|Phòng Kinh tế|Phòng Văn hóa - Xã hội|Công an xã|Trạm Y tế|Ban Chỉ huy Quân sự xã
|Hội Nông dân|Hội Liên hiệp Phụ nữ|Đoàn Thanh niên|Tư pháp - Hộ tịch|Các thôn|Trường Tiểu học số 1|Mặt trận Tổ quốc xã
|Trung tâm Phục vụ hành chính công|Hội Cựu chiến binh|Các ngành liên quan|Tổ công nghệ số cộng đồng"""
_TIMES = """Quý I|Quý II|Quý III/2025|Quý IV|Thường xuyên|Hằng tháng|Tháng 6|Tháng 9/2025|Trước 30/6
|Trước ngày 15/11/2025|Năm 2025|Cả năm|Hằng quý|Chậm nhất 31/12/2025"""
_PRODUCTS = "Báo cáo|Kế hoạch|Văn bản|Quyết định|Danh sách|Hội nghị|Biên bản kiểm tra|Công trình hoàn thành|Tin, bài"
_GROUPS = """CẢI CÁCH HÀNH CHÍNH|PHÁT TRIỂN KINH TẾ|VĂN HÓA - XÃ HỘI|QUỐC PHÒNG, AN NINH|CHUYỂN ĐỔI SỐ
|Công tác chỉ đạo, điều hành|Xây dựng và phát triển hạ tầng kỹ thuật trên địa bàn
|AN SINH XÃ HỘI VÀ GIẢM NGHÈO BỀN VỮNG"""
_MARKER, _TASK, _LEAD = ("TT", "marker", 1.1), ("Nhiệm vụ", "task", 5.5), ("Chủ trì", "lead", 2.8)
_HELP, _TIME, _PRODUCT = (
    ("Phối hợp", "coordinating", 2.8),
    ("Thời gian", "deadline", 2.5),
    ("Sản phẩm", "deliverable", 2.4),
)
_STACKED = [("Cơ quan thực hiện / Chủ trì", "lead", 2.6), ("Cơ quan thực hiện / Phối hợp", "coordinating", 2.8)]
_SHAPES = (
    [_MARKER, _TASK, _LEAD, _TIME],
    [_MARKER, _TASK, _LEAD, _HELP, _TIME],
    [_MARKER, _TASK, _PRODUCT, _LEAD, _TIME],
    [_MARKER, _TASK, _LEAD, _HELP, _TIME, _PRODUCT],
    [_MARKER, _TASK, *_STACKED, _TIME],
)
UNRULED = ("columns", "rows", "header", "none")
RULES = ("all", "outer", "open", "inner", *UNRULED)
_WIDTH = 16.4


def random_trap(seed: int, rules: str) -> Trap:
    """A plan with one random table; ``rules`` as `Table.rules`."""
    chance = random.Random(seed)
    shape = chance.choice(_SHAPES)
    widths = [width * chance.uniform(0.85, 1.2) for _, _, width in shape]
    scale = _WIDTH / sum(widths)
    table = Table(
        columns=[name for name, _, _ in shape],
        roles=[role for _, role, _ in shape],
        widths=[round(width * scale, 2) for width in widths],
        rows=_rows(chance, [role for _, role, _ in shape], ruled=rules not in UNRULED),
        appendix="PHỤ LỤC",
        title="DANH MỤC NHIỆM VỤ",
        rules=rules,
        line=chance.choice(("solid", "solid", "dashed", "double")) if rules == "all" else "solid",
        groups=chance.choice(("span", "plain")),
        index_row=chance.random() < 0.15,
        middle=chance.random() < 0.3,
    )
    return Trap(name=f"random-{rules}-{seed}", tables=[table], size=chance.choice((11, 12, 13, 13)))


def _rows(chance: random.Random, roles: list[str], *, ruled: bool) -> list[str]:
    """Three to twelve rows, in groups or not; cells merged downwards only where rulings show it."""
    rows, grouped, number = [], chance.random() < 0.5, 0
    for at in range(chance.randint(3, 12)):
        if grouped and (at == 0 or chance.random() < 0.25):
            title = _pick(chance, _GROUPS)
            rows.append(f"# {_roman(1 + sum(row.startswith('#') for row in rows))} | {title}")
            number = 0
        number += 1
        below = bool(number > 1) and ruled
        rows.append(" | ".join(_cell(chance, role, number, below=below) for role in roles))
    return rows


def _cell(chance: random.Random, role: str, number: int, *, below: bool) -> str:
    if below and role in ("lead", "deadline") and chance.random() < 0.12:
        return "^"
    if role == "marker":
        return str(number)
    if role == "task":
        words = f"{_pick(chance, _VERBS)} {_pick(chance, _OBJECTS)}"
        return f"{words} {_pick(chance, _TAILS)}" if chance.random() < 0.7 else words
    if role == "coordinating":
        offices = [_pick(chance, _OFFICES) for _ in range(chance.randint(0, 3))]
        return ", ".join(dict.fromkeys(offices))
    return _pick(chance, {"lead": _OFFICES, "deadline": _TIMES, "deliverable": _PRODUCTS}[role])


def _pick(chance: random.Random, words: str) -> str:
    return chance.choice(words.replace("\n", "").split("|"))


def _roman(number: int) -> str:
    return ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")[number - 1]
