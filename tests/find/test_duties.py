"""Duties of the body: whose they are, where they end, and what is none."""

from __future__ import annotations

import pytest

from extract import extract_plan
from schemas.plan import Plan

HEAD = """ỦY BAN NHÂN DÂN
XÃ HÒA TRUNG

Số: 12/{symbol}

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Hòa Trung, ngày 05 tháng 02 năm 2024

**{kind}**
**Về công tác cải cách hành chính năm 2024**

**I. MỤC ĐÍCH**

Nâng cao chất lượng phục vụ.

"""


def read(body: str, kind: str = "KẾ HOẠCH", symbol: str = "KH-UBND") -> Plan:
    return extract_plan((HEAD.format(kind=kind, symbol=symbol) + body).encode(), name="plan.txt")


def duties(plan: Plan) -> list[tuple[str | None, str | None, str]]:
    return [(one.lead, one.coordinating, one.task) for one in plan.tasks if one.section is not None]


ASSIGNING = """**II. TỔ CHỨC THỰC HIỆN**

1. Phòng Nông nghiệp và Môi trường

- Chủ trì, phối hợp với Sở Khoa học và Công nghệ và các đơn vị liên quan rà soát quy trình.

- Báo cáo kết quả trước ngày 30/6/2024.

2. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam xã giám sát việc thực hiện.

3. Các cơ quan, tổ chức, doanh nghiệp có trách nhiệm phối hợp.

UBND xã Hòa Trung yêu cầu các ngành nghiêm túc thực hiện.
"""


def test_offices_with_their_duties() -> None:
    assert duties(read(ASSIGNING)) == [
        (
            "Phòng Nông nghiệp và Môi trường",
            "Sở Khoa học và Công nghệ và các đơn vị liên quan",
            "Chủ trì, phối hợp với Sở Khoa học và Công nghệ và các đơn vị liên quan rà soát quy trình.",
        ),
        ("Phòng Nông nghiệp và Môi trường", None, "Báo cáo kết quả trước ngày 30/6/2024."),
        ("Ủy ban Mặt trận Tổ quốc Việt Nam xã", None, "giám sát việc thực hiện."),
        ("Các cơ quan, tổ chức, doanh nghiệp", None, "có trách nhiệm phối hợp."),
    ]


def test_the_deadline_of_a_sentence_is_read() -> None:
    deadline = read(ASSIGNING).tasks[1].deadline
    assert deadline is not None
    assert (deadline.edtf, deadline.due_latest) == ("[..2024-06-29]", "2024-06-29")


@pytest.mark.parametrize(
    "sentence",
    [
        "Cơ quan quản lý hồ sơ đề nghị Công an xã xác minh khi cần.",
        "Hồ sơ được giao cho các cơ quan, tổ chức quản lý sau khi bàn giao.",
        "Kiểm tra thường xuyên, yêu cầu các đơn vị thực hiện lắp đặt thiết bị.",
    ],
)
def test_orders_of_others_are_no_duties(sentence: str) -> None:
    assert duties(read(f"**II. NỘI DUNG**\n\n1. {sentence}\n")) == []


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        ("Giao Văn phòng UBND xã tổng hợp kết quả.", "Văn phòng UBND xã"),
        ("Để bảo đảm tiến độ, yêu cầu Công an xã báo cáo hằng tuần.", "Công an xã"),
        ("UBND xã giao Tư pháp - Hộ tịch tham mưu văn bản.", "Tư pháp - Hộ tịch"),
    ],
)
def test_orders_of_the_document_are_duties(sentence: str, lead: str) -> None:
    assert [one[0] for one in duties(read(f"**II. NỘI DUNG**\n\n1. {sentence}\n"))] == [lead]


def test_normative_documents_charge_nobody() -> None:
    assert duties(read(ASSIGNING, kind="NGHỊ ĐỊNH", symbol="2024/NĐ-CP")) == []


