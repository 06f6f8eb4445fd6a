"""When an assembly adopted an act, as its last sentence says: the head of such an act has
no date.
"""

from __future__ import annotations

import regex

from schemas.head import Field

_ADOPTED = regex.compile(
    r"""(?:Luật|Nghị\s+quyết|Pháp\s+lệnh) \s+ này \s+ (?:đã\s+)? được \s [^.;]{0,300}?
        thông\s+qua\s+ (?P<date> ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4} )""",
    regex.VERBOSE,
)


def find_adoption(text: str) -> Field | None:
    """The day of adoption in its own words; None where the text says none.

    >>> find_adoption("Nghị quyết này được Quốc hội thông qua ngày 23 tháng 3 năm 2022.").text
    'ngày 23 tháng 3 năm 2022'
    """
    match = _ADOPTED.search(text, timeout=10)
    return Field(match["date"], match.span("date")) if match else None
