"""What an address is, the file system behind it, and its errors in words.

Nothing of fsspec is imported before an address is opened: most runs never meet one.
"""

from __future__ import annotations

import errno
import hashlib
import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from extract.shortage import limit_of
from schemas.errors import ExtractError, InputError, LimitError, MissingProgramError, UsageError

_HERE = ("file", "local")
_INSTALL = "pip install 'kehoach[cloud]'"
_WITH_EXTRA = ("s3", "s3a", "memory", "http", "https")
_PATIENT = ("s3", "s3a")
_PACKAGES = {
    **dict.fromkeys(("gs", "gcs"), "gcsfs"),
    **dict.fromkeys(("az", "abfs", "abfss"), "adlfs"),
    "hf": "huggingface_hub",
}
"""What a kind of address needs besides the extra; fsspec names the others itself."""

_NO_CREDENTIALS = {
    "NoCredentialsError",
    "PartialCredentialsError",
    "CredentialRetrievalError",
    "ProfileNotFound",
    "DefaultCredentialsError",
}
# What file systems call the state of an object: any of these changes when its bytes do.
_STAMPS = (
    *("ETag", "etag", "LastModified", "last_modified", "mtime"),
    *("updated", "generation", "md5Hash", "created"),
)


class Remote(NamedTuple):
    """An open address: ``files`` is an fsspec file system (not typed), ``path`` lies in it."""

    files: Any
    path: str

    def below(self, name: str) -> str:
        """The path of something below this one."""
        return f"{self.path.rstrip('/')}/{name}"


def is_address(name: str | bytes) -> bool:
    """Whether a name leads to another place than this machine's files.

    >>> is_address("s3://bucket/plans"), is_address("plans/a.pdf"), is_address(b"gs://bucket/a.pdf")
    (True, False, True)
    """
    text = os.fsdecode(name)
    kind, mark, _ = text.partition("://")
    return bool(mark) and len(kind) > 1 and kind.replace("+", "").isalnum()


def plain(name: str) -> str:
    """A name as given, but ``file://`` addresses as the paths they are.

    >>> plain("file:///tmp/a.pdf"), plain("s3://bucket/a.pdf")
    ('/tmp/a.pdf', 's3://bucket/a.pdf')
    """
    kind, mark, rest = name.partition("://")
    return rest if mark and kind in _HERE else name


def open_address(address: str) -> Remote:
    """The file system behind an address, and the path there.

    Raises:
        MissingProgramError: a package is missing; the message holds the command that installs it.
        UsageError: no such kind of address is known.
    """
    kind = address.partition("://")[0]
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        missing = f"{kind}:// addresses need packages that are not installed"
        raise MissingProgramError(f"{missing}: {_INSTALL}") from error
    _quiet()
    try:
        files, path = url_to_fs(address, use_listings_cache=False)
        if kind in _PATIENT:
            from extract.cloud.patience import open_s3

            files = open_s3(kind, files.storage_options)
    except ImportError as error:
        package = "" if kind in _WITH_EXTRA else f" {_PACKAGES.get(kind) or error.name or kind}"
        missing = f"{kind}:// addresses need a package that is not installed"
        raise MissingProgramError(f"{missing}: {_INSTALL}{package}") from error
    except ValueError as error:
        raise UsageError(f"{address}: no kind of address is called {kind}://") from error
    return Remote(files, path)


def _quiet() -> None:
    """Keep the libraries' own words off standard error:
    what comes of a lost connection is said by who asked.
    """
    for name in ("asyncio", "aiobotocore", "botocore", "s3fs"):
        log = logging.getLogger(name)
        if not log.handlers:
            log.addHandler(logging.NullHandler())


@contextmanager
def said_as(kind: type[ExtractError], address: str) -> Iterator[None]:
    """Every error of the block as one of ``kind``, with the address and what is wrong with it.

    The libraries behind addresses raise whatever their networks raise, so everything is caught
    here.
    """
    try:
        yield
    except ExtractError:
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno == errno.EFBIG:
            raise LimitError(f"{address}: is larger than what may be fetched") from error
        limit = limit_of(error, scratch=kind is InputError)
        if limit is not None:
            raise LimitError(f"{address}: {limit}") from error
        raise kind(f"{address}: {reason_of(error)}") from error


def reason_of(error: BaseException) -> str:
    """What an error says, in words of one line.

    >>> reason_of(FileNotFoundError("b/x"))
    'no such file, folder or bucket'
    >>> reason_of(PermissionError("The AWS Access Key Id does not exist"))
    'access is refused (The AWS Access Key Id does not exist); check the credentials'
    """
    said = " ".join(str(error).split())[:200]
    if isinstance(error, FileNotFoundError):
        return "no such file, folder or bucket"
    if isinstance(error, IsADirectoryError):
        return "is a folder"
    if isinstance(error, PermissionError):
        return f"access is refused ({said}); check the credentials"
    if type(error).__name__ in _NO_CREDENTIALS:
        wanted = "S3 reads AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a profile"
        return f"no credentials are found ({said}); {wanted}"
    return f"cannot be reached ({type(error).__name__}: {said})"


def is_folder(address: str) -> bool:
    """Whether something stands below an address.

    Raises:
        InputError: it cannot be reached.
    """
    with said_as(InputError, address):
        place = open_address(address)
        return bool(place.files.isdir(place.path))


def state_of(about: Mapping[str, Any]) -> int:
    """A number of 63 bits that changes when an object does; ``about``: what its system says."""
    stamps = [str(about[name]) for name in _STAMPS if about.get(name) is not None]
    said = "|".join([*stamps, str(about.get("size"))])
    return int.from_bytes(hashlib.sha256(said.encode()).digest()[:8]) >> 1


def join_address(address: str, name: str) -> str:
    """An address below another one.

    >>> join_address("s3://bucket/dataset/", "manifest.csv")
    's3://bucket/dataset/manifest.csv'
    """
    return f"{address.rstrip('/')}/{name}"
