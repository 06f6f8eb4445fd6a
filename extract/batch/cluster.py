"""A batch on a Dask cluster: jobs and outcomes as of `extract.process.pool`, fifty jobs a task.

Every document is still read in a limited process of its own, below the Dask worker. A task writes
its outcomes to one file in the output folder or behind the output's address, which all machines
must see, as they must see the inputs; the client takes the files up, so that the scheduler never
holds records, and the client those of a few tasks.
"""

from __future__ import annotations

import threading
import uuid
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from extract.cloud.address import is_address, open_address, said_as
from extract.cloud.fetch import read_object, remove_object, write_object
from extract.cloud.publish import sweep_parts
from extract.emit.files import write_whole
from extract.process.messages import MOST_ERROR, Crew, Job, Limits, Outcome
from extract.process.pool import Pool
from schemas.errors import ExtractError, MissingProgramError, OutputError

JOBS_A_TASK = 50
_RETRIES = 3
_CONNECT_SECONDS = 20
_NO_DASK = "a cluster needs the package distributed: pip install 'kehoach[cluster]'"


class ClusterPool:
    """The workers of a cluster as one pool; leaving it as a context manager gives up what waits."""

    def __init__(self, address: str, limits: Limits, warm: str, parts: str) -> None:
        """Connect.

        Raises:
            MissingProgramError: Dask is not installed.
            ExtractError: no scheduler answers.
        """
        try:
            import distributed
        except ImportError as error:
            raise MissingProgramError(_NO_DASK) from error
        dask: Any = distributed
        try:
            self._client = dask.Client(address, timeout=_CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError) as error:
            raise ExtractError(f"the cluster at {address} does not answer: {error}") from error
        self._crew = Crew(workers=1, limits=limits, warm=warm)
        self._parts = parts
        self._waiting: list[Job] = []
        self._tasks: dict[str, tuple[str, list[int]]] = {}
        self._done = dask.as_completed(loop=self._client.loop)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()
        _sweep(self._parts)

    @property
    def capacity(self) -> int:
        """How many jobs keep every thread of the cluster busy, with a task to spare."""
        threads: int = sum(self._client.nthreads().values())
        return 2 * JOBS_A_TASK * max(threads, 1)

    def submit(self, job: Job) -> None:
        """Put a job in the queue."""
        self._waiting.append(job)
        if len(self._waiting) >= JOBS_A_TASK:
            self._flush()

    def outcomes(self, wait: float | None) -> list[Outcome]:
        """The outcomes of the tasks that are done; waits at most ``wait`` seconds for the first."""
        self._flush()
        if not self._done.has_ready():
            threading.Event().wait(wait or 1.0)
        if not self._done.has_ready():
            return []
        return [
            outcome
            for future in self._done.next_batch(block=False)
            for outcome in self._take(future)
        ]

    def _flush(self) -> None:
        if not self._waiting:
            return
        jobs, self._waiting = self._waiting, []
        part = f"{self._parts}/{uuid.uuid4().hex}.part"
        data = msgspec.msgpack.encode(jobs)
        future = self._client.submit(
            work, data, msgspec.msgpack.encode(self._crew), part, pure=False, retries=_RETRIES
        )
        self._tasks[future.key] = part, [job.key for job in jobs]
        self._done.add(future)

    def _take(self, future: Any) -> list[Outcome]:
        """What a task wrote; a task given up, or something else written, is every job's outcome."""
        part, keys = self._tasks.pop(future.key)
        try:
            if future.status != "finished":
                raise ExtractError(f"the cluster could not do it: {future.exception()}")
            future.release()  # or the cluster would do the task again if its worker died now
            return _collect(part, keys)
        except ExtractError as error:
            said = f"{error}; run the command again"[:MOST_ERROR]
        return [
            Outcome(key=key, status=ExtractError.word, error=said, exit_code=ExtractError.exit_code)
            for key in keys
        ]


def _sweep(parts: str) -> None:
    """Remove what tasks left that were done again after their outcomes had been taken."""
    if is_address(parts):
        with said_as(OutputError, parts):
            sweep_parts(open_address(parts), "")
    else:
        for part in Path(parts).glob(f"{'[0-9a-f]' * 32}.part"):
            part.unlink(missing_ok=True)


_local = threading.local()


def work(jobs: bytes, crew: bytes, part: str) -> None:
    """Do a task's jobs on a worker of the cluster, and leave their outcomes in ``part``."""
    pool = _pool_of_thread(crew)
    waiting = msgspec.msgpack.decode(jobs, type=list[Job])
    found: list[Outcome] = []
    try:
        for job in waiting:
            pool.submit(job)
            found.extend(_one(pool))
    except ExtractError:
        _local.pools.pop(crew).close()
        raise
    _leave(part, msgspec.msgpack.encode(found))


def _leave(part: str, data: bytes) -> None:
    if is_address(part):
        write_object(part, data)
    else:
        write_whole(Path(part), data)


def _collect(part: str, keys: list[int]) -> list[Outcome]:
    """The outcomes of the jobs with these keys from the part they were left in, which goes.

    Raises:
        ExtractError: it cannot be read, or holds something else.
    """
    try:
        data = read_object(part) if is_address(part) else Path(part).read_bytes()
        found = msgspec.msgpack.decode(data, type=list[Outcome])
    except OSError as error:
        raise ExtractError(f"what the cluster wrote cannot be read: {error.strerror}") from error
    except msgspec.MsgspecError as error:
        raise ExtractError("the cluster wrote what no reader answers") from error
    if sorted(outcome.key for outcome in found) != sorted(keys) or not all(
        outcome.is_sound for outcome in found
    ):
        raise ExtractError("the cluster wrote what no reader answers")
    if is_address(part):
        remove_object(part)
    else:
        Path(part).unlink(missing_ok=True)
    return found


def _one(pool: Pool) -> list[Outcome]:
    while not (found := pool.outcomes(None)):
        continue
    return found


def _pool_of_thread(crew: bytes) -> Pool:
    """Each thread keeps its supervisor: it ends with the process of the Dask worker."""
    if not hasattr(_local, "pools"):
        _local.pools = {}
    pools: dict[bytes, Pool] = _local.pools
    if crew not in pools:
        pools[crew] = Pool(msgspec.msgpack.decode(crew, type=Crew))
    return pools[crew]
