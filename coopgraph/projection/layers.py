"""The layers: natures of what bodies share, each with its collectives and the links to bodies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from coopgraph.messages import Message, message

__all__ = ["BODY_KINDS", "LAYERS", "NO_PARTNER", "Layer"]


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
    counted
        Whether the statements count what two bodies have in common, so that an edge weighs what
        they count.

    Notes
    -----
    Without classes, the collectives are the statements of the links themselves, each of two bodies.
    """

    title: Message
    classes: frozenset[str]
    links: frozenset[str]
    empty: Message | None = None
    counted: bool = False


#: Layers by the name with which they are chosen.
LAYERS: Final[Mapping[str, Layer]] = {
    "cotutelle": Layer(
        message("units, centres and service units and the bodies in charge; no teams"),
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
    # A federation gathers units: beside them, its bodies would be counted twice.
    "federation": Layer(
        message("federations and research groups (FR, FED, GDR) and the bodies in charge"),
        frozenset({"ResearchFederation"}),
        frozenset({"supervision", "association"}),
    ),
    "label": Layer(
        message(
            "labelled sites (FHU, SIRIC, IHU, DHU) and their members; a unit that is a member "
            "brings none of its bodies in"
        ),
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
    "alliance": Layer(
        message("alliances, networks, infrastructures and cohorts and the bodies in them"),
        frozenset(
            {
                "ResearchAlliance",
                "ResearchNetwork",
                "NationalContactPoint",
                "Cohort",
                "ResearchInfrastructure",
                "Collaboration",
            }
        ),
        frozenset({"participation"}),
    ),
    "partnership": Layer(
        message("partnerships stated of two bodies without agreement or structure"),
        frozenset(),
        frozenset({"partnership"}),
    ),
    "project": Layer(
        message("funded projects and their participants"),
        frozenset({"Project"}),
        frozenset({"participation"}),
        message("no projects are in the packaged landscape; they come with imported registers"),
    ),
    "co-publication": Layer(
        message(
            "joint publications, counted by pair of bodies or structures; never added to another "
            "layer"
        ),
        frozenset(),
        frozenset(),
        message("no publications are in the packaged landscape; they come with imported registers"),
        counted=True,
    ),
}

#: Kinds of nodes that are bodies.
BODY_KINDS: Final = frozenset(
    {
        "research-organisation",
        "higher-education",
        "hospital",
        "public-authority",
        "company",
        "foundation",
        "organisation-part",
        "organisation",
    }
)
#: Roles in a collaboration and kinds of partnership that make nobody a partner by themselves.
NO_PARTNER: Final = frozenset(
    {
        "funder",
        "board-member",
        "evaluator",
        "supporter",
        "sponsor",
        "evaluation",
        "board-seat",
        "subsidiary",
    }
)
