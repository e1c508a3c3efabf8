"""Short pieces of French and English that several rules use.

Wording follows the status: what a search did not find is "not found in the graph"; only a list that
a source declares complete allows "does not exist".
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from coopgraph.analysis.gaps.dates import DateRange
from coopgraph.analysis.gaps.facts import Facts
from coopgraph.analysis.gaps.records import Bilingual, Status
from coopgraph.namespaces import COOP_NS

__all__ = ["absent", "class_noun", "counted", "ended", "listed", "local_name", "or_list"]


def local_name(iri: str) -> str:
    """Return the last part of an IRI.

    Examples
    --------
    >>> local_name("https://w3id.org/coopgraph/scheme/theme/ageing")
    'ageing'
    """
    return iri.rstrip("/").rpartition("/")[2].rpartition("#")[2]


def counted(number: int, fr: tuple[str, str], en: tuple[str, str]) -> Bilingual:
    """Return a number with its noun; French takes the singular below two.

    Examples
    --------
    >>> counted(0, ("unité", "unités"), ("unit", "units"))
    Bilingual(fr='0 unité', en='0 units')
    """
    return Bilingual(
        f"{number} {fr[0] if number < 2 else fr[1]}", f"{number} {en[0] if number == 1 else en[1]}"
    )


def _lower_first(text: str) -> str:
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def class_noun(facts: Facts, cls: str) -> Bilingual:
    """Return the label of an ontology class as a noun inside a sentence."""
    name = facts.name(COOP_NS + cls)
    return Bilingual(_lower_first(name.fr), _lower_first(name.en))


def or_list(names: Sequence[Bilingual]) -> Bilingual:
    """Join alternatives with "or"."""
    return Bilingual(" ou ".join(n.fr for n in names), " or ".join(n.en for n in names))


def listed(names: Sequence[Bilingual], shown: int = 5) -> Bilingual:
    """Join names with semicolons; the first few and how many more."""
    rest = len(names) - shown
    more = (f" … (+{rest})", f" … (+{rest})") if rest > 0 else ("", "")
    return Bilingual(
        "; ".join(n.fr for n in names[:shown]) + more[0],
        "; ".join(n.en for n in names[:shown]) + more[1],
    )


def absent(status: Status, noun: Bilingual, as_of: datetime.date | None = None) -> Bilingual:
    """Say that something was not found, or does not exist, according to the status."""
    day = (f" au {as_of}", f" on {as_of}") if as_of else ("", "")
    if status is Status.CONFIRMED:
        return Bilingual(
            f"n’existe pas{day[0]} selon une liste déclarée complète : {noun.fr}",
            f"does not exist{day[1]} according to a list declared complete: {noun.en}",
        )
    return Bilingual(
        f"non trouvé dans le graphe{day[0]} : {noun.fr}",
        f"not found in the graph{day[1]}: {noun.en}",
    )


def ended(end: DateRange | None, basis: str) -> Bilingual:
    """Say when something ends and where the date comes from."""
    if end is None:
        return Bilingual("terme non indiqué", "term not stated")
    note = {
        "computed": (" (calculé d’après la durée indiquée)", " (computed from the stated term)"),
        "assumed": (" (supposé d’après la durée usuelle)", " (assumed from the usual term)"),
    }.get(basis, ("", ""))
    return Bilingual(f"fin {end}{note[0]}", f"end {end}{note[1]}")
