"""The report: every figure is what a query over the dataset's files gives, and nothing in it is obeyed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import lxml.html
import msgspec
import pytest

from extract.emit.dataset.dataset import write_dataset
from extract.emit.ours import is_page
from extract.emit.report.page import report_bytes
from extract.emit.report.pictures import standing_bars
from extract.emit.report.words import Wording
from extract.frames.dataset import open_dataset
from extract.frames.figures import report_figures
from schemas.manifest import OK
from schemas.plan import Plan
from schemas.problem import PROBLEMS
from tests.emit.records import copied, copies, dumped, row_of, rows_of, samples

COMMAND = (sys.executable, "-m", "extract")
HOSTILE = "<script>alert(1)</script>\"'&{{ 7*7 }}<img src=x onerror=alert(2)>"


def varied() -> list[Plan]:
    """Copies of the samples among which something differs: levels, places, confidences, deadlines."""
    plans = list(copied(samples(), copies(9)))
    for number in (1, 4, 7):
        header = msgspec.structs.replace(plans[number].header, level=None if number == 4 else "district")
        place = msgspec.structs.replace(header.place, province=None)
        header = msgspec.structs.replace(header, place=place if number == 7 else header.place)
        first = plans[number].tasks[0]
        where = tuple(msgspec.structs.replace(one, confidence=number / 10) for one in first.where)
        tasks = (msgspec.structs.replace(first, where=where, lead_agencies=()), *plans[number].tasks[1:-1])
        plans[number] = msgspec.structs.replace(plans[number], header=header, tasks=tasks)
    return plans


@pytest.fixture(scope="module")
def varied_dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report") / "dataset"
    failed = [
        row_of(f"broken-{number}.pdf", f"{number}" * 64, status, f"broken-{number}.pdf: {status}, because")
        for number, status in enumerate(("damaged", "damaged", "timeout", "crash: signal 6"))
    ]
    rows = sorted([*rows_of(varied()), *failed], key=lambda row: row.path)
    write_dataset(folder, rows, dumped(varied()))
    return folder


@pytest.fixture(scope="module")
def page(varied_dataset: Path) -> Any:
    return lxml.html.fromstring(report_bytes(report_figures(open_dataset(varied_dataset)), "en"))


@pytest.fixture(scope="module")
def query(varied_dataset: Path) -> Any:
    base = duckdb.connect()
    for path in varied_dataset.rglob("*.parquet"):
        base.execute(f"create view {'refs' if path.stem == 'references' else path.stem} as from '{path}'")
    return lambda text: base.execute(text).fetchall()


def cells(page: Any, table: str) -> list[list[str]]:
    """The body of a table: its cells' text; soft remarks in them are left out."""
    found = []
    for line in page.xpath(f"//table[@id='table-{table}']/tbody/tr"):
        row = []
        for cell in line.xpath("./th|./td"):
            for soft in cell.xpath("./span[@class='soft']"):
                soft.drop_tree()
            row.append(" ".join(cell.text_content().split()))
        found.append(row)
    return found


def count(text: str) -> int:
    return int(text.replace(",", "") or 0)


def test_totals(page: Any, query: Any) -> None:
    shown = {one.get("data-name"): count(one.find("strong").text) for one in page.xpath("//ul[@class='totals']/li")}
    expected = {
        "files": "select count(*) from manifest",
        "failed": "select count(*) from manifest where status <> 'ok'",
        "plans": "select count(*) from plans",
        "works": "select count(distinct work_id) from plans",
        "tasks": "select count(*) from tasks",
        "targets": "select count(*) from targets",
        "references": "select count(*) from refs",
        "cited": "select count(*) from works where plans > 0",
        "problems": "select count(*) from problems",
    }
    assert shown == {name: query(text)[0][0] for name, text in expected.items()}


