"""A store of the day: a copy in memory of any store, without what did not stand on the day."""

from __future__ import annotations

import datetime
from typing import Literal

import pyoxigraph

from coopgraph.rdf.day import DayCounts, reduce_to_day
from coopgraph.store.base import Store
from coopgraph.store.oxigraph_store import OxigraphStore

__all__ = ["DayCounts", "Span", "store_of_day"]

#: What a question is asked of: what stood on the day, all that had begun by then, or everything.
Span = Literal["day", "until", "any"]


def store_of_day(
    store: Store, day: datetime.date, span: Span = "day"
) -> tuple[Store, DayCounts | None]:
    """Return a store of what stood on a day.

    Parameters
    ----------
    store
        The whole landscape, with the names of the day; it is not changed.
    day
        The day.
    span
        ``day``: what stood on the day. ``until``: what had begun by then, ended or not. ``any``:
        everything, the store itself.

    Returns
    -------
    Store
        Of the same engine, in memory.
    DayCounts or None
        What was left out; ``None`` for ``any``.
    """
    if span == "any":
        return store, None
    inner = pyoxigraph.Store()
    inner.bulk_extend(store.quads())
    counts = reduce_to_day(inner, day, keep_ended=span == "until")
    if store.engine == OxigraphStore.engine:
        return OxigraphStore(inner, store.uri, refocused=store.refocused), counts
    from coopgraph.store.rdflib_store import RdflibStore  # heavy: only when asked for

    return RdflibStore(inner, store.uri, refocused=store.refocused), counts
