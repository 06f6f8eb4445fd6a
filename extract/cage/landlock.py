"""Landlock: rules that a process lays on itself and all that it starts, and can never take off.

Source: landlock(7); the kernel's include/uapi/linux/landlock.h.
"""

from __future__ import annotations

import ctypes
import os
import sys

_CREATE_RULESET = 444
_RESTRICT_SELF = 446
_ASK_VERSION = 1
_SET_NO_NEW_PRIVS = 38

_BIND_TCP = 1
_CONNECT_TCP = 2
_ABSTRACT_SOCKETS = 1

_KNOWS_TCP = 4
_KNOWS_SCOPES = 6


class _Ruleset(ctypes.Structure):
    """What is forbidden unless a rule allows it; a kernel takes
    fields it does not know where they are 0.
    """

    _fields_ = (
        ("files", ctypes.c_uint64),
        ("network", ctypes.c_uint64),
        ("scoped", ctypes.c_uint64),
    )


def version() -> int:
    """The version of the rules that this kernel knows;
    0 where it has none or they are switched off.
    """
    if sys.platform != "linux":
        return 0
    known: int = _libc().syscall(_CREATE_RULESET, None, 0, _ASK_VERSION)
    return max(known, 0)


def knows_network() -> bool:
    """Whether this kernel's rules reach connections (Linux 6.7)."""
    return version() >= _KNOWS_TCP


def refuse_connections() -> None:
    """Let this process, and all it starts, open and await no TCP connection,
    nor abstract sockets of others.

    UDP, which asks for names, is not reached; nor are sockets that are files.

    Raises:
        OSError: the kernel does not allow it.
    """
    known = version()
    if known < _KNOWS_TCP:
        raise OSError("Landlock's rules do not reach connections here")
    scoped = _ABSTRACT_SOCKETS if known >= _KNOWS_SCOPES else 0
    rules = _Ruleset(network=_BIND_TCP | _CONNECT_TCP, scoped=scoped)
    ruleset = _done(_libc().syscall(_CREATE_RULESET, ctypes.byref(rules), ctypes.sizeof(rules), 0))
    try:
        _done(_libc().prctl(_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
        _done(_libc().syscall(_RESTRICT_SELF, ruleset, 0))
    finally:
        os.close(ruleset)


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _done(answer: int) -> int:
    """What a call of the system answered, where that is no failure."""
    if answer < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return answer
