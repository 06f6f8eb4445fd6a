"""Ways in which documents give work: who has it, who helps, by when, and what is none."""

from __future__ import annotations

import pytest

from extract import extract_plan
from schemas.plan import Plan

HEAD = """ỦY BAN NHÂN DÂN
XÃ ĐỒNG TÂM

Số: 21/{symbol}

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Đồng Tâm, ngày 06 tháng 02 năm 2026

{title}

{body}

Nơi nhận:
- Như trên;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Lê Văn Bình
"""
PLAN = ("KH-UBND", "**KẾ HOẠCH**\n**Về công tác năm 2026**")
DIRECTIVE = ("CT-UBND", "**CHỈ THỊ**\n**Về công tác năm 2026**")
NOTICE = ("TB-UBND", "**THÔNG BÁO**\n**Kết luận của Chủ tịch UBND xã**")
LETTER = ("UBND-VX", "V/v triển khai công tác năm 2026")
REPORT = ("BC-UBND", "**BÁO CÁO**\n**Về công tác năm 2026**")

Given = tuple[str | None, str | None, str | None, str]


def read(kind: tuple[str, str], body: str) -> Plan:
    symbol, title = kind
    return extract_plan(HEAD.format(symbol=symbol, title=title, body=body).encode(), name="plan.txt")


def duties(kind: tuple[str, str], body: str) -> list[Given]:
    """Lead, helper, due day and the first two words of each duty."""
    return [
        (one.lead, one.coordinating, one.deadline and one.deadline.due_latest, " ".join(one.task.split()[:2]))
        for one in read(kind, body).tasks
        if one.section is not None
    ]


def test_a_run_of_offices_needs_no_heading_above() -> None:
    body = """Để phòng, chống cháy rừng, Chủ tịch UBND xã yêu cầu:

1. Công an xã:

a) Chủ trì, phối hợp với Hạt Kiểm lâm khu vực tuần tra.

b) Báo cáo trước ngày 15/3/2026.

2. Trạm Y tế xã chuẩn bị cơ số thuốc.

3. Hiệp hội Doanh nghiệp xã: Vận động hội viên ủng hộ."""
    assert duties(DIRECTIVE, body) == [
        ("Công an xã", "Hạt Kiểm lâm khu vực", None, "Chủ trì,"),
        ("Công an xã", None, "2026-03-14", "Báo cáo"),
        ("Trạm Y tế xã", None, None, "chuẩn bị"),
        ("Hiệp hội Doanh nghiệp xã", None, None, "Vận động"),
    ]


def test_a_heading_that_begins_as_names_do_charges_where_work_is_given() -> None:
    body = """II. TỔ CHỨC THỰC HIỆN

1. Tổ giúp việc Ban Chỉ đạo

- Lập danh sách hộ nghèo, báo cáo trước ngày 15/3/2026.

2. Già làng, người có uy tín

- Vận động bà con giữ rừng trước mùa khô.

3. Các bước tiến hành

- Khảo sát hiện trạng.

4. Điều tra viên

- Thu thập phiếu.

5. Điều tra hộ nghèo

- Lập phiếu."""
    plan = read(PLAN, body)
    assert [(one.lead, one.deadline and one.deadline.kind) for one in plan.tasks] == [
        ("Tổ giúp việc Ban Chỉ đạo", "before"),
        ("Già làng, người có uy tín", "conditional"),
        ("Điều tra viên", None),
    ]
    assert sum(one.code == "duty-doubtful" for one in plan.problems) == 3


def test_two_times_of_one_sentence_are_one_deadline() -> None:
    body = """II. TỔ CHỨC THỰC HIỆN

1. Công an xã

- Sơ kết vào ngày 30/6/2026 và tổng kết vào ngày 15/12/2026.

- Trực 01 lần/tuần, xong trước ngày 20/5/2026."""
    deadlines = [one.deadline for one in read(PLAN, body).tasks]
    assert [one and (one.kind, one.due_latest) for one in deadlines] == [
        ("set_all", "2026-12-15"),
        ("before", "2026-05-19"),
    ]


