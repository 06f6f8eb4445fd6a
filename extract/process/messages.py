"""What the processes tell each other: frames of MessagePack over a stream socket, never code.

A worker may have been taken over by the document it reads: what it says is taken for no more than
its type and range allow, and its frames are no longer than an honest one's.
"""

from __future__ import annotations

import socket
from types import UnionType
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta

from extract.options import A_PAGE, MOST_PAGES, UTMOST_PAGES
from schemas.errors import ExtractError, LimitError
from schemas.manifest import CRASH, MEMORY, OK, PROGRAM_ERROR, TIMEOUT

ATTEMPTS = 2
"""A job that killed its worker, or found no memory in a used one,
is tried once more in a fresh one.
"""

MOST_RESULT = 1 << 28
"""Bytes of a result."""
MOST_ERROR = 4_000
"""Characters of the sentence that says what went wrong; `MOST_TRACE` of a traceback."""
MOST_TRACE = 40_000

_HEAD = 8
MAX_FRAME = MOST_RESULT + (1 << 20)

Key = Annotated[int, Meta(ge=0, le=1 << 62)]
PageNumber = Annotated[int, Meta(ge=1, le=UTMOST_PAGES)]


class Job(msgspec.Struct, frozen=True):
    """Work for a worker: ``task`` names a function ("module:name") from bytes to bytes,
    ``argument`` is what it gets.

    ``key`` comes back with the outcome. At most ``pages`` recognised pages put the time limit off
    (see `extract.process.page_credit`).
    """

    key: int
    task: str
    argument: bytes
    pages: int = MOST_PAGES


class Pages(msgspec.Struct, frozen=True, tag=True):
    """A page of a job's document was recognised, the ``done``-th of ``total``;
    the numbers are for a bar alone.
    """

    key: Key
    done: PageNumber
    total: PageNumber


