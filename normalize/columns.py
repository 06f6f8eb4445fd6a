"""What the header text of a table's column stands for."""

from __future__ import annotations

import regex

from normalize.writing.text import squeeze, strip_marks

# Words of header cells without marks and capitals; the first role that fits wins. Source: header rows of the
# appendices of plans of every level, 2017-2026.
_ROLES: tuple[tuple[str, str], ...] = (
    ("marker", r"^(?:s?\s*t\s*t|so tt|so thu tu|thu tu|no|muc)\W*$"),
    ("unit", r"don vi (?:do|tinh)|^dvt\b|\bdvt$"),
    ("note", r"^ghi chu"),
    (
        "deadline",
        r"^(?!.*(?:lao dong|chay may|\((?:gio|phut)\b"
        r"|hieu luc|bat dau|dong gop|luy ke|cong tac|su dung|sinh\b|\bvuot\b)|(?:so|ty le|tong)\b)"
        r".*(?:thoi gian|thoi han|tien do"
        r"|thoi diem (?:hoan thanh|thuc hien|ket thuc|trinh|bao cao)"
        r"|\bhan\b(?= (?:hoan thanh|thuc hien|chot|nop|cuoi)|$)"
        r"|ngay hoan thanh|hoan thanh truoc|lo trinh|^thang$|^quy$|^ngay$|^nam$|moc hoan thanh|ky bao cao"
        r"|^ngay,? thang$|^thu,? ngay)",
    ),
    ("coordinating", r"^(?!.*chu tri).*(?:phoi hop|cung tham gia|tham gia thuc hien)"),
    (
        "lead",
        r"chu tri|dau moi|phu trach|trach nhiem|chiu trach|phan cong|giao cho"
        r"|(?:don vi|co quan|bo phan|ca nhan|nguoi|nganh|can bo|phong ban|luc luong|to chuc|chu the|noi)[^/]{0,25}"
        r"(?:thuc hien|tham muu|xay dung|soan thao|theo doi|chi dao|bao cao|trien khai|tien hanh)"
        r"|^(?:don vi|co quan|bo phan|nguoi thuc hien|nguoi lam)(?:\W|$)|^thuc hien$",
    ),
    ("budget", r"kinh phi|du toan|nguon von|\bvon\b|ngan sach|so tien|thanh tien|muc chi|khoan chi"),
    ("deliverable", r"san pham|ket qua|dau ra|hinh thuc van ban|ten van ban|cap trinh|hinh thuc bao cao"),
    ("target", r"chi tieu|muc tieu|chi so|muc phan dau|ke hoach nam"),
    (
        "task",
        r"nhiem vu|noi dung|cong viec|hoat dong|giai phap|dau viec|phan viec|de an|chuyen de|ten van de|yeu cau",
    ),
)
_PATTERNS = tuple((role, regex.compile(pattern)) for role, pattern in _ROLES)

_LONGEST_NAME = 120
"""Characters; a longer text in a header row is a piece of the row that another page began."""


def column_role(name: str) -> str:
    """The role a header text stands for; "other" where it names none.

    The lowest line of a header stack decides where it can.

    >>> column_role("Cơ quan thực hiện / Phối hợp")
    'coordinating'
    >>> column_role("Thời gian hoàn thành")
    'deadline'
    >>> column_role("Đơn vị chủ trì, phối hợp")
    'lead'
    """
    levels = [squeeze(strip_marks(level)) for level in name.split(" / ") if len(level) <= _LONGEST_NAME]
    if not levels:
        return "other"
    for text in (levels[-1], " ".join(levels)):
        for role, pattern in _PATTERNS:
            if pattern.search(text):
                return role
    return "other"
