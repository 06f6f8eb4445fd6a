"""A proxy on this machine's loopback that drops some of the connections that go through it."""

from __future__ import annotations

import contextlib
import random
import socket
import threading
from enum import Enum
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit


class Drop(Enum):
    """How a connection is dropped."""

    RESET = "it is reset at once"
    CUT = "it ends in the middle of the answer"
    SILENCE = "nothing ever comes of it"


class Dropping:
    """Passes connections on to ``url``, but for a ``share`` of them; as a context manager."""

    def __init__(self, url: str, share: float, drops: tuple[Drop, ...] = tuple(Drop), seed: int = 1) -> None:
        self._target = (urlsplit(url).hostname or "", urlsplit(url).port or 80)
        self._share = share
        self._drops = drops
        self._dice = random.Random(seed)
        self._most: float = float("inf")
        self._silent: list[socket.socket] = []
        self.dropped = self.passed = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._thread = threading.Thread(target=self._accept, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join()
        for client in self._silent:
            client.close()

    def drop_only(self, count: int) -> None:
        """Drop no more than so many."""
        self._most = count

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                lost = self.dropped < self._most and self._dice.random() < self._share
                drop = self._dice.choice(self._drops) if lost else None
                self.dropped += drop is not None
                self.passed += drop is None
                if drop is Drop.SILENCE:
                    self._silent.append(client)
                elif drop is Drop.RESET:
                    _reset(client)
                else:
                    threading.Thread(target=self._pass, args=(client, drop is Drop.CUT), daemon=True).start()

    def _pass(self, client: socket.socket, cut: bool) -> None:
        server = socket.create_connection(self._target)
        there = threading.Thread(target=_copy, args=(client, server), daemon=True)
        there.start()
        with contextlib.suppress(OSError):
            if cut:
                client.sendall(server.recv(30))
            else:
                _copy(server, client)
        for end in (client, server):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        there.join()
        client.close()
        server.close()


def _copy(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(1 << 16):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)


def _reset(client: socket.socket) -> None:
    """Close so that the other side sees a reset."""
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
    client.close()
