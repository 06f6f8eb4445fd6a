"""The supervisor: one thread, many workers, and the clock.

It parses nothing and imports no parser by itself, so that nothing a document does can reach it.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import shutil
import signal
import socket
import tempfile
import time
from collections import deque
from pathlib import Path

import msgspec

from extract.options import UTMOST_PAGES
from extract.process import system
from extract.process.deaths import late, measured, outcome_of_death
from extract.process.messages import (
    ATTEMPTS,
    Answer,
    Crew,
    Inbox,
    Job,
    Outcome,
    Pages,
    distrusted,
    send,
)
from extract.process.worker import serve
from extract.scratch import Scratch, remove_scratch, sweep_scratch
from extract.shortage import limit_of, scratch_said
from schemas.errors import LimitError
from schemas.manifest import CRASH, MEMORY, OK, PROGRAM_ERROR

JOBS_A_WORKER = 100
"""A worker is replaced after this many jobs, and after every job that did not end well."""

_RETRIED = (MEMORY, CRASH, PROGRAM_ERROR)
_RETRIED_FRESH = (CRASH, PROGRAM_ERROR)
"""Retried after a fresh worker's answer too: a fault of the program
that does not come again is one of the machine.
"""

_MOST_TOLD = 3 * UTMOST_PAGES
"""How many recognised pages a job may tell of: where one engine fails late, the next begins anew.
"""

_LONGEST_WAIT = 3600.0
"""Seconds: the system waits for no longer time than a month at once."""


class _Worker:
    """A worker as the supervisor sees it."""

    def __init__(self, pid: int, channel: socket.socket, folder: str) -> None:
        self.pid = pid
        self.channel = channel
        self.folder = folder
        self.inbox = Inbox(channel)
        self.job: Job | None = None
        self.started = self.end = 0.0
        self.done = 0
        self.pages = 0


class Supervisor:
    """Workers, the jobs that wait, and the socket of the process that asks for them."""

    def __init__(self, asker: socket.socket, crew: Crew) -> None:
        self._asker = asker
        self._crew = crew
        self._inbox = Inbox(asker)
        self._jobs: deque[Job] = deque()
        self._attempts: dict[int, int] = {}
        self._workers: list[_Worker] = []
        self._selector = selectors.DefaultSelector()
        self._swept = False
        with scratch_said():
            self._scratch = Scratch(os.fsdecode(crew.folder))

    def run(self) -> None:
        """Work until the asker has gone; nothing is left behind then."""
        self._selector.register(self._asker, selectors.EVENT_READ, None)
        try:
            while not (self._inbox.closed or self._inbox.broken):
                self._hand_out()
                self._sweep_once()
                for key, _ in self._selector.select(self._next_deadline()):
                    if key.data is None:
                        self._inbox.pull()
                        self._jobs.extend(self._inbox.frames(Job))
                    elif key.data in self._workers:
                        self._hear(key.data)
                self._end_the_late()
        except BrokenPipeError:
            pass  # the asker has gone while it was being answered
        finally:
            for worker in list(self._workers):
                self._end(worker)
            system.end_children()
            self._scratch.remove()

    def _sweep_once(self) -> None:
        """Remove what killed runs left, beside the first job, which it does not hold up."""
        if self._workers and not self._swept:
            self._swept = True
            sweep_scratch()

    def _hand_out(self) -> None:
        """Give every idle worker a job; fork workers only as there is work for them."""
        idle = [worker for worker in self._workers if worker.job is None]
        while self._jobs and (idle or len(self._workers) < self._crew.workers):
            try:
                worker = self._worker_for(self._jobs[0], idle)
            except OSError as error:
                if any(one.job is not None for one in self._workers):
                    return  # until one of those has done its job
                self._refuse(self._jobs.popleft(), error)
                continue
            self._start(worker, self._jobs.popleft())

    def _worker_for(self, job: Job, idle: list[_Worker]) -> _Worker:
        """An idle worker or a new one, which alone does a job that has failed before.

        Raises:
            OSError: the system refuses a process, a file or a folder.
        """
        worker = idle.pop() if idle else self._fork()
        if worker.done and self._attempts.get(job.key):
            self._end(worker)
            return self._fork()
        return worker

    def _start(self, worker: _Worker, job: Job) -> None:
        worker.job, worker.started, worker.pages = job, time.monotonic(), 0
        worker.end = worker.started + self._crew.limits.timeout
        try:
            send(worker.channel, job)
        except OSError:
            self._bury(worker)

    def _refuse(self, job: Job, error: OSError) -> None:
        """Answer a job for which no worker can be had."""
        limit = limit_of(error) or LimitError(f"no reader can be started: {error.strerror}")
        outcome = Outcome(
            key=job.key, status=limit.word, error=str(limit), exit_code=limit.exit_code
        )
        send(
            self._asker,
            msgspec.structs.replace(outcome, attempts=self._attempts.pop(job.key, 0) + 1),
        )

    def _fork(self) -> _Worker:
        """A new worker.

        Raises:
            OSError: the system refuses a process, a file or a folder.
        """
        ours, theirs = socket.socketpair()
        parent = os.getpid()
        folder = ""
        try:
            folder = tempfile.mkdtemp(dir=self._scratch.path)
            pid = os.fork()
        except OSError:
            ours.close()
            theirs.close()
            shutil.rmtree(folder, ignore_errors=True)
            raise
        if pid == 0:
            try:
                system.die_with_parent(parent)
                serve(theirs, self._crew.limits, folder)
            finally:
                os._exit(1)
        theirs.close()
        worker = _Worker(pid, ours, folder)
        self._workers.append(worker)
        self._selector.register(ours, selectors.EVENT_READ, worker)
        return worker

    def _hear(self, worker: _Worker) -> None:
        """Take what a worker says, or notice that it died."""
        worker.inbox.pull()
        answers: list[Answer] = worker.inbox.frames(Answer)
        for answer in answers:
            if worker.job is None or not _fits(worker.job, answer, worker.pages):
                worker.inbox.broken = True
                break
            if isinstance(answer, Pages):
                self._put_off(worker, worker.job.pages)
                send(self._asker, answer)
                continue
            job, worker.job = worker.job, None
            worker.done += 1
            self._settle(job, answer, fresh=worker.done == 1)
            if answer.status != OK or worker.done >= JOBS_A_WORKER:
                self._end(worker)
                return
        if worker.inbox.broken:
            self._dismiss(worker)
        elif worker.inbox.closed:
            self._bury(worker)

    def _put_off(self, worker: _Worker, most: int) -> None:
        """Count a recognised page, and give time for it as
        long as the document can have so many.
        """
        worker.pages += 1
        if worker.pages <= most:
            worker.end = self._crew.limits.put_off(worker.end, time.monotonic())

    def _dismiss(self, worker: _Worker) -> None:
        """End a worker that says what none says: the document it reads has taken it over."""
        job, ran = worker.job, time.monotonic() - worker.started
        _, usage = self._end(worker)
        if job is not None:
            outcome = distrusted(Outcome(key=job.key, seconds=ran, peak_memory=usage))
            self._settle(job, outcome, fresh=True)

    def _settle(self, job: Job, outcome: Outcome, fresh: bool) -> None:
        """Pass an outcome on, or put its job back where a second try may go better."""
        tried = self._attempts.pop(job.key, 0) + 1
        again = outcome.status.startswith(_RETRIED_FRESH) or (
            outcome.status.startswith(_RETRIED) and not fresh
        )
        if again and tried < ATTEMPTS:
            self._attempts[job.key] = tried
            self._jobs.append(job)
            return
        send(self._asker, msgspec.structs.replace(outcome, attempts=tried))

    def _bury(self, worker: _Worker) -> None:
        """Reap a worker that died by itself, and say what its job did to it."""
        if not system.has_ended(worker.pid):
            self._dismiss(worker)
            return
        job, ran = worker.job, time.monotonic() - worker.started
        status, usage = self._end(worker)
        if job is None:
            return
        number = -os.waitstatus_to_exitcode(status)
        outcome = outcome_of_death(job, number, worker.pages, self._crew.limits)
        self._settle(job, measured(outcome, ran, usage), fresh=number != signal.SIGKILL)

    def _end_the_late(self) -> None:
        """End the workers whose time is over."""
        now = time.monotonic()
        for worker in list(self._workers):
            job, ran = worker.job, now - worker.started
            if job is not None and now >= worker.end:
                _, usage = self._end(worker)
                self._settle(
                    job,
                    measured(late(job, worker.pages, self._crew.limits), ran, usage),
                    fresh=True,
                )

    def _end(self, worker: _Worker) -> tuple[int, int]:
        """End a worker and all it started, sweep its folder; its wait status and peak memory."""
        self._workers.remove(worker)
        self._selector.unregister(worker.channel)
        worker.channel.close()
        system.kill_session(worker.pid)
        _, status, usage = os.wait4(worker.pid, 0)
        self._reap_orphans()
        remove_scratch(Path(worker.folder))
        return status, usage.ru_maxrss * 1024

    def _reap_orphans(self) -> None:
        """End what a worker left behind: the supervisor adopted it, and it is no worker."""
        mine = {worker.pid for worker in self._workers}
        for child in system.children_of(os.getpid()):
            if child not in mine:
                system.kill_session(child)
                with contextlib.suppress(OSError):
                    os.waitpid(child, 0)

    def _next_deadline(self) -> float | None:
        """Seconds until the first worker is late; None where none works."""
        ends = [one.end for one in self._workers if one.job is not None]
        return min(max(min(ends) - time.monotonic(), 0), _LONGEST_WAIT) if ends else None


def _fits(job: Job, answer: Answer, pages: int) -> bool:
    """Whether an answer is one to this job; ``pages`` is how
    many recognised ones were told of so far.
    """
    if answer.key != job.key:
        return False
    return pages < _MOST_TOLD if isinstance(answer, Pages) else answer.is_sound
