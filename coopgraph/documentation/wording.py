"""The words of the reference pages, in French and in English."""

from __future__ import annotations

__all__ = ["MATCH_WORDS", "SECTION_TITLES", "WORDS"]

#: French titles of the sections of ``coopgraph.ttl``, whose comments are in English.
SECTION_TITLES: dict[str, str] = {
    "Organisations": "Organismes",
    "Parts of organisations": "Composantes d’organismes",
    "Research structures": "Structures de recherche",
    "Collaborations": "Collaborations",
    "Programmes and places": "Programmes et lieux",
    "Links between bodies": "Liens entre organismes",
    "Agreements": "Accords",
    "Evidence": "Preuve",
    "Gaps": "Lacunes",
    "Names": "Noms",
    "Identifiers": "Identifiants",
    "Places": "Lieux",
    "Time": "Temps",
    "Properties of links": "Propriétés des liens",
    "Agreements, themes and instruments": "Accords, thématiques et instruments",
    "Labels, priorities and events": "Labels, priorités et événements",
    "Rules of instruments": "Règles des instruments",
    "Numbers that sources state": "Nombres énoncés par les sources",
    "Claims and lists": "Assertions et listes",
    "Evidence and sources": "Preuve et sources",
    "Derived edges": "Liens dérivés",
    "Plans: objectives, actions, indicators, milestones; terms of units": (
        "Plans : objectifs, actions, indicateurs, jalons ; mandats d’unités"
    ),
    "Disagreements, decisions, members of lists": "Désaccords, décisions, membres de listes",
}

#: What each relation of an alignment says.
MATCH_WORDS: dict[str, dict[str, str]] = {
    "fr": {
        "subClassOf": "sous-classe de",
        "subPropertyOf": "sous-propriété de",
        "exactMatch": "identique",
        "closeMatch": "proche",
        "broadMatch": "plus large",
        "narrowMatch": "plus étroit",
        "relatedMatch": "apparenté",
    },
    "en": {
        "subClassOf": "subclass of",
        "subPropertyOf": "subproperty of",
        "exactMatch": "the same",
        "closeMatch": "close",
        "broadMatch": "broader",
        "narrowMatch": "narrower",
        "relatedMatch": "related",
    },
}

#: Everything else, by key.
WORDS: dict[str, dict[str, str]] = {
    "fr": {
        "skip": "Aller au contenu",
        "contents": "Sommaire",
        "language": "Langue",
        "about": "Présentation",
        "iri": "IRI",
        "version": "Version",
        "version_iri": "IRI de version",
        "created": "Création",
        "modified": "Modification",
        "creator": "Auteur",
        "publisher": "Éditeur",
        "licence": "Licence",
        "rights": "Droits",
        "citation": "Citation",
        "prefix": "Préfixe",
        "figures": "Contenu",
        "figures_text": (
            "{classes} classes, {properties} propriétés, {schemes} schémas, {concepts} concepts, "
            "{shapes} formes."
        ),
        "reading": (
            "Chaque terme porte une ancre de même nom que lui. « Utilisé par » nomme les requêtes "
            "de la bibliothèque, les formes et les règles qui le citent. Les correspondances "
            "disent ce qu’un autre vocabulaire a de semblable ; elles ne servent à aucun calcul."
        ),
        "class": "classe",
        "object_property": "propriété vers une chose",
        "datatype_property": "propriété vers une valeur",
        "annotation_property": "annotation",
        "single_valued": "une seule valeur",
        "symmetric": "symétrique",
        "transitive": "transitive",
        "deprecated": "obsolète",
        "note": "Précision",
        "editorial": "Note",
        "example": "Exemple",
        "above": "Au-dessus",
        "below": "En dessous",
        "domain": "Domaine",
        "range": "Portée",
        "disjoint": "Disjoint de",
        "properties": "Propriétés",
        "used_by": "Utilisé par",
        "queries": "requêtes",
        "shapes": "formes",
        "rules": "règles",
        "through": "formes des classes au-dessus",
        "nobody": "aucune requête, forme ou règle",
        "mappings": "Correspondances",
        "reason": "Documents à l’origine",
        "schemes": "Schémas de concepts",
        "broader": "dans",
        "others": "aussi",
        "shapes_title": "Formes",
        "shapes_text": (
            "Ce que les données doivent respecter (SHACL). Une violation contredit le modèle, un "
            "avertissement demande un regard, une information dit ce qu’on ne sait pas."
        ),
        "targets": "S’applique à",
        "members_of": "membres de",
        "subjects_of": "sujets de",
        "objects_of": "objets de",
        "violation": "violation",
        "warning": "avertissement",
        "info": "information",
        "deprecated_title": "Termes obsolètes",
        "deprecated_none": "Aucun terme n’est obsolète.",
        "replaced_by": "remplacé par",
        "namespaces": "Espaces de noms",
        "terms": "termes",
        "scheme_count": "schémas",
        "colon": " : ",
    },
    "en": {
        "skip": "Skip to content",
        "contents": "Contents",
        "language": "Language",
        "about": "About",
        "iri": "IRI",
        "version": "Version",
        "version_iri": "Version IRI",
        "created": "Created",
        "modified": "Modified",
        "creator": "Author",
        "publisher": "Publisher",
        "licence": "Licence",
        "rights": "Rights",
        "citation": "Citation",
        "prefix": "Prefix",
        "figures": "Contains",
        "figures_text": (
            "{classes} classes, {properties} properties, {schemes} schemes, {concepts} concepts, "
            "{shapes} shapes."
        ),
        "reading": (
            "Each term has an anchor of its own name. “Used by” names the queries of the library, "
            "the shapes and the rules that cite it. Mappings say what another vocabulary has of "
            "the kind; nothing is computed from them."
        ),
        "class": "class",
        "object_property": "property to a thing",
        "datatype_property": "property to a value",
        "annotation_property": "annotation",
        "single_valued": "one value only",
        "symmetric": "symmetric",
        "transitive": "transitive",
        "deprecated": "deprecated",
        "note": "Scope",
        "editorial": "Note",
        "example": "Example",
        "above": "Above",
        "below": "Below",
        "domain": "Domain",
        "range": "Range",
        "disjoint": "Disjoint with",
        "properties": "Properties",
        "used_by": "Used by",
        "queries": "queries",
        "shapes": "shapes",
        "rules": "rules",
        "through": "shapes of classes above",
        "nobody": "no query, shape or rule",
        "mappings": "Mappings",
        "reason": "Documents behind it",
        "schemes": "Concept schemes",
        "broader": "in",
        "others": "also",
        "shapes_title": "Shapes",
        "shapes_text": (
            "What the data must respect (SHACL). A violation contradicts the model, a warning asks "
            "for a look, an information says what is not known."
        ),
        "targets": "Applies to",
        "members_of": "members of",
        "subjects_of": "subjects of",
        "objects_of": "objects of",
        "violation": "violation",
        "warning": "warning",
        "info": "information",
        "deprecated_title": "Deprecated terms",
        "deprecated_none": "No term is deprecated.",
        "replaced_by": "replaced by",
        "namespaces": "Namespaces",
        "terms": "terms",
        "scheme_count": "schemes",
        "colon": ": ",
    },
}
