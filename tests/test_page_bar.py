"""The line that shows how many pages of a scan are recognised."""

from __future__ import annotations

import io

from extract.commands.page_bar import PageBar, page_bar


def test_the_bar_is_drawn_and_taken_off() -> None:
    stream = io.StringIO()
    bar = PageBar(stream)
    bar.clear()
    assert stream.getvalue() == ""
    bar.draw(1, 4)
    assert stream.getvalue() == "\r██████·················· 1/4 pages recognised\x1b[K"
    bar.clear()
    assert stream.getvalue().endswith("\r\x1b[K")


def test_only_a_terminal_sees_it(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for stream, quiet, shown in ((io.StringIO(), False, ""), (Terminal(), True, ""), (Terminal(), False, "2/3")):
        monkeypatch.setattr("sys.stderr", stream)
        page_bar(quiet).draw(2, 3)
        assert (shown in stream.getvalue()) if shown else stream.getvalue() == ""
