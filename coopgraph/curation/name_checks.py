"""Check dated names: only former names have years, and a body bears one at a time."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator

from coopgraph.curation.tables import Located, Tables
from coopgraph.errors import Fault
from coopgraph.messages import message
from coopgraph.model.values import Alias

__all__ = ["check_former_names"]


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