def test_coverage(page: Any, query: Any) -> None:
    levels = ("= 'central'", "= 'province'", "= 'district'", "= 'commune'", "= 'other'", "is null")
    counted = ", ".join(f"count(*) filter (level {one})" for one in levels)
    expected = query(
        f"select province, {counted}, count(*) from plans group by province "
        "order by province is null, count(*) desc, province"
    )
    shown = cells(page, "coverage")
    assert [row[0] for row in shown] == [row[0] or "No province stated" for row in expected]
    assert [list(map(count, row[1:])) for row in shown] == [list(row[1:]) for row in expected]


def test_deadlines(page: Any, query: Any) -> None:
    counted = ", ".join(f"count(*) filter (quarter(due_latest) = {number})" for number in range(1, 5))
    expected = query(
        f"select year(due_latest), {counted}, count(*) from tasks where due_latest is not null group by 1 order by 1"
    )
    assert [tuple(map(count, row)) for row in cells(page, "deadlines")] == expected
    kinds = query(
        "select deadline_kind, count(*) from tasks where due_latest is null group by 1 "
        "order by deadline_kind is null, count(*) desc, 1"
    )
    shown = [line.get("data-name") or None for line in page.xpath("//table[@id='table-undated']/tbody/tr")]
    assert list(zip(shown, [count(row[1]) for row in cells(page, "undated")], strict=True)) == kinds


def test_leads(page: Any, query: Any) -> None:
    expected = query(
        "select coalesce(name, text), count(distinct plan_id || ' ' || task), count(distinct plan_id), "
        "bool_or(matched) from agencies where role = 'lead' group by 1 order by 2 desc, 3 desc, 1 limit 25"
    )
    shown = [(row[0], count(row[1]), count(row[2]), row[3] == "yes") for row in cells(page, "leads")]
    assert shown == expected


def test_most_cited(page: Any, query: Any) -> None:
    expected = query(
        "select plans, mentions, work_id from works where plans > 0 "
        "order by plans desc, mentions desc, work_id limit 20"
    )
    assert [(count(row[2]), count(row[3])) for row in cells(page, "cited")] == [row[:2] for row in expected]
    citing = page.xpath("//table[@id='table-cited']/tbody/tr")
    for line, (*_, work) in zip(citing, expected, strict=True):
        linked = [one.get("href").removeprefix("#plan-") for one in line.xpath(".//details//a")]
        plans = query(
            "select distinct plan_id from refs join mentions using (plan_id) "
            f"where reference = refs.id and not self and work_id = '{work}' order by 1"
        )
        assert linked == [plan for (plan,) in plans]


def test_confidence(page: Any, query: Any) -> None:
    bounds = ("< 0.5", ">= 0.5 and confidence < 0.8", ">= 0.8 and confidence < 0.95")
    bounds = (*bounds, ">= 0.95 and confidence < 1", ">= 1", "is null")
    counted = ", ".join(f"count(*) filter (confidence {one})" for one in bounds)
    shown = cells(page, "confidence")
    tables = [line.get("data-name") for line in page.xpath("//table[@id='table-confidence']/tbody/tr")]
    assert tables == ["tasks", "targets", "references", "agencies"]
    for table, row in zip(("tasks", "targets", "refs", "agencies"), shown, strict=True):
        assert tuple(map(count, row[1:])) == query(f"select {counted}, count(*) from {table}")[0]
    weak = query(
        "select plan_id, confidence from tasks where confidence < 1 order by confidence, plan_id, page limit 15"
    )
    links = [one.get("href") for one in page.xpath("//table[@id='table-weak']//a")]
    assert links == [f"#plan-{plan}" for plan, _ in weak]
    assert [float(row[0]) for row in cells(page, "weak")] == [int(sure * 100 + 1e-9) / 100 for _, sure in weak]


