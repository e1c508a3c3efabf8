"""Run a user's query in a child process that can be stopped, and that can call nobody.

Engines cannot be interrupted from Python: only the end of a process stops a query for certain. The
child opens the store, gives up the right to open files and connections, bounds its memory, says
that it is ready, and answers; the parent kills it when the time is up. Bounds of memory and files
exist on POSIX systems; elsewhere the time limit alone holds.
"""

from __future__ import annotations

import dataclasses
import datetime
import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from coopgraph.errors import CoopgraphError, QueryError, StoreError
from coopgraph.messages import load_catalogues, message
from coopgraph.sparql.bind import bind_parameters
from coopgraph.sparql.guard import guard
from coopgraph.sparql.header import QueryHeader, read_header
from coopgraph.sparql.reply import ConfinedAnswer, read_reply, written_answer, written_error
from coopgraph.sparql.run import ask_text
from coopgraph.store.base import Answer, Solutions, Store
from coopgraph.store.day import Span, store_of_day

__all__ = ["MEMORY_MB", "TIMEOUT", "ConfinedAnswer", "ask_confined"]

#: Seconds that a query may take.
TIMEOUT: Final = 60.0
#: Megabytes of address space that the child may use.
MEMORY_MB: Final = 2048
#: Rows (or triples) that an answer may have.
MAX_ROWS: Final = 1_000_000
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
    guard(text)
    request = {
        "text": text,
        "values": dict(values or {}),
        "data": [str(folder.resolve()) for folder in data],
        "store": store,
        "lang": lang,
        "as_of": (as_of or datetime.date.today()).isoformat(),
        "of_day": of_day,
        "focus": focus,
        "beside": [str(file.resolve()) for file in beside],
    }
    child = subprocess.Popen(  # noqa: S603  # our own interpreter and module
        [sys.executable, "-P", "-X", "utf8", "-c", _COMMAND],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    late = threading.Event()

    def stop() -> None:
        late.set()
        child.kill()

    opening = threading.Timer(_OPENING, stop)
    asking = threading.Timer(timeout, stop)
    try:
        if child.stdin is None or child.stdout is None:  # pragma: no cover - both are pipes
            raise StoreError(message("the query's process cannot be talked to"))
        opening.start()
        child.stdin.write(json.dumps(request).encode())
        child.stdin.close()
        ready = child.stdout.readline()
        opening.cancel()
        asking.start()
        answer = child.stdout.read() if ready == _READY else ready
        child.wait()
    except BrokenPipeError:
        answer = b""
    finally:
        opening.cancel()
        asking.cancel()
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None and not pipe.closed:
                pipe.close()
    if late.is_set():
        raise QueryError(
            message(
                "the query was stopped after {seconds:g} s; make it more selective, add LIMIT, "
                "or allow more with --timeout",
                seconds=timeout,
            )
        )
    if not answer:
        raise QueryError(
            message(
                "the query was stopped: it needs more than {limit} MB, or breaks the engine",
                limit=MEMORY_MB,
            )
        )
    return read_reply(answer)


_COMMAND: Final = "from coopgraph.sparql.confined import serve; serve()"
_READY: Final = b"ready\n"


def serve() -> None:
    """Be the child: one request on standard input, one answer on standard output."""
    from coopgraph.sparql.focus import open_focused
    from coopgraph.store.beside import store_beside
    from coopgraph.store.sources import read_sources, read_title

    request = json.loads(sys.stdin.buffer.read())
    out = sys.stdout.buffer
    try:
        day = datetime.date.fromisoformat(request["as_of"])
        folders = [Path(folder) for folder in request["data"]]
        focused = open_focused(
            request["store"],
            data=folders,
            as_of=day,
            decided_by=day if request["of_day"] else None,
            focus=request["focus"],
        )
        beside = [Path(file) for file in request["beside"]]
        store, said = store_beside(focused.store, beside), focused.said()
        answering, counts = store, None
        if request["of_day"]:
            answering, counts = store_of_day(store, day, _span(request["text"]))
        about = {
            "sources": [dataclasses.asdict(source) for source in read_sources(store)],
            "title": read_title(store, request["lang"]),
            "focus": said and [said.in_language(lang) for lang in ("fr", "en")],
        }
        _renounce()
        out.write(_READY)
        out.flush()
        answer = written_answer(_ask(store, answering, request))
        left_out = dataclasses.asdict(counts) if counts is not None else None
        reply = json.dumps({**answer, **about, "counts": left_out})
    except CoopgraphError as error:
        reply = json.dumps(written_error(error))
    except MemoryError:
        reply = ""
    out.write(reply.encode())
    out.flush()


def _header(text: str) -> QueryHeader | None:
    text = text.lstrip()
    return read_header(text, "the query") if text.startswith("# id:") else None


def _span(text: str) -> Span:
    header = _header(text)
    return header.span if header is not None else "day"


def _ask(store: Store, answering: Store, request: dict[str, Any]) -> Answer:
    text, values = request["text"], request["values"]
    header = _header(text)
    if header is not None:
        values = bind_parameters(
            store,
            header.parameters,
            values,
            name=header.id,
            lang=request["lang"],
            as_of=datetime.date.fromisoformat(request["as_of"]),
        )
    answer = ask_text(store, text, values, answering=answering)
    size = len(answer.rows) if isinstance(answer, Solutions) else 0
    if isinstance(answer, list):
        size = len(answer)
    if size > MAX_ROWS:
        raise QueryError(
            message(
                "the answer has {size} rows, more than {limit}; add LIMIT",
                size=size,
                limit=MAX_ROWS,
            )
        )
    return answer


def _renounce() -> None:
    """Give up opening files and connections, dumping core, and memory beyond the bound."""
    try:
        import resource
    except ImportError:  # Windows has none
        return
    limits = [
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 3),
        (resource.RLIMIT_AS, MEMORY_MB * 1024 * 1024),
    ]
    # What the engines import late must be there before files are out of reach.
    import coopgraph.sparql.entities  # noqa: F401

    load_catalogues()

    for name, value in limits:
        try:
            resource.setrlimit(name, (value, value))
        except (ValueError, OSError):  # a system that does not know or allow this bound
            continue
