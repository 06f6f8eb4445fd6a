"""Pages turned after printing: content drawn sideways, with and without /Rotate."""

from __future__ import annotations

import io

import pikepdf


def turn(pdf: bytes, rotate: bool) -> bytes:
    """Every page but the first drawn sideways on upright paper; ``rotate`` adds the /Rotate that shows it upright."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages[1:]:
            _, _, width, height = (float(number) for number in page.MediaBox)
            page.contents_add(f"q 0 1 -1 0 {height} 0 cm".encode(), prepend=True)
            page.contents_add(b"Q")
            page.MediaBox = pikepdf.Array([0, 0, height, width])
            for name in ("/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
                if name in page.obj:
                    del page.obj[name]
            if rotate:
                page.obj["/Rotate"] = 90
        document.save(out)
    return out.getvalue()
