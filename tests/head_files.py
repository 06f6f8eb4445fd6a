"""Whole documents for tests of heads and signatures, each as transcript, as DOCX and as PDF.

A document is a list of sheets; a sheet begins a page. What stands side by side on paper (issuer and nation, recipients
and signature) is side by side in DOCX and PDF, and one below the other in the transcript.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass

from reportlab.lib.pagesizes import A4

from tests.pdf_files import FONT, canvas

NATION = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
BODY = ("I. MỤC ĐÍCH", "1. Nâng cao chất lượng phục vụ người dân.", "2. Các đơn vị tổ chức thực hiện nghiêm túc./.")
RECIPIENTS = ("Nơi nhận:", "- UBND huyện (b/c);", "- Lưu: VT.")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document in a file: ``left`` and ``right`` of its head, ``title`` in the middle, ``body``, its foot."""

    left: tuple[str, ...] = ()
    right: tuple[str, ...] = NATION
    title: tuple[str, ...] = ()
    body: tuple[str, ...] = BODY
    recipients: tuple[str, ...] = RECIPIENTS
    signature: tuple[str, ...] = ()


def transcript(sheets: list[Sheet]) -> bytes:
    """Line below line."""
    parts = []
    for one in sheets:
        foot = [*one.recipients, "", *one.signature]
        parts.append("\n".join([*one.left, *one.right, "", *one.title, "", *one.body, "", *foot]))
    return "\n\n".join(parts).encode()


def word(sheets: list[Sheet]) -> bytes:
    """As offices type it: a table without borders for the head, another for the foot."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    document = docx.Document()
    for number, one in enumerate(sheets):
        if number:
            document.add_page_break()
        _side_by_side(document, one.left, one.right)
        for line in one.title:
            paragraph = document.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.add_run(line).bold = True
        for line in one.body:
            document.add_paragraph(line)
        if one.recipients or one.signature:
            _side_by_side(document, one.recipients, one.signature)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def _side_by_side(document: object, left: tuple[str, ...], right: tuple[str, ...]) -> None:
    table = document.add_table(rows=1, cols=2)  # type: ignore[attr-defined]
    for cell, lines in zip(table.rows[0].cells, (left, right), strict=True):
        cell.text = "\n".join(lines)


def pdf(sheets: list[Sheet]) -> bytes:
    """Two columns of centred lines for the head, recipients on the left of the signature."""
    page, data = canvas()
    for one in sheets:
        page.setFont(FONT, 9)
        _centred(page, one.left, 160, 800)
        _centred(page, one.right, 420, 800)
        top = 800 - 14 * max(len(one.left), len(one.right)) - 20
        _centred(page, one.title, A4[0] / 2, top)
        top -= 14 * len(one.title) + 10
        for line in one.body:
            page.drawString(85, top, line)
            top -= 14
        for number, line in enumerate(one.recipients):
            page.drawString(60, top - 20 - 14 * number, line)
        _centred(page, one.signature, 420, top - 20)
        page.showPage()
    page.save()
    return data.getvalue()


def _centred(page: object, lines: tuple[str, ...], x: float, top: float) -> None:
    for number, line in enumerate(lines):
        page.drawCentredString(x, top - 14 * number, line)  # type: ignore[attr-defined]


FORMS: dict[str, Callable[[list[Sheet]], bytes]] = {"txt": transcript, "docx": word, "pdf": pdf}