def test_problems_and_the_worst(page: Any, query: Any) -> None:
    expected = query(
        "select code, count(*), count(distinct plan_id) from problems group by code, severity "
        "order by list_position(['error', 'warning', 'info'], severity), count(*) desc, code"
    )
    codes = [line.get("data-name") for line in page.xpath("//table[@id='table-problems']/tbody/tr")]
    worst = page.xpath("//table[@id='table-problems']/tbody/tr/td[last()]")
    shown = [(code, count(row[2]), count(row[3])) for code, row in zip(codes, cells(page, "problems"), strict=True)]
    assert shown == expected
    for code, cell in zip(codes, worst, strict=True):
        most = query(
            f"select plan_id, count(*) from problems where code = '{code}' group by 1 order by 2 desc, 1 limit 3"
        )
        linked = [one.get("href").removeprefix("#plan-") for one in cell.xpath(".//a")]
        numbers = [count(one.text_content().rpartition("(")[2].rstrip(")")) for one in cell.xpath("./span")]
        assert list(zip(linked, numbers, strict=True)) == most


def test_failures(page: Any, query: Any) -> None:
    expected = query("select status, count(*) from manifest group by 1 order by 2 desc, 1")
    names = [line.get("data-name") for line in page.xpath("//table[@id='table-statuses']/tbody/tr")]
    assert list(zip(names, [count(row[1]) for row in cells(page, "statuses")], strict=True)) == expected
    failed = query("select path, error from manifest where status <> 'ok' order by status, path")
    assert [(row[0], row[2]) for row in cells(page, "failures")] == failed


def test_every_link_leads_somewhere_and_says_the_truth(page: Any, query: Any) -> None:
    targets = {one.get("id") for one in page.xpath("//*[@id]")}
    links = {one.get("href") for one in page.xpath("//a")}
    assert all(link.startswith("#") and link[1:] in targets for link in links)
    rows = dict(zip(page.xpath("//table[@id='table-documents']/tbody/tr/@id"), cells(page, "documents"), strict=True))
    for plan, tasks, problems, name in query("select plan_id, tasks, problems, source_name from plans"):
        if row := rows.get(f"plan-{plan}"):
            assert (count(row[3]), count(row[4]), row[6]) == (tasks, problems, name)


def test_pictures_say_what_they_show(page: Any) -> None:
    pictures = page.xpath("//*[local-name()='svg']")
    assert len(pictures) == 7
    for one in pictures:
        title, about = one.get("aria-labelledby").split()
        assert one.get("role") == "img"
        assert one.xpath(f".//*[@id='{title}']")[0].text
        assert one.xpath(f".//*[@id='{about}']")[0].text
        assert one.xpath("ancestor::section//table")
        assert all(float(bar.get("width")) >= 0 for bar in one.xpath(".//*[local-name()='rect']"))


def test_bars_are_as_long_as_their_counts(page: Any, query: Any) -> None:
    bars = page.xpath("//*[local-name()='svg'][contains(@aria-labelledby, 'picture-leads')]//*[local-name()='rect']")
    wide = [float(one.get("width")) for one in bars]
    tasks = [count(row[1]) for row in cells(page, "leads")]
    assert wide == pytest.approx([wide[0] * one / tasks[0] for one in tasks], abs=0.02)


def test_many_years_fit() -> None:
    years = [(year, [(year % 5, "")] * 4) for year in range(1990, 2050)]
    assert max(bar.x + bar.width for bar in standing_bars("x", "", "", years).rects) <= 760


def test_the_same_bytes_and_ours(varied_dataset: Path) -> None:
    for language in ("vi", "en"):
        first = report_bytes(report_figures(open_dataset(varied_dataset)), language)
        assert report_bytes(report_figures(open_dataset(varied_dataset)), language) == first
        assert is_page(first)
        assert b"http" not in first.replace(b"http-equiv", b"")


