"""Heads and signatures of every kind, each as transcript, DOCX and PDF."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import zip_longest

import docx
import pytest

from extract import Options, extract_plan
from extract.record.head.identity import read_code
from schemas.head import Field
from schemas.plan import Plan, Signatory
from tests.head_files import BODY, FORMS, NATION, RECIPIENTS, Sheet
from tests.shared import SHARED, needs_shared

PLAN = Sheet(
    left=("ỦY BAN NHÂN DÂN", "XÃ AN PHÚ", "Số: 16/KH-UBND"),
    right=(*NATION, "An Phú, ngày 14 tháng 3 năm 2024"),
    title=("KẾ HOẠCH", "Chuyển đổi số xã An Phú năm 2024"),
    signature=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Văn Minh"),
)


def read(form: str, *sheets: Sheet) -> Plan:
    return extract_plan(FORMS[form](list(sheets)), name=f"plan.{form}")


def missing(plan: Plan) -> set[str | None]:
    return {one.field for one in plan.problems if one.code == "header-missing"}


CODES = [
    ("Số: 3070. /KH-UBND", "3070/KH-UBND", "3070"),
    ("Số: 36 /KH - UBND", "36/KH-UBND", "36"),
    ("Số : 07/KH-UBND", "07/KH-UBND", "07"),
    ("SỐ: 5a/KH-UBND", "5a/KH-UBND", "5a"),
    ("Số 12 / KH-UBND", "12/KH-UBND", "12"),
    ("36 /KH - UBND", "36/KH-UBND", "36"),
    ("Số: 15/2024/KH-UBND", "15/2024/KH-UBND", "15"),
    ("Số: 8/KHLT/UBND-UBMTTQ", "8/KHLT/UBND-UBMTTQ", "8"),
    ("Số: ........./KH-UBND", "/KH-UBND", None),
    ("Số:          /KH-UBND", "/KH-UBND", None),
    ("Số: 16/KH-UBND.", "16/KH-UBND", "16"),
    ("Số: 16/KH‐UBND", "16/KH-UBND", "16"),
    ("Số: 16/KH‑UBND", "16/KH-UBND", "16"),
    ("Số: 16/KH‒UBND", "16/KH-UBND", "16"),
    ("Số: 16/KH—UBND", "16/KH-UBND", "16"),
    ("Số: 16/KH−UBND", "16/KH-UBND", "16"),
    ("Số: 16/KH-\u200bUBND", "16/KH-UBND", "16"),
]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("printed", "code", "number"), CODES, ids=[one[0] for one in CODES])
def test_numbers(form: str, printed: str, code: str, number: str | None) -> None:
    plan = read(form, replace(PLAN, left=(*PLAN.left[:2], printed)))
    assert (plan.header.code, plan.header.number) == (code, number)
    assert ("number" in missing(plan)) == (number is None)


DATES = [
    ("An Phú, ngày 03 tháng 2 năm 2024", "2024-02-03"),
    ("An Phú, Ngày 3 tháng 02 năm 2024", "2024-02-03"),
    ("An Phú, ngày       tháng       năm 2024", None),
    ("An Phú, ngày … tháng 3 năm 2024", None),
]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("printed", "issued_on"), DATES, ids=[one[0] for one in DATES])
def test_dates(form: str, printed: str, issued_on: str | None) -> None:
    plan = read(form, replace(PLAN, right=(*NATION, printed)))
    assert (plan.header.issued_at, plan.header.issued_on) == ("An Phú", issued_on)
    assert ("issued_on" in missing(plan)) == (issued_on is None)


BODIES = [
    (("UBND TỈNH LÀO CAI", "SỞ CÔNG THƯƠNG"), "Sở Công Thương", "UBND tỉnh Lào Cai", "province"),
    (("ỦY BAN NHÂN DÂN", "HUYỆN A LƯỚI"), "Ủy ban nhân dân huyện A Lưới", None, "district"),
    (("UBND HUYỆN A LƯỚI", "PHÒNG TÀI CHÍNH - KẾ HOẠCH"), "Phòng Tài chính - Kế hoạch", "UBND huyện A Lưới", None),
    (("SỞ NỘI VỤ - SỞ TÀI CHÍNH",), "Sở Nội vụ - Sở Tài chính", None, "province"),
    (("HỘI ĐỒNG NHÂN DÂN", "XÃ AN PHÚ"), "Hội đồng nhân dân xã An Phú", None, "commune"),
    (("BỘ Y TẾ",), "Bộ Y tế", None, "central"),
    (("CÔNG AN TỈNH LẠNG SƠN", "CÔNG AN XÃ AN PHÚ"), "Công an xã An Phú", "Công an tỉnh Lạng Sơn", "commune"),
    (
        ("PHÒNG GD&ĐT HUYỆN A LƯỚI", "TRƯỜNG TRUNG HỌC CƠ", "SỞ LÊ LỢI"),
        "Trường Trung học cơ sở Lê Lợi",
        "Phòng GD&ĐT huyện A Lưới",
        "other",
    ),
    (("UBND XÃ AN PHÚ", "BAN QUẢN LÝ", "RỪNG PHÒNG HỘ"), "Ban Quản lý Rừng phòng hộ", "UBND xã An Phú", "commune"),
    (("SỞ Y TẾ", "BAN QUẢN LÝ", "QUỸ HỖ TRỢ"), "Ban Quản lý Quỹ Hỗ trợ", "Sở Y tế", "province"),
    (("TỈNH ĐOÀN LẠNG SƠN", "HUYỆN ĐOÀN CHI LĂNG"), "Huyện đoàn Chi Lăng", "Tỉnh đoàn Lạng Sơn", None),
    (("ĐẢNG BỘ XÃ AN PHÚ", "CHI BỘ QUÂN SỰ"), "Chi bộ Quân sự", "Đảng bộ xã An Phú", None),
    (("CÔNG TY ĐIỆN LỰC A", "CÔNG ĐOÀN CÔNG TY"), "Công đoàn Công ty", "Công ty Điện lực A", None),
    (("BCH ĐOÀN XÃ AN PHÚ",), "Ban Chấp hành Đoàn xã An Phú", None, "commune"),
    (("BAN CHẤP HÀNH", "ĐOÀN XÃ AN PHÚ"), "Ban Chấp hành Đoàn xã An Phú", None, "commune"),
    (("HỘI LHPN XÃ AN PHÚ",), "Hội Liên hiệp Phụ nữ xã An Phú", None, "commune"),
    (("UỶ BAN NHÂN DÂN", "XÃ AN PHÚ"), "Ủy ban nhân dân xã An Phú", None, "commune"),
    (("ỦY BAN MTTQ VIỆT NAM", "XÃ AN PHÚ"), "Ủy ban Mặt trận Tổ quốc Việt Nam xã An Phú", None, "commune"),
]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("left", "issuer", "parent", "level"), BODIES, ids=[one[1] for one in BODIES])
def test_bodies(form: str, left: tuple[str, ...], issuer: str, parent: str | None, level: str | None) -> None:
    header = read(form, replace(PLAN, left=(*left, "Số: 16/KH-ABC"), title=("KẾ HOẠCH", "Chuyển đổi số"))).header
    assert (header.issuer, header.parent) == (issuer, parent)
    assert level is None or header.level == level


SIGNATURES = [
    (("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Văn Minh"), ("TM.", "Ủy ban nhân dân", "Chủ tịch", "Lê Văn Minh")),
    (("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Thị Hoa"), ("KT.", "Chủ tịch", "Phó Chủ tịch", "Trần Thị Hoa")),
    (
        ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Thị Hoa"),
        ("TM. KT.", "Ủy ban nhân dân; Chủ tịch", "Phó Chủ tịch", "Trần Thị Hoa"),
    ),
    (("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "Lê Văn Minh"), ("TL.", "Chủ tịch", "Chánh Văn phòng", "Lê Văn Minh")),
    (("TUQ. CHỦ TỊCH", "TRƯỞNG PHÒNG", "Lê Văn Minh"), ("TUQ.", "Chủ tịch", "Trưởng phòng", "Lê Văn Minh")),
    (("Q. CHỦ TỊCH", "Lê Văn Minh"), ("Q.", None, "Chủ tịch", "Lê Văn Minh")),
    (("GIÁM ĐỐC", "(Đã ký)", "Lê Văn Minh"), (None, None, "Giám đốc", "Lê Văn Minh")),
    (("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "BS. Lê Văn Minh"), ("KT.", "Giám đốc", "Phó Giám đốc", "Lê Văn Minh")),
    (("HIỆU TRƯỞNG", "PGS.TS. Lê Văn Minh"), (None, None, "Hiệu trưởng", "Lê Văn Minh")),
    (("GIÁM ĐỐC", "BSCKII. Lê Văn Minh"), (None, None, "Giám đốc", "Lê Văn Minh")),
    (("GIÁM ĐỐC", "ThS.BS Lê Văn Minh"), (None, None, "Giám đốc", "Lê Văn Minh")),
    (("GIÁM ĐỐC", "Thiếu tướng Lê Văn Minh"), (None, None, "Giám đốc", "Lê Văn Minh")),
    (("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Đại tá Lê Văn Minh"), ("KT.", "Giám đốc", "Phó Giám đốc", "Lê Văn Minh")),
    (("TRƯỞNG CÔNG AN XÃ", "Thượng tá Lê Văn Minh"), (None, None, "Trưởng Công an xã", "Lê Văn Minh")),
    (("CHỈ HUY TRƯỞNG", "Trung tá Lê Văn Minh"), (None, None, "Chỉ huy trưởng", "Lê Văn Minh")),
    (
        ("TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH", "Lê Văn Minh"),
        ("TM. Q.", "Ủy ban nhân dân", "Chủ tịch", "Lê Văn Minh"),
    ),
    (
        ("KT. CHI CỤC TRƯỞNG", "PHÓ CHI CỤC TRƯỞNG", "Lê Văn Minh"),
        ("KT.", "Chi cục trưởng", "Phó Chi cục trưởng", "Lê Văn Minh"),
    ),
    (
        ("TM. ỦY BAN NHÂN DÂN CHỦ TỊCH", "Lê Văn Minh"),
        ("TM.", "Ủy ban nhân dân", "Chủ tịch", "Lê Văn Minh"),
    ),
    (("QUYỀN CHỦ TỊCH", "Lê Văn Minh"), (None, None, "Quyền Chủ tịch", "Lê Văn Minh")),
    (("CHỦ TỊCH", "Y Blăng Niê"), (None, None, "Chủ tịch", "Y Blăng Niê")),
    (("CHỦ TỊCH", "A Rất Thị B"), (None, None, "Chủ tịch", "A Rất Thị B")),
    (("CHỦ TỊCH", "H’ Lan Niê"), (None, None, "Chủ tịch", "H’ Lan Niê")),
    (("CHỦ TỊCH", "Rơ Châm H'Yéo"), (None, None, "Chủ tịch", "Rơ Châm H'Yéo")),
    (("CHỦ TỊCH", "NGUYỄN VĂN AN"), (None, None, "Chủ tịch", "Nguyễn Văn An")),
    (("KT. CHỦ TỊCH PHÓ CHỦ TỊCH", "Lê Văn Minh"), ("KT.", "Chủ tịch", "Phó Chủ tịch", "Lê Văn Minh")),
    (
        ("TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN", "CHỦ TỊCH UBND XÃ", "Lê Văn Minh"),
        ("TM.", "Ban Chỉ đạo", "Trưởng ban, Chủ tịch UBND xã", "Lê Văn Minh"),
    ),
]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("lines", "signed"), SIGNATURES, ids=[" | ".join(one[0]) for one in SIGNATURES])
def test_signatures(form: str, lines: tuple[str, ...], signed: tuple[str | None, ...]) -> None:
    found = read(form, replace(PLAN, signature=lines)).header.signatory
    authority, behalf, position, name = signed
    assert found == Signatory(authority=authority, on_behalf_of=behalf, position=position, name=name)


@pytest.mark.parametrize("form", FORMS)
def test_a_signature_on_a_page_of_its_own(form: str) -> None:
    body = replace(PLAN, recipients=(), signature=())
    last = Sheet(right=(), body=(), signature=PLAN.signature)
    header = read(form, body, last).header
    assert header.signatory is not None
    assert header.signatory.name == "Lê Văn Minh"
    assert [one.name for one in header.recipients] == ["UBND huyện", "Lưu: VT"]


@pytest.mark.parametrize("form", FORMS)
def test_a_party_document(form: str) -> None:
    sheet = Sheet(
        left=("ĐẢNG BỘ HUYỆN A LƯỚI", "ĐẢNG ỦY XÃ AN PHÚ", "*", "Số 36-KH/ĐU"),
        right=("ĐẢNG CỘNG SẢN VIỆT NAM", "An Phú, ngày 14 tháng 3 năm 2024"),
        title=("KẾ HOẠCH", "thực hiện Nghị quyết đại hội", "-----"),
        body=BODY,
        signature=("T/M ĐẢNG ỦY", "BÍ THƯ", "Lê Văn Minh"),
    )
    header = read(form, sheet).header
    assert (header.code, header.kind, header.issued_on) == ("36-KH/ĐU", "Kế hoạch", "2024-03-14")
    assert (header.issuer, header.parent) == ("Đảng ủy xã An Phú", "Đảng bộ huyện A Lưới")
    assert header.title == "thực hiện Nghị quyết đại hội"
    assert header.signatory == Signatory(authority="T/M", on_behalf_of="Đảng ủy", position="Bí thư", name="Lê Văn Minh")


STAMPS = [
    ("CÔNG VĂN ĐẾN", "Số: 512", "Ngày: 20/3/2024"),
    ("UBND HUYỆN A LƯỚI", "ĐẾN", "Số: 512", "Ngày 20 tháng 3 năm 2024", "Chuyển: Phòng Nội vụ"),
    ("ĐẾN Số: 512 Ngày: 20-03-2024",),
]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("stamp", STAMPS, ids=[one[0] for one in STAMPS])
@pytest.mark.parametrize("above", [True, False], ids=["above", "below"])
def test_a_receivers_stamp_is_not_the_head(form: str, stamp: tuple[str, ...], above: bool) -> None:
    left = (*stamp, *PLAN.left) if above else (*PLAN.left, *stamp)
    header = read(form, replace(PLAN, left=left)).header
    assert (header.code, header.issued_on) == ("16/KH-UBND", "2024-03-14")
    assert (header.issuer, header.parent) == ("Ủy ban nhân dân xã An Phú", None)


@pytest.mark.parametrize("form", FORMS)
def test_a_stamp_gives_no_date_to_a_draft(form: str) -> None:
    right = (*NATION, "An Phú, ngày     tháng     năm 2024")
    plan = read(form, replace(PLAN, left=(*PLAN.left, "ĐẾN", "Ngày: 20/3/2024"), right=right))
    assert plan.header.issued_on is None
    assert "issued_on" in missing(plan)


@pytest.mark.parametrize("form", FORMS)
def test_recipients_beside_the_signature(form: str) -> None:
    header = read(form, replace(PLAN, recipients=(*RECIPIENTS[:2], "- Các ban, ngành (để t/h);", "- Lưu: VT."))).header
    assert [(one.name, one.note) for one in header.recipients] == [
        ("UBND huyện", "b/c"),
        ("Các ban, ngành", "để t/h"),
        ("Lưu: VT", None),
    ]


@pytest.mark.parametrize("form", FORMS)
def test_a_body_called_by_a_decisions_number(form: str) -> None:
    left = ("SỞ CÔNG THƯƠNG", "ĐOÀN KIỂM TRA", "THEO QUYẾT ĐỊNH", "SỐ 50/QĐ-SCT", "Số: 55/KH-ĐKT")
    header = read(form, replace(PLAN, left=left)).header
    assert (header.code, header.parent) == ("55/KH-ĐKT", "Sở Công Thương")
    assert header.issuer is not None
    assert header.issuer.casefold() == "đoàn kiểm tra theo quyết định số 50/qđ-sct"


@pytest.mark.parametrize("form", FORMS)
def test_another_documents_signature_is_not_this_ones(form: str) -> None:
    unsigned = replace(PLAN, body=(*BODY[:-1], "2. Các đơn vị tổ chức thực hiện."), recipients=(), signature=())
    other = Sheet(
        left=("SỞ NỘI VỤ", "Số: 5/TTr-SNV"),
        title=("TỜ TRÌNH", "Về việc phê duyệt Kế hoạch"),
        signature=("GIÁM ĐỐC", "Phạm Văn Hòa"),
    )
    header = read(form, unsigned, other).header
    assert header.code == "16/KH-UBND"
    assert header.signatory is None
    assert header.recipients == ()


@pytest.mark.parametrize("form", FORMS)
def test_a_title_ends_where_the_signature_begins(form: str) -> None:
    header = read(form, replace(PLAN, body=(), recipients=(), signature=()), Sheet(right=(), body=(), recipients=(),
        title=("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Thị Hoa"))).header  # fmt: skip
    assert header.title == "Chuyển đổi số xã An Phú năm 2024"
    assert header.signatory is not None
    assert header.signatory.name == "Trần Thị Hoa"


@pytest.mark.parametrize("form", FORMS)
def test_an_office_below_a_long_list_of_recipients(form: str) -> None:
    recipients = ("Nơi nhận:", *(f"- Sở thứ {number};" for number in range(1, 40)), "- Lưu: VT.")
    plan = replace(PLAN, body=(*BODY[:-1], "2. Các đơn vị thực hiện."), recipients=recipients, signature=())
    last = Sheet(right=(), body=(), recipients=(), title=("TỔNG THANH TRA", "Trần Văn Bình"))
    header = read(form, plan, last).header
    assert header.signatory is not None
    assert (header.signatory.position, header.signatory.name) == ("Tổng Thanh tra", "Trần Văn Bình")
    assert len(header.recipients) == 40


def test_forms_in_the_text_are_not_signed() -> None:
    body = ("1. Mẫu chữ ký:", "TM. HỘI ĐỒNG", "CHỦ TỊCH", "Nguyễn Văn An", *(f"{n}. Nội dung." for n in range(2, 90)))
    header = read("txt", replace(PLAN, body=(*body, "90. Thực hiện./."))).header
    assert header.signatory is not None
    assert header.signatory.name == "Lê Văn Minh"


def test_number_and_date_below_the_kind() -> None:
    text = (
        "KẾ HOẠCH\nSố: 1/KH-UBND\nAn Phú, ngày 5 tháng 1 năm 2024\nChuyển đổi số năm 2024\n\nI. MỤC ĐÍCH\nThực hiện.\n"
    )
    plan = extract_plan(text.encode())
    assert (plan.header.code, plan.header.issued_on) == ("1/KH-UBND", "2024-01-05")
    assert plan.header.title == "Chuyển đổi số năm 2024"
    assert all(one.self for reference in plan.references for one in reference.mentions), "its own number names itself"


def test_a_head_as_portals_print_it() -> None:
    text = (
        "NGHỊ ĐỊNH\nCỦA CHÍNH PHỦ SỐ 7/2009/NĐ-CP NGÀY 09 THÁNG 3 NĂM 2009\nVỀ LƯU TRỮ\nCHÍNH PHỦ\n"
        "Căn cứ Luật Tổ chức Chính phủ;\nĐiều 1. Phạm vi./.\n"
    )
    header = extract_plan(text.encode()).header
    assert (header.code, header.issued_on, header.issuer) == ("7/2009/NĐ-CP", "2009-03-09", "Chính phủ")
    assert header.title == "VỀ LƯU TRỮ"


@pytest.mark.parametrize(
    "line", ["THAY BẢN ĐÃ GỬI", "LƯU HÀNH NỘI BỘ", "BẢN SAO", "DỰ THẢO LẦN 2", "BAN NHÂN DÂN XÃ AN PHÚ"]
)
def test_what_stands_beside_a_head_is_no_body(line: str) -> None:
    header = read("docx", replace(PLAN, left=(line, *PLAN.left))).header
    assert (header.issuer, header.parent) == ("Ủy ban nhân dân xã An Phú", None)


def test_a_signature_in_a_table_without_a_list_of_recipients() -> None:
    header = read("docx", replace(PLAN, recipients=(), signature=("BỘ TRƯỞNG", "Thượng tướng Lê Văn Minh"))).header
    assert header.signatory == Signatory(position="Bộ trưởng", name="Lê Văn Minh")


@pytest.mark.parametrize(
    ("printed", "kind", "read"),
    [
        ("Số: /QĐÐ-BGDĐT", "QUYẾT ĐỊNH", ("/QĐ-BGDĐT", None, "QĐ-BGDĐT")),
        ("Số: 12/KU-UBND", "KẾ HOẠCH", ("12/KH-UBND", "12", "KH-UBND")),
        ("Số: 45/UBND-VX", "KẾ HOẠCH", ("45/UBND-VX", "45", "UBND-VX")),
        ("Số: 36 /KH - UBND", "KẾ HOẠCH", ("36/KH-UBND", "36", "KH-UBND")),
    ],
)
def test_a_symbol_misread_is_what_the_kind_says(
    printed: str, kind: str, read: tuple[str, str | None, str | None]
) -> None:
    assert read_code(Field(printed, (0, len(printed))), Field(kind, (0, len(kind)))) == read


def test_the_head_of_a_union_in_rows() -> None:
    """Neither the nation nor "Số:" stands in its table."""
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    for row, texts in zip(
        table.rows,
        [("BCH ĐOÀN XÃ AN PHÚ\n***", "ĐOÀN TNCS HỒ CHÍ MINH"), ("Số 16-KH/ĐTN", PLAN.right[2])],
        strict=True,
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    for line in (*PLAN.title, *BODY):
        document.add_paragraph(line)
    data = io.BytesIO()
    document.save(data)
    header = extract_plan(data.getvalue(), name="plan.docx").header
    assert (header.code, header.issued_on) == ("16-KH/ĐTN", "2024-03-14")
    assert (header.issuer, header.parent) == ("Ban Chấp hành Đoàn xã An Phú", None)


def side_by_side(left: tuple[str, ...], right: tuple[str, ...], gap: str) -> list[str]:
    """Two columns as typists set them without a table."""
    return [f"{one}{gap}{other}".rstrip() for one, other in zip_longest(left, right, fillvalue="")]


@pytest.mark.parametrize("gap", ["\t\t", " " * 12], ids=["tabs", "blanks"])
def test_columns_without_a_table(gap: str) -> None:
    recipients = ("Nơi nhận:", "- Phòng Nông nghiệp và Phát triển", "nông thôn huyện (b/c);", "- Lưu: VT.")
    document = docx.Document()
    for line in (
        *side_by_side(PLAN.left, PLAN.right, gap),
        *PLAN.title,
        *BODY,
        *side_by_side(recipients, PLAN.signature, gap),
    ):
        document.add_paragraph(line)
    data = io.BytesIO()
    document.save(data)
    header = extract_plan(data.getvalue(), name="plan.docx").header
    assert (header.code, header.issuer) == ("16/KH-UBND", "Ủy ban nhân dân xã An Phú")
    assert header.signatory == Signatory(
        authority="TM.", on_behalf_of="Ủy ban nhân dân", position="Chủ tịch", name="Lê Văn Minh"
    )
    assert [one.name for one in header.recipients] == [
        "Phòng Nông nghiệp và Phát triển nông thôn huyện",
        "Lưu: VT",
    ]


def test_columns_of_a_text_whose_lines_are_joined() -> None:
    left = ("UBND HUYỆN GIO LINH", "ỦY BAN NHÂN DÂN XÃ GIO MỸ", "Số: 16/KH-UBND")
    lines = [f"{one:<45}{other}" for one, other in zip_longest(left, PLAN.right, fillvalue="")]
    header = extract_plan("\n".join([*lines, "", *PLAN.title, "", *BODY]).encode()).header
    assert (header.issuer, header.parent) == ("Ủy ban nhân dân xã Gio Mỹ", "UBND huyện Gio Linh")


KINDS = [
    ("K Ế  H O Ạ C H", "Kế hoạch"),
    ("QUYẾT ðỊNH", "Quyết định"),
    ("QUY TRÌNH", "Quy trình"),
    ("ĐỀ CƯƠNG", "Đề cương"),
    ("ĐIỀU LỆ", "Điều lệ"),
    ("THÔNG TƯ LIÊN BỘ", "Thông tư liên bộ"),
]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("printed", "kind"), KINDS, ids=[one[0] for one in KINDS])
def test_kinds(form: str, printed: str, kind: str) -> None:
    header = read(form, replace(PLAN, left=("UBND XÃ AN PHÚ",), title=(printed, "Phòng, chống dịch"))).header
    assert (header.kind, header.title, header.issuer) == (kind, "Phòng, chống dịch", "Ủy ban nhân dân xã An Phú")


@pytest.mark.parametrize("form", FORMS)
def test_letters_of_old_fonts_are_mended_and_told_of(form: str) -> None:
    left = ("ỦY BAN NHÂN DÂN", "HUYỆN ðẮK MIL", "Số: 16/Qð-UBND")
    plan = read(form, replace(PLAN, left=left, title=("QUYẾT ðỊNH", "Về việc khen thưởng")))
    assert (plan.header.code, plan.header.kind_code) == ("16/QĐ-UBND", "QĐ")
    assert plan.header.issuer == "Ủy ban nhân dân huyện Đắk Mil"
    assert {one.field for one in plan.problems if one.code == "header-repaired"} == {"code", "kind"}
    assert "16/Qð-UBND" in plan.text


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_a_union_stands_where_others_name_the_nation(form: str) -> None:
    right = ("ĐOÀN TNCS HỒ CHÍ MINH", PLAN.right[2])
    header = read(form, replace(PLAN, left=("HUYỆN ĐOÀN CHI LĂNG", "Số: 16-KH/ĐTN"), right=right)).header
    assert (header.issuer, header.parent, header.issued_on) == ("Huyện đoàn Chi Lăng", None, "2024-03-14")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("theme", ["Chủ đề: “An toàn là trên hết”", "Phương châm: “Rõ người, rõ việc”"])
def test_a_slogan_below_the_title_is_none_of_it(form: str, theme: str) -> None:
    assert read(form, replace(PLAN, title=(*PLAN.title, theme))).header.title == PLAN.title[1]


@pytest.mark.parametrize("form", FORMS)
def test_a_title_may_begin_as_bodies_do(form: str) -> None:
    title = "Thực hiện nhiệm vụ năm học 2023 - 2024"
    assert read(form, replace(PLAN, title=("KẾ HOẠCH", title))).header.title == title


@pytest.mark.parametrize("form", FORMS)
def test_the_end_of_a_document_may_stand_behind_its_appendix(form: str) -> None:
    plan = replace(PLAN, recipients=(), signature=())
    last = Sheet(
        right=(), title=("PHỤ LỤC", "PHÂN CÔNG NHIỆM VỤ"), body=("1. Tuyên truyền.",), signature=PLAN.signature
    )
    header = read(form, plan, last).header
    assert header.signatory is not None
    assert header.signatory.name == "Lê Văn Minh"
    assert [one.name for one in header.recipients] == ["UBND huyện", "Lưu: VT"]


@pytest.mark.parametrize("form", FORMS)
def test_a_signature_without_a_name_is_told_of(form: str) -> None:
    plan = read(form, replace(PLAN, signature=PLAN.signature[:2]))
    assert plan.header.signatory == Signatory(authority="TM.", on_behalf_of="Ủy ban nhân dân", position="Chủ tịch")
    assert "signatory" in missing(plan)


def test_an_attachment_without_letterhead_has_a_title() -> None:
    title = ("BỘ GIAO THÔNG", "CÁC BIỆN PHÁP BẢO ĐẢM AN TOÀN", "THUỘC PHẠM VI QUẢN LÝ CỦA BỘ GIAO THÔNG")
    caption = "(Ban hành kèm theo Quyết định số 77/QĐ-BGT ngày 12 tháng 2 năm 2026)"
    header = read("docx", Sheet(right=(), title=(*title, caption), recipients=())).header
    assert (header.issuer, header.title) == ("Bộ Giao thông", " ".join(title[1:]))


@pytest.mark.parametrize("form", FORMS)
def test_a_symbol_may_go_on_below_its_line(form: str) -> None:
    left = ("BỘ CÔNG AN - BỘ Y TẾ -", "BỘ CÔNG THƯƠNG", "Số: 24/HDLN-BCA-BYT-", "BCT")
    header = read(form, replace(PLAN, left=left)).header
    assert (header.code, header.issuer) == ("24/HDLN-BCA-BYT-BCT", "Bộ Công an - Bộ Y tế - Bộ Công Thương")


def test_blanks_in_a_cell_break_a_line_of_the_head() -> None:
    left = ("ỦY BAN NHÂN DÂN" + " " * 30 + "XÃ HÒA PHÚ", PLAN.left[-1])
    assert read("docx", replace(PLAN, left=left)).header.issuer == "Ủy ban nhân dân xã Hòa Phú"


@needs_shared
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("header-gach-noi-khong-ngat.docx", ("15/KH-UBND", "Kế hoạch")),
        ("header-dau-cham-cuoi.docx", ("15/KH-UBND", "Kế hoạch")),
        ("header-chu-d-phong-cu.docx", ("1350/QĐ-UBND", "Quyết định")),
        ("header-ten-loai-gian-chu.pdf", ("15/KH-UBND", "Kế hoạch")),
        ("header-ban-kem-theo.docx", (None, None)),
        ("structure-ky-sau-phu-luc.docx", ("15/KH-UBND", "Kế hoạch")),
    ],
)
def test_small_inputs_of_the_study_material(name: str, expected: tuple[str | None, str | None]) -> None:
    header = extract_plan(SHARED / "cases" / name, Options(ocr="never")).header
    assert (header.code, header.kind) == expected
    assert header.issuer is not None
    assert header.title is not None
    assert "PHỤ LỤC" not in header.title
    if name.startswith("structure"):
        assert header.signatory is not None
        assert (header.signatory.name, header.signatory.position) == ("Lê Văn Bình", "Chủ tịch")
        assert len(header.recipients) == 3
