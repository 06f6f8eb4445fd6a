"""Files made to hurt: bombs, loops, absurd sizes, and formulas; each is small to make and dear to read.

`FILES` names every file with its maker and the exit codes the command may end with.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import NamedTuple

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="word/document.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
HEAD = (
    "ỦY BAN NHÂN DÂN XÃ AN PHÚ",
    "Số: 12/KH-UBND",
    "An Phú, ngày 05 tháng 3 năm 2024",
    "KẾ HOẠCH",
    "Công tác năm 2024",
)


def docx(body: str, *, prolog: str = "", extra: dict[str, bytes] | None = None) -> bytes:
    """A DOCX around the XML of its body; ``prolog`` stands before the root, ``extra`` are further parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELS)
        text = f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<w:document {_W}><w:body>{body}</w:body></w:document>'
        archive.writestr("word/document.xml", text)
        for name, data in (extra or {}).items():
            archive.writestr(name, data)
    return file.getvalue()


def paragraphs(*texts: str) -> str:
    """Paragraphs of a DOCX's body."""
    return "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)


def table(rows: list[list[str]], *, properties: str = "") -> str:
    """A table of a DOCX's body; ``properties`` go into the first cell of every row."""
    made = []
    for row in rows:
        cells = [
            f"<w:tc><w:tcPr>{properties if index == 0 else ''}</w:tcPr>{paragraphs(text)}</w:tc>"
            for index, text in enumerate(row)
        ]
        made.append(f"<w:tr>{''.join(cells)}</w:tr>")
    return f"<w:tbl>{''.join(made)}</w:tbl>"


def pdf(objects: dict[int, bytes], root: int = 1) -> bytes:
    """A PDF of numbered objects with a sound cross-reference table."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    places = {}
    for number, body in objects.items():
        places[number] = out.tell()
        out.write(b"%d 0 obj\n" % number + body + b"\nendobj\n")
    start, size = out.tell(), max(objects) + 1
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
    for number in range(1, size):
        out.write(b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n")
    out.write(b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, root, start))
    return out.getvalue()


def stream(data: bytes, extra: bytes = b"") -> bytes:
    """A stream object's body."""
    return b"<<%s/Length %d>>\nstream\n" % (extra, len(data)) + data + b"\nendstream"


_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def page_of(content: bytes, extra: bytes = b"", box: bytes = b"0 0 595 842") -> bytes:
    """A PDF of one page with this content stream."""
    return pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>" % box,
            4: stream(content, extra),
            5: _FONT,
        }
    )


def page_tree_loop() -> bytes:
    """A page tree that is its own child."""
    return pdf({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>"})


def reference_loop() -> bytes:
    """A content stream whose length leads round in a circle."""
    return pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
            4: b"<</Length 5 0 R>>\nstream\nq Q\nendstream",
            5: b"6 0 R",
            6: b"5 0 R",
        }
    )


def form_loop() -> bytes:
    """A form that draws itself, twice."""
    return pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>",
            4: stream(b"/X Do"),
            5: stream(
                b"/X Do /X Do",
                b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>",
            ),
        }
    )


def form_doubling() -> bytes:
    """Thirty forms, each drawing the next one twice: a billion drawings."""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>",
        4: stream(b"/X Do"),
    }
    for number in range(5, 35):
        following = b"/X %d 0 R" % (number + 1) if number < 34 else b""
        objects[number] = stream(
            b"/X Do /X Do" if following else b"0 0 1 1 re f",
            b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<<%s>>>>" % following,
        )
    return pdf(objects)


def flate_bomb() -> bytes:
    """Three hundred megabytes of blanks in three hundred kilobytes."""
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(b" " * 1_000_000) for _ in range(300)) + packer.flush()
    return page_of(data, b"/Filter/FlateDecode")


def flate_bomb_twice() -> bytes:
    """A stream packed twice: three hundred megabytes in a few hundred bytes."""
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(b" " * 1_000_000) for _ in range(300)) + packer.flush()
    return page_of(zlib.compress(data, 9), b"/Filter[/FlateDecode/FlateDecode]")


def million_characters() -> bytes:
    """A million characters on one page."""
    line = b"(" + b"Ke hoach so 12/KH-UBND 2024 " * 40 + b") Tj 0 -1 Td\n"
    return page_of(zlib.compress(b"BT /F 1 Tf 10 800 Td\n" + line * 900 + b"ET"), b"/Filter/FlateDecode")


