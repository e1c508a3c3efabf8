"""Texts of the gaps of the explorer's page: view, record, marks, matrix, dismissals."""

from __future__ import annotations

__all__ = ["GAPS_EN", "GAPS_FR"]

GAPS_FR = {
    "view.gaps": "Lacunes",
    "gaps.title": "Lacunes",
    "gaps.hint": (
        "Ce qui manque entre les partenaires, avec ce qui a été cherché. « À vérifier »\u00a0: "
        "rien n’a été trouvé dans le graphe, ce qui ne veut pas dire que rien n’existe. Ce qui est "
        "couvert ou sans objet n’est listé ici que pour les priorités, les conventions, les "
        "échéances, les indicateurs, la réciprocité et les données."
    ),
    "gaps.states": "États",
    "gaps.type": "Type",
    "gaps.place": "Lieu",
    "gaps.confidence": "Confiance",
    "gaps.confidence.hint": "la plus basse des sources",
    "gaps.count": "{n} {n:lacune listée|lacunes listées} sur {all}\u00a0; {dismissed} "
    "{dismissed:écartée|écartées}.",
    "gaps.concerning": "Concerne",
    "gaps.concerning.choose": "choisissez d’abord une entité",
    "gaps.near": "Voisinage de {label} seul.",
    "gaps.table": "Groupe",
    "gaps.entities": "Entités concernées",
    "gaps.clear": "Réinitialiser les filtres",
    "gaps.none": "Aucune lacune avec ces filtres.",
    "gaps.subject": "sujet",
    "gaps.about": "Lacunes ({n})",
    "gap": "Lacune",
    "gap.certainty": "Certitude",
    "gap.certainty.certain": "certaine",
    "gap.certainty.possible": "possible, car une date ou un lieu n’est pas connu au juste",
    "gap.closes": "Pour clore",
    "gap.end": "Échéance",
    "gap.between": "entre le {first} et le {last}",
    "gap.act": "Agir avant le",
    "gap.basis.stated": "énoncée",
    "gap.basis.computed": "calculée",
    "gap.basis.assumed": "supposée",
    "gap.searched": "Cherché",
    "gap.searched.line": "{what}\u00a0: {n} dans le graphe, {matches} qui "
    "{matches:convient|conviennent}",
    "gap.searched.complete": "{n} {n:liste déclarée complète|listes déclarées complètes}",
    "gap.evidence": "Ce qui le fonde ({n})",
    "gap.near": "Au plus près ({n})",
    "gap.missing": "Ce qui manque pour conclure ({n})",
    "gap.concerned": "Entités concernées ({n})",
    "gap.record": "Fiche",
    "gap.rule": "Règle",
    "gap.show": "Montrer sur le réseau",
    "gap.list": "Voir dans la liste",
    "gap.lifted": "Des filtres sont levés pour montrer ce que la lacune concerne",
    "gap.undrawn": "Rien de ce que cette lacune concerne n’est dessiné.",
    "gap.absent.confirmed": (
        "Relation hypothétique entre {a} et {b}. Elle n’existe pas, selon une "
        "liste déclarée complète."
    ),
    "gap.absent.candidate": (
        "Relation hypothétique entre {a} et {b}. Elle n’existe pas dans le "
        "graphe\u00a0; aucune source ne dit qu’elle existe ou non."
    ),
    "gap.absent.lapsed": (
        "Relation hypothétique entre {a} et {b}. Elle n’existe plus dans le "
        "graphe\u00a0: l’échéance est passée, aucune suite n’a été trouvée."
    ),
    "gap.dashed": "Le trait tireté du réseau la figure\u00a0; ce n’est pas un lien.",
    "gap.line": "hypothétique, n’existe pas dans le graphe",
    "gap.drawn": (
        "Sur le réseau\u00a0: entouré, ce que la lacune concerne\u00a0; en pointillé fin, ce qui "
        "est au plus près\u00a0; le reste, ce qui la fonde."
    ),
    "gap.unknown": "Aucune lacune de ce nom dans ce fichier\u00a0: {id}",
    "gap.chosen": "Lacune\u00a0: {label}",
    "gap.more": "Montrer {n:le suivant|les {n} suivants}",
    "marks": "Marques des lacunes",
    "marks.hint": "À chaque entité, le pire état de ses lacunes ouvertes.",
    "matrix.priorities": "Priorités\u00a0: pays × thème",
    "priorities.title": "Priorités de la stratégie, par pays et par thème",
    "priorities.hint": (
        "Chaque marque est l’état d’une priorité annoncée\u00a0; elle ouvre sa fiche. Sans "
        "marque\u00a0: pas une priorité annoncée."
    ),
    "priorities.strategy": "Stratégie",
    "priorities.all": "toutes",
    "priorities.whole": "Tous thèmes",
    "priorities.place": "Pays ou région du monde",
    "priorities.none": "pas une priorité",
    "priorities.wide": (
        "Le tableau est plus large que l’écran\u00a0: faites-le défiler de côté, au doigt, à la "
        "souris ou par les flèches."
    ),
    "dismiss": "Écarter",
    "dismiss.title": "Écarter cette lacune",
    "dismiss.one": "Choisir\u00a0: {label}",
    "dismiss.chosen": "Choisies\u00a0: {n}",
    "dismiss.reason": "Motif (obligatoire)",
    "dismiss.by": "Par (fonction ou initiales)",
    "dismiss.missing": "Donnez un motif.",
    "dismiss.done": "Écartées\u00a0: {n}\u00a0; enregistrez la liste pour la garder",
    "dismiss.back": "Reprendre",
    "dismiss.undone": "Reprise\u00a0: {label}",
    "dismiss.unselect": "Ne rien choisir",
    "dismissed.title": "Écartées ({n})",
    "dismissed.hint": (
        "Ces lacunes demeurent\u00a0; elles sont écartées avec un motif, et comptées à part. "
        "La page ne garde rien\u00a0: enregistrez la liste et donnez-la à qui fera la page "
        "suivante."
    ),
    "dismissed.save": "Enregistrer les lacunes écartées (CSV)",
    "dismissed.reason": "motif",
    "dismissed.by": "par",
    "dismissed.on": "le",
    "dismissed.notices": "Lignes de la liste qui n’écartent rien",
    "dismissed.said": "Écartée\u00a0: {reason}",
    "dismissed.again": "Rouverte\u00a0: {again} (motif\u00a0: {reason})",
}

