"""A report's figures as one page: whole in itself, with a table beside every picture.

What documents say goes through a template that escapes it; nothing is loaded, no script runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import jinja2
from markupsafe import Markup

from extract.emit.html.style import STYLE
from extract.emit.report.figures import CONFIDENCES, LEVELS, Figures
from extract.emit.report.pictures import Picture, Piece, lying_bars, standing_bars
from extract.emit.report.words import Wording
from extract.emit.words import Language
from extract.version import VERSION

_HERE = Path(__file__).parent
_MOST_PROVINCES = 20
_TONES = ("a", "b", "c", "d", "e", "f")
_SURE_TONES = ("bad", "c", "e", "b", "a", "f")
_OF_SEVERITY = {"error": "bad", "warning": "c", "info": "e"}
_SECTIONS = (
    *("totals", "coverage", "deadlines", "leads", "cited"),
    *("confidence", "problems", "failures", "documents"),
)


def report_bytes(figures: Figures, language: Language = "vi") -> bytes:
    """The page, UTF-8; the same figures always give the same bytes."""
    say = Wording(language)
    environment = jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        loader=jinja2.FileSystemLoader(_HERE),
    )
    page = environment.get_template("report.html.j2").render(
        figures=figures,
        say=say,
        version=VERSION,
        style=Markup(STYLE + (_HERE / "report.css").read_text("utf-8")),
        sections=_sections(figures, say),
        totals=figures.totals._asdict().items(),
        levels=LEVELS,
        level_names=[say.level(level) for level in LEVELS],
        tones=_TONES,
        quarters=[say("quarter", number) for number in range(1, 5)],
        classes=_classes(say),
        sure_tones=_SURE_TONES,
        pictures=_pictures(figures, say),
    )
    return page.encode() + b"\n"


def _sections(figures: Figures, say: Wording) -> list[tuple[str, str]]:
    names = [name for name in _SECTIONS if name != "documents" or figures.documents]
    return [(name, say("most_cited" if name == "cited" else name)) for name in names]


def _classes(say: Wording) -> list[str]:
    """The names of the classes of confidence."""
    bounds = [say.decimal(bound) for bound in CONFIDENCES]
    between = [f"{low} – {high}" for low, high in pairwise(bounds)]
    return [f"< {bounds[0]}", *between, bounds[-1], say("unknown")]


def _pictures(figures: Figures, say: Wording) -> dict[str, Picture]:
    return {
        "coverage": _coverage(figures, say),
        "deadlines": standing_bars(
            "picture-deadlines",
            say("deadlines"),
            say("deadlines_about"),
            [
                (
                    one.year,
                    [(n, _quarter(one.year, q, n, say)) for q, n in enumerate(one.counts, 1)],
                )
                for one in figures.deadlines.years
            ],
        ),
        "leads": _single("leads", say, [(one.name, one.tasks, "a") for one in figures.leads]),
        "cited": _single("cited", say, [(one.name, one.plans, "a") for one in figures.cited]),
        "confidence": _confidence(figures, say),
        "problems": _single(
            "problems",
            say,
            [
                (say.problem(one.code), one.rows, _OF_SEVERITY[one.severity])
                for one in figures.problems
            ],
        ),
        "failures": _single(
            "failures",
            say,
            [
                (say.status(name), count, "a" if name == "ok" else "bad")
                for name, count in figures.statuses
            ],
        ),
    }


def _quarter(year: int, quarter: int, count: int, say: Wording) -> str:
    return f"{say('quarter', quarter)} {year}: {say.number(count)}"


def _single(name: str, say: Wording, rows: Sequence[tuple[str, int, str]]) -> Picture:
    """Bars of one piece."""
    title = say("most_cited" if name == "cited" else name)
    about = say("count") if name == "failures" else say(f"{name}_about")
    bars: list[tuple[str, list[Piece], str]] = [
        (label, [(count, tone, f"{label}: {say.number(count)}")], say.number(count))
        for label, count, tone in rows
    ]
    return lying_bars(f"picture-{name}", title, about, bars)


def _coverage(figures: Figures, say: Wording) -> Picture:
    bars: list[tuple[str, list[Piece], str]] = []
    for one in figures.coverage[:_MOST_PROVINCES]:
        name = one.province or say("no_province")
        pieces = [
            (count, tone, f"{name}, {say.level(level)}: {say.number(count)}")
            for count, tone, level in zip(one.counts, _TONES, LEVELS, strict=True)
        ]
        bars.append((name, pieces, say.number(sum(one.counts))))
    return lying_bars("picture-coverage", say("coverage"), say("coverage_about"), bars)


def _confidence(figures: Figures, say: Wording) -> Picture:
    """Every table's bar is as long as the others': what counts is the share."""
    bars: list[tuple[str, list[Piece], str]] = []
    for one in figures.confidence:
        total = sum(one.counts)
        pieces = [
            (count * 10_000 // total if total else 0, tone, f"{name}: {say.number(count)}")
            for count, tone, name in zip(one.counts, _SURE_TONES, _classes(say), strict=True)
        ]
        bars.append((say(one.table), pieces, say.number(total)))
    return lying_bars("picture-confidence", say("confidence"), say("confidence_about"), bars)
