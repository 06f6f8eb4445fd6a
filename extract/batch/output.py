"""Where a batch writes its dataset: a folder here or an address, held in the same way."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extract.batch.folder import Folder, hold_folder
from extract.cloud.address import is_address
from schemas.errors import OutputError


def refuse_itself(inputs: list[str], output: str) -> None:
    """Refuse to write a dataset into the one folder that is to be read.

    Raises:
        OutputError: there is no other input than the output.
    """
    here = output.rstrip("/") if is_address(output) else os.path.realpath(output)
    if all(
        (one.rstrip("/") if is_address(one) else os.path.realpath(one)) == here for one in inputs
    ):
        raise OutputError(
            f"{output}: is the folder that is to be read; a dataset needs one of its own"
        )


@contextmanager
def hold_output(
    output: str, states: Path | None = None, overwrite: bool = False
) -> Iterator[Folder]:
    """Hold a folder here, or a dataset behind an address whose state is kept below ``states``.

    ``overwrite`` allows to replace files of a dataset that somebody has changed.

    Raises:
        OutputError: another run holds it, it cannot be written, or it holds what no dataset put
            there.
    """
    if is_address(output):
        from extract.batch.far_folder import hold_address

        with hold_address(output.rstrip("/"), states, overwrite) as far:
            yield far
    else:
        with hold_folder(Path(output), overwrite) as near:
            yield near
