"""Row classes of the tables of plans: objectives, indicators, milestones, terms of units."""

from __future__ import annotations

from dataclasses import dataclass

from coopgraph.model.columns import (
    Row,
    class_name,
    concept,
    decimal,
    identifier,
    integer,
    reference,
    text,
    year,
)
from coopgraph.model.columns import language as language_tag

__all__ = ["IndicatorValue", "PlanItem", "UnitTerm"]


@dataclass(frozen=True, kw_only=True)
class PlanItem(Row):
    """An objective, action, indicator, component or milestone of a plan (``plan_items.csv``)."""

    id: str = identifier("slug: cop-2016-2020-indicateur-5-1…")
    cls: str = class_name("ontology class", "PlanItem")
    plan: str = reference("the plan or contract", "agreements", required=True)
    part_of: str | None = reference("item of which it is a part", "plan_items")
    notation: str | None = text("number as printed: 5, 5.1; of a component: 5.1 a")
    label_fr: str = text("what it is about, in a few words of the curator", required=True)
    label_en: str | None = text("the same in English")
    due_year: int | None = year("milestone: the year in which it is due")


@dataclass(frozen=True, kw_only=True)
class IndicatorValue(Row):
    """A reference, target or observed value of one component (``indicator_values.csv``).

    What is not a number has only its stated text.
    """

    component: str = reference("the component of the indicator", "plan_items", required=True)
    value_role: str = concept("reference, target or actual", "value-role", required=True)
    for_year: int | None = year("year that the value is for")
    since_year: int | None = year("first year counted, where several years are counted together")
    approximation: str | None = concept("exact, more-than, between, maintained…", "approximation")
    value: float | None = decimal("the value, in its unit")
    lower: float | None = decimal("lower bound of a range")
    upper: float | None = decimal("upper bound of a range")
    numerator: int | None = integer("count printed above the line of a share")
    denominator: int | None = integer("count printed below the line of a share")
    unit: str | None = concept("unit of measure", "unit")
    period: str | None = concept("counted per month, per year, over the plan", "period")
    stated_factor: float | None = decimal(
        "how many times the reference the source says it is: 2 for a doubling, 1 for the same"
    )
    stated_text: str | None = text("the value as printed, at most eight words")
    language: str | None = language_tag("BCP 47 tag of the stated text")


@dataclass(frozen=True, kw_only=True)
class UnitTerm(Row):
    """One term (mandat) of a research structure (``unit_terms.csv``)."""

    structure: str = reference("the structure", "structures", required=True)
    start_year: int | None = year("first year of the term")
    end_year: int | None = year("last year of the term")
    wave: str | None = concept("evaluation wave, a to e", "wave")