def test_deadlines_of_duties_are_checked() -> None:
    body = "**II. TỔ CHỨC THỰC HIỆN**\n\n1. Công an xã báo cáo, hoàn thành trước ngày 10/01/2024.\n"
    body += "\n2. Văn phòng UBND xã tổng hợp, hoàn thành trước ngày 15/3/2026.\n"
    codes = [(one.code, one.subject) for one in read(body).problems if one.code.startswith("deadline")]
    assert codes == [("deadline-before-issue", "section/II/1/1"), ("deadline-outside-period", "section/II/2/1")]


LABELLED = """**II. NỘI DUNG**

1. Tổ chức lễ phát động

- Thời gian: Ngày 15/11/2024.

- Địa điểm: Hội trường UBND xã.

- Đơn vị chủ trì: Phòng Văn hóa - Xã hội.

- Đơn vị phối hợp: Hội Liên hiệp Phụ nữ xã, Công an xã.

- Sản phẩm: Báo cáo kết quả.

2. Tuyên truyền

- Xây dựng chuyên mục trên hệ thống truyền thanh.

- Treo băng rôn tại các trục đường chính.

Đơn vị chủ trì: Văn phòng HĐND và UBND xã; Đơn vị phối hợp: các thôn; Thời hạn hoàn thành: Quý II/2024.

3. Rà soát hộ nghèo (Chủ trì: Phòng Kinh tế; thời gian thực hiện: tháng 9/2024).

4. Họp rút kinh nghiệm

- Thời gian: Tháng 12/2024.

- Chủ trì: đồng chí Nguyễn Văn An.
"""


def test_labels_say_who_does_what_by_when() -> None:
    plan = read(LABELLED)
    tasks = [one for one in plan.tasks if one.section is not None]
    assert [(one.task, one.lead, one.coordinating, one.deadline and one.deadline.due_latest) for one in tasks] == [
        (
            "Tổ chức lễ phát động",
            "Phòng Văn hóa - Xã hội",
            "Hội Liên hiệp Phụ nữ xã, Công an xã",
            "2024-11-15",
        ),
        (
            "Xây dựng chuyên mục trên hệ thống truyền thanh.",
            "Văn phòng HĐND và UBND xã",
            "các thôn",
            "2024-06-30",
        ),
        ("Treo băng rôn tại các trục đường chính.", "Văn phòng HĐND và UBND xã", "các thôn", "2024-06-30"),
        ("Rà soát hộ nghèo", "Phòng Kinh tế", None, "2024-09-30"),
    ]
    assert [one.deliverable for one in tasks] == ["Báo cáo kết quả", None, None, None]
    assert tasks[1].group[-1].endswith("Tuyên truyền")
    assert {place.field for one in tasks for place in one.where} >= {"lead", "task", "deadline", "deliverable"}


def test_a_village_heads_its_duties() -> None:
    body = "**II. TỔ CHỨC THỰC HIỆN**\n\n1. Các tổ dân phố\n\nTổ chức sinh hoạt trước ngày 05/12/2024.\n"
    assert duties(read(body)) == [("Các tổ dân phố", None, "Tổ chức sinh hoạt trước ngày 05/12/2024.")]


def test_a_task_under_its_own_label() -> None:
    body = (
        "**Điều 2. Bổ sung nhiệm vụ như sau:**\n\n1. Tên nhiệm vụ: Xây dựng Đề án chợ số.\n\n"
        "2. Cơ quan chủ trì: Sở Công Thương.\n\n3. Kết quả: Quyết định phê duyệt.\n\n"
        "4. Thời gian hoàn thành: Quý IV/2024.\n"
    )
    (task,) = [one for one in read(body).tasks if one.section is not None]
    assert (task.task, task.lead, task.deliverable) == (
        "Xây dựng Đề án chợ số",
        "Sở Công Thương",
        "Quyết định phê duyệt",
    )
    assert task.deadline is not None
    assert task.deadline.due_latest == "2024-12-31"