GAPS_EN = {
    "view.gaps": "Gaps",
    "gaps.title": "Gaps",
    "gaps.hint": (
        "What is missing between the partners, with what was searched. “Candidate”: nothing was "
        "found in the graph, which does not mean that nothing exists. What is covered or exempt is "
        "listed here for priorities, conventions, expiries, indicators, reciprocity and data only."
    ),
    "gaps.states": "States",
    "gaps.type": "Kind",
    "gaps.place": "Place",
    "gaps.confidence": "Confidence",
    "gaps.confidence.hint": "the least of the sources",
    "gaps.count": "{n} of {all} {all:gap|gaps} listed; {dismissed} dismissed.",
    "gaps.concerning": "Concerns",
    "gaps.concerning.choose": "choose an entity first",
    "gaps.near": "Neighbourhood of {label} only.",
    "gaps.table": "Group",
    "gaps.entities": "Entities concerned",
    "gaps.clear": "Reset the filters",
    "gaps.none": "No gap with these filters.",
    "gaps.subject": "subject",
    "gaps.about": "Gaps ({n})",
    "gap": "Gap",
    "gap.certainty": "Certainty",
    "gap.certainty.certain": "certain",
    "gap.certainty.possible": "possible, since a date or a place is not known exactly",
    "gap.closes": "What would close it",
    "gap.end": "End",
    "gap.between": "between {first} and {last}",
    "gap.act": "Act by",
    "gap.basis.stated": "stated",
    "gap.basis.computed": "computed",
    "gap.basis.assumed": "assumed",
    "gap.searched": "Searched",
    "gap.searched.line": "{what}: {n} in the graph, {matches} that {matches:matches|match}",
    "gap.searched.complete": "{n} {n:list|lists} declared complete",
    "gap.evidence": "What it rests on ({n})",
    "gap.near": "Nearest ({n})",
    "gap.missing": "What is missing to decide ({n})",
    "gap.concerned": "Entities concerned ({n})",
    "gap.record": "Record",
    "gap.rule": "Rule",
    "gap.show": "Show on the network",
    "gap.list": "See in the list",
    "gap.lifted": "Filters are lifted to show what the gap concerns",
    "gap.undrawn": "Nothing that this gap concerns is drawn.",
    "gap.absent.confirmed": (
        "Hypothetical relation between {a} and {b}. It does not exist, according to a "
        "list declared complete."
    ),
    "gap.absent.candidate": (
        "Hypothetical relation between {a} and {b}. It does not exist in the graph; "
        "no source says whether it does or not."
    ),
    "gap.absent.lapsed": (
        "Hypothetical relation between {a} and {b}. It exists no more in the graph: "
        "it has ended and nothing later was found."
    ),
    "gap.dashed": "The dashed line of the network stands for it; it is no link.",
    "gap.line": "hypothetical, does not exist in the graph",
    "gap.drawn": (
        "On the network: circled, what the gap concerns; finely dotted, what is nearest; the rest, "
        "what it rests on."
    ),
    "gap.unknown": "No gap of this name in this file: {id}",
    "gap.chosen": "Gap: {label}",
    "gap.more": "Show the next {n:one|{n}}",
    "marks": "Marks of gaps",
    "marks.hint": "At each entity, the worst state of its open gaps.",
    "matrix.priorities": "Priorities: country × theme",
    "priorities.title": "Priorities of the strategy, by country and theme",
    "priorities.hint": (
        "Each mark is the state of an announced priority; it opens its record. No mark: not an "
        "announced priority."
    ),
    "priorities.strategy": "Strategy",
    "priorities.all": "all",
    "priorities.whole": "All themes",
    "priorities.place": "Country or world region",
    "priorities.none": "not a priority",
    "priorities.wide": (
        "The table is wider than the screen: scroll it sideways, by touch, mouse or arrow keys."
    ),
    "dismiss": "Dismiss",
    "dismiss.title": "Dismiss this gap",
    "dismiss.one": "Choose: {label}",
    "dismiss.chosen": "Chosen: {n}",
    "dismiss.reason": "Reason (required)",
    "dismiss.by": "By (role or initials)",
    "dismiss.missing": "Give a reason.",
    "dismiss.done": "Dismissed: {n}; save the list to keep it",
    "dismiss.back": "Take back",
    "dismiss.undone": "Taken back: {label}",
    "dismiss.unselect": "Choose none",
    "dismissed.title": "Dismissed ({n})",
    "dismissed.hint": (
        "These gaps remain; they are set aside with a reason and counted apart. The page keeps "
        "nothing: save the list and give it to whoever makes the next page."
    ),
    "dismissed.save": "Save the dismissed gaps (CSV)",
    "dismissed.reason": "reason",
    "dismissed.by": "by",
    "dismissed.on": "on",
    "dismissed.notices": "Lines of the list that dismiss nothing",
    "dismissed.said": "Dismissed: {reason}",
    "dismissed.again": "Reopened: {again} (reason: {reason})",
}
