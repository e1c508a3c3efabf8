"""Texts for readers whose browser runs no script, in French and English."""

from __future__ import annotations

__all__ = ["STILL_EN", "STILL_FR"]

STILL_FR = {
    "noscript": "Sans JavaScript, ou dans un navigateur d’avant 2023, cette page montre le réseau "
    "en figure, la liste des entités et celle des lacunes, dans les deux langues. Le choix, la "
    "recherche, les liens un à un et leurs sources demandent JavaScript et un navigateur de 2023 "
    "ou plus récent.",
    "still.parts": "Parties de la page",
    "still.language": "En français",
    "still.figure": "La figure",
    "still.list": "La liste des entités",
    "still.gaps": "Les lacunes",
    "still.most": "Les {n} entités les plus liées sur {all}\u00a0; les autres demandent "
    "JavaScript.",
}

STILL_EN = {
    "noscript": "Without JavaScript, or in a browser from before 2023, this page shows the network "
    "as a figure, the list of entities and that of the gaps, in both languages. Choosing, the "
    "search, the links one by one and their sources need JavaScript and a browser of 2023 or "
    "later.",
    "still.parts": "Parts of the page",
    "still.language": "In English",
    "still.figure": "The figure",
    "still.list": "The list of entities",
    "still.gaps": "The gaps",
    "still.most": "The {n} most linked of {all} entities; the others need JavaScript.",
}
