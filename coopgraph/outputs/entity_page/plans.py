"""Lines of a plan and of its items: objectives, actions, indicators with their values, milestones.

The page of a plan or of an objective has one line for each component of an indicator, from
reference to target; the page of an indicator or of a component has one line for each value.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from pyoxigraph import NamedNode

from coopgraph.namespaces import COOP_NS, concept_iri, curie, local_name
from coopgraph.outputs.entity_page.reading import Surroundings, read_evidence
from coopgraph.outputs.entity_page.records import Evidence, Line
from coopgraph.outputs.entity_page.wording import FIGURES, WORDS, figure_text
from coopgraph.sparql.entities import labels_of
from coopgraph.store.base import Store
from coopgraph.vocabulary import COOP, SCHEMES, SUBCLASSES

__all__ = ["plan_lines"]

#: The items of a plan, or an item and all below it.
_BELOW: Final = "{ ?n coop:inPlan ?it } UNION { ?n dct:isPartOf* ?it . ?n coop:inPlan ?plan }"
_ITEMS: Final = f"""
SELECT DISTINCT ?n ?class ?parent ?number ?due WHERE {{
  {{ SELECT DISTINCT ?n WHERE {{ {_BELOW} }} }}
  ?n a ?class .
  OPTIONAL {{ ?n dct:isPartOf ?parent }}
  OPTIONAL {{ ?n skos:notation ?number }}
  OPTIONAL {{ ?n coop:dueYear ?due }}
}}"""
#: Claims that a milestone was reached.
_CLAIMED: Final = f"""
  {{ SELECT DISTINCT ?m WHERE {{ {_BELOW.replace("?n", "?m")} }} }}
  ?n rdf:subject ?m ; rdf:predicate coop:reachedYear ; rdf:object ?reached .
