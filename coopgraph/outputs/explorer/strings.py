"""Texts of the explorer's page, in French and English.

``{n}`` and the like are filled in by the page's script, always as text.
"""

from __future__ import annotations

from coopgraph.french import unbroken
from coopgraph.outputs.explorer.compare_strings import COMPARE_EN, COMPARE_FR
from coopgraph.outputs.explorer.gap_strings import GAPS_EN, GAPS_FR
from coopgraph.outputs.explorer.group_strings import GROUPS_EN, GROUPS_FR
from coopgraph.outputs.explorer.still_strings import STILL_EN, STILL_FR
from coopgraph.outputs.explorer.tool_strings import TOOLS_EN, TOOLS_FR
from coopgraph.outputs.explorer.view_strings import VIEWS_EN, VIEWS_FR

__all__ = ["STRINGS"]

_FR = {
    "language": "Langue",
    "skip.search": "Aller à la recherche",
    "skip.list": "Aller à la liste (version texte du dessin)",
    "colon": " : ",
    "semicolon": " ; ",
    "vintage": "État des données :",
    "as_of": "vu à la date du {date}",
    "months": "janvier février mars avril mai juin juillet août septembre octobre novembre "
    "décembre",
    "search": "Chercher",
    "search.hint": "Nom, sigle, ancien nom, numéro d’unité, ville, identifiant",
    "search.none": "Aucun résultat",
    "search.busy": "Recherche…",
    "search.nearly": "Aucun résultat exact. Vouliez-vous dire :",
    "search.count": "{n} résultats, flèches pour parcourir",
    "search.one": "1 résultat",
    "search.more": "… et {n} {n:autre|autres} : précisez",
    "views": "Vues",
    "view.network": "Réseau",
    "view.list": "Liste",
    "view.links": "Liens",
    "view.sources": "Sources",
    "legend": "Légende et filtres",
    "legend.hint": "Décochez pour masquer. Deux nombres\u00a0: montrés / en tout.",
    "legend.links": "Liens",
    "teams": "Équipes à l’intérieur des unités",
    "legend.all": "Tout montrer",
    "legend.none": "Tout masquer",
    "status": "{nodes} {nodes:entité|entités} et {links} {links:lien|liens} montrés",
    "status.part": "{nodes} {nodes:entité|entités} sur {allNodes} et {links} {links:lien|liens} "
    "sur {allLinks} montrés",
    "zoom.in": "Agrandir",
    "zoom.out": "Réduire",
    "fit": "Tout voir",
    "near": "Voisinage seul",
    "near.hint": "Ne montrer que l’entité choisie et ses voisins",
    "arrange": "Réarranger",
    "arrange.hint": "Recalculer les positions de ce qui est montré",
    "arrange.busy": "Réarrangement… {percent} %",
    "arrange.done": "Positions recalculées",
    "restore": "Positions d’origine",
    "details": "Détails",
    "details.none": "Choisissez une entité ou un lien, dans le dessin, la liste ou la recherche.",
    "details.start": "Les plus liées, toutes les années",
    "details.reading": "Comment lire",
    "details.reading.text": "Chaque signe est un organisme, une structure, une collaboration, un "
    "accord ou un programme ; sa forme et sa couleur disent son type, sa taille le nombre de ses "
    "liens. Les disques gris clair sont les villes, les pays et les organismes nationaux. Chaque "
    "ligne mène à sa source.",
    "details.reading.focus": "Chaque signe est un organisme, une structure, une collaboration, un "
    "accord ou un programme ; sa forme et sa couleur disent son type, sa taille le nombre de ses "
    "liens. Cette page est un voisinage\u00a0: « 12 sur 40 liens » dit que 12 restent dans ce "
    "voisinage et que le paysage en a 40. Chaque ligne mène à sa source.",
    "facts": "Valeurs déclarées",
    # How the view model names these facts; the details look for them.
    "fact.label": "Label",
    "fact.period": "Période",
    "names": "Autres noms",
    "identifiers": "Identifiants",
    "place": "Lieu",
    "place.further": "Autre lieu",
    "acronym": "Sigle",
    "type": "Type",
    "evidence": "Sources",
    "evidence.none": "Aucune source indiquée",
    "locator": "Endroit",
    "locator.line": "ligne",
    "locator.record": "enregistrement",
    "locator.result": "résultat",
    "passage": "Le passage",
    "confidence": "Confiance",
    "note": "Remarque",
    "neighbours": "Liens ({n})",
    "count.cut": "{n} sur {all}",
    "count.cut.links": "{n} sur {all} liens",
    "neighbours.shown": "Toutes les années ; {n} {n:passe|passent} les filtres et l’année choisie.",
    "neighbours.teams": "{n} liens avec des équipes à l’intérieur d’unités ne sont pas comptés.",
    "neighbours.team": "1 lien avec une équipe à l’intérieur d’une unité n’est pas compté.",
    "neighbours.more": "Montrer {n:le suivant|les {n} suivants}",
    "link": "Lien",
    "link.ends": "Entre",
    "link.why": "Détails et sources du lien",
    "print.sources": "Au-delà de {n} liens, leurs sources ne sont pas imprimées ; elles sont à "
    "l’écran, dans le détail de chaque lien.",
    "close": "Fermer",
    "list.title": "Entités par type",
    "list.count": "{n} liens",
    "list.one": "1 lien",
    "list.zero": "aucun lien",
    "links.title": "Liens par type",
    "links.from": "De",
    "links.to": "À",
    "links.details": "Détails",
    "links.sources": "Sources",
    "links.hint": "Ouvrez un type pour lire ses liens.",
    "links.show": "Montrer le détail du lien",
    "sources.title": "Sources citées",
    "sources.source": "Source",
    "sources.kind": "Type",
    "sources.dated": "Dates",
    "sources.cited": "Citée",
    "drawing": "Dessin du réseau",
    "drawing.help": "Dessin du réseau. La liste et le tableau des liens disent la même chose en "
    "texte. Flèches : entité voisine dans cette direction ; plus, moins, zéro : zoom ; Entrée : "
    "détails ; espace : voisins montrés ou cachés ; Échap : rien de choisi.",
    "drawing.failed": "Le dessin ne peut pas être montré ici ; la liste et les liens disent la "
    "même chose.",
    "chosen": "Choisi : {label}",
    "unknown.node": "Entité inconnue dans ce fichier : {id}",
    "focus.ended": "{label} a pris fin en {end} : toutes les années sont montrées, avec ce qui a "
    "suivi.",
    "hidden.node": "{label} est choisi, mais masqué ({why}).",
    "hidden.kind": "type décoché dans la légende",
    "hidden.teams": "équipe à l’intérieur d’une unité",
    "hidden.facets": "filtres",
    "hidden.year": "rien en {year}",
    "hidden.compare": "ni à l’un ni à l’autre des jours comparés",
    "hidden.lift": "Lever ce qui masque",
    "hidden.lifted": "{label} est montré",
    "made": "Fait avec coopgraph. Données : CC BY 4.0, sources citées ligne par ligne.",
}

