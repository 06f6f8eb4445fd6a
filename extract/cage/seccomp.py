"""Calls of the system that a process refuses itself and all that it starts,
by the library libseccomp.

Every Debian and Ubuntu has the library: their package manager uses it. Source: seccomp_rule_add(3),
seccomp.h.
"""

from __future__ import annotations

import ctypes
import errno
import os

_LIBRARY = "libseccomp.so.2"
_ALLOW = 0x7FFF0000
_FAIL = 0x00050000 | errno.EACCES
_NOT_EQUAL = 1
_UNIX = 1
"""`socket.AF_UNIX` on Linux; the module takes long to import
for who becomes another program at once.
"""


class _Compare(ctypes.Structure):
    """A condition on one argument of a call."""

    _fields_ = (
        ("argument", ctypes.c_uint),
        ("operator", ctypes.c_int),
        ("value", ctypes.c_uint64),
        ("second", ctypes.c_uint64),
    )


def is_installed() -> bool:
    """Whether the library is there."""
    try:
        _library()
    except OSError:
        return False
    return True


def refuse_sockets() -> None:
    """Let this process, and all it starts, have no socket but those of files,
    and connect none of them.

    So no connection, no datagram and no question for a name leaves it, not by way of a resolver on
    this machine either. What it starts may still talk among itself where one waits and both were
    there before, as pairs of sockets and pipes are. ``io_uring`` goes too: it opens sockets without
    these calls.

    Raises:
        OSError: the library is missing, or the kernel does not allow it.
    """
    library = _library()
    filters = ctypes.c_void_p(library.seccomp_init(ctypes.c_uint32(_ALLOW)))
    if not filters:
        raise OSError("libseccomp makes no filter")
    try:
        _refuse(library, filters, "socket", _Compare(0, _NOT_EQUAL, _UNIX, 0))
        _refuse(library, filters, "connect")
        _refuse(library, filters, "io_uring_setup")
        _done(library.seccomp_load(filters))
    finally:
        library.seccomp_release(filters)


def _refuse(
    library: ctypes.CDLL, filters: ctypes.c_void_p, call: str, *conditions: _Compare
) -> None:
    """Let a call fail, where conditions are given if they hold."""
    number = library.seccomp_syscall_resolve_name(call.encode())
    listed = (_Compare * len(conditions))(*conditions)
    action = ctypes.c_uint32(_FAIL)
    _done(library.seccomp_rule_add_array(filters, action, number, len(conditions), listed))


def _library() -> ctypes.CDLL:
    library = ctypes.CDLL(_LIBRARY)
    library.seccomp_init.restype = ctypes.c_void_p
    return library


def _done(answer: int) -> None:
    """Raise where a function of the library failed: it
    answers with the error's number, negative.
    """
    if answer < 0:
        raise OSError(-answer, os.strerror(-answer))
