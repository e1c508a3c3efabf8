"""Who takes part in what: the two-mode networks of bodies and what they share, layer by layer.

Derived from the projection ``landscape``. A layer gathers collectives of one nature; adding layers
up would say that a co-signed agreement and a joint unit weigh the same, so they stay apart unless
the reader asks for several.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from coopgraph.errors import ProjectionError
from coopgraph.messages import message
from coopgraph.namespaces import local_name
from coopgraph.projection.counts import joint_words
from coopgraph.projection.layers import BODY_KINDS, LAYERS, NO_PARTNER, Layer
from coopgraph.projection.networks import Tie, chosen_roles
from coopgraph.projection.records import JointCount
from coopgraph.vocabulary import COOP

if TYPE_CHECKING:
    import networkx as nx

__all__ = [
    "LAYERS",
    "Layer",
    "bodies_of",
    "collective_attributes",
    "named",
    "node_attributes",
    "read_ties",
    "taking_part",
    "ties_by_layer",
]

#: Kinds of nodes that publish: bodies, and the structures and sites in which authors work.
_PUBLISHING: Final = BODY_KINDS | {"research-unit", "clinical-or-service", "labelled-site"}


def read_ties(
    landscape: nx.MultiDiGraph[str],
    layers: Iterable[str] = ("cotutelle",),
    *,
    roles: tuple[str, ...] = ("supervising",),
    around: str | None = None,
) -> tuple[Tie, ...]:
    """Return who takes part in what.

    Parameters
    ----------
    landscape
        The projection ``landscape``.
    layers
        Names of layers.
    roles
        Words for roles of bodies in structures; see :data:`~coopgraph.projection.networks.ROLES`.
        Other collectives are taken with all roles that make a partner.
    around
        IRI of a body: only collectives in which it takes part in one of these roles; all if None.

    Returns
    -------
    tuple of Tie
        Sorted by collective, body and role. Teams inside a unit are not counted beside it.

    Raises
    ------
    ProjectionError
        If a layer or a role is unknown.

    Examples
    --------
    >>> from coopgraph import load
    >>> from coopgraph.resources import example_dir
    >>> landscape = load([example_dir()], as_of="2024-12-31").project()
    >>> ties = read_ties(landscape, ["label"])
    >>> len({tie.collective for tie in ties})
    2
    """
    names = list(layers)
    unknown = [name for name in names if name not in LAYERS]
    if unknown or not names:
        raise ProjectionError(
            message(
                "no layer {layer!r}; choose among {layers}",
                layer=", ".join(unknown),
                layers=", ".join(LAYERS),
            )
        )
    codes = chosen_roles(roles)
    found = sorted(
        {tie for name in names for tie in _of_layer(landscape, LAYERS[name], codes)},
        key=lambda tie: (tie.collective, tie.body, tie.role, tie.statement),
    )
    return tuple(found) if around is None else taking_part(found, around)


def taking_part(ties: Iterable[Tie], body: str) -> tuple[Tie, ...]:
    """Return the ties of the collectives in which a body takes part.

    Examples
    --------
    >>> ties = [Tie("u-1", "a", "member", "s-1"), Tie("u-2", "b", "member", "s-2")]
    >>> [tie.collective for tie in taking_part(ties, "a")]
    ['u-1']
    """
    found = tuple(ties)
    shared = {tie.collective for tie in found if tie.body == body}
    return tuple(tie for tie in found if tie.collective in shared)


def ties_by_layer(
    landscape: nx.MultiDiGraph[str], ties: Iterable[Tie], layers: Iterable[str]
) -> dict[str, list[Tie]]:
    """Divide ties among the layers to which their collectives belong.

    Parameters
    ----------
    landscape
        The projection ``landscape``, with the collectives; a statement that ties two bodies is none
        of its nodes.
    ties
        Ties of these layers.
    layers
        Names in :data:`LAYERS`.

    Returns
    -------
    dict
        In the order of `layers`, with empty lists for those without ties.

    Examples
    --------
    >>> from coopgraph import load
    >>> from coopgraph.resources import example_dir
    >>> landscape = load([example_dir()], as_of="2024-12-31").project()
    >>> both = read_ties(landscape, ["label", "team"])
    >>> ties_by_layer(landscape, both, ["label", "team"])["team"] == list(
    ...     read_ties(landscape, ["team"]))
    True
    """
    found: dict[str, list[Tie]] = {layer: [] for layer in layers}
    counted = [layer for layer in found if LAYERS[layer].counted]
    of_statements = [layer for layer in found if not LAYERS[layer].classes and layer not in counted]
    for tie in ties:
        if tie.collective in landscape:
            classes = landscape.nodes[tie.collective]["classes"]
            own = [layer for layer in found if LAYERS[layer].classes.intersection(classes)]
        else:
            own = of_statements if tie.count is None else counted
        for layer in own:
            found[layer].append(tie)
    return found


def _of_layer(
    landscape: nx.MultiDiGraph[str], layer: Layer, codes: frozenset[str]
) -> Iterator[Tie]:
    if layer.counted:
        yield from _counted(landscape)
        return
    if not layer.classes:
        yield from _stated(landscape, layer.links)
        return
    for collective, data in landscape.nodes(data=True):
        if data["within"] or not layer.classes.intersection(data["classes"]):
            continue
        for _, body, edge in landscape.out_edges(collective, data=True):
            if edge["kind"] not in layer.links:
                continue
            if landscape.nodes[body]["kind"] not in BODY_KINDS:
                continue
            role = local_name(edge["role"])
            in_structure = edge["kind"] in ("supervision", "association")
            if role not in codes if in_structure else role in NO_PARTNER:
                continue
            yield Tie(
                collective, body, role, edge["iri"], edge["start"], edge["end"], edge["evidence"]
            )


def _stated(landscape: nx.MultiDiGraph[str], links: frozenset[str]) -> Iterator[Tie]:
    for *ends, edge in landscape.edges(data=True):
        kind = local_name(edge["role"])
        bodies = all(landscape.nodes[end]["kind"] in BODY_KINDS for end in ends)
        if edge["kind"] in links and kind not in NO_PARTNER and bodies:
            for end in ends:
                yield Tie(
                    edge["iri"],
                    end,
                    kind,
                    edge["iri"],
                    edge["start"],
                    edge["end"],
                    edge["evidence"],
                )


def _counted(landscape: nx.MultiDiGraph[str]) -> Iterator[Tie]:
    counts: Iterable[JointCount] = landscape.graph.get("copublications", ())
    for joint in counts:
        ends = (joint.one, joint.other)
        if all(end in landscape and landscape.nodes[end]["kind"] in _PUBLISHING for end in ends):
            for end in ends:
                yield Tie(
                    joint.iri,
                    end,
                    joint.method,
                    joint.iri,
                    joint.start,
                    joint.end,
                    joint.evidence,
                    joint,
                )


def collective_attributes(
    landscape: nx.MultiDiGraph[str], ties: Iterable[Tie]
) -> dict[str, dict[str, str]]:
    """Return the attributes of the collectives of some ties.

    A statement that is no node of the landscape is named by its kind and what it ties.

    Parameters
    ----------
    landscape
        The projection ``landscape``.
    ties
        Who takes part in what.

    Returns
    -------
    dict of str to dict
        By IRI, sorted.
    """
    ends: dict[str, set[str]] = {}
    kinds: dict[str, str] = {}
    joints: dict[str, JointCount] = {}
    for tie in ties:
        if tie.count is not None:
            joints[tie.collective] = tie.count
        ends.setdefault(tie.collective, set()).add(tie.body)
        kinds[tie.collective] = min(tie.role, kinds.get(tie.collective, tie.role))
    terms, found = landscape.graph["terms"], {}
    stated: dict[str, str] = {}
    if any(
        iri not in landscape and iri not in joints for iri in ends
    ):  # a look at every edge, which resampling repeats
        stated = {edge["iri"]: edge["role"] for _, _, edge in landscape.edges(data=True)}
    for iri in sorted(ends):
        if iri in landscape:
            found[iri] = node_attributes(landscape.nodes[iri], "collective")
            continue
        names = {}
        for place, lang in enumerate(("label_fr", "label_en")):
            tied = [_said(named(landscape, end), place) or end for end in sorted(ends[iri])]
            if joint := joints.get(iri):
                kind = _said(terms.get(COOP.CoPublication, ("", "")), place)
                said = ", ".join(joint_words(joint))
                names[lang] = f"{kind or iri} ({' – '.join(tied)}): {said}"
                continue
            kind = _said(terms.get(stated.get(iri, ""), ("", "")), place)
            names[lang] = f"{kind or kinds[iri]} ({' – '.join(tied)})"
        found[iri] = node_attributes({**names, "kind": "statement"}, "collective")
    return found


def _said(names: tuple[str, str], place: int) -> str:
    return names[place] or names[1 - place]


def named(landscape: nx.MultiDiGraph[str], iri: str) -> tuple[str, str]:
    """Return the French and the English name of a node, a place or a term."""
    if iri in landscape:
        data = landscape.nodes[iri]
        return data["label_fr"], data["label_en"]
    graph = landscape.graph
    names: tuple[str, str] = graph["others"].get(iri) or graph["terms"].get(iri) or ("", "")
    return names


def bodies_of(ties: Iterable[Tie]) -> dict[str, frozenset[str]]:
    """Return the bodies of each collective.

    Examples
    --------
    >>> bodies_of([Tie("u-1", "a", "member", "s-1"), Tie("u-1", "b", "member", "s-2")])["u-1"] == {
    ...     "a", "b"}
    True
    """
    members: dict[str, set[str]] = {}
    for tie in ties:
        members.setdefault(tie.collective, set()).add(tie.body)
    return {collective: frozenset(bodies) for collective, bodies in sorted(members.items())}


def node_attributes(data: Mapping[str, Any], mode: str) -> dict[str, str]:
    """Return what a node of a network keeps of a node of the landscape."""
    kept = ("label_fr", "label_en", "kind", "cls", "city", "region", "country")
    return {"mode": mode, **{name: str(data.get(name) or "") for name in kept}}
