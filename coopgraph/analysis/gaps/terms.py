"""The usual term of each kind of instrument, where a source gives one for its time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from coopgraph.analysis.gaps.facts import Facts, Instrument

__all__ = ["with_usual_terms"]

#: Kinds whose rules hold for a joint unit abroad, which the tables do not tell apart.
_UNIT_CONCEPTS = ("joint-unit-abroad", "ume", "umi")


def with_usual_terms(facts: Facts) -> list[Instrument]:
    """Return the instruments, by IRI, with the usual term of their kind where a source states one.

    A rule applies to instruments that begin within its validity; where two sources state two terms
    for the same time, none is used.
    """
    by_concept = defaultdict(list)
    for rule in facts.term_rules:
        by_concept[rule.concept].append(rule)
    result = []
    for item in sorted(facts.instruments, key=lambda i: i.iri):
        start = item.period.start
        concepts = (item.concept,) if item.concept or item.kind != "unit" else _UNIT_CONCEPTS
        years = {
            rule.years
            for concept in concepts
            for rule in by_concept.get(concept or "", ())
            if start is not None
            and (rule.valid_from is None or start.latest.year >= rule.valid_from)
            and (rule.valid_to is None or start.earliest.year <= rule.valid_to)
        }
        usual = years.pop() if len(years) == 1 else None
        result.append(replace(item, period=replace(item.period, usual_years=usual)))
    return result
