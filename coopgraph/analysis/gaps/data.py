"""G13: what to ask the owners of the data for first. Never mixed with gaps of the real world.

Lists shorter than announced, fields without which other rules cannot decide, contradictions,
statements held for uncertain, things without identifier or place, agreements without a named
partner, registers of a time long past, and ties that make no geographic sense. The score is the
number of other records that the missing piece would unlock.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from coopgraph.analysis.gaps.concern import Concern
from coopgraph.analysis.gaps.data_disputed import find_disputes, find_doubts
from coopgraph.analysis.gaps.data_lacking import find_lacks
from coopgraph.analysis.gaps.data_record import data_record
from coopgraph.analysis.gaps.facts import Facts
from coopgraph.analysis.gaps.geography import find_far_ties
from coopgraph.analysis.gaps.lists import compare_list
from coopgraph.analysis.gaps.records import (
    Bilingual,
    Evidence,
    Gap,
    Status,
)
from coopgraph.analysis.gaps.status import decide
from coopgraph.analysis.gaps.unlocking import most_specific
from coopgraph.analysis.gaps.wording import class_noun, counted, listed
from coopgraph.namespaces import COOP_NS

__all__ = ["FIELD_NAMES", "find_data_gaps"]


#: Names of the fields that a rule may lack.
FIELD_NAMES = {
    "start": Bilingual("date de début ou de signature", "first day or day of signature"),
    "end": Bilingual("durée ou date de fin", "term or last day"),
    "theme": Bilingual("thème", "themes"),
    "strategy": Bilingual("stratégie", "strategy"),
    "place": Bilingual("lieu", "place"),
    "list": Bilingual("liste de ce qui existe", "list of what there is"),
    "institute": Bilingual("institut thématique", "thematic institute"),
    "leader": Bilingual("chef de file de projets", "leaders of projects"),
    "observed-value": Bilingual("chiffre constaté", "observed figure"),
    "comparable-target": Bilingual("cible comparable", "comparable-target"),
    "instruments": Bilingual("instruments en vigueur", "instruments in force"),
    "country": Bilingual("pays des instruments", "countries of instruments"),
    "kind": Bilingual("type des instruments", "kinds of instruments"),
}


def find_data_gaps(
    facts: Facts, *, as_of: datetime.date, others: Iterable[Gap] = ()
) -> Iterator[Gap]:
    """Find what is missing from the data, or doubtful in them.

    Parameters
    ----------
    facts
        Rows of the graph.
    as_of
        Day of reference.
    others
        Records of the other rules, whose undecidable cases give the missing fields.

    Yields
    ------
    Gap
        Data gaps, in tier D.
    """
    concern = Concern(facts)
    for item in sorted(facts.lists, key=lambda row: row.iri):
        if concern.named(item) and (item.about_year is None or item.about_year <= as_of.year):
            yield compare_list(facts, item, as_of)
    yield from _blockers(facts, others, as_of)
    yield from find_disputes(facts, as_of, concern)
    yield from find_doubts(facts, as_of, concern)
    yield from find_lacks(facts, as_of, concern)
    yield from find_far_ties(facts, as_of=as_of)


def _blockers(facts: Facts, others: Iterable[Gap], as_of: datetime.date) -> Iterator[Gap]:
    """Turn the undecidable records of other rules round: one record per class and missing field."""
    blocked: dict[tuple[str, str], dict[str, list[Gap]]] = defaultdict(lambda: defaultdict(list))
    labels: dict[str, Bilingual] = {}
    for gap in others:
        if gap.status is Status.UNDECIDABLE:
            for missing in gap.missing:
                labels.setdefault(missing.subject, missing.label)
                cls = most_specific(facts, missing.subject)
                blocked[cls, missing.field][missing.subject].append(gap)
    for (cls, name), entities in sorted(blocked.items()):
        noun = FIELD_NAMES.get(name, Bilingual(name, name))
        waiting = len({gap.id for gaps in entities.values() for gap in gaps})
        results = counted(waiting, ("résultat", "résultats"), ("result", "results"))
        lacking = counted(len(entities), ("fiche", "fiches"), ("entry", "entries"))
        names = listed([labels[iri] for iri in sorted(entities)])
        yield data_record(
            facts,
            "data-missing-field",
            f"{cls}/{name}",
            COOP_NS + cls,
            class_noun(facts, cls),
            decide(undecidable=True).status,
            Bilingual(
                f"manque : {noun.fr} ({lacking.fr}) ; {results.fr} en attente",
                f"missing: {noun.en} ({lacking.en}); {results.en} waiting",
            ),
            Bilingual(f" : {names.fr}", f": {names.en}"),
            Bilingual("La valeur manquante, avec sa source", "The missing value, with its source"),
            float(waiting),
            as_of,
            tuple(
                Evidence(labels[iri], iri, "", "", "", "")
                if not stated
                else replace(stated[0], statement=labels[iri])
                for iri, gaps in sorted(entities.items())
                for stated in [[e for gap in gaps for e in gap.evidence if e.subject == iri]]
            ),
        )
