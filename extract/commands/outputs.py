"""The outputs of one reading: checked before anything is read; all are written, or none."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from extract.cloud.address import is_address, open_address, said_as
from extract.cloud.fetch import read_object, write_object
from extract.emit.files import check_file, sweep_beside, write_all
from extract.emit.formats import format_of
from extract.emit.ours import teller_of
from extract.emit.xlsx.kept_row import KeptRow
from schemas.errors import OutputError, UsageError

IsOurs = Callable[[bytes], bool]
_STANDARD_INPUT = 0
_WORKBOOK = ".xlsx"


class Outputs:
    """The files and addresses that one record is written to."""

    def __init__(self, names: tuple[str, ...], overwrite: bool) -> None:
        """Take their names.

        Raises:
            UsageError: one chooses no format, or two are the same.
        """
        self.names = names
        self._overwrite = overwrite
        self._near = [Path(name) for name in names if not is_address(name)]
        self._far = [name for name in names if is_address(name)]
        for name in names:
            if name == "-":
                raise UsageError("-o -: without -o the record goes to standard output, as JSON")
            format_of(Path(name))
        self._refuse_doubles()

    @property
    def endings(self) -> list[str]:
        """The formats, as the names end."""
        return [Path(name).suffix for name in self.names]

    @property
    def are_far(self) -> bool:
        """Whether an address is among them."""
        return bool(self._far)

    def check(self, document: str) -> None:
        """See that all may be written, and that none of them is the document.

        Raises:
            OutputError: one is the document itself, or a file that this program did not make.
        """
        for path in self._near:
            self._refuse_input(path, document)
            check_file(path, None if self._overwrite else teller_of(path))
        for address in self._far:
            _check_object(address, document, None if self._overwrite else teller_of(Path(address)))

    def kept(self) -> tuple[KeptRow, ...]:
        """What offices wrote into the workbooks that are to be replaced.

        Raises:
            OutputError: two of them say different things of the same task.
        """
        found: dict[str, tuple[str, KeptRow]] = {}
        for name in self.names:
            for row in _kept_in(name):
                other, older = found.setdefault(row.uid, (name, row))
                if (older.status, older.note) != (row.status, row.note):
                    raise OutputError(
                        f"{name}: says something else of a task than {other}; write them one by one"
                    )
        return tuple(row for _, row in found.values())

    def write(
        self, data: dict[str, bytes], document: str, kept: tuple[KeptRow, ...] | None = None
    ) -> None:
        """Write all of them; ``data`` holds the bytes of every format, ``kept`` is what workbooks
        of it take along from older ones.

        Raises:
            OutputError: one cannot be written, or something else has come to stand there since
                `check`.
        """

        for path in self._near:
            sweep_beside(path)

        def last_check() -> None:
            self.check(document)
            if kept is not None and self.kept() != kept:
                raise OutputError(
                    "a workbook was saved while the document was read; run the command again"
                )
            for address in self._far:
                write_object(address, data[Path(address).suffix])

        write_all({path: data[path.suffix] for path in self._near}, last_check)

    def _refuse_doubles(self) -> None:
        seen: set[str] = set()
        for name in self.names:
            real = name if is_address(name) else os.path.realpath(name)
            if real in seen:
                raise UsageError(f"{name}: is given as output twice")
            seen.add(real)

    @staticmethod
    def _refuse_input(path: Path, document: str) -> None:
        if is_address(document):
            return
        try:
            read = os.fstat(_STANDARD_INPUT) if document == "-" else os.stat(document)
            written = path.stat()
        except OSError:
            return  # what is not there is not the other; what cannot be read is said when it is
        if os.path.samestat(read, written):
            raise OutputError(
                f"{path}: is the document that is to be read; choose another name for the output"
            )


def _kept_in(name: str) -> tuple[KeptRow, ...]:
    """The lines of the workbook that stands where one is to be written; none where none does."""
    if Path(name).suffix.lower() != _WORKBOOK:
        return ()
    if is_address(name):
        place = open_address(name)
        data = read_object(name) if place.files.exists(place.path) else b""
    else:
        path = Path(name)
        data = path.read_bytes() if path.is_file() else b""
    if not data:
        return ()
    from extract.emit.xlsx.kept import read_kept

    return read_kept(data)


def _check_object(address: str, document: str, is_ours: IsOurs | None) -> None:
    if address == document:
        raise OutputError(
            f"{address}: is the document that is to be read; choose another name for the output"
        )
    if is_ours is None:
        return
    with said_as(OutputError, address):
        place = open_address(address)
        exists = place.files.exists(place.path)
    if exists and not is_ours(read_object(address)):
        raise OutputError(
            f"{address}: exists, and is no output of this program; choose another name, or "
            "replace it with --overwrite"
        )
