"""Header texts of task tables and the roles they name."""

from __future__ import annotations

import pytest

from normalize.columns import column_role


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Đơn vị/cá nhân thực hiện", "lead"),
        ("Cá nhân thực hiện", "lead"),
        ("Hạn hoàn thành", "deadline"),
        ("Hạn thực hiện", "deadline"),
        ("Hạn", "deadline"),
        ("Thời hạn", "deadline"),
        ("Hạn chế, vướng mắc", "other"),
        ("Cơ quan thực hiện / Phối hợp", "coordinating"),
        ("TT", "marker"),
        ("T T", "marker"),
        ("ST T", "marker"),
    ],
)
def test_roles(name: str, role: str) -> None:
    assert column_role(name) == role
