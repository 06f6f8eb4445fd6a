"""Where temporary files lie: one place for all that make some."""

from __future__ import annotations

import os
import tempfile


def scratch_place(within: str = "") -> str:
    """The absolute path of the folder for temporary files; of ``within`` where that is named.

    Programs started there stand in other folders, some want addresses of files, and `tempfile` of Python 3.11 keeps a
    relative path as it is.
    """
    return os.path.abspath(within or tempfile.gettempdir())
