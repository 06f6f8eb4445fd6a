"""Whether reading takes time in proportion to its text, whatever stands in it."""

from __future__ import annotations

import time
from collections.abc import Callable

ALLOWANCE = 3.0
"""How far a reading may go beyond proportion: quadratic time goes eight times beyond at eight times the text."""
NOISE = 0.1
"""Seconds that a busy machine may add."""


def is_linear(read: Callable[[str], object], piece: str, short: int, times: int = 8) -> bool:
    """Whether ``read`` takes a text of about ``short * times`` characters, made of ``piece``, in proportion to one
    of about ``short``. The short text is read three times, the long one until it is quick enough, thrice at most."""

    def seconds(size: int) -> float:
        text = piece * max(1, size // len(piece))
        begin = time.process_time()
        read(text)
        return time.process_time() - begin

    allowed = ALLOWANCE * times * min(seconds(short) for _ in range(3)) + NOISE
    return any(seconds(short * times) < allowed for _ in range(3))
