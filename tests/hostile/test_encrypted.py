"""Documents behind passwords: read where anybody may read them, else refused with a clear word."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extract import Options, extract_plan
from schemas.errors import EncryptedError
from tests.hostile.encrypted import KINDS, SAMPLE, encrypted_doc, encrypted_docx, encrypted_pdf


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("engine", ["pdfium", "pdfplumber"])
def test_a_pdf_that_only_its_owner_may_change_is_read(kind: str, engine: str) -> None:
    options = Options(ocr="never", engine=engine)  # type: ignore[arg-type]
    plan = extract_plan(encrypted_pdf(kind, user=""), options)
    plain = extract_plan(SAMPLE, options)
    assert plan.text == plain.text
    assert [task.task for task in plan.tasks] == [task.task for task in plain.tasks]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("engine", ["pdfium", "pdfplumber"])
def test_a_pdf_that_needs_a_password_says_so(kind: str, engine: str) -> None:
    with pytest.raises(EncryptedError, match="needs a password; save a copy without one"):
        extract_plan(encrypted_pdf(kind, user="secret"), Options(engine=engine))  # type: ignore[arg-type]


@pytest.mark.parametrize("make", [encrypted_docx, encrypted_doc, lambda: encrypted_doc(xor=True)])
def test_an_office_file_that_needs_a_password_says_so(make: Callable[[], bytes]) -> None:
    with pytest.raises(EncryptedError, match="protected by a password; save a copy without one"):
        extract_plan(make())
