"""`extract` and `python -m extract`."""

from __future__ import annotations

import os
import signal
from types import FrameType
from typing import NoReturn

_LIMIT, _NOT_WHOLE, _INTERRUPTED = 4, 6, 130


def main() -> NoReturn:
    """Run the command; interrupted while it is still being imported, it ends without a word.

    What cannot be imported is a part that is not installed, or one for which there is no memory, no
    open file left.
    """
    # numpy's OpenBLAS interrupts the program where it cannot begin its threads, which nothing needs
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _leave)
    try:
        from extract.streams import settle_streams

        settle_streams()
        from extract.cli import main as run
    except (OSError, MemoryError, ImportError) as error:
        os.write(
            2, f"extract: cannot be started: {error or 'there is not enough memory'}\n".encode()
        )
        os._exit(_NOT_WHOLE if isinstance(error, ModuleNotFoundError) else _LIMIT)
    run()


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    os._exit(_INTERRUPTED)


if __name__ == "__main__":
    main()
