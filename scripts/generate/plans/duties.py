"""Who does what, in sentences of several manners."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from random import Random

from scripts.generate.plans.citations import draw_mention
from scripts.generate.plans.dates import Time
from scripts.generate.plans.model import Draft, Gold, Line, chance, lower_first, pick
from scripts.generate.plans.times import draw_sentence_time, draw_time
from scripts.generate.plans.work import Context, draw_work


def draw_labelled(rng: Random, context: Context, draft: Draft, marker: str) -> list[Line]:
    """Work under numbers, each with lines that say who and when."""
    lines = [Line(f"{marker}. NỘI DUNG THỰC HIỆN", "b")]
    words = rng.choice((("Đơn vị chủ trì", "Đơn vị phối hợp"),
                        ("Cơ quan chủ trì", "Cơ quan phối hợp"),
                        ("Chủ trì", "Phối hợp")))  # fmt: skip
    for number in range(1, rng.randint(3, 6)):
        work, result = draw_work(rng, context)
        lead, help_ = rng.choice(context.body.leads), rng.choice(context.body.partners)
        time = draw_time(rng, context.when)
        time = Time(" ".join(time.raw.split()), time.reading)
        lines.append(Line(f"{number}. {work}"))
        lines += [Line(f"- {words[0]}: {lead}."), Line(f"- {words[1]}: {help_}."),
                  Line(f"- Thời gian thực hiện: {time.raw}.")]  # fmt: skip
        lines += [Line(f"- Sản phẩm: {result}.")] if chance(rng, 0.4) else []
        draft.duties.append(_state(work, lead, help_, time))
    return lines


def draw_duties(rng: Random, context: Context, draft: Draft, marker: str) -> list[Line]:
    """Who does what, in one manner."""
    lines = [Line(f"{marker}. TỔ CHỨC THỰC HIỆN", "b")]
    manner = pick(rng, _list_manners())
    offices = rng.sample(context.body.leads, min(len(context.body.leads), rng.randint(3, 5)))
    if chance(rng, 0.3):
        offices.append(rng.choice(context.body.partners))
    for number, office in enumerate(offices, 1):
        lines += manner(rng, context, draft, office, number)
    return lines


_Manner = Callable[[Random, Context, Draft, str, int], list[Line]]


def _list_manners() -> list[tuple[float, _Manner]]:
    """How often duties stand in which manner."""
    return [
        (48, _under_headings), (18, _assigned), (9, _as_sentences),
        (8, partial(_as_sentences, head="- ")), (12, _behind_colons), (5, _time_first),
    ]  # fmt: skip


def _cited(rng: Random, context: Context, work: str) -> tuple[str, list[Gold]]:
    if chance(rng, 0.06):
        mention = draw_mention(rng, context.body, context.when)
        return f"{work} theo {mention.text}", [mention.gold]
    return work, []


@dataclass(frozen=True)
class _Act:
    """What an office is to do: ``text`` is all that stands behind its name."""

    text: str
    work: str
    partner: str | None
    time: Time | None
    citations: list[Gold]


def _draw_act(rng: Random, context: Context, lead: str, *, timed: bool = True) -> _Act:
    work, _ = draw_work(rng, context)
    work, citations = _cited(rng, context, work)
    verb = lower_first(work)
    partner = _draw_partners(rng, context, lead) if chance(rng, 0.55) else None
    time = draw_sentence_time(rng, context.when) if timed and chance(rng, 0.55) else None
    text = pick(rng, [(60, verb), (40, f"chủ trì {verb}")])
    if partner:
        text = pick(rng, [(75, "chủ trì, phối hợp với {0} {1}"), (15, "phối hợp với {0} {1}"),
                          (10, "chủ trì, phối hợp cùng {0} {1}")])  # fmt: skip
        text = text.format(partner, verb)
    text += f"{rng.choice((', ', '; ', ', '))}{time.raw}" if time else ""
    return _Act(text, verb, partner, time, citations)


def _draw_partners(rng: Random, context: Context, lead: str) -> str:
    """One body, or two, as they stand within a sentence."""
    names = [one for one in context.body.partners if one != lead]
    if chance(rng, 0.75):
        return lower_name(rng.choice(names))
    offices = [one for one in context.body.leads if one != lead]
    first, other = rng.sample(offices, 2)
    second = rng.choice(("các cơ quan, đơn vị liên quan", lower_name(other)))
    return f"{first}, {second}" if chance(rng, 0.4) else f"{first} và {second}"


def lower_name(name: str) -> str:
    """A collective ("Các sở, ban, ngành") is small within a sentence."""
    return name[:1].lower() + name[1:] if name.startswith(("Các ", "Trưởng ", "Toàn ")) else name


def _under_headings(
    rng: Random, context: Context, draft: Draft, office: str, number: int
) -> list[Line]:
    face = "b" if chance(rng, 0.6) else ""
    lines = [Line(f"{number}. {office}{pick(rng, [(60, ''), (40, ':')])}", face)]
    for _ in range(rng.randint(1, 3)):
        act = _draw_act(rng, context, office)
        lines.append(Line(f"- {act.text[:1].upper()}{act.text[1:]}.", citations=act.citations))
        _add(draft, office, act)
    return lines


def _assigned(rng: Random, context: Context, draft: Draft, office: str, number: int) -> list[Line]:
    act = _draw_act(rng, context, office)
    word = pick(rng, [(70, "Giao"), (15, "Đề nghị"), (8, "Yêu cầu"), (7, "Phân công")])
    _add(draft, office, act)
    text = f"{number}. {word} {lower_name(office)} {act.text}."
    return [Line(text, citations=act.citations)]


def _as_sentences(
    rng: Random, context: Context, draft: Draft, office: str, number: int, head: str = "{0}. "
) -> list[Line]:
    act = _draw_act(rng, context, office)
    _add(draft, office, act)
    plain = act.partner or act.text.startswith("chủ trì")
    verb = act.text if plain else f"có trách nhiệm {act.text}"
    return [Line(f"{head.format(number)}{office} {verb}.", citations=act.citations)]


def _time_first(
    rng: Random, context: Context, draft: Draft, office: str, number: int
) -> list[Line]:
    """The limit opens the sentence."""
    act = _draw_act(rng, context, office, timed=False)
    time = _draw_limit(rng, context)
    _add(draft, office, replace(act, time=time))
    text = f"- {time.raw}, {lower_name(office)} {act.text}."
    return [Line(text, citations=act.citations)]


def _draw_limit(rng: Random, context: Context) -> Time:
    while True:
        time = draw_sentence_time(rng, context.when)
        raw = time.raw.removeprefix("hoàn thành ")
        if raw.startswith(("trước", "chậm nhất", "trong")):
            return Time(raw[:1].upper() + raw[1:], time.reading)


def _behind_colons(
    rng: Random, context: Context, draft: Draft, office: str, number: int
) -> list[Line]:
    act = _draw_act(rng, context, office)
    _add(draft, office, act)
    text = f"{number}. {office}: {act.text[:1].upper()}{act.text[1:]}."
    return [Line(text, citations=act.citations)]


def draw_bracketed(rng: Random, context: Context, draft: Draft, marker: str) -> list[Line]:
    """Work with its office and time in brackets behind it."""
    lines = [Line(f"{marker}. NHIỆM VỤ CỤ THỂ", "b")]
    for _ in range(rng.randint(3, 6)):
        work, _ = draw_work(rng, context)
        office, time = rng.choice(context.body.leads), draw_time(rng, context.when)
        raw = " ".join(time.raw.split())
        lines.append(Line(f"- {work} ({office} chủ trì; thời gian thực hiện: {lower_first(raw)})."))
        draft.duties.append(_state(work, office, None, Time(raw, time.reading)))
    return lines


def _add(draft: Draft, office: str, act: _Act) -> None:
    draft.duties.append(_state(act.work, office, act.partner, act.time))


def _state(words: str, lead: str, coordinating: str | None, time: Time | None) -> Gold:
    gold: Gold = {"words": words, "lead": lead, "coordinating": coordinating}
    gold["reading"] = dict(time.reading) if time else {"due_latest": None}
    gold["raw"] = time.raw if time else None
    return gold
