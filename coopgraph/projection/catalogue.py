"""The projections that can be measured: their declarations, and how each is made.

A new projection is a declaration and a function from the landscape to a graph, entered in
:data:`PROJECTIONS`.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Final

from coopgraph.errors import ProjectionError
from coopgraph.messages import Message, counted, message
from coopgraph.projection.incidence import read_ties
from coopgraph.projection.networks import Declaration, Network, Tie
from coopgraph.projection.partners import one_mode, two_mode

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["ALPHA", "PROJECTIONS", "Choices", "project_network"]

#: Share of false edges among those kept that a validated projection allows, unless told otherwise.
ALPHA: Final = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a reader chooses of a projection.

    Attributes
    ----------
    layers
        Names of layers; see :data:`~coopgraph.projection.incidence.LAYERS`. If empty, those that
        the projection declares.
    roles
        Words for roles in structures; see :data:`~coopgraph.projection.networks.ROLES`.
    whole
        Take all collectives; else only those in which the organisation in focus takes part.
    with_focus
        Keep the organisation in focus among the bodies. It takes part in all of its own
        structures, so that every path would lead through it.
    alpha
        Share of false edges among those kept that the validated projection allows.
    """

    layers: tuple[str, ...] = ()
    roles: tuple[str, ...] = ("supervising",)
    whole: bool = False
    with_focus: bool = False
    alpha: float = ALPHA


_Made = tuple["nx.Graph[str]", tuple[Message, ...]]
_Maker = Callable[["nx.MultiDiGraph[str]", tuple[Tie, ...], Choices, str], _Made]


def _structures(
    landscape: nx.MultiDiGraph[str], ties: tuple[Tie, ...], choices: Choices, home: str
) -> _Made:
    kept = ties if choices.with_focus else tuple(tie for tie in ties if tie.body != home)
    return two_mode(landscape, kept), _without(choices, home, landscape)


def _partners(newman: bool) -> _Maker:
    def make(
        landscape: nx.MultiDiGraph[str], ties: tuple[Tie, ...], choices: Choices, home: str
    ) -> _Made:
        without = () if choices.with_focus or not home else (home,)
        graph = one_mode(landscape, ties, newman=newman, without=without)
        return graph, _without(choices, home, landscape)

    return make


def _without(choices: Choices, home: str, landscape: nx.MultiDiGraph[str]) -> tuple[Message, ...]:
    if choices.with_focus or home not in landscape:
        return ()
    name = str(landscape.nodes[home]["acronym"] or landscape.nodes[home]["label_fr"])
    return (message("Left out: {name} itself, which takes part everywhere.", name=name),)


#: Declaration and maker by name.
PROJECTIONS: Final[Mapping[str, tuple[Declaration, _Maker]]] = {
    "structures": (
        Declaration(
            name="structures",
            title=message("which bodies take part in which structures"),
            nodes=message("collectives of the chosen layers, and bodies that take part in them"),
            edges=message("a body takes part in a collective in a chosen role"),
            direction=message("none"),
            weight=message("every edge counts once"),
            not_for=message("ties among bodies: two bodies are never neighbours here"),
            two_mode=True,
        ),
        _structures,
    ),
    "partners": (
        Declaration(
            name="partners",
            title=message("which bodies share structures"),
            nodes=message("bodies"),
            edges=message("two bodies take part in the same collective"),
            direction=message("none"),
            weight=message("number of collectives that both take part in"),
            not_for=message(
                "evidence of direct exchange: one collective of five bodies makes ten edges"
            ),
            weighted=True,
            joint=True,
        ),
        _partners(newman=False),
    ),
    "partners-newman": (
        Declaration(
            name="partners-newman",
            title=message("which bodies share structures, large structures counting less"),
            nodes=message("bodies"),
            edges=message("two bodies take part in the same collective"),
            direction=message("none"),
            weight=message("sum over shared collectives of n bodies of 1/(n-1)"),
            not_for=message("a number of structures: the weight is a share"),
            weighted=True,
            joint=True,
        ),
        _partners(newman=True),
    ),
}


def project_network(
    landscape: nx.MultiDiGraph[str],
    name: str = "partners",
    choices: Choices | None = None,
    *,
    ties: Sequence[Tie] | None = None,
) -> Network:
    """Make a network to measure from the landscape.

    Parameters
    ----------
    landscape
        The projection ``landscape``.
    name
        Name of a projection in :data:`PROJECTIONS`.
    choices
        Layers, roles and population.
    ties
        Memberships to take instead of those read from the landscape: resampling uses it.

    Returns
    -------
    Network

    Raises
    ------
    ProjectionError
        If the projection, a layer or a role is unknown, or a choice does not apply to it.

    Examples
    --------
    >>> from coopgraph import load
    >>> from coopgraph.resources import example_dir
    >>> landscape = load([example_dir()], as_of="2024-12-31").project()
    >>> network = project_network(landscape, "partners")
    >>> network.graph.number_of_nodes()
    7
    """
    chosen = choices or Choices()
    if name not in PROJECTIONS:
        raise ProjectionError(
            message(
                "no projection {name!r}; choose among {names}",
                name=name,
                names=", ".join(PROJECTIONS),
            )
        )
    declaration, make = PROJECTIONS[name]
    _refuse_idle(declaration, chosen)
    chosen = replace(chosen, layers=chosen.layers or declaration.layers)
    home = str(landscape.graph["home"])
    if ties is None:
        around = None if chosen.whole or not home else home
        ties = read_ties(landscape, chosen.layers, roles=chosen.roles, around=around)
    graph, left_out = make(landscape, tuple(ties), chosen, home)
    day = landscape.graph["as_of"]
    return Network(
        declaration=declaration,
        graph=graph,
        ties=tuple(ties),
        as_of=datetime.date.fromisoformat(day) if day else None,
        choices=_said(chosen, landscape, home),
        left_out=(*left_out, *_undated(ties)),
        home=home,
    )


def _refuse_idle(declaration: Declaration, chosen: Choices) -> None:
    """Refuse a choice that changes nothing here: its user would read the result as if it had."""
    idle = [
        field.name
        for field in fields(chosen)
        if getattr(chosen, field.name) != field.default and field.name not in declaration.choices
    ]
    if idle:
        raise ProjectionError(
            message(
                "the projection {name} has no choice of {idle}",
                name=declaration.name,
                idle=", ".join(idle),
            )
        )


def _said(chosen: Choices, landscape: nx.MultiDiGraph[str], home: str) -> dict[str, Any]:
    population = "*" if chosen.whole or not home else landscape.nodes[home]["acronym"] or home
    return {
        "layers": ",".join(chosen.layers),
        "roles": ",".join(chosen.roles),
        "structures-of": str(population),
        "with-focus": "yes" if chosen.with_focus else "no",
    }


def _undated(ties: Sequence[Tie]) -> tuple[Message, ...]:
    undated = sum(1 for tie in ties if tie.start is None and tie.end is None)
    if not undated:
        return ()
    return (
        message(
            "Without any date, hence kept on every day: {undated} of {all}.",
            undated=counted("{n} membership", "{n} memberships", n=undated),
            all=len(ties),
        ),
    )
