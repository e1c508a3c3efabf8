"""Which step of a longer command is being done, on a terminal."""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

import click

from coopgraph.cli.speech import spoken

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

__all__ = ["PATIENCE", "steps"]

#: Seconds of silence that a command may keep whose result is a table on the terminal.
PATIENCE: Final = 2.0


@contextlib.contextmanager
def steps(number: int, *, quiet: bool, after: float = 0.0) -> Iterator[Callable[[str], None]]:
    """Show on a terminal which of some steps is being done; elsewhere nothing.

    Parameters
    ----------
    number
        How many steps there are.
    quiet
        Whether nothing is to be shown.
    after
        Seconds that pass before anything is shown: what is quicker leaves no trace.

    Yields
    ------
    callable
        Takes the text of the step that begins.
    """
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    shown = _Bar(number)
    timer = threading.Timer(after, shown.begin)
    timer.daemon = True
    if after:
        timer.start()
    else:
        shown.begin()
    try:
        yield shown.tell
    except BaseException:
        timer.cancel()
        shown.end(done=False)
        raise
    timer.cancel()
    shown.end(done=True)


class _Bar:
    """A bar that may begin when some steps are done already, from another thread."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._lock = threading.Lock()
        self._bar: ProgressBar[str] | None = None
        self._told, self._text, self._over = 0, "", False

    def begin(self) -> None:
        with self._lock:
            if self._over:
                return
            self._bar = click.progressbar(
                length=self._number,
                file=sys.stderr,
                show_eta=False,
                item_show_func=lambda text: text and spoken(text),
            )
            self._bar.__enter__()
            if self._told:
                self._bar.update(self._told - 1, self._text)
                self._bar.render_progress()

    def tell(self, text: str) -> None:
        with self._lock:
            self._told, self._text = self._told + 1, text
            if self._bar is not None:
                self._bar.update(int(self._told > 1), text)
                self._bar.render_progress()

    def end(self, *, done: bool) -> None:
        with self._lock:
            self._over = True
            if self._bar is not None:
                if done:
                    self._bar.update(1, "")
                self._bar.__exit__(None, None, None)
