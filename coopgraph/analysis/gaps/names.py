"""What tiers, statuses and types of gap are called in words for readers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from coopgraph.analysis.gaps.records import Bilingual

__all__ = ["STATUS_NAMES", "TIER_NAMES", "TYPE_NAMES"]

#: Names of the tiers, by letter.
TIER_NAMES: Final[Mapping[str, Bilingual]] = {
    "A": Bilingual("A. Obligations datées", "A. Dated obligations"),
    "B": Bilingual("B. Stratégie", "B. Strategy"),
    "C": Bilingual("C. Pistes de partenariat", "C. Opportunities"),
    "D": Bilingual("D. Travail sur les données", "D. Work on the data"),
}
#: Names of the statuses, worst first.
STATUS_NAMES: Final[Mapping[str, Bilingual]] = {
    "confirmed": Bilingual("confirmé", "confirmed"),
    "lapsed": Bilingual("échu", "lapsed"),
    "candidate": Bilingual("à vérifier", "candidate"),
    "undecidable": Bilingual("indéterminé", "undecidable"),
    "exempt": Bilingual("sans objet", "exempt"),
    "covered": Bilingual("couvert", "covered"),
}
#: Names of the types, in the order of the registry.
TYPE_NAMES: Final[Mapping[str, Bilingual]] = {
    "priority": Bilingual("priorités", "priorities"),
    "ladder": Bilingual("suites", "follow-ups"),
    "convention": Bilingual("conventions", "conventions"),
    "expiry": Bilingual("échéances", "expiries"),
    "hole": Bilingual("paires à rapprocher", "structural holes"),
    "dependence": Bilingual("dépendances", "dependences"),
    "site": Bilingual("sites", "sites"),
    "theme": Bilingual("instituts thématiques", "thematic institutes"),
    "reciprocity": Bilingual("réciprocité", "reciprocity"),
    "indicator": Bilingual("indicateurs", "indicators"),
    "concentration": Bilingual("concentration", "concentration"),
    "brokerage": Bilingual("intermédiaires", "brokerage"),
    "rule": Bilingual("règles propres", "own rules"),
    "data": Bilingual("données", "data"),
}
