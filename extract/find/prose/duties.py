"""Tasks outside tables: what "Tổ chức thực hiện" gives each office to do, sentences that charge somebody, labels.

Precision before recall: a duty needs an office as heading, or a verb of charging in front of an office. Laws, decrees
and circulars rule for everybody and charge nobody: they state no duties.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from extract.find.prose.agencies import AgencyMention, find_agencies
from extract.find.prose.labelled_duties import find_labelled_duties
from normalize.lexicon.phrases import any_of
from normalize.writing.text import squeeze, strip_marks
from schemas.document import Document, Duty, Part

_ASSIGNING_PART = regex.compile(r"to chuc thuc hien|phan cong|trach nhiem|to chuc trien khai|che do bao cao")
_CHARGE = regex.compile(rf"\b{any_of('Giao; Yêu cầu; Đề nghị; Phân công')}\s+(?:cho\s+)?", regex.IGNORECASE)
_CHARGED = regex.compile(rf"[\W\d]*(?:{any_of('Giao; Yêu cầu; Đề nghị; Trách nhiệm của')})\s+")
_CLOSING = regex.compile(
    r"""\W*(?: Trên\s+đây | Trong\s+quá\s+trình | Yêu\s+cầu\s | Đề\s+nghị\s | Nhận\s+được
          | (?:Nếu|Trường\s+hợp)\s[^.;]{0,40}(?:vướng\s+mắc|khó\s+khăn)
          | (?:UBND|Ủy\s+ban\s+nhân\s+dân|Chủ\s+tịch)\s[^.;]{0,60}?\s(?:yêu\s+cầu|đề\s+nghị|giao)\s )""",
    regex.VERBOSE,
)
_STUB_TAIL = regex.compile(r"\s*(?:có|chịu)\s+trách\s+nhiệm(?:\s+(?:sau\s+đây|như\s+sau))?[\s:.]*$")
_STUB = regex.compile(r"\s*(?:(?:có|chịu)\s+trách\s+nhiệm|thực\s+hiện)?(?:\s+(?:sau\s+đây|như\s+sau))?\s*:?\s*")
# What may stand before a verb of charging inside a sentence: a condition or aim, or the office that charges.
_ASIDE = regex.compile(
    r"(?:Trong|Nếu|Trường\s+hợp|Để|Nhằm|Căn\s+cứ|Trên\s+cơ\s+sở|Trên\s+đây|Thực\s+hiện|Theo|Sau\s+khi)\s"
)
_NORMATIVE = regex.compile(r"(?:bo\s+)?luat|phap lenh|nghi dinh|thong tu.*|hien phap|van ban hop nhat")
_VERBS = any_of("""
    chủ trì; chủ động; phối hợp; tham mưu; đôn đốc; theo dõi; kiểm tra; hướng dẫn; tổ chức; triển khai; xây dựng;
    rà soát;
    tổng hợp; báo cáo; thực hiện; bố trí; căn cứ; tiếp tục; tăng cường; đẩy mạnh; giúp; cân đối; cập nhật; tuyên truyền;
    thông tin; quản lý; thẩm định; đề xuất; phụ trách; lập; ban hành; vận động; chỉ đạo; giám sát; có trách nhiệm;
    chịu trách nhiệm; là cơ quan; làm đầu mối; lãnh đạo; chuẩn bị; nghiên cứu; thường xuyên; kịp thời; khẩn trương;
    cử; đảm bảo; bảo đảm; duy trì; tham gia; đưa; phê duyệt; công khai; niêm yết; đăng tải; phổ biến; nâng cao
""")
# Behind a comma "tổ chức" is one more body of a list, not what the office does.
_ACTION = regex.compile(rf"(?:[\s:]*{_VERBS}|\s*,\s*(?!tổ\s+chức\b){_VERBS})\b")
_TOGETHER = regex.compile(r"phối\s+hợp\s+(?:chặt\s+chẽ\s+)?(?:với|cùng)?\s*")
_SENTENCE_END = regex.compile(r"[.;](?=\s+\p{Lu}|\s*$)|\./\.")
_SENTENCE_START = regex.compile(r"[.;:]\s+|\n")
_JOINTS = ("", ",", ";", "và", "&", "-", "–")
_MAX_HEADING = 140
_MIN_SHARE = 0.55


class _Office(NamedTuple):
    """A heading that names an office, and where its name stands in the text."""

    span: tuple[int, int]
    rest: int | None


def find_duties(document: Document) -> list[Duty]:
    """The duties of the body in the order of the text, none twice."""
    kind = document.fields.get("kind")
    if kind is not None and _NORMATIVE.fullmatch(squeeze(strip_marks(kind.text))):
        return []
    found: dict[tuple[int, int], Duty] = {}
    offices = _by_office(document, document.parts, (), ())
    for duty in (*find_labelled_duties(document), *offices, *_by_charge(document)):
        if not any(duty.span[0] < end and start < duty.span[1] for start, end in found):
            found[duty.span] = duty
    return sorted(found.values(), key=lambda duty: duty.span)


def _by_office(
    document: Document, parts: list[Part], markers: tuple[str, ...], headings: tuple[str, ...], assigning: bool = False
) -> Iterator[Duty]:
    """Duties below headings that name an office, inside the parts that assign."""
    for part in parts:
        path = (*markers, part.marker.strip(" .)"))
        titles = (*headings, squeeze(f"{part.marker} {part.heading}"))
        assigns = assigning or _ASSIGNING_PART.search(strip_marks(part.heading[:_MAX_HEADING])) is not None
        office = _office(document, part) if assigning else None
        if office is None:
            yield from _by_office(document, part.parts, path, titles, assigns)
            continue
        section = "/".join(one for one in path if one)
        if office.rest is not None and not _STUB.fullmatch(document.text, office.rest, part.paragraph.span[1]):
            yield _duty(document, section, headings, part.marker, (office.rest, part.paragraph.span[1]), office.span)
        for paragraph in part.body:
            if _CLOSING.match(document.text, paragraph.span[0]):
                break  # the issuer speaks to all again
            yield _duty(document, section, titles, None, paragraph.span, office.span)
        for inner in part.parts:
            start = inner.words(document.text)[0]
            yield _duty(document, section, titles, inner.marker, (start, inner.span[1]), office.span)


def _office(document: Document, part: Part) -> _Office | None:
    """The office a part's heading names: the whole heading, or its beginning before a colon or a verb."""
    start = part.words(document.text)[0]
    text = document.text[start : part.paragraph.span[1]].rstrip(" *\n")
    charged = _CHARGED.match(text)
    if charged:
        start, text = start + charged.end(), text[charged.end() :]
    agencies = find_agencies(text[: 2 * _MAX_HEADING])
    if not agencies or agencies[0].span[0] > 12:
        return None
    colon = text.find(":")
    if 0 < colon < _MAX_HEADING and len(text) - colon > 25 and agencies[0].span[1] <= colon + 1:
        return _Office(
            (start, start + colon), start + colon + 1 + len(text[colon + 1 :]) - len(text[colon + 1 :].lstrip())
        )
    named = sum(one.span[1] - one.span[0] for one in agencies)
    end = _end_of_list(text, agencies)
    if _STUB.fullmatch(text, end):
        return _Office((start, start + end), None)
    if len(text) <= _MAX_HEADING and named >= _MIN_SHARE * len(text) and not _ACTION.match(text, end):
        return _Office((start, start + len(_STUB_TAIL.sub("", text).rstrip(" :."))), None)
    if _ACTION.match(text, end) and agencies[0].span[0] <= 2:
        return _Office((start + agencies[0].span[0], start + end), start + end)
    return None


