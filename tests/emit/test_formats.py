"""Every format holds the record, opens in its programs, and is the same byte for byte every time."""

from __future__ import annotations

import csv
import io
import time
from datetime import date, datetime
from html.parser import HTMLParser
from pathlib import Path

import hypothesis.strategies as st
import msgspec
import openpyxl
import pyarrow.parquet as pq
import pytest
import regex
from hypothesis import given
from openpyxl.utils.escape import unescape

from extract.emit.csv import csv_bytes, guard, unguard
from extract.emit.formats import FORMATS, Choices
from extract.emit.html.page import html_bytes
from extract.emit.ours import is_table
from extract.emit.rows import TableName
from extract.emit.xlsx.book import xlsx_bytes
from extract.read.sniff import sniff
from schemas.dataset import TASK_COLUMNS
from schemas.errors import UnsupportedError
from schemas.plan import Plan, load_plan

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
TABLES: tuple[TableName, ...] = ("tasks", "references", "mentions", "targets", "problems")
NASTY = '=cmd|" /C calc"!A0 <script>alert(1)</script> & "quoted"'


def sample(name: str = "commune-2024") -> Plan:
    return load_plan((SAMPLES / f"{name}.json").read_bytes())


def with_task(**fields: object) -> Plan:
    plan = sample()
    first = msgspec.structs.replace(plan.tasks[0], **fields)
    return msgspec.structs.replace(plan, tasks=(first, *plan.tasks[1:]))


@pytest.mark.parametrize("ending", FORMATS)
def test_the_same_bytes_at_any_time(ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = FORMATS[ending](sample(), Choices())
    later = time.time() + 100_000_000
    monkeypatch.setattr(time, "time", lambda: later)
    monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")
    assert FORMATS[ending](sample(), Choices()) == first


def test_csv_columns_are_the_contract() -> None:
    assert " ".join(TASK_COLUMNS) == (
        "plan_code issued_on issuer commune district province table group marker task deliverable lead lead_names "
        "coordinating coordinating_names deadline deadline_kind deadline_edtf due_latest rrule targets references "
        "extra page problems"
    )


@pytest.mark.parametrize("delimiter", [",", ";", "|", "\t"])
@pytest.mark.parametrize("table", TABLES)
def test_headings_in_vietnamese(table: TableName, delimiter: str) -> None:
    data = csv_bytes(sample(), table, delimiter, labelled=True)
    plain = csv_bytes(sample(), table, delimiter)
    assert data.decode("utf-8-sig").split("\r\n")[1:] == plain.decode("utf-8-sig").split("\r\n")[1:]
    heads = next(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))
    assert heads[:2] == ["Số, ký hiệu kế hoạch", "Ngày ban hành"]
    assert len(set(heads)) == len(heads)
    assert is_table(data)
    assert is_table(plain)
    with pytest.raises(UnsupportedError, match="a table that this program wrote"):
        sniff(data)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_reads_back(delimiter: str) -> None:
    data = csv_bytes(with_task(task=NASTY), "tasks", delimiter).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(data, newline=""), delimiter=delimiter))
    assert tuple(rows[0]) == TASK_COLUMNS
    assert rows[0]["task"] == f"'{NASTY}"
    assert unguard(rows[0]["task"]) == NASTY
    assert [unguard(row["task"]) for row in rows[1:]] == [task.task for task in sample().tasks[1:]]


@pytest.mark.parametrize("text", ["01/2023", "1-3", "5.10", "1.1", "2024-02", "007", "1E5", "30/6/2024", "10:30"])
def test_what_a_spreadsheet_would_rewrite_is_guarded_on_request(text: str) -> None:
    assert guard(text) == text
    assert guard(text, dates=True) == f"'{text}"


@given(st.text(alphabet=st.sampled_from("""'"=+-@＝＠\t\r\n;,| \x0001/.a"""), max_size=9), st.booleans())
def test_the_guard_is_reversible(text: str, dates: bool) -> None:
    guarded = guard(text, dates=dates)
    assert not guarded.startswith(("\t", "\r", "\n"))
    for cell in regex.split(r"[;,|\t\r\n]", guarded):
        assert not cell.lstrip('"\0').startswith(("=", "+", "-", "@", "＝", "＠"))
    assert unguard(guarded, dates=dates) == text


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("＝2+5", "'＝2+5"),
        ("＋2", "'＋2"),
        ("－2", "'－2"),
        ("a;＠SUM(1)", "a;'＠SUM(1)"),
        ("Báo cáo;=2+5", "Báo cáo;'=2+5"),
        ("a,@b|+c\t-d", "a,'@b|'+c\t'-d"),
        ('a;"=2+5"', 'a;\'"=2+5"'),
        ("a\n=2+5;b", "a\n'=2+5;b"),
        ("\t=2+5", "'\t'=2+5"),
        ("x;'=2", "x;''=2"),
        # what plans hold all the time stays as it is
        ("Rà soát; - Báo cáo, - tổng hợp", "Rà soát; - Báo cáo, - tổng hợp"),
        ("a - b; 2+5=7", "a - b; 2+5=7"),
        ("kinh phí (=50%), ≥ 20", "kinh phí (=50%), ≥ 20"),
    ],
)
def test_a_formula_is_guarded_wherever_a_cell_may_begin(text: str, guarded: str) -> None:
    assert guard(text) == guarded
    assert unguard(guarded) == text


