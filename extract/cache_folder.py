"""The user's cache folder: what is kept there is taken only where nobody else can have put it.

Every level is opened first and then asked whose it is, from the root down: nobody but root and the
user may be able to put anything else in its place, by its mode or as the owner of a link. So
nothing on the way can be changed by others afterwards either. Where such a folder cannot be had,
nothing is kept: that costs time, never a result.
"""

from __future__ import annotations

import os
import re
import stat
import tempfile
from contextlib import suppress
from pathlib import Path, PurePath

_PROGRAM = "kehoach"
_UNFINISHED = ".new-"
_OWN = re.compile(rf"[0-9a-f]{{16,64}}(?:\.z)?|{re.escape(_UNFINISHED)}\w+")
"""Names of what is kept: a digest, and what is on its way there."""

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
_MOST_LINKS = 40


def cache_folder(name: str) -> Path | None:
    """The folder ``name`` of the program's own below the user's cache folder,
    made where it is missing.

    None for a user without a home, and where others could write to it or it cannot be made.
    """
    import platformdirs

    try:
        path = platformdirs.user_cache_path(_PROGRAM, appauthor=False) / name
    except RuntimeError:  # no home, no entry among the users
        return None
    with suppress(OSError, ValueError):
        return _walk(path, own=len((_PROGRAM, name))) if path.is_absolute() else None
    return None


def read_kept(file: Path) -> bytes:
    """What a file in a `cache_folder` holds.

    Raises:
        OSError: it cannot be read, or others could have written it.
    """
    with open(file, "rb", opener=lambda name, _: os.open(name, _FILE)) as stream:
        status = os.fstat(stream.fileno())
        if not stat.S_ISREG(status.st_mode) or not _is_mine_alone(status):
            raise PermissionError(f"{file}: others could have written it")
        return stream.read()


def keep(file: Path, data: bytes) -> None:
    """Put a file into a `cache_folder`, whole.

    Raises:
        OSError: it cannot be written.
    """
    handle, unfinished = tempfile.mkstemp(dir=file.parent, prefix=_UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.replace(unfinished, file)
    except BaseException:
        with suppress(OSError):
            os.unlink(unfinished)
        raise


def drop_oldest(folder: Path, most_bytes: int) -> None:
    """Drop the files that were not used for longest until the rest fits,
    what a killed run left unfinished too.

    Files that bear other names than this program gives are not its own, and stay.

    Raises:
        OSError: the folder cannot be read.
    """
    found = []
    for path in folder.iterdir():
        with suppress(OSError):
            status = path.lstat()
            if not (_OWN.fullmatch(path.name) and stat.S_ISREG(status.st_mode)):
                continue
            found.append((status.st_mtime, status.st_size, path))
    total = sum(size for _, size, _ in found)
    for _, size, path in sorted(found):
        if total <= most_bytes:
            return
        with suppress(OSError):
            path.unlink()
            total -= size


def _walk(path: PurePath, own: int) -> Path:
    """The real path of a folder, every level of it seen to be safe;
    its last ``own`` levels must be the user's.

    Those and the one above, the cache folder itself, are made where they are missing.

    Raises:
        OSError: a level is missing, or others could put something else in its place.
    """
    handle, real, links = os.open("/", _FOLDER), Path("/"), 0
    left = list(reversed(path.parts))
    try:
        while left:
            _refuse_unsafe(os.fstat(handle))
            name = left.pop()
            target = _link_target(handle, name)
            if target is not None:
                links += 1
                if links > _MOST_LINKS:
                    raise OSError(f"{path}: too many links")
                left.extend(reversed(target.parts))
                continue
            deeper = _open_folder(handle, name, make=len(left) <= own)
            os.close(handle)
            handle, real = deeper, real.parent if name == ".." else real / name
            if len(left) < own and not _is_mine_alone(os.fstat(handle)):
                raise PermissionError(f"{real}: others could write to it")
    finally:
        os.close(handle)
    return real


def _link_target(folder: int, name: str) -> PurePath | None:
    """Where a link leads; None for everything else.

    Raises:
        PermissionError: the link is another user's.
    """
    try:
        status = os.stat(name, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        return None
    if not stat.S_ISLNK(status.st_mode):
        return None
    if status.st_uid not in (0, os.geteuid()):
        raise PermissionError(f"{name}: is another user's link")
    return PurePath(os.readlink(name, dir_fd=folder))


def _open_folder(folder: int, name: str, make: bool) -> int:
    try:
        return os.open(name, _FOLDER, dir_fd=folder)
    except FileNotFoundError:
        if not make:
            raise
    with suppress(FileExistsError):
        os.mkdir(name, 0o700, dir_fd=folder)
    return os.open(name, _FOLDER, dir_fd=folder)


def _refuse_unsafe(status: os.stat_result) -> None:
    """See that others cannot replace what root or the user has in a
    folder; sticky ones, as /tmp, guard it.
    """
    guarded = not status.st_mode & _OTHERS_WRITE or status.st_mode & stat.S_ISVTX
    if status.st_uid not in (0, os.geteuid()) or not guarded:
        raise PermissionError("others could write to the way to the cache")


def _is_mine_alone(status: os.stat_result) -> bool:
    return status.st_uid == os.geteuid() and not status.st_mode & _OTHERS_WRITE
