"""The second ledger: what was seen in the text and reached no field is listed, and told once a section."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract import extract_plan
from extract.record.evidence import Evidence
from extract.record.unread import Reached, check_unread, list_unread
from normalize.seen.detectors import find_seen
from schemas.document import Place
from schemas.plan import Header, Section, Span, Target, Task, Unread, Where
from tests.linear import is_linear

TEXT = """II. NHIỆM VỤ
1. Phòng Kinh tế chủ trì rà soát mốc giới, xong trước ngày 15/8/2026.
2. Trồng 12 500 ha rừng theo Văn bản số 12/ABC-XYZ.
3. Các đơn vị báo cáo hằng tháng."""


def unread_in(text: str, header: Header | None = None, **reached: object) -> list[tuple[str, str]]:
    parts = {"tasks": [], "targets": [], "references": (), "tables": [], "recipients": [], **reached}
    found = list_unread(text, Reached(header or Header(kind="Kế hoạch"), **parts), anchored(text))  # type: ignore[arg-type]
    return [(one.kind, one.text) for one in found]


def anchored(text: str) -> Evidence:
    return Evidence([(0, len(text), Place(line=1))])


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return start, start + len(words)


def test_what_reached_no_field_is_listed_by_kind() -> None:
    assert unread_in(TEXT) == [
        ("duty", "Phòng Kinh tế chủ trì"),
        ("time", "trước ngày 15/8/2026"),
        ("quantity", "12 500 ha"),
        ("code", "12/ABC-XYZ"),
        ("time", "hằng tháng"),
    ]


def test_what_a_field_holds_is_not_listed() -> None:
    line = TEXT.splitlines()[1]
    where = (Where(field="task", line=1, span=at(TEXT, line)),)
    task = Task(id="task-1", table=None, section=None, group=(), marker="1.", task=line, where=where)
    target = Target(text="12 500 ha", kind="measure", span=at(TEXT, "12 500 ha"))
    left = unread_in(TEXT, tasks=[task], targets=[target])
    assert left == [("time", "trước ngày 15/8/2026"), ("code", "12/ABC-XYZ"), ("time", "hằng tháng")]


def test_a_law_gives_no_orders() -> None:
    assert unread_in(TEXT, Header(kind="Nghị định")) == [("code", "12/ABC-XYZ")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Quyết định có hiệu lực trước ngày 01/7/2026",
        "Căn cứ kết quả đạt 85% theo báo cáo trước ngày 01/7/2026",
        "Sở Công Thương không chịu trách nhiệm về số liệu",
        "Tỷ lệ x = 10% x 5% = 0,5%",
        "31\tĐồng Tháp",
        "năm 2026 tỷ lệ bao phủ",
        "điện thoại 0233 3828 123, điểm a khoản 2 Điều 5",
    ],
)
def test_what_asks_for_nothing_is_not_seen(sentence: str) -> None:
    assert unread_in(sentence) == []


def test_a_section_tells_it_once() -> None:
    section = Section(marker="II.", level=1, heading="NHIỆM VỤ", span=(0, len(TEXT)), sections=())
    unread = tuple(Unread(kind=one.kind, text=TEXT[slice(*one.span)], span=one.span) for one in find_seen(TEXT))
    (told,) = check_unread(unread, (section,))
    assert (told.code, told.subject, told.field) == ("partly-read", "text", "unread")
    assert told.message.startswith("section II: 'Phòng Kinh tế chủ trì', ")
    assert told.message.endswith("and 2 more reached no field")


def test_the_record_holds_them_with_their_place(tmp_path: Path) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_text(
        "ỦY BAN NHÂN DÂN\nXÃ TÂN AN\nSố: 12/KH-UBND\nTân An, ngày 05 tháng 01 năm 2026\n\nKẾ HOẠCH\n"
        "Trồng rừng năm 2026\n\nI. MỤC TIÊU\nDiện tích rừng là 12 5 ha, gồm 3 khu.\n",
        encoding="utf-8",
    )
    record = extract_plan(plan)
    (left,) = record.unread
    assert left.kind == "quantity"
    assert left.span is not None
    assert record.text[slice(*left.span)] == left.text
    assert left.where[0].line == 10
    assert [one.field for one in record.problems if one.subject == "text"] == ["unread"]


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["giao ", "Phòng ", "1 ", "12/AB-", "trước ngày ", "chủ trì ", "báo cáo "])
def test_time_is_linear(piece: str) -> None:
    assert is_linear(find_seen, piece, 6_250)
