"""Measures of the networks of a landscape: ranks, communities, dependence."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from coopgraph.errors import MeasureError
from coopgraph.landscape.networks import Networks
from coopgraph.messages import message

if TYPE_CHECKING:
    import networkx

    from coopgraph.analysis.networks import Ranking
    from coopgraph.analysis.networks.resilience import Resilience
    from coopgraph.analysis.networks.structure import Structure
    from coopgraph.projection.choices import Choices
    from coopgraph.projection.networks import Network

__all__ = ["Measures"]

#: Steps that a caller may be told of.
_NETWORK: Final = message("making the network")
_MEASURING: Final = message("measuring")
#: Networks whose replicates are kept for the next measure.
_RESAMPLERS: Final = 2


class Measures(Networks):
    """Methods of a landscape that measure networks."""

    def rank(
        self,
        measure: str,
        projection: str | None = None,
        *,
        progress: Callable[[str], None] | None = None,
        **choices: Any,
    ) -> Ranking:
        """Rank the nodes of a network by a measure, with intervals.

        Parameters
        ----------
        measure
            Name of a measure; see :data:`~coopgraph.analysis.networks.registry.MEASURES`.
        projection
            Name of a projection; ``structures`` for two-mode measures and ``partners`` for all
            others if not given.
        progress
            Called with the text of each step that begins.
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
        ParameterError
            If there is no such argument, or a number is out of range.
        ProjectionError
            If projection, layer or role is unknown.

        Examples
        --------
        >>> from coopgraph import load
        >>> from coopgraph.resources import example_dir
        >>> landscape = load([example_dir()], as_of="2024-12-31")
        >>> ranking = landscape.rank("degree", with_focus=True, seed=7)
        >>> ranking.rows[0].label.in_language("en")
        'Institut Exemple'
        """
        from coopgraph.analysis.networks import find_measure

        tell = progress or _silent
        needed = find_measure(measure).needs
        name = projection or ("structures" if needed.modes == "two" else "partners")
        tell(_NETWORK)
        network, chosen, options = self._asked("rank", name, choices, _ranking_options())
        tell(_MEASURING)
        return self._ranked(measure, network, chosen, options)

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
        self,
        measure: str,
        layers: Sequence[str] = (),
        *,
        progress: Callable[[str], None] | None = None,
        **choices: Any,
    ) -> dict[str, Ranking]:
        """Rank the partners of each layer by a measure: side by side, never added up.

        Parameters
        ----------
        measure
            Name of a measure.
        layers
            Layers; those of the projection ``layers`` if not given.
        progress
            Called with the text of each step that begins.
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
        ParameterError
            If there is no such argument, or a number is out of range.
        ProjectionError
            If a layer or role is unknown.

        Examples
        --------
        >>> from coopgraph import load
        >>> from coopgraph.resources import example_dir
        >>> landscape = load([example_dir()], as_of="2024-12-31")
        >>> found = landscape.rank_layers("degree", ("cotutelle", "label"), exact=True)
        >>> {layer: len(ranking.rows) for layer, ranking in found.items()}
        {'cotutelle': 7, 'label': 3}
        """
        from coopgraph.analysis.networks import find_measure

        tell = progress or _silent
        find_measure(measure)
        asked = {**choices, "layers": layers}
        tell(_NETWORK)
        network, chosen, options = self._asked("rank_layers", "layers", asked, _ranking_options())
        tell(_MEASURING)
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

    def communities(
        self,
        projection: str = "partners",
        *,
        resolution: float = 1.0,
        seeds: int | None = None,
        seed: int = 1,
        replicates: int | None = None,
        method: str | None = None,
        progress: Callable[[str], None] | None = None,
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
            Number of runs (from 2 to 10,000; 100 unless told otherwise, 20 in networks of more than
            5,000 edges), and the first seed.
        replicates
            Number of networks by chance: from 20 to 100,000; 100 or 20, likewise.
        method
            ``louvain`` or ``leiden``; chosen by size unless told otherwise.
        progress
            Called with the text of each step that begins.
        **choices
            Those of :meth:`network`.

        Returns
        -------
        tuple of Structure and networkx.MultiDiGraph
            The structure, and the projection ``landscape`` that names its nodes.

        Raises
        ------
        MeasureError
            If the projection has two modes or layers side by side.
        ParameterError
            If there is no such argument, or a number is out of range.
        ProjectionError
            If projection, layer or role is unknown.

        Examples
        --------
        >>> from coopgraph import load
        >>> from coopgraph.resources import example_dir
        >>> landscape = load([example_dir()], as_of="2024-12-31")
        >>> found, _ = landscape.communities(seeds=10, replicates=20)
        >>> [len(one.members) for one in found.communities.found]
        [2, 2, 2]
        """
        from coopgraph.analysis.networks.structure import assess_structure
        from coopgraph.projection.limits import check_limits

        check_limits(resolution=resolution, seeds=seeds, seed=seed, replicates=replicates)
        tell = progress or _silent
        tell(_NETWORK)
        network, _, _ = self._asked("communities", projection, choices)
        tell(_MEASURING)
        found = assess_structure(
            network,
            resolution=resolution,
            seeds=seeds,
            seed=seed,
            replicates=replicates,
            method=method,
        )
        return found, self._projected.copy()

    def robustness(
        self,
        *,
        layers: Sequence[str] = ("cotutelle",),
        roles: Sequence[str] = ("supervising",),
        seed: int = 0,
        progress: Callable[[str], None] | None = None,
    ) -> tuple[Resilience, networkx.MultiDiGraph[str]]:
        """Measure what the organisation in focus depends on.

        See :func:`coopgraph.analysis.networks.resilience.assess_resilience`.

        Parameters
        ----------
        layers, roles
            Layers and roles that count.
        seed
            Seed of the random withdrawals.
        progress
            Called with the text of each step that begins.

        Returns
        -------
        tuple of Resilience and networkx.MultiDiGraph
            The measures, and the projection ``landscape`` that names its nodes.

        Raises
        ------
        ParameterError
            If the seed is negative.
        ProjectionError
            If a layer or role is unknown.

        Examples
        --------
        >>> from coopgraph import load
        >>> from coopgraph.resources import example_dir
        >>> found, _ = load([example_dir()], as_of="2024-12-31").robustness()
        >>> [one.wanted for one in found.bus_factors]
        [2, 4, 6]
        """
        from coopgraph.analysis.networks.resilience import assess_resilience
        from coopgraph.projection.catalogue import Choices
        from coopgraph.projection.limits import as_names

        tell = progress or _silent
        tell(_NETWORK)
        graph = self._projected.copy()
        choices = Choices(
            layers=as_names("layers", layers), roles=as_names("roles", roles) or ("supervising",)
        )
        tell(_MEASURING)
        return assess_resilience(graph, choices, seed=seed), graph


def _silent(_: str) -> None:
    """Tell nobody."""


def _ranking_options() -> list[str]:
    from coopgraph.analysis.networks import rank_nodes
    from coopgraph.projection.limits import keyword_names

    return [name for name in keyword_names(rank_nodes) if name != "resampler"]
