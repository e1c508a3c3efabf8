"""Texts of the views, filters and the time slider of the explorer's page, in French and English."""

from __future__ import annotations

__all__ = ["VIEWS_EN", "VIEWS_FR"]

VIEWS_FR = {
    "view.map": "Carte",
    "view.matrix": "Matrice",
    "view.timeline": "Chronologie",
    "view.table": "Tableau",
    "map.title": "Carte",
    "matrix.title": "Nombre d’entités par type",
    "timeline.title": "Accords, labels et collaborations dans le temps",
    "table.title": "Entités montrées",
    "map.france": "France",
    "map.world": "Monde",
    "map.hint.france": (
        "Chaque cercle est un site : une ville avec celles à moins de 18 km du même pays, qui "
        "comptent avec elle ; la plus grande est celle où le réseau dessine le plus d’entités. Son "
        "aire dit le nombre d’entités montrées. Des cercles trop proches sont écartés. "
        "{n} {n:entité n’a|entités n’ont} pas de lieu sur cette carte."
    ),
    "map.hint.world": (
        "Chaque cercle est un pays, posé sur la plus grande de ses villes ; ce qui en est à plus "
        "de 1 500 km a son cercle. Son aire dit le nombre d’entités montrées. "
        "{n} {n:entité n’a|entités n’ont} pas de lieu sur cette carte."
    ),
    "map.circle": "{label} : {n} {n:entité|entités}",
    "map.help": (
        "Carte. Les flèches vont d’un cercle à l’autre, Entrée ouvre ses entités dans la liste, "
        "Échap en revient."
    ),
    "area.around": "{label} et environs",
    "map.places": "Lieux ({n})",
    "matrix.rows": "Lignes",
    "matrix.total": "Total",
    "matrix.hint": (
        "Un nombre ouvre ses entités dans le tableau. Une entité sans région, pays ou "
        "thème connu n’est pas comptée."
    ),
    "timeline.hint": (
        "De {first} à {last}. Barre pleine : fin connue ; barre claire : fin non "
        "énoncée ; barre grise : terminé. Le trait vertical est le jour où le paysage est vu. "
        "{undated} sans aucune date."
    ),
    "matrix.note": (
        "Plus une case est foncée, plus elle compte d’entités. Une entité sans région, pays ou "
        "thème connu n’est pas comptée."
    ),
    "timeline.on": "fin connue",
    "timeline.open": "fin non énoncée",
    "timeline.over": "terminé",
    "timeline.text": "texte adopté, sans durée",
    "timeline.texts": "Lois, chartes, stratégies\u00a0: adoptées, sans durée ({n})",
    "timeline.order": "Ordre\u00a0:",
    "timeline.by.start": "par début",
    "timeline.by.end": "par fin",
    "timeline.years": "Années",
    "timeline.more": "{n} {n:autre n’est pas montrée|autres ne sont pas montrées} : filtrez.",
    "time.since": "depuis {year}",
    "time.since.day": "depuis le {year}",
    "time.until": "jusqu’en {year}",
    "time.until.day": "jusqu’au {year}",
    "state.open": "en vigueur, fin non énoncée",
    "state.ends": "prend fin en {year}",
    "state.ended": "terminé en {year}",
    "state.coming": "débute en {year}",
    "state.ends.day": "prend fin le {year}",
    "state.ended.day": "terminé le {year}",
    "state.coming.day": "débute le {year}",
    "column.name": "Nom",
    "column.acronym": "Sigle",
    "column.kind": "Type",
    "column.city": "Ville",
    "column.region": "Région",
    "column.country": "Pays",
    "column.themes": "Thèmes",
    "column.start": "Début",
    "column.end": "Fin",
    "column.links": "Liens",
    "column.shown": "Liens montrés",
    "column.all": "Liens (toutes années)",
    "column.landscape": "Liens dans tout le paysage",
    "save.csv": "Enregistrer en CSV (Excel)",
    "save.xlsx": "Classeur XLSX (Excel)",
    "sheet.entities": "Entités",
    "sheet.links": "Liens",
    "sheet.about": "À propos",
    "sheet.address": "Adresse",
    "sheet.day": "Vu à la date du",
    "sheet.shown": "Montré",
    "sheet.links.shown": (
        "liens de l’entité qui passent l’année, la légende et les filtres\u00a0; leur somme est "
        "deux fois le nombre des lignes de la feuille des liens"
    ),
    "sheet.links.all": (
        "liens de l’entité, quels que soient l’année et les filtres (ceux des équipes internes si "
        "elles sont montrées)"
    ),
    "sheet.state": "Choix et filtres (à mettre derrière l’adresse de la page)",
    "sheet.failed": "Le classeur n’a pu être fait",
    "column.iri": "IRI",
    "saved": "Enregistré : {name}",
    "nothing": "Rien à montrer avec ces filtres.",
    "facets": "Filtres",
    "facet.all": "tous",
    "facet.clear": "Effacer les filtres",
    "facet.region": "Région",
    "facet.country": "Pays",
    "facet.country.hint": "Ce qui s’y trouve, le vise, ou y a un organisme partenaire.",
    "facet.theme": "Thème",
    "facet.institute": "Institut thématique",
    "facet.institute.none": "Pas de filtre par institut thématique\u00a0: aucune source citée "
    "ici ne rattache une structure à l’un d’eux.",
    "limits": "Limites",
    "limits.absence": "La page dit ce que disent ses sources\u00a0: ce qui n’y est pas peut "
    "exister.",
    "limits.undated": "Ce qui n’a pas de date reste montré dans toutes les années.",
    "facet.links": "Vaut pour un même lien",
    "facet.link": "Type de lien",
    "facet.linkstatus": "État du lien",
    "facet.years": "{n}, toutes les années",
    "facet.lifted": "Rien de «\u00a0{label}\u00a0» n’est en cours cette année-là\u00a0: toutes les "
    "années sont montrées.",
    "facet.role": "Rôle",
    "facet.source": "Source",
    "facet.confidence": "Confiance",
    "facet.status": "État",
    "status.running": "en cours",
    "status.ended": "terminé",
    "status.coming": "à venir",
    "status.undated": "sans date",
    "status.text": "texte adopté, sans durée",
    "time": "Temps",
    "time.year": "Année :",
    "time.of.day": "{year}, au {date}",
    "time.all": "toutes",
    "time.play": "Lire",
    "time.stop": "Arrêter",
    "time.every": "Toutes les années",
    "time.hint": "Montre ce qui est en cours cette année-là ; ce qui n’a pas de date reste.",
    "time.counts": (
        "Relations masquées en {year}\u00a0: {hidden} sur {all}. Sans date à elles, et ne "
        "valaient peut-être pas : {undated} sur {shown} {shown:montrée|montrées}."
    ),
    "time.hollow": "Signe creux\u00a0: sans date, n’existait peut-être pas en {year} ({n}).",
    "time.undated": "Relations sans date à elles\u00a0: {undated} sur {shown} "
    "{shown:montrée|montrées}.",
}

