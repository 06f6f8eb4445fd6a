"""`extract` and `python -m extract`."""

from __future__ import annotations

import os
import signal
from types import FrameType
from typing import NoReturn

_INTERRUPTED = 130


def main() -> NoReturn:
    """Run the command; interrupted while it is still being imported, it ends without a word."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _leave)
    from extract.streams import settle_streams

    settle_streams()
    from extract.cli import main as run

    run()


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    os._exit(_INTERRUPTED)


if __name__ == "__main__":
    main()