def test_an_order_charges_the_points_below_it_and_is_none_itself() -> None:
    body = """Để tổng hợp số liệu, UBND xã đề nghị các trường học thực hiện một số nội dung sau:

1. Rà soát danh sách học sinh.

2. Lập biểu theo mẫu, gửi về UBND xã trước ngày 20/4/2026.

3. Nội dung báo cáo: số liệu đến cuối quý.

Rất mong nhận được sự phối hợp của các trường học."""
    assert duties(LETTER, body) == [
        ("các trường học", None, None, "Rà soát"),
        ("các trường học", None, "2026-04-19", "Lập biểu"),
    ]


def test_an_office_in_its_own_words_takes_an_ordered_point() -> None:
    body = """UBND xã yêu cầu các thôn tập trung thực hiện tốt các nội dung sau đây:

1. Trước ngày 15/3/2026, Phòng Kinh tế tổng hợp nhu cầu.

2. Đối với chợ tạm, giao Công an xã di dời."""
    assert duties(LETTER, body) == [
        ("Phòng Kinh tế", None, "2026-03-14", "Trước ngày"),
        ("Công an xã", None, None, "Đối với"),
    ]


@pytest.mark.parametrize(
    ("sentence", "lead", "helper"),
    [
        ("Giao Sở Nội vụ xem xét, quyết định việc bổ sung", "Sở Nội vụ", None),
        ("Giao Phòng Nội vụ trình danh sách", "Phòng Nội vụ", None),
        ("Giao phòng Quản lý Công nghiệp tổ chức huấn luyện", "phòng Quản lý Công nghiệp", None),
        ("Phân công Phòng Kinh tế chủ trì, phối hợp với Công an xã kiểm tra", "Phòng Kinh tế", "Công an xã"),
        ("Về kinh phí, giao Phòng Kinh tế bố trí", "Phòng Kinh tế", None),
        (
            "Đồng ý với đề xuất; giao Công an xã chủ trì, Phòng Kinh tế phối hợp thực hiện",
            "Công an xã",
            "Phòng Kinh tế",
        ),
        ("Trạm Y tế xã chủ trì, phối hợp với Đoàn Thanh niên khám mắt", "Trạm Y tế xã", "Đoàn Thanh niên"),
        ("Đề nghị chủ đầu tư bổ sung hồ sơ", "chủ đầu tư", None),
        ("Yêu cầu các nhà thầu bổ sung hồ sơ", "các nhà thầu", None),
    ],
)
def test_sentences_that_charge(sentence: str, lead: str, helper: str | None) -> None:
    assert [one[:2] for one in duties(NOTICE, f"1. {sentence}.")] == [(lead, helper)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Đánh giá cao Phòng Nội vụ đã chủ động rà soát.",
        "Theo đề nghị của Phòng Nội vụ, thống nhất chủ trương.",
        "Yêu cầu các đơn vị nghiêm túc triển khai thực hiện Kế hoạch này.",
        "Giao thông nông thôn được quan tâm đầu tư.",
        "Đề nghị bổ sung các căn cứ pháp lý.",
    ],
)
def test_what_charges_nobody(sentence: str) -> None:
    assert duties(NOTICE, f"1. {sentence}") == []


def test_a_report_charges_nobody_by_place() -> None:
    body = "1. Sở Nội vụ\n\n- Tuyển dụng công chức.\n\n2. Sở Y tế\n\n- Chủ trì khám bệnh."
    assert duties(REPORT, body) == []
    assert len(duties(NOTICE, body)) == 2


def test_unknown_names_among_offices_are_told_by_their_place() -> None:
    body = """**III. TỔ CHỨC THỰC HIỆN**

1. Văn phòng UBND xã

- Tổng hợp kết quả.

2. Nhân viên tạp vụ

- Giới thiệu sách.

3. Kinh phí thực hiện

- Từ ngân sách xã."""
    plan = read(PLAN, body)
    assert [one.lead for one in plan.tasks] == ["Văn phòng UBND xã", "Nhân viên tạp vụ"]
    sure = [min(one.confidence or 0 for one in task.where if one.field == "lead") for task in plan.tasks]
    assert (sure[0], sure[1] < 0.8) == (1.0, True)
    assert [one.subject for one in plan.problems if one.code == "duty-doubtful"] == ["section/III/2/1"]


