"""DOCX files written part by part, to hold what python-docx cannot write and what Word never would."""

from __future__ import annotations

import io
import zipfile

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": _W,
        "r": _R,
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "v": "urn:schemas-microsoft-com:vml",
        "odd": "urn:example:unknown",
    }.items()
)
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def docx(body: str, extra: dict[str, bytes] | None = None, **parts: str) -> bytes:
    """A DOCX with this body.

    ``parts`` are the contents of other parts by the name of their root's part (styles, numbering, settings,
    footnotes, endnotes, header1, footer1 …); their relation's id is their name. ``extra`` are files put in as they are,
    with the relation "chunk" for those below word/chunks/.
    """
    files: dict[str, bytes] = {"word/document.xml": _part("document", f"<w:body>{body}</w:body>")}
    relations = ""
    for name, content in parts.items():
        kind = name.rstrip("0123456789")
        root = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
        files[f"word/{name}.xml"] = _part(root, content)
        relations += f'<Relationship Id="{name}" Type="{_R}/{kind}" Target="{name}.xml"/>'
    for name, data in (extra or {}).items():
        files[name] = data
        if name.startswith("word/chunks/"):
            relations += f'<Relationship Id="chunk" Type="{_R}/aFChunk" Target="{name.removeprefix("word/")}"/>'
    files["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{_RELATIONS}">{relations}</Relationships>'.encode()
    files["_rels/.rels"] = (
        f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="a" Type="{_R}/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    ).encode()
    files["[Content_Types].xml"] = (
        f'<Types xmlns="{_TYPES}"><Default Extension="htm" ContentType="text/html"/></Types>'.encode()
    )
    return packed(files)


def packed(files: dict[str, bytes]) -> bytes:
    """A ZIP of files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def _part(root: str, content: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {NAMESPACES}>{content}</w:{root}>'.encode()


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str, properties: str = "") -> str:
    """A paragraph; plain text becomes a run."""
    inner = content if content.startswith("<") or not content else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def numbered(text: str, number: int = 1, level: int = 0) -> str:
    """A paragraph of a list."""
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def cell(content: str, properties: str = "") -> str:
    """A table cell; plain text becomes a paragraph."""
    inner = content if content.startswith("<") else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A table row; plain text becomes a cell."""
    inner = "".join(one if one.startswith("<w:tc>") else cell(one) for one in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def table(*rows: str) -> str:
    """A table."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def level(depth: int, form: str, text: str, extra: str = "") -> str:
    """One level of a list."""
    start = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/>'
    return f'<w:lvl w:ilvl="{depth}">{start}{extra}<w:lvlText w:val="{text}"/></w:lvl>'


def numbering(*levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    """A numbering part with one list."""
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{nums}'
