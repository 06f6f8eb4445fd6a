"""What a finder saw in a text: where, and the raw pieces.
What the pieces mean is computed by `normalize`.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from schemas.plan import Relation, Span

Form = Literal["code", "law", "short", "title", "self"]
"""``code``: by its symbol; ``law``: a law by its name; ``short``: by a bare number ("Quyết định
468"); ``title``: an unnumbered document by its title; ``self``: the document that is speaking ("Kế
hoạch này").
"""


class ReferenceMention(NamedTuple):
    """One mention of a document in a text; every span indexes the text that was searched,
    in code points.

    ``span`` runs from the kind word (or *số*, or the code where the kind is left out) through code,
    date and issuer where they stand next to it. All other strings are the document's own
    characters, line ends included.

    ``kind`` is the canonical kind the printed word stands for, inherited from the left in a list
    (``inherited``). ``law`` is the name of a law from its kind word on, with its printed year.
    ``title`` is the subject after the span, not part of it. ``pinpoint`` stands before the span.
    ``date`` and ``issuer`` are the mention's own; ``later_date`` and ``later_issuer`` are those of
    the next one in a list, which it shares ("A và B ngày …"). ``alias`` is the short form the text
    introduces here ("sau đây gọi tắt là …"). ``header``: the document's own number in its head.
    ``flags``: what was damaged (hyphen_lost, code_over_lines, glued, ocr, homoglyph,
    footnote_glued, slash_lost, partial_code).
    """

    span: Span
    text: str
    form: Form
    kind: str | None = None
    kind_printed: str | None = None
    code: str | None = None
    date: str | None = None
    issuer: str | None = None
    law: str | None = None
    title: str | None = None
    pinpoint: str | None = None
    pinpoint_span: Span | None = None
    relation: Relation = "cites"
    inherited: bool = False
    header: bool = False
    later_date: str | None = None
    later_issuer: str | None = None
    alias: str | None = None
    flags: tuple[str, ...] = ()
