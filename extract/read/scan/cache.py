"""What the recogniser once read, kept in the user's cache folder: a second run on the same pictures is instant.

An entry's name is the digest of everything its content depends on, so an entry is never stale; the folder holds
`MOST_BYTES` and loses its oldest entries when it grows past them. A folder that cannot be written to, a damaged entry
or a full disk cost time, never a result.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import zlib
from contextlib import suppress
from pathlib import Path

from extract.read.scan.image import Picture
from extract.read.scan.tesseract import Run
from extract.read.scan.tesseract_installed import version

MOST_BYTES = 200_000_000
_SWEEP_EVERY = 64
"""One entry in so many looks whether the folder has grown too large."""


def folder() -> Path:
    """Where entries are kept. Source: XDG Base Directory Specification."""
    base = os.environ.get("XDG_CACHE_HOME") or ""
    return (Path(base) if os.path.isabs(base) else Path.home() / ".cache") / "kehoach" / "ocr"


def cached(run: Run) -> Run:
    """``run`` (see `extract.read.scan.tesseract.Run`), asked only for what is not in the cache."""

    def run_cached(pictures: list[Picture], dpi: float, timeout: float, segmentation: int) -> str:
        entry = folder() / f"{key(pictures, dpi, segmentation)}.z"
        with suppress(OSError, zlib.error, UnicodeDecodeError):
            printed = zlib.decompress(entry.read_bytes()).decode("utf-8")
            with suppress(OSError):
                os.utime(entry)
            return printed
        printed = run(pictures, dpi, timeout, segmentation)
        with suppress(OSError):
            _write(entry, zlib.compress(printed.encode("utf-8")))
        return printed

    return run_cached


def key(pictures: list[Picture], dpi: float, segmentation: int) -> str:
    """The digest of pictures, their resolution and all that decides how they are read."""
    digest = hashlib.sha256(f"{version()}|{round(dpi)}|{segmentation}|{len(pictures)}".encode())
    for picture in pictures:
        digest.update(f"|{picture.shape}|".encode())
        digest.update(picture.tobytes())
    return digest.hexdigest()


def _write(entry: Path, data: bytes) -> None:
    """Put an entry in its place whole."""
    entry.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=entry.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(name, entry)
    except OSError:
        with suppress(OSError):
            os.unlink(name)
        raise
    if int(entry.stem[:8], 16) % _SWEEP_EVERY == 0:
        sweep(entry.parent, MOST_BYTES)


def sweep(where: Path, most_bytes: int) -> None:
    """Drop the entries that were not used for longest until the rest fits, and what a killed run left half-written."""
    found = []
    for path in where.iterdir():
        with suppress(OSError):
            status = path.stat()
            found.append((status.st_mtime, status.st_size, path))
    total = sum(size for _, size, _ in found)
    for _, size, path in sorted(found):
        if total <= most_bytes:
            return
        with suppress(OSError):
            path.unlink()
            total -= size
