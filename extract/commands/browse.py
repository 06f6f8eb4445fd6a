"""`extract browse`: a dataset in the browser."""

from __future__ import annotations

import click

from extract.commands.choices import Count, complete_files
from extract.commands.say import say

_BASE = "dataset.db"


@click.command()
@click.argument("dataset", shell_complete=complete_files)
@click.option(
    "--port",
    type=Count(0, 65535),
    metavar="PORT",
    help="The port of this machine to serve on; 0 takes any.  [default: 8001, or any free one]",
)
@click.option("--no-open", is_flag=True, help="Open no browser; the address is said.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
def browse(dataset: str, port: int | None, no_open: bool, quiet: bool) -> None:
    """Search a dataset in the browser.

    DATASET is a folder that 'extract plans/ -o dataset/' wrote. Its tables and records are served
    on this machine only, linked with each other and with their boxes on the pages, with full-text
    search over tasks and texts (words without their marks are found, too), until Ctrl-C. It needs
    datasette: pip install '.[browse]'.
    """
    from extract.browse.serve import HOST, check_installed, free_port, served
    from extract.frames.dataset import open_dataset
    from extract.scratch import Scratch
    from extract.shortage import scratch_said

    opened = open_dataset(dataset)
    check_installed()
    port = free_port(port)
    from extract.browse.base import build_base

    with scratch_said():
        scratch = Scratch()
    with scratch as folder:
        with scratch_said():
            build_base(opened, folder / _BASE)
        with served(folder / _BASE, opened.path.resolve().name, port) as server:
            address = f"http://{HOST}:{port}/"
            try:
                if not quiet:
                    say(f"{dataset}: {address} (Ctrl-C ends it)")
                if not no_open:
                    click.launch(address)
                server.wait()
            except KeyboardInterrupt:
                return
