"""What a file is, by its bytes."""

from __future__ import annotations

import contextlib
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.read.sniff import MediaType, decode_text, identify, sniff
from schemas.errors import DamagedError, EncryptedError, ExtractError, InputError, UnsupportedError
from tests.shared import SHARED, needs_shared

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def _zip(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return buffer.getvalue()


def _office(*names: str, types: bytes = b"<Types/>") -> bytes:
    return _zip(**{"[Content_Types].xml": types}, **dict.fromkeys(names, b"<x/>"))


KINDS = [
    ("a PDF", b"%PDF-1.4\n", MediaType.PDF),
    ("junk before its header", b"\x00\x01junk" * 100 + b"%PDF-1.7\n", MediaType.PDF),
    ("header lost", b"\xe2\xe3\n1 0 obj <</Type /Catalog>> endobj\nstartxref\n0\n%%EOF", MediaType.PDF),
    ("DOCX", _office("word/document.xml"), MediaType.DOCX),
    ("DOCX, unusual part names", _office("doc/a.xml", types=b"x.wordprocessingml.document.main+xml"), MediaType.DOCX),
    ("Excel", _office("xl/workbook.xml"), MediaType.OTHER_OFFICE),
    ("ODT", _zip(mimetype=MediaType.ODT.encode(), **{"content.xml": b"<x/>"}), MediaType.ODT),
    ("ODT behind a password",
     _zip(**{"mimetype": MediaType.ODT.encode(), "content.xml": b"?", "META-INF__manifest.xml": b"<:encryption-data>"}),
     MediaType.ENCRYPTED_OFFICE),
    ("ODS", _zip(mimetype=b"application/vnd.oasis.opendocument.spreadsheet", **{"content.xml": b"<x/>"}),
     MediaType.OPEN_DOCUMENT),
    ("ZIP", _zip(a=b"b"), MediaType.ZIP),
    ("DOC", _OLE + "WordDocument".encode("utf-16-le"), MediaType.DOC),
    ("DOCX behind a password", _OLE + "EncryptedPackage".encode("utf-16-le"), MediaType.ENCRYPTED_OFFICE),
    ("another OLE file", _OLE, MediaType.OTHER_OFFICE),
    ("RTF", b"{\\rtf1\\ansi", MediaType.RTF),
    ("HTML", b"\xef\xbb\xbf <!DOCTYPE html>\n<html>", MediaType.HTML),
    ("Word's HTML", b'<html xmlns:v="urn:schemas-microsoft-com:vml">', MediaType.HTML),
    ("XHTML", b'<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml">', MediaType.HTML),
    ("HTML in UTF-16", "<html><body>Kế hoạch".encode("utf-16"), MediaType.HTML),
    ("Word's web archive", b"MIME-Version: 1.0\r\nContent-Type: multipart/related; x", MediaType.WEB_ARCHIVE),
    ("a browser's web archive", b"From: <X>\nSubject: a\n b\nContent-Type: multipart/related", MediaType.WEB_ARCHIVE),
    ("PNG", b"\x89PNG\r\n\x1a\n" + bytes(20), MediaType.IMAGE),
    ("BMP", b"BM" + bytes(20), MediaType.IMAGE),
    ("UTF-8", "KẾ HOẠCH".encode(), MediaType.TEXT),
    ("UTF-8 with mark", "KẾ HOẠCH".encode("utf-8-sig"), MediaType.TEXT),
    ("UTF-16", "KẾ HOẠCH".encode("utf-16"), MediaType.TEXT),
    ("UTF-16, big end first", b"\xfe\xff" + "KẾ HOẠCH".encode("utf-16-be"), MediaType.TEXT),
    ("text that begins like a bitmap", "BM.01 Biểu mẫu kế hoạch".encode(), MediaType.TEXT),
    ("text that begins like a program", "MZ là ký hiệu".encode(), MediaType.TEXT),
    ("Word's control characters in text", ("Kế hoạch " * 40 + "\x07\x0b").encode(), MediaType.TEXT),
    ("letter cut at the sample's end", b"a" * 65535 + "ế".encode() * 9, MediaType.TEXT),
    ("8-bit text of a legacy font", b"K\xd5 ho\xb9ch", MediaType.UNKNOWN),
    ("noise", bytes(range(256)), MediaType.UNKNOWN),
]  # fmt: skip


@pytest.mark.parametrize(("data", "kind"), [row[1:] for row in KINDS], ids=[row[0] for row in KINDS])
def test_kinds(data: bytes, kind: MediaType) -> None:
    assert identify(data) is kind


REFUSED = [
    (b"", InputError, "the file is empty"),
    (b" \r\n\0", InputError, "the file is empty"),
    (b"\x89PNG\r\n\x1a\n" + bytes(20), UnsupportedError, "is a PNG image, not a document"),
    (b"\xff\xd8\xff\xe0", UnsupportedError, "is a JPEG image, not a document"),
    (_OLE + "EncryptedPackage".encode("utf-16-le"), EncryptedError, "password"),
    (_OLE, UnsupportedError, "Excel"),
    (_office("word/document.xml")[:60], DamagedError, "damaged ZIP"),
    (_zip(a=b"b"), UnsupportedError, "unpack it"),
    (b"%!PS-Adobe-3.0", UnsupportedError, "PostScript"),
    (b"\x1f\x8b\x08\x00", UnsupportedError, "gzip"),
]


@pytest.mark.parametrize(("data", "error", "says"), REFUSED, ids=range(len(REFUSED)))
def test_refusals_say_what_the_file_is(data: bytes, error: type[ExtractError], says: str) -> None:
    with pytest.raises(error) as caught:
        sniff(data)
    assert type(caught.value) is error
    assert says in str(caught.value)


@given(st.binary(max_size=200))
@settings(max_examples=200)
def test_any_bytes_give_a_kind_or_a_declared_error(data: bytes) -> None:
    with contextlib.suppress(InputError):
        assert sniff(data) not in (MediaType.UNKNOWN, MediaType.IMAGE, MediaType.ZIP, MediaType.ENCRYPTED_OFFICE)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
@settings(max_examples=50)
def test_text_comes_back_from_every_encoding(text: str) -> None:
    text = text.replace("\ufeff", "").replace("\ufffe", "").replace("\uffff", "")
    for data in (text.encode(), text.encode("utf-8-sig"), b"\xff\xfe" + text.encode("utf-16-le")):
        assert decode_text(data) == text


@needs_shared
def test_the_study_material_is_what_its_names_say() -> None:
    kinds = {".pdf": MediaType.PDF, ".docx": MediaType.DOCX, ".doc": MediaType.DOC, ".rtf": MediaType.RTF}
    named_wrongly = ["hpbaotho__2011_12_29_0122000000385685_Ke_hoach_tap_huan__c489f9.doc"]
    """A web page that calls itself .doc."""
    wrong = [
        path.name
        for folder in ("pdf", "docx", "doc")
        for path in sorted((SHARED / "corpus" / folder).iterdir())
        if identify(path.read_bytes()) is not kinds[path.suffix]
    ]
    assert wrong == named_wrongly


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('{"schema_version": "1.0", "source": {"name": "a.pdf"}}', "record"),
        ('{"a": 1}\n{"a": 2}\n', "JSON"),
        ('[\n  {"a": 1}\n]', "JSON"),
        ("# a note\n\n[table]\nkey = 1\n", "TOML"),
        ("\ufeffplan_code,issued_on,issuer,commune\r\n11/KH-UBND,", "table"),
        ("path;bytes;sha256;plan_id\r\n", "table"),
        ("BEGIN:VCALENDAR\r\n", "calendar"),
        ('<!DOCTYPE html>\n<meta name="generator" content="kehoach 0.1.0">', "page"),
    ],
)
def test_data_files_are_refused_by_what_they_are(text: str, word: str) -> None:
    with pytest.raises(UnsupportedError, match=word):
        sniff(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        "[1] Căn cứ Nghị định số 107/2021/NĐ-CP\nKẾ HOẠCH",
        "[[KẾ HOẠCH]]\nNăm 2024",
        "{KẾ HOẠCH}",
        '{"KẾ HOẠCH" năm 2024',
        "Số = 11/KH-UBND\nKẾ HOẠCH",
        "# KẾ HOẠCH\n\n## I. MỤC ĐÍCH",
        "path, bytes",
    ],
)
def test_texts_that_only_begin_like_data_are_read(text: str) -> None:
    assert sniff(text.encode()) == MediaType.TEXT
