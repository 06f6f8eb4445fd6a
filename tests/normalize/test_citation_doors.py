"""Both doors of citations: whatever `read_symbol` and `read_pinpoint` read, is found in a sentence."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from normalize import find_references, read_symbol
from normalize.body.issuers import issuers
from normalize.citation.document_kinds import document_kinds
from normalize.citation.pinpoints import find_pinpoints, pinpoint_parts, read_pinpoint

NUMBERS = st.integers(1, 19999).map(lambda number: f"{number:02}")
YEARS = st.sampled_from(["", "/1998", "/2007", "/2021", "/2026"])
KINDS = st.sampled_from(sorted({row.code for row in document_kinds() if row.code and row.cited_by}))
BODIES = st.sampled_from(sorted(issuers()))
DASHES = st.sampled_from(["-", "\u2011", "\u2012", "–", "\u2212", "- ", "\u200b-", "-\n"])
PARTY_KINDS = st.sampled_from(sorted({row.code for row in document_kinds() if row.code and row.party and row.cited_by}))
PARTY_BODIES = st.sampled_from(sorted(code for code, row in issuers().items() if row.scope == "party"))


def found_code(printed: str) -> str | None:
    """The canonical code of the only reference in a sentence that cites it."""
    (mention,) = find_references(f"theo Văn bản số {printed} về việc thực hiện nhiệm vụ;")
    symbol = read_symbol(mention.code or "", mention.kind)
    return symbol and symbol.code


@settings(max_examples=300)
@example("12", "", "QĐ", "-", "UBND")
@given(NUMBERS, YEARS, KINDS, DASHES, BODIES)
def test_a_symbol_of_the_state_that_is_read_is_found(number: str, year: str, kind: str, dash: str, body: str) -> None:
    printed = f"{number}{year}/{kind}{dash}{body}"
    symbol = read_symbol(printed, "Văn bản")
    assert symbol is not None
    assert found_code(printed) == symbol.code


@settings(max_examples=200)
@given(NUMBERS, PARTY_KINDS, PARTY_BODIES)
def test_a_symbol_of_the_party_that_is_read_is_found(number: str, kind: str, body: str) -> None:
    printed = f"{number}-{kind}/{body}"
    symbol = read_symbol(printed, "Văn bản")
    assert symbol is not None
    assert (symbol.party, found_code(printed)) == (True, symbol.code)


@settings(max_examples=200)
@given(NUMBERS, BODIES, st.sampled_from(["", "-NV", "-VX", "-TCCB"]))
def test_the_symbol_of_a_letter_that_is_read_is_found(number: str, body: str, unit: str) -> None:
    printed = f"{number}/{body}{unit}"
    symbol = read_symbol(printed, "Văn bản")
    assert symbol is not None
    assert found_code(printed) == symbol.code


PARTS = st.sampled_from([row.part for row in pinpoint_parts().values()])
LABELS = st.sampled_from(["1", "12", "5a", "II", "b", "đ"])


@settings(max_examples=200)
@given(st.lists(st.tuples(PARTS, LABELS), min_size=1, max_size=4), st.sampled_from([" ", ", "]))
def test_a_pinpoint_that_is_read_is_found(places: list[tuple[str, str]], joint: str) -> None:
    text = joint.join(f"{part} {label}" for part, label in places)
    assert read_pinpoint(text)
    assert find_pinpoints(f"theo {text} của") == [(5, 5 + len(text))]


@settings(max_examples=200)
@given(NUMBERS, YEARS, st.sampled_from(["1", "3.", "4,", "2-", "5/"]), st.sampled_from(["/2", "/2025"]))
def test_no_number_is_torn_from_a_longer_one(number: str, year: str, before: str, behind: str) -> None:
    """Digits before the number, or behind a date, give another value or none."""
    plain = f"{number}{year}/QĐ-UBND"
    found = find_references(f"theo Quyết định số {before}{plain};")
    codes = [symbol.code for one in found if (symbol := read_symbol(one.code or ""))]
    assert plain not in codes
    (mention,) = find_references(f"theo Quyết định số {plain} ngày 02/3/2024{behind};")
    assert mention.date is None


@pytest.mark.parametrize("number", ["12 34/QĐ-UBND", "19 28-CT/TU", "10 7/2021/NĐ-CP"])
def test_no_number_is_torn_at_a_blank(number: str) -> None:
    (found,) = find_references(f"Căn cứ Quyết định số {number} ngày 05/3/2025")
    assert found.code == number
