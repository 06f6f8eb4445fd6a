"""A PDF whose structure is damaged, written anew:
qpdf rebuilds its table of objects from what it finds.
"""

from __future__ import annotations

import io

from schemas.errors import DamagedError


def rewrite_pdf(data: bytes) -> bytes:
    """The same document with a sound structure.

    Raises:
        DamagedError: nothing of a PDF can be found in it.
    """
    import pikepdf

    out = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            document.save(out)
    except (pikepdf.PdfError, pikepdf.PasswordError) as error:
        raise DamagedError("the PDF is damaged: its structure cannot be repaired") from error
    return out.getvalue()
