"""What the recogniser once read, kept in the user's cache folder:
a second run on the same pictures is instant.

An entry's name is the digest of everything its content depends on, so an entry is never stale; the
folder holds `MOST_BYTES` and loses its oldest entries when it grows past them. A folder that cannot
be written to, a damaged entry or a full disk cost time, never a result.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from contextlib import suppress

from extract.cache_folder import cache_folder, drop_oldest, keep, read_kept
from extract.read.scan.ink import Picture
from extract.read.scan.tesseract import Run
from extract.read.scan.tesseract_installed import version

MOST_BYTES = 200_000_000
_SWEEP_EVERY = 64
"""One entry in so many looks whether the folder has grown too large."""


def cached(run: Run) -> Run:
    """``run`` (see `extract.read.scan.tesseract.Run`), asked only for what is not in the cache,
    where there is one.
    """
    folder = cache_folder("ocr")
    if folder is None:
        return run

    def run_cached(pictures: list[Picture], dpi: float, timeout: float, segmentation: int) -> str:
        entry = folder / f"{key(pictures, dpi, segmentation)}.z"
        with suppress(OSError, zlib.error, UnicodeDecodeError):
            printed = zlib.decompress(read_kept(entry)).decode("utf-8")
            with suppress(OSError):
                os.utime(entry)
            return printed
        printed = run(pictures, dpi, timeout, segmentation)
        with suppress(OSError):
            keep(entry, zlib.compress(printed.encode("utf-8")))
            if int(entry.stem[:8], 16) % _SWEEP_EVERY == 0:
                drop_oldest(folder, MOST_BYTES)
        return printed

    return run_cached


def key(pictures: list[Picture], dpi: float, segmentation: int) -> str:
    """The digest of pictures, their resolution and all that decides how they are read."""
    digest = hashlib.sha256(f"{version()}|{round(dpi)}|{segmentation}|{len(pictures)}".encode())
    for picture in pictures:
        digest.update(f"|{picture.shape}|".encode())
        digest.update(picture.tobytes())
    return digest.hexdigest()
