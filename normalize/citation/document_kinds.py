"""Kinds of administrative documents: their names in prose and their codes in symbols.

The table ``lexicon/document_kinds.tsv`` has a row a code and kind: whether such a document is an ``act`` (*văn bản quy
phạm pháp luật*: yes, no, or only with a year in its symbol), whether Party bodies use the code for it, and whether a
text that names one cites it (``cited``): a contract is no legal reference. A code of several kinds ("TT": Thông tư, of
the Party Thông tri) has its usual one first.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from normalize.lexicon.table import Row, read_table
from normalize.writing.text import strip_marks

LAW_KINDS = ("Bộ luật", "Luật", "Pháp lệnh", "Hiến pháp")
"""Kinds that are cited by name."""

_NAMES = """
Nghị quyết liên tịch|Thông tư liên tịch|Thông tư liên bộ|Văn bản hợp nhất|Nghị quyết|Nghị định|Quyết định
Chỉ thị|Thông tư|Thông báo|Thông cáo|Thông tri|Kế hoạch|Chương trình|Công văn|Công điện|Văn bản|Tờ trình
Báo cáo|Hướng dẫn|Kết luận|Quy định|Quy chế|Đề án|Dự án|Phương án|Biên bản|Hợp đồng|Giấy phép|Giấy mời
Giấy chứng nhận|Giấy ủy quyền|Giấy giới thiệu|Phiếu chuyển|Phiếu gửi|Phiếu báo|Phiếu trình|Điều lệ|Sắc lệnh
Sắc luật|Lệnh|Đề cương|Bản ghi nhớ|Bản thỏa thuận|Lời kêu gọi|Giấy xác nhận|Công hàm|Chỉ lệnh|Quy trình
Thư công|Điện mật
"""
DOCUMENT_KINDS = tuple(name.strip() for line in _NAMES.strip().splitlines() for name in line.split("|"))
"""Canonical names of kinds that carry a symbol, longer before shorter where one begins another."""

_LONGER_NAMES = {"Thông báo kết luận": "Thông báo", "Thông báo ý kiến kết luận": "Thông báo"}
"""Names that hold the name of another kind."""

ABBREVIATED_KINDS = {
    "NQ": "Nghị quyết",
    "NĐ": "Nghị định",
    "QĐ": "Quyết định",
    "CT": "Chỉ thị",
    "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch",
    "KH": "Kế hoạch",
    "KL": "Kết luận",
    "CV": "Công văn",
    "TB": "Thông báo",
    "BC": "Báo cáo",
    "TTr": "Tờ trình",
    "HD": "Hướng dẫn",
}
"""Kinds that running text itself abbreviates ("NĐ 30/2020/NĐ-CP")."""

ACT_KINDS = frozenset(
    {*LAW_KINDS, "Nghị định", "Thông tư", "Thông tư liên tịch", "Thông tư liên bộ", "Văn bản hợp nhất"}
    | {"Nghị quyết liên tịch", "Sắc lệnh", "Sắc luật"}
)
YEARLY_ACT_KINDS = frozenset({"Nghị quyết", "Quyết định", "Chỉ thị"})
"""Kinds that are acts when their symbol has a year, and individual decisions when it has none."""


class KindCode(Row, frozen=True, kw_only=True):
    """One row of the table."""

    code: str
    kind: str
    act: Literal["yes", "no", "year"]
    party: bool
    cited: bool


@cache
def _rows_by_code() -> dict[str, tuple[KindCode, ...]]:
    found: dict[str, list[KindCode]] = {}
    for row in read_table("document_kinds", KindCode):
        found.setdefault(row.code, []).append(row)
    return {code: tuple(rows) for code, rows in found.items()}


@cache
def kind_codes() -> dict[str, KindCode]:
    """Every kind code with its row, the usual one where a code stands for several kinds."""
    return {code: rows[0] for code, rows in _rows_by_code().items()}


def kind_of(code: str, *, printed: str = "", party: bool = False) -> KindCode | None:
    """The row of a code: that of the ``printed`` kind if it is one of the code's, else the usual one of such bodies.

    >>> kind_of("TT").kind, kind_of("TT", party=True).kind
    ('Thông tư', 'Thông tri')
    >>> kind_of("QĐ", printed="Quy định").kind, kind_of("KHÔNG")
    ('Quy định', None)
    """
    rows = _rows_by_code().get(code, ())
    bare = strip_marks(printed)
    named = (row for row in rows if strip_marks(row.kind) == bare)
    fitting = (row for row in rows if row.party or not party)
    return next(named, None) or next(fitting, None) or (rows[0] if rows else None)


@cache
def is_cited(kind: str) -> bool:
    """Whether a text that names such a document by its number cites it.

    >>> is_cited("Kế hoạch"), is_cited("Hợp đồng")
    (True, False)
    """
    return all(row.cited for row in read_table("document_kinds", KindCode) if row.kind == kind)


@cache
def kind_names() -> dict[str, str]:
    """Canonical kinds by their name without marks, the form OCR slips leave intact.

    >>> kind_names()["nghi dinh"]
    'Nghị định'
    """
    names = {name: name for name in (*LAW_KINDS, *DOCUMENT_KINDS)}
    return {strip_marks(name): kind for name, kind in (*_LONGER_NAMES.items(), *names.items())}


def kind_code(kind: str) -> str | None:
    """The usual code of a kind.

    >>> kind_code("Kế hoạch"), kind_code("Luật")
    ('KH', None)
    """
    return _codes_by_kind().get(kind)


@cache
def _codes_by_kind() -> dict[str, str]:
    codes: dict[str, str] = {}
    for row in read_table("document_kinds", KindCode):
        codes.setdefault(row.kind, row.code)
    return codes
