"""The Python face: one object that does what the command line does.

The command line is a thin layer over this module. Heavy parts are imported by the method that needs
them, so that loading and asking stay quick.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from coopgraph.errors import MeasureError, ParameterError, QueryError, StoreError
from coopgraph.messages import message
from coopgraph.resources import curated_dir
from coopgraph.sources.vintage import SourceInfo, vintage
from coopgraph.store import Solutions, Store
from coopgraph.store.day import DayCounts, Span, store_of_day
from coopgraph.store.sources import read_focus, read_sources, read_title

if TYPE_CHECKING:
    import networkx
    import rdflib

    from coopgraph.analysis.gaps import Gap
    from coopgraph.analysis.gaps.dismissals import Review
    from coopgraph.analysis.networks import Ranking
    from coopgraph.analysis.networks.compare import Comparison
    from coopgraph.analysis.networks.paths import PathAnswer
    from coopgraph.analysis.networks.resampling import Resampler
    from coopgraph.analysis.networks.resilience import Resilience
    from coopgraph.analysis.networks.structure import Structure
    from coopgraph.comparison import Difference, RankChange, Simulation
    from coopgraph.curation.hypotheses import Hypotheses
    from coopgraph.outputs.entity_page import EntityPage
    from coopgraph.projection.choices import Choices
    from coopgraph.projection.networks import Network, Tie
    from coopgraph.sparql.focus import Focused

__all__ = ["Landscape", "diff", "load"]

#: Networks whose replicates are kept for the next measure.
_RESAMPLERS: Final = 2


class Landscape:
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
        from coopgraph.sparql.entities import resolve_entity

        if options.get("focus") is not None:
            options["focus"] = resolve_entity(self.store, str(options["focus"])).value
        return project_landscape(self.store, **{"as_of": self.as_of, **options})

    def network(self, projection: str = "partners", **choices: Any) -> Network:
        """Make a network to measure; see :mod:`coopgraph.projection.catalogue`.

        Parameters
        ----------
        projection
            Name of a projection.
        **choices
            ``layers``, ``roles``, ``whole``, ``with_focus``, ``alpha``; see
            :class:`~coopgraph.projection.catalogue.Choices`.

        Returns
        -------
        Network

        Raises
        ------
        ProjectionError
            If projection, layer or role is unknown.

        Examples
        --------
        >>> from coopgraph.resources import example_dir
        >>> landscape = load([example_dir()], as_of="2024-12-31")
        >>> landscape.network("partners", roles=("supervising", "participant")).declaration.name
        'partners'
        """
        from coopgraph.projection.catalogue import Choices, project_network

        return project_network(self._projected, projection, Choices(**choices))

    def render_network(
        self, path: str | Path, network: Network, *, lang: str = "fr"
    ) -> dict[Path, bytes]:
        """Render a network that :meth:`network` made, in the format that the extension names.

        Parameters
        ----------
        path
            File to be written; see :data:`coopgraph.outputs.export.projected.PROJECTED`.
        network
            The network.
        lang
            Language of labels and words.

        Returns
        -------
        dict of Path to bytes
            Content by file; two files for ``.csv``.

        Raises
        ------
        ValueError
            If the extension is unknown.

        Examples
        --------
        >>> from coopgraph.resources import example_dir
        >>> landscape = load([example_dir()], as_of="2024-12-31")
        >>> files = landscape.render_network("p.graphml", landscape.network("partners"))
        >>> [file.name for file in files]
        ['p.graphml']
        """
        from coopgraph.outputs.export.projected import projected_files

        return projected_files(
            network,
            Path(path),
            sources=self.sources,
            lang=lang,
            title=self.title(lang),
            packaged=self.packaged,
        )

    @cached_property
    def _projected(self) -> networkx.MultiDiGraph[str]:
        """The projection from which networks are made: read once, never changed."""
        return self.project()

    def path(
        self,
        one: str,
        other: str,
        *,
        layers: Sequence[str] = (),
        roles: Sequence[str] = (),
        most: int = 3,
        without: Sequence[str] = (),
    ) -> tuple[PathAnswer, networkx.MultiDiGraph[str]]:
        """Find how two bodies are linked; see :func:`coopgraph.analysis.networks.paths.find_paths`.

        Parameters
        ----------
        one, other
            Names, ids or identifiers of bodies or collectives, as :meth:`show` takes them.
        layers, roles
            Layers and roles that count; all known layers, supervising and participant if empty.
        most
            How many chains at most.
        without
            Names of what no chain may pass.

        Returns
        -------
        tuple of PathAnswer and networkx.MultiDiGraph
            The answer, and the projection ``landscape`` that names its nodes.

        Raises
        ------
        UnknownEntity, AmbiguousName
            If a name is not understood.
        ProjectionError
            If there is nothing to search: see the function.

        Examples
        --------
        >>> from coopgraph.resources import example_dir
        >>> landscape = load([example_dir()], as_of="2024-12-31")
        >>> answer, _ = landscape.path("École des modèles", "Université des Trois-Rives")
        >>> len(answer.paths[0])
        1
        """
        from coopgraph.analysis.networks.paths import KNOWN_LAYERS, find_paths
        from coopgraph.projection.landscape import require_drawn
        from coopgraph.sparql.entities import resolve_entity

        ends = [resolve_entity(self.store, name).value for name in (one, other, *without)]
        graph = self._projected.copy()
        for end in ends[:2]:
            require_drawn(self.store, end, graph, self.as_of)
        answer = find_paths(
            graph,
            ends[0],
            ends[1],
            layers=tuple(layers) or KNOWN_LAYERS,
            roles=tuple(roles) or ("supervising", "participant"),
            most=most,
            without=ends[2:],
        )
        return answer, graph

    def compare(
        self,
        one: str,
        other: str | None = None,
        *,
        later: Landscape | None = None,
        layers: Sequence[str] = (),
        roles: Sequence[str] = ("supervising",),
    ) -> tuple[Comparison, tuple[networkx.MultiDiGraph[str], networkx.MultiDiGraph[str]]]:
        """Set two bodies side by side, or one on two days.

        See :func:`coopgraph.analysis.networks.compare.compare_bodies`.

        Parameters
        ----------
        one, other
            Names, ids or identifiers of bodies; without `other`, `one` is compared with itself in
            `later`.
        later
            The same landscape on another day.
        layers, roles
            Layers and roles that count; all known layers if empty.

        Returns
        -------
        tuple of Comparison and two networkx.MultiDiGraph
            The comparison, and the projections ``landscape`` of both sides.

        Raises
        ------
        UnknownEntity, AmbiguousName
            If a name is not understood, or a body does not stand on its day.
        ProjectionError
            If there is nothing to compare.

        Examples
        --------
        >>> from coopgraph.resources import example_dir
        >>> landscape = load([example_dir()], as_of="2024-12-31")
        >>> found, _ = landscape.compare("CHU de Valfictif", "CHU de Port-Imaginé")
        >>> found.collectives.both
        ()
        """
        from coopgraph.analysis.networks.compare import compare_bodies
        from coopgraph.analysis.networks.paths import KNOWN_LAYERS
        from coopgraph.projection.landscape import require_drawn
        from coopgraph.sparql.entities import resolve_entity

        first = resolve_entity(self.store, one).value
        second = first if other is None else resolve_entity(self.store, other).value
        graph = self._projected.copy()
        other_graph = graph if later is None else later._projected.copy()
        require_drawn(self.store, first, graph, self.as_of)
        require_drawn(self.store, second, other_graph, (later or self).as_of)
        found = compare_bodies(
            graph,
            first,
            second,
            later=None if later is None else other_graph,
            layers=tuple(layers) or KNOWN_LAYERS,
            roles=tuple(roles),
        )
        return found, (graph, other_graph)

    def communities(
        self,
        projection: str = "partners",
        *,
        resolution: float = 1.0,
        seeds: int = 100,
        seed: int = 1,
        replicates: int = 100,
        **choices: Any,
    ) -> tuple[Structure, networkx.MultiDiGraph[str]]:
        """Find the communities of a network, how stable they are, and figures of its structure.

        See :func:`coopgraph.analysis.networks.structure.assess_structure`.

        Parameters
        ----------
        projection
            Name of a projection with one kind of node.
        resolution
            Above 1 for more and smaller communities, below 1 for fewer and larger ones.
        seeds, seed
            Number of runs, and the first seed.
        replicates
            Number of networks by chance.
        **choices
            Those of :meth:`network`.

        Returns
        -------
        tuple of Structure and networkx.MultiDiGraph
            The structure, and the projection ``landscape`` that names its nodes.

        Raises
        ------
        MeasureError
            If the projection has two modes or layers side by side, or a number is out of range.
        ProjectionError
            If projection, layer or role is unknown.

        Examples
        --------
        >>> from coopgraph.resources import example_dir
        >>> landscape = load([example_dir()], as_of="2024-12-31")
        >>> found, _ = landscape.communities(seeds=10, replicates=20)
        >>> [len(one.members) for one in found.communities.found]
        [2, 2, 2]
        """
        from coopgraph.analysis.networks.structure import assess_structure
        from coopgraph.projection.catalogue import Choices, project_network

        graph = self._projected.copy()
        found = assess_structure(
            project_network(graph, projection, Choices(**choices)),
            resolution=resolution,
            seeds=seeds,
            seed=seed,
            replicates=replicates,
        )
        return found, graph

    def robustness(
        self,
        *,
        layers: Sequence[str] = ("cotutelle",),
        roles: Sequence[str] = ("supervising",),
        seed: int = 0,
    ) -> tuple[Resilience, networkx.MultiDiGraph[str]]:
        """Measure what the organisation in focus depends on.

        See :func:`coopgraph.analysis.networks.resilience.assess_resilience`.

        Parameters
        ----------
        layers, roles
            Layers and roles that count.
        seed
            Seed of the random withdrawals.

        Returns
        -------
        tuple of Resilience and networkx.MultiDiGraph
            The measures, and the projection ``landscape`` that names its nodes.

        Raises
        ------
        ProjectionError
            If a layer or role is unknown.

        Examples
        --------
        >>> from coopgraph.resources import example_dir
        >>> found, _ = load([example_dir()], as_of="2024-12-31").robustness()
        >>> [one.wanted for one in found.bus_factors]
        [2, 4, 6]
        """
        from coopgraph.analysis.networks.resilience import assess_resilience
        from coopgraph.projection.catalogue import Choices

        graph = self._projected.copy()
        choices = Choices(layers=tuple(layers), roles=tuple(roles))
        return assess_resilience(graph, choices, seed=seed), graph

    def rank(self, measure: str, projection: str | None = None, **choices: Any) -> Ranking:
        """Rank the nodes of a network by a measure, with intervals.

        Parameters
        ----------
        measure
            Name of a measure; see :data:`~coopgraph.analysis.networks.registry.MEASURES`.
        projection
            Name of a projection; ``structures`` for two-mode measures and ``partners`` for all
            others if not given.
        **choices
            Those of :meth:`network`, and those of
            :func:`~coopgraph.analysis.networks.rank.rank_nodes`: ``weights``, ``distance``,
            ``groups``, ``mode``, ``largest``, ``sample``, ``exact``, ``replicates``, ``seed``,
            ``first``.

        Returns
        -------
        Ranking

        Raises
        ------
        MeasureError
            If the measure is unknown, or says nothing on this projection.
        ProjectionError
            If projection, layer or role is unknown.

        Examples
        --------
        >>> from coopgraph.resources import example_dir
        >>> landscape = load([example_dir()], as_of="2024-12-31")
        >>> ranking = landscape.rank("degree", with_focus=True, seed=7)
        >>> ranking.rows[0].label.in_language("en")
        'Institut Exemple'
        """
        from coopgraph.analysis.networks import find_measure

        needed = find_measure(measure).needs
        name = projection or ("structures" if needed.modes == "two" else "partners")
        network, chosen, options = self._asked(name, choices)
        return self._ranked(measure, network, chosen, options)

    def _asked(
        self, projection: str, choices: dict[str, Any]
    ) -> tuple[Network, Choices, dict[str, Any]]:
        """Make the network that was asked for; return its choices and the other options as well."""
        from coopgraph.projection.catalogue import Choices, project_network

        fields = {field.name for field in dataclasses.fields(Choices)}
        chosen = Choices(**{key: value for key, value in choices.items() if key in fields})
        options = {key: value for key, value in choices.items() if key not in fields}
        return project_network(self._projected, projection, chosen), chosen, options

    def _ranked(
        self, measure: str, network: Network, chosen: Choices, options: dict[str, Any]
    ) -> Ranking:
        from coopgraph.analysis.networks import rank_nodes
        from coopgraph.analysis.networks.resampling import Resampler

        resampler = None
        if network.ties and not options.get("exact"):
            # Within `layers`, an agreement that sets up a platform is none of its layer: the same
            # choices then mean other ties.
            key = (network.declaration.name, chosen, network.ties)
            resampler = self._resamplers.pop(key, None)
            if resampler is None:
                resampler = Resampler(self._projected, network, chosen)
            self._resamplers[key] = resampler  # the last one is the one last asked for
            while len(self._resamplers) > _RESAMPLERS:
                del self._resamplers[next(iter(self._resamplers))]
        return rank_nodes(network, measure, resampler=resampler, **options)

    def rank_layers(
        self, measure: str, layers: Sequence[str] = (), **choices: Any
    ) -> dict[str, Ranking]:
        """Rank the partners of each layer by a measure: side by side, never added up.

        Parameters
        ----------
        measure
            Name of a measure.
        layers
            Layers; those of the projection ``layers`` if not given.
        **choices
            As for :meth:`rank`.

        Returns
        -------
        dict of str to Ranking
            Of the projection ``partners`` in each layer; layers without ties are left out.

        Raises
        ------
        MeasureError
            If the measure is unknown, or says nothing on a layer.
        ProjectionError
            If a layer or role is unknown.

        Examples
        --------
        >>> from coopgraph.resources import example_dir
        >>> landscape = load([example_dir()], as_of="2024-12-31")
        >>> found = landscape.rank_layers("degree", ("cotutelle", "label"), exact=True)
        >>> {layer: len(ranking.rows) for layer, ranking in found.items()}
        {'cotutelle': 7, 'label': 3}
        """
        network, chosen, options = self._asked("layers", {**choices, "layers": tuple(layers)})
        found = {}
        for layer, part in network.parts.items():
            if not part.graph.number_of_edges():
                continue
            own = dataclasses.replace(chosen, layers=(layer,))
            try:
                found[layer] = self._ranked(measure, part, own, options)
            except MeasureError as error:
                raise MeasureError(
                    message("layer {layer}: {reason}", layer=layer, reason=error.args[0])
                ) from error
        return found

    def gaps(self, types: str | Sequence[str] = (), **options: Any) -> list[Gap]:
        """Find partnership gaps at :attr:`as_of`; see :mod:`coopgraph.analysis.gaps`.

        Raises
        ------
        ParameterError
            If a type is unknown or a number is negative.
        """
        from coopgraph.analysis.gaps import GAP_TYPES, find_gaps

        types = [types] if isinstance(types, str) else list(types)
        for name in types:
            if name not in GAP_TYPES:
                raise ParameterError(
                    message(
                        "no gap type {name!r}; use one of {types}",
                        name=name,
                        types=", ".join(GAP_TYPES),
                    )
                )
        for name, value in options.items():
            if isinstance(value, int) and value < 0:
                raise ParameterError(message("{name} is negative: {value}", name=name, value=value))
        return find_gaps(self.store, types=types, as_of=self.as_of, **options)

    def review_gaps(
        self, gaps: Sequence[Gap], dismissals: str | Path, types: Sequence[str] = ()
    ) -> Review:
        """Set aside the gaps that a list of dismissals names; see ``docs/gaps.md``.

        Parameters
        ----------
        gaps
            Records of :meth:`gaps`, none left out.
        dismissals
            The CSV file.
        types
            Types of gap that were looked for; all of them if empty.

        Returns
        -------
        Review

        Raises
        ------
        SourceError
            If there is no such file.
        DismissalError
            If the file has faults.
        """
        from coopgraph.analysis.gaps.dismissals import known_names, review
        from coopgraph.curation.dismissals import read_dismissals

        return review(
            gaps,
            read_dismissals(Path(dismissals)),
            as_of=self.as_of,
            types=types,
            known=known_names(self.store),
        )

    def diff(self, later: Landscape) -> Difference:
        """Compare this landscape with another build of it, or itself on another day.

        Parameters
        ----------
        later
            The newer one.

        Returns
        -------
        Difference
            Of what the sources state; see :mod:`coopgraph.comparison`.

        Examples
        --------
        >>> from coopgraph.resources import example_dir
        >>> one, other = (load([example_dir()], as_of=f"{year}-12-31") for year in (2019, 2025))
        >>> one.diff(other).counts["LabelAward"]
        {'ended': 1, 'begun': 2}
        """
        from coopgraph.comparison import compare_stores

        return compare_stores(self.store, later.store, days=(self.as_of, later.as_of))

    def beside(self, *files: str | Path) -> Landscape:
        """Return the landscape with RDF files beside it, in memory: gaps, for instance.

        Parameters
        ----------
        *files
            See :func:`coopgraph.store.beside.store_beside`.

        Returns
        -------
        Landscape
            This very one without a file.

        Raises
        ------
        SourceError
            If a file cannot be read or parsed.
        """
        from coopgraph.store.beside import store_beside

        if not files:
            return self
        return Landscape(
            store_beside(self.store, [Path(file) for file in files]),
            self.as_of,
            of_day=self.of_day,
            packaged=self.packaged,
            focused=self.focused,
            folders=self.folders,
        )

    def assume(self, *files: str | Path) -> tuple[Landscape, Hypotheses]:
        """Return the landscape as it would be if some facts were true; see ``docs/simulate.md``.

        Parameters
        ----------
        *files
            Files that bear the name of a table, or folders of them.

        Returns
        -------
        tuple of Landscape and Hypotheses
            A landscape in memory, and what was assumed. Nothing is written: neither to the
            landscape nor to what is kept of it.

        Raises
        ------
        StoreError
            If the landscape was not made from tables: a written store, or assumed itself.
        SourceError
            If a file is missing, or there is no row to assume.
        CurationError
            If a table has faults.
        """
        from coopgraph.curation.hypotheses import read_hypotheses
        from coopgraph.curation.reader import read_tables
        from coopgraph.store.assumed import store_of_hypotheses

        if self.folders is None:
            raise StoreError(
                message(
                    "{uri}: facts are added to tables, and this landscape was not made from any "
                    "here; name their folder with --data",
                    uri=self.store.uri,
                )
            )
        needs_focus = self.focused is None or not self.focused.chosen
        base = read_tables(self.folders, needs_focus=needs_focus)
        assumed = read_hypotheses([Path(file) for file in files], base, needs_focus=needs_focus)
        store = store_of_hypotheses(
            assumed,
            self.store,
            as_of=self.as_of,
            decided_by=self.as_of if self.of_day else None,
        )
        return Landscape(store, self.as_of, of_day=self.of_day, focused=self.focused), assumed

    def simulate(
        self,
        *files: str | Path,
        types: str | Sequence[str] = (),
        measure: str | None = "degree",
        projection: str | None = None,
        gap_options: Mapping[str, Any] | None = None,
        **choices: Any,
    ) -> Simulation:
        r"""Say what would change if some facts were true: gaps and ranks.

        Parameters
        ----------
        *files
            Files that bear the name of a table, or folders of them.
        types
            Types of gap to compare; all of them if empty.
        measure, projection
            Whose ranks are compared, as for :meth:`rank`; none are without a measure.
        gap_options
            Options of :meth:`gaps`.
        **choices
            Choices of :meth:`rank`.

        Returns
        -------
        Simulation

        Raises
        ------
        CoopgraphError
            As :meth:`assume`, :meth:`gaps` and :meth:`rank` do.

        Examples
        --------
        >>> import tempfile
        >>> from coopgraph.resources import example_dir
        >>> landscape = load([example_dir()], as_of="2024-12-31")
        >>> name = "accord-cadre-organisme-national-d-essais"
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     file = Path(folder, "agreements.csv")
        ...     _ = file.write_text(f"id,end_date\n{name},2023-12-31\n", "utf-8")
        ...     found = landscape.simulate(file, types="convention", exact=True)
        >>> [(one.kind, one.gap.id) for one in found.difference.gaps]
        [('reopened', 'convention-research-body/organisme-national-d-essais')]
        """
        from coopgraph.comparison import Simulation, compare_gaps, compare_ranks, compare_stores

        options = dict(gap_options or {})
        other, assumed = self.assume(*files)
        sides = (self, other)
        gaps = [side.gaps(types, **options) for side in sides]
        rankings: list[Ranking] = []
        moves: tuple[RankChange, ...] = ()
        if measure is not None:
            # Intervals cost most, and say nothing where no rank is another.
            for drawn in ({"exact": True}, {}):
                rankings = [side.rank(measure, projection, **choices | drawn) for side in sides]
                moves = compare_ranks(*rankings)
                if not moves or choices.get("exact"):
                    break
        names = " + ".join(dict.fromkeys(str(file) for file in files))
        title = ", ".join(str(folder) for folder in self.folders or ())
        title = self.store.uri if self.packaged else title
        days = (self.as_of, self.as_of)
        found = compare_stores(
            self.store, other.store, days=days, titles=(title, f"{title} + {names}")
        )
        return Simulation(
            hypotheses=assumed,
            difference=dataclasses.replace(found, gaps=compare_gaps(*gaps)),
            ranking=rankings[1] if rankings else None,
            moves=moves,
        )

    def show(self, entity: str, lang: str = "fr") -> EntityPage:
        """Collect all that is known of an entity; see :mod:`coopgraph.outputs.entity_page`.

        Parameters
        ----------
        entity
            A name in any language, an acronym, a former name, an identifier or an IRI.
        lang
            ``fr`` or ``en``.

        Returns
        -------
        EntityPage

        Raises
        ------
        UnknownEntity, AmbiguousName
            If nothing has this name, or several things have.

        Examples
        --------
        >>> from coopgraph.resources import example_dir
        >>> load([example_dir()]).show("Université de Valfictif", "en").label
        'Valfictif University'
        """
        from coopgraph.outputs.entity_page import describe_entity
        from coopgraph.sparql.entities import resolve_entity

        iri = resolve_entity(self.store, entity).value
        return describe_entity(self.store, iri, as_of=self.as_of, lang=lang)

    def render_export(
        self, path: str | Path, entity: str | None = None, *, hops: int = 1, lang: str = "fr"
    ) -> dict[Path, bytes]:
        """Render what :meth:`export` writes, which has the same parameters.

        Returns
        -------
        dict of Path to bytes
            Content by file; two files for ``.csv``.
        """
        from coopgraph.outputs.export import RDF, export_files
        from coopgraph.sparql.entities import resolve_entity

        iri = None if entity is None else resolve_entity(self.store, entity).value
        # A network is projected from the whole landscape: a focus that did not stand can say so.
        store = self.on_day()[0] if Path(path).suffix.lower() in RDF else self.store
        return export_files(
            store,
            Path(path),
            entity=iri,
            hops=hops,
            as_of=self.as_of,
            lang=lang,
            packaged=self.packaged,
        )

    def export(
        self, path: str | Path, entity: str | None = None, *, hops: int = 1, lang: str = "fr"
    ) -> list[Path]:
        """Write the landscape in the format that the extension names; ``.csv`` gives two files.

        Parameters
        ----------
        path
            File to write; see :data:`coopgraph.outputs.export.EXTENSIONS`.
        entity
            Entity around which a network is cut; network formats only.
        hops
            Radius of the cut.
        lang
            Language of labels and words in the network formats.

        Returns
        -------
        list of Path
            What was written.

        Raises
        ------
        ValueError
            If the extension is unknown, or an RDF syntax is to be cut.
        """
        from coopgraph.outputs.files import write_files

        files = self.render_export(path, entity, hops=hops, lang=lang)
        write_files(files)
        return list(files)

    def explore(self, path: Path, entity: str | None = None, **options: Any) -> Path:
        """Write the interactive page; see :mod:`coopgraph.outputs.explorer`."""
        from coopgraph.outputs.explorer import write_explorer

        return write_explorer(self.store, path, entity=entity, as_of=self.as_of, **options)


def load(
    data: str | Path | Sequence[str | Path] = (),
    *,
    store: str = "memory:",
    as_of: datetime.date | str | None = None,
    focus: str | None = None,
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
