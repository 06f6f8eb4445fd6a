"""The numbered tree of the body: I. → 1. → a) → - → +."""

from __future__ import annotations

import regex

from normalize.writing.romans import continue_romans
from normalize.writing.text import squeeze
from schemas.document import Paragraph, Part

# Rank by kind of marker; a part takes everything of a higher rank below it. Source: Nghị định
# 30/2020/NĐ-CP, Phụ lục I (Phần, Chương, Mục, Điều, khoản, điểm) and the habit of plans (I. → 1. →
# a) → - → +); Party documents write a dash for the full stop ("I- MỤC ĐÍCH", "1- Mục đích").
_MARKERS: tuple[tuple[int, str], ...] = (
    (0, r"(?:Phần|PHẦN)\s+(?:thứ\s+)?[\p{L}\d]+[.:]?"),
    (1, r"(?:Chương|CHƯƠNG)\s+[IVXLC\d]+[.:]?"),
    (2, r"(?:Mục|MỤC)\s+(?:[IVXLC]+|\d+)[.:]?"),
    (4, r"(?:[IVX]{1,6}|[IVXLC]{2,7})(?:\s?[.)/](?=\s|\p{L}|$)|-(?=\s*\p{Lu}))"),
    (3, r"[A-HĐ]\s?[.)](?=\s|$)"),
    (5, r"Điều\s+\d+\p{Ll}?\s?[.:]?"),
    (9, r"\d{1,2}\.\d{1,2}\.\d{1,2}\.\d{1,2}\.?(?=\s|\p{L}|$)"),
    (8, r"\d{1,2}\.\d{1,2}\.\d{1,2}\.?(?=\s|\p{L}|$)"),
    (7, r"\d{1,2}\.\d{1,2}\.?(?=\s|\p{L}|$)"),
    (6, r"\d{1,2}(?:\s?[./](?=\s|\p{L}|$)|-(?=\s*\p{Lu}\p{Ll}))"),
    (10, r"(?:[a-zđ]|\d{1,2})\s?\)|\((?:[a-zđ]|\d{1,2})\)"),
    (10, r"[a-zđ]\.(?=\s)"),
    (11, r"[-–•▪●](?=\s|\p{L}|\d|[“\"(])"),
    (12, r"[+*o✓](?=\s)|\+(?=\p{L})"),
)
_PATTERNS = tuple((rank, regex.compile(pattern)) for rank, pattern in _MARKERS)
MAX_NESTING = 12


def find_parts(body: list[Paragraph]) -> list[Part]:
    """The parts of the body as a tree; a part's span reaches to the end of the last paragraph below
    it.
    """
    roots: list[Part] = []
    open_parts: list[tuple[int, Part]] = []
    for paragraph in body:
        rank, marker, heading = split_marker(paragraph)
        for _, part in open_parts:
            part.span = (part.span[0], max(part.span[1], paragraph.span[1]))
        if rank is None:
            if open_parts:
                open_parts[-1][1].body.append(paragraph)
            continue
        closed = [part for part_rank, part in open_parts if part_rank >= rank]
        open_parts = [(part_rank, part) for part_rank, part in open_parts if part_rank < rank]
        for part in closed:
            part.span = (part.span[0], _end_before(part, paragraph))
        part = Part(marker, heading, len(open_parts) + 1, paragraph, paragraph.span)
        (open_parts[-1][1].parts if open_parts else roots).append(part)
        open_parts.append((rank, part))
    _continue(roots)
    return roots


def _continue(parts: list[Part]) -> None:
    """Give recognised headings the Roman numerals that their sequence has: "II." after "II." is
    "III.".
    """
    markers = [part.marker for part in parts]
    doubtful = [any(one.place.confidence < 1 for one in part.paragraph.fragments) for part in parts]
    if not any(doubtful):
        return
    for part, marker in zip(parts, continue_romans(markers, doubtful), strict=True):
        if marker != part.marker:
            part.read, part.marker = part.marker, marker


def _end_before(part: Part, paragraph: Paragraph) -> int:
    """The end of a part that the next part's paragraph closes."""
    return min(part.span[1], paragraph.span[0])


def split_marker(paragraph: Paragraph) -> tuple[int | None, str, str]:
    """The rank, the marker and the heading of a paragraph; rank None where it has no marker."""
    text = squeeze(paragraph.text)
    if paragraph.marker:
        label = squeeze(paragraph.marker)
        for rank, pattern in _PATTERNS:
            if pattern.match(label + " "):
                return rank, label, text
        return 11, label, text
    for rank, pattern in _PATTERNS:
        match = pattern.match(text)
        if match:
            return rank, match.group().strip(), text[match.end() :].strip()
    return None, "", text
