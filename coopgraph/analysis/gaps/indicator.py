"""G10: targets of a plan against what was observed; without an observation nothing is judged."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coopgraph.analysis.gaps.dates import Standing, State
from coopgraph.analysis.gaps.facts import Facts, IndicatorValue
from coopgraph.analysis.gaps.records import (
    Bilingual,
    Gap,
    Missing,
    ScoreTerm,
    Search,
    Status,
    Tier,
)
from coopgraph.analysis.gaps.status import decide, tier_of
from coopgraph.namespaces import local_name

__all__ = ["attainment", "find_indicator_gaps"]

TYPE = RULE = "indicator"
VERSION = "1"
#: How a target is worded, to whether more is better.
_SIGNS = {"more-than": "> ", "at-least": "≥ ", "less-than": "< ", "at-most": "≤ "}
_FALLING = frozenset({"at-most", "less-than"})


def attainment(reference: float, target: float, latest: float) -> float | None:
    """Return the part of the way from reference to target that has been covered.

    Examples
    --------
    >>> attainment(10.0, 20.0, 15.0), attainment(58.0, 55.0, 56.5), attainment(5.0, 5.0, 6.0)
    (0.5, 0.5, None)
    """
    return None if target == reference else (latest - reference) / (target - reference)


def find_indicator_gaps(facts: Facts, *, as_of: datetime.date) -> Iterator[Gap]:
    """Compare the targets of the plans of the focus with the latest figures observed.

    Parameters
    ----------
    facts
        Rows of the graph.
    as_of
        Day of reference.

    Yields
    ------
    Gap
        One record per component with a target: covered if it was reached, confirmed if the last
        figure of the target year or later falls short (the source itself says so), candidate if an
        earlier one does, exempt while the target year is not over, undecidable if no figure was
        observed or none can be compared.
    """
    by_component: dict[str, list[IndicatorValue]] = defaultdict(list)
    for figure in sorted(facts.indicators, key=lambda f: f.iri):
        by_component[figure.component].append(figure)
    for component, figures in sorted(by_component.items()):
        targets = [f for f in figures if f.role == "target"]
        if targets:
            target = max(targets, key=lambda f: (f.year or 0, f.iri))
            yield _record(_Case(facts, component, figures, target, as_of))


@dataclass(frozen=True, slots=True)
class _Case:
    facts: Facts
    component: str
    figures: Sequence[IndicatorValue]
    target: IndicatorValue
    as_of: datetime.date

    @property
    def reference(self) -> IndicatorValue | None:
        found = [f for f in self.figures if f.role == "reference" and f.value is not None]
        return max(found, key=lambda f: (f.year or 0, f.iri)) if found else None

    @property
    def latest(self) -> IndicatorValue | None:
        """The figure of the target year, else the last one observed by the day, in its unit."""
        found = [
            f
            for f in self.figures
            if f.role == "actual"
            and f.value is not None
            and (f.unit, f.period or "year") == (self.target.unit, self.target.period or "year")
            and (f.year is None or f.year <= self.as_of.year)
        ]
        own = [f for f in found if f.year is not None and f.year == self.target.year]
        return max(own or found, key=lambda f: (f.year or 0, f.iri)) if found else None

    @property
    def begun(self) -> bool:
        """Whether a figure of the plan may be of a year that has come."""
        return any(f.year is None or f.year <= self.as_of.year for f in self.figures)

    @property
    def due(self) -> bool:
        """Whether the target year is over."""
        return self.target.year is None or self.target.year < self.as_of.year

    @property
    def aim(self) -> float | None:
        """The figure to reach: stated, the lower bound, or a multiple of the reference."""
        if self.target.value is not None:
            return self.target.value
        bound = self.target.upper if self.target.approximation in _FALLING else self.target.lower
        if bound is not None:
            return bound
        reference = self.reference
        if self.target.factor is None or reference is None or reference.value is None:
            return None
        same = (reference.unit, reference.period or "year") == (
            self.target.unit,
            self.target.period or "year",
        )
        return self.target.factor * reference.value if same else None

    @property
    def reached(self) -> bool:
        latest, aim = self.latest, self.aim
        if latest is None or latest.value is None or aim is None:
            return False
        how = self.target.approximation
        if how == "more-than":
            return latest.value > aim
        if how == "less-than":
            return latest.value < aim
        reference = self.reference
        falls = how in _FALLING or (
            reference is not None and reference.value is not None and aim < reference.value
        )
        return latest.value <= aim if falls else latest.value >= aim


def _record(case: _Case) -> Gap:
    facts, target, latest, aim = case.facts, case.target, case.latest, case.aim
    judged = latest is not None and aim is not None
    settled = target.year is None or (latest is not None and (latest.year or 0) >= target.year)
    status = decide(
        eligible=case.begun and (case.reached or case.due or not judged),
        standings=[Standing(State.IN_FORCE)] if case.reached else (),
        undecidable=not judged,
        complete=(latest.iri,) if judged and settled and latest is not None else (),
    ).status
    name, plan = facts.name(case.component), facts.name(target.plan)
    finding = _finding(case, status)
    score = 0.0
    reference = case.reference
    if judged and latest is not None and aim is not None and reference is not None:
        part = attainment(reference.value or 0.0, aim, latest.value or 0.0)
        score = 0.0 if part is None else max(0.0, round(1.0 - part, 4))
    lacking = "observed-value" if aim is not None else "comparable-target"
    return Gap(
        id=f"{RULE}/{local_name(case.component)}",
        type=TYPE,
        status=status,
        tier=tier_of(status, Tier.STRATEGY),
        subject=case.component,
        subject_label=name,
        finding=finding,
        sentence=Bilingual(
            f"{plan.fr}, {name.fr} : {finding.fr}.", f"{plan.en}, {name.en}: {finding.en}."
        ),
        rule=RULE,
        rule_version=VERSION,
        as_of=case.as_of,
        closes_by=_closing(status),
        evidence=tuple(
            facts.evidence(_figure(f), f.iri, f.origin)
            for f in (reference, target, latest)
            if f is not None
        ),
        searched=(
            Search(
                Bilingual("chiffres constatés", "observed figures"),
                sum(f.role == "actual" for f in case.figures),
                int(judged),
            ),
        ),
        missing=(Missing(case.component, name, lacking),) if status is Status.UNDECIDABLE else (),
        score_terms=(ScoreTerm("distance", score),),
    )


def _number(value: float, unit: str) -> Bilingual:
    text = f"{value:,.10g}"
    french = text.replace(",", "\N{NO-BREAK SPACE}").replace(".", ",")
    percent = unit == "percent"
    return Bilingual(french + "\N{NO-BREAK SPACE}%" * percent, text + "%" * percent)


def _figure(figure: IndicatorValue) -> Bilingual:
    role = {
        "reference": Bilingual("référence", "reference"),
        "target": Bilingual("cible", "target"),
        "actual": Bilingual("constaté", "observed"),
    }[figure.role]
    year = f" {figure.year}" if figure.year else ""
    if figure.value is None:
        return Bilingual(f"{role.fr}{year}", f"{role.en}{year}")
    value = _number(figure.value, figure.unit)
    return Bilingual(f"{role.fr}{year} : {value.fr}", f"{role.en}{year}: {value.en}")


def _finding(case: _Case, status: Status) -> Bilingual:
    latest, aim, target = case.latest, case.aim, case.target
    year = f" {target.year}" if target.year else ""
    if not case.begun:
        return Bilingual(
            f"cible{year}, d’un plan qui n’a pas commencé", f"target{year} of a plan not yet begun"
        )
    if aim is None:
        return Bilingual(
            f"cible{year} sans chiffre comparable", f"target{year} without a comparable figure"
        )
    number, sign = _number(aim, target.unit), _SIGNS.get(target.approximation, "")
    wanted = Bilingual(f"{sign}{number.fr}", f"{sign}{number.en}")
    if latest is None or latest.value is None:
        return Bilingual(
            f"cible{year} : {wanted.fr} ; aucun chiffre constaté dans le graphe",
            f"target{year}: {wanted.en}; no observed figure in the graph",
        )
    got = _number(latest.value, latest.unit)
    told = (
        Bilingual("atteinte", "reached")
        if status is Status.COVERED
        else Bilingual("pas encore atteinte", "not reached yet")
        if status is Status.EXEMPT
        else Bilingual("non atteinte", "not reached")
    )
    at = f" ({latest.year})" if latest.year else ""
    return Bilingual(
        f"cible{year} : {wanted.fr}, {told.fr} : {got.fr}{at}",
        f"target{year}: {wanted.en}, {told.en}: {got.en}{at}",
    )


def _closing(status: Status) -> Bilingual:
    if status in (Status.COVERED, Status.EXEMPT):
        return Bilingual("", "")
    if status is Status.UNDECIDABLE:
        return Bilingual(
            "Le chiffre constaté, avec sa source", "The observed figure, with its source"
        )
    return Bilingual("L’atteinte de la cible, ou sa révision", "The target reached, or revised")
