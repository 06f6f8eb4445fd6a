"""Traps printed by headless Chromium from WeasyPrint's HTML, in one run for all."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from tests.traps.definition import Trap
from tests.traps.print_html import document

_OPTIONS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--remote-debugging-pipe"]

_PATIENCE = 300
"""Seconds without an answer: a browser that hangs must not hang the tests."""


def find_chromium() -> str | None:
    """The program, where it is installed."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def print_pages(traps: list[Trap]) -> dict[str, bytes]:
    """The PDFs by name, printed in one run of Chromium."""
    program = find_chromium()
    assert program is not None
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, _running(program, folder) as browser:
        printed = {}
        for trap in traps:
            path = Path(folder, f"{trap.name}.html")
            path.write_text(f"<!doctype html><html lang=vi><meta charset=utf-8>{document(trap)}", encoding="utf-8")
            printed[trap.name] = browser.print(path.as_uri())
        return printed


class _Browser:
    """A running Chromium, spoken to in its own protocol: one JSON object a message, a zero byte behind each."""

    def __init__(self, requests: BinaryIO, answers: BinaryIO) -> None:
        self._requests, self._answers = requests, answers
        self._number = 0
        self._rest = b""

    def print(self, address: str) -> bytes:
        """The page at this address as PDF, on the sheets its own style asks for."""
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        session = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._ask("Page.enable", session)
        self._ask("Page.navigate", session, url=address)
        while self._next().get("method") != "Page.loadEventFired":
            pass
        pdf = self._ask("Page.printToPDF", session, preferCSSPageSize=True, printBackground=True)["data"]
        self._ask("Target.closeTarget", targetId=target)
        return base64.b64decode(pdf)

    def _ask(self, method: str, session: str | None = None, **parameters: Any) -> dict[str, Any]:
        """Its answer; what else it reports before that is left aside."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if session is not None:
            message["sessionId"] = session
        self._requests.write(json.dumps(message).encode() + b"\0")
        self._requests.flush()
        while (answer := self._next()).get("id") != self._number:
            pass
        assert "result" in answer, answer
        result: dict[str, Any] = answer["result"]
        return result

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._answers], [], [], _PATIENCE)
            assert ready, "Chromium does not answer"
            part = os.read(self._answers.fileno(), 1 << 20)
            assert part, "Chromium has ended"
            self._rest += part
        message, self._rest = self._rest.split(b"\0", 1)
        found: dict[str, Any] = json.loads(message)
        return found


@contextmanager
def _running(program: str, folder: str) -> Iterator[_Browser]:
    """Chromium with a profile of its own; it reads from its descriptor 3 and writes to 4.

    Bash sets them, since other shells know no descriptor of two digits.
    """
    reads, requests = os.pipe()
    answers, writes = os.pipe()
    command = [program, *_OPTIONS, f"--user-data-dir={folder}/profile"]
    shell = ["bash", "-c", f'exec "$0" "$@" 3<&{reads} 4>&{writes}']
    with (
        open(requests, "wb") as speaks,
        open(answers, "rb") as listens,
        subprocess.Popen(
            [*shell, *command],
            pass_fds=(reads, writes),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process,
    ):
        os.close(reads)
        os.close(writes)
        try:
            yield _Browser(speaks, listens)
        finally:
            process.terminate()
