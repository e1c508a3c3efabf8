"""Headings of answers in words: the columns of library queries as a reader meets them.

CSV, TSV, JSON, XML and XLSX keep the names of the variables, which programs rely on; tables for
readers say what stands below in the language of the reader.
"""

from __future__ import annotations

from typing import Final

__all__ = ["HEADINGS", "heading", "yes_or_no"]

#: French and English heading by column, without ``_label``.
HEADINGS: Final[dict[str, tuple[str, str]]] = {
    "about_year": ("année décrite", "year described"),
    "acronym": ("sigle", "acronym"),
    "act": ("acte", "act"),
    "action": ("action", "action"),
    "after": ("après", "after"),
    "agency": ("agence", "agency"),
    "agent": ("mandataire", "agent"),
    "agreement": ("accord", "agreement"),
    "announced": ("annoncé", "announced"),
    "approximation": ("précision", "wording"),
    "attainment": ("part atteinte", "attained"),
    "authority": ("collectivité", "authority"),
    "before": ("avant", "before"),
    "bodies": ("organismes", "bodies"),
    "body": ("organisme", "body"),
    "call": ("appel", "call"),
    "city": ("ville", "city"),
    "class": ("nature", "class"),
    "collective": ("collectif", "collective"),
    "comparator": ("comparaison", "comparator"),
    "completeness": ("complétude", "completeness"),
    "component": ("composante", "component"),
    "concerns": ("concerne", "concerns"),
    "confidence": ("confiance", "confidence"),
    "contact_point": ("point de contact", "contact point"),
    "context": ("contexte", "context"),
    "convention": ("convention", "convention"),
    "counted": ("comptée", "counted"),
    "country": ("pays", "country"),
    "covers": ("porte sur", "covers"),
    "decided_on": ("décidé le", "decided on"),
    "decision": ("décision", "decision"),
    "distance": ("écart", "distance"),
    "duration_years": ("durée (ans)", "duration (years)"),
    "elsewhere": ("autre liste", "other list"),
    "elsewhere_source": ("source de l’autre liste", "source of the other list"),
    "elsewhere_year": ("année de l’autre liste", "year of the other list"),
    "end_basis": ("fin : fondement", "basis of the end"),
    "end_year": ("fin", "end"),
    "ended": ("terminé", "ended"),
    "entity": ("entité", "entity"),
    "expected": ("attendu", "expected"),
    "expected_value": ("valeur attendue", "expected value"),
    "follow_up": ("suite", "follow-up"),
    "form": ("forme", "form"),
    "holder": ("titulaire", "holder"),
    "hospital": ("établissement", "hospital"),
    "identifier": ("identifiant", "identifier"),
    "in_graph": ("dans le graphe", "in the graph"),
    "instrument": ("instrument", "instrument"),
    "instrument_type": ("type d’instrument", "type of instrument"),
    "instruments": ("instruments", "instruments"),
    "kind": ("nature", "kind"),
    "label": ("label", "label"),
    "latest": ("dernière valeur", "latest value"),
    "latest_year": ("année de la dernière valeur", "year of the latest value"),
    "leader": ("responsable", "leader"),
    "legal_status": ("personnalité juridique", "legal personality"),
    "list": ("liste", "list"),
    "listed": ("listé", "listed"),
    "locator": ("passage", "passage"),
    "max_renewals": ("renouvellements possibles", "renewals allowed"),
    "measure": ("mesure", "measure"),
    "milestone": ("jalon", "milestone"),
    "modality": ("modalité", "modality"),
    "named_elsewhere": ("nommés ailleurs", "named elsewhere"),
    "named_there": ("nommés là", "named there"),
    "narrower": ("thème", "theme"),
    "node": ("nœud", "node"),
    "number": ("numéro", "number"),
    "objective": ("objectif", "objective"),
    "objective_name": ("intitulé de l’objectif", "name of the objective"),
    "on_behalf_of": ("pour le compte de", "on behalf of"),
    "on_theme": ("sur le thème", "on the theme"),
    "one": ("l’un", "one"),
    "other": ("l’autre", "the other"),
    "part_of": ("fait partie de", "part of"),
    "partner": ("partenaire", "partner"),
    "place": ("lieu", "place"),
    "places": ("lieux", "places"),
    "plan": ("plan", "plan"),
    "programme": ("programme", "programme"),
    "property": ("propriété", "property"),
    "reached_year": ("atteint en", "reached in"),
    "reason": ("motif", "reason"),
    "reference": ("référence", "reference"),
    "reference_year": ("année de référence", "reference year"),
    "region": ("région", "region"),
    "register": ("registre", "register"),
    "renewal_used": ("renouvellement épuisé", "renewal used"),
    "renewals": ("renouvellements", "renewals"),
    "requires_call": ("sur appel", "by call"),
    "revision_end": ("révision, fin", "revision, end"),
    "revision_start": ("révision, début", "revision, start"),
    "role": ("rôle", "role"),
    "scope": ("périmètre", "scope"),
    "signed_year": ("signature", "signed"),
    "site": ("site", "site"),
    "source": ("source", "source"),
    "source_title": ("titre de la source", "title of the source"),
    "stance": ("orientation", "stance"),
    "start_year": ("début", "start"),
    "stated_factor": ("facteur énoncé", "stated factor"),
    "stated_text": ("texte imprimé", "text as printed"),
    "statement": ("énoncé", "statement"),
    "status": ("statut", "status"),
    "strategy": ("stratégie", "strategy"),
    "structure": ("structure", "structure"),
    "structures": ("structures", "structures"),
    "subject": ("sujet", "subject"),
    "target": ("cible", "target"),
    "target_text": ("cible imprimée", "target as printed"),
    "target_unit": ("unité de la cible", "unit of the target"),
    "target_year": ("année cible", "target year"),
    "team": ("équipe", "team"),
    "text": ("texte imprimé", "text as printed"),
    "tie": ("lien", "tie"),
    "theme": ("thème", "theme"),
    "to_revise": ("à réviser", "to be revised"),
    "unit": ("unité", "unit"),
    "unit_code": ("code d’unité", "unit code"),
    "unit_number": ("numéro d’unité", "unit number"),
    "units": ("unités", "units"),
    "valid_from": ("valable depuis", "valid from"),
    "valid_to": ("valable jusqu’à", "valid to"),
    "value": ("valeur", "value"),
    "vehicle": ("véhicule", "vehicle"),
    "wave": ("vague", "wave"),
    "year": ("année", "year"),
}


def heading(column: str, lang: str) -> str:
    """Return the heading of a column; its own name if there is none.

    Parameters
    ----------
    column
        Name of the variable, without ``_label``.
    lang
        ``fr`` or ``en``.

    Returns
    -------
    str

    Examples
    --------
    >>> heading("start_year", "fr"), heading("start_year", "en"), heading("x", "fr")
    ('début', 'start', 'x')
    """
    return HEADINGS.get(column, (column, column))[1 if lang == "en" else 0]


def yes_or_no(value: bool, lang: str) -> str:
    """Return a truth value in words.

    Examples
    --------
    >>> yes_or_no(True, "fr"), yes_or_no(False, "en")
    ('oui', 'no')
    """
    return {"en": ("no", "yes")}.get(lang, ("non", "oui"))[value]