def test_a_heading_of_an_office_is_taken_whole() -> None:
    body = (
        "**II. TỔ CHỨC THỰC HIỆN**\n\n"
        "1. Các phòng ban tham gia đào tạo\n\n"
        "- Bố trí cán bộ.\n\n"
        "2. Phó Hiệu trưởng\n\n"
        "- Theo dõi."
    )
    assert [one[0] for one in duties(PLAN, body)] == ["Các phòng ban tham gia đào tạo", "Phó Hiệu trưởng"]


def test_points_of_an_office_that_name_another_are_its() -> None:
    body = (
        "**II. TỔ CHỨC THỰC HIỆN**\n\n"
        "1. UBND các xã\n\n"
        "- Rà soát hộ nghèo.\n\n"
        "- Trưởng các thôn chịu trách nhiệm tuyên truyền."
    )
    assert [one[0] for one in duties(PLAN, body)] == ["UBND các xã", "Trưởng các thôn"]


def test_a_duty_ends_before_the_closing_words() -> None:
    body = (
        "**II. TỔ CHỨC THỰC HIỆN**\n\n"
        "1. Công an xã\n\n"
        "- Tuần tra.\n\n"
        "Trên đây là Kế hoạch, yêu cầu các đơn vị nghiêm túc thực hiện."
    )
    assert [one.task for one in read(PLAN, body).tasks] == ["Tuần tra."]


def test_headings_of_party_documents() -> None:
    body = (
        "III- TỔ CHỨC THỰC HIỆN\n\n"
        "1- Ban Xây dựng Đảng\n\n"
        "Tham mưu tổ chức hội nghị.\n\n"
        "2- Các chi bộ trực thuộc\n\n"
        "- Quán triệt Nghị quyết."
    )
    plan = read(PLAN, body)
    assert [(one.id, one.lead) for one in plan.tasks] == [
        ("section/III/1/1", "Ban Xây dựng Đảng"),
        ("section/III/2/1", "Các chi bộ trực thuộc"),
    ]


LABELLED = """**II. NỘI DUNG**

1. Kiểm tra an toàn thực phẩm

- Chủ trì: Trạm Y tế xã; phối hợp: Công an xã, hoàn thành trong quý II/2026.

2. Số hóa sổ hộ tịch (Phòng Tư pháp chủ trì, Công an xã phối hợp; tháng 9/2026).

3. Lập danh sách hộ nghèo (Phòng Kinh tế, tháng 4/2026).

4. Mở lớp sơ cấp nghề

- Cơ quan chủ trì: Phòng Nội vụ chủ trì, phối hợp với Phòng Kinh tế

- Hoàn thành trước ngày 30/6/2026.

5. Tổ chức ngày hội (khoảng 100 người).
"""


def test_labels_brackets_and_the_end_of_work() -> None:
    plan = read(PLAN, LABELLED)
    assert [
        (
            [agency.text for agency in one.lead_agencies],
            [agency.text for agency in one.coordinating_agencies],
            one.deadline and one.deadline.due_latest,
            one.task,
        )
        for one in plan.tasks
    ] == [
        (["Trạm Y tế xã"], ["Công an xã"], "2026-06-30", "Kiểm tra an toàn thực phẩm"),
        (["Phòng Tư pháp"], ["Công an xã"], "2026-09-30", "Số hóa sổ hộ tịch"),
        (["Phòng Kinh tế"], [], "2026-04-30", "Lập danh sách hộ nghèo"),
        (["Phòng Nội vụ"], ["Phòng Kinh tế"], "2026-06-29", "Mở lớp sơ cấp nghề"),
    ]