def many_pages() -> bytes:
    """A hundred thousand pages that are one and the same."""
    kids = b"3 0 R " * 100_000
    return pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[" + kids + b"]/Count 100000>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
            4: stream(b"BT /F 9 Tf 10 800 Td (12/KH-UBND) Tj ET"),
            5: _FONT,
        }
    )


def long_document() -> bytes:
    """As many pages as are read, full of lines: minutes of work, and not much memory before the time is over."""
    lines = b"".join(b"(%d Ke hoach so 12/KH-UBND ngay 05 thang 3 nam 2024) Tj 0 -7 Td\n" % line for line in range(110))
    return pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[" + b"3 0 R " * 4999 + b"]/Count 4999>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
            4: stream(b"BT /F 6 Tf 10 800 Td\n" + lines + b"ET"),
            5: _FONT,
        }
    )


def endless_count() -> bytes:
    """A page tree that says it has two thousand million pages."""
    return pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 2147483647>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
        }
    )


def vast_page() -> bytes:
    """A page fourteen million points wide."""
    return page_of(b"BT /F 9 Tf 10 800 Td (12/KH-UBND) Tj ET", box=b"0 0 14400000 14400000")


def _pictured(box: bytes) -> bytes:
    """A page of this size that is nothing but a picture."""
    picture = b"/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray"
    return pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>" % box,
            4: stream(b"q 14400000 0 0 14400000 0 0 cm /X Do Q"),
            5: stream(b"\x00", picture),
        }
    )


def vast_picture() -> bytes:
    """A picture on a page fourteen million points wide."""
    return _pictured(b"0 0 14400000 14400000")


def endless_strip() -> bytes:
    """A picture on a page fourteen million points wide and one high."""
    return _pictured(b"0 0 14400000 1")


def largest_picture() -> bytes:
    """A picture on the largest page that the format allows."""
    return _pictured(b"0 0 14400 14400")


def infinite_picture() -> bytes:
    """A picture on a page beyond every number."""
    return _pictured(b"-1e30 -1e30 1e30 1e30")


def empty_box() -> bytes:
    """A picture on a page without size."""
    return _pictured(b"0 0 0 0")


def many_rules() -> bytes:
    """Four hundred lines across and as many down: 160,000 cells."""
    lines = [b"%d 20 m %d 820 l S" % (20 + n, 20 + n) for n in range(0, 540, 2)]
    lines += [b"20 %d m 560 %d l S" % (20 + n, 20 + n) for n in range(0, 800, 2)]
    return page_of(b"\n".join(lines) + b"\nBT /F 2 Tf 22 22 Td (12/KH-UBND) Tj ET")


def nested_arrays() -> bytes:
    """An object of arrays in arrays, a hundred thousand deep."""
    return pdf({1: b"[" * 100_000 + b"]" * 100_000, 2: b"<</Type/Catalog/Pages 1 0 R>>"}, root=2)


def page_with_file_actions() -> bytes:
    """A page that wants a program started and an address opened."""
    return pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/Launch/F(/bin/sh)>>>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/AA<</O<</S/URI/URI(http://127.0.0.1/)>>>>>>",
        }
    )


def tall_merge() -> bytes:
    """A cell merged over five thousand rows."""
    rows = [["", f"{n}", "Rà soát văn bản", "Văn phòng UBND"] for n in range(5000)]
    merge = '<w:vMerge w:val="continue"/>'
    return docx(paragraphs(*HEAD) + table(rows, properties=merge))


def wide_span() -> bytes:
    """A cell that says it spans twenty million columns."""
    rows = [["TT", "Nhiệm vụ"], ["1", "Rà soát văn bản"]]
    return docx(paragraphs(*HEAD) + table(rows, properties='<w:gridSpan w:val="20000000"/>'))


def odd_spans() -> bytes:
    """Spans that are negative, empty, or no numbers."""
    made = [table([["1", "Rà soát"]], properties=f'<w:gridSpan w:val="{value}"/>') for value in ("-5", "", "x", "1e9")]
    return docx(paragraphs(*HEAD) + paragraphs("").join(made))


def deep_tables() -> bytes:
    """Tables in tables, two thousand deep."""
    return docx("<w:tbl><w:tr><w:tc>" * 2000 + paragraphs("1") + "</w:tc></w:tr></w:tbl>" * 2000)


