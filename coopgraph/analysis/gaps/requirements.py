"""Which agreement each kind of body is expected to have, and which structures count for it."""

from __future__ import annotations

from dataclasses import dataclass

from coopgraph.analysis.gaps.records import Bilingual
from coopgraph.analysis.gaps.wording import Sought

__all__ = ["COUNTED", "NOT_UNITS", "REGION", "REQUIREMENTS", "Requirement"]

#: Structures that live inside a unit or across units: they are not counted. What is left in the
#: register are units, service units and clinical investigation centres, as COUNTED says.
NOT_UNITS = ("ResearchTeam", "ResearchFederation")
COUNTED = Bilingual("unités, unités de service et CIC", "units, service units and CIC")


@dataclass(frozen=True, slots=True)
class Requirement:
    """Which agreement a kind of body is expected to have.

    Attributes
    ----------
    rule, version
        Identity of the rule.
    kinds
        Ontology classes of the bodies concerned.
    accepted
        Classes of agreements that satisfy it; the first is the usual one. Empty: the body works
        under other instruments, and the rule exempts it.
    sought
        The accepted agreements in words.
    """

    rule: str
    version: str
    kinds: tuple[str, ...]
    accepted: tuple[str, ...]
    sought: Sought


#: The first requirement whose kinds hold the body applies.
REQUIREMENTS: tuple[Requirement, ...] = (
    Requirement(
        "convention-university",
        "2",
        ("University",),
        ("MixityConvention",),
        Sought(
            noun=Bilingual("convention de mixité", "mixity convention"),
            some=Bilingual("une convention de mixité", "a mixity convention"),
            none_fr="aucune convention de mixité",
            found_fr="trouvée",
        ),
    ),
    Requirement(
        "convention-school",
        "2",
        ("HigherEducationInstitution",),
        ("MixityConvention", "FrameworkAgreement"),
        Sought(
            noun=Bilingual(
                "convention de mixité ou accord-cadre", "mixity convention or framework agreement"
            ),
            some=Bilingual(
                "une convention de mixité ou un accord-cadre",
                "a mixity convention or a framework agreement",
            ),
            none_fr="ni convention de mixité ni accord-cadre",
            found_fr="trouvés",
        ),
    ),
    Requirement(
        "convention-research-body",
        "2",
        ("ResearchOrganisation",),
        ("FrameworkAgreement", "MixityConvention"),
        Sought(
            noun=Bilingual(
                "accord-cadre ou convention de mixité", "framework agreement or mixity convention"
            ),
            some=Bilingual(
                "un accord-cadre ou une convention de mixité",
                "a framework agreement or a mixity convention",
            ),
            none_fr="ni accord-cadre ni convention de mixité",
            found_fr="trouvés",
        ),
    ),
    Requirement(
        "convention-other-body",
        "1",
        (),
        (),
        Sought(
            noun=Bilingual("accord", "agreement"),
            some=Bilingual("un accord", "an agreement"),
            none_fr="aucun accord",
            found_fr="trouvé",
        ),
    ),
)
REGION = Requirement(
    "convention-region",
    "2",
    ("Region",),
    ("RegionalFrameworkConvention",),
    Sought(
        noun=Bilingual("convention-cadre régionale", "regional framework convention"),
        some=Bilingual("une convention-cadre régionale", "a regional framework convention"),
        none_fr="aucune convention-cadre régionale",
        found_fr="trouvée",
    ),
)
