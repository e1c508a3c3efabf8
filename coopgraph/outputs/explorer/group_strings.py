"""Texts of the groups of the explorer's page: the drawing of large landscapes, and its table."""

from __future__ import annotations

__all__ = ["GROUPS_EN", "GROUPS_FR"]

GROUPS_FR = {
    "view.groups": "Groupes",
    "groups.title": "Groupes d’entités",
    "group": "Grouper\u00a0:",
    "group.no": "sans groupes",
    "group.kind": "par type",
    "group.site": "par site",
    "group.country": "par pays",
    "group.theme": "par thème",
    "group.community": "par communauté",
    "group.none.kind": "Sans type",
    "group.none.site": "Sans lieu",
    "group.none.country": "Sans pays",
    "group.none.theme": "Sans thème",
    "group.none.community": "Sans lien",
    "group.around": "Autour\u00a0: {label}",
    "group.choose": "Choisissez comment grouper ce qui est montré.",
    "group.hint.kind": "Les types de la légende.",
    "group.hint.site": (
        "La ville avec celles à moins de 18 km, qui comptent avec elle, à défaut la région ou le "
        "pays."
    ),
    "group.hint.country": (
        "Le pays où se trouve l’entité\u00a0; à défaut le premier qu’elle vise, ou celui d’un "
        "organisme partenaire."
    ),
    "group.hint.theme": "Une entité de plusieurs thèmes compte sous le premier.",
    "group.hint.community": (
        "Ensembles dont les membres ont plus de liens entre eux qu’avec les autres, trouvés par "
        "calcul sur toutes les années\u00a0; chacun porte le nom du membre le plus lié."
    ),
    "group.name": "Groupe",
    "group.entities": "Entités",
    "group.inside": "Liens en son sein",
    "group.outside": "Liens avec d’autres",
    "group.most": "Le plus lié à",
    "group.opened": "Groupe {label} déplié, {n} {n:entité|entités}",
    "group.closed": "Groupe {label} replié, {n} {n:entité|entités}",
    "group.open.one": "Déplier le groupe {label}",
    "group.close.one": "Replier le groupe {label}",
    "group.said": "Groupe {label}, {n} {n:entité|entités}. Entrée le déplie ou le replie.",
    "group.made": "{n} {n:groupe|groupes}, {by}",
    "group.off": "Sans groupes",
    "group.left": "Dessin des {n} entités les plus liées sur {all}\u00a0; les groupes, le tableau "
    "et la liste ont tout.",
}

GROUPS_EN = {
    "view.groups": "Groups",
    "groups.title": "Groups of entities",
    "group": "Group:",
    "group.no": "no groups",
    "group.kind": "by kind",
    "group.site": "by site",
    "group.country": "by country",
    "group.theme": "by theme",
    "group.community": "by community",
    "group.none.kind": "No kind",
    "group.none.site": "No place",
    "group.none.country": "No country",
    "group.none.theme": "No theme",
    "group.none.community": "No link",
    "group.around": "Around {label}",
    "group.choose": "Choose how to group what is shown.",
    "group.hint.kind": "The kinds of the legend.",
    "group.hint.site": (
        "The city with those within 18 km, which count with it, else the region or the country."
    ),
    "group.hint.country": (
        "The country in which the entity stands; else the first at which it aims, or that of a "
        "partner body."
    ),
    "group.hint.theme": "An entity with several themes counts under the first.",
    "group.hint.community": (
        "Sets whose members have more links among themselves than with others, found by "
        "computation over all years; each bears the name of its most linked member."
    ),
    "group.name": "Group",
    "group.entities": "Entities",
    "group.inside": "Links inside",
    "group.outside": "Links to others",
    "group.most": "Most linked to",
    "group.opened": "Group {label} opened, {n} {n:entity|entities}",
    "group.closed": "Group {label} closed, {n} {n:entity|entities}",
    "group.open.one": "Open the group {label}",
    "group.close.one": "Close the group {label}",
    "group.said": "Group {label}, {n} {n:entity|entities}. Enter opens or closes it.",
    "group.made": "{n} groups, {by}",
    "group.off": "No groups",
    "group.left": (
        "The {n} most linked of {all} entities are drawn; groups, table and list have all."
    ),
}
