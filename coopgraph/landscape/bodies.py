"""Two bodies of a landscape: how they are linked, and what they have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coopgraph.landscape.picture import Picture

if TYPE_CHECKING:
    import networkx

    from coopgraph.analysis.networks.compare import Comparison
    from coopgraph.analysis.networks.paths import PathAnswer
    from coopgraph.landscape.opening import Landscape

__all__ = ["Bodies"]


class Bodies(Picture):
    """Methods of a landscape about two bodies."""

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
            How many chains at most: from 1 to 50.
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
        ParameterError
            If `most` is out of range.
        ProjectionError
            If there is nothing to search: see the function.

        Examples
        --------
        >>> from coopgraph import load
        >>> from coopgraph.resources import example_dir
        >>> landscape = load([example_dir()], as_of="2024-12-31")
        >>> answer, _ = landscape.path("École des modèles", "Université des Trois-Rives")
        >>> len(answer.paths[0])
        1
        """
        from coopgraph.analysis.networks.paths import KNOWN_LAYERS, find_paths
        from coopgraph.projection.landscape import require_drawn
        from coopgraph.projection.limits import as_names, check_limits
        from coopgraph.projection.undrawn import resolve_drawn

        check_limits(most=most)
        without = as_names("without", without)
        ends = [resolve_drawn(self.store, name).value for name in (one, other, *without)]
        graph = self._projected.copy()
        for end in ends[:2]:
            require_drawn(self.store, end, graph, self.as_of)
        answer = find_paths(
            graph,
            ends[0],
            ends[1],
            layers=as_names("layers", layers) or KNOWN_LAYERS,
            roles=as_names("roles", roles) or ("supervising", "participant"),
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
            Layers and roles that count; all known layers, and supervising, if empty.

        Returns
        -------
        tuple of Comparison and two networkx.MultiDiGraph
            The comparison, and the projections ``landscape`` of both sides.

        Raises
        ------
        UnknownEntity, AmbiguousName
            If a name is not understood, or a body does not stand on its day.
        ProjectionError
            If there is nothing to compare, as with one body on one day.

        Examples
        --------
        >>> from coopgraph import load
        >>> from coopgraph.resources import example_dir
        >>> landscape = load([example_dir()], as_of="2024-12-31")
        >>> found, _ = landscape.compare("CHU de Valfictif", "CHU de Port-Imaginé")
        >>> found.collectives.both
        ()
        """
        from coopgraph.analysis.networks.compare import compare_bodies
        from coopgraph.analysis.networks.paths import KNOWN_LAYERS
        from coopgraph.projection.landscape import require_drawn
        from coopgraph.projection.limits import as_names
        from coopgraph.projection.undrawn import resolve_drawn

        first = resolve_drawn(self.store, one).value
        second = first if other is None else resolve_drawn(self.store, other).value
        graph = self._projected.copy()
        other_graph = graph if later is None else later._projected.copy()
        require_drawn(self.store, first, graph, self.as_of)
        require_drawn(self.store, second, other_graph, (later or self).as_of)
        found = compare_bodies(
            graph,
            first,
            second,
            later=None if later is None else other_graph,
            layers=as_names("layers", layers) or KNOWN_LAYERS,
            roles=as_names("roles", roles) or ("supervising",),
        )
        return found, (graph, other_graph)
