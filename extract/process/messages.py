"""What the processes tell each other: frames of MessagePack over a stream socket, never code."""

from __future__ import annotations

import socket
from types import UnionType
from typing import TypeVar

import msgspec

from schemas.manifest import OK

_HEAD = 8
MAX_FRAME = 1 << 30
A_PAGE = 0.25
"""Share of the time limit that a recognised page adds to it."""


class Job(msgspec.Struct, frozen=True):
    """Work for a worker: ``task`` names a function ("module:name") from bytes to bytes, ``argument`` is what it gets.

    ``key`` comes back with the outcome.
    """

    key: int
    task: str
    argument: bytes


class Pages(msgspec.Struct, frozen=True, tag=True):
    """How many pages of a job's document are recognised so far, of how many."""

    key: int
    done: int
    total: int


class Outcome(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """What became of a job.

    ``status`` is a word of `schemas.manifest`; ``result`` is what the task gave, None unless the status is ``ok``.
    ``seconds`` is wall time, ``peak_memory`` resident bytes. ``trace`` is the traceback of an error.
    """

    key: int
    status: str = OK
    error: str | None = None
    exit_code: int = 0
    result: bytes | None = None
    seconds: float = 0.0
    peak_memory: int = 0
    attempts: int = 1
    trace: str = ""


Answer = Outcome | Pages
"""What a worker says of its job."""


class Limits(msgspec.Struct, frozen=True):
    """Limits of one job: seconds by the clock, mebibytes of address space, mebibytes of one written file.

    Every page that was recognised from its picture adds ``A_PAGE`` of the seconds: a scan of many pages is slow, not
    stuck, and one that is stuck recognises none.
    """

    timeout: float = 120.0
    memory: int = 2048
    file_size: int = 1024

    def seconds(self, pages: int) -> float:
        """Seconds by the clock for a job that has recognised so many pages."""
        return self.timeout * (1 + A_PAGE * pages)


class Crew(msgspec.Struct, frozen=True):
    """What a supervisor is started with.

    ``warm`` names a function ("module:name") that is called once before workers are forked, so that they share what
    it imports; "" where a cold worker is enough. ``folder`` is where temporary files go, empty for the system's place.
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
        self.closed = False

    def pull(self) -> None:
        """Take what has arrived; sets ``closed`` where the other side has gone or sends what is no frame."""
        try:
            piece = self._channel.recv(1 << 20, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return
        except OSError:
            piece = b""
        self._data += piece
        self.closed = self.closed or not piece

    def frames(self, kind: type[Message] | UnionType) -> list[Message]:
        """The whole frames that have arrived."""
        found: list[Message] = []
        while len(self._data) >= _HEAD:
            size = int.from_bytes(self._data[:_HEAD], "big")
            if size > MAX_FRAME:
                self.closed = True
                break
            if len(self._data) < _HEAD + size:
                break
            try:
                found.append(msgspec.msgpack.decode(self._data[_HEAD : _HEAD + size], type=kind))
            except msgspec.MsgspecError:
                self.closed = True
                break
            del self._data[: _HEAD + size]
        return found
