"""Web pages that offices send as documents, made harmless: in UTF-8,
with nothing in them that asks to be fetched.
"""

from __future__ import annotations

import regex
from lxml import etree, html

from extract.read.sniff import decode_text
from schemas.errors import DamagedError

_STATED = regex.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", regex.IGNORECASE)
_HEAD = 4096
_USUAL = "cp1252"

_FETCHING = (
    *(
        "applet",
        "audio",
        "base",
        "bgsound",
        "embed",
        "frame",
        "iframe",
        "img",
        "link",
        "meta",
        "object",
        "script",
    ),
    *("source", "svg", "track", "video", "xml"),
)
"""Elements that show something from elsewhere, or run; none of them holds the page's text."""
_ADDRESSES = frozenset(
    ("src", "srcset", "background", "data", "poster", "longdesc", "dynsrc", "lowsrc")
)
_IN_STYLE = regex.compile(r"@import[^;]{0,1000};?|url\([^)]{0,100000}\)?", regex.IGNORECASE)


def page_of_archive(data: bytes) -> bytes:
    """The page in a web archive: its first part that is HTML,
    with the character set the part states.

    Raises:
        DamagedError: there is none.
    """
    from email import message_from_bytes  # slow to import, and hardly ever needed

    for part in message_from_bytes(data).walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            stated = part.get_content_charset()
            if isinstance(payload, bytes):
                return f'<meta charset="{stated}">'.encode() + payload if stated else payload
    raise DamagedError("the web archive is damaged: there is no page in it")


def harmless_page(data: bytes) -> bytes:
    """A web page in UTF-8 that fetches nothing, neither pictures nor styles nor frames;
    its text is all there.

    Raises:
        DamagedError: no page can be made of the bytes.
    """
    try:
        root = html.document_fromstring(
            _text_of(data).encode(), html.HTMLParser(encoding="utf-8", no_network=True)
        )
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise DamagedError(
            "the web page is damaged: there is nothing in it that can be read"
        ) from error
    etree.strip_elements(
        root, *_FETCHING, etree.Comment, etree.ProcessingInstruction, with_tail=False
    )
    for element in root.iter(etree.Element):
        for name in element.attrib:
            if name.lower() in _ADDRESSES:
                del element.attrib[name]
            elif name.lower() == "style":
                element.set(name, _IN_STYLE.sub("", element.get(name, "")))
        if element.tag == "style":
            element.text = _IN_STYLE.sub("", element.text or "")
    page: bytes = html.tostring(root, encoding="utf-8")
    return b'<!DOCTYPE html>\n<meta charset="utf-8">\n' + page


def _text_of(data: bytes) -> str:
    """The page as text: in UTF-8 or UTF-16 where it is that,
    else in the character set it states.
    """
    text = decode_text(data)
    if text is not None:
        return text
    stated = _STATED.search(data[:_HEAD])
    try:
        return data.decode(stated[1].decode() if stated else _USUAL, "replace")
    except LookupError:
        return data.decode(_USUAL, "replace")
