"""What a worker does: functions from bytes to bytes, named by `extract.process.messages.Job`."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import zlib
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from extract.cloud.fetch import local_copy
from extract.options import Options
from extract.pipeline.given import RECORD_TYPE, read_record
from extract.process.messages import MOST_ERROR, MOST_RESULT
from extract.process.page_watch import tell_pages
from schemas.dataset import RECORD_TABLES
from schemas.errors import ExtractError, InputError, LimitError, RecordError
from schemas.manifest import is_event
from schemas.plan import Plan, is_record, load_plan


def printable_name(path: bytes) -> str:
    r"""The last part of a path as text; bytes that are no UTF-8 become ``\xNN``."""
    return os.path.basename(path).decode("utf-8", "backslashreplace")


Count = Annotated[int, Meta(ge=0, le=1 << 40)]
Sha256 = Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]


class DigestOrder(msgspec.Struct, frozen=True):
    """Files whose bytes are to be named; ``named``: those that the user named, each by itself."""

    paths: list[bytes]
    named: list[bytes] = []


class Digest(msgspec.Struct, frozen=True):
    """A file's SHA-256, or why it cannot be read.

    A record that the user named stands for the document it was made from, and bears that one's
    SHA-256; ``no_input``: it is a record, or a log of this program, that was found in a folder.
    """

    sha256: Sha256 | None
    error: Annotated[str, Meta(max_length=MOST_ERROR)] = ""
    no_input: bool = False


class RecordOrder(msgspec.Struct, frozen=True, kw_only=True):
    """One document of a batch; ``sha256`` is what its bytes were when it was listed.

    ``named``: the user named it itself, so that it may be a record made before.
    """

    path: bytes
    sha256: str
    options: Options
    named: bool = False


class Recorded(msgspec.Struct, frozen=True, kw_only=True):
    """A record as compressed JSON, and what a manifest says of it.

    None where the file is not what it was when it was listed; ``gone`` says what is wrong with it.
    """

    record: bytes | None
    gone: Annotated[str, Meta(max_length=MOST_ERROR)] | None = None
    media_type: Annotated[str, Meta(max_length=200)] | None = None
    pages: Count | None = None
    problems: Count | None = None


DIGEST = "extract.process.jobs:digest"
RECORD = "extract.process.jobs:record"
WARM = "extract.process.jobs:warm"
WARM_FAR = "extract.process.jobs:warm_far"

_COMPRESSION = 3
_PEEK = 64
_JSON_OBJECT = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"')
_MOST_RECORD = 256 << 20
_CHANGED = "has changed while it was read; run the command again"


def digest(argument: bytes) -> bytes:
    """A `DigestOrder` → a list of `Digest`, one a path."""
    order = msgspec.msgpack.decode(argument, type=DigestOrder)
    return msgspec.msgpack.encode([_digest_of(path, path in order.named) for path in order.paths])


def _digest_of(path: bytes, named: bool) -> Digest:
    try:
        with (
            local_copy(path) as copy,
            open(os.open(copy, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file,
        ):
            if (
                _JSON_OBJECT.match(file.peek(_PEEK)[:_PEEK])
                and os.fstat(file.fileno()).st_size <= _MOST_RECORD
            ):
                return _digest_of_json(file.read(), named)
            return Digest(hashlib.file_digest(file, "sha256").hexdigest())
    except OSError as error:
        return Digest(None, f"cannot be read: {error.strerror}")
    except ExtractError as error:
        return Digest(None, str(error).removeprefix(f"{os.fsdecode(path)}: "))


def _digest_of_json(data: bytes, named: bool) -> Digest:
    own = Digest(hashlib.sha256(data).hexdigest())
    if not named and (is_record(data) or is_event(data.partition(b"\n")[0])):
        return Digest(None, no_input=True)
    if not named or not is_record(data):
        return own
    try:
        plan = read_record(data)
    except RecordError:
        return own
    return own if plan is None else Digest(plan.source.sha256)


def record(argument: bytes) -> bytes:
    """A `RecordOrder` → a `Recorded`."""
    from extract.pipeline.extract import extract_plan

    order = msgspec.msgpack.decode(argument, type=RecordOrder)
    try:
        with local_copy(order.path) as copy:
            data = Path(os.fsdecode(copy)).read_bytes()
    except (OSError, InputError) as error:
        return msgspec.msgpack.encode(Recorded(record=None, gone=_gone(error, order.path)))
    plan = read_record(data, order.options.personal) if order.named else None
    if (hashlib.sha256(data).hexdigest() if plan is None else plan.source.sha256) != order.sha256:
        return msgspec.msgpack.encode(Recorded(record=None, gone=_CHANGED))
    media_type = RECORD_TYPE
    if plan is None:
        plan = extract_plan(
            data, order.options, name=printable_name(order.path), on_page=tell_pages
        )
        media_type = plan.source.media_type
    plain = msgspec.json.encode(plan)
    if len(plain) > MOST_RESULT:
        raise LimitError(f"its record is larger than {MOST_RESULT >> 20} MB; split the document")
    packed = zlib.compress(plain, _COMPRESSION)
    pages, problems = plan.source.pages, len(plan.problems)
    return msgspec.msgpack.encode(
        Recorded(record=packed, media_type=media_type, pages=pages, problems=problems)
    )


def _gone(error: Exception, path: bytes) -> str:
    said = (
        error.strerror
        if isinstance(error, OSError)
        else str(error).removeprefix(f"{os.fsdecode(path)}: ")
    )
    return f"could be read no more ({said}); run the command again"


def take_digests(result: bytes, count: int) -> list[Digest]:
    """The digests of ``count`` files that a worker's result says it is.

    Raises:
        RecordError: it is something else.
    """
    try:
        digests = msgspec.msgpack.decode(result, type=list[Digest])
    except msgspec.MsgspecError as error:
        raise RecordError("is no answer of a reader") from error
    if len(digests) != count:
        raise RecordError(f"names {len(digests)} of {count} files")
    return digests


def take_record(result: bytes, sha256: str) -> Recorded:
    """The `Recorded` that a worker's result says it is, for the document with this digest.

    Raises:
        RecordError: it is not an answer, or not about that document: a reader speaks for no other.
    """
    try:
        recorded = msgspec.msgpack.decode(result, type=Recorded)
    except msgspec.MsgspecError as error:
        raise RecordError("is no answer of a reader") from error
    if recorded.record is not None and _unpack(recorded.record)[1].source.sha256 != sha256:
        raise RecordError("is the record of another document")
    return recorded


def check_record(sha256: str, data: bytes) -> None:
    """See that a compressed record from elsewhere is one, and of the source with that SHA-256.

    Raises:
        RecordError: it is not a record, or unpacks to more than any; the message follows "the
            record".
    """
    from extract.emit.parquet import arrow_batch
    from extract.emit.rows import table_rows

    plan = _unpack(data)[1]
    if plan.source.sha256 != sha256:
        raise RecordError("is that of another source")
    for table in RECORD_TABLES:
        try:
            arrow_batch(table, ({"work_id": None, **row} for row in table_rows(plan, table.name)))
        except (OverflowError, ValueError, TypeError, LookupError) as error:
            raise RecordError(f"holds values that no table takes ({error})") from error


def unpack_record(data: bytes, name: str | None) -> bytes:
    """The compact JSON of a record whose source bears ``name``:
    files with the same bytes may have many names.

    None leaves the name as it is.

    Raises:
        RecordError: the bytes are no record, or unpack to more than any has.
    """
    plain, plan = _unpack(data)
    if name is None or plan.source.name == name:
        return plain
    source = msgspec.structs.replace(plan.source, name=name)
    return msgspec.json.encode(msgspec.structs.replace(plan, source=source))


def _unpack(data: bytes) -> tuple[bytes, Plan]:
    unpacking = zlib.decompressobj()
    try:
        plain = unpacking.decompress(data, MOST_RESULT)
        if not unpacking.eof:
            raise RecordError("is cut short, or unpacks to more than any record has")
        return plain, load_plan(plain)
    except (zlib.error, UnicodeError) as error:
        raise RecordError("is no record") from error


_WARM_TEXT = """ỦY BAN NHÂN DÂN XÃ MẪU\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 1/KH-UBND\tMẫu, ngày 02 tháng 01 năm 2024
KẾ HOẠCH
Công tác năm 2024
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015 và \
Nghị định số 1/2020/NĐ-CP ngày 01/01/2020 của Chính phủ.
I. MỤC ĐÍCH
Đạt ít nhất 95% hồ sơ trong quý II.
TT\tNội dung\tCơ quan chủ trì\tThời gian
1\tXây dựng kế hoạch\tVăn phòng UBND xã\tTrước 30/6
"""
"""Made up: a document that meets most of the program once."""


def warm() -> None:
    """Import what readers need and fill what they keep, once, before they are forked."""
    from extract.process.kept_patterns import kept_patterns

    with kept_patterns(at_once=True):
        import extract.pipeline.extract
        import extract.pipeline.pages
        import extract.read.pdf.pdfium
        import extract.read.word.docx

        extract.pipeline.extract.extract_plan(_WARM_TEXT.encode())


def warm_far() -> None:
    """`warm`, and what documents behind addresses need; no connection is opened,
    for none outlives a fork.
    """
    warm()
    with contextlib.suppress(ImportError):
        import s3fs  # noqa: F401
