"""Names of bodies in sentences: whole, and no longer than they are."""

from __future__ import annotations

import pytest

from normalize.body.find import find_agencies

WHOLE = """
Công đoàn Nhà máy | tổ chức hội thao
Đoàn Thanh niên Bệnh viện | vận động
Công đoàn ngành | phát động
Chi đoàn trường | ra quân
Hội Cựu chiến binh | rà soát
Hội Cựu thanh niên xung phong | rà soát
Phòng Hành chính tổng hợp | tham mưu
Phòng Kế hoạch tổng hợp | , Khoa Dược
Phòng Kế hoạch | tổng hợp số liệu
Phòng Quản trị - Vật tư y tế | mua
Phòng Vật tư - Thiết bị | cung cấp
các trung tâm trực thuộc | báo cáo
các phòng, khoa, trung tâm trực thuộc | rà soát
Chi cục trực thuộc | thẩm định
các phòng trực thuộc Sở | rà soát
các phòng, ban, phân xưởng | tham gia
các tổ, đội, xưởng | thực hiện
Hội Nông dân | tiếp công dân định kỳ
Ban tiếp công dân | phối hợp
Văn phòng Liên đoàn | khen thưởng các tập thể
Công chức Tài chính - Kế toán | lập dự toán
Công chức Địa chính - Nông nghiệp | đo đạc
Công chức Văn phòng - Thống kê | và nhân dân
Khoa Nội | cấp thẻ bảo hiểm y tế
trưởng thôn | vận động nhân dân
trưởng các khu phố | vận động nhân dân
Ban Thanh thiếu nhi - Trường học | tổ chức
Ban Hỗ trợ phụ nữ phát triển kinh tế | chủ trì
Hội Phụ nữ | phát triển kinh tế hộ
Ban Hỗ trợ phụ nữ phát triển kinh tế | và Văn phòng Hội
Trung tâm Tư vấn phát triển cộng đồng | , Hội Nông dân
Phòng Xây dựng Đảng | hỗ trợ thành lập
Khoa Dược | bảo quản thuốc
Ủy ban MTTQ Việt Nam | cắm biển
"""
NONE = ("sinh trưởng thôn quê", "Công chức có trách nhiệm", "phó bí thư", "huyện ủy quyền", "Xưởng rất rộng")


@pytest.mark.parametrize("line", WHOLE.strip().splitlines())
def test_a_name_is_whole(line: str) -> None:
    name, work = line.split(" | ")
    found = find_agencies(f"{name} {work}".replace(" ,", ","))
    assert found[0].text == name


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_name(text: str) -> None:
    assert find_agencies(text) == ()
