"""Good documents behind passwords: every kind of PDF encryption, and Office files."""

from __future__ import annotations

import io
import struct
import warnings
from pathlib import Path

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "commune-2024.pdf"
KINDS = {
    "RC4-40": (2, False),
    "RC4-128": (3, False),
    "RC4-128 by crypt filter": (4, False),
    "AES-128": (4, True),
    "AES-256 (extension level 3)": (5, True),
    "AES-256": (6, True),
}
"""Name of a PDF encryption → its revision of the standard security handler, and whether it is AES."""

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def encrypted_pdf(kind: str, user: str) -> bytes:
    """The sample, encrypted; ``user`` is the password that opens it, "" where everybody may read it but not copy it."""
    import pikepdf

    revision, aes = KINDS[kind]
    out = io.BytesIO()
    nothing = pikepdf.Permissions(extract=False, accessibility=False, print_lowres=False, print_highres=False)
    with pikepdf.open(SAMPLE) as document, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the older kinds are weak
        protection = pikepdf.Encryption(user=user, owner="owner", R=revision, aes=aes, metadata=aes, allow=nothing)
        document.save(out, encryption=protection)
    return out.getvalue()


def compound_file(streams: dict[str, bytes]) -> bytes:
    """An OLE compound file of version 3 with these streams (4 KB at least). Source: [MS-CFB]."""
    sectors: list[bytes] = []
    table: list[int] = []
    entries = [_entry("Root Entry", 5, _END, 0, child=1)]
    names = list(streams)
    for place, name in enumerate(names, 1):
        data = streams[name].ljust(4096, b"\0")
        pieces = [data[at : at + _SECTOR].ljust(_SECTOR, b"\0") for at in range(0, len(data), _SECTOR)]
        start = len(sectors)
        sectors += pieces
        table += [*range(start + 1, start + len(pieces)), _END]
        following = place + 1 if place < len(names) else _FREE
        entries.append(_entry(name, 2, start, len(data), right=following))
    directory = len(sectors)
    listed = b"".join(entries)
    listed = listed.ljust(-(-len(listed) // _SECTOR) * _SECTOR, b"\0")
    sectors += [listed[at : at + _SECTOR] for at in range(0, len(listed), _SECTOR)]
    table += [*range(directory + 1, len(sectors)), _END]
    place = len(sectors)
    table = [*table, _FAT]
    sectors.append(struct.pack("<128I", *table, *[_FREE] * (128 - len(table))))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, directory, 0, 4096, _END, 0, _END, 0)
    head += struct.pack("<109I", place, *[_FREE] * 108)
    return head + b"".join(sectors)


def _entry(name: str, kind: int, start: int, size: int, *, child: int = _FREE, right: int = _FREE) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    return (
        written.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(written), kind, 1, _FREE, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def encrypted_docx() -> bytes:
    """What Word writes for a DOCX with a password."""
    return compound_file({"EncryptionInfo": b"\4\0\4\0\x40\0\0\0<encryption/>", "EncryptedPackage": bytes(5000)})


def encrypted_doc(xor: bool = False) -> bytes:
    """A Word 97 document whose flags say that it is encrypted, or obfuscated by XOR."""
    flags = 0x0100 | (0x8000 if xor else 0)
    return compound_file({"WordDocument": struct.pack("<HHHHHH", 0xA5EC, 0xC1, 0, 0x042A, 0, flags), "1Table": b""})
