"""Identifiers of documents: the Akoma Ntoso work IRI and its urn:lex alias.

Source: OASIS Akoma Ntoso Naming Convention 1.0 (2019), section 4.5; RFC 9676 (urn:lex). No
Vietnamese registrar exists for either, so the urn is an unregistered alias."""

from __future__ import annotations

import regex

from normalize.writing.text import strip_marks

_OTHER = regex.compile(r"[^a-z0-9]+")


def slug(text: str) -> str:
    """Lower-case words without marks, joined by "-"; "&" leaves no trace.

    >>> slug("2231/SNV-CCHC&PC"), slug("Ủy ban Thường vụ Quốc hội")
    ('2231-snv-cchcpc', 'uy-ban-thuong-vu-quoc-hoi')
    """
    return _OTHER.sub("-", strip_marks(text).replace("&", "")).strip("-")


def work_iri(kind: str, actor: tuple[str, ...], date: str, code: str, *, act: bool) -> str:
    """The Akoma Ntoso work IRI.

    ``actor`` is the issuing body followed by the administrative units above it; ``date`` is ISO
    8601, a bare year where no more is known.

    >>> work_iri("Nghị định", ("Chính phủ",), "2021-12-06", "107/2021/NĐ-CP", act=True)
    '/akn/vn/act/nghi-dinh/chinh-phu/2021-12-06/107-2021-nd-cp'
    """
    body = "_".join(slug(unit) for unit in actor)
    return f"/akn/vn/{'act' if act else 'doc'}/{slug(kind)}/{body}/{date}/{slug(code)}"


def lex_urn(kind: str, bodies: tuple[str, ...], date: str, code: str) -> str:
    """The urn:lex alias; joint issuers are joined by "+".

    >>> bodies = ("Bộ Nội vụ", "Văn phòng Chính phủ")
    >>> lex_urn("Thông tư liên tịch", bodies, "2005-05-06", "55/2005/TTLT-BNV-VPCP")
    'urn:lex:vn:bo.noi.vu+van.phong.chinh.phu:thong.tu.lien.tich:2005-05-06;55-2005-ttlt-bnv-vpcp'
    """
    authority = "+".join(slug(body).replace("-", ".") for body in bodies)
    return f"urn:lex:vn:{authority}:{slug(kind).replace('-', '.')}:{date};{slug(code)}"
