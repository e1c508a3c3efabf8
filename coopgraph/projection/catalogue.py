"""The projections that can be measured: how each is read and made, under its declaration.

A new projection is a declaration, a reader and a maker, entered in :data:`PROJECTIONS`.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from coopgraph.errors import ProjectionError
from coopgraph.messages import Message, message
from coopgraph.projection.backbone import validated
from coopgraph.projection.choices import (
    ALPHA,
    Choices,
    name_of,
    not_here,
    not_taken,
    of_roles,
    refuse_idle,
    said_choices,
    undated_ties,
)
from coopgraph.projection.counted import comparable, of_counts, refuse_counts, which_counts
from coopgraph.projection.countries import countries_themes, read_aims
from coopgraph.projection.declarations import DECLARATIONS
from coopgraph.projection.elsewhere import layers_elsewhere
from coopgraph.projection.founding import counted_once, without_founding
from coopgraph.projection.incidence import (
    LAYERS,
    collective_attributes,
    named,
    read_ties,
    ties_by_layer,
)
from coopgraph.projection.multiplex import layered
from coopgraph.projection.networks import Declaration, Network, Tie
from coopgraph.projection.off_day import OffDay, off_day
from coopgraph.projection.partners import one_mode, two_mode
from coopgraph.projection.sites import sites_graph

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["ALPHA", "PROJECTIONS", "Choices", "Projection", "graph_of", "project_network"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What a maker works on: the landscape, what was read of it, and what was chosen."""

    landscape: nx.MultiDiGraph[str]
    ties: tuple[Tie, ...]
    choices: Choices
    home: str
    #: What is said of agreements that are not counted beside what they set up.
    once: tuple[Message, ...] = ()

    @property
    def without(self) -> tuple[str, ...]:
        """Bodies that are left out."""
        return () if self.choices.with_focus or not self.home else (self.home,)

    def left_out(self) -> tuple[Message, ...]:
        """Say that the organisation in focus is left out."""
        if not self.without or self.home not in self.landscape:
            return ()
        name = name_of(self.landscape, self.home)
        if self.choices.whole:
            return (message("Left out: {name} itself (keep it: --with-focus).", name=name),)
        return (message("Left out: {name} itself, which takes part everywhere.", name=name),)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    graph: nx.Graph[str]
    said: tuple[Message, ...] = ()
    parts: Mapping[str, Network] = field(default_factory=dict)


_Read: TypeAlias = "Callable[[nx.MultiDiGraph[str], Choices, str | None], tuple[Tie, ...]]"


class Projection(NamedTuple):
    """A declaration and how its graph is made.

    Attributes
    ----------
    declaration
        What it is.
    make
        From what was asked to the graph.
    read
        From the landscape, the choices and the body around which to read, if any, to the ties.
    """

    declaration: Declaration
    make: Callable[[_Asked], _Made]
    read: _Read


def _memberships(
    landscape: nx.MultiDiGraph[str], choices: Choices, around: str | None
) -> tuple[Tie, ...]:
    # Of a pair that publishes together, the organisation in focus is either one end or neither.
    counted = [name for name in choices.layers if name in LAYERS and LAYERS[name].counted]
    plain = [name for name in choices.layers if name not in counted]
    if not counted:
        return read_ties(landscape, plain, roles=choices.roles, around=around)
    ties = read_ties(landscape, plain, roles=choices.roles, around=around) if plain else ()
    return (*ties, *read_ties(landscape, counted, roles=choices.roles))


def _aims(landscape: nx.MultiDiGraph[str], choices: Choices, around: str | None) -> tuple[Tie, ...]:
    return read_aims(landscape, around)


def _structures(asked: _Asked) -> _Made:
    kept = tuple(tie for tie in asked.ties if tie.body not in asked.without)
    return _Made(graph=two_mode(asked.landscape, kept), said=asked.left_out())


def _partners(asked: _Asked) -> _Made:
    graph = one_mode(asked.landscape, asked.ties, without=asked.without)
    return _Made(graph=graph, said=asked.left_out())


def _newman(asked: _Asked) -> _Made:
    graph = one_mode(asked.landscape, asked.ties, newman=True, without=asked.without)
    return _Made(graph=graph, said=asked.left_out())


def _backbone(asked: _Asked) -> _Made:
    graph, said = validated(
        asked.landscape, asked.ties, without=asked.without, alpha=asked.choices.alpha
    )
    return _Made(graph=graph, said=(*said, *asked.left_out()))


def _layers(asked: _Asked) -> _Made:
    by_layer = ties_by_layer(asked.landscape, asked.ties, asked.choices.layers)
    parts = {}
    for layer, ties in by_layer.items():
        chosen = replace(asked.choices, layers=(layer,))
        part = project_network(asked.landscape, "partners", chosen, ties=ties)
        parts[layer] = (
            replace(part, left_out=(*part.left_out, *asked.once)) if layer == "agreement" else part
        )
    return _Made(graph=layered(parts), said=asked.left_out(), parts=parts)


def _sites(asked: _Asked) -> _Made:
    graph, said = sites_graph(asked.landscape, asked.ties)
    return _Made(graph=graph, said=said)


def _countries(asked: _Asked) -> _Made:
    graph, said = countries_themes(asked.landscape, asked.ties)
    return _Made(graph=graph, said=said)