def entity_bomb() -> bytes:
    """Entities that double ten times ten."""
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return docx(paragraphs("&e9;"), prolog=f'<!DOCTYPE d [<!ENTITY e0 "kế hoạch ">{entities}]>')


def outside_entity() -> bytes:
    """An entity that would read a file of this machine into the text."""
    return docx(paragraphs(*HEAD, "&x;"), prolog='<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>')


def zip_bomb() -> bytes:
    """A part of two hundred megabytes of blanks."""
    file = io.BytesIO(docx(paragraphs(*HEAD)))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("word/styles.xml", "w") as part:
        for _ in range(200):
            part.write(b" " * 1_000_000)
    return file.getvalue()


def body_bomb() -> bytes:
    """A body of three hundred megabytes of one word."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELS)
        with archive.open("word/document.xml", "w") as part:
            part.write(f"<w:document {_W}><w:body>".encode())
            for _ in range(300):
                part.write(b"<w:p><w:r><w:t>ke hoach</w:t></w:r></w:p>" * 24_000)
            part.write(b"</w:body></w:document>")
    return file.getvalue()


def many_parts() -> bytes:
    """Thirty thousand empty parts."""
    file = io.BytesIO(docx(paragraphs(*HEAD)))
    with zipfile.ZipFile(file, "a") as archive:
        for number in range(30_000):
            archive.writestr(f"word/p{number}", b"")
    return file.getvalue()


def many_bombs() -> bytes:
    """Forty parts of nine megabytes: each of them harmless, all together not."""
    file = io.BytesIO(docx(paragraphs(*HEAD)))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(40):
            archive.writestr(f"word/header{number}.xml", b" " * 9_000_000)
    return file.getvalue()


def hidden_bomb() -> bytes:
    """The body itself is a bomb, under a name that does not end as XML does."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES.replace("/word/document.xml", "/word/document.bin"))
        archive.writestr("_rels/.rels", _RELS.replace("word/document.xml", "word/document.bin"))
        with archive.open("word/document.bin", "w") as part:
            for _ in range(200):
                part.write(b" " * 1_000_000)
    return file.getvalue()


def odt_bomb() -> bytes:
    """An OpenDocument text whose body is two hundred megabytes of blanks."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        with archive.open("content.xml", "w") as part:
            for _ in range(200):
                part.write(b" " * 1_000_000)
    return file.getvalue()


def climbing_names() -> bytes:
    """Parts whose names climb out of the package."""
    return docx(paragraphs(*HEAD), extra={"../../../tmp/climbed": b"x", "/tmp/absolute": b"x", "word/../../up": b"x"})


def outside_targets() -> bytes:
    """Relations that lead to the network and to files of this machine."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = (
        f'<Relationship Id="a" TargetMode="External" Target="http://127.0.0.1:9/x" Type="{kind}/attachedTemplate"/>'
        f'<Relationship Id="b" Target="../../../../etc/passwd" Type="{kind}/footnotes"/>'
        f'<Relationship Id="c" TargetMode="External" Target="file:///etc/passwd" Type="{kind}/styles"/>'
    )
    rels = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
    )
    return docx(paragraphs(*HEAD), extra={"word/_rels/document.xml.rels": rels.encode()})


def wrong_sums() -> bytes:
    """A package whose check sums are wrong."""
    data = docx(paragraphs(*HEAD))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sound = struct.pack("<I", archive.getinfo("word/document.xml").CRC)
    return data.replace(sound, struct.pack("<I", 0xDEADBEEF))


def formulas() -> bytes:
    """Cells that a spreadsheet would run."""
    cells = ["=1+1", '+cmd|"/c calc"!A1', "-2+3", "@SUM(1)", "\t=1", '=HYPERLINK("http://127.0.0.1")']
    rows = [["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian"]]
    rows += [[str(n), cell, "Văn phòng UBND", "Quý II"] for n, cell in enumerate(cells, 1)]
    return docx(paragraphs(*HEAD) + table([[_escaped(cell) for cell in row] for row in rows]))


