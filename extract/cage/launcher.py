"""`LAYER... -- COMMAND`: lays layers on itself and becomes the command,
in the process it was started as.
"""

from __future__ import annotations

import os
import sys
from typing import NoReturn

from extract.cage import landlock, seccomp

LAYERS = {"landlock": landlock.refuse_connections, "seccomp": seccomp.refuse_sockets}
"""Every layer's name → what lays it on this process."""

FAILED = 126
"""The exit code where a layer cannot be laid on, or the command cannot be run."""

_START = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); "
    "from extract.cage.launcher import main; main()"
)


def launcher(*layers: str) -> tuple[str, ...]:
    """What stands before a command so that the layers hold for it:
    a Python that loads as little as it can.
    """
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    return (sys.executable, "-I", "-S", "-c", _START, root, *layers, "--")


def main() -> NoReturn:
    """Become the command that the arguments name. Never returns."""
    end = sys.argv.index("--")
    command = sys.argv[end + 1 :]
    try:
        for layer in sys.argv[1:end]:
            LAYERS[layer]()
        os.execvp(command[0], command)
    except OSError as error:
        print(f"{' '.join(sys.argv[1:end])}: {error}", file=sys.stderr)
        os._exit(FAILED)
