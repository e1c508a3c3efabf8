"""Texts of the comparison of two days in the explorer's page, in French and English."""

from __future__ import annotations

__all__ = ["COMPARE_EN", "COMPARE_FR"]

COMPARE_FR = {
    "view.compare": "Comparer",
    "compare.title": "Comparer deux dates",
    "compare.from": "Du",
    "compare.to": "au",
    "compare.run": "Comparer",
    "compare.stop": "Quitter la comparaison",
    "compare.hint": (
        "Ce qui a commencé ou fini entre les deux jours, parmi ce que laissent passer la légende "
        "et les filtres. Une année compte entière : ce qui a commencé en 2020 peut être là dès le "
        "1er janvier, ce qui finit en 2020 y est encore le 31 décembre."
    ),
    "compare.days": "Donnez deux jours différents, par exemple 2020-01-01 et 2024-12-31.",
    "compare.said": (
        "Du {from} au {to} : {appeared} {appeared:apparue|apparues}, {ended} "
        "{ended:terminée|terminées}, {passed} {passed:apparue puis terminée|apparues puis "
        "terminées}, {changed} {changed:changée|changées}, parmi les entités ; {linksAppeared} "
        "{linksAppeared:lien apparu|liens apparus}, {linksEnded} {linksEnded:terminé|terminés}."
    ),
    "compare.undated": (
        "Sans date : {nodes} {nodes:entité|entités} et {links} {links:lien|liens} comptent des "
        "deux côtés ; s’ils ont commencé "
        "ou fini entre les deux jours, on ne le sait pas."
    ),
    "compare.note": "Comparaison du {from} au {to} : + apparu, − terminé, ± apparu puis terminé.",
    "compare.appeared": "Apparues ({n})",
    "compare.ended": "Terminées ({n})",
    "compare.passed": "Apparues puis terminées ({n})",
    "compare.changed": "Changées : là aux deux jours, leurs liens ont changé ({n})",
    "compare.undatedNodes": "Entités sans date ({n})",
    "compare.links": "Liens",
    "compare.when": "Période",
    "compare.plus": "{n} apparus",
    "compare.plusOne": "1 apparu",
    "compare.minus": "{n} terminés",
    "compare.minusOne": "1 terminé",
    # Before a day another word than before a year, which is a number.
    "compare.until": "jusqu’{end:au|en} {end}",
    "compare.linkAppeared": "lien apparu",
    "compare.linkEnded": "lien terminé",
    "compare.linkPassed": "lien apparu puis terminé",
    "compare.none": "Rien de daté n’a changé entre ces deux jours.",
    "column.change": "Changement",
    "change.appeared": "apparue",
    "change.ended": "terminée",
    "change.passed": "apparue puis terminée",
    "change.changed": "liens changés",
}

COMPARE_EN = {
    "view.compare": "Compare",
    "compare.title": "Compare two dates",
    "compare.from": "From",
    "compare.to": "to",
    "compare.run": "Compare",
    "compare.stop": "Leave the comparison",
    "compare.hint": (
        "What began or ended between the two days, among what legend and filters let through. A "
        "year counts whole: what began in 2020 may be there from 1 January, what ends in 2020 is "
        "still there on 31 December."
    ),
    "compare.days": "Give two different days, for instance 2020-01-01 and 2024-12-31.",
    "compare.said": (
        "From {from} to {to}: {appeared} appeared, {ended} ended, {passed} appeared and ended, "
        "{changed} changed, among entities; {linksAppeared} "
        "{linksAppeared:link|links} appeared, {linksEnded} ended."
    ),
    "compare.undated": (
        "Undated: {nodes} {nodes:entity|entities} and {links} {links:link|links} count on both "
        "sides; whether they began or ended between the two days is not known."
    ),
    "compare.note": "Comparison from {from} to {to}: + appeared, − ended, ± appeared and ended.",
    "compare.appeared": "Appeared ({n})",
    "compare.ended": "Ended ({n})",
    "compare.passed": "Appeared and ended ({n})",
    "compare.changed": "Changed: there on both days, their links changed ({n})",
    "compare.undatedNodes": "Undated entities ({n})",
    "compare.links": "Links",
    "compare.when": "Period",
    "compare.plus": "{n} appeared",
    "compare.plusOne": "1 appeared",
    "compare.minus": "{n} ended",
    "compare.minusOne": "1 ended",
    "compare.until": "until {end}",
    "compare.linkAppeared": "link appeared",
    "compare.linkEnded": "link ended",
    "compare.linkPassed": "link appeared and ended",
    "compare.none": "Nothing dated changed between these two days.",
    "column.change": "Change",
    "change.appeared": "appeared",
    "change.ended": "ended",
    "change.passed": "appeared and ended",
    "change.changed": "links changed",
}
