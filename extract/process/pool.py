"""What a process that wants work done sees: jobs go in, outcomes come out,
in the order they are ready.
"""

from __future__ import annotations

import os
import select
import socket
import subprocess
import sys
from contextlib import closing
from types import TracebackType
from typing import Self

import msgspec

from extract.options import MOST_PAGES
from extract.process.messages import Crew, Inbox, Job, Limits, Outcome, Pages, Refusal, Told, send
from extract.process.page_watch import Watcher
from extract.shortage import limit_of
from schemas.errors import ExtractError, LimitError

_SAID = 200

_START = "import sys; sys.path[:] = {path!r}; from extract.process.supervise import main; main()"
"""Starts a supervisor from the modules this process has,
never from those in the folder where the user stands.
"""


class Pool:
    """A supervisor and its workers. Used as a context manager;
    leaving it ends all of them, at once.

    ``cold`` forks the supervisor from this process, which is fast but wants a process of one
    thread.
    """

    def __init__(self, crew: Crew, cold: bool = False) -> None:
        """Start the supervisor.

        Raises:
            LimitError: the system refuses the process, or a file it needs.
        """
        self.capacity = 2 * crew.workers
        """How many jobs keep every worker busy, with one each to spare."""
        self.on_pages: Watcher | None = None
        """Is told of the pages that a job has recognised."""
        self._process: subprocess.Popen[bytes] | None = None
        self._forked = 0
        try:
            self._channel, theirs = socket.socketpair()
            self._inbox = Inbox(self._channel)
            with closing(theirs):
                self._start(theirs, crew, cold)
        except OSError as error:
            if hasattr(self, "_channel"):
                self._channel.close()
            raise limit_of(error) or ExtractError(
                f"no reader can be started: {error.strerror}"
            ) from error

    def _start(self, theirs: socket.socket, crew: Crew, cold: bool) -> None:
        if cold:
            self._forked = _fork(self._channel, theirs, crew)
            return
        command = [sys.executable, "-P", "-c", _START.format(path=sys.path), str(theirs.fileno())]
        self._process = subprocess.Popen(
            [*command, msgspec.json.encode(crew).decode()],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def supervisor(self) -> int:
        """The supervisor's process id."""
        return self._process.pid if self._process is not None else self._forked

    def submit(self, job: Job) -> None:
        """Put a job in the queue.

        Raises:
            LimitError: the supervisor has died.
        """
        try:
            send(self._channel, job)
        except OSError as error:
            raise self._gone() from error

    def outcomes(self, wait: float | None) -> list[Outcome]:
        """The outcomes that are ready; waits for the first at most ``wait`` seconds,
        for ever where it is None.

        Raises:
            ExtractError: the supervisor cannot do its work, or has died.
        """
        if not select.select([self._channel], [], [], wait)[0]:
            return []
        self._inbox.pull()
        said: list[Outcome | Pages | Refusal] = self._inbox.frames(Told)
        found = [one for one in said if isinstance(one, Outcome)]
        for one in said:
            if isinstance(one, Pages) and self.on_pages is not None:
                self.on_pages(one.done, one.total)
            if isinstance(one, Refusal):
                raise refused(one)
        if (self._inbox.closed or self._inbox.broken) and not found:
            raise self._gone()
        return found

    def _gone(self) -> LimitError:
        """The supervisor was killed, or could not even begin;
        nothing that a document does reaches it.
        """
        said = "the process that supervises the readers has died"
        if self._process is not None and self._process.stderr is not None:
            self._process.wait()
            lines = self._process.stderr.read().decode("utf-8", "replace").splitlines()
            said += "".join(
                f" ({line.strip()})" for line in lines if "Error" in line.partition(":")[0]
            )[-_SAID:]
        return LimitError(f"{said}; run the command again")

    def close(self) -> None:
        """End the supervisor and everything it started, and wait until they are gone."""
        self._channel.close()
        if self._process is not None:
            self._process.terminate()  # heard while it warms up only
            self._process.wait()
            if self._process.stderr is not None:
                self._process.stderr.close()
        elif self._forked:
            os.waitpid(self._forked, 0)
            self._forked = 0


def run_alone(
    task: str,
    argument: bytes,
    limits: Limits,
    cold: bool = True,
    on_pages: Watcher | None = None,
    pages: int = MOST_PAGES,
) -> Outcome:
    """Do one job in a limited process of its own, ``cold`` from a
    process that has imported nothing much.

    ``pages``: see `extract.process.messages.Job`.
    """
    with Pool(Crew(workers=1, limits=limits), cold=cold) as pool:
        pool.on_pages = on_pages
        pool.submit(Job(key=0, task=task, argument=argument, pages=pages))
        while True:
            for outcome in pool.outcomes(None):
                return outcome


def refused(refusal: Refusal) -> ExtractError:
    """The error that a supervisor tells of."""
    error = ExtractError(refusal.error)
    error.exit_code = refusal.exit_code
    return error


def _fork(ours: socket.socket, theirs: socket.socket, crew: Crew) -> int:
    pid = os.fork()
    if pid == 0:
        try:
            ours.close()
            from extract.process.supervise import supervise

            supervise(theirs, crew)
        except Exception as error:  # the module could not be loaded
            said = limit_of(error) or ExtractError(
                f"the supervisor of the readers cannot be started: {error}"
            )
            send(theirs, Refusal(str(said), said.exit_code))
        finally:
            os._exit(0)
    return pid
