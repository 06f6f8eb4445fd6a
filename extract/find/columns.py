"""What a table's columns mean: the header rows and the role of every column."""

from __future__ import annotations

import regex

from normalize.text import squeeze, strip_marks
from schemas.document import Cell, TableRow

_MAX_HEADER_ROWS = 5

# Words of header cells without marks and capitals; the first role that fits wins. Source: header rows of the
# appendices of plans of every level, 2017-2026.
_ROLES: tuple[tuple[str, str], ...] = (
    ("marker", r"^(?:stt|tt|s\s*tt|so tt|so thu tu|thu tu|no|muc)\W*$"),
    ("unit", r"don vi (?:do|tinh)|^dvt\b|\bdvt$"),
    ("note", r"^ghi chu"),
    (
        "deadline",
        r"^(?!.*(?:hieu luc|bat dau|dong gop|luy ke|cong tac|su dung|sinh\b|\bvuot\b)|(?:so|ty le|tong)\b)"
        r".*(?:thoi gian|thoi han|tien do"
        r"|thoi diem (?:hoan thanh|thuc hien|ket thuc|trinh|bao cao)|^han\b|han hoan thanh|han thuc hien"
        r"|ngay hoan thanh|hoan thanh truoc|lo trinh|^thang$|^quy$|^ngay$|^nam$|moc hoan thanh|ky bao cao"
        r"|^ngay,? thang$|^thu,? ngay)",
    ),
    ("coordinating", r"^(?!.*chu tri).*(?:phoi hop|cung tham gia|tham gia thuc hien)"),
    (
        "lead",
        r"chu tri|dau moi|phu trach|trach nhiem|chiu trach|phan cong|giao cho"
        r"|(?:don vi|co quan|bo phan|nguoi|nganh|can bo|phong ban|luc luong|to chuc|chu the|noi)[^/]{0,25}"
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
# Columns that list persons, things or documents state no duties.
_NAMES_THINGS = regex.compile(
    r"ho va ten|ho ten|dia chi|ten (?:goi|loai|thiet bi|phap nhan|to chuc|co quan|don vi|van ban)"
    r"|so\b|stt|tt$|ma\b|ngay"
)
_UNIT_ALONE = regex.compile(r"(?:don vi|co quan|bo phan)\b(?!.*(?:chu tri|phu trach|thuc hien|nhiem|tham muu))")
_LONGEST_NAME = 120
"""Characters; a longer text in a header row is a piece of the row that another page began."""

_INDEX = regex.compile(r"\(?\s*(?:\d{1,2}|[A-Za-z])\s*\)?(?:\s*=.*)?")
_BODY_MARKER = regex.compile(r"\W*(?:[IVXLC]{1,5}|\d{1,3}(?:\.\d{1,3})*|[A-ZĐ])\s*[.)]?\W*")


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


def split_header(rows: list[TableRow]) -> tuple[int, list[tuple[str, str]]]:
    """How many rows the header takes, and every column's (name, role); 0 rows where there is no header.

    A name is the stack of header cells above the column, joined by " / ".
    """
    top = _top_row(rows)
    if top is None:
        width = len(rows[0]) if rows else 0
        return 0, [("", "other")] * width
    bottom = top + 1
    while bottom < min(len(rows), top + _MAX_HEADER_ROWS) and _is_header(rows, top, bottom):
        bottom += 1
    names = [_stack_name(rows[top:bottom], column) for column in range(len(rows[0]))]
    return bottom, _with_unique_roles([(name, column_role(name)) for name in names])


def _top_row(rows: list[TableRow]) -> int | None:
    """The first row in which at least two different cells name a role."""
    for index, row in enumerate(rows[:_MAX_HEADER_ROWS]):
        cells = {id(cell): cell for cell in row}.values()
        roles = {column_role(squeeze(cell.text)) for cell in cells if 0 < len(cell.text) < 120}
        if len(roles - {"other"}) >= 2:
            return index
    return None


def _is_header(rows: list[TableRow], top: int, index: int) -> bool:
    """Whether a row still belongs to the header: it shares merged cells with it, or only numbers the columns."""
    row = rows[index]
    filled = [cell for cell in row if cell.text.strip()]
    if not filled:
        return False
    if all(_INDEX.fullmatch(cell.text.strip()) for cell in filled) and len(filled) >= max(2, len(row) - 2):
        return True
    above = {id(cell) for header in rows[top:index] for cell in header}
    shared = any(id(cell) in above and cell.text.strip() for cell in row)
    split_below = len({id(cell) for cell in rows[index - 1]}) < len({id(cell) for cell in row})
    if not row[0].text.strip() and all(column_role(squeeze(cell.text)) != "other" for cell in filled):
        return True
    begins_body = row[0].text.strip() and id(row[0]) not in above and _BODY_MARKER.fullmatch(row[0].text)
    return (shared or (split_below and _names_roles(row))) and not begins_body


def _names_roles(row: TableRow) -> bool:
    return sum(column_role(squeeze(cell.text)) != "other" for cell in row if len(cell.text) < 80) >= 2


def _stack_name(header: list[TableRow], column: int) -> str:
    """The texts above a column from top to bottom, a merged one once, index rows left out.

    A source that cannot merge cells leaves the second half of a merged one empty; the text on its left holds there.
    """
    levels: list[str] = []
    seen: set[int] = set()
    for number, row in enumerate(header):
        cell = row[column]
        text = squeeze(cell.text)
        if not text and number + 1 < len(header):
            cell = _merged_from_left(header, number, column)
            text = squeeze(cell.text)
        if id(cell) in seen or not text or (levels and _INDEX.fullmatch(text)):
            continue
        seen.add(id(cell))
        levels.append(text)
    return " / ".join(levels)


def _merged_from_left(header: list[TableRow], number: int, column: int) -> Cell:
    """The cell whose text holds for an empty header cell: the one on its left, where both have a text below them."""
    row, below = header[number], header[number + 1]
    left = column
    while left > 0 and not row[left].text.strip() and below[left].text.strip():
        left -= 1
    return row[left] if below[left].text.strip() and below[left] is not row[left] else row[column]


def _with_unique_roles(columns: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Each role once, to the column that comes first; a table of duties needs a task column."""
    taken: set[str] = set()
    unique = []
    for name, role in columns:
        if role in taken and role not in ("other", "note", "budget", "target", "unit"):
            unique.append((name, "other"))
        else:
            taken.add(role)
            unique.append((name, role))
    return unique


def with_task_column(columns: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """A table of duties whose task column has another name: the first column that can state duties takes the role.

    A column that is headed *Đơn vị* and no more may list the units themselves; it proves no table of duties.
    """
    roles = {role for name, role in columns if role != "lead" or not _UNIT_ALONE.match(strip_marks(name))}
    if "task" in {role for _, role in columns} or not roles & {"lead", "coordinating"}:
        return columns
    for stand_in in ("target", "deliverable", "other"):
        for index, (name, role) in enumerate(columns):
            if role == stand_in and name and not _NAMES_THINGS.match(strip_marks(name)):
                return [*columns[:index], (name, "task"), *columns[index + 1 :]]
    return columns


def is_target_table(columns: list[tuple[str, str]], body: list[TableRow]) -> bool:
    """Whether a table states targets: a target or a unit column, no task column, and mostly numbers.

    *Nội dung* may head targets as well as tasks: with a unit column and nobody in charge they are targets.
    """
    roles = {role for _, role in columns}
    if "task" in roles:
        return "unit" in roles and not roles & {"lead", "coordinating", "deadline"} and _is_numeric(body)
    return bool(roles & {"target", "unit"}) and _is_numeric(body)


def is_task_table(columns: list[tuple[str, str]]) -> bool:
    """Whether a table states duties: a task column, and by whom or by when; a result alone may be a price list's."""
    roles = {role for _, role in columns}
    return "task" in roles and bool(roles & {"lead", "coordinating", "deadline"})


_NUMBER = regex.compile(r"[<>≥≤]?\s*[\d.,]+\s*%?(?:\s*[-–]\s*[\d.,]+\s*%?)?")


def _is_numeric(body: list[TableRow]) -> bool:
    """Whether at least a quarter of the filled cells behind the first two columns are numbers."""
    cells = [cell.text.strip() for row in body for cell in row[2:] if cell.text.strip()]
    return bool(cells) and sum(_NUMBER.fullmatch(text) is not None for text in cells) * 4 >= len(cells)
