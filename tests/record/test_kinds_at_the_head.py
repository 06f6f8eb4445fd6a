"""Every kind of the table is the kind of a document at whose head it stands, and leaves the title whole."""

import pytest

from extract.options import Options
from extract.pipeline.extract import extract_plan
from normalize.citation.document_kinds import document_kinds, head_kinds, read_kind_line
from schemas.plan import Header


def header_of(*middle: str, code: str = "Số: 12/SNV-VP") -> Header:
    lines = (
        "SỞ NỘI VỤ",
        code,
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Nghệ An, ngày 05 tháng 02 năm 2024",
        "",
        *middle,
        "",
        "Căn cứ Luật Lưu trữ năm 2024;",
        "1. Rà soát hồ sơ.",
    )
    return extract_plan("\n".join(lines).encode(), Options(jobs=1)).header


@pytest.mark.parametrize("kind", sorted({row.kind for row in document_kinds() if row.head}))
def test_kind(kind: str) -> None:
    header = header_of(kind.upper(), "Tiếp nhận hồ sơ năm 2024")
    assert (header.kind, header.title) == (kind, "Tiếp nhận hồ sơ năm 2024")


@pytest.mark.parametrize("name", head_kinds())
def test_a_line_begins_with_the_longest_name(name: str) -> None:
    line = read_kind_line(f"{name} NĂM 2024")
    assert line is not None
    assert (line.printed, line.end) == (name, len(name))


@pytest.mark.parametrize("line", ["KẾ HOẠCHS", "KE HOACH NAM 2024", "Kế hoạch", "SỞ NỘI VỤ", "LUAT"])
def test_other_lines_begin_with_no_kind(line: str) -> None:
    assert read_kind_line(line) is None
