"""The landscape as one object, and how it is loaded and compared with another build."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from coopgraph.errors import ParameterError
from coopgraph.landscape.assuming import Assuming
from coopgraph.landscape.bodies import Bodies
from coopgraph.landscape.products import Products
from coopgraph.landscape.reports import Reports
from coopgraph.messages import message
from coopgraph.resources import curated_dir

if TYPE_CHECKING:
    from coopgraph.comparison import Difference

__all__ = ["Landscape", "diff", "load"]


class Landscape(Assuming, Bodies, Products, Reports):
    """A loaded landscape of research partnerships.

    Parameters
    ----------
    store
        The store that holds its graph.
    as_of
        The date at which the landscape is looked at.
    of_day
        Whether the day was asked for: queries are then answered from what stood on it. Otherwise
        they are answered from everything that is known.
    packaged
        Whether it is the packaged landscape, whose licence is known.
    focused
        How its organisation in focus was chosen, if whoever loaded it did: results then say so.
    folders
        Folders of the tables that it was made from; ``None`` if it was not made from tables.

    Examples
    --------
    >>> import coopgraph
    >>> from coopgraph.resources import example_dir
    >>> landscape = coopgraph.load([example_dir()])
    >>> landscape.query("conventions-by-year").variables[0]
    'convention'
    """


def load(
    data: str | Path | Sequence[str | Path] = (),
    *,
    store: str = "memory:",
    as_of: datetime.date | str | None = None,
    focus: str | None = None,
    needs_focus: bool = True,
) -> Landscape:
    """Load a landscape.

    Parameters
    ----------
    data
        Folder or folders of curated tables; the packaged landscape if empty.
    store
        Address of the store; see :func:`coopgraph.store.open_store`.
    as_of
        Date at which to look, as a date or as ``YYYY-MM-DD``; see ``docs/time.md``. Without it,
        periods are judged as of today and queries see everything that is known.
    focus
        Organisation in focus, by any of its names or identifiers; that of the landscape if not
        given. See ``docs/focus.md``.
    needs_focus
        Whether the landscape must have an organisation in focus. Without one, as in folders that an
        import made, entities, paths and most queries can be asked for; gaps and reports cannot.

    Returns
    -------
    Landscape

    Raises
    ------
    CoopgraphError
        If tables, ontology or store are not in order.

    Examples
    --------
    >>> from coopgraph.resources import example_dir
    >>> load([example_dir()]).store.engine
    'oxigraph'
    >>> load([example_dir()], focus="CHU de Valfictif").focus.rpartition("/")[2]
    'chu-de-valfictif'
    """
    folders = [data] if isinstance(data, (str, Path)) else list(data)
    day = datetime.date.today() if as_of is None else _day(as_of)
    from coopgraph.sparql.focus import open_focused

    found = open_focused(
        store,
        data=[Path(folder) for folder in folders],
        as_of=day,
        decided_by=None if as_of is None else day,
        focus=focus,
        needs_focus=needs_focus,
    )
    written = store.startswith("oxigraph:")
    return Landscape(
        found.store,
        day,
        of_day=as_of is not None,
        packaged=not folders and not written,
        focused=found,
        folders=None if written else [Path(folder) for folder in folders] or [curated_dir()],
    )


def diff(
    old: str | Path | Sequence[str | Path],
    new: str | Path | Sequence[str | Path] | None = None,
    *,
    as_of: tuple[datetime.date | str, datetime.date | str] | None = None,
    gaps: bool = False,
    focus: str | None = None,
) -> Difference:
    """Compare two builds of a landscape, or one on two days.

    Parameters
    ----------
    old, new
        Folder or folders of curated tables, file of a build (N-Quads, TriG), ``oxigraph:PATH``, or
        ``memory:`` for the packaged landscape. Without `new`, `old` is compared with itself.
    as_of
        Days at which the two are looked at; today if not given.
    gaps
        Whether the gaps are compared, too.
    focus
        Organisation whose gaps are compared; that of each landscape if not given.

    Returns
    -------
    Difference

    Raises
    ------
    CoopgraphError
        If one of the two cannot be read.

    Examples
    --------
    >>> from coopgraph.resources import example_dir
    >>> found = diff(example_dir(), as_of=("2022-12-31", "2024-12-31"))
    >>> found.counts["label_awards"]
    {'ended': 1, 'begun': 1}
    """
    from coopgraph.comparison import compare_builds, compare_gaps
    from coopgraph.comparison.sides import open_build

    newer = old if new is None else new
    days = None if as_of is None else (_day(as_of[0]), _day(as_of[1]))
    found = compare_builds(old, newer, days=days)
    if not gaps:
        return found
    from coopgraph.analysis.gaps import find_gaps
    from coopgraph.sparql.focus import resolve_organisation

    records = []
    for build, side in ((old, found.old), (newer, found.new)):
        store = open_build(build, decided_by=None if days is None else side.day)
        body = None if focus is None else resolve_organisation(store, focus).value
        records.append(find_gaps(store, as_of=side.day, focus=body))
    return dataclasses.replace(found, gaps=compare_gaps(*records))


def _day(value: object) -> datetime.date:
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        with contextlib.suppress(ValueError):
            return datetime.date.fromisoformat(value)
    raise ParameterError(message("not a day: {value!r}; give a date or YYYY-MM-DD", value=value))
