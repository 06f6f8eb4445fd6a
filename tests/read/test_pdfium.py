"""What pdfium draws and says, as this project understands it: dots that make lines, spans that are several lines."""

from __future__ import annotations

from collections.abc import Sequence

from extract.read.pdf.pdfium import read_pdfium
from schemas.page import Line, Rule
from tests.pdf_files import FONT, canvas


def page_of(
    dots: Sequence[tuple[float, float]] = (), texts: Sequence[tuple[float, float, str]] = ()
) -> tuple[list[Rule], list[Line]]:
    """The rulings and the lines of a page with square dots, each an area of its own, and texts at their places."""
    page, data = canvas()
    page.setFont(FONT, 10)
    for x, y in dots:
        page.rect(x, y, 0.75, 0.75, stroke=0, fill=1)
    for x, y, text in texts:
        page.drawString(x, y, text)
    page.showPage()
    page.save()
    (found,) = ((one.rules, one.lines) for one in read_pdfium(data.getvalue()))
    return found


def test_dots_in_a_row_are_a_line() -> None:
    across = [(100 + 1.5 * at, 700.0) for at in range(60)]
    down = [(100.0, 700 - 1.5 * at) for at in range(40)]
    rules, _ = page_of([*across, *down])
    assert sorted((round(rule.x1 - rule.x0), round(rule.bottom - rule.top)) for rule in rules) == [(1, 59), (89, 1)]


def test_dots_here_and_there_are_no_line() -> None:
    rules, _ = page_of([(100 + 9.0 * at, 700.0) for at in range(20)] + [(400.0, 500.0), (401.5, 500.0)])
    assert rules == []


def test_names_at_several_heights_are_lines_of_their_own() -> None:
    texts = [(60.0, 700.0, "TT"), (110.0, 700.0, "Nhiệm vụ"), (460.0, 700.0, "Thời gian")]
    _, lines = page_of(texts=[*texts, (290.0, 693.0, "Chủ trì"), (380.0, 693.0, "Phối hợp")])
    assert sorted(line.text for line in lines) == ["Chủ trì", "Nhiệm vụ", "Phối hợp", "TT", "Thời gian"]
    assert all(line.box.x0 < line.box.x1 for line in lines)
