"""``coopgraph import KIND --download``: the register's official files, fetched and told."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from coopgraph.cli.speech import say, spoken
from coopgraph.importing import importer_of
from coopgraph.messages import Message, message

if TYPE_CHECKING:
    from coopgraph.importing.download.transfer import Fetched

__all__ = ["download"]

_MEGABYTE: Final = 1_000_000
_STATES: Final = {
    "fetched": message("fetched"),
    "resumed": message("fetched, the last part from where it had stopped"),
    "unchanged": message("unchanged since it was fetched"),
}


def download(
    kind: str, folder: Path, mirrors: Sequence[str], *, quiet: bool = False
) -> list[Fetched]:
    """Fetch the files of a register and say what came.

    Parameters
    ----------
    kind
        Kind of register.
    folder
        Where the files are kept.
    mirrors
        Addresses instead of the official ones.
    quiet
        Whether to say nothing.

    Returns
    -------
    list of Fetched

    Raises
    ------
    SourceError
        If no address holds the register, or a file cannot be had.
    """
    from coopgraph.importing.download.register import fetch_register

    with _bytes(quiet=quiet) as tell:
        found = fetch_register(importer_of(kind), folder, mirrors=mirrors, tell=tell)
    for file in found:
        say(_told(file), quiet=quiet)
    return found


def _told(file: Fetched) -> Message:
    state = _STATES[file.state]
    if file.published:
        return message(
            "{path}: {state} ({n} bytes, has the published checksum {checksum})",
            path=file.path,
            state=state,
            n=file.bytes,
            checksum=file.published,
        )
    return message(
        "{path}: {state} ({n} bytes, sha256 {checksum}; the publisher gives none)",
        path=file.path,
        state=state,
        n=file.bytes,
        checksum=file.sha256,
    )


@contextlib.contextmanager
def _bytes(*, quiet: bool) -> Iterator[Callable[[str, int, int | None], None] | None]:
    """Show on a terminal how much was fetched, some times a second; elsewhere nothing."""
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    last = 0.0

    def tell(name: str, done: int, total: int | None) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last < 0.2 and done != total:
            return
        last = now
        said = f"{done / _MEGABYTE:.1f}" + (f" / {total / _MEGABYTE:.1f}" if total else "")
        text = spoken(message("{name}: {n} MB", name=name, n=said))
        click.echo(f"\r\033[K{text}", err=True, nl=False)

    try:
        yield tell
    finally:
        click.echo("\r\033[K", err=True, nl=False)
