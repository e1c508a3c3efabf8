"""Run a user's query in a child process that can be stopped, and that can call nobody.

Engines cannot be interrupted from Python: only the end of a process stops a query for certain. The
child (:mod:`coopgraph.sparql.serving`) opens the store, gives up the right to open files and
connections, bounds its memory, says that it is ready, and answers; the parent kills it when the
time is up. Bounds of memory and files exist on POSIX systems; elsewhere the time limit alone holds.
"""

from __future__ import annotations

import contextlib
import datetime
import json
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, Self

from coopgraph.errors import QueryError, StoreError
from coopgraph.interpreter import has_interpreter, python_command
from coopgraph.messages import message
from coopgraph.sparql.guard import guard
from coopgraph.sparql.reply import ConfinedAnswer, read_reply
from coopgraph.sparql.serving import MEMORY_MB, READY

__all__ = ["MEMORY_MB", "TIMEOUT", "Confined", "ConfinedAnswer", "ask_confined"]

#: Seconds that a query may take.
TIMEOUT: Final = 60.0
#: Seconds that opening the store may take, apart from the query.
_OPENING: Final = 120.0


def ask_confined(
    text: str,
    values: Mapping[str, str] | None = None,
    *,
    data: Sequence[Path] = (),
    store: str = "memory:",
    lang: str = "fr",
    as_of: datetime.date | None = None,
    of_day: bool = False,
    timeout: float = TIMEOUT,
    focus: str | None = None,
    needs_focus: bool = True,
    beside: Sequence[Path] = (),
) -> ConfinedAnswer:
    """Answer a query in a process of its own.

    Parameters
    ----------
    text
        SPARQL 1.1 that only reads. A header like those of the library gives its parameters types.
    values
        Values of its variables, as text; see :func:`coopgraph.sparql.bind.bind_values`.
    data, store
        Where the landscape is; see :func:`coopgraph.store.open_store`.
    lang, as_of
        Language and day; see :func:`coopgraph.sparql.run.ask_library`.
    of_day
        Whether only what stood on the day answers; a header may say otherwise.
    timeout
        Seconds that the query may take.
    focus
        Organisation in focus, by any name; that of the landscape if None.
    needs_focus
        Whether the query depends on an organisation in focus.
    beside
        RDF files that are asked with it; see :func:`coopgraph.store.beside.store_beside`.

    Returns
    -------
    ConfinedAnswer

    Raises
    ------
    QueryError
        If the query is refused, malformed, too slow or too big.
    CoopgraphError
        Whatever opening the landscape raises.
    """
    with Confined(
        data=data,
        store=store,
        lang=lang,
        as_of=as_of,
        of_day=of_day,
        timeout=timeout,
        focus=focus,
        needs_focus=needs_focus,
        beside=beside,
    ) as child:
        return child.ask(text, values)


class Confined:
    """A process with a landscape open that answers one query after the other.

    It starts with the first query. A query that ends it takes nothing from the others: the next one
    gets a process of its own, and so does one that fails where others were answered before, since
    what they left behind may be why. Every query thus has the whole time and memory.

    Parameters
    ----------
    data, store, lang, as_of, of_day, timeout, focus, needs_focus, beside
        As for :func:`ask_confined`.

    Examples
    --------
    >>> from coopgraph.resources import example_dir
    >>> with Confined(data=[example_dir()]) as child:
    ...     child.ask("ASK { ?s a coop:GrandeEcole }").answer, child.ask("ASK { }").answer
    (True, True)
    """

    def __init__(
        self,
        *,
        data: Sequence[Path] = (),
        store: str = "memory:",
        lang: str = "fr",
        as_of: datetime.date | None = None,
        of_day: bool = False,
        timeout: float = TIMEOUT,
        focus: str | None = None,
        needs_focus: bool = True,
        beside: Sequence[Path] = (),
    ) -> None:
        self.timeout = timeout
        self._landscape = {
            "data": [str(folder.resolve()) for folder in data],
            "store": store,
            "lang": lang,
            "as_of": (as_of or datetime.date.today()).isoformat(),
            "of_day": of_day,
            "focus": focus,
            "needs_focus": needs_focus,
            "beside": [str(file.resolve()) for file in beside],
        }
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def ask(self, text: str, values: Mapping[str, str] | None = None) -> ConfinedAnswer:
        """Answer a query.

        Parameters
        ----------
        text, values
            As for :func:`ask_confined`.

        Returns
        -------
        ConfinedAnswer

        Raises
        ------
        QueryError
            If the query is refused, malformed, too slow or too big.
        CoopgraphError
            Whatever opening the landscape raises.
        """
        guard(text)
        request = json.dumps({**self._landscape, "text": text, "values": dict(values or {})})
        used = self._child is not None
        answer = self._answer(request.encode() + b"\n")
        if not answer and used:
            answer = self._answer(request.encode() + b"\n")
        if not answer:
            raise QueryError(
                message(
                    "the query was stopped: it needs more than {limit} MB, or breaks the engine",
                    limit=MEMORY_MB,
                )
            )
        return read_reply(answer)

    def _answer(self, request: bytes) -> bytes:
        """Return what the process replies; nothing if it ends over it."""
        child = self._child = self._child or _started()
        late = threading.Event()

        def stop() -> None:
            late.set()
            child.kill()

        opening = threading.Timer(_OPENING, stop)
        asking = threading.Timer(self.timeout, stop)
        answer = b""
        try:
            if child.stdin is None or child.stdout is None:  # pragma: no cover - both are pipes
                raise StoreError(message("the query's process cannot be talked to"))
            opening.start()
            child.stdin.write(request)
            child.stdin.flush()
            ready = child.stdout.readline()
            opening.cancel()
            asking.start()
            answer = child.stdout.readline() if ready == READY else ready
        except BrokenPipeError:
            pass
        finally:
            opening.cancel()
            asking.cancel()
            if not answer.endswith(b"\n") or late.is_set():
                answer = b""
                self._end()
        if late.is_set():
            raise QueryError(
                message(
                    "the query was stopped after {seconds:g} s; make it more selective, add LIMIT, "
                    "or allow more with --timeout",
                    seconds=self.timeout,
                )
            )
        return answer

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None and not pipe.closed:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()


def _started() -> subprocess.Popen[bytes]:
    if not has_interpreter():
        raise QueryError(
            message(
                "a query is run by a Python of its own, and {program} is none; start coopgraph "
                "with the command coopgraph or python -m coopgraph",
                program=sys.executable or "?",
            )
        )
    return subprocess.Popen(  # noqa: S603  # our own interpreter and module
        python_command(_COMMAND),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


_COMMAND: Final = "from coopgraph.sparql.serving import serve; serve()"