VIEWS_EN = {
    "view.map": "Map",
    "view.matrix": "Matrix",
    "view.timeline": "Timeline",
    "view.table": "Table",
    "map.title": "Map",
    "matrix.title": "Number of entities by kind",
    "timeline.title": "Agreements, labels and collaborations in time",
    "table.title": "Entities shown",
    "map.france": "France",
    "map.world": "World",
    "map.hint.france": (
        "Each circle is a site: a city with those within 18 km in its country, which count with "
        "it; the largest is the one at which the network draws most entities. Its area says how "
        "many entities are shown. Circles too near each other are moved apart. "
        "{n} {n:entity has|entities have} no place on this map."
    ),
    "map.hint.world": (
        "Each circle is a country, put on its largest city; what is more than 1,500 km from there "
        "has a circle of its own. Its area says how many entities are shown. "
        "{n} {n:entity has|entities have} no place on this map."
    ),
    "map.circle": "{label}: {n} {n:entity|entities}",
    "map.help": (
        "Map. Arrow keys go from circle to circle, Enter opens its entities in the list, Escape "
        "comes back."
    ),
    "area.around": "{label} area",
    "map.places": "Places ({n})",
    "matrix.rows": "Rows",
    "matrix.total": "Total",
    "matrix.hint": (
        "A number opens its entities in the table. Entities without a known region, "
        "country or theme are not counted."
    ),
    "timeline.hint": (
        "From {first} to {last}. Full bar: end known; light bar: end not stated; grey "
        "bar: over. The vertical line is the day at which the landscape is seen. {undated} "
        "without any date."
    ),
    "matrix.note": (
        "The darker a cell, the more entities it counts. Entities without a known region, country "
        "or theme are not counted."
    ),
    "timeline.on": "end known",
    "timeline.open": "end not stated",
    "timeline.over": "over",
    "timeline.text": "text adopted, no term",
    "timeline.texts": "Laws, charters, strategies: adopted, without a term ({n})",
    "timeline.order": "Order:",
    "timeline.by.start": "by start",
    "timeline.by.end": "by end",
    "timeline.years": "Years",
    "timeline.more": "{n} more {n:is|are} not shown: filter.",
    "time.since": "since {year}",
    "time.since.day": "since {year}",
    "time.until": "until {year}",
    "time.until.day": "until {year}",
    "state.open": "in force, end not stated",
    "state.ends": "ends {year}",
    "state.ended": "ended {year}",
    "state.coming": "begins {year}",
    "state.ends.day": "ends on {year}",
    "state.ended.day": "ended on {year}",
    "state.coming.day": "begins on {year}",
    "column.name": "Name",
    "column.acronym": "Acronym",
    "column.kind": "Kind",
    "column.city": "City",
    "column.region": "Region",
    "column.country": "Country",
    "column.themes": "Themes",
    "column.start": "Start",
    "column.end": "End",
    "column.links": "Links",
    "column.shown": "Links shown",
    "column.all": "Links (all years)",
    "column.landscape": "Links in the whole landscape",
    "save.csv": "Save as CSV (Excel)",
    "save.xlsx": "XLSX workbook (Excel)",
    "sheet.entities": "Entities",
    "sheet.links": "Links",
    "sheet.about": "About",
    "sheet.address": "Address",
    "sheet.day": "Seen as of",
    "sheet.shown": "Shown",
    "sheet.links.shown": (
        "links of the entity that pass year, legend and filters; their sum is twice the number "
        "of rows of the sheet of links"
    ),
    "sheet.links.all": (
        "links of the entity whatever the year and the filters (those of teams inside units if "
        "these are shown)"
    ),
    "sheet.state": "Choices and filters (to put behind the address of the page)",
    "sheet.failed": "The workbook could not be made",
    "column.iri": "IRI",
    "saved": "Saved: {name}",
    "nothing": "Nothing to show with these filters.",
    "facets": "Filters",
    "facet.all": "all",
    "facet.clear": "Clear the filters",
    "facet.region": "Region",
    "facet.country": "Country",
    "facet.country.hint": "What stands there, aims at it, or has a partner body there.",
    "facet.theme": "Theme",
    "facet.institute": "Thematic institute",
    "facet.institute.none": "No filter by thematic institute: no source cited here ties a "
    "structure to one of them.",
    "limits": "Limits",
    "limits.absence": "The page says what its sources say: what is not in them may exist.",
    "limits.undated": "What has no date is shown in all years.",
    "facet.links": "Holds on one link",
    "facet.link": "Kind of link",
    "facet.linkstatus": "State of the link",
    "facet.years": "{n}, all years",
    "facet.lifted": "Nothing of “{label}” runs in that year: all years are shown.",
    "facet.role": "Role",
    "facet.source": "Source",
    "facet.confidence": "Confidence",
    "facet.status": "State",
    "status.running": "running",
    "status.ended": "over",
    "status.coming": "to come",
    "status.undated": "undated",
    "status.text": "text adopted, no term",
    "time": "Time",
    "time.year": "Year:",
    "time.of.day": "{year}, on {date}",
    "time.all": "all",
    "time.play": "Play",
    "time.stop": "Stop",
    "time.every": "All years",
    "time.hint": "Shows what runs in that year; what has no date stays.",
    "time.counts": (
        "Relations hidden in {year}: {hidden} of {all}. Without a date of their own, "
        "and may not have held: {undated} of {shown} shown."
    ),
    "time.hollow": "Hollow mark: undated, may not have existed in {year} ({n}).",
    "time.undated": "Relations without a date of their own: {undated} of {shown} shown.",
}
