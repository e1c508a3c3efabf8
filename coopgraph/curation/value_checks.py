"""Check figures: numbers that cannot be, and rows of figures that are half filled in."""

from __future__ import annotations

from collections.abc import Iterator

from coopgraph.curation.tables import Located, Tables
from coopgraph.errors import Fault
from coopgraph.messages import message
from coopgraph.model.plans import IndicatorValue
from coopgraph.model.values import Claim

__all__ = ["check_figures"]

#: What a decision is about: subject, property, year, population.
_Figure = tuple[str, str, int | None, str | None]
#: The least that a column can hold, whatever the unit.
_LEAST: dict[str, dict[str, float]] = {
    "agreements": {"duration_years": 1},
    "label_awards": {"wave": 1},
    "copublications": {"count": 0},
    "lists": {"announced": 0, "listed": 0},
    "indicator_values": {"value": 0, "lower": 0, "upper": 0, "numerator": 0, "denominator": 1},
}
#: Endings of the names of properties that count or measure, and so are never below zero.
_MEASURES = ("count", "Count", "Years", "Days", "Renewals", "amountMillionEuro", "share")


def check_figures(tables: Tables) -> Iterator[Fault]:
    """Yield the figures that are impossible whatever the source prints.

    Counts, amounts, durations and shares below zero; a share of a whole above 100 %; a fall by more
    than all; a multiple of zero or less; a range without both bounds, or upside down; a value of an
    indicator beside its range, a count of a share without the other. A share above 100 % is kept
    where ``resolution.csv`` says of it that the printed figure is disputed. A growth may exceed
    100 %: the claim ``changePercent``, the factor of a value of an indicator.

    Parameters
    ----------
    tables
        Rows whose cells are each well formed.

    Yields
    ------
    Fault
    """
    for name, columns in _LEAST.items():
        for located in tables.rows[name]:
            for column, least in columns.items():
                value = getattr(located.record, column)
                if value is not None and value < least:
                    yield _below(located, column, value, least)
    disputed = {
        (row.record.subject, row.record.predicate, row.record.about_year, row.record.population)
        for row in tables.rows["resolution"]
    }
    for located in tables.rows["indicator_values"]:
        yield from _indicator_value(located)
        yield from _share(located, disputed)
    for located in tables.rows["claims"]:
        yield from _claim(located, disputed)


def _indicator_value(located: Located) -> Iterator[Fault]:
    row: IndicatorValue = located.record
    if row.stated_factor is not None and row.stated_factor <= 0:
        yield Fault(
            located.file,
            located.line,
            "stated_factor",
            message("{value:g} times the reference is no multiple", value=row.stated_factor),
            message("2 for a doubling, 0.5 for a half, 1 for the same"),
        )
    if row.value is not None and (row.lower is not None or row.upper is not None):
        yield _beside_a_range(located)
    elif (row.lower is None) != (row.upper is None) or (
        row.approximation == "between" and row.lower is None
    ):
        yield Fault(
            located.file,
            located.line,
            "lower" if row.lower is None else "upper",
            message("between needs both bounds")
            if row.approximation == "between"
            else message("a range needs both bounds"),
            message("fill in lower and upper, or say at-least or at-most"),
        )
    if row.lower is not None and row.upper is not None and row.lower > row.upper:
        yield Fault(
            located.file,
            located.line,
            "upper",
            message(
                "the lower bound {lower:g} is above the upper one {upper:g}",
                lower=row.lower,
                upper=row.upper,
            ),
            message("exchange them, after a look at the source"),
        )
    figure = row.value if row.value is not None else row.lower
    if figure is not None and row.unit is None:
        yield Fault(
            located.file,
            located.line,
            "unit",
            message("{value:g} of what? the number has no unit", value=figure),
            message("fill in the unit: count, percent, million-euro…"),
        )
    nothing = figure is None and row.upper is None and row.stated_text is None
    if nothing and row.approximation != "between":
        yield Fault(
            located.file,
            located.line,
            "value",
            message("neither a number nor words"),
            message("fill in value, or lower and upper, or the words as printed in stated_text"),
        )


def _beside_a_range(located: Located) -> Fault:
    row: IndicatorValue = located.record
    low, high = row.lower, row.upper
    outside = row.value is not None and (
        (low is not None and row.value < low) or (high is not None and row.value > high)
    )
    bounds = " – ".join("…" if bound is None else f"{bound:g}" for bound in (low, high))
    cause = (
        message(
            "the value {value:g} lies outside its bounds {bounds}", value=row.value, bounds=bounds
        )
        if outside
        else message(
            "the value {value:g} stands beside its bounds {bounds}", value=row.value, bounds=bounds
        )
    )
    return Fault(
        located.file,
        located.line,
        "value",
        cause,
        message("a value is a number or a range: leave the value blank, or both bounds"),
    )


def _share(located: Located, disputed: set[_Figure]) -> Iterator[Fault]:
    """Yield a fault if a share lacks one of its counts, or is more than the whole."""
    row: IndicatorValue = located.record
    part, whole = row.numerator, row.denominator
    if (part is None) != (whole is None):
        yield Fault(
            located.file,
            located.line,
            "denominator" if whole is None else "numerator",
            message("{part} of how many?", part=part)
            if whole is None
            else message("how many of {whole}?", whole=whole),
            message("a share gives numerator and denominator, or neither"),
        )
    elif part is not None and whole is not None and part > whole > 0:
        yield Fault(
            located.file,
            located.line,
            "numerator",
            message("{part} of {whole} is more than the whole", part=part, whole=whole),
            message("exchange them, after a look at the source"),
        )
    if row.unit != "percent" or (row.component, "numericValue", row.for_year, None) in disputed:
        return
    for column in ("value", "lower", "upper"):
        share = getattr(row, column)
        if share is not None and share > 100:
            yield Fault(
                located.file,
                located.line,
                column,
                message("{value:g} % is more than the whole", value=share),
                message(
                    "a growth is a stated_factor, 2.5 for 150 % more; resolution.csv says of a "
                    "printed share that it is disputed"
                ),
            )


def _claim(located: Located, disputed: set[_Figure]) -> Iterator[Fault]:
    row: Claim = located.record
    if row.datatype not in ("integer", "decimal"):
        return
    try:
        value = float(row.value)
    except ValueError:
        return  # said by the check of the type
    if row.predicate == "changePercent":
        if value < -100:
            yield _below(located, "value", value, -100)
    elif row.predicate == "rank":
        if value < 1:
            yield _below(located, "value", value, 1)
    elif row.predicate.endswith(_MEASURES) and value < 0:
        yield _below(located, "value", value, 0)
    key = (row.subject, row.predicate, row.about_year, row.population)
    if row.predicate == "share" and value > 100 and key not in disputed:
        yield Fault(
            located.file,
            located.line,
            "value",
            message("{value:g} % is more than the whole", value=value),
            message(
                "a growth is changePercent; resolution.csv says of a printed share that it is "
                "disputed"
            ),
        )
    if row.approximation == "between":
        yield Fault(
            located.file,
            located.line,
            "approximation",
            message("between needs both bounds"),
            message("two claims, one at-least and one at-most"),
        )


def _below(located: Located, column: str, value: float, least: float) -> Fault:
    return Fault(
        located.file,
        located.line,
        column,
        message("{value:g} is impossible: {least:g} at least", value=value, least=least),
        message("correct it from the source, or leave it blank"),
    )
