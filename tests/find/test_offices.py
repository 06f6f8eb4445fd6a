"""Names of offices in running text, and headings that are the name of an office."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.find.prose.agencies import names_office
from normalize.body.agencies import read_agencies
from normalize.body.find import find_agencies
from tests.linear import is_linear
from tests.shared import SHARED, needs_shared


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Giao Văn phòng Ủy ban nhân dân tỉnh theo dõi", "Văn phòng Ủy ban nhân dân tỉnh"),
        ("Phòng Quản lý công nghiệp chủ trì", "Phòng Quản lý công nghiệp"),
        ("Trung tâm Phục vụ hành chính công tham mưu", "Trung tâm Phục vụ hành chính công"),
        ("với Bảo hiểm xã hội tỉnh, Kho bạc Nhà nước khu vực rà soát", "Bảo hiểm xã hội tỉnh|Kho bạc Nhà nước khu vực"),
        ("Ban Quản lý dự án đầu tư xây dựng khu vực lập hồ sơ", "Ban Quản lý dự án đầu tư xây dựng khu vực"),
        ("Hội đồng nghĩa vụ quân sự xã ban hành quyết định", "Hội đồng nghĩa vụ quân sự xã"),
        ("Giao Hiệu trưởng Trường THCS Lê Lợi xây dựng", "Hiệu trưởng Trường THCS Lê Lợi"),
        ("Thủ trưởng các cơ quan, đơn vị thuộc UBND xã thực hiện", "Thủ trưởng các cơ quan, đơn vị thuộc UBND xã"),
        ("Thanh tra Sở kiểm tra", "Thanh tra Sở"),
        ("Tổ bảo vệ an ninh, trật tự ở cơ sở phối hợp", "Tổ bảo vệ an ninh, trật tự ở cơ sở"),
        ("Phòng Kinh tế đặc khu Cồn Cỏ trình", "Phòng Kinh tế đặc khu Cồn Cỏ"),
        ("Công an xã đấu tranh phòng ngừa", "Công an xã"),
        ("Ban hành kế hoạch tháng 5", ""),
        ("Bộ tiêu chí Quốc gia, trường hợp Đặc biệt", ""),
        ("các phòng học của Trường Mầm non Hoa Sen", "Trường Mầm non Hoa Sen"),
        ("Phòng Nội vụ xã hội hóa các nguồn lực", "Phòng Nội vụ"),
        ("Bộ Công Thương quy định chi tiết", "Bộ Công Thương"),
        ("Bộ Công an\n1\tBộ Y tế\tQuyết định", "Bộ Công an|Bộ Y tế"),
    ],
)
def test_names_are_found_whole(text: str, names: str) -> None:
    assert "|".join(one.text for one in find_agencies(text)) == names


OFFICES = """Thanh tra Sở;Các đơn vị trực thuộc Sở;Các tổ chuyên môn;Giáo viên chủ nhiệm;Các chi hội;Phó Hiệu trưởng
Phòng Khảo thí và Đảm bảo chất lượng;Tổng phụ trách Đội;Bí thư các chi bộ;Đội Thanh niên xung kích;Tổ Văn phòng
Ban Tuyên giáo Đảng ủy;Đảng ủy, UBND các xã, phường;Các ban của Đảng ủy;Hội đồng Đội xã;Các Huyện ủy, Thành ủy
Cấp ủy các chi bộ trực thuộc;Nhân viên y tế;Đồng chí Chủ tịch Công đoàn;2. Sở Tài chính:"""
OTHERS = """Ban hành kế hoạch;Tổ chức hội nghị;Phòng, chống dịch bệnh;Công tác tuyên truyền;Hội nghị tổng kết
Bộ tiêu chí đánh giá;Trường hợp vướng mắc;Báo cáo kết quả;Kinh phí thực hiện;Chế độ báo cáo;Đoàn kết nội bộ
Bảo hiểm y tế toàn dân;Thuế thu nhập cá nhân;Sở hữu trí tuệ;Phòng Nội vụ chủ trì xây dựng kế hoạch;Quỹ đất công
Tổ chức thực hiện;Các nhiệm vụ trọng tâm;Các chỉ tiêu cụ thể;Trách nhiệm của các cơ quan;Khoa học và công nghệ
Các giải pháp;Đội ngũ cán bộ;Công an xã đã ban hành kế hoạch;Cán bộ quản lý, giáo viên tham gia tập huấn"""


@pytest.mark.parametrize("heading", OFFICES.replace("\n", ";").split(";"))
def test_a_heading_is_the_name_of_an_office(heading: str) -> None:
    assert names_office(heading)


@pytest.mark.parametrize("heading", OTHERS.replace("\n", ";").split(";"))
def test_a_heading_is_no_name_of_an_office(heading: str) -> None:
    assert not names_office(heading)


@needs_shared
def test_ordinary_headings_are_offices() -> None:
    with (SHARED / "cases" / "offices.tsv").open(encoding="utf-8", newline="") as file:
        headings = [row["heading"] for row in csv.DictReader(file, delimiter="\t")]
    assert [one for one in headings if not names_office(one)] == []


PIECES = (
    "Các|các|Phòng|Ban|Chủ tịch|UBND|xã|Trà Bình|Tư pháp|và|,|-|thuộc|chủ trì|liên quan|công|1|\n|\t|khu vực|cấp|học"
)


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES.split("|")), max_size=16).map(" ".join))
def test_what_is_found_stands_in_the_text_in_its_order(text: str) -> None:
    end = 0
    for one in find_agencies(text):
        assert end <= one.span[0] < one.span[1]
        assert text[slice(*one.span)] == one.text
        end = one.span[1]
    names_office(text)


def test_what_is_found_can_be_read() -> None:
    """Both doors stand on the same tables: what a cell's reader matches is found in running text."""
    text = "Giao Phòng Tư pháp đặc khu, Trạm Y tế xã và Hội Nông dân xã thực hiện"
    found = [one.text for one in find_agencies(text)]
    assert found == [one.text for one in read_agencies("Phòng Tư pháp đặc khu, Trạm Y tế xã và Hội Nông dân xã")]


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["UBND xã, ", "Các ban, ", "Chủ tịch ", "Phòng A - ", "thuộc Sở "])
def test_time_is_linear(piece: str) -> None:
    assert is_linear(find_agencies, piece, 1_500)
