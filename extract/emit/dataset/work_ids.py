"""One identifier for a cited document, the same in every plan that cites it, whatever its date.

Numbers begin anew every year unless the year stands in the code, and every commune has a plan
12/KH-UBND: an identifier is shared between plans only where issuer, number and year leave one
document.
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
    """The work IRI without the day, or an identifier of this plan's own where it could be several.

    A year stands in place of the date where the code has none; ``@`` is followed by the province or
    the plan within which the rest is one document.
    """
    if reference.uri is None:
        return _by_title(reference) or f"{reference.id}@{plan_id(plan.source.sha256)}"
    *head, date, code = reference.uri.split("/")
    year = [] if _YEAR_IN_CODE.search(code) else [date[:4]]
    base = "/".join([*head, *year, code])
    scope = _scope(reference, head[-1], plan)
    return f"{base}@{scope}" if scope else base


def _by_title(reference: Reference) -> str | None:
    """The identifier of a law that is cited by its title; None for every other document."""
    if reference.code is not None or reference.kind not in LAW_KINDS or not reference.title:
        return None
    year = (reference.issued_on or "")[:4] or str(reference.year or "")
    parts = ("/akn/vn/act", slug(reference.kind), year, slug(reference.title))
    return "/".join(part for part in parts if part)


def _scope(reference: Reference, body: str, plan: Plan) -> str | None:
    """Within what an issuer's name means one body; None where it does everywhere."""
    issuer = reference.issuer or ""
    of_party = (reference.symbol or "").endswith("TW")
    if reference.issuer_inferred or "_" in body or issuer in _central() or of_party:
        return None
    if _BELOW.search(issuer):
        province = plan.header.place.province
        return slug(province.name) if province else plan_id(plan.source.sha256)
    return None if _PROVINCE.search(issuer) else plan_id(plan.source.sha256)


def _central() -> frozenset[str]:
    return frozenset(one.name for one in issuers().values() if one.scope == "central")