def _by_charge(document: Document) -> Iterator[Duty]:
    """Sentences that charge an office: "Giao Văn phòng UBND xã đôn đốc, kiểm tra …"."""
    sections = list(_flat(document.parts, ()))
    for paragraph in document.body:
        text = document.text[paragraph.span[0] : paragraph.span[1]]
        for match in _CHARGE.finditer(text):
            if not _charges(text, match):
                continue
            behind = text[match.end() : match.end() + 2 * _MAX_HEADING]
            agencies = find_agencies(behind)
            if not agencies or agencies[0].span[0] > 0:
                continue
            end = _end_of_list(behind, agencies)
            if not _ACTION.match(behind, end):
                continue
            stop = _SENTENCE_END.search(text, match.end() + end)
            offset = paragraph.span[0]
            span = (offset + match.start(), offset + (stop.start() if stop else len(text.rstrip())))
            section, titles = _section_at(sections, offset)
            lead = (offset + match.end(), offset + match.end() + end)
            yield _duty(document, section, titles, None, span, lead)


def _charges(text: str, match: regex.Match[str]) -> bool:
    """Whether the verb is an order of this document: at the head of a sentence, behind an aside, or its issuer's."""
    before = text[max(0, match.start() - 4 * _MAX_HEADING) : match.start()]
    sentence = _SENTENCE_START.split(before)[-1].strip(" -–+•*\n")
    if not sentence or match.group()[0].isupper():
        return not sentence or sentence[-1] in ".;:)" or sentence[0].isdigit() or len(sentence) <= 4
    if sentence.endswith(",") and _ASIDE.match(sentence):
        return True
    agencies = find_agencies(sentence[-_MAX_HEADING:])
    return bool(agencies) and agencies[-1].span[1] == len(sentence[-_MAX_HEADING:]) and len(sentence) < _MAX_HEADING


def _flat(parts: list[Part], path: tuple[Part, ...]) -> Iterator[tuple[Part, ...]]:
    for part in parts:
        yield (*path, part)
        yield from _flat(part.parts, (*path, part))


def _section_at(sections: list[tuple[Part, ...]], position: int) -> tuple[str, tuple[str, ...]]:
    """The path of markers and headings of the deepest part around a position."""
    best: tuple[Part, ...] = ()
    for path in sections:
        if path[-1].span[0] <= position < path[-1].span[1] and path[-1].paragraph.span[0] != position:
            best = path
    markers = [part.marker.strip(" .)") for part in best]
    return "/".join(one for one in markers if one), tuple(squeeze(f"{part.marker} {part.heading}") for part in best)


def _duty(
    document: Document,
    section: str,
    group: tuple[str, ...],
    marker: str | None,
    span: tuple[int, int],
    lead: tuple[int, int],
) -> Duty:
    text = document.text[span[0] : span[1]]
    span = (span[0], span[0] + len(text.rstrip()))
    return Duty(section, group, marker, span, lead, _coordinating(document.text, span))


def _coordinating(text: str, span: tuple[int, int]) -> tuple[int, int] | None:
    """The offices behind "phối hợp với", up to the verb that follows them."""
    match = _TOGETHER.search(text, span[0], min(span[1], span[0] + 3 * _MAX_HEADING))
    if match is None:
        return None
    behind = text[match.end() : min(span[1], match.end() + 2 * _MAX_HEADING)]
    agencies = find_agencies(behind)
    if not agencies or agencies[0].span[0] > 5:
        return None
    return match.end(), match.end() + _end_of_list(behind, agencies)


def _end_of_list(text: str, agencies: Sequence[AgencyMention]) -> int:
    """Where a list of agencies that begins with the first one ends."""
    end = agencies[0].span[1]
    for one in agencies[1:]:
        if text[end : one.span[0]].strip() not in _JOINTS:
            break
        end = one.span[1]
    return end