_EN = {
    "language": "Language",
    "skip.search": "Skip to search",
    "skip.list": "Skip to the list (the drawing as text)",
    "colon": ": ",
    "semicolon": "; ",
    "vintage": "State of the data:",
    "as_of": "seen as of {date}",
    "months": "January February March April May June July August September October November "
    "December",
    "search": "Search",
    "search.hint": "Name, acronym, old name, unit number, city, identifier",
    "search.none": "No result",
    "search.busy": "Searching…",
    "search.nearly": "No exact result. Did you mean:",
    "search.count": "{n} results, arrow keys to browse",
    "search.one": "1 result",
    "search.more": "… and {n} more: be more specific",
    "views": "Views",
    "view.network": "Network",
    "view.list": "List",
    "view.links": "Links",
    "view.sources": "Sources",
    "legend": "Legend and filters",
    "legend.hint": "Untick to hide. Two numbers: shown / in all.",
    "legend.links": "Links",
    "teams": "Teams inside units",
    "legend.all": "Show all",
    "legend.none": "Hide all",
    "status": "{nodes} {nodes:entity|entities} and {links} {links:link|links} shown",
    "status.part": "{nodes} of {allNodes} {allNodes:entity|entities} and {links} of {allLinks} "
    "{allLinks:link|links} shown",
    "zoom.in": "Zoom in",
    "zoom.out": "Zoom out",
    "fit": "See all",
    "near": "Neighbourhood only",
    "near.hint": "Show only the chosen entity and its neighbours",
    "arrange": "Re-arrange",
    "arrange.hint": "Compute the positions of what is shown again",
    "arrange.busy": "Re-arranging… {percent} %",
    "arrange.done": "Positions computed again",
    "restore": "Original positions",
    "details": "Details",
    "details.none": "Choose an entity or a link, in the drawing, the list or the search.",
    "details.start": "Most linked, all years",
    "details.reading": "How to read",
    "details.reading.text": "Each mark is an organisation, a structure, a collaboration, an "
    "agreement or a programme; shape and colour say its kind, size its number of links. The light "
    "grey discs are cities, countries and national bodies. Every line leads to its source.",
    "details.reading.focus": "Each mark is an organisation, a structure, a collaboration, an "
    "agreement or a programme; shape and colour say its kind, size its number of links. This page "
    "is a neighbourhood: “12 of 40 links” says that 12 stay within it and that the landscape has "
    "40. Every line leads to its source.",
    "facts": "Stated values",
    "fact.label": "Label",
    "fact.period": "Period",
    "names": "Other names",
    "identifiers": "Identifiers",
    "place": "Place",
    "place.further": "Further place",
    "acronym": "Acronym",
    "type": "Kind",
    "evidence": "Sources",
    "evidence.none": "No source given",
    "locator": "Where",
    "locator.line": "line",
    "locator.record": "record",
    "locator.result": "result",
    "passage": "The passage",
    "confidence": "Confidence",
    "note": "Remark",
    "neighbours": "Links ({n})",
    "count.cut": "{n} of {all}",
    "count.cut.links": "{n} of {all} links",
    "neighbours.shown": "All years; {n} {n:passes|pass} the filters and the chosen year.",
    "neighbours.teams": "{n} links with teams inside units are not counted.",
    "neighbours.team": "1 link with a team inside a unit is not counted.",
    "neighbours.more": "Show the next {n:one|{n}}",
    "link": "Link",
    "link.ends": "Between",
    "link.why": "Details and sources of the link",
    "print.sources": "Of more than {n} links the sources are not printed; they are on the screen, "
    "in the details of each link.",
    "close": "Close",
    "list.title": "Entities by kind",
    "list.count": "{n} links",
    "list.one": "1 link",
    "list.zero": "no link",
    "links.title": "Links by kind",
    "links.from": "From",
    "links.to": "To",
    "links.details": "Details",
    "links.sources": "Sources",
    "links.hint": "Open a kind to read its links.",
    "links.show": "Show the details of the link",
    "sources.title": "Sources cited",
    "sources.source": "Source",
    "sources.kind": "Kind",
    "sources.dated": "Dates",
    "sources.cited": "Cited",
    "drawing": "Drawing of the network",
    "drawing.help": "Drawing of the network. The list and the table of links say the same as text. "
    "Arrow keys: nearest entity in that direction; plus, minus, zero: zoom; Enter: details; "
    "space: neighbours shown or hidden; Escape: nothing chosen.",
    "drawing.failed": "The drawing cannot be shown here; the list and the links say the same.",
    "chosen": "Chosen: {label}",
    "unknown.node": "No such entity in this file: {id}",
    "focus.ended": "{label} ended in {end}: all years are shown, with what followed.",
    "hidden.node": "{label} is chosen, but hidden ({why}).",
    "hidden.kind": "kind unticked in the legend",
    "hidden.teams": "team inside a unit",
    "hidden.facets": "filters",
    "hidden.year": "nothing in {year}",
    "hidden.compare": "on neither of the days compared",
    "hidden.lift": "Lift what hides it",
    "hidden.lifted": "{label} is shown",
    "made": "Made with coopgraph. Data: CC BY 4.0, sources cited line by line.",
}

#: Language to name of the text to the text.
STRINGS: dict[str, dict[str, str]] = {
    "fr": {
        key: unbroken(text)
        for key, text in (
            _FR | VIEWS_FR | TOOLS_FR | GAPS_FR | COMPARE_FR | GROUPS_FR | STILL_FR
        ).items()
    },
    "en": _EN | VIEWS_EN | TOOLS_EN | GAPS_EN | COMPARE_EN | GROUPS_EN | STILL_EN,
}
