"""Texts that are data and no document, as a batch meets them beside plans: JSON, TOML,
what this program writes.
"""

from __future__ import annotations

import io
import json
import tomllib
import zipfile
import zlib

import regex

from schemas.dataset.shapes import OF_PLAN

_JSON_BEGINS = regex.compile(r'\s*(?:\{\s*["}]|\[\s*["{\[\]])')
_RECORD = regex.compile(r'\s*\{\s*"schema_version":\s*"[\d.]+",\s*"source":')
# The first line that is no comment is a table's name or a key with its value.
_TOML_BEGINS = regex.compile(
    r"""(?:[ \t\r]*(?:\#[^\n]*)?\n)*+"""
    r"""[ \t]*(?:\[{1,2}[\w."' -]+\]{1,2}[ \t]*(?:\#|$)|[\w."-]+[ \t]*=)""",
    regex.MULTILINE,
)
_TABLE = regex.compile(
    r"(?:plan_id|plan_code|path|work_id)([,;\t])(?:plan_code|issued_on|bytes|kind)\1\w+\1"
)
_LABELS = [field.label for field in OF_PLAN[:2]]
_LABELLED = regex.compile(rf'"?{_LABELS[0]}"?[,;\t|]"?{_LABELS[1]}')
_CALENDAR = "BEGIN:VCALENDAR"
GENERATOR = b'<meta name="generator" content="kehoach'


_PROPERTIES = "docProps/core.xml"
_MOST_PROPERTIES = 1 << 16
_MAKERS = (b"<dc:creator>kehoach</dc:creator>", b"<cp:lastModifiedBy>kehoach</cp:lastModifiedBy>")
"""In the properties of an Office file that this program wrote, and nobody saved since."""


def is_list(data: bytes) -> bool:
    """Whether it is a Word file of this program that nobody saved since."""
    if not data.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(_PROPERTIES) as file:
            properties = file.read(_MOST_PROPERTIES)
    except (zipfile.BadZipFile, zlib.error, KeyError, OSError, EOFError, ValueError, RuntimeError):
        return False  # a document whose properties are missing or broken is nobody's
    return all(mark in properties for mark in _MAKERS)


def name_data(text: str) -> str | None:
    """What a text is that is no document, for a message; None for one that may be a document.

    >>> name_data('{"schema_version": "1.0", "source": {}}'), name_data("[[a]]\\nmarker = 1")
    ('a record of this program', 'a TOML file')
    >>> name_data("[1] KẾ HOẠCH")
    """
    if _RECORD.match(text):
        return "a record of this program"
    if _JSON_BEGINS.match(text) and _is_json(text):
        return "a JSON file"
    if _TOML_BEGINS.match(text) and _is_toml(text):
        return "a TOML file"
    if _TABLE.match(text) or _LABELLED.match(text):
        return "a table that this program wrote"
    return "a calendar" if text.startswith(_CALENDAR) else None


def _is_json(text: str) -> bool:
    """Whether it is one JSON value, or one a line."""
    for part in (text, text.lstrip().partition("\n")[0]):
        try:
            json.loads(part)
        except (ValueError, RecursionError):
            continue
        return True
    return False


def _is_toml(text: str) -> bool:
    try:
        return bool(tomllib.loads(text.replace("\r\n", "\n")))
    except (ValueError, RecursionError):
        return False
