"""A store of a landscape with assumed facts, in memory: nothing that is kept or stored changes."""

from __future__ import annotations

import datetime

from pyoxigraph import NamedNode

from coopgraph.curation.hypotheses import Hypotheses
from coopgraph.errors import CurationError
from coopgraph.rdf.build import fill_store
from coopgraph.rdf.decided import check_decided
from coopgraph.rdf.names import put_names_of
from coopgraph.store.base import Store
from coopgraph.store.focus import put_focus
from coopgraph.store.oxigraph_store import OxigraphStore
from coopgraph.store.sources import read_focus, read_title

__all__ = ["store_of_hypotheses"]


def store_of_hypotheses(
    hypotheses: Hypotheses,
    before: Store,
    *,
    as_of: datetime.date,
    decided_by: datetime.date | None = None,
) -> Store:
    """Assemble a landscape with assumed facts.

    Parameters
    ----------
    hypotheses
        Its rows.
    before
        The landscape without them; the same organisation is in focus.
    as_of
        Day whose names bodies bear.
    decided_by
        Day after which decisions about disagreements are not applied; all are if None.

    Returns
    -------
    Store

    Raises
    ------
    CurationError
        If an assumed decision is about no disagreement. Decisions of the landscape that an assumed
        fact leaves without one are dropped in silence: they have no effect.
    """
    inner = fill_store(hypotheses.tables, decided_by=decided_by)
    assumed = {str(path) for path in hypotheses.files}
    faults = [f for f in check_decided(hypotheses.tables, inner) if f.file in assumed]
    if faults:
        raise CurationError(faults)
    put_names_of(inner, as_of)
    focus = NamedNode(read_focus(before).value)
    title = {lang: read_title(before, lang) for lang in ("fr", "en")}
    return put_focus(OxigraphStore(inner, before.uri), focus, title, in_place=True)
