"""What a process that wants work done sees: jobs go in, outcomes come out, in the order they are ready."""

from __future__ import annotations

import os
import select
import socket
import subprocess
import sys
from types import TracebackType
from typing import Self

import msgspec

from extract.options import MOST_PAGES
from extract.process.messages import Answer, Crew, Inbox, Job, Limits, Outcome, Pages, send
from extract.process.page_watch import Watcher
from schemas.errors import ExtractError

_START = "import sys; sys.path[:] = {path!r}; from extract.process.supervisor import main; main()"
"""Starts a supervisor from the modules this process has, never from those in the folder where the user stands."""


class Pool:
    """A supervisor and its workers. Used as a context manager; leaving it ends all of them, at once.

    ``cold`` forks the supervisor from this process, which is fast but wants a process of one thread.
    """

    def __init__(self, crew: Crew, cold: bool = False) -> None:
        self._channel, theirs = socket.socketpair()
        self._inbox = Inbox(self._channel)
        self.capacity = 2 * crew.workers
        """How many jobs keep every worker busy, with one each to spare."""
        self.on_pages: Watcher | None = None
        """Is told of the pages that a job has recognised."""
        self._process: subprocess.Popen[bytes] | None = None
        self._forked = 0
        if cold:
            self._forked = _fork(self._channel, theirs, crew)
        else:
            command = [sys.executable, "-P", "-c", _START.format(path=sys.path), str(theirs.fileno())]
            self._process = subprocess.Popen(
                [*command, msgspec.json.encode(crew).decode()],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )
        theirs.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def supervisor(self) -> int:
        """The supervisor's process id."""
        return self._process.pid if self._process is not None else self._forked

    def submit(self, job: Job) -> None:
        """Put a job in the queue.

        Raises:
            ExtractError: the supervisor has died.
        """
        try:
            send(self._channel, job)
        except OSError as error:
            raise ExtractError("the process that supervises the readers has died; run the command again") from error

    def outcomes(self, wait: float | None) -> list[Outcome]:
        """The outcomes that are ready; waits for the first at most ``wait`` seconds, for ever where it is None.

        Raises:
            ExtractError: the supervisor has died.
        """
        if not select.select([self._channel], [], [], wait)[0]:
            return []
        self._inbox.pull()
        said: list[Answer] = self._inbox.frames(Answer)
        found = [one for one in said if isinstance(one, Outcome)]
        for one in said:
            if isinstance(one, Pages) and self.on_pages is not None:
                self.on_pages(one.done, one.total)
        if (self._inbox.closed or self._inbox.broken) and not found:
            raise ExtractError("the process that supervises the readers has died; run the command again")
        return found

    def close(self) -> None:
        """End the supervisor and everything it started, and wait until they are gone."""
        self._channel.close()
        if self._process is not None:
            self._process.terminate()  # heard while it warms up only
            self._process.wait()
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
    """Do one job in a limited process of its own, ``cold`` from a process that has imported nothing much.

    ``pages``: see `extract.process.messages.Job`.
    """
    with Pool(Crew(workers=1, limits=limits), cold=cold) as pool:
        pool.on_pages = on_pages
        pool.submit(Job(key=0, task=task, argument=argument, pages=pages))
        while True:
            for outcome in pool.outcomes(None):
                return outcome


def _fork(ours: socket.socket, theirs: socket.socket, crew: Crew) -> int:
    pid = os.fork()
    if pid == 0:
        from extract.process.supervisor import supervise

        ours.close()
        supervise(theirs, crew)
    return pid