#: Projections by name.
PROJECTIONS: Final[Mapping[str, Projection]] = {
    name: Projection(DECLARATIONS[name], make, read)
    for name, make, read in (
        ("structures", _structures, _memberships),
        ("partners", _partners, _memberships),
        ("partners-newman", _newman, _memberships),
        ("partners-backbone", _backbone, _memberships),
        ("layers", _layers, _memberships),
        ("sites", _sites, _memberships),
        ("countries-themes", _countries, _aims),
    )
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
        Memberships to take instead of those read from the landscape.

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
    if str(name) not in PROJECTIONS:
        raise ProjectionError(
            message(
                "no projection {name!r}; choose among {names}",
                name=name,
                names=", ".join(PROJECTIONS),
            )
        )
    declaration, make, read = PROJECTIONS[name]
    refuse_idle(declaration, chosen)
    chosen = replace(chosen, layers=chosen.layers or declaration.layers)
    refuse_counts(declaration, chosen.layers)
    if chosen.layers and all(name in LAYERS and LAYERS[name].counted for name in chosen.layers):
        chosen = replace(chosen, whole=True)
    home = str(landscape.graph["home"])
    said: tuple[Message, ...] = ()
    once: tuple[Message, ...] = ()
    around = None if chosen.whole or home not in landscape else home
    every = () if around is None else read(landscape, chosen, None)
    missing = _off_day(landscape, read, chosen, around, every)
    if ties is None:
        ties = read(landscape, chosen, around)
        if around is not None:
            said = not_taken(every, ties, landscape, home)
        if "layers" in declaration.choices:
            ties, papers = without_founding(landscape, ties)
            once = counted_once(papers)
            said += once
    if any(LAYERS[name].counted for name in chosen.layers):
        ties, counts_said = comparable(ties)
        said += (*counts_said, *which_counts(ties))
        if not declaration.multiplex:
            declaration = of_counts(declaration, ties)
    asked = _Asked(landscape=landscape, ties=tuple(ties), choices=chosen, home=home, once=once)
    made = make(asked)
    if len(chosen.layers) > 1 and not declaration.multiplex:
        said += (
            message(
                "Layers added up, as chosen ({layers}): a shared unit and a shared agreement count "
                "alike here; the projection layers keeps them apart.",
                layers=", ".join(chosen.layers),
            ),
        )
    if "roles" in declaration.choices:
        said += of_roles(chosen, asked.ties)
    if not made.graph.number_of_edges():
        told = missing != OffDay()
        said += not_here(landscape, _elsewhere(landscape, declaration, chosen), day_told=told)
    day = landscape.graph["as_of"]
    return Network(
        declaration=declaration,
        graph=made.graph,
        ties=asked.ties,
        collectives=collective_attributes(landscape, asked.ties),
        places=_places(landscape, made.graph),
        parts=made.parts,
        as_of=datetime.date.fromisoformat(day) if day else None,
        choices=said_choices(chosen, declaration, landscape, home),
        left_out=(*made.said, *said, *undated_ties(asked.ties)),
        home=home,
        off_day=missing,
    )


def _off_day(
    landscape: nx.MultiDiGraph[str],
    read: _Read,
    chosen: Choices,
    around: str | None,
    every: Sequence[Tie],
) -> OffDay:
    """Count the memberships of these choices that the day leaves out."""
    if read is not _memberships:
        return off_day(landscape, lambda graph: read(graph, chosen, around))
    return off_day(landscape, lambda graph: read(graph, chosen, None), around=around, taken=every)


def _elsewhere(
    landscape: nx.MultiDiGraph[str], declaration: Declaration, chosen: Choices
) -> list[str]:
    """Return the layers that were not chosen and have memberships."""
    if (
        "layers" not in declaration.choices
        or PROJECTIONS[declaration.name].read is not _memberships
    ):
        return []
    return list(layers_elsewhere(landscape, chosen.layers, chosen.roles))


def graph_of(
    network: Network, landscape: nx.MultiDiGraph[str], ties: Iterable[Tie], choices: Choices
) -> nx.Graph[str]:
    """Return the graph that a projection makes of other memberships, without the words around it.

    Parameters
    ----------
    network
        A network of the projection.
    landscape
        The projection ``landscape``, with all that the memberships name.
    ties
        Memberships, as those of the network.
    choices
        The choices with which the network was made.

    Returns
    -------
    networkx.Graph

    Examples
    --------
    >>> from coopgraph import load
    >>> from coopgraph.resources import example_dir
    >>> landscape = load([example_dir()], as_of="2024-12-31").project()
    >>> network = project_network(landscape)
    >>> graph_of(network, landscape, network.ties[:4], Choices()).number_of_edges()
    0
    """
    declaration, make, _ = PROJECTIONS[network.declaration.name]
    chosen = replace(choices, layers=choices.layers or declaration.layers)
    asked = _Asked(landscape=landscape, ties=tuple(ties), choices=chosen, home=network.home)
    return make(asked).graph


def _places(landscape: nx.MultiDiGraph[str], graph: nx.Graph[str]) -> dict[str, tuple[str, str]]:
    parts = ("city", "region", "country")
    found = {data[part] for _, data in graph.nodes(data=True) for part in parts if data[part]}
    return {iri: named(landscape, iri) for iri in sorted(found)}
