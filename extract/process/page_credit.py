"""How many recognised pages may put a document's time limit off: as many as its file can hold.

A document states how many pages it has, and its reader, which it may have taken over, how many it
recognised. Only the file system knows how much there is to be recognised.
"""

from __future__ import annotations

import os

from extract.cloud.address import is_address
from extract.options import MOST_PAGES

_LEAST_PICTURE = 1024
"""Bytes: no picture of a page with letters takes less."""


def page_credit(path: bytes, limit: int | None) -> int:
    """How many pages of a document are given time; ``limit`` is what the user allows,
    None for the usual.
    """
    most = limit or MOST_PAGES
    try:
        return most if is_address(path) else min(most, os.stat(path).st_size // _LEAST_PICTURE + 1)
    except OSError:
        return most
