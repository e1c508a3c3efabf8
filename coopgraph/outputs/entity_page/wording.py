"""The words of an entity page in French and English, beside those of the ontology."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from coopgraph.french import unbroken
from coopgraph.outputs.entity_page.records import Period

__all__ = ["FIGURES", "SECTIONS", "WORDS", "figure_text", "period_text"]

#: Sections in the order of reading, with their headings.
SECTIONS: Final[dict[str, dict[str, str]]] = {
    "identity": {"fr": "Ce que c’est", "en": "What it is"},
    "names": {"fr": "Autres noms", "en": "Other names"},
    "identifiers": {"fr": "Identifiants", "en": "Identifiers"},
    "place": {"fr": "Lieu", "en": "Place"},
    "period": {"fr": "Période", "en": "Period"},
    "part_of": {"fr": "Fait partie de", "en": "Part of"},
    "parts": {"fr": "Parties", "en": "Parts"},
    "supervision": {"fr": "Tutelles et participants", "en": "Supervising bodies and participants"},
    "structure_counts": {
        "fr": "Structures en nombre, par nature et par rôle",
        "en": "Structures counted by kind and role",
    },
    "structures": {"fr": "Structures", "en": "Structures"},
    "members": {"fr": "Membres et partenaires", "en": "Members and partners"},
    "participations": {"fr": "Participations", "en": "Participations"},
    "teams": {"fr": "Équipes dirigées", "en": "Teams led"},
    "parties": {"fr": "Parties à l’accord", "en": "Parties to the agreement"},
    "objectives": {"fr": "Objectifs", "en": "Objectives"},
    "actions": {"fr": "Actions", "en": "Actions"},
    "indicators": {"fr": "Indicateurs", "en": "Indicators"},
    "milestones": {"fr": "Jalons", "en": "Milestones"},
    "terms": {"fr": "Mandats", "en": "Terms"},
    "agreements": {"fr": "Accords", "en": "Agreements"},
    "labels": {"fr": "Labels détenus", "en": "Labels held"},
    "labels_given": {"fr": "Labels décernés ou financés", "en": "Labels awarded or funded"},
    "partnerships": {"fr": "Partenariats", "en": "Partnerships"},
    "copublications": {"fr": "Copublications", "en": "Co-publications"},
    "priorities": {"fr": "Priorités", "en": "Priorities"},
    "events": {"fr": "Changements", "en": "Changes"},
    "claims": {"fr": "Valeurs affirmées", "en": "Stated values"},
    "disagreements": {"fr": "Désaccords", "en": "Disagreements"},
    "lists": {"fr": "Listes annoncées", "en": "Announced lists"},
    "list_members": {"fr": "Noms dans ces listes", "en": "Names in these lists"},
    "located_counts": {
        "fr": "Ce qui s’y trouve, en nombre",
        "en": "What is located here, counted",
    },
    "located": {"fr": "Ce qui s’y trouve", "en": "What is located here"},
    "mentions": {"fr": "Aussi mentionné par", "en": "Also mentioned by"},
}

_WORDS: Final[dict[str, dict[str, str]]] = {
    "fr": {
        "name": "nom",
        "quoted": "« {} »",
        "since": "depuis {}",
        "until": "jusqu’en {}",
        "until_day": "jusqu’au {}",
        "computed": "fin calculée",
        "assumed": "fin supposée",
        "open": "sans terme",
        "signed": "signé en {}",
        "signed_day": "signé le {}",
        "event": "en {}",
        "revision": "révision prévue {}",
        "undated": "sans date connue",
        "ended": "terminé",
        "coming": "pas encore commencé",
        "had_ended": "Au {}, cette entité avait pris fin.",
        "had_not_begun": "Au {}, cette entité n’avait pas encore commencé.",
        "before_all": "Rien de daté n’est connu d’elle au {} ou avant ; ce qui est sans date n’y "
        "vaut peut-être pas.",
        "derived": "déduit par règle",
        "with": "avec {}",
        "shared": "dont {} aussi sous tutelle {}",
        "themes": "thèmes : {}",
        "countries": "lieux : {}",
        "awarded_by": "décerné par {}",
        "funded_by": "financé par {}",
        "wave": "vague {}",
        "call": "appel : {}",
        "behalf": "au nom de {}",
        "represented": "représenté par {}",
        "before": "avant : {}",
        "after": "après : {}",
        "announced": "annoncés : {}",
        "listed": "nommés : {}",
        "scope": "champ : {}",
        "form_printed": "liste imprimée",
        "form_examples": "liste d’exemples",
        "form_absent": "liste absente",
        "enumerated_by": "nommés dans : {}",
        "not_named": "(non nommé)",
        "expected": "attendu : {}",
        "decided": "décision : {}",
        "semicolon": " ; ",
        "no_theme": "sans thème indiqué",
        "label_over": "dernier label connu terminé en {}",
        "vehicle": "par {}",
        "strategy": "stratégie {}",
        "disputed": "contesté ; autre valeur : {}",
        "about": "en {}",
        "population": "portant sur {}",
        "said_of": "dit de",
        "yes": "oui",
        "no": "non",
        "coordinates": "latitude, longitude",
        "more": "… et {} de plus (--all)",
        "sources": "Sources citées",
        "passages": "Passages cités",
        "supports": "étaye",
        "printed": "imprimé",
        "no_passage": "(ce repère ne nomme aucune ligne d’un texte du dossier)",
        "as_of": "Au {}.",
        "untitled": "(sans titre)",
        "narrower": "concept plus étroit",
        "objective": "objectif {}",
        "reached": "atteint en {}",
        "at": "{} en {}",
        "at_over": "{}, {}, en {}",
        "observed": "constaté : {}",
        "above": "au-dessus de la référence",
        "not_below": "pas au-dessous de la référence",
        "counts": "{} sur {}",
        "worded": "dit {} fois la référence",
        "range": "{} à {}",
        "times": "{} fois la référence",
        "term": "mandat",
        "joint": "{} publications communes",
        "joint_one": "1 publication commune",
        "colon": " : ",
    },
    "en": {
        "name": "name",
        "quoted": "“{}”",
        "since": "since {}",
        "until": "until {}",
        "until_day": "until {}",
        "computed": "end computed",
        "assumed": "end assumed",
        "open": "open-ended",
        "signed": "signed in {}",
        "signed_day": "signed on {}",
        "event": "in {}",
        "revision": "revision planned {}",
        "undated": "no known date",
        "ended": "ended",
        "coming": "not yet begun",
        "had_ended": "On {} this entity had ended.",
        "had_not_begun": "On {} this entity had not begun.",
        "before_all": "Nothing dated is known of it on {} or before; "
        "what has no date may not hold.",
        "derived": "derived by rule",
        "with": "with {}",
        "shared": "{} of them also supervised by {}",
        "themes": "themes: {}",
        "countries": "places: {}",
        "awarded_by": "awarded by {}",
        "funded_by": "funded by {}",
        "wave": "wave {}",
        "call": "call: {}",
        "behalf": "on behalf of {}",
        "represented": "represented by {}",
        "before": "before: {}",
        "after": "after: {}",
        "announced": "announced: {}",
        "listed": "named: {}",
        "scope": "scope: {}",
        "form_printed": "list printed",
        "form_examples": "list of examples",
        "form_absent": "list absent",
        "enumerated_by": "named in: {}",
        "not_named": "(not named)",
        "expected": "expected: {}",
        "decided": "decision: {}",
        "semicolon": "; ",
        "no_theme": "no theme stated",
        "label_over": "last known label ended in {}",
        "vehicle": "through {}",
        "strategy": "strategy {}",
        "disputed": "disputed; other value: {}",
        "about": "in {}",
        "population": "counting {}",
        "said_of": "said of",
        "yes": "yes",
        "no": "no",
        "coordinates": "latitude, longitude",
        "more": "… and {} more (--all)",
        "sources": "Sources cited",
        "passages": "Passages cited",
        "supports": "supports",
        "printed": "printed",
        "no_passage": "(this locator names no line of a text in the folder)",
        "as_of": "On {}.",
        "untitled": "(untitled)",
        "narrower": "narrower concept",
        "objective": "objective {}",
        "reached": "reached in {}",
        "at": "{} in {}",
        "at_over": "{}, {}, in {}",
        "observed": "observed: {}",
        "above": "above the reference",
        "not_below": "not below the reference",
        "counts": "{} of {}",
        "worded": "said to be {} times the reference",
        "range": "{} to {}",
        "times": "{} times the reference",
        "term": "term",
        "joint": "{} joint publications",
        "joint_one": "1 joint publication",
        "colon": ": ",
    },
}

WORDS: Final[dict[str, dict[str, str]]] = {
    "fr": {key: unbroken(text) for key, text in _WORDS["fr"].items()},
    "en": _WORDS["en"],
}


#: How a value is said under an approximation, by local name of the concept.
FIGURES: Final[dict[str, dict[str, str]]] = {
    "fr": {
        "about": "environ {}",
        "at-least": "au moins {}",
        "at-most": "au plus {}",
        "more-than": "plus de {}",
        "less-than": "moins de {}",
        "maintained": "maintien : {}",
    },
    "en": {
        "about": "about {}",
        "at-least": "at least {}",
        "at-most": "at most {}",
        "more-than": "more than {}",
        "less-than": "less than {}",
        "maintained": "kept at {}",
    },
}
_UNITS: Final[dict[str, dict[str, str]]] = {
    "fr": {
        "percent": "{}\u00a0%",
        "million-euro": "{}\u00a0M€",
        "year": "{}\u00a0ans",
        "month": "{}\u00a0mois",
        "day": "{}\u00a0jours",
        "rank": "rang\u00a0{}",
        "world-norm": "{} fois la norme mondiale",
    },
    "en": {
        "percent": "{}%",
        "million-euro": "€{}\u00a0million",
        "year": "{}\u00a0years",
        "month": "{}\u00a0months",
        "day": "{}\u00a0days",
        "rank": "rank\u00a0{}",
        "world-norm": "{} times the world norm",
    },
}


def figure_text(number: str, lang: str, unit: str = "") -> str:
    """Say a number as the language writes it, with its unit.

    Parameters
    ----------
    number
        Lexical form of an integer or a decimal.
    lang
        ``fr`` or ``en``.
    unit
        Local name of the unit; a count needs none.

    Examples
    --------
    >>> figure_text("27.8", "fr", "million-euro").replace("\u00a0", " ")
    '27,8 M€'
    >>> figure_text("329000.0", "en")
    '329,000'
    """
    text = f"{Decimal(number).normalize():,f}"
    if lang == "fr":
        text = text.replace(",", "\u00a0").replace(".", ",")
    return _UNITS[lang].get(unit, "{}").format(text)


def period_text(period: Period, lang: str) -> str:
    r"""Say a period in words.

    Examples
    --------
    >>> period_text(Period(start="2021", end="2025", basis="computed"), "en")
    '2021–2025 (end computed)'
    >>> period_text(Period(signed="2022", revision="2025–2026"), "fr")
    'signé en 2022\xa0; révision prévue 2025–2026'
    """
    words = WORDS[lang]
    parts = []
    if period.signed:
        parts.append(
            words["signed_day" if "-" in period.signed else "signed"].format(period.signed)
        )
    if period.start and period.end:
        same = period.start == period.end
        span = period.start if same else f"{period.start}–{period.end}"
        if "-" in period.start or "-" in period.end:
            span = span.replace("–", " – ")
        parts.append(span)
    elif period.start:
        parts.append(words["since"].format(period.start))
    elif period.end:
        parts.append(words["until_day" if "-" in period.end else "until"].format(period.end))
    if parts and period.basis in ("computed", "assumed", "open"):
        parts[-1] += f" ({words[period.basis]})"
    if period.event:
        parts.append(words["event"].format(period.event))
    if period.revision:
        parts.append(words["revision"].format(period.revision))
    return words["semicolon"].join(parts)
