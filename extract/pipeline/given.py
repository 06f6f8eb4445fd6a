"""What a caller gives: the bytes of a file, and the record that they may be already."""

from __future__ import annotations

import codecs
from pathlib import Path

import msgspec
import regex

from schemas.errors import InputError, RecordError
from schemas.plan import Plan, is_record, load_plan

RECORD_TYPE = "application/json"
"""The media type of a record that is given as input."""

_JSON_BEGINS = regex.compile(rb'\s*+(?:\{\s*["}]|\[\s*["{\[\]])')
_SHA256 = regex.compile("[0-9a-f]{64}")


def read_bytes(path: Path) -> bytes:
    """The file's bytes.

    Raises:
        InputError: it is missing, a folder, or not readable.
    """
    try:
        return path.read_bytes()
    except (FileNotFoundError, ValueError):  # a name that no file can bear
        raise InputError("no such file") from None
    except IsADirectoryError:
        raise InputError("is a folder, not a document") from None
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}") from error


def read_record(data: bytes, personal: bool = True) -> Plan | None:
    """The record that bytes are, strictly; None where they are no JSON.
    Names of persons go unless ``personal``.

    Raises:
        RecordError: JSON that is no record, or one of another version.
    """
    data = data.removeprefix(codecs.BOM_UTF8)  # some editors begin every file with it
    if not _JSON_BEGINS.match(data[:1024]):
        return None
    try:
        plan = load_plan(data)
        if not _SHA256.fullmatch(plan.source.sha256):
            raise RecordError(
                "not a record of this program: its source has no SHA-256 - at `$.source.sha256`"
            )
    except RecordError as error:
        if is_record(data) or _is_json(data):
            raise RecordError(
                f"is JSON, but {error}; 'extract plan.pdf -o plan.json' writes one"
            ) from error
        return None
    if personal:
        return plan
    from extract.record.personal import without_names

    return without_names(plan)


def _is_json(data: bytes) -> bool:
    try:
        msgspec.json.decode(data)
    except (msgspec.DecodeError, RecursionError):
        return False
    return True
