"""What the tables of gap records call their columns, and the rules whose records they hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from coopgraph.analysis.gaps.records import Bilingual

__all__ = ["HEADS", "RULE_NAMES", "column_name"]

#: What the rules of one type are about, in the order in which their tables stand.
RULE_NAMES: Final[Mapping[str, Bilingual]] = {
    "convention-university": Bilingual("universités", "universities"),
    "convention-school": Bilingual(
        "écoles et autres établissements", "schools and other institutions"
    ),
    "convention-research-body": Bilingual("organismes de recherche", "research organisations"),
    "convention-region": Bilingual("régions", "regions"),
    "convention-other-body": Bilingual("autres organismes", "other bodies"),
    "priority-strategy": Bilingual("stratégie", "strategy"),
    "priority-place": Bilingual("pays et régions du monde", "countries and world regions"),
    "priority-theme": Bilingual("pays et thèmes", "countries and themes"),
    "ladder-follow-up": Bilingual(
        "laboratoires, projets et unités", "laboratories, projects and units"
    ),
    "ladder-first-step": Bilingual("accords sans premier pas", "agreements without a first step"),
    "dependence-partner": Bilingual("partenaires uniques", "sole partners"),
    "dependence-set": Bilingual("petits groupes de partenaires", "small sets of partners"),
    "site-fhu": Bilingual("FHU", "FHU"),
    "site-siric": Bilingual("SIRIC", "SIRIC"),
    "concentration-country": Bilingual("pays", "countries"),
    "concentration-theme": Bilingual("thèmes", "themes"),
    "concentration-kind": Bilingual("types d’instrument", "kinds of instrument"),
    "concentration-drift": Bilingual("hors stratégie", "outside the strategy"),
    "data-list": Bilingual("listes", "lists"),
    "data-missing-field": Bilingual("valeurs manquantes", "missing values"),
    "data-dispute": Bilingual("sources en désaccord", "disagreeing sources"),
    "data-doubt": Bilingual("assertions incertaines", "uncertain statements"),
    "data-stale": Bilingual("répertoires anciens", "stale registers"),
    "data-geography": Bilingual("liens invraisemblables", "implausible ties"),
    "data-party": Bilingual("accords sans partenaire nommé", "agreements without a named partner"),
    "data-identifier": Bilingual("sans identifiant", "without identifier"),
    "data-place": Bilingual("sans lieu", "without a place"),
}
#: Names of the columns as commands print them.
HEADS: Final[Mapping[str, Bilingual]] = {
    "end": Bilingual("échéance", "end"),
    "act_by": Bilingual("agir_avant", "act_by"),
    "structures": Bilingual("structures", "structures"),
    "subject": Bilingual("sujet", "subject"),
    "finding": Bilingual("constat", "finding"),
    "note": Bilingual("à_noter", "note"),
    "reason": Bilingual("motif", "reason"),
    "record": Bilingual("fiche", "record"),
}


def column_name(column: str) -> Bilingual:
    """Return the name of a column of the tables, with spaces.

    Examples
    --------
    >>> column_name("act_by")["fr"]
    'agir avant'
    """
    head = HEADS[column]
    return Bilingual(head.fr.replace("_", " "), head.en.replace("_", " "))
