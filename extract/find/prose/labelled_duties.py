"""Tasks whose offices and times stand behind labels: "- Đơn vị chủ trì: …", "- Thời gian hoàn thành: …".

The points above a block of labels are what it speaks of; without any, the heading is. A block that names no office in
charge states no duty.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import regex

from extract.find.prose.agencies import find_agencies
from normalize.lexicon.phrases import any_of
from normalize.writing.text import squeeze
from schemas.document import Document, Duty, Part
from schemas.plan import Span

_LABEL = regex.compile(r"(?:^|(?<=[;.(]\s?))[\s\-–+*•]*(?P<name>\p{L}[\p{L} ,/&-]{2,60}?)[ ]?:[*]{0,2}(?=\s|$)")
"""A label at the head of a point, or behind the end of another one's words."""
_WHO = rf"(?:(?:các\s+)?{any_of('cơ quan; đơn vị; bộ phận; phòng; ban; cá nhân; người; cấp')}\s+)?"
_WHEN = any_of("thực hiện; hoàn thành; triển khai; tổ chức; tiến hành; báo cáo; trình; ban hành; dự kiến")
# The first that fits; the surer label of an office in charge stands before the other.
_LABELS = tuple(
    (role, regex.compile(pattern))
    for role, pattern in (
        (
            "lead",
            rf"{_WHO}(?:chủ\s+trì(?:\s+{_WHEN}|,?\s+(?:và\s+)?phối\s+hợp|\s+tham\s+mưu)?|chịu\s+trách\s+nhiệm(?:\s+chính)?)",
        ),
        ("task", r"(?:tên\s+)?(?:nhiệm\s+vụ|công\s+việc|đầu\s+việc)(?:\s+cụ\s+thể)?"),
        ("doing", rf"{_WHO}(?:{_WHEN}|đầu\s+mối)"),
        ("coordinating", rf"{_WHO}(?:phối\s+hợp(?:\s+{_WHEN})?|cùng\s+thực\s+hiện|tham\s+gia(?:\s+{_WHEN})?)"),
        (
            "deadline",
            rf"(?:thời\s+(?:gian|hạn|điểm)|hạn|tiến\s+độ|lộ\s+trình)(?:\s+{_WHEN}){{0,2}}|hạn\s+(?:chót|cuối)",
        ),
        (
            "deliverable",
            r"(?:dự\s+kiến\s+)?(?:sản\s+phẩm|kết\s+quả)(?:\s+(?:đầu\s+ra|dự\s+kiến|thực\s+hiện|hoàn\s+thành))?",
        ),
        (
            "detail",
            r"(?:địa\s+(?:điểm|bàn)|thành\s+phần|đối\s+tượng|hình\s+thức|số\s+lượng|quy\s+mô|phạm\s+vi|phương\s+thức"
            r"|nội\s+dung|(?:nguồn\s+)?kinh\s+phí|ghi\s+chú|lãnh\s+đạo\s+(?:phụ\s+trách|chỉ\s+đạo)).{0,30}",
        ),
    )
)
_OTHERS = ("coordinating", "deadline", "deliverable")
"""The labels beside the one of the office in charge, in the order of a duty's fields."""

_ASSIGNING = regex.compile(r"(?:tổ\s+chức|phân\s+công)(?:\s+(?:tổ\s+chức|thực\s+hiện|nhiệm\s+vụ))*")
"""A point that says nothing of its own: what stands below it speaks of what stands above it."""
_LONGEST = 2_000
"""Characters of a point that are looked at for labels."""


class _Point(NamedTuple):
    """A paragraph below a heading, or a marked point with what stands below it: where its own words stand."""

    marker: str | None
    span: Span
    part: Part | None = None


@dataclass(slots=True)
class _Block:
    """Points and the labels that speak of them, with the span of what stands behind each."""

    points: list[_Point] = field(default_factory=list)
    labels: dict[str, Span] = field(default_factory=dict)


def find_labelled_duties(document: Document) -> Iterator[Duty]:
    """The duties that labels state, a heading's before those below it."""
    yield from _below(document, document.parts, (), ())


