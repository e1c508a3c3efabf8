"""The child process of :mod:`coopgraph.sparql.confined`: a landscape, and nothing else in reach."""

from __future__ import annotations

import dataclasses
import datetime
import json
import sys
from pathlib import Path
from typing import Any, Final

from coopgraph.errors import CoopgraphError, QueryError
from coopgraph.messages import load_catalogues, message
from coopgraph.sparql.bind import bind_parameters
from coopgraph.sparql.header import QueryHeader, read_header
from coopgraph.sparql.reply import written_answer, written_error
from coopgraph.sparql.run import ask_text
from coopgraph.store.base import Answer, Solutions, Store
from coopgraph.store.day import Span, store_of_day

__all__ = ["MEMORY_MB", "READY", "serve"]

#: Megabytes of address space that the child may use.
MEMORY_MB: Final = 2048
#: Rows (or triples) that an answer may have.
MAX_ROWS: Final = 1_000_000
#: Said before a query is asked: its time begins.
READY: Final = b"ready\n"


def serve() -> None:
    """Be the child: requests on standard input, answers on standard output, a line each."""
    out = sys.stdout.buffer
    opened: _Opened | None = None
    for line in sys.stdin.buffer:
        request = json.loads(line)
        try:
            first = opened is None
            opened = opened or _Opened(request)
            answering, counts = opened.store, None
            if request["of_day"]:
                answering, counts = store_of_day(opened.store, opened.day, _span(request["text"]))
            if first:
                _renounce()
            out.write(READY)
            out.flush()
            answer = written_answer(_ask(opened.store, answering, request))
            left_out = dataclasses.asdict(counts) if counts is not None else None
            reply = json.dumps({**answer, **opened.about, "counts": left_out})
        except CoopgraphError as error:
            reply = json.dumps(written_error(error))
        except MemoryError:
            return  # what is left would not do for the next one either
        out.write(reply.encode() + b"\n")
        out.flush()


class _Opened:
    """The landscape of the child, and what every answer says about it."""

    def __init__(self, request: dict[str, Any]) -> None:
        from coopgraph.sparql.focus import open_focused
        from coopgraph.store.beside import store_beside
        from coopgraph.store.sources import read_sources, read_title

        self.day = datetime.date.fromisoformat(request["as_of"])
        focused = open_focused(
            request["store"],
            data=[Path(folder) for folder in request["data"]],
            as_of=self.day,
            decided_by=self.day if request["of_day"] else None,
            focus=request["focus"],
            needs_focus=request["needs_focus"],
        )
        self.store = store_beside(focused.store, [Path(file) for file in request["beside"]])
        said = focused.said()
        self.about = {
            "sources": [dataclasses.asdict(source) for source in read_sources(self.store)],
            "title": read_title(self.store, request["lang"]),
            "focus": said and [said.in_language(lang) for lang in ("fr", "en")],
        }


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
