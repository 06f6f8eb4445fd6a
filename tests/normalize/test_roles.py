"""One cell that names who leads and who helps."""

from __future__ import annotations

import time

import pytest

from normalize.body.roles import part_roles


@pytest.mark.parametrize(
    ("cell", "lead", "coordinating"),
    [
        ("Phòng Nội vụ", "Phòng Nội vụ", ""),
        ("Chủ trì: Phòng Nội vụ; phối hợp: các xã", "Phòng Nội vụ", "các xã"),
        ("Cơ quan chủ trì: Sở Y tế\nCơ quan phối hợp: Sở Tài chính", "Sở Y tế", "Sở Tài chính"),
        ("Sở Y tế (chủ trì), Sở Tài chính (phối hợp)", "Sở Y tế", "Sở Tài chính"),
        ("Sở Y tế (chủ trì); Sở Tài chính, UBND xã", "Sở Y tế", "Sở Tài chính, UBND xã"),
        ("Sở Y tế; Sở Tài chính (phối hợp)", "Sở Y tế", "Sở Tài chính"),
        ("Chủ trì: Phòng Tư pháp; Phối hợp: Công an huyện", "Phòng Tư pháp", "Công an huyện"),
        ("Chủ trì: Phòng Nội vụ; các thôn phối hợp", "Phòng Nội vụ", "các thôn"),
        ("Đơn vị chủ trì: Phòng Kinh tế. Đơn vị phối hợp: Công an xã", "Phòng Kinh tế", "Công an xã"),
        ("Cơ quan chủ trì:\nSở Nội vụ\nCơ quan phối hợp:\nSở Y tế\nSở Xây dựng", "Sở Nội vụ", "Sở Y tế\nSở Xây dựng"),
        ("Phòng Nội vụ - chủ trì; Công an - phối hợp", "Phòng Nội vụ", "Công an"),
        ("Trường THCS chủ trì; Đoàn xã, Hội Phụ nữ phối hợp thực hiện", "Trường THCS", "Đoàn xã, Hội Phụ nữ"),
        ("Phòng Nội vụ phối hợp với Trường Mầm non (khu A; khu B)", "Phòng Nội vụ", "Trường Mầm non (khu A; khu B)"),
        ("Ban Chỉ đạo phối hợp liên ngành", "Ban Chỉ đạo phối hợp liên ngành", ""),
        ("Sở Y tế chủ trì, phối hợp với Sở Tài chính, UBND các xã", "Sở Y tế", "Sở Tài chính, UBND các xã"),
        ("Sở Y tế chủ trì phối hợp Sở Tài chính", "Sở Y tế", "Sở Tài chính"),
        ("Công chức Tư pháp phối hợp với các thôn", "Công chức Tư pháp", "các thôn"),
        ("Hội đồng phối hợp phổ biến, giáo dục pháp luật", "Hội đồng phối hợp phổ biến, giáo dục pháp luật", ""),
        ("Phối hợp với Công an xã", "", "Công an xã"),
        ("Phòng Nội vụ (bộ phận chủ trì); Công an xã (phối hợp chặt chẽ)", "Phòng Nội vụ", "Công an xã"),
        ("", "", ""),
    ],
)
def test_roles(cell: str, lead: str, coordinating: str) -> None:
    assert part_roles(cell) == (lead, coordinating)


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["phối hợp ", ", ", "chủ trì ", " - ", "và "])
def test_time_is_linear(piece: str) -> None:
    started = time.process_time()
    part_roles(piece * (1000 // len(piece)))
    assert time.process_time() - started < 1
