"""Documents that name pictures, styles, texts and templates at an address, and a server there that notes who asks."""

from __future__ import annotations

import base64
import io
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

_PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
_TEXT = "Kế hoạch số 12/KH-UBND ngày 02/01/2024 của Ủy ban nhân dân xã Mẫu"


@contextmanager
def server(port: int = 0) -> Iterator[tuple[str, list[str]]]:
    """A web server on this machine's loopback, and what was asked of it by whatever method."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def parse_request(self) -> bool:
            asked.append(self.raw_requestline.decode("latin-1"))
            understood = super().parse_request()
            self.command = "GET"
            return understood

        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "image/png")
            self.send_header("Content-Length", str(len(_PICTURE)))
            self.end_headers()
            self.wfile.write(_PICTURE)

        def log_message(self, *_: object) -> None:
            pass

    class Server(HTTPServer):
        allow_reuse_address = True

    web = Server(("127.0.0.1", port), Handler)
    thread = threading.Thread(target=web.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{web.server_port}", asked
    finally:
        web.shutdown()
        web.server_close()
        thread.join()


def web_page(url: str) -> bytes:
    """HTML that names what it shows in every way there is."""
    return (
        f"<html><head><meta charset=utf-8><link rel=stylesheet href='{url}/a.css'><script src='{url}/a.js'></script>"
        f"<base href='{url}/'></head><body background='{url}/b.png'><p>{_TEXT}</p><img src='{url}/c.png'>"
        f"<iframe src='{url}/d.html'></iframe><embed src='{url}/e'><object data='{url}/f'></object>"
        f"<table background='{url}/g'><tr><td style='background: url({url}/h)'>x</table>"
        f"<style>@import url({url}/i.css); p {{background: url({url}/j)}}</style></body></html>"
    ).encode()


def rtf(url: str) -> bytes:
    """RTF with a linked picture, a linked text and a template."""
    field = r"{\field{\*\fldinst %s " + f'"{url}/%s"' + r" \\d}{\fldrslt x}}"
    fields = field % ("INCLUDEPICTURE", "a.png") + field % ("INCLUDETEXT", "b.rtf")
    return (
        r"{\rtf1\ansi{\*\template " + f"{url}/c.dot" + r"}K\u7871? ho\u7841?ch s\u7889? 12/KH-UBND " + fields + r"\par}"
    ).encode()


_ODT_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        *(("office", "office"), ("text", "text"), ("style", "style"), ("draw", "drawing")),
        *(("svg", "svg-compatible"), ("fo", "xsl-fo-compatible")),
    )
)
_LINK = 'xlink:type="simple" xlink:actuate="onLoad"'


def odt(url: str) -> bytes:
    """ODT with a linked picture, a picture behind a paragraph, and a linked section."""
    behind = (
        '<style:style style:name="P1" style:family="paragraph"><style:paragraph-properties>'
        f'<style:background-image xlink:href="{url}/a.png" {_LINK}/></style:paragraph-properties></style:style>'
    )
    picture = (
        '<text:p><draw:frame draw:name="g" text:anchor-type="as-char" svg:width="2cm" svg:height="2cm">'
        f'<draw:image xlink:href="{url}/b.png" {_LINK}/></draw:frame></text:p>'
    )
    section = (
        f'<text:section text:name="s"><text:section-source xlink:href="{url}/c.odt" {_LINK}/><text:p>x</text:p>'
        "</text:section>"
    )
    content = (
        f'<office:document-content {_ODT_SPACES} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2">'
        f"<office:automatic-styles>{behind}</office:automatic-styles><office:body><office:text>"
        f'<text:p text:style-name="P1">{_TEXT}</text:p>{picture}{section}</office:text></office:body>'
        "</office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    entry = '<manifest:file-entry manifest:full-path="{}" manifest:media-type="{}"/>'
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
        f"{entry.format('/', kind)}{entry.format('content.xml', 'text/xml')}</manifest:manifest>"
    )
    return _packed({"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content})


_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{_OFFICE}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)


def docx(url: str) -> bytes:
    """DOCX with a linked picture, a template and an import at an address, and an import that names pictures."""
    picture = '<w:p><w:r><w:drawing><a:blip r:link="rId1"/></w:drawing></w:r></w:p>'
    imports = '<w:altChunk r:id="rId2"/><w:altChunk r:id="rId3"/>'
    return _docx(url, "", picture + imports)


def docx_of_entities(url: str) -> bytes:
    """DOCX whose document part has its type and its entities at an address."""
    far = f'<!ENTITY far SYSTEM "{url}/b.txt"><!ENTITY % more SYSTEM "{url}/c.ent"> %more;'
    return _docx(url, f'<!DOCTYPE w:document SYSTEM "{url}/a.dtd" [{far}]>', "<w:p><w:r><w:t>&far;</w:t></w:r></w:p>")


def _docx(url: str, prolog: str, more: str) -> bytes:
    def relations(*found: tuple[str, str, str, str]) -> str:
        listed = "".join(
            f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}" TargetMode="{mode}"/>'
            for name, kind, target, mode in found
        )
        return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'

    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="html" ContentType="text/html"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        "_rels/.rels": relations(("rId1", "officeDocument", "word/document.xml", "Internal")),
        "word/_rels/document.xml.rels": relations(
            ("rId1", "image", f"{url}/d.png", "External"),
            ("rId2", "aFChunk", f"{url}/e.rtf", "External"),
            ("rId3", "aFChunk", "page.html", "Internal"),
            ("rId4", "attachedTemplate", f"{url}/f.dotx", "External"),
        ),
        "word/document.xml": f"{prolog}<w:document {_WORD_SPACES}><w:body>"
        f"<w:p><w:r><w:t>{_TEXT}</w:t></w:r></w:p>{more}</w:body></w:document>",
        "word/page.html": web_page(url).decode(),
    }
    return _packed(files)


def pdf(url: str) -> bytes:
    """PDF whose page has a picture, a link and a form at an address, opened by itself."""
    from pikepdf import Dictionary, Name, Pdf, String

    document = Pdf.new()
    page = document.add_blank_page()
    letters = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    far = document.make_stream(b"", F=Dictionary(FS=Name.URL, F=String(f"{url}/a.png")))
    far.Type, far.Subtype, far.Width, far.Height = Name.XObject, Name.Image, 1, 1
    far.ColorSpace, far.BitsPerComponent = Name.DeviceGray, 8
    page.Resources = Dictionary(Font=Dictionary(F=letters), XObject=Dictionary(X=far))
    shown = b"BT /F 12 Tf 50 700 Td (So: 12/KH-UBND) Tj 0 -20 Td (Nghi dinh so 107/2021/ND-CP) Tj ET /X Do"
    page.Contents = document.make_stream(shown)
    document.Root.OpenAction = Dictionary(S=Name.URI, URI=String(f"{url}/b"))
    document.Root.AcroForm = Dictionary(Fields=[], XFA=String(f"{url}/c"))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _packed(files: dict[str, str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        for name, text in files.items():
            package.writestr(name, text)
    return data.getvalue()
