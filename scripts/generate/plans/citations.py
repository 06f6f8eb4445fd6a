"""Legal bases and other mentions of documents, with what each of them states."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from scripts.generate.plans.bodies import Body
from scripts.generate.plans.model import Gold, Line, When, chance, pick, read_table

_LOCAL = (
    (50, ("Kế hoạch", "KH")),
    (15, ("Quyết định", "QĐ")),
    (10, ("Chỉ thị", "CT")),
    (8, ("Nghị quyết", "NQ")),
)
_RECENT = 400
"""Days before the plan in which the documents above it were issued."""


class Mention(NamedTuple):
    """The words of a mention and its gold."""

    text: str
    gold: Gold


def _write_date(rng: Random, day: date) -> str:
    number, month = f"{day.day:02}", f"{day.month:02}" if day.month < 3 else str(day.month)
    form = pick(rng, [(70, " ngày {0}/{1}/{2}"), (25, " ngày {0} tháng {1} năm {2}")])
    return form.format(number, month, day.year)


def _read_date(text: str) -> date:
    day, month, year = map(int, text.split("/"))
    return date(year, month, day)


def _cite_fixed(rng: Random, row: dict[str, str]) -> Mention:
    """A law by its name, or a document of the centre by its number."""
    issued = _read_date(row["date"])
    if row["form"] == "law":
        words = row["text"] + _write_date(rng, issued)
        named = row["text"]
        alternatives = [named.removeprefix("Luật "), words]
        gold = {"named": named, "named_alt": alternatives, "kind": "Luật", "issued_on": str(issued)}
        return Mention(words, {"text": words, **gold})
    kind, _, code = row["text"].partition(" số ")
    dated, stated = chance(rng, 0.93), chance(rng, 0.95)
    words = row["text"] + (_write_date(rng, issued) if dated else "")
    words += f" của {row['issuer']}" if stated else ""
    gold = {"code": code, "kind": kind}
    gold |= {"issued_on": str(issued)} if dated else {}
    gold |= {"issuer": row["issuer"]} if stated else {}
    return Mention(words, {"text": words, **gold})


def _cite_local(rng: Random, body: Body, when: When) -> Mention:
    """A document of a body above."""
    before = when.issued_on or date(when.year, 2, 15)
    issued = before - timedelta(days=rng.randint(5, _RECENT))
    issuer, symbol, dash = rng.choice(body.above)
    number = rng.randint(3, 2400)
    kind, short = pick(rng, _LOCAL)
    code = f"{number}-{short}/{symbol}" if dash else f"{number:02}/{short}-{symbol}"
    words = f"{kind} số {code}{_write_date(rng, issued)} của {issuer}"
    gold = {"code": code, "kind": kind, "issued_on": str(issued), "issuer": issuer}
    return Mention(words, {"text": words, **gold})


def draw_mention(rng: Random, body: Body, when: When) -> Mention:
    """One document that a plan rests on; none younger than the plan."""
    if chance(rng, 0.4):
        return _cite_local(rng, body, when)
    limit = when.issued_on or date(when.year, 1, 1)
    old = [dict(row) for row in read_table("citations") if _read_date(row["date"]) < limit]
    return _cite_fixed(rng, rng.choice(old))


def draw_bases(rng: Random, body: Body, when: When, topic: str) -> list[Line]:
    """The paragraphs before the first section, the last of which announces the plan."""
    mentions = _different(rng, body, when, pick(rng, [(2, 1), (4, 2), (4, 3), (2, 4)]))
    closing = f"{body.short} xây dựng Kế hoạch thực hiện {topic} như sau:"
    if len(mentions) < 3 and chance(rng, 0.6):
        joined = "; ".join(one.text for one in mentions)
        text = f"Thực hiện {joined}, {closing}"
        return [Line(text, citations=[one.gold for one in mentions])]
    lines = [
        Line(f"Căn cứ {text}{_about(rng, topic, named='named' in gold)};", citations=[gold])
        for text, gold in mentions
    ]
    face = "i" if chance(rng, 0.3) else ""
    for line in lines:
        line.face = face
    return [*lines, Line(closing[:1].upper() + closing[1:])]


def _about(rng: Random, topic: str, *, named: bool) -> str:
    """The subject of a cited document."""
    return f" về {topic}" if not named and chance(rng, 0.7) else ""


def _different(rng: Random, body: Body, when: When, count: int) -> list[Mention]:
    found: dict[str, Mention] = {}
    while len(found) < count:
        mention = draw_mention(rng, body, when)
        found.setdefault(mention.gold.get("code") or mention.gold["named"], mention)
    return list(found.values())