def scripts() -> bytes:
    """Cells that a browser would run."""
    cells = [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "javascript:alert(1)",
        "</style><svg/onload=a>",
    ]
    rows = [["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian"]]
    rows += [[str(n), cell, "Văn phòng UBND", "Quý II"] for n, cell in enumerate(cells, 1)]
    return docx(paragraphs(*HEAD) + table([[_escaped(cell) for cell in row] for row in rows]))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def long_line() -> bytes:
    """A transcript of one line, a million digits long."""
    return ("KẾ HOẠCH số 12/KH-UBND " + "1" * 1_000_000).encode()


def many_brackets() -> bytes:
    """A transcript of the beginnings of things that never end."""
    return ("KẾ HOẠCH\nSố: 12/KH-UBND\n" + "Nghị định số (" * 20_000 + "trước ngày " * 20_000).encode()


def marks_on_marks() -> bytes:
    """A letter with a hundred thousand marks."""
    return ("KẾ HOẠCH\nSố: 12/KH-UBND\na" + "\u0301" * 100_000).encode()


def deep_rtf() -> bytes:
    """Groups in groups, a hundred thousand deep."""
    return b"{\\rtf1" + b"{" * 100_000 + b"}" * 100_001


class Hostile(NamedTuple):
    """A file's name, what makes it, and the exit codes it may end with.

    ``endless``: only a limit of time or memory ends the reading.
    """

    name: str
    make: Callable[[], bytes]
    codes: tuple[int, ...]
    endless: bool = False


READ = (0,)
REFUSED = (3, 4, 6)
LIMIT = (4,)
EITHER = (0, *REFUSED)
"""6 where a page without text asks for a program that is not installed."""

FILES = [
    Hostile("page-tree-loop.pdf", page_tree_loop, REFUSED),
    Hostile("reference-loop.pdf", reference_loop, REFUSED),
    Hostile("form-loop.pdf", form_loop, REFUSED, endless=True),
    Hostile("form-doubling.pdf", form_doubling, REFUSED, endless=True),
    Hostile("flate-bomb.pdf", flate_bomb, REFUSED),
    Hostile("flate-bomb-twice.pdf", flate_bomb_twice, REFUSED),
    Hostile("million-characters.pdf", million_characters, EITHER, endless=True),
    Hostile("many-pages.pdf", many_pages, LIMIT),
    Hostile("endless-count.pdf", endless_count, REFUSED),
    Hostile("vast-page.pdf", vast_page, EITHER),
    Hostile("vast-picture.pdf", vast_picture, REFUSED),
    Hostile("endless-strip.pdf", endless_strip, REFUSED),
    Hostile("largest-picture.pdf", largest_picture, REFUSED, endless=True),
    Hostile("infinite-picture.pdf", infinite_picture, REFUSED),
    Hostile("empty-box.pdf", empty_box, REFUSED),
    Hostile("many-rules.pdf", many_rules, EITHER),
    Hostile("nested-arrays.pdf", nested_arrays, REFUSED),
    Hostile("file-actions.pdf", page_with_file_actions, REFUSED),
    Hostile("tall-merge.docx", tall_merge, READ),
    Hostile("wide-span.docx", wide_span, READ),
    Hostile("odd-spans.docx", odd_spans, READ),
    Hostile("deep-tables.docx", deep_tables, REFUSED),
    Hostile("entity-bomb.docx", entity_bomb, REFUSED),
    Hostile("outside-entity.docx", outside_entity, REFUSED),
    Hostile("zip-bomb.docx", zip_bomb, REFUSED),
    Hostile("body-bomb.docx", body_bomb, REFUSED),
    Hostile("many-parts.docx", many_parts, LIMIT),
    Hostile("many-bombs.docx", many_bombs, LIMIT),
    Hostile("hidden-bomb.docx", hidden_bomb, LIMIT),
    Hostile("odt-bomb.odt", odt_bomb, LIMIT),
    Hostile("climbing-names.docx", climbing_names, READ),
    Hostile("outside-targets.docx", outside_targets, READ),
    Hostile("wrong-sums.docx", wrong_sums, REFUSED),
    Hostile("formulas.docx", formulas, READ),
    Hostile("scripts.docx", scripts, READ),
    Hostile("long-line.txt", long_line, EITHER),
    Hostile("many-brackets.txt", many_brackets, EITHER),
    Hostile("marks-on-marks.txt", marks_on_marks, EITHER),
    Hostile("deep.rtf", deep_rtf, REFUSED),
]
