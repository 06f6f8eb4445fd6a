"""What is an administrative document, and what is refused as none."""

from __future__ import annotations

import pytest

from extract import extract_plan
from schemas.errors import NotAdministrativeError
from tests.read.docx_files import docx, paragraph, row, table

FORM = paragraph("Mẫu thuyết minh dự án") + table(row("STT", "Tên bản vẽ"), row("1", "Bản đồ địa hình"))


def test_appendices_by_themselves_are_a_document() -> None:
    plan = extract_plan(docx(paragraph("PHỤ LỤC 01") + FORM))
    assert plan.tables[0].appendix == "PHỤ LỤC 01"
    assert plan.header.code is None


def test_a_form_of_nobody_is_none() -> None:
    with pytest.raises(NotAdministrativeError):
        extract_plan(docx(FORM))
