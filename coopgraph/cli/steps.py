"""Which step of a longer command is being done, on a terminal."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator

import click

from coopgraph.cli.speech import spoken

__all__ = ["steps"]


@contextlib.contextmanager
def steps(number: int, *, quiet: bool) -> Iterator[Callable[[str], None]]:
    """Show on a terminal which of some steps is being done; elsewhere nothing."""
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    with click.progressbar(
        length=number,
        file=sys.stderr,
        show_eta=False,
        item_show_func=lambda text: text and spoken(text),
    ) as bar:
        started = False

        def tell(text: str) -> None:
            nonlocal started
            bar.update(int(started), text)
            started = True
            bar.render_progress()

        yield tell
        bar.update(1, "")
