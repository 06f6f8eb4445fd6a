"""One identifier for a cited document, the same in every plan that cites it, whatever date a plan gives it.

Numbers begin anew every year unless the year stands in the code, and every commune has a plan 12/KH-UBND: an
identifier is shared between plans only where issuer, number and year leave one document.
"""

from __future__ import annotations

import regex

from normalize.body.issuers import issuers
from normalize.citation.document_kinds import LAW_KINDS
from normalize.citation.identifiers import slug
from schemas.manifest import plan_id
from schemas.plan import Plan, Reference

_YEAR_IN_CODE = regex.compile(r"-(?:19|20)\d\d-")
_PROVINCE = regex.compile(r"(?:tỉnh|[Tt]hành phố|TP\.?)\s+\p{Lu}")
_BELOW = regex.compile(r"(?:huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)\s+\p{Lu}")


def work_id(reference: Reference, plan: Plan) -> str:
    """The work IRI without the day, or an identifier of this plan's own where the document could be several.

    A year stands in place of the date where the code has none; ``@`` is followed by the province or the plan
    within which the rest is one document.
    """
    mine = plan_id(plan.source.sha256)
    if reference.uri is None:
        if reference.code is None and reference.kind in LAW_KINDS and reference.title:
            year = (reference.issued_on or "")[:4] or str(reference.year or "")
            return "/".join(part for part in ("/akn/vn/act", slug(reference.kind), year, slug(reference.title)) if part)
        return f"{reference.id}@{mine}"
    *head, date, code = reference.uri.split("/")
    base = "/".join([*head, code] if _YEAR_IN_CODE.search(code) else [*head, date[:4], code])
    scope = _scope(reference, head[-1], plan)
    return f"{base}@{scope}" if scope else base


def _scope(reference: Reference, body: str, plan: Plan) -> str | None:
    """Within what an issuer's name means one body; None where it does everywhere."""
    issuer = reference.issuer or ""
    if reference.issuer_inferred or "_" in body or issuer in _central() or (reference.symbol or "").endswith("TW"):
        return None
    if _BELOW.search(issuer):
        province = plan.header.place.province
        return slug(province.name) if province else plan_id(plan.source.sha256)
    return None if _PROVINCE.search(issuer) else plan_id(plan.source.sha256)


def _central() -> frozenset[str]:
    return frozenset(one.name for one in issuers().values() if one.scope == "central")
