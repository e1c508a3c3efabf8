"""Run a query of the library, or a text, in this process.

No limit of time or memory is set here: for texts of strangers see
:mod:`coopgraph.sparql.confined`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from typing import Any

from coopgraph.errors import QueryError
from coopgraph.messages import message
from coopgraph.sparql.bind import bind_parameters, bind_values
from coopgraph.sparql.guard import guard
from coopgraph.sparql.library import Library, LibraryQuery
from coopgraph.store.base import Answer, Solutions, Store
from coopgraph.store.day import Span

__all__ = ["ask_library", "ask_text", "run_query"]


def ask_library(
    store: Store,
    query: LibraryQuery,
    values: Mapping[str, Any] | None = None,
    *,
    lang: str = "fr",
    as_of: datetime.date | None = None,
    answering: Store | None = None,
    of_day: bool = False,
) -> Solutions:
    """Run a query of the library.

    Parameters
    ----------
    store
        The landscape.
    query
        The query.
    values
        Values of its parameters; names of organisations are resolved.
    lang
        Language of labels.
    as_of
        Day at which the landscape is looked at; today if not given.
    answering
        Store of that day, which answers; names are looked up in `store`, the whole landscape.
    of_day
        Whether that day was asked for: a question may then leave out what came later.

    Returns
    -------
    Solutions
    """
    bound = bind_parameters(
        store,
        query.parameters,
        values or {},
        name=query.name,
        lang=lang,
        as_of=as_of,
        of_day=of_day,
    )
    return (answering or store).select(query.text, bindings=bound)


def ask_text(
    store: Store,
    text: str,
    values: Mapping[str, Any] | None = None,
    *,
    answering: Store | None = None,
) -> Answer:
    """Run a text that only reads (see :func:`coopgraph.sparql.guard.guard`).

    Parameters
    ----------
    store
        The landscape.
    text
        SPARQL 1.1.
    values
        Values of its variables; see :func:`coopgraph.sparql.bind.bind_values`.
    answering
        Store that answers, if another than the one in which names are looked up.

    Returns
    -------
    Solutions, bool or list of Triple
    """
    guard(text)
    return (answering or store).query(text, bindings=bind_values(store, values or {}))


def run_query(
    store: Store,
    query: str,
    parameters: Mapping[str, Any] | None = None,
    *,
    lang: str = "fr",
    as_of: datetime.date | None = None,
    of_day: Callable[[Span], Store] | None = None,
) -> Solutions:
    """Run a library query by name, or a SELECT text.

    Parameters
    ----------
    store
        The landscape.
    query
        Name of a library query, or SPARQL text.
    parameters
        Values of its parameters.
    lang
        Language of labels.
    as_of
        Day at which the landscape is looked at; today if not given.
    of_day
        Gives the store of that day that answers; the whole landscape answers if None.

    Returns
    -------
    Solutions

    Raises
    ------
    QueryError
        If the query is unknown, refused, malformed or no SELECT.
    """
    if re.fullmatch(r"[A-Za-z0-9_-]+", query.strip()):
        found = Library().get(query.strip())
        answering = of_day(found.header.span) if of_day else None
        return ask_library(
            store,
            found,
            parameters,
            lang=lang,
            as_of=as_of,
            answering=answering,
            of_day=of_day is not None,
        )
    answering = of_day("day") if of_day else None
    answer = ask_text(store, query, parameters, answering=answering)
    if not isinstance(answer, Solutions):
        raise QueryError(
            message("this text is no SELECT query; ask landscape.store.query() for others")
        )
    return answer