"""
_MEASURED: Final = "{ ?c coop:inPlan ?it } UNION { ?c dct:isPartOf* ?it } ?n coop:ofIndicator ?c ."
_VALUES: Final = f"""
SELECT DISTINCT ?n ?p ?o WHERE {{ {{ SELECT DISTINCT ?n WHERE {{ {_MEASURED} }} }} ?n ?p ?o }}
"""
_ROLES: Final = ("reference", "target", "actual")
_CONFIDENCES: Final = frozenset(concept_iri("confidence", name) for name in SCHEMES["confidence"])


def plan_lines(store: Store, around: Surroundings) -> Iterator[Line]:
    """Yield the lines of the items of a plan, or of what stands below one of its items.

    Parameters
    ----------
    store
        The landscape.
    around
        What points to the entity; nothing is asked of the store if no plan item does.
    """
    kinds = around.classes(around.iri)
    is_plan = any(COOP.inPlan in links for links in around.links.values())
    if is_plan or SUBCLASSES["PlanItem"].intersection(kinds):
        yield from _Plan(store, around).lines()


class _Plan:
    """The items and values around one entity."""

    def __init__(self, store: Store, around: Surroundings) -> None:
        self.around = around
        self.words = WORDS[around.lang]
        it = NamedNode(around.iri)
        self.facts: dict[str, dict[str, str]] = {}
        for row in store.select(_ITEMS, bindings={"it": it}).dicts():
            found = {key: term.value for key, term in row.items() if term is not None}
            found["class"] = found["class"].removeprefix(COOP_NS)
            self.facts[found.pop("n")] = found
        self.values: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for n, p, o in store.select(_VALUES, bindings={"it": it}).rows:
            if n is not None and p is not None and o is not None:
                self.values[n.value][p.value] = o.value
        parents = {facts.get("parent", "") for facts in self.facts.values()}
        concepts = {text for value in self.values.values() for text in value.values()}
        named = {*self.facts, *parents, *concepts, *_CONFIDENCES}
        self.names = labels_of(store, named, around.lang)
        self.reached: defaultdict[str, dict[str, str]] = defaultdict(dict)
        query = f"SELECT DISTINCT ?m ?n ?reached WHERE {{ {_CLAIMED} }}"
        for m, n, reached in store.select(query, bindings={"it": it}).rows:
            if m is not None and n is not None and reached is not None:
                self.reached[m.value][n.value] = reached.value
        self.evidence: dict[str, tuple[Evidence, ...]] = {}
        for pattern in (_BELOW, _MEASURED, _CLAIMED):
            self.evidence |= read_evidence(store, pattern, it, lambda iri: self.names.get(iri, ""))

    def lines(self) -> Iterator[Line]:
        """Yield all lines in the order of the plan."""
        yield from self._items("Objective", "objectives")
        yield from self._items("StrategicAction", "actions")
        below = {"Indicator", "IndicatorComponent"}
        if below.intersection(self.around.classes(self.around.iri)):
            yield from self._single_values()
        else:
            yield from self._ways()
        yield from self._milestones()

    def _of(self, kind: str) -> list[str]:
        """Return the items of a kind in the order of their numbers, without the entity itself."""
        return sorted(
            (iri for iri, facts in self.facts.items() if facts["class"] == kind),
            key=lambda iri: (self.facts[iri].get("due", ""), _by_number(self._number(iri)), iri),
        )

    def _number(self, iri: str) -> str:
        return self.facts.get(iri, {}).get("number", "")

    def _under(self, iri: str) -> tuple[str, ...]:
        """Say under which objective an item stands, unless the page is about that."""
        parent = self.facts[iri].get("parent", "")
        number = self._number(parent)
        return (self.words["objective"].format(number),) if number and self._is_plan() else ()

    def _is_plan(self) -> bool:
        return self.around.iri not in self.facts

    def _items(self, kind: str, section: str) -> Iterator[Line]:
        for iri in self._of(kind):
            if iri != self.around.iri:
                yield Line(
                    section,
                    self._number(iri),
                    self.names.get(iri, iri),
                    curie(iri),
                    self._under(iri),
                    evidence=self.evidence.get(iri, ()),
                )

    def _milestones(self) -> Iterator[Line]:
        for iri in self._of("Milestone"):
            if iri == self.around.iri:
                continue
            claims = self.reached.get(iri, {})
            years = [self.words["reached"].format(year) for year in sorted(set(claims.values()))]
            yield Line(
                "milestones",
                self.facts[iri].get("due", ""),
                self.names.get(iri, iri),
                curie(iri),
                (*self._under(iri), *years),
                evidence=self._evidence([iri, *sorted(claims)]),
            )

    def _evidence(self, nodes: Sequence[str]) -> tuple[Evidence, ...]:
        return tuple(dict.fromkeys(e for node in nodes for e in self.evidence.get(node, ())))

    def _measures(self, component: str) -> list[str]:
        """Return the values of a component: reference, target, observed ones by year."""
        return sorted(
            (iri for iri, value in self.values.items() if value[COOP.ofIndicator] == component),
            key=lambda iri: (
                _ROLES.index(local_name(self.values[iri][COOP.valueRole])),
                self.values[iri].get(COOP.forYear, ""),
                iri,
            ),
        )

    def _ways(self) -> Iterator[Line]:
        for component in self._of("IndicatorComponent"):
            measures = self._measures(component)
            observed = [
                iri for iri in measures if local_name(self.values[iri][COOP.valueRole]) == "actual"
            ]
            planned = " → ".join(self._at(iri) for iri in measures if iri not in observed)
            details = [planned] if planned else []
            if observed:
                said = ", ".join(self._at(iri) for iri in observed)
                details.append(self.words["observed"].format(said))
            yield Line(
                "indicators",
                self._number(component),
                self.names.get(component, component),
                curie(component),
                tuple(details),
                evidence=self._evidence(measures),
            )

    def _at(self, iri: str) -> str:
        """Say a value with its year, and the time over which it is counted where one is stated."""
        value = self.values[iri]
        year, period = value.get(COOP.forYear, ""), self._name(value, COOP.period).lower()
        if period:
            return self.words["at_over"].format(self._figure(iri), period, year)
        return self.words["at"].format(self._figure(iri), year)

    def _single_values(self) -> Iterator[Line]:
        for component in self._of("IndicatorComponent"):
            name = f"{self._number(component)} {self.names.get(component, component)}".strip()
            for iri in self._measures(component):
                value = self.values[iri]
                yield Line(
                    "indicators",
                    name,
                    self._figure(iri),
                    curie(component),
                    tuple(self._details(value)),
                    year=value.get(COOP.forYear, ""),
                    evidence=self.evidence.get(iri, ()),
                )

    def _details(self, value: dict[str, str]) -> Iterator[str]:
        words = self.words
        yield self._name(value, COOP.valueRole).lower()
        if COOP.numerator in value:
            yield words["counts"].format(value[COOP.numerator], value.get(COOP.denominator, "?"))
        if COOP.statedFactor in value and COOP.numericValue in value:
            yield words["worded"].format(figure_text(value[COOP.statedFactor], self.around.lang))
        if COOP.period in value:
            yield self._name(value, COOP.period).lower()
        if COOP.sinceYear in value:
            yield words["since"].format(value[COOP.sinceYear])

    def _name(self, value: dict[str, str], predicate: str) -> str:
        iri = value.get(predicate, "")
        return self.names.get(iri) or iri

    def _figure(self, iri: str) -> str:
        """Say a value: number and unit, range, or its relation to the reference."""
        value, lang = self.values[iri], self.around.lang
        unit = local_name(value.get(COOP.unit, ""))
        comparator = local_name(value.get(COOP.approximation, ""))
        pattern = FIGURES[lang].get(comparator, "{}")
        if COOP.numericValue in value:
            return pattern.format(figure_text(value[COOP.numericValue], lang, unit))
        if COOP.lowerBound in value:
            bounds: Sequence[str] = [
                figure_text(value[COOP.lowerBound], lang),
                figure_text(value[COOP.upperBound], lang, unit),
            ]
            return self.words["range"].format(*bounds)
        if COOP.statedFactor in value:
            alike = {"more-than": "above", "at-least": "not_below"}.get(comparator)
            if float(value[COOP.statedFactor]) == 1 and alike:
                return self.words[alike]
            times = figure_text(value[COOP.statedFactor], lang)
            return pattern.format(self.words["times"].format(times))
        return value.get(COOP.statedText, "")


def _by_number(number: str) -> list[tuple[int, str]]:
    """Sort 2 before 10, and 5.2 a before 5.2 b."""
    return [
        (int(part), "") if part.isdecimal() else (0, part)
        for part in re.findall(r"\d+|[^\W\d]+", number)
    ]