def test_workbook_holds_text_as_text_and_dates_as_dates() -> None:
    plan = with_task(task=NASTY, deliverable="01/2023", marker="1.1", lead="+84", coordinating="@x")
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(plan, "en")))
    assert book.sheetnames == ["Tracking", "tasks", "references", "targets", "problems", "header", "columns"]
    sheet = book["tasks"]
    heads = [cell.value for cell in sheet[1]]
    first = dict(zip(heads, sheet[2], strict=True))
    assert set(heads) == set(TASK_COLUMNS)
    for name, value in {"task": NASTY, "deliverable": "01/2023", "marker": "1.1", "lead": "+84"}.items():
        assert first[name].value == value
        assert first[name].data_type == "s"
    assert first["due_latest"].value == datetime(2024, 1, 14)
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref is not None
    assert sheet.max_row == len(plan.tasks) + 1
    assert all(cell.data_type != "f" for one in book for row in one.iter_rows() for cell in row)


@pytest.mark.parametrize(
    "text",
    [
        "https://example.vn/x",
        "mailto:a@b.vn",
        "internal:tasks!A1",
        "external:c:\\\\x.xlsx",
        "ftp://x",
        "{=2+5}",
        "＝2+5",
        "-2+5",
        "@SUM(1)",
        "\t=2+5",
        "\x00=2+5",
        "x\n=2+5",
        "2e400",
        "007",
        "TRUE",
        "#REF!",
    ],
)
def test_workbook_makes_nothing_of_text(text: str) -> None:
    plan = with_task(task=text, lead=text, group=(text,), extra={text: text})
    plan = msgspec.structs.replace(plan, header=msgspec.structs.replace(plan.header, code=text, title=text))
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(plan, "en")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert all(cell.hyperlink is None and cell.data_type not in "fbe" for cell in cells)
    first = dict(zip((cell.value for cell in book["tasks"][1]), book["tasks"][2], strict=True))
    for name in ("task", "lead", "plan_code"):
        assert first[name].data_type == "s"
        assert first[name].number_format == "@"  # stays text when it is edited
        assert unescape(first[name].value) == text


def test_workbook_says_where_a_cell_was_cut() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(with_task(task="ạ" * 40_000), "en")))
    value = book["tasks"]["D2"].value
    assert len(value) == 32_767
    assert value.endswith("the rest is in the JSON record]")


class Page(HTMLParser):
    """The elements of a page, their identities and links, and its text; every element is closed where it must be."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "src"):
                self.links.append(value or "")
            assert not name.startswith("on")
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("name", ["commune-2024", "commune-2025", "district-2024"])
def test_page_is_whole_and_inert(name: str) -> None:
    data = html_bytes(sample(name)).decode()
    page = Page()
    page.feed(data)
    assert page.open == []
    assert '<html lang="vi">' in data
    assert not page.seen & {"script", "img", "link", "iframe", "object", "form", "base"}
    assert len(set(page.ids)) == len(page.ids)
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert not regex.search(r"url\(|@import", data)
    for task in sample(name).tasks:
        assert task.task in page.text


def test_page_escapes_everything() -> None:
    plan = with_task(task=NASTY, lead=NASTY, marker=NASTY, extra={NASTY: NASTY}, id='x"><script>')
    plan = msgspec.structs.replace(
        plan,
        source=msgspec.structs.replace(plan.source, name=NASTY),
        header=msgspec.structs.replace(plan.header, title=NASTY),
    )
    page = Page()
    page.feed(html_bytes(plan).decode())
    assert "script" not in page.seen
    assert page.text.count(NASTY) >= 6


def test_page_lists_the_earliest_first() -> None:
    days = regex.findall(
        r'<td class="day" data-head="Hạn">(\d\d)/(\d\d)/(\d{4})', html_bytes(sample()).decode().split('id="units"')[0]
    )
    assert days == sorted(days, key=lambda one: one[::-1])
    assert len(days) > 5


def test_bullets_of_a_cell_stand_on_lines_of_their_own() -> None:
    task = "Thực hiện: - Rà soát văn bản. - Báo cáo - tổng hợp"
    page = html_bytes(with_task(task=task, items=("Rà soát văn bản.", "Báo cáo - tổng hợp"))).decode()
    assert page.count("Thực hiện:\n- Rà soát văn bản.\n- Báo cáo - tổng hợp") == 2
    page = html_bytes(with_task(task="- Rà soát - Báo cáo", items=("Rà soát", "Báo cáo"))).decode()
    assert page.count(">- Rà soát\n- Báo cáo<") == 2


@pytest.mark.parametrize("table", TABLES)
def test_parquet_holds_the_table(table: TableName) -> None:
    read = pq.read_table(io.BytesIO(FORMATS[".parquet"](sample(), Choices(table=table))))
    rows = csv_bytes(sample(), table).decode("utf-8-sig")
    assert read.num_rows == len(list(csv.reader(io.StringIO(rows, newline="")))) - 1
    assert read.column("plan_id").to_pylist()[0] == sample().source.sha256[:16]


def test_parquet_has_dates_and_lists() -> None:
    read = pq.read_table(io.BytesIO(FORMATS[".parquet"](sample(), Choices())))
    assert read.column("due_latest").to_pylist()[0] == date(2024, 1, 14)
    assert read.column("lead_names").to_pylist()[0] == ["Văn phòng - Thống kê"]
