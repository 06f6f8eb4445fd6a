"""A line of an older workbook, as it travels to the process that writes the new one."""

from __future__ import annotations

import msgspec


class KeptRow(msgspec.Struct, frozen=True, kw_only=True):
    """``uid`` names the entry, ``own`` are the cells that the program wrote; the rest is the
    office's.
    """

    uid: str
    own: tuple[str, ...]
    status: str = ""
    note: str = ""
