"""The text of one Word paragraph as the page shows it.

Tracked insertions are taken, deletions and moved-away text left out; of fields the result stands,
not the instruction; hidden text is not shown; of alternative contents one is chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from extract.read.gate import sound_text
from extract.read.word.content import PAGE_BREAK, SOFT_HYPHEN, Content, Note
from extract.read.word.numbering import BULLETS
from extract.read.word.package import Element
from extract.read.word.pictures import large_pictures
from extract.read.word.shown import PAPER, Sight
from extract.read.word.styles import RunFormat, Style, Styles, W, read_run_format

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATIVES = f"{_MC}AlternateContent"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_UNDERSTOOD = frozenset({"wps", "wpg", "wpc", "wpi", "wp14", "w14", "w15", "w16", "a14", "v"})
_LEFT_OUT = frozenset(
    f"{W}{name}"
    for name in (
        *("del", "moveFrom", "delText", "delInstrText", "instrText"),
        *("pPr", "rPr", "sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr", "rubyPr", "rt"),
    )
)
_DELETED = f"{W}del"
_GONE = frozenset((f"{W}del", f"{W}moveFrom"))
_TEXT = frozenset((f"{W}t", f"{_MATH}t"))
_SHAPES = frozenset((f"{W}drawing", f"{W}pict", f"{W}object"))
_NOTES = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
_WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"
_BOX = f"{W}txbxContent"

_PRIVATE = "\uf000"
_SIGNS = str.maketrans(BULLETS)

Decode = Callable[[str, str | None], str]
"""Text of a run and the name of its font → Unicode text. The one place where legacy fonts (TCVN3,
VNI) are undone.

