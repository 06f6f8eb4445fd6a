"""Every layer that cuts the network, taken by itself: what a program behind it can reach, and what not."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.cage import network
from extract.cage.launcher import FAILED, launcher
from tests.cage.layers import LAYERS, leave_only

_TRY = """
import ctypes, socket, sys
port, path = int(sys.argv[1]), sys.argv[2]

def tries(name, attempt):
    try:
        attempt()
    except OSError:
        return
    print(name)

def tcp():
    socket.create_connection(("127.0.0.1", port), 5)

def udp():
    one = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    one.sendto(b"x", ("127.0.0.1", port))

def file():
    socket.socket(socket.AF_UNIX).connect(path)

def abstract():
    socket.socket(socket.AF_UNIX).connect("\\0" + path)

def pair():
    one, other = socket.socketpair()
    one.send(b"x")

def ring():
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall(425, 1, ctypes.create_string_buffer(512))
    if ctypes.get_errno() in (1, 13, 38):
        raise OSError

for attempt in (tcp, udp, file, abstract, pair, ring):
    tries(attempt.__name__, attempt)
"""


@pytest.fixture
def listener(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, str]]:
    """The port and the name of sockets at which somebody listens; the file's name is short, as it must be."""
    monkeypatch.chdir(tmp_path)
    path = f"socket-{os.getpid()}"
    with (
        socket.create_server(("127.0.0.1", 0)) as tcp,
        socket.socket(socket.AF_UNIX) as file,
        socket.socket(socket.AF_UNIX) as abstract,
    ):
        for one, name in ((file, path), (abstract, "\0" + path)):
            one.bind(name)
            one.listen()
        yield str(tcp.getsockname()[1]), path


def reached(command: tuple[str, ...], listener: tuple[str, str]) -> set[str]:
    """What a program behind the words can reach."""
    done = subprocess.run([*command, sys.executable, "-c", _TRY, *listener], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_without_a_layer_all_is_reached(listener: tuple[str, str]) -> None:
    assert reached((), listener) >= {"tcp", "udp", "file", "abstract", "pair"}


@pytest.mark.parametrize(
    ("layer", "left"),
    [
        ("namespace", {"file", "pair"}),
        ("landlock", {"udp", "file", "pair"}),
        ("seccomp", {"pair"}),
    ],
)
def test_what_a_layer_leaves(
    layer: str,
    left: set[str],
    listener: tuple[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    leave_only((layer,), tmp_path / "bin", monkeypatch)
    cut = network.cut_off()
    assert cut is not None
    assert cut.layers == (layer,)
    found = reached(cut.command, listener)
    if layer == "landlock" and network.landlock.version() < 6:
        found -= {"abstract"}
    assert found - {"ring"} == left
    assert layer != "seccomp" or "ring" not in found


def test_every_layer_that_holds_is_used(
    listener: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave_only(LAYERS, tmp_path / "bin", monkeypatch)
    cut = network.cut_off()
    assert cut is not None
    alone = {layer for layer in LAYERS[1:] if network.holds(launcher(layer))}
    assert set(cut.layers) - {"namespace"} == alone
    assert reached(cut.command, listener) <= {"file", "pair", "ring"}


def test_without_any_layer_nothing_is_promised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    leave_only((), tmp_path / "bin", monkeypatch)
    assert network.cut_off() is None


def test_a_layer_that_cannot_be_laid_on_starts_nothing(tmp_path: Path) -> None:
    made = tmp_path / "made"
    code = (
        "import sys; from extract.cage import launcher, seccomp\n"
        "seccomp._LIBRARY = 'libnothing.so'\n"
        "sys.argv = ['-', 'seccomp', '--', 'touch', sys.argv[1]]\n"
        "launcher.main()"
    )
    done = subprocess.run([sys.executable, "-c", code, made], capture_output=True, check=False)
    assert done.returncode == FAILED
    assert not made.exists()


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    yield
    network.cut_off.cache_clear()
