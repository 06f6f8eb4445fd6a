"""Whether one document is asked for, or many that become a dataset."""

from __future__ import annotations

import os
from pathlib import Path

from extract.cloud.address import is_address, is_folder
from extract.commands.standard_input import STANDARD_INPUT


def is_batch(documents: tuple[str, ...], outputs: tuple[str, ...]) -> bool:
    """Whether a dataset is asked for: by several documents, a folder, a pattern,
    a folder as output.
    """
    if len(documents) > 1:
        return True
    if any(map(is_output_folder, outputs)):
        return True
    (document,) = documents
    if document == STANDARD_INPUT:
        return False
    if is_address(document):
        return document.endswith("/") or "*" in document or _is_far_folder(document, outputs)
    return os.path.isdir(document) or (
        not os.path.lexists(document) and any(mark in document for mark in "*?[")
    )


def is_output_folder(output: str) -> bool:
    """Whether an output names a folder, by its end or because it is one."""
    return output.endswith("/") or os.path.isdir(output)


def _is_far_folder(document: str, outputs: tuple[str, ...]) -> bool:
    """Whether an address is a folder; asked only where the output may be a dataset."""
    return any(not Path(output).suffix for output in outputs) and is_folder(document)
