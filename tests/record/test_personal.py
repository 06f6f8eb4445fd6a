"""With no personal names: the signer's name stands in no text of the record, and nothing moves."""

from __future__ import annotations

import msgspec
import pytest

from extract.record.personal import without_names
from schemas.plan import Header, Plan, Signatory
from tests.schemas.test_plan import small_plan


def _signed(text: str) -> Plan:
    plan = small_plan()
    signer = Signatory(name="Hoàng Thị Hải", position="Chủ tịch", authority=None, on_behalf_of=None)
    return msgspec.structs.replace(plan, text=text, header=msgspec.structs.replace(plan.header, signatory=signer))


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("CHỦ TỊCH\nHoàng Thị Hải", "CHỦ TỊCH\n█████ ███ ███"),
        ("HOÀNG THỊ\nHẢI ký.", "█████ ███\n███ ký."),
        ("Người ký: Hoang Thi Hai; Hoàng Thị Hải.", "Người ký: █████ ███ ███; █████ ███ ███."),
        ("hoàng thị hải", "hoàng thị hải"),
        ("Hoàng Thị Hải Yến, Hoàng Thị Hái", "█████ ███ ███ Yến, Hoàng Thị Hái"),
        ("Hoàng Thị Hảis", "Hoàng Thị Hảis"),
    ],
)
def test_every_way_to_write_the_name(text: str, masked: str) -> None:
    plan = without_names(_signed(text))
    assert plan.text == masked
    assert len(plan.text) == len(text)
    assert plan.header.signatory is not None
    assert plan.header.signatory.name is None


def test_a_record_without_a_signer_stays() -> None:
    plan = msgspec.structs.replace(small_plan(), header=Header())
    assert without_names(plan) is plan