def _below(
    document: Document, parts: list[Part], markers: tuple[str, ...], headings: tuple[str, ...]
) -> Iterator[Duty]:
    for part in parts:
        path = (*markers, part.marker.strip(" .)"))
        titles = (*headings, squeeze(f"{part.marker} {part.heading}"))
        section = "/".join(one for one in path if one)
        for block in [] if _ASSIGNING.fullmatch(_plain(part.heading)) else _blocks(document, part):
            heading = _Point(part.marker, part.words(document.text))
            for point in block.points or [heading]:
                group = titles if block.points else headings
                end = _end_of(point)
                lead, others = block.labels["lead"], [block.labels.get(name) for name in _OTHERS]
                yield Duty(section, group, point.marker, (point.span[0], end), lead, *others)
        yield from _below(document, part.parts, path, titles)


def _end_of(point: _Point) -> int:
    """Where a point ends with what stands below it, but for labels of others."""
    if point.part is None or not point.part.parts:
        return point.span[1]
    return point.part.parts[-1].span[1]


def _plain(heading: str) -> str:
    return squeeze(heading).strip("* .:").lower()


def _blocks(document: Document, part: Part) -> list[_Block]:
    """The blocks below one heading that name an office in charge."""
    blocks = [_Block()]
    for point in _points(document, part):
        words, labels = _read(document.text, point)
        if words is None:
            blocks[-1].labels = labels | blocks[-1].labels
            continue
        if labels:
            blocks += [_Block([words], labels), _Block()]  # labels behind the words of a point speak of it alone
            continue
        if blocks[-1].labels:
            blocks.append(_Block())
        blocks[-1].points.append(words)
    if len(blocks) == 2 and not blocks[0].points and not blocks[1].labels:
        blocks[0].points = blocks[1].points  # the labels stand above all that they speak of
    for block in blocks:
        if "lead" not in block.labels and "doing" in block.labels:
            block.labels["lead"] = block.labels["doing"]
    return [one for one in blocks if "lead" in one.labels]


def _points(document: Document, part: Part) -> Iterator[_Point]:
    """What stands right below a heading, in the order of the text.

    Labels without a mark behind a bullet speak of all bullets above them, not of the last one.
    """
    points = [] if _is_bullet(part) else [_Point(None, one.span) for one in part.body]
    points += [_Point(one.marker, one.words(document.text), one) for one in part.parts]
    for point in sorted(points, key=lambda one: one.span):
        if point.part is None:
            yield point
        elif _ASSIGNING.fullmatch(_plain(point.part.heading)):
            yield from _points(document, point.part)
        else:
            yield point
            unmarked = [_Point(None, one.span) for one in point.part.body] if _is_bullet(point.part) else []
            yield from (one for one in unmarked if _read(document.text, one)[0] is None)


def _is_bullet(part: Part) -> bool:
    return not any(letter.isalnum() for letter in part.marker)


def _read(text: str, point: _Point) -> tuple[_Point | None, dict[str, Span]]:
    """The words of a point before its first label, None where it begins with one; and what stands behind each.

    A label of the task itself ("Tên nhiệm vụ: …") stands before such words.
    """
    start, end = point.span[0], min(point.span[1], point.span[0] + _LONGEST)
    labelled = _LABEL.finditer(text[start:end])
    found = [(match, role) for match in labelled if (role := _role(match["name"]))]
    if not found:
        return point, {}
    labels: dict[str, Span] = {}
    stops = [*(start + match.start() for match, _ in found[1:]), end]
    for (match, role), stop in zip(found, stops, strict=True):
        value = _stripped(text, start + match.end(), stop)
        if value[0] < value[1] and (role not in ("lead", "doing", "coordinating") or _names_office(text, value)):
            labels.setdefault(role, value)
    words = _stripped(text, start, start + found[0][0].start())
    named = labels.pop("task", None)
    if words[0] == words[1]:
        return (_Point(point.marker, named) if named else None), labels
    return _Point(point.marker, words), labels


def _role(name: str) -> str | None:
    """What a label says of a duty; None for words before a colon that are no label."""
    name = squeeze(name).lower()
    return next((role for role, pattern in _LABELS if pattern.fullmatch(name)), None)


def _stripped(text: str, start: int, end: int) -> Span:
    """A stretch without blanks, bullets, closing signs and half brackets around it."""
    words = text[start:end]
    start += len(words) - len(words.lstrip(" \n\t-–+*•"))
    stop = max(start, start + len(text[start:end].rstrip(" \n\t.;,*(")))
    return start, stop - (text[start:stop].endswith(")") and "(" not in text[start:stop])


def _names_office(text: str, span: Span) -> bool:
    agencies = find_agencies(text[span[0] : min(span[1], span[0] + 200)])
    return bool(agencies) and agencies[0].span[0] <= 12