A line end by itself says that a paragraph begins.
"""


class TextReader:
    """Reads paragraphs one after another; a field may reach over several of them."""

    def __init__(
        self, styles: Styles, decode: Decode | None = None, sight: Sight | None = None
    ) -> None:
        self._styles = styles
        self._sight = sight or Sight()
        self._grounds = [PAPER]
        self._decode = decode
        self._fields: list[bool] = []
        self._forms: dict[tuple[RunFormat, RunFormat], RunFormat] = {}

    def read(self, paragraph: Element, style: Style, content: Content | None = None) -> Content:
        """What a paragraph shows, after what ``content`` already
        holds of a paragraph it was merged with.
        """
        content = content or Content()
        self._ground = style.paragraph.ground or self._grounds[-1]
        if self._decode is not None:
            self._decode("\n", None)
        self._walk(paragraph, style.run, content)
        # An instruction ends with its paragraph at the latest: one never closed must not hide the
        # rest of a document.
        self._fields = [False] * len(self._fields)
        return content

    @contextmanager
    def on(self, ground: str | None) -> Iterator[None]:
        """Read what stands on a ground of its own; None: on that of what is around it."""
        self._grounds.append(self._grounds[-1] if ground is None else ground)
        try:
            yield
        finally:
            self._grounds.pop()

    def _walk(self, element: Element, base: RunFormat, content: Content) -> None:
        for child in element:
            tag = child.tag
            if tag == f"{W}r" or tag == f"{_MATH}r":
                self._read_run(child, base, content)
            elif tag == ALTERNATIVES:
                for branch in choose_branch(child):
                    self._walk(branch, base, content)
            elif tag == _DELETED:
                gone = child.iter(f"{W}delText", f"{W}t")
                content.hide("deleted", "".join(one.text or "" for one in gone))
            elif tag not in _LEFT_OUT:
                self._walk(child, base, content)

    def _read_run(self, run: Element, base: RunFormat, content: Content) -> None:
        properties = run.find(f"{W}rPr")
        if properties is None:
            self._read_characters(run, base, content)
            return
        key = (read_run_format(properties), base)
        form = self._forms.get(key)
        if form is None:
            form = self._forms[key] = self._form(*key)
        self._read_characters(run, form, content)

    def _form(self, own: RunFormat, base: RunFormat) -> RunFormat:
        """What a run looks like: its own properties over its
        character style's over its paragraph's.
        """
        if own.style is not None:
            own = own.over(self._styles.style(own.style).run)
        return own.over(base)

    def _read_characters(self, run: Element, form: RunFormat, content: Content) -> None:
        for child in run:
            tag = child.tag
            if tag in _TEXT:
                self._add(_on_one_line(child.text or ""), form, content)
            elif tag in _DRAWN:
                self._add(_DRAWN[tag](child), form, content)
            elif tag == f"{W}fldChar":
                self._turn_field(child.get(f"{W}fldCharType", ""))
            elif tag in _NOTES:
                self._add_note(child, content)
            elif tag in _SHAPES:
                content.boxes.extend(text_boxes(child))
                content.stamps.extend(map(_words_of_art, child.iter(_WORD_ART)))
                content.pictures += large_pictures(child)
            elif tag == ALTERNATIVES:
                for branch in choose_branch(child):
                    self._read_characters(branch, form, content)
            elif tag not in _LEFT_OUT and len(child):
                self._walk(child, form, content)

    def _add(self, text: str, form: RunFormat, content: Content) -> None:
        if not text or True in self._fields:
            return
        if not text.isascii() and max(text) >= _PRIVATE:
            text = text.translate(_SIGNS)
        text = self._decoded(text, form.font)
        text = text.upper() if form.capitals else text
        why = self._sight.why_hidden(form, self._ground)
        if why is not None:
            content.hide(why, text)
            return
        content.add(text, bool(form.bold))
        if form.struck:
            content.struck.append(text)

    def _decoded(self, text: str, font: str | None) -> str:
        if self._decode is not None:
            return self._decode(text, font)
        if SOFT_HYPHEN in text and not (font or "").startswith(".Vn"):
            return text.replace(SOFT_HYPHEN, "")
        return text

    def _turn_field(self, kind: str) -> None:
        """Keep count of open fields; True on the stack is a field still in its instruction."""
        if kind == "begin":
            self._fields.append(True)
        elif self._fields and kind == "separate":
            self._fields[-1] = False
        elif self._fields and kind == "end":
            self._fields.pop()

    def _add_note(self, reference: Element, content: Content) -> None:
        kind = _NOTES[reference.tag]
        marked = reference.get(f"{W}customMarkFollows") in ("1", "true", "on")
        content.notes.append(Note(kind, reference.get(f"{W}id", ""), marked))


def choose_branch(alternatives: Element) -> Iterator[Element]:
    """The one branch of an ``mc:AlternateContent`` that is shown:
    the first whose needs are understood.
    """
    fallback = None
    for branch in alternatives:
        if branch.tag == f"{_MC}Choice" and set(branch.get("Requires", "").split()) <= _UNDERSTOOD:
            yield branch
            return
        if branch.tag == f"{_MC}Fallback":
            fallback = branch
    if fallback is not None:
        yield fallback


def text_boxes(shape: Element) -> Iterator[Element]:
    """The contents of the text boxes in a drawing, each once."""
    for child in shape:
        if child.tag == _BOX:
            yield child
        elif child.tag == ALTERNATIVES:
            for branch in choose_branch(child):
                yield from text_boxes(branch)
        else:
            yield from text_boxes(child)


def mark_is_deleted(paragraph: Element) -> bool:
    """Whether the end of a paragraph was deleted or moved away,
    so that the next one goes on in it.
    """
    properties = paragraph.find(f"{W}pPr/{W}rPr")
    return properties is not None and any(child.tag in _GONE for child in properties)


def _symbol(element: Element) -> str:
    """A ``w:sym``: the sign where it is known, else the code point itself,
    so that nothing is lost.
    """
    try:
        code = int(element.get(f"{W}char", ""), 16)
        letter = chr(code)
    except (ValueError, OverflowError):
        return ""
    private = (
        chr(0xF000 + code)
        if code < 0x100 and _is_symbol_font(element.get(f"{W}font", ""))
        else letter
    )
    return BULLETS.get(private, letter)


def _is_symbol_font(name: str) -> bool:
    return name.startswith(("Symbol", "Wingdings", "Webdings"))


def _on_one_line(text: str) -> str:
    """The text of an element, whose line ends are blanks; but for one that is all there is."""
    several = len(text) > 1 and ("\n" in text or "\r" in text)
    return " ".join(text.splitlines()) if several else text


def _words_of_art(art: Element) -> str:
    return sound_text(art.get("string", ""))


_DRAWN: dict[str, Callable[[Element], str]] = {
    f"{W}tab": lambda _: "\t",
    f"{W}ptab": lambda _: "\t",
    f"{W}cr": lambda _: "\n",
    f"{W}noBreakHyphen": lambda _: "-",
    f"{W}softHyphen": lambda _: SOFT_HYPHEN,
    f"{W}br": lambda element: PAGE_BREAK if element.get(f"{W}type") == "page" else "\n",
    f"{W}sym": _symbol,
}
"""Elements that stand for a sign, and which one."""
