"""A calendar holds every date of a record's deadlines on its day, and what recurs by its rule.

The days are those that another program finds in the file (`recurring-ical-events`), written out by hand here.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
import recurring_ical_events
from icalendar import Calendar

from extract.emit.agenda.entries import by_day, list_entries
from extract.emit.formats import Choices, remark_of
from extract.emit.ics import IcsKind, ics_bytes
from normalize import read_deadline
from schemas.plan import Deadline, Plan
from tests.emit.records import samples
from tests.shared import SHARED, needs_shared

PLAN = samples()[0]
ISSUED = date(2024, 2, 12)
QUARTERS = "31/3 30/6 30/9 31/12"
MONTHS = "29/2 31/3 30/4 31/5 30/6 31/7 31/8 30/9 31/10 30/11 31/12"

SAID = [
    ("Quý II và IV", "30/6 31/12"),
    ("Tháng 3, 6, 9", "31/3 30/6 30/9"),
    ("Trước 30/6 và 30/11", "29/6 29/11"),
    ("30/6; 20/11/2024", "30/6 20/11"),
    ("6 tháng đầu năm", "30/6"),
    ("6 tháng cuối năm", "31/12"),
    ("nửa đầu năm", "30/6"),
    ("Sơ kết tháng 6, tổng kết tháng 12", "30/6 31/12"),
    ("Từ tháng 3 đến tháng 5", "31/5"),
    ("Từ tháng 1 đến tháng 6 và từ tháng 9 đến tháng 12", "30/6 31/12"),
    ("Tháng 3 hoặc tháng 4", "30/4"),
    ("Trong 10 ngày kể từ ngày ký", "22/2"),
    ("Năm 2024", "31/12"),
    # a rhythm: from the plan's date to the end of its period
    ("Hằng quý", QUARTERS),
    ("Định kỳ 6 tháng, năm", "30/6 31/12"),
    ("Hằng tháng", MONTHS),
    ("Trước ngày 15/6 và 15/12 hàng năm", "15/6 15/12"),
    ("Ngày 05 và 20 hằng tháng", " ".join(["20/2", *(f"{day}/{month}" for month in range(3, 13) for day in (5, 20))])),
    # a date beside a rhythm, and a time within which one runs
    ("Tháng 5; định kỳ hằng quý", f"31/5 {QUARTERS}"),
    ("Quý I; định kỳ hằng quý", QUARTERS),
    ("Quý III/2024, hằng tháng", "31/7 31/8 30/9"),
    # what goes on is never due; what stands beside it is
    ("Thường xuyên", ""),
    ("Cả năm", ""),
    ("Thường xuyên trong năm", ""),
    ("Quý I; thường xuyên", "31/3"),
    ("thường xuyên; báo cáo trước ngày 15/12", "14/12"),
    ("Thường xuyên, hàng năm", "31/12"),
    ("Khi có yêu cầu", ""),
    ("Quý I và khi có yêu cầu", "31/3"),
    ("Từ ngày 10/6/2024", ""),
    ("02 lần/năm", ""),
    ("", ""),
]


def with_deadline(deadline: Deadline | None, **header: object) -> Plan:
    """A plan of one task, of 12 February 2024 for that year."""
    about = {"issued_on": ISSUED.isoformat(), "period": "2024", **header}
    task = msgspec.structs.replace(PLAN.tasks[0], deadline=deadline)
    return msgspec.structs.replace(PLAN, tasks=(task,), header=msgspec.structs.replace(PLAN.header, **about))


def said(phrase: str) -> Plan:
    return with_deadline(read_deadline(phrase, year=2024, issued_on=ISSUED) if phrase else None)


def events_of(plan: Plan, kind: IcsKind = "event", **choices: bool) -> list[Any]:
    calendar: Any = Calendar.from_ical(ics_bytes(plan, kind, **choices))
    return list(calendar.subcomponents)


def days_of(data: bytes, kind: str = "VEVENT") -> list[date]:
    """Every day on which something stands in a calendar, as the other program finds them."""
    query = recurring_ical_events.of(Calendar.from_ical(data), components=[kind])
    found = query.between((2000, 1, 1), (2040, 1, 1))
    return sorted(one["DTSTART"].dt if kind == "VEVENT" else one["DUE"].dt for one in found)


def written(days: str, year: int = 2024) -> list[date]:
    parts = (one.split("/") for one in days.split())
    return sorted(date(year, int(month), int(day)) for day, month in parts)


@pytest.mark.parametrize(("phrase", "days"), SAID)
def test_every_date_is_an_event(phrase: str, days: str) -> None:
    plan = said(phrase)
    assert days_of(ics_bytes(plan)) == written(days)
    assert days_of(ics_bytes(plan, "todo"), "VTODO") == written(days)


@pytest.mark.parametrize("phrase", [phrase for phrase, _ in SAID])
def test_a_rhythm_is_one_event(phrase: str) -> None:
    rules = [one for one in events_of(said(phrase)) if "RRULE" in one]
    deadline = said(phrase).tasks[0].deadline
    assert len(rules) == bool(deadline and deadline.rrule)


def test_events_take_a_whole_day_and_come_with_reminders() -> None:
    (event,) = events_of(said("Trước ngày 30/6"))
    assert event["DTSTART"].dt == date(2024, 6, 29)
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert event["DTEND"].dt == date(2024, 6, 30)
    assert event["TRANSP"] == "TRANSPARENT"
    assert [alarm["TRIGGER"].dt for alarm in event.subcomponents] == [timedelta(days=-7), timedelta(days=-1)]
    assert event["DTSTAMP"].dt.date() == ISSUED
    assert event["SUMMARY"] == PLAN.tasks[0].task


def test_to_dos_are_due_on_the_day_and_reminded_of_before() -> None:
    (todo,) = events_of(said("Hằng quý"), "todo")
    assert todo["DTSTART"].dt == todo["DUE"].dt == date(2024, 3, 31)
    assert todo["STATUS"] == "NEEDS-ACTION"
    assert {alarm["TRIGGER"].params["RELATED"] for alarm in todo.subcomponents} == {"END"}


def test_what_goes_on_is_asked_for() -> None:
    plan = said("Thường xuyên")
    (event,) = events_of(plan, ongoing=True)
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (ISSUED, date(2025, 1, 1))
    assert event.subcomponents == []
    (todo,) = events_of(plan, "todo", ongoing=True)
    assert "DUE" not in todo
    assert "--ics-ongoing" in (remark_of(Path("plan.ics"), plan) or "")
    assert remark_of(Path("plan.ics"), plan, Choices(ongoing=True)) is None


@pytest.mark.parametrize(
    "deadline",
    [
        None,
        Deadline(raw="", kind="empty"),
        Deadline(raw="khi có hướng dẫn", kind="conditional", due_latest="2024-12-31"),
    ],
)
def test_what_has_no_day_is_left_out_and_said(deadline: Deadline | None) -> None:
    plan = with_deadline(deadline)
    assert events_of(plan) == []
    assert "1 task is not in the calendar: no day" in (remark_of(Path("plan.ics"), plan) or "")
    assert remark_of(Path("plan.json"), plan) is None


@pytest.mark.parametrize(
    "rule",
    [
        "every day",
        "FREQ=DAILY;UNTIL=20240101",
        "FREQ=SECONDLY",
        "FREQ=YEARLY;INTERVAL=0",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTH=13",
        "FREQ=YEARLY;BYMONTH=1,13",
        "FREQ=MONTHLY;BYMONTHDAY=1,99",
        "FREQ=MONTHLY;BYDAY=60MO",
        "FREQ=DAILY\nSUMMARY:x",
    ],
)
def test_a_rule_that_no_plan_has_ends_no_calendar(rule: str) -> None:
    """Records may come from anywhere: what no reader of a rule can follow is left out, the last day stays."""
    deadline = Deadline(raw="hằng ngày", kind="recurring", rrule=rule, due_latest="2024-12-31")
    (event,) = events_of(with_deadline(deadline))
    assert event["DTSTART"].dt == date(2024, 12, 31)
    assert "RRULE" not in event


def test_a_rule_that_was_left_out_is_said() -> None:
    plan = with_deadline(Deadline(raw="x", kind="recurring", rrule="FREQ=SECONDLY", due_latest="2024-12-31"))
    assert "1 task is due by a rhythm that is no rule" in (remark_of(Path("plan.ics"), plan) or "")


@pytest.mark.parametrize("component", ["", "2024-99", "2024-02-31", "tháng sáu", "/", "0000", "2024-06/2024-13"])
def test_a_time_that_is_none_ends_no_calendar(component: str) -> None:
    deadline = Deadline(raw="x", kind="set_all", operator="all", components=(component,), due_latest="tomorrow")
    plan = with_deadline(deadline, issued_on="yesterday", period="0000")
    assert events_of(plan) == []


@pytest.mark.parametrize("year", ["0001", "1899", "3000", "9999"])
def test_a_year_of_no_plan_ends_no_calendar(year: str) -> None:
    day = f"{year}-12-31"
    for deadline in (
        Deadline(raw="x", kind="point", due_latest=day),
        Deadline(raw="x", kind="continuous", due_latest=day),
        Deadline(raw="x", kind="recurring", rrule="FREQ=DAILY", due_latest=day),
        Deadline(raw="x", kind="set_all", operator="all", components=(year, day, f"{year}-34"), due_latest=day),
    ):
        for kind in get_args(IcsKind):
            plan = with_deadline(deadline, issued_on=day, period=year)
            assert events_of(plan, kind, ongoing=True) == []


def test_the_samples_hold_every_date() -> None:
    """Each sample through the other program: the days it finds are those of the list, rhythms apart."""
    for plan in samples():
        dated = [entry.when.day for entry in by_day(list_entries(plan)) if entry.when.kind == "day"]
        single = [one["DTSTART"].dt for one in events_of(plan) if "RRULE" not in one]
        assert single == dated
        uids = [str(one["UID"]) for one in events_of(plan)]
        assert len(uids) == len(set(uids))


def test_the_same_plan_from_another_file_has_the_same_uids() -> None:
    """Another file, another order of rows, a number that a scan did not show, marks and capitals lost."""
    first, second, *rest = PLAN.tasks
    header = msgspec.structs.replace(PLAN.header, code="/KH-UBND", number=None)
    shouted = msgspec.structs.replace(first, id="section/1", task=f" {first.task.upper()}.")
    source = msgspec.structs.replace(PLAN.source, sha256="0" * 64, name="scan.pdf")
    other = msgspec.structs.replace(PLAN, source=source, header=header, tasks=(second, shouted, *rest))
    assert {one.uid for one in list_entries(other)} == {one.uid for one in list_entries(PLAN)}


@pytest.mark.parametrize("field", ["issuer", "symbol", "title"])
def test_another_plan_has_other_uids(field: str) -> None:
    other = msgspec.structs.replace(PLAN, header=msgspec.structs.replace(PLAN.header, **{field: "khác"}))
    assert not {one.uid for one in list_entries(other)} & {one.uid for one in list_entries(PLAN)}


def test_tasks_of_the_same_words_have_uids_of_their_own() -> None:
    twice = msgspec.structs.replace(PLAN, tasks=(PLAN.tasks[0], PLAN.tasks[0]))
    assert len({one.uid for one in list_entries(twice)}) == 2


def test_plans_without_a_head_are_told_by_their_files() -> None:
    header = msgspec.structs.replace(PLAN.header, issued_on=None, title=None)
    plan = msgspec.structs.replace(PLAN, header=header)
    source = msgspec.structs.replace(PLAN.source, sha256="0" * 64)
    other = msgspec.structs.replace(plan, source=source)
    assert not {one.uid for one in list_entries(other)} & {one.uid for one in list_entries(plan)}


@needs_shared
def test_a_case_of_several_dates() -> None:
    from extract import extract_plan

    plan = extract_plan(SHARED / "cases" / "output-ics-nhieu-ngay.docx")
    days = {
        str(one["SUMMARY"]): one["DTSTART"].dt
        for one in events_of(plan)
        if one["DTSTART"].dt.isoformat()[5:] != "06-30"
    }
    assert days["Sơ kết, tổng kết"] == date(2024, 12, 31)
    assert len([one for one in events_of(plan) if one["SUMMARY"] == "Sơ kết, tổng kết"]) == 2


SEED = ("plan_portrait.docx", "plan_merged.docx", "plan_landscape.docx", "plan_merged.pdf", "plan_landscape.pdf")


def seed_uids(name: str) -> set[str]:
    from extract import extract_plan

    return {str(one["UID"]) for one in events_of(extract_plan(SHARED / "seed" / name))}


@needs_shared
@pytest.mark.slow
@pytest.mark.parametrize("name", [*SEED, "plan_scan_200dpi.pdf"])
def test_the_seed_plan_has_the_same_uids_in_every_rendering(name: str) -> None:
    assert seed_uids(name) == seed_uids("plan_portrait.pdf")
