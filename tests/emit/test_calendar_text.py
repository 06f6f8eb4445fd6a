"""Whatever a document says, a calendar is lines as RFC 5545 wants them, and holds what it is meant to hold."""

from __future__ import annotations

from typing import Any

import hypothesis.strategies as st
import msgspec
import pytest
import regex
from hypothesis import given
from icalendar import Calendar

from extract.emit.ics import IcsKind, ics_bytes
from schemas.plan import Agency, Deadline, Plan
from tests.emit.records import samples

PLAN = samples()[0]
NAMES: dict[IcsKind, set[str]] = {
    "event": {"SUMMARY", "UID", "DTSTAMP", "DTSTART", "DTEND", "DESCRIPTION", "TRANSP", "CATEGORIES"},
    "todo": {"SUMMARY", "UID", "DTSTAMP", "DUE", "DESCRIPTION", "STATUS", "CATEGORIES"},
}
INJECTED = "x\r\nATTENDEE:mailto:a@b\rEND:VEVENT\nBEGIN:VALARM\x85ATTACH:http://evil\u2028URL:x\x0bX:y"


def with_words(words: str) -> Plan:
    """A plan of one task, with these words wherever a document can put words."""
    agency = Agency(text=words, id=None, name=words, level=None, matched=False)
    task = msgspec.structs.replace(
        PLAN.tasks[0],
        **dict.fromkeys(("id", "marker", "task", "deliverable", "lead", "coordinating"), words),
        group=(words,),
        lead_agencies=(agency, agency),
        deadline=Deadline(raw=words, kind="point", due_latest="2024-06-30"),
    )
    header = msgspec.structs.replace(PLAN.header, code=words, issuer=words)
    return msgspec.structs.replace(PLAN, header=header, tasks=(task,))


def expected(words: str) -> str:
    """What a calendar program is to read."""
    broken = regex.sub(r"\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", "\n", words)
    return regex.sub(r"(?![\t\n])[\x00-\x1f\x7f-\x9f]", "\ufffd", broken)


def check(words: str, kind: IcsKind = "event") -> None:
    data = ics_bytes(with_words(words), kind)
    assert data.endswith(b"\r\n")
    lines = data.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    for line in lines:
        line.decode()  # no letter is cut where a line is folded
    assert not regex.search(r"(?![\t\n])\p{Cc}", data.decode().replace("\r\n", ""))
    assert b"\n" not in data.replace(b"\r\n", b"")
    (calendar,) = Calendar.from_ical(data, multiple=True)
    assert [one.name for one in calendar.walk()] == ["VCALENDAR", f"V{kind.upper()}", "VALARM", "VALARM"]
    entry: Any = calendar.subcomponents[0]
    assert set(entry) == NAMES[kind]
    assert str(entry["SUMMARY"]) == expected(words)
    assert regex.fullmatch(r"[0-9a-f]{32}-1@kehoach", str(entry["UID"]))
    assert f"Chủ trì: {expected(words)}\n" in str(entry["DESCRIPTION"]) or not words
    assert {str(alarm["DESCRIPTION"]) for alarm in entry.subcomponents} == {expected(words)}
    # this library does not know that NAME is text
    name = regex.sub(r"\\(.)", lambda one: "\n" if one[1] == "n" else one[1], str(calendar["NAME"]))
    assert name.endswith(f"{expected(words)} {expected(words)}") or not words


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_words(words: str) -> None:
    check(words)


HOSTILE = (INJECTED, "\r", "\n\r", "\\n;,:\"'\\", "\x00\x07\x1b]52;c;aGk=\x07\x7f\x9b")
LONG = ("ệ" * 200, "a" * 74 + "ệ", "𝑎" * 40)


@pytest.mark.parametrize("words", [*HOSTILE, *LONG])
def test_hostile_words(words: str) -> None:
    check(words)
    check(words, "todo")
