"""A loaded store, looked at on a day: sources, focus, queries, the projection of all of it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coopgraph.errors import QueryError
from coopgraph.messages import message
from coopgraph.sources.vintage import SourceInfo, vintage
from coopgraph.store import Solutions, Store
from coopgraph.store.day import DayCounts, Span, store_of_day
from coopgraph.store.sources import read_focus, read_sources, read_title

if TYPE_CHECKING:
    import networkx
    import rdflib

    from coopgraph.analysis.networks.resampling import Resampler
    from coopgraph.projection.choices import Choices
    from coopgraph.projection.networks import Tie
    from coopgraph.sparql.focus import Focused

__all__ = ["Picture"]


class Picture:
    """What everything else is computed on; see :class:`coopgraph.Landscape`."""

    def __init__(
        self,
        store: Store,
        as_of: datetime.date,
        *,
        of_day: bool = False,
        packaged: bool = False,
        focused: Focused | None = None,
        folders: Sequence[Path] | None = None,
    ) -> None:
        self.store = store
        self.as_of = as_of
        self.of_day = of_day
        self.packaged = packaged
        self.focused = focused
        self.folders = None if folders is None else tuple(folders)
        self._days: dict[Span, tuple[Store, DayCounts | None]] = {}
        self._resamplers: dict[tuple[str, Choices, tuple[Tie, ...]], Resampler] = {}

    def on_day(self, span: Span = "day") -> tuple[Store, DayCounts | None]:
        """Return the store of :attr:`as_of` and what it leaves out.

        Parameters
        ----------
        span
            ``day``: what stood on the day; ``until``: what had begun by then; ``any``: everything.

        Returns
        -------
        Store
            The whole landscape if no day was asked for.
        DayCounts or None
            ``None`` if nothing was looked at.
        """
        if not self.of_day:
            return self.store, None
        if span not in self._days:
            self._days[span] = store_of_day(self.store, self.as_of, span)
        return self._days[span]

    @cached_property
    def sources(self) -> list[SourceInfo]:
        """The sources, sorted by id."""
        return read_sources(self.store)

    @cached_property
    def focus(self) -> str:
        """IRI of the organisation in focus."""
        return read_focus(self.store).value

    def focus_line(self, lang: str = "fr") -> str:
        """Say which organisation was chosen as focus; an empty text if none was."""
        said = self.focused.said() if self.focused is not None else None
        return said.in_language(lang) if said is not None else ""

    def title(self, lang: str = "fr") -> str:
        """Return the title of the landscape."""
        return read_title(self.store, lang)

    def vintage(self, lang: str = "fr") -> tuple[str, ...]:
        """Say how old the picture is; see :func:`coopgraph.sources.vintage.vintage`."""
        return vintage(self.sources, lang)

    @cached_property
    def rdf(self) -> rdflib.Dataset:
        """The whole dataset as an ``rdflib.Dataset`` (one named graph per source).

        Outside ``GRAPH``, its queries see the union of all graphs, where :meth:`query` sees the
        consensus.
        """
        import rdflib

        from coopgraph.store.oxigraph_store import OxigraphStore

        if isinstance(self.store, OxigraphStore):
            import oxrdflib

            return rdflib.Dataset(
                store=oxrdflib.OxigraphStore(store=self.store.inner), default_union=True
            )
        from coopgraph.store.rdflib_store import RdflibStore

        return RdflibStore(self.store.quads()).dataset

    def query(self, query: str, **parameters: Any) -> Solutions:
        """Run a library query by name, or a SELECT text.

        Parameters
        ----------
        query
            Name of a library query (``conventions-by-year``) or SPARQL text.
        **parameters
            Values of the query's parameters; names of organisations are resolved.

        Returns
        -------
        Solutions

        Raises
        ------
        QueryError
            If the query is unknown, malformed or refused.
        """
        from coopgraph.sparql import run_query

        if not isinstance(query, str):
            raise QueryError(
                message("a query is a name or a SPARQL text, not {query!r}", query=query)
            )
        return run_query(
            self.store,
            query,
            parameters,
            as_of=self.as_of,
            of_day=(lambda span: self.on_day(span)[0]) if self.of_day else None,
        )

    def project(self, **options: Any) -> networkx.MultiDiGraph[str]:
        """Project the landscape onto a networkx graph; see :mod:`coopgraph.projection`."""
        from coopgraph.projection.landscape import project_landscape
        from coopgraph.projection.limits import check_known, keyword_names
        from coopgraph.projection.undrawn import resolve_drawn

        check_known("project", options, keyword_names(project_landscape))
        if options.get("focus") is not None:
            options["focus"] = resolve_drawn(self.store, str(options["focus"])).value
        return project_landscape(self.store, **{"as_of": self.as_of, **options})

    @cached_property
    def _projected(self) -> networkx.MultiDiGraph[str]:
        """The projection from which networks are made: read once, never changed."""
        return self.project()
