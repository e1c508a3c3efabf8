"""Check figures and former names: numbers that cannot be, names borne at the same time."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator

from coopgraph.curation.tables import Located, Tables
from coopgraph.errors import Fault
from coopgraph.messages import message
from coopgraph.model.plans import IndicatorValue
from coopgraph.model.values import Alias, Claim

__all__ = ["check_figures", "check_former_names"]

#: The least that a column can hold, whatever the unit.
_LEAST: dict[str, dict[str, float]] = {
    "agreements": {"duration_years": 1},
    "label_awards": {"wave": 1},
    "lists": {"announced": 0, "listed": 0},
    "indicator_values": {"value": 0, "lower": 0, "upper": 0, "numerator": 0, "denominator": 1},
}
#: Endings of the names of properties that count or measure, and so are never below zero.
_MEASURES = ("count", "Count", "Years", "Days", "Renewals", "amountMillionEuro", "share")


def check_figures(tables: Tables) -> Iterator[Fault]:
    """Yield the figures that are impossible whatever the source prints.

    Counts, amounts, durations and shares below zero; a share of a whole above 100 %; a fall by more
    than all; a multiple of zero or less; a range without both bounds, or upside down. A share above
    100 % is kept where ``resolution.csv`` says of it that the printed figure is disputed. A growth
    (``changePercent``) may exceed 100 %, and so may a value of an indicator, unless its row gives
    the counts of a share.

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
    for located in tables.rows["indicator_values"]:
        yield from _indicator_value(located)
    disputed = {
        (row.record.subject, row.record.predicate, row.record.about_year, row.record.population)
        for row in tables.rows["resolution"]
    }
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
    if row.approximation == "between" and (row.lower is None or row.upper is None):
        yield Fault(
            located.file,
            located.line,
            "lower" if row.lower is None else "upper",
            message("between needs both bounds"),
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
    part, whole = row.numerator, row.denominator
    if part is not None and whole is not None and part > whole > 0:
        yield Fault(
            located.file,
            located.line,
            "numerator",
            message("{part} of {whole} is more than the whole", part=part, whole=whole),
            message("exchange them, after a look at the source"),
        )
    if whole is not None and row.unit == "percent" and row.value is not None and row.value > 100:
        yield _above(located, row.value)


def _claim(
    located: Located, disputed: set[tuple[str, str, int | None, str | None]]
) -> Iterator[Fault]:
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
        yield _above(located, value)
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


def _above(located: Located, value: float) -> Fault:
    return Fault(
        located.file,
        located.line,
        "value",
        message("{value:g} % is more than the whole", value=value),
        message(
            "a growth is changePercent; resolution.csv says of a printed share that it is disputed"
        ),
    )


def check_former_names(tables: Tables) -> Iterator[Fault]:
    """Yield the dated names that are no former names, and those borne at the same time.

    Only years that rows give count: a name that ended in 2021 and another that ended in 2024 may
    have followed each other. Names in different languages may be borne together.

    Parameters
    ----------
    tables
        Rows whose cells are each well formed.

    Yields
    ------
    Fault
    """
    former: dict[str, list[Located]] = defaultdict(list)
    for located in tables.rows["aliases"]:
        row: Alias = located.record
        if row.start_year is None and row.end_year is None:
            continue
        if row.kind == "former-name":
            former[row.entity].append(located)
        else:
            yield Fault(
                located.file,
                located.line,
                "end_year" if row.start_year is None else "start_year",
                message("only former names have years, and this is {kind}", kind=row.kind),
                message("say former-name, or leave the years blank"),
            )
    for names in former.values():
        for first, second in itertools.combinations(names, 2):
            if _borne_together(first.record, second.record):
                yield Fault(
                    second.file,
                    second.line,
                    "start_year" if second.record.start_year is not None else "end_year",
                    message(
                        "borne at the same time as {name!r} ({place})",
                        name=first.record.alias,
                        place=f"{first.file}:{first.line}",
                    ),
                    message(
                        "a body has one name at a time in a language; the other one is an alias"
                    ),
                )


def _borne_together(one: Alias, other: Alias) -> bool:
    """Say whether two former names share a year for certain.

    Examples
    --------
    >>> def name(alias, start, end):
    ...     return Alias(
    ...         entity="e", alias=alias, kind="former-name", start_year=start, end_year=end,
    ...         source="s", locator=None, confidence="high", note=None,
    ...     )
    >>> _borne_together(name("A", 2000, 2010), name("B", 2010, None))
    True
    >>> _borne_together(name("A", None, 2010), name("B", None, 2012))
    False
    """
    if one.alias == other.alias:
        return False
    if one.language and other.language and one.language != other.language:
        return False
    return max(_first(one), _first(other)) <= min(_last(one), _last(other))


def _first(name: Alias) -> int:
    year = name.start_year if name.start_year is not None else name.end_year
    return year if year is not None else 0


def _last(name: Alias) -> int:
    year = name.end_year if name.end_year is not None else name.start_year
    return year if year is not None else 0
