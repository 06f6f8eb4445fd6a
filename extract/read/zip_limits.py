"""What a ZIP may unpack to: looked at in its directory, before anything is unpacked."""

from __future__ import annotations

import io
import zipfile

from schemas.errors import EncryptedError, LimitError

MAX_ENTRIES = 10_000
MAX_PART_BYTES = 150_000_000
MAX_SUM_BYTES = 300_000_000
"""Of all XML in one package."""

MAX_RATIO = 400
"""A part this many times larger than its bytes in the file is a bomb;
Word's own XML shrinks to a fortieth at most.
"""

_SMALL = 10_000_000
"""Below this size a part does no harm, whatever its ratio."""

_XML = (".xml", ".rels")


def check_entries(entries: list[zipfile.ZipInfo]) -> None:
    """See that an Office package does no harm when it is unpacked.

    Raises:
        EncryptedError: a password is needed.
        LimitError: too many entries, or XML that would grow beyond the limits.
    """
    if len(entries) > MAX_ENTRIES:
        raise LimitError(f"the document has {len(entries)} parts, the limit is {MAX_ENTRIES}")
    total = 0
    for entry in entries:
        if entry.flag_bits & 0x1:
            raise EncryptedError(
                "the document is a ZIP protected by a password; save a copy without one"
            )
        if entry.filename.lower().endswith(_XML):
            check_entry(entry)
            total += entry.file_size
    if total > MAX_SUM_BYTES:
        raise LimitError(
            f"the document would grow beyond every document's size: its parts unpack to {total} "
            "bytes"
        )


def check_zip(data: bytes) -> None:
    """`check_entries` for a package that another program unpacks.

    Raises:
        EncryptedError: a password is needed.
        LimitError: too many entries, or XML that would grow beyond the limits.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        check_entries(archive.infolist())


def check_entry(entry: zipfile.ZipInfo) -> None:
    """The same for a part that is read, whatever its name ends with.

    Raises:
        LimitError: it would grow beyond the limits.
    """
    grows = entry.file_size > MAX_RATIO * max(entry.compress_size, 1) and entry.file_size > _SMALL
    if entry.file_size > MAX_PART_BYTES or grows:
        raise LimitError(
            f"the document would grow beyond every document's size: {entry.filename} unpacks to "
            f"{entry.file_size} bytes"
        )