@pytest.mark.parametrize(
    ("sentence", "helper", "kind"),
    [
        ("phối hợp với Công đoàn ngành tổ chức hội thi", "Công đoàn ngành", None),
        ("phối hợp với các đơn vị trực thuộc rà soát", "các đơn vị trực thuộc", None),
        ("phối hợp với Hội Cựu chiến binh tuyên truyền", "Hội Cựu chiến binh", None),
        ("phối hợp với cha mẹ học sinh quản lý học sinh", "cha mẹ học sinh", None),
        ("phối hợp với trưởng các thôn rà soát", "trưởng các thôn", None),
        ("phối hợp với Phòng Y tế khen thưởng tập thể", "Phòng Y tế", None),
        ("kiểm tra, thời gian thực hiện tháng 9-11/2026", None, "range"),
        ("kiểm tra; thời gian thực hiện ngày 10/9/2026", None, "point"),
        ("kiểm tra, thực hiện hằng quý", None, "recurring"),
        ("kiểm tra, hoàn thành trước mùa mưa bão", None, "conditional"),
        ("kiểm tra, hoàn thành trước ngày …/…/2026", None, "unread"),
    ],
)
def test_helpers_and_times_of_a_sentence(sentence: str, helper: str | None, kind: str | None) -> None:
    plan = read(NOTICE, f"1. Giao Công an xã chủ trì, {sentence}.")
    (task,) = plan.tasks
    assert (task.coordinating, task.deadline and task.deadline.kind) == (helper, kind)
    codes = [one.code for one in plan.problems if one.subject == task.id]
    assert ("deadline-unread" in codes) == (kind == "unread")


def test_a_time_before_a_colon_is_the_deadline() -> None:
    body = "**II. TIẾN ĐỘ THỰC HIỆN**\n\n- Tháng 11/2026: Phòng Nội vụ tổng hợp số liệu."
    (task,) = read(PLAN, body).tasks
    assert (task.lead, task.deadline and task.deadline.due_latest) == ("Phòng Nội vụ", "2026-11-30")


def test_what_is_no_work_below_an_office() -> None:
    body = "**II. TỔ CHỨC THỰC HIỆN**\n\n1. Công an xã\n\nTuần tra.\n\nk4\n\nHà Văn Phúc"
    assert [one.task for one in read(PLAN, body).tasks] == ["Tuần tra."]


def test_who_leads_may_stand_in_a_bracket_before_labels() -> None:
    body = "**II. NHIỆM VỤ**\n\n- Tập huấn (Phòng Nội vụ chủ trì; thời gian thực hiện: quý III/2026)."
    (task,) = read(PLAN, body).tasks
    assert (task.lead, task.deadline and task.deadline.due_latest) == ("Phòng Nội vụ", "2026-09-30")


def test_work_that_must_end_by_a_day_has_nobody_in_charge() -> None:
    body = "1. Đồng ý chủ trương bàn giao.\n\nViệc bàn giao phải hoàn thành trước ngày 01/7/2026."
    (task,) = read(NOTICE, body).tasks
    assert (task.lead, task.deadline and task.deadline.due_latest) == (None, "2026-06-30")


def test_a_day_without_an_office_is_a_doubtful_duty() -> None:
    plan = read(
        PLAN,
        "**II. NỘI DUNG**\n\n1. Tổ chức lễ phát động\n\n- Thời gian: ngày 15/3/2026.\n\n2. Thời gian: tháng 4/2026.",
    )
    (task,) = plan.tasks
    assert (task.lead, task.task) == (None, "Tổ chức lễ phát động")
    assert [one.subject for one in plan.problems if one.code == "duty-doubtful"] == [task.id]


def test_a_letter_without_an_address_keeps_its_first_sentence() -> None:
    body = (
        "Liên quan việc cấp phép bến thuyền trên sông, Chủ tịch UBND xã có ý kiến như sau:\n\nGiao Công an xã kiểm tra."
    )
    assert [one[0] for one in duties(LETTER, body)] == ["Công an xã"]
