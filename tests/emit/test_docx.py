"""The Word list: its table, its paper, and that it is known as ours."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import msgspec
import pytest
from docx.oxml.ns import qn
from docx.shared import Cm

from extract.emit.agenda.entries import list_entries
from extract.emit.docx import docx_bytes
from extract.emit.formats import FORMATS, Choices
from extract.emit.ours import teller_of
from extract.read.sniff import MediaType, sniff
from schemas.errors import UnsupportedError
from schemas.plan import Plan
from tests.emit.records import samples
from tests.emit.test_ics import said

PLAN = samples()[0]


def opened(plan: Plan, **choices: Any) -> Any:
    return docx.Document(io.BytesIO(FORMATS[".docx"](plan, Choices(**choices))))


def test_the_list_is_a_table() -> None:
    document = opened(PLAN)
    (table,) = document.tables
    heads = [cell.text for cell in table.rows[0].cells]
    assert heads == ["STT", "Hạn", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Sản phẩm", "Trang", "Cần xem lại"]
    rows = [row for row in table.rows[1:] if len(row._tr.tc_lst) == len(heads)]
    assert len(rows) == len(list_entries(PLAN))
    assert {row.cells[2].text for row in rows} == {task.task for task in PLAN.tasks}
    assert [row.cells[0].text for row in rows] == [str(number) for number in range(1, len(rows) + 1)]
    text = "\n".join(one.text for one in document.paragraphs)
    assert "DANH MỤC NHIỆM VỤ" in text
    assert f"{PLAN.header.code} ngày 22/01/2024 của {PLAN.header.issuer}" in text


def test_each_date_has_its_row_and_ongoing_work_none() -> None:
    (table,) = opened(said("Quý II và IV")).tables
    assert [row.cells[1].text for row in table.rows[2:]] == ["30/06/2024\nQuý II và IV", "31/12/2024\nQuý II và IV"]
    (table,) = opened(said("Thường xuyên")).tables
    assert [row.cells[0].text for row in table.rows[1:]] == ["Việc thường xuyên", "1"]
    assert table.rows[2].cells[1].text == "Thường xuyên"


def test_it_prints_on_a4_with_the_headings_on_each_page() -> None:
    document = opened(PLAN)
    (section,) = document.sections
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (29.7, 21)
    (table,) = document.tables
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    wide = sum(column.width for column in table.columns)
    assert wide <= section.page_width - section.left_margin - section.right_margin + Cm(0.05)
    assert document.styles["Normal"].font.name == "Times New Roman"
    sizes = {run.font.size.pt for row in table.rows[:3] for cell in row.cells for run in cell.paragraphs[0].runs}
    assert sizes == {12.0}


def test_english_on_request() -> None:
    (table,) = opened(PLAN, language="en").tables
    assert table.rows[0].cells[2].text == "Task"


@pytest.mark.parametrize("words", ["\x00\x07\x1b", "\ufffe\uffff", "a\r\nb\rc", "<w:p>&amp;", "😀"])
def test_any_words(words: str) -> None:
    task = msgspec.structs.replace(PLAN.tasks[0], task=words, lead=words)
    header = msgspec.structs.replace(PLAN.header, title=words, code=words, issuer=words)
    plan = msgspec.structs.replace(PLAN, tasks=(task,), header=header)
    assert opened(plan).tables


def test_it_is_ours_until_somebody_saves_it() -> None:
    data = docx_bytes(PLAN)
    assert teller_of(Path("plan.docx"))(data)
    document = docx.Document(io.BytesIO(data))
    document.core_properties.last_modified_by = "Văn phòng"
    sink = io.BytesIO()
    document.save(sink)
    assert not teller_of(Path("plan.docx"))(sink.getvalue())
    assert not teller_of(Path("plan.docx"))(FORMATS[".xlsx"](PLAN, Choices()))


def test_it_is_no_plan_until_somebody_saves_it() -> None:
    data = docx_bytes(PLAN)
    with pytest.raises(UnsupportedError, match="a list that this program wrote"):
        sniff(data)
    document = docx.Document(io.BytesIO(data))
    document.core_properties.last_modified_by = "Văn phòng"
    sink = io.BytesIO()
    document.save(sink)
    assert sniff(sink.getvalue()) == MediaType.DOCX
