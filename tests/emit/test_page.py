"""The page: what is due and what goes on, in both languages, on a screen as narrow as a phone's."""

from __future__ import annotations

import html
import subprocess
from pathlib import Path
from typing import get_args

import msgspec
import pytest
import regex

from extract.emit.formats import Choices, Language
from extract.emit.html.page import html_bytes
from extract.emit.words import words_in
from schemas.plan import Plan
from schemas.problem import PROBLEMS, problem
from schemas.vocabulary import DeadlineKind, Relation, Severity
from tests.emit.records import samples
from tests.emit.test_ics import said
from tests.traps.print_chromium import find_chromium

PLAN = samples()[0]
PHONE = 390
"""Pixels that the usual phone is wide."""


def section_of(plan: Plan, name: str, language: Language = "vi") -> str:
    """A section of the page without its tags."""
    page = html_bytes(plan, language).decode()
    content = regex.search(rf'(?s)<section aria-labelledby="{name}">(.*?)</section>', page)
    assert content
    return html.unescape(regex.sub(r"<[^>]+>", " ", content[1]))


def test_every_word_is_there_in_both_languages() -> None:
    vietnamese, english = words_in("vi"), words_in("en")
    assert vietnamese.keys() == english.keys()
    assert all(vietnamese.values())
    assert all(english.values())
    assert vietnamese.keys() >= {f"{kind}.{code}" for code in PROBLEMS for kind in ("problem", "advice")}
    assert vietnamese.keys() >= {f"relation.{one}" for one in get_args(Relation)}
    assert vietnamese.keys() >= {f"severity.{one}" for one in get_args(Severity)}
    assert {key.partition(".")[2] for key in vietnamese if key.startswith("deadline.")} <= set(get_args(DeadlineKind))
    assert all(vietnamese[key].count("{}") == english[key].count("{}") for key in vietnamese)


def test_what_goes_on_is_due_in_no_month() -> None:
    due = section_of(said("Thường xuyên"), "due")
    assert "Việc thường xuyên" in due
    assert "31/12" not in due
    assert "Tháng" not in due


def test_each_date_stands_in_its_month() -> None:
    due = section_of(said("Quý II và IV"), "due")
    assert due.index("Tháng 06/2024") < due.index("30/06/2024") < due.index("Tháng 12/2024") < due.index("31/12/2024")
    assert "30/06/2024" in section_of(said("6 tháng đầu năm"), "due")
    assert "Việc định kỳ" in section_of(said("Hằng quý"), "due")
    assert "Theo điều kiện" in section_of(said("Khi có yêu cầu"), "due")


def test_each_unit_has_its_days() -> None:
    units = section_of(PLAN, "units")
    assert all((one.name or one.text) in units for task in PLAN.tasks for one in task.lead_agencies)
    assert "14/01/2024" in units


def test_points_are_told_in_vietnamese_with_the_documents_own_words() -> None:
    point = problem("deadline-unread", "the deadline 'sau Tết ta' could not be read", PLAN.tasks[0].id, "deadline")
    plan = msgspec.structs.replace(PLAN, problems=(point,))
    shown = section_of(plan, "problems")
    assert "“sau Tết ta”" in shown
    assert "could not be read" not in shown
    assert "the deadline 'sau Tết ta' could not be read" in section_of(plan, "problems", "en")


@pytest.mark.parametrize("language", get_args(Language))
def test_a_page_is_in_one_language(language: Language) -> None:
    page = html_bytes(PLAN, language).decode()
    other = words_in("en" if language == "vi" else "vi")
    assert f'<html lang="{language}">' in page
    for key in ("section.due", "section.problems", "column.lead", "header.recipients", "page.caution"):
        assert other[key] not in page
    assert Choices().language == "vi"


WRAPPER = """<!doctype html><meta charset="utf-8"><body><iframe width="{width}" height="800" srcdoc="{page}"></iframe>
<script>onload = () => {{
  const frame = document.querySelector("iframe"), root = frame.contentDocument.documentElement;
  const beside = [...root.querySelectorAll("body *:not(.skip)")].filter(one => {{
    const box = one.getBoundingClientRect();
    return box.width && (box.right > frame.contentWindow.innerWidth + 1 || box.left < -1);
  }});
  document.title = [root.scrollWidth <= frame.contentWindow.innerWidth, beside.length].join(" ");
}}</script>"""


def shown_at(page: str, width: int, folder: Path) -> str:
    """What a browser measures: whether nothing lies beside the screen, and how many boxes do."""
    path = folder / "page.html"
    path.write_text(WRAPPER.format(width=width, page=html.escape(page)), encoding="utf-8")
    options = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-dev-shm-usage",
    ]
    command = [find_chromium() or "", *options, f"--user-data-dir={folder / 'profile'}", "--dump-dom", path.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    title = regex.search("<title>(.*?)</title>", done.stdout)
    return title[1] if title else done.stdout[:500]


@pytest.mark.slow
@pytest.mark.skipif(find_chromium() is None, reason="Chromium is not installed")
@pytest.mark.parametrize("width", [320, PHONE, 768, 1280])
def test_no_value_is_off_the_screen(width: int, tmp_path: Path) -> None:
    long = "x" * 400
    task = msgspec.structs.replace(PLAN.tasks[0], task=long, lead=long, deliverable=long, extra={long: long})
    points = tuple(problem(code, f"'{long}'") for code in PROBLEMS)
    plan = msgspec.structs.replace(PLAN, tasks=(task, *PLAN.tasks), problems=points)
    assert shown_at(html_bytes(PLAN).decode(), width, tmp_path) == "true 0"
    if width <= PHONE:
        assert shown_at(html_bytes(plan).decode(), width, tmp_path) == "true 0"


@pytest.mark.slow
@pytest.mark.skipif(find_chromium() is None, reason="Chromium is not installed")
def test_the_measure_sees_what_is_off_the_screen(tmp_path: Path) -> None:
    assert shown_at('<div style="width: 900px">x</div>', PHONE, tmp_path) == "false 1"
