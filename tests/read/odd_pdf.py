"""PDFs that state what no letter is and draw where no page is: written by hand, since libraries refuse to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

NAN_LIKE = "1e999"
"""No number of PDF's syntax; readers make something of it, and each something else."""


class OddPage(NamedTuple):
    """A page: its boxes as numbers are written, its content, what its font's codes mean, its font's measures.

    ``unicode`` maps codes to the hexadecimal digits of a ToUnicode map; ``type3``: a font of drawings.
    """

    content: str = "BT /F1 12 Tf 72 720 Td <0102030405> Tj ET"
    media: str = "0 0 595 842"
    crop: str = ""
    rotate: str = "0"
    unit: str = ""
    unicode: Sequence[tuple[int, str]] = ()
    ascent: str = "800"
    descent: str = "-200"
    type3: bool = False
    matrix: str = "0.001 0 0 0.001 0 0"
    annotation: str = ""


def odd_pdf(page: OddPage) -> bytes:
    """The document that holds this page alone."""
    drawing = "800 0 0 0 700 700 d1 0 0 700 700 re f"
    font = (
        f"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 800 800] /FontMatrix [{page.matrix}] /FirstChar 1 /LastChar 5"
        " /Widths [800 800 800 800 800] /Encoding << /Type /Encoding /Differences [1 /a /b /c /d /e] >>"
        " /CharProcs << /a 8 0 R /b 8 0 R /c 8 0 R /d 8 0 R /e 8 0 R >> /Resources << >> /ToUnicode 6 0 R >>"
        if page.type3
        else "<< /Type /Font /Subtype /TrueType /BaseFont /Odd /FirstChar 1 /LastChar 5 /Widths [600 600 600 600 600]"
        " /FontDescriptor 7 0 R /ToUnicode 6 0 R >>"
    )
    crop = f"/CropBox [{page.crop}]" if page.crop else ""
    unit = f"/UserUnit {page.unit}" if page.unit else ""
    notes = "/Annots [9 0 R]" if page.annotation else ""
    pairs = "\n".join(f"<{code:02x}> <{meant}>" for code, meant in page.unicode)
    maps = f"{len(page.unicode)} beginbfchar\n{pairs}\nendbfchar\n" if page.unicode else ""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [{page.media}] {crop} /Rotate {page.rotate} {unit} {notes}"
        " /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        _stream(page.content),
        font,
        _stream(
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
            f"1 begincodespacerange <00> <ff> endcodespacerange\n{maps}endcmap end end"
        ),
        "<< /Type /FontDescriptor /FontName /Odd /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0"
        f" /Ascent {page.ascent} /Descent {page.descent} /CapHeight 700 /StemV 80 >>",
        _stream(drawing),
        f"<< /Type /Annot /Subtype /FreeText /Rect [{page.annotation or '0 0 0 0'}] /Contents (x) /DA (/F1 9 Tf) >>",
    ]
    return _file(objects)


def _stream(data: str) -> str:
    return f"<< /Length {len(data)} >>\nstream\n{data}\nendstream"


def _file(objects: list[str]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, written in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{written}\nendobj\n".encode()
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += "".join(f"{place:010} 00000 n \n" for place in places).encode()
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
