"""Signals that ask a program to end: it clears away what is half-written, as after Ctrl-C.

This module is imported before all others; it imports little.
"""

from __future__ import annotations

import signal
from types import FrameType
from typing import Final

__all__ = ["Ended", "end_as_after_ctrl_c", "exit_code", "lost_end"]

#: What ``kill``, a service manager or a closed terminal sends; Windows has no ``SIGHUP``.
_ENDING: Final = ("SIGTERM", "SIGHUP")


#: What was raised: where Python is called from another language, it may become another error.
_raised: list[KeyboardInterrupt] = []


class Ended(KeyboardInterrupt):
    """Another program, or the system, asked this one to end.

    Parameters
    ----------
    number
        Number of the signal.
    """

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def end_as_after_ctrl_c() -> None:
    """Let signals that end a program raise :class:`Ended`, wherever it is, once.

    What is ignored (``nohup``) stays ignored, and a handler of somebody else's stays in place.
    """
    for number in _numbers():
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _interrupt)


def lost_end() -> KeyboardInterrupt | None:
    """Return what a signal raised that ends this program, if one did.

    A function that SQLite calls cannot raise it: what comes out of the statement is an error of
    SQLite. Who tells errors asks here first.

    Examples
    --------
    >>> lost_end() is None
    True
    """
    return _raised[-1] if _raised else None


def exit_code(stop: KeyboardInterrupt) -> int:
    """Return the exit code of a program that was ended, as shells have it: 128 and the signal.

    Examples
    --------
    >>> exit_code(KeyboardInterrupt()), exit_code(Ended(15))
    (130, 143)
    """
    return 128 + (stop.number if isinstance(stop, Ended) else signal.SIGINT)


def _numbers() -> list[signal.Signals]:
    return [getattr(signal, name) for name in _ENDING if hasattr(signal, name)]


def _end(number: int, _frame: FrameType | None) -> None:
    for other in _numbers():  # clearing away is not to be ended, too
        signal.signal(other, signal.SIG_IGN)
    _raised.append(Ended(number))
    raise _raised[-1]


def _interrupt(number: int, frame: FrameType | None) -> None:
    _raised.append(KeyboardInterrupt())
    raise _raised[-1]
