"""What each projection is, in words: read it before any figure computed on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from coopgraph.messages import message
from coopgraph.projection.layers import LAYERS
from coopgraph.projection.networks import Declaration

__all__ = ["DECLARATIONS"]

_NONE: Final = message("none")
_BODIES: Final = message("bodies")
_SHARED: Final = message("two bodies take part in the same collective")
_CHOICES: Final = frozenset({"layers", "roles", "whole", "with_focus"})

#: Declarations by the name of the projection.
DECLARATIONS: Final[Mapping[str, Declaration]] = {
    declaration.name: declaration
    for declaration in (
        Declaration(
            name="structures",
            title=message("which bodies take part in which structures"),
            nodes=message("collectives of the chosen layers, and bodies that take part in them"),
            edges=message("a body takes part in a collective in a chosen role"),
            direction=_NONE,
            weight=message("every edge counts once"),
            not_for=message("ties among bodies: two bodies are never neighbours here"),
            two_mode=True,
        ),
        Declaration(
            name="partners",
            title=message("which bodies share structures"),
            nodes=_BODIES,
            edges=_SHARED,
            direction=_NONE,
            weight=message("number of collectives that both take part in"),
            not_for=message(
                "evidence of direct exchange: one collective of five bodies makes ten edges"
            ),
            weighted=True,
            joint=True,
            counted=True,
        ),
        Declaration(
            name="partners-newman",
            title=message("which bodies share structures, large structures counting less"),
            nodes=_BODIES,
            edges=_SHARED,
            direction=_NONE,
            weight=message(
                "sum over shared collectives of n bodies of 1/(n-1); a body that is left out of "
                "the network is counted in n"
            ),
            not_for=message("a number of structures: the weight is a share"),
            weighted=True,
            joint=True,
        ),
        Declaration(
            name="partners-backbone",
            title=message("which bodies share more structures than their sizes explain"),
            nodes=_BODIES,
            edges=message(
                "two bodies share more collectives than in the bipartite configuration model of "
                "the same degrees (exact Poisson-binomial tail, Benjamini-Hochberg over all pairs)"
            ),
            direction=_NONE,
            weight=message("number of collectives that both take part in"),
            not_for=message(
                "all cooperation: a tie that sizes alone explain is real and is not drawn"
            ),
            weighted=True,
            joint=True,
            choices=_CHOICES | {"alpha"},
        ),
        Declaration(
            name="layers",
            title=message("in how many natures of cooperation bodies meet, layer by layer"),
            nodes=_BODIES,
            edges=message("two bodies take part in the same collective of at least one layer"),
            direction=_NONE,
            weight=message("number of layers in which they do; collectives are never added up"),
            not_for=message(
                "one network: a measure runs on one layer at a time, and ranks stand side by side"
            ),
            weighted=True,
            multiplex=True,
            counted=True,
            layers=tuple(name for name, layer in LAYERS.items() if layer.empty is None),
        ),
        Declaration(
            name="sites",
            title=message("which cities share structures"),
            nodes=message(
                "cities where collectives stand, or universities, schools and hospitals in them "
                "have their seat"
            ),
            edges=message("a collective reaches over both cities"),
            direction=_NONE,
            weight=message("number of collectives that reach over both"),
            not_for=message(
                "where people work: the seat of a university says nothing of its other sites, and "
                "national organisations are not placed at all"
            ),
            weighted=True,
            joint=True,
            choices=frozenset({"layers", "roles", "whole"}),
        ),
        Declaration(
            name="countries-themes",
            title=message("countries and world regions by theme, with what stands behind a cell"),
            nodes=message(
                "places that priorities or instruments aim at, and themes that they state"
            ),
            edges=message(
                "a priority, or an instrument not known to have ended, states both place and theme"
            ),
            direction=_NONE,
            weight=message("every edge counts once; what stands behind it is listed, not added up"),
            not_for=message(
                "strength of cooperation, or coverage of wider places and broader themes: they are "
                "taken as stated"
            ),
            two_mode=True,
            choices=frozenset({"whole"}),
            layers=(),
        ),
    )
}
