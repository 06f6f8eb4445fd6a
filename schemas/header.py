"""What a document says of itself: number, date, title, issuer, place, signatory, recipients."""

from __future__ import annotations

import msgspec

from schemas.evidence import Record, Where
from schemas.vocabulary import Level


class Successor(Record, frozen=True, kw_only=True):
    """The unit that took a place over when the map of administrative units changed."""

    name: str
    """Its name with its type. Example: `xã Nam Cửa Việt`."""

    code: str
    """Its code. Source: General Statistics Office. Example: `19639`."""

    from_: str = msgspec.field(name="from")
    """The day it came to be. Unit: ISO 8601 date. Example: `2025-07-01`."""

    divided: bool
    """Whether the old unit's territory went to several units, of which this is the first.
    Example: `false`."""


class PlaceUnit(Record, frozen=True, kw_only=True):
    """One administrative unit, as of the document's own date."""

    name: str
    """Its name with its type. Example: `xã Triệu An`."""

    code: str | None = None
    """Its code; null where the gazetteer does not hold the name. Codes were given anew at reforms:
    join them together with the date. Source: General Statistics Office. Example: `19627`.
    """

    successor: Successor | None = None
    """The unit that took it over by now; null where it still stands."""


class Place(Record, frozen=True, kw_only=True):
    """The path of units a document comes from, as of its own date."""

    commune: PlaceUnit | None = None
    """Commune, ward or township; null for a document of a higher level."""

    district: PlaceUnit | None = None
    """District; null for a document of a higher level and after 2025-06-30, when the level ended.
    """

    province: PlaceUnit | None = None
    """Province or city under the central government."""

    candidates: tuple[str, ...] = ()
    """Paths that fit equally well, where the document does not say which unit of the name it means.
    Example: `["xã Tân Lập, huyện Vũ Thư, tỉnh Thái Bình"]`."""


class Signatory(Record, frozen=True, kw_only=True):
    """Who signed, from the block under the text."""

    name: str | None = None
    """The person's name; null with `--no-personal`, which masks it in every text, too."""

    position: str | None = None
    """The person's position as printed."""

    authority: str | None = None
    """The printed power to sign: TM. (for a body), KT. (for the head), TL. (by order), TUQ.
    (by mandate), Q. (acting). Source: Decree 30/2020/NĐ-CP, Annex I.
    """

    on_behalf_of: str | None = None
    """The body, or the head of it, after the authority."""


class Recipient(Record, frozen=True, kw_only=True):
    """A line of *Nơi nhận*."""

    name: str
    """Who receives the document, as printed."""

    note: str | None = None
    """The purpose in brackets: `b/c` to report, `p/h` to coordinate, `t/h` to carry out."""


class IssuedBy(Record, frozen=True, kw_only=True):
    """The decision that issues the plan, in one of three forms.

    The plan behind it in the file has a number of its own: the header is the plan's. It has none:
    the header is the decision's, and this names the decision too, so that a plan is seen to be
    attached. The plan stands alone and the line below its title names the decision: no title then,
    and ``code`` and ``issued_on`` are null where it is blank.
    """

    code: str | None = None
    """Number and symbol. Example: `1466/QĐ-UBND`."""

    kind: str | None = None
    """Kind as printed. Example: `Quyết định`."""

    issued_on: str | None = None
    """Its date. Unit: ISO 8601 date. Example: `2024-03-20`."""

    title: str | None = None
    """Its subject line. Example: `Về việc ban hành Kế hoạch chuyển đổi số năm 2024`."""


class Header(Record, frozen=True, kw_only=True):
    """What the document says of itself. Names stand as printed; what it does not show is null."""

    told = ("kind", "code", "issued_on", "title", "issuer")

    code: str | None = None
    """Number and symbol together. Source: the line *Số:*."""

    number: str | None = None
    """The number without the symbol, with its leading zero."""

    symbol: str | None = None
    """The symbol without the number."""

    kind: str | None = None
    """Kind of document (*tên loại văn bản*): one of the 29 of Decree 30/2020/NĐ-CP,
    a normative or a Party kind.
    """

    kind_code: str | None = None
    """The kind's official abbreviation."""

    issued_on: str | None = None
    """The day it was issued; null in a draft that leaves day or month blank. Unit: ISO 8601 date.
    Source: the line *…, ngày … tháng … năm …*."""

    issued_at: str | None = None
    """The place before the date."""

    title: str | None = None
    """Subject line (*trích yếu*), without the kind."""

    period: str | None = None
    """The years the plan covers. Unit: EDTF. Source: the title, else the date."""

    issuer: str | None = None
    """The body that issued it, its abbreviations written out."""

    level: Level | None = None
    """The issuer's level."""

    parent: str | None = None
    """The body above the issuer (*cơ quan chủ quản*) as printed in the first line. Example:
    `UBND TỈNH HÀ TĨNH`.
    """

    place: Place = Place()
    """The units the document comes from."""

    signatory: Signatory | None = None
    """Who signed; null where no signature block was found."""

    recipients: tuple[Recipient, ...] = ()
    """Who receives it, in the order of *Nơi nhận*."""

    urgency: str | None = None
    """Mark of urgency as printed (*Khẩn, Thượng khẩn, Hỏa tốc*). Example: `HỎA TỐC`."""

    secrecy: str | None = None
    """Mark of secrecy as printed (*Mật, Tối mật, Tuyệt mật*).
    Look at it before you pass anything on. Example: `MẬT`.
    """

    issued_by: IssuedBy | None = None
    """The decision that issues the plan, where the file says so."""

    where: tuple[Where, ...] = ()
    """Where each of these fields stands: one entry a fragment, named by its `field`."""
