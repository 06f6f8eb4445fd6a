"""The supervisor as a process of its own, from its first line to its end."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import socket
import sys
from typing import NoReturn

import msgspec

from extract.process import system
from extract.process.causes import as_known
from extract.process.messages import Crew, Refusal, send
from extract.process.supervisor import Supervisor
from extract.process.worker import function_named

_YOUNG = 20_000
"""Objects that are new when cycles among them are looked for."""


def supervise(asker: socket.socket, crew: Crew) -> NoReturn:
    """Be a supervisor until the asker has gone. Never returns: the process is there for this."""
    try:
        os.setsid()
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        system.silence()
        system.adopt_orphans()
        # imports and tables stay: looked at for cycles less often, they cost a twentieth less
        gc.set_threshold(_YOUNG)
        if crew.warm:
            # what is wrong is said of the document that meets it
            with contextlib.suppress(Exception):
                function_named(crew.warm)()
            gc.collect()
            gc.freeze()
        # From here on there may be workers, and only the end of the asker's socket ends this
        # process.
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        Supervisor(asker, crew).run()
    except Exception as error:
        known = as_known(error)
        with contextlib.suppress(OSError):
            send(asker, Refusal(str(known), known.exit_code))
    finally:
        os._exit(0)


def main() -> NoReturn:
    """A process of its own, started by `extract.process.pool` with
    the number of its socket and its crew.
    """
    channel = socket.socket(fileno=int(sys.argv[1]))
    supervise(channel, msgspec.json.decode(sys.argv[2], type=Crew))
