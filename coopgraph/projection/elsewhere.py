"""Which layers a network leaves aside that hold memberships."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from coopgraph.projection.incidence import LAYERS, read_ties, ties_by_layer

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["layers_elsewhere"]


def layers_elsewhere(
    landscape: nx.MultiDiGraph[str], layers: Collection[str], roles: tuple[str, ...]
) -> dict[str, int]:
    """Return the layers that were not chosen and have memberships, with how many.

    Parameters
    ----------
    landscape
        The projection ``landscape``.
    layers
        The layers that were chosen.
    roles
        Words for roles of bodies in structures.

    Returns
    -------
    dict of str to int
        Number of memberships by layer, in the order of
        :data:`~coopgraph.projection.incidence.LAYERS`.

    Examples
    --------
    >>> from coopgraph import load
    >>> from coopgraph.resources import example_dir
    >>> landscape = load([example_dir()], as_of="2024-12-31").project()
    >>> layers_elsewhere(landscape, ("cotutelle",), ("supervising",))["label"]
    5
    """
    others = [name for name in LAYERS if name not in layers]
    plain = [name for name in others if not LAYERS[name].counted]
    counted = [name for name in others if LAYERS[name].counted]
    ties = [*(read_ties(landscape, plain, roles=roles) if plain else ())]
    ties += read_ties(landscape, counted, roles=roles) if counted else ()
    divided = ties_by_layer(landscape, ties, others)
    return {name: len(found) for name, found in divided.items() if found}