def hostile() -> Plan:
    plan = samples()[0]
    agency = plan.tasks[0].lead_agencies[0]
    agency = msgspec.structs.replace(agency, name=None, text=HOSTILE, matched=False)
    where = tuple(msgspec.structs.replace(one, confidence=0.1) for one in plan.tasks[0].where)
    task = msgspec.structs.replace(plan.tasks[0], task=HOSTILE, lead=HOSTILE, lead_agencies=(agency,), where=where)
    province = msgspec.structs.replace(plan.header.place.province, name=HOSTILE)
    place = msgspec.structs.replace(plan.header.place, province=province)
    header = msgspec.structs.replace(plan.header, title=HOSTILE, issuer=HOSTILE, place=place)
    reference = msgspec.structs.replace(plan.references[1], title=HOSTILE, code=HOSTILE)
    return msgspec.structs.replace(
        plan, header=header, tasks=(task, *plan.tasks[1:]), references=(reference, *plan.references[2:])
    )


@pytest.fixture(scope="module")
def hostile_page(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("hostile") / HOSTILE.replace("/", "")
    rows = [row_of("<b>x.pdf", "f" * 64, "damaged", HOSTILE), *rows_of([hostile()])]
    write_dataset(folder, sorted(rows, key=lambda row: row.path), dumped([hostile()]))
    return report_bytes(report_figures(open_dataset(folder)))


def test_hostile_words_do_nothing(hostile_page: bytes) -> None:
    page = lxml.html.fromstring(hostile_page)
    assert not page.xpath("//script|//img|//b")
    assert not page.xpath("//@onerror")
    assert HOSTILE in page.text_content()
    assert "49" not in {one.strip() for one in page.xpath("//td//text()|//th//text()")}


@pytest.mark.skipif(shutil.which("chromium") is None, reason="Chromium is not installed")
@pytest.mark.slow
def test_in_a_browser(hostile_page: bytes, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_bytes(hostile_page)
    flags = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")
    profile = f"--user-data-dir={tmp_path / 'profile'}"
    done = subprocess.run(
        ["chromium", *flags, profile, "--dump-dom", f"file://{path}"], capture_output=True, timeout=120, check=True
    )
    shown = lxml.html.fromstring(done.stdout)
    assert len(shown.xpath("//*[local-name()='svg']")) == 7
    assert not shown.xpath("//script|//img")
    assert HOSTILE in shown.text_content()


def test_words_are_there_for_everything() -> None:
    for language in ("vi", "en"):
        say = Wording(language)
        assert all(say.problem(code) != code for code in PROBLEMS)
        for status in (OK, "damaged", "encrypted", "unsupported", "limit", "memory", "timeout", "pending"):
            assert say.status(status) != status
    assert Wording("vi").number(12345) == "12.345"
    assert Wording("en").decimal(0.999) == "0.99"


def run(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [*COMMAND, "report", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, env=environment, check=False)


def test_the_command(dataset: Path, tmp_path: Path) -> None:
    done = run(dataset, "-o", "report.html", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "report.html: 3 documents, 1 failed files\n"
    assert '<html lang="vi">' in (tmp_path / "report.html").read_text()
    assert run(dataset, "-o", "report.html", "--lang", "en", "-q", cwd=tmp_path).stderr == ""
    assert '<html lang="en">' in (tmp_path / "report.html").read_text()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ((".", "-o", "r.html"), 3, "no dataset of this program"),
        (("missing", "-o", "r.html"), 3, "no dataset of this program"),
        (("mine.html", "-o", "r.html"), 3, "no dataset of this program"),
        (("{}", "-o", "r.pdf"), 2, "a report is a page"),
        (("{}",), 2, "--output"),
        (("{}", "-o", "mine.html"), 5, "no output of this program"),
        (("{}", "-o", "none/r.html"), 5, "no folder"),
    ],
)
def test_one_clear_line(arguments: tuple[str, ...], code: int, said: str, dataset: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.html").write_text("mine")
    done = run(*(one.format(dataset) for one in arguments), cwd=tmp_path)
    assert done.returncode == code
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert os.listdir(tmp_path) == ["mine.html"]
