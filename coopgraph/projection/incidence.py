"""Who takes part in what: the two-mode networks of bodies and what they share, layer by layer.

Derived from the projection ``landscape``. A layer gathers collectives of one nature; adding layers
up would say that a co-signed agreement and a joint unit weigh the same, so they stay apart unless
the reader asks for several.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from coopgraph.errors import ProjectionError
from coopgraph.messages import Message, message
from coopgraph.projection.networks import Tie, chosen_roles, short_name

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["LAYERS", "Layer", "bodies_of", "read_ties"]


@dataclass(frozen=True, slots=True)
class Layer:
    """Collectives of one nature.

    Attributes
    ----------
    title
        What they are.
    classes
        Local names of the ontology classes of the collectives.
    links
        Kinds of links of the landscape that lead from a collective to a body.
    empty
        Why the packaged landscape has none, where that is so.
    """

    title: Message
    classes: frozenset[str]
    links: frozenset[str]
    empty: Message | None = None


#: Layers by the name with which they are chosen.
LAYERS: Final[Mapping[str, Layer]] = {
    "cotutelle": Layer(
        message("research structures and the bodies that supervise them"),
        frozenset(
            {
                "ResearchUnit",
                "MixedUnit",
                "InternationalJointUnit",
                "ServiceUnit",
                "ClinicalInvestigationCentre",
            }
        ),
        frozenset({"supervision", "association"}),
    ),
    "label": Layer(
        message("labelled sites (FHU, SIRIC, IHU, DHU) and their members"),
        frozenset(
            {
                "HospitalUniversityFederation",
                "HospitalUniversityDepartment",
                "HospitalUniversityInstitute",
                "IntegratedCancerSite",
            }
        ),
        frozenset({"participation"}),
    ),
    "team": Layer(
        message("project teams and the bodies that made them"),
        frozenset({"ProjectTeam"}),
        frozenset({"team-partner"}),
    ),
    "international": Layer(
        message("joint laboratories, projects and platforms with partners abroad"),
        frozenset(
            {
                "InternationalAssociatedLaboratory",
                "InternationalResearchGroup",
                "InternationalResearchProject",
                "InternationalPlatform",
                "JointLaboratory",
            }
        ),
        frozenset({"participation", "supervision", "association", "team-partner"}),
    ),
    "agreement": Layer(
        message("agreements and their parties, charters left out"),
        frozenset(
            {
                "MixityConvention",
                "RegionalFrameworkConvention",
                "StateRegionPlan",
                "ObjectivesContract",
                "InternationalCooperationAgreement",
                "IndustrialPartnership",
                "FoundingAgreement",
                "FrameworkAgreement",
                "Agreement",
            }
        ),
        frozenset({"agreement-party"}),
    ),
    "project": Layer(
        message("funded projects and their participants"),
        frozenset({"Project"}),
        frozenset({"participation"}),
        message("no projects are in the packaged landscape; they come with imported registers"),
    ),
    "co-publication": Layer(
        message("publications and the bodies of their authors"),
        frozenset({"Publication"}),
        frozenset({"participation"}),
        message("no publications are in the packaged landscape; they come with imported registers"),
    ),
}

_BODY_KINDS: Final = frozenset(
    {
        "research-organisation",
        "higher-education",
        "hospital",
        "public-authority",
        "company",
        "foundation",
        "organisation-part",
    }
)
#: Roles in a collaboration that make nobody a partner by themselves.
_NO_PARTNER: Final = frozenset({"funder", "board-member", "evaluator", "supporter", "sponsor"})


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
    if around is not None:
        shared = {tie.collective for tie in found if tie.body == around}
        found = [tie for tie in found if tie.collective in shared]
    return tuple(found)


def _of_layer(
    landscape: nx.MultiDiGraph[str], layer: Layer, codes: frozenset[str]
) -> Iterator[Tie]:
    for collective, data in landscape.nodes(data=True):
        if data["within"] or not layer.classes.intersection(data["classes"]):
            continue
        for _, body, edge in landscape.out_edges(collective, data=True):
            if edge["kind"] not in layer.links:
                continue
            if landscape.nodes[body]["kind"] not in _BODY_KINDS:
                continue
            role = short_name(edge["role"])
            in_structure = edge["kind"] in ("supervision", "association")
            if role not in codes if in_structure else role in _NO_PARTNER:
                continue
            yield Tie(
                collective, body, role, edge["iri"], edge["start"], edge["end"], edge["evidence"]
            )


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