class Outcome(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """What became of a job.

    ``status`` is a word of `schemas.manifest`; ``result`` is what the task gave, None unless the
    status is ``ok``. ``seconds`` is wall time, ``peak_memory`` resident bytes. ``trace`` is the
    traceback of an error.
    """

    key: Key
    status: Annotated[str, Meta(max_length=40)] = OK
    error: Annotated[str, Meta(max_length=MOST_ERROR)] | None = None
    exit_code: int = 0
    result: Annotated[bytes, Meta(max_length=MOST_RESULT)] | None = None
    seconds: Annotated[float, Meta(ge=0, le=1e9)] = 0.0
    peak_memory: Annotated[int, Meta(ge=0, le=1 << 60)] = 0
    attempts: Annotated[int, Meta(ge=1, le=ATTEMPTS)] = 1
    trace: Annotated[str, Meta(max_length=MOST_TRACE)] = ""

    @property
    def is_sound(self) -> bool:
        """Whether status, exit code, error and result belong together,
        as they do in every honest outcome.
        """
        good = self.status == OK
        told = good == (self.result is not None) and good == (self.error is None)
        return told and exit_code_of(self.status) == self.exit_code


def distrusted(outcome: Outcome) -> Outcome:
    """What stands for an outcome that no reader of ours gives, or whose result none gives."""
    said = "its reader answered what no reader answers; the file is damaged or hostile"
    return Outcome(
        key=outcome.key,
        status=f"{CRASH}0",
        error=said,
        exit_code=ExtractError.exit_code,
        seconds=outcome.seconds,
        peak_memory=outcome.peak_memory,
        attempts=outcome.attempts,
    )


Answer = Outcome | Pages
"""What a worker says of its job."""


class Refusal(msgspec.Struct, frozen=True, tag=True):
    """A supervisor cannot do its work: why, and what the command ends with."""

    error: str
    exit_code: int


Told = Outcome | Pages | Refusal
"""What a supervisor says to who asked."""


def exit_code_of(status: str) -> int | None:
    """What the command ends with for a status; None for a word that is not a status.

    >>> [exit_code_of(status) for status in ("ok", "damaged", "crash: signal 11", "done")]
    [0, 3, 3, None]
    """
    number = status.removeprefix(CRASH)
    if number != status:
        return (
            ExtractError.exit_code
            if number.isascii() and number.isdigit() and len(number) <= 3
            else None
        )
    fixed = {
        OK: 0,
        MEMORY: LimitError.exit_code,
        TIMEOUT: LimitError.exit_code,
        PROGRAM_ERROR: ExtractError.exit_code,
    }
    return fixed.get(
        status, next((kind.exit_code for kind in _kinds(ExtractError) if kind.word == status), None)
    )


def _kinds(error: type[ExtractError]) -> list[type[ExtractError]]:
    """A class of errors and all below it."""
    return [error, *(found for kind in error.__subclasses__() for found in _kinds(kind))]


class Limits(msgspec.Struct, frozen=True):
    """Limits of one job: seconds by the clock, mebibytes of address space,
    mebibytes of one written file.

    Every page that was recognised from its picture puts the end off: a scan of many pages is slow,
    not stuck, and one that is stuck recognises none.
    """

    timeout: float = 120.0
    memory: int = 2048
    file_size: int = 1024

    def put_off(self, end: float, now: float) -> float:
        """When a job ends that was to end at ``end`` and has recognised one more page:
        never in more than the limit.

        >>> limits = Limits(timeout=100)
        >>> limits.put_off(end=100, now=30), limits.put_off(end=100, now=10)
        (125.0, 110)
        """
        return min(end + A_PAGE * self.timeout, now + self.timeout)


class Crew(msgspec.Struct, frozen=True):
    """What a supervisor is started with.

    ``warm`` names a function ("module:name") that is called once before workers are forked, so that
    they share what it imports; "" where a cold worker is enough. ``folder`` is where temporary
    files go, empty for the system's place.
    """

    workers: int
    limits: Limits
    warm: str = ""
    folder: bytes = b""


Message = TypeVar("Message")


def send(channel: socket.socket, message: msgspec.Struct) -> None:
    """Send one frame, however long it takes."""
    data = msgspec.msgpack.encode(message)
    channel.sendall(len(data).to_bytes(_HEAD, "big") + data)


def receive(channel: socket.socket, kind: type[Message]) -> Message | None:
    """Wait for one frame; None where the other side has gone."""
    head = _read(channel, _HEAD)
    data = None if head is None else _read(channel, int.from_bytes(head, "big"))
    return None if data is None else msgspec.msgpack.decode(data, type=kind)


def _read(channel: socket.socket, count: int) -> bytes | None:
    data = bytearray()
    while len(data) < count:
        piece = channel.recv(min(count - len(data), 1 << 20))
        if not piece:
            return None
        data += piece
    return bytes(data)


class Inbox:
    """Frames from a socket that is read piece by piece, as a loop over many sockets must."""

    def __init__(self, channel: socket.socket) -> None:
        self._channel = channel
        self._data = bytearray()
        self.closed = self.broken = False

    def pull(self) -> None:
        """Take what has arrived; sets ``closed`` where the other side has gone."""
        try:
            piece = self._channel.recv(1 << 20, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return
        except OSError:
            piece = b""
        self._data += piece
        self.closed = self.closed or not piece

    def frames(self, kind: type[Message] | UnionType) -> list[Message]:
        """The whole frames that have arrived; sets ``broken`` where one is not a frame,
        and takes no more then.
        """
        found: list[Message] = []
        while len(self._data) >= _HEAD and not self.broken:
            size = int.from_bytes(self._data[:_HEAD], "big")
            if size > MAX_FRAME:
                self.broken = True
            if len(self._data) < _HEAD + size:
                break
            try:
                found.append(msgspec.msgpack.decode(self._data[_HEAD : _HEAD + size], type=kind))
            except (msgspec.MsgspecError, RecursionError):
                self.broken = True
                break
            del self._data[: _HEAD + size]
        return found
