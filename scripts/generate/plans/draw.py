"""One plan from a seed: issuer, sector and time, then every part of the page with its gold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

from scripts.generate.plans.bodies import Body
from scripts.generate.plans.citations import draw_bases, draw_mention
from scripts.generate.plans.duties import draw_bracketed, draw_duties, draw_labelled
from scripts.generate.plans.issuers import REFORM, draw_body
from scripts.generate.plans.model import (
    Draft,
    Gold,
    Letterhead,
    Line,
    When,
    chance,
    lower_first,
    pick,
    read_table,
)
from scripts.generate.plans.others import add_other_table, add_target_table
from scripts.generate.plans.prose import (
    draw_closing,
    draw_contents,
    draw_money,
    draw_purposes,
    draw_targets,
)
from scripts.generate.plans.tasks import add_task_table
from scripts.generate.plans.work import Context

_MIXED = 17
"""The first persons, whose names may be put together; the others are of peoples of their own."""

_BLANK = "    "
"""A number or a day that is still to be written."""

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")


def draw_plan(seed: int) -> Draft:
    """The plan of a seed: the same seed gives the same plan."""
    rng = Random(f"plan {seed}")
    issued = _draw_issued(rng)
    body = draw_body(rng, after_reform=issued >= date(REFORM, 7, 1))
    sector = rng.choice(read_table("sectors"))
    title, when, period, cited = _draw_title(rng, issued, sector, body)
    draft = Draft(seed, _draw_letterhead(rng, body, issued, sector["room"]))
    if _BLANK in draft.letterhead.place_date:
        when = replace(when, issued_on=None)
    context = Context(sector["sector"], sector["topic"], body, when)
    _state_header(draft, body, when, title, period)
    shown = title.upper() if chance(rng, 0.12) and not cited else title
    draft.header["title"] = shown
    draft.title_citations = cited
    draft.blocks += _write_title(rng, shown, cited)
    draft.blocks += draw_bases(rng, body, when, sector["topic"])
    _add_sections(rng, context, draft)
    _add_signature(rng, body, draft, sector["room"])
    _add_appendices(rng, context, draft)
    return draft


def _write_title(rng: Random, title: str, cited: list[Gold]) -> list[Line]:
    """The kind and the title: long ones mostly go over two paragraphs, some are one with breaks."""
    parts = title.split()
    lines = [title]
    if len(parts) > 9 and not cited and chance(rng, 0.4):
        middle = len(parts) // 2 + rng.randint(0, 2)
        lines = [" ".join(parts[:middle]), " ".join(parts[middle:])]
    if chance(rng, 0.07):
        return [Line("\n".join(["KẾ HOẠCH", *lines]), "b", centered=True, citations=cited)]
    found = [Line(text, "b", centered=True) for text in ["KẾ HOẠCH", *lines]]
    found[1].citations = cited
    return found


def _draw_issued(rng: Random) -> date:
    """Most plans are issued around the turn of the year."""
    year = pick(
        rng,
        [(1, 2019), (1, 2020), (2, 2021), (3, 2022), (4, 2023), (5, 2024), (12, 2025), (4, 2026)],
    )
    month = pick(rng, [(24, 1), (16, 2), (12, 3), (8, 4), (6, 5), (5, 6), (9, 7), (8, 8), (6, 9),
                       (5, 10), (4, 11), (10, 12)])  # fmt: skip
    return date(year, month, rng.randint(1, 28))


def _draw_title(
    rng: Random, issued: date, sector: dict[str, str], body: Body
) -> tuple[str, When, str, list[Gold]]:
    """The title, the time the plan covers (also as EDTF), and what the title cites."""
    year = issued.year + (issued.month == 12)
    first = issued.month if issued.year == year else 1
    subject = pick(rng, [(40, sector["title"]), (30, f"Triển khai {sector['topic']}"),
                         (15, f"Thực hiện {sector['topic']}"),
                         (15, f"Triển khai thực hiện {sector['topic']}")])  # fmt: skip
    if body.area and chance(rng, 0.3):
        subject += f" trên địa bàn {body.area}"
    plain = When(year, year, issued, first)
    form = pick(
        rng, [(62, "year"), (10, "span"), (4, "half"), (4, "quarter"), (10, "none"), (10, "cited")]
    )
    if form == "span":
        last = year + rng.choice((2, 4, 5))
        dash = rng.choice(("-", " - ", "-"))
        title = f"{subject} giai đoạn {year}{dash}{last}"
        return title, When(year, last, issued, first), f"{year}/{last}", []
    if form == "half" and 6 <= first <= 8:
        return f"{subject} 6 tháng cuối năm {year}", plain, f"{year}-41", []
    if form == "quarter" and first <= 9:
        number = (first + 2) // 3 + 1
        return f"{subject} quý {_ROMAN[number - 1]} năm {year}", plain, f"{year}-{32 + number}", []
    own = When(issued.year, issued.year, issued, issued.month)
    if form == "cited":
        mention = draw_mention(rng, body, own)
        return f"Triển khai thực hiện {mention.text}", own, "", [mention.gold]
    if form == "none":
        return subject, own, str(own.year), []
    return f"{subject} năm {year}", plain, str(year), []


def _draw_letterhead(rng: Random, body: Body, issued: date, room: str) -> Letterhead:
    """The head of the page."""
    top = len(body.left) == 1 or body.parent is None
    left = [(line, "b" if index or top else "") for index, line in enumerate(body.left)]
    right = list(body.right)
    if body.stars:
        left.append((body.stars, ""))
    elif chance(rng, 0.25):
        rule = rng.choice(("_______", "--------", "———"))
        left.append((rule, ""))
        right.append((rule * 2, ""))
    urgency = pick(rng, [(98, None), (1, "KHẨN"), (1, "HỎA TỐC")])
    number, day = _draw_number(rng, body, room), _draw_place_date(rng, body, issued)
    return Letterhead(left, right, number, day, chance(rng, 0.93), urgency)


def _draw_number(rng: Random, body: Body, room: str) -> str:
    """The line of the number, which is blank in drafts."""
    number = rng.randint(1, 40 if body.level == "commune" else 900)
    symbol = body.symbol
    if body.symbol == "KH-UBND" and chance(rng, 0.04):
        symbol = f"KH-UBND-{room}"
    if chance(rng, 0.06):
        tail = f"      -KH/{symbol}" if body.dashed else f"      /{symbol}"
    else:
        tail = f"{number}-KH/{symbol}" if body.dashed else f"{number:02}/{symbol}"
    word = "Số " if body.dashed and chance(rng, 0.6) else "Số: "
    return f"{word}{tail}"


def _draw_place_date(rng: Random, body: Body, issued: date) -> str:
    """Place and date; the day is blank in some drafts."""
    day = f"{issued.day:02}" if chance(rng, 0.95) else _BLANK
    month = f"{issued.month:02}" if issued.month < 3 or chance(rng, 0.3) else str(issued.month)
    return f"{body.at}, ngày {day} tháng {month} năm {issued.year}"


def _state_header(draft: Draft, body: Body, when: When, title: str, period: str) -> None:
    letterhead = draft.letterhead
    code = letterhead.number.removeprefix("Số").lstrip(": ").strip()
    blank = not code[0].isdigit()
    header: Gold = {
        "code": None if blank else code,
        "kind": "Kế hoạch",
        "issued_on": str(when.issued_on) if when.issued_on else None,
        "issued_at": body.at,
        "title": title,
        "issuer": body.issuers[0],
        "issuer_alt": body.issuers[1:],
        "parent": body.parent,
        "urgency": letterhead.urgency,
    }
    header |= {"code_blank": True} if blank else {}
    header |= {"period": period} if period else {}
    if body.parent == "?":
        del header["parent"]
    header |= {"level": body.level} if body.level != "?" else {}
    draft.header = header


def _add_sections(rng: Random, context: Context, draft: Draft) -> None:
    """The body, section by section."""
    markers = iter(_ROMAN)
    blocks = draft.blocks
    if chance(rng, 0.92):
        blocks += draw_purposes(rng, context, draft, next(markers))
    if chance(rng, 0.55):
        blocks += draw_targets(rng, context, draft, next(markers))
    middle = pick(
        rng,
        [
            (22, draw_contents),
            (18, draw_labelled),
            (5, draw_bracketed),
            (20, None),
            (35, "appendix"),
        ],
    )
    if middle is None:
        blocks.append(Line(f"{next(markers)}. NỘI DUNG, NHIỆM VỤ", "b"))
        blocks.append(add_task_table(rng, context, draft, None))
        if chance(rng, 0.15):
            blocks.append(Line("2. Nhiệm vụ thường xuyên", "b"))
            blocks.append(add_task_table(rng, context, draft, None))
    elif middle == "appendix":
        blocks.append(Line(f"{next(markers)}. NỘI DUNG, NHIỆM VỤ", "b"))
        blocks.append(Line("Nội dung chi tiết tại Phụ lục kèm theo Kế hoạch này."))
        draft.neutral.append(blocks[-1].text)
        draft.landscape = True
    elif callable(middle):
        blocks += middle(rng, context, draft, next(markers))
    if chance(rng, 0.5):
        blocks += draw_money(rng, draft, next(markers))
    if chance(rng, 0.85):
        blocks += draw_duties(rng, context, draft, next(markers))
    blocks.append(draw_closing(rng, context, draft))


def _add_signature(rng: Random, body: Body, draft: Draft, room: str) -> None:
    """Recipients and signature, and their gold."""
    names = body.recipients
    chosen = [one for one in names if chance(rng, 0.8)] or names[:1]
    notes = [
        rng.choice(("", "", "", " (b/c)")) if index < 2 else "" for index in range(len(chosen))
    ]
    notes[-1] = rng.choice(("", "", " (t/h)", " (để t/h)"))
    draft.recipients = [one + note for one, note in zip(chosen, notes, strict=True)]
    draft.recipients.append(f"Lưu: VT{rng.choice(('', f', {room}', f', {room}'))}")
    draft.signature = list(body.signing)
    common, others = read_table("persons")[:_MIXED], read_table("persons")[_MIXED:]
    person, given = rng.choice(common), rng.choice(common)
    if chance(rng, 0.05):
        person = given = rng.choice(others)
    draft.signatory = f"{person['family']} {person['middle']} {given['given']}"
    draft.signature_as_table = chance(rng, 0.94)
    draft.header["recipients"] = "; ".join(draft.recipients)
    draft.header["signatory"] = {
        "name": draft.signatory,
        "position": body.signing[-1],
        "authority": " ".join(body.signing[:-1]) or None,
    }


def _caption(draft: Draft, body: Body, when: When) -> Line | None:
    """The line that says which plan an appendix belongs to."""
    code, day = draft.header["code"], draft.header["issued_on"]
    if not code or not day:
        return None
    year, month, number = day.split("-")
    month = month if int(month) < 3 else str(int(month))
    issuer = body.issuers[0].replace("Ủy ban nhân dân", "UBND")
    words = f"Kế hoạch số {code} ngày {number}/{month}/{year} của {issuer}"
    gold = {"text": words, "code": code, "kind": "Kế hoạch", "issued_on": day, "self": True}
    return Line(f"(Kèm theo {words})", "i", centered=True, citations=[gold])


_APPENDICES = ("DANH MỤC NHIỆM VỤ", "PHÂN CÔNG NHIỆM VỤ", "NHIỆM VỤ CỤ THỂ")


def _add_appendices(rng: Random, context: Context, draft: Draft) -> None:
    """The main appendix where the body names one, and others."""
    wanted = (["tasks"] if draft.landscape else []) + (["targets"] if chance(rng, 0.22) else [])
    wanted += ["other"] if chance(rng, 0.3) else []
    form = pick(rng, [(70, "PHỤ LỤC {0}"), (15, "PHỤ LỤC {1:02}"), (10, "Phụ lục {0}"),
                      (5, "PHỤ LỤC SỐ {1:02}")])  # fmt: skip
    for number, kind in enumerate(wanted):
        name = "PHỤ LỤC"
        if len(wanted) > 1:
            name = form.format(_ROMAN[number], number + 1)
        heading = Line(name, "b", centered=True)
        topic = lower_first(context.topic).upper()
        if kind == "tasks":
            title = f"{rng.choice(_APPENDICES)} {topic}"
            grid = add_task_table(rng, context, draft, title)
        elif kind == "targets":
            title, grid = f"CHỈ TIÊU {topic}", add_target_table(rng, context, draft)
        else:
            grid, title = add_other_table(rng, context, draft)
        caption = _caption(draft, context.body, context.when) if chance(rng, 0.8) else None
        draft.appendix += [heading, Line(title, "b", centered=True)]
        draft.appendix += [caption, grid] if caption else [grid]
