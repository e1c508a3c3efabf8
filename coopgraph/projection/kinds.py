"""Kinds of nodes and links of the landscape, each with the ontology classes that it gathers.

Some forty classes are too many for a legend: the classes of the ontology are gathered into fifteen
kinds, in the order in which a reader meets them. Pure declarations; drawing attributes (shape,
colour) belong to :mod:`coopgraph.outputs.explorer`.
"""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["LINK_KINDS", "NODE_KINDS", "kind_of", "most_specific"]

#: Kind of node -> classes of the ontology, most telling class first.
NODE_KINDS: dict[str, tuple[str, ...]] = {
    "research-organisation": ("ResearchOrganisation", "PublicInterestGroup", "PublicBody"),
    "higher-education": ("University", "GrandeEcole", "HigherEducationInstitution"),
    "hospital": ("UniversityHospital", "CancerCentre", "HealthcareOperator"),
    "public-authority": (
        "Ministry",
        "HealthAgency",
        "FundingAgency",
        "SocialProtectionBody",
        "RegionalAuthority",
        "LocalAuthority",
    ),
    "company": ("Company", "CompetitivenessCluster"),
    "foundation": ("Foundation", "Association"),
    "organisation-part": (
        "ThematicInstitute",
        "RegionalDelegation",
        "RepresentationOffice",
        "Department",
        "OrganisationPart",
    ),
    "organisation": ("Organisation",),
    "research-unit": (
        "InternationalJointUnit",
        "MixedUnit",
        "ResearchUnit",
        "ResearchTeam",
        "ResearchFederation",
        "ResearchStructure",
    ),
    "clinical-or-service": ("ClinicalInvestigationCentre", "ServiceUnit"),
    "labelled-site": (
        "HospitalUniversityInstitute",
        "IntegratedCancerSite",
        "HospitalUniversityFederation",
        "HospitalUniversityDepartment",
    ),
    "project-team": ("ProjectTeam", "JointLaboratory"),
    "international": (
        "InternationalAssociatedLaboratory",
        "InternationalResearchGroup",
        "InternationalResearchProject",
        "InternationalPlatform",
    ),
    "project": ("Project",),
    "network": (
        "ResearchAlliance",
        "ResearchNetwork",
        "NationalContactPoint",
        "Cohort",
        "ResearchInfrastructure",
        "Collaboration",
    ),
    "agreement": (
        "MixityConvention",
        "RegionalFrameworkConvention",
        "StateRegionPlan",
        "ObjectivesContract",
        "InternationalCooperationAgreement",
        "IndustrialPartnership",
        "FoundingAgreement",
        "FrameworkAgreement",
        "Charter",
        "Agreement",
    ),
    "programme": (
        "FundingProgramme",
        "Initiative",
        "HostingScheme",
        "TeamScheme",
        "Policy",
        "Programme",
    ),
    "country": ("Country", "WorldRegion"),
}

#: Kinds of links, in the order of the legend.
LINK_KINDS: tuple[str, ...] = (
    "supervision",
    "association",
    "participation",
    "agreement-party",
    "label",
    "team-partner",
    "partnership",
    "priority",
    "country",
    "part-of",
    "succession",
)

_RANK = {
    name: (order, position, kind)
    for order, (kind, names) in enumerate(NODE_KINDS.items())
    for position, name in enumerate(names)
}
#: Where a body has two classes, the one that says more about it comes first.
_FIRST = (
    "InternationalJointUnit",
    "ClinicalInvestigationCentre",
    "ServiceUnit",
    "ResearchFederation",
    "ResearchTeam",
    "MixedUnit",
    "UniversityHospital",
    "CancerCentre",
    "HospitalUniversityInstitute",
)


def most_specific(classes: Iterable[str]) -> str | None:
    """Return the class that says most about a node, or None if no class is drawn.

    Parameters
    ----------
    classes
        Local names of the ontology classes of the node, in any order.

    Examples
    --------
    >>> most_specific(["ResearchUnit", "MixedUnit", "ResearchStructure"])
    'MixedUnit'
    >>> most_specific(["MixedUnit", "ClinicalInvestigationCentre"])
    'ClinicalInvestigationCentre'
    >>> most_specific(["Claim"]) is None
    True
    """
    known = sorted({name for name in classes if name in _RANK}, key=lambda name: _RANK[name][:2])
    for name in _FIRST:
        if name in known:
            return name
    return known[0] if known else None


def kind_of(class_name: str) -> str:
    """Return the kind of node that a class belongs to.

    Examples
    --------
    >>> kind_of("GrandeEcole")
    'higher-education'
    """
    return _RANK[class_name][2]
