"""Texts of the tools of the explorer's page: neighbourhoods, paths, undo, files to take away."""

from __future__ import annotations

__all__ = ["TOOLS_EN", "TOOLS_FR"]

TOOLS_FR = {
    "figure.about": (
        "Dessin du réseau\u00a0: chaque signe est une entité, chaque trait un lien. La "
        "liste des entités suit."
    ),
    "figure.caption": (
        "Entités : {marks} sur {all} ; paires liées : {links}, "
        "toutes les années\u00a0; "
        "forme et couleur disent le type. Les équipes à l’intérieur des unités et ce qui"
        " a le moins de liens peuvent manquer."
    ),
    "embed.whole": "Ouvrir en pleine page",
    "near.depth": "Distance\u00a0:",
    "near.step": "1 pas",
    "near.steps": "{n} pas",
    "near.open": "Déplier",
    "near.close": "Replier",
    "near.turn": "Montrer ou cacher les voisins de l’entité choisie",
    "near.opened": "Voisins de {label} montrés, {n} {n:entité|entités}",
    "near.closed": "Voisins de {label} cachés, {n} {n:entité|entités}",
    "steps": "Étapes",
    "undo": "Annuler",
    "undone": "Dernier changement annulé",
    "reset": "Réinitialiser",
    "reset.done": "Page remise comme à l’ouverture",
    "path.from": "Chemin depuis ici…",
    "path.choose": (
        "Chemin depuis {label}\u00a0: choisissez l’autre bout, par la recherche, la liste"
        " ou le dessin."
    ),
    "path.between": "Chemins de {a} à {b}",
    "path.back": "Revenir aux chemins",
    "path.stop": "Quitter les chemins",
    "path.one": "Un seul plus court chemin, de longueur {length}.",
    "path.all": "{n} plus courts chemins, de longueur {length}.",
    "path.some": "{n} plus courts chemins, de longueur {length}\u00a0; les {shown} premiers.",
    "path.none": "Aucun chemin de {most} liens au plus parmi ce qui est montré.",
    "path.avoid": "Sans passer par {label}",
    "path.local": "Sans organismes ni programmes nationaux",
    "path.number": "Chemin {n}",
    "save.svg": "Image SVG",
    "save.png": "Image PNG",
    "copy": "Copier l’adresse",
    "copied": "Adresse copiée",
    "copy.failed": "L’adresse n’a pu être copiée\u00a0; elle est dans la barre du navigateur",
    "save.failed": "L’image n’a pu être faite",
    "webgl.none": (
        "Dessiné sans WebGL, que ce navigateur n’offre pas\u00a0: plus lent, sinon pareil."
    ),
    "webgl.software": (
        "Dessiné sans carte graphique\u00a0: ce grand réseau bouge lentement\u00a0; filtrez-le."
    ),
    "webgl.few": (
        "Dessiné sans carte graphique\u00a0: au plus 1200 signes à la fois, le reste en groupes."
    ),
    "webgl.lost": "Le navigateur a repris la carte graphique\u00a0: le dessin continue sans elle.",
}

TOOLS_EN = {
    "figure.about": (
        "Drawing of the network: each mark is an entity, each line a link. The list of "
        "entities follows."
    ),
    "figure.caption": (
        "Entities: {marks} of {all}; linked pairs: {links}, "
        "all years; shape and colour "
        "say the kind. Teams inside units and what has the fewest links may be missing."
    ),
    "embed.whole": "Open as a page",
    "near.depth": "Distance:",
    "near.step": "1 step",
    "near.steps": "{n} steps",
    "near.open": "Expand",
    "near.close": "Collapse",
    "near.turn": "Show or hide the neighbours of the chosen entity",
    "near.opened": "Neighbours of {label} shown, {n} {n:entity|entities}",
    "near.closed": "Neighbours of {label} hidden, {n} {n:entity|entities}",
    "steps": "Steps",
    "undo": "Undo",
    "undone": "Last change undone",
    "reset": "Reset",
    "reset.done": "The page is as it opened",
    "path.from": "Path from here…",
    "path.choose": "Path from {label}: choose the other end, by search, list or drawing.",
    "path.between": "Paths from {a} to {b}",
    "path.back": "Back to the paths",
    "path.stop": "Leave the paths",
    "path.one": "One shortest path, of length {length}.",
    "path.all": "{n} shortest paths, of length {length}.",
    "path.some": "{n} shortest paths, of length {length}; the first {shown}.",
    "path.none": "No path of {most} links at most among what is shown.",
    "path.avoid": "Without passing through {label}",
    "path.local": "Without national bodies and programmes",
    "path.number": "Path {n}",
    "save.svg": "SVG image",
    "save.png": "PNG image",
    "copy": "Copy the address",
    "copied": "Address copied",
    "copy.failed": "The address could not be copied; it is in the bar of the browser",
    "save.failed": "The image could not be made",
    "webgl.none": "Drawn without WebGL, which this browser does not offer: slower, else the same.",
    "webgl.software": "Drawn without a graphics card: this large network moves slowly; filter it.",
    "webgl.few": (
        "Drawn without a graphics card: at most 1200 marks at a time, the rest as groups."
    ),
    "webgl.lost": "The browser took the graphics card back: the drawing goes on without it.",
}
