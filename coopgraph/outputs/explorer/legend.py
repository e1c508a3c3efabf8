"""The legend: names, shapes and colours of the kinds of nodes and links.

Colours are those of Okabe and Ito, which readers with any colour vision tell apart; colour is never
alone, since no two kinds share both shape and colour and kinds of near colours differ in shape.
"""

from __future__ import annotations

from dataclasses import dataclass

from coopgraph.projection.kinds import LINK_KINDS, NODE_KINDS

__all__ = ["LINK_LEGEND", "NODE_LEGEND", "OKABE_ITO", "LinkKind", "NodeKind"]

OKABE_ITO = {
    "black": "#000000",
    "orange": "#E69F00",
    "sky": "#56B4E9",
    "green": "#009E73",
    "yellow": "#F0E442",
    "blue": "#0072B2",
    "vermilion": "#D55E00",
    "purple": "#CC79A7",
}


@dataclass(frozen=True, slots=True)
class NodeKind:
    """How a kind of node is named and drawn.

    Attributes
    ----------
    id
        Kind of the projection.
    fr, en
        Name in the plural.
    shape
        A shape of vis-network that stands for itself, without label inside.
    colour
        Name of a colour of Okabe and Ito.
    """

    id: str
    fr: str
    en: str
    shape: str
    colour: str

    @property
    def hex(self) -> str:
        """The colour as ``#RRGGBB``."""
        return OKABE_ITO[self.colour]


@dataclass(frozen=True, slots=True)
class LinkKind:
    """How a kind of link is named and drawn.

    Attributes
    ----------
    id
        Kind of the projection.
    fr, en
        Name.
    dashes
        Lengths of dashes and gaps; empty for a full line.
    """

    id: str
    fr: str
    en: str
    dashes: tuple[int, ...] = ()


_NODES = {
    "research-organisation": (
        "Organismes de recherche",
        "Research organisations",
        "square",
        "blue",
    ),
    "higher-education": (
        "Universités et écoles",
        "Universities and schools",
        "triangle",
        "orange",
    ),
    "hospital": (
        "Hôpitaux et centres de soins",
        "Hospitals and care centres",
        "diamond",
        "vermilion",
    ),
    "public-authority": (
        "Ministères, agences, collectivités",
        "Ministries, agencies, authorities",
        "square",
        "yellow",
    ),
    "company": (
        "Entreprises et pôles de compétitivité",
        "Companies and clusters",
        "triangleDown",
        "black",
    ),
    "foundation": (
        "Fondations et associations",
        "Foundations and associations",
        "triangleDown",
        "purple",
    ),
    "organisation-part": ("Parties d’organismes", "Parts of organisations", "square", "sky"),
    "organisation": ("Autres organismes", "Other organisations", "square", "black"),
    "research-unit": ("Unités et équipes de recherche", "Research units and teams", "dot", "sky"),
    "clinical-or-service": (
        "Centres d’investigation clinique, unités de service",
        "Clinical investigation centres, service units",
        "dot",
        "vermilion",
    ),
    "labelled-site": (
        "Sites labellisés (FHU, SIRIC, IHU)",
        "Labelled sites (FHU, SIRIC, IHU)",
        "star",
        "purple",
    ),
    "project-team": (
        "Équipes-projets et laboratoires communs",
        "Project teams and joint laboratories",
        "hexagon",
        "green",
    ),
    "international": (
        "Laboratoires et réseaux internationaux",
        "International laboratories and networks",
        "hexagon",
        "orange",
    ),
    "project": ("Projets financés", "Funded projects", "hexagon", "black"),
    "network": ("Alliances et réseaux", "Alliances and networks", "hexagon", "blue"),
    "agreement": ("Accords et conventions", "Agreements and conventions", "diamond", "yellow"),
    "programme": ("Programmes", "Programmes", "triangleDown", "yellow"),
    "country": ("Pays et régions du monde", "Countries and world regions", "star", "black"),
}

#: Membership of some kind.
_LONG = (16, 3)
# The two that are read first have a line of their own: supervision is full, agreements have even
# dashes.
_LINKS: dict[str, tuple[str, str, tuple[int, ...]]] = {
    "supervision": ("Tutelle", "Supervision", ()),
    "association": (
        "Participation ou hébergement d’une unité",
        "Taking part in or hosting a unit",
        (2, 4),
    ),
    "participation": ("Participation", "Membership", _LONG),
    "agreement-party": ("Partie à un accord", "Party to an agreement", (8, 3)),
    "label": ("Attribution ou financement d’un label", "Award or funding of a label", (6, 3, 2, 3)),
    "team-partner": ("Partenaire d’une équipe-projet", "Partner of a project team", _LONG),
    "partnership": ("Partenariat déclaré", "Stated partnership", (4, 3)),
    "priority": ("Priorité annoncée", "Announced priority", (2, 4)),
    "country": ("Pays visé ou d’implantation", "Country aimed at or of location", (2, 4)),
    "part-of": ("Partie d’un ensemble", "Part of a whole", _LONG),
    "succession": ("Succession ou renouvellement", "Succession or renewal", (6, 3, 2, 3)),
}

#: Kinds of nodes, in the order of the legend.
NODE_LEGEND = tuple(NodeKind(kind, *_NODES[kind]) for kind in NODE_KINDS)
#: Kinds of links, in the order of the legend.
LINK_LEGEND = tuple(LinkKind(kind, *_LINKS[kind]) for kind in LINK_KINDS)
