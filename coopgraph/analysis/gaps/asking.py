"""Ask a store the questions of ``queries/gaps``, and keep what several readers need.

The only module here that sees RDF terms. The questions use no negation and no date arithmetic, so
that every engine gives the same rows; absence and time are judged in Python.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING

from coopgraph.analysis.gaps.dates import DateRange, Period, parse_attested
from coopgraph.analysis.gaps.rows import DateStatement, Origin, Source
from coopgraph.collector import without_collector
from coopgraph.namespaces import local_name, source_iri
from coopgraph.resources import queries_dir

if TYPE_CHECKING:
    from coopgraph.store.base import Solutions, Store

__all__ = ["Asking", "Row", "frozen", "number", "origin"]

#: A row of an answer: text by name of its variable.
Row = dict[str, str]


@dataclass
class Asking:
    """A store that is asked for one organisation.

    Parameters
    ----------
    store
        A filled store.
    focus
        IRI of the organisation whose partnerships are examined.

    Attributes
    ----------
    links
        Local name of a property to subject to values.
    dates
        Subject to local name of a property of time to values.
    origins
        Subject to where it comes from.
    dates_claimed
        Subject to local name of a property of time to claims, each with its value and where it
        comes from, where a date is a statement of its own.
    sources
        The sources and the time that each pictures.
    """

    store: Store
    focus: str
    links: dict[str, dict[str, set[str]]] = field(init=False)
    dates: dict[str, dict[str, list[str]]] = field(init=False)
    origins: dict[str, Origin] = field(init=False)
    dates_claimed: dict[str, dict[str, list[tuple[str, str, Origin]]]] = field(init=False)
    sources: dict[str, Source] = field(init=False)

    def __post_init__(self) -> None:
        self.links = defaultdict(lambda: defaultdict(set))
        for row in self.rows("links"):
            self.links[local_name(row["property"])][row["node"]].add(row["value"])
        self.dates = defaultdict(lambda: defaultdict(list))
        for row in self.rows("periods"):
            self.dates[row["node"]][local_name(row["property"])].append(row["value"])
        self.origins = {}
        for row in self.rows("origins"):
            self.origins.setdefault(row["node"], origin(row))
        self.dates_claimed = defaultdict(lambda: defaultdict(list))
        for row in self.rows("period-origins"):
            claimed = self.dates_claimed[row["node"]][local_name(row["property"])]
            claimed.append((row["claim"], row["value"], origin(row)))
        self.sources = self._sources()

    def rows(self, name: str) -> Iterator[Row]:
        """Run a query of ``queries/gaps``; unbound variables are absent, rows are sorted."""
        from pyoxigraph import NamedNode

        text = (queries_dir() / "gaps" / f"gap-{name}.rq").read_text(encoding="utf-8")
        bindings = {"focus": NamedNode(self.focus)} if "?focus" in text else None
        with without_collector():
            found = _rows(self.store.select(text, bindings=bindings))
        return iter(found)

    def _sources(self) -> dict[str, Source]:
        """Return the sources and the time that each pictures."""
        from coopgraph.store.sources import read_sources

        return {
            source_iri(info.id): Source(
                iri=source_iri(info.id),
                title=info.title,
                kind=info.kind,
                describes=info.describes,
                attested=parse_attested(info.describes, info.published),
            )
            for info in read_sources(self.store)
        }

    def period(self, iri: str) -> Period:
        """Return the dates of an instrument; an end that no source states is left to the rules."""
        dates = self.dates.get(iri, {})
        bases = {local_name(basis) for basis in dates.get("endBasis", ())}
        origin = self.origins.get(iri)
        source = self.sources.get(origin.source) if origin else None
        revision = [
            int(year)
            for name in ("plannedRevisionStartYear", "plannedRevisionEndYear")
            for year in dates.get(name, ())
        ]
        terms = {int(years) for years in dates.get("durationYears", ())}
        return Period(
            start=self.moment(iri, "start") or self.moment(iri, "signed"),
            end=None if bases & {"computed", "assumed"} else self.moment(iri, "end"),
            term_years=terms.pop() if len(terms) == 1 else None,
            attested=source.attested if source else None,
            revision=DateRange.year(min(revision)).hull(DateRange.year(max(revision)))
            if revision
            else None,
            open_ended="open" in bases,
            present=source is not None and source.attested is None and not dates,
        )

    def dated_by(self, iri: str, period: Period) -> tuple[DateStatement, ...]:
        """Return what the dates of an instrument take from other sources than its own.

        Parameters
        ----------
        iri
            The instrument.
        period
            Its dates; what they do not rest on is left out.
        """
        own = self.origins.get(iri)
        begun = "start" if self.moment(iri, "start") is not None else "signed"
        used = [(begun, period.start is not None), ("end", period.end is not None)]
        found = [
            DateStatement(claim, name, _range_of(value), where)
            for name, told in used
            if told
            for claim, value, where in self._claimed(iri, name)
        ]
        if period.term_years is not None:
            terms = self.dates_claimed.get(iri, {}).get("durationYears", ())
            found += [
                DateStatement(claim, "term", int(years), where) for claim, years, where in terms
            ]
        return tuple(s for s in found if own is None or s.origin.source != own.source)

    def _claimed(self, iri: str, name: str) -> list[tuple[str, str, Origin]]:
        """Return the claims that a date rests on: those of days if any is known, else of years."""
        dates, claimed = self.dates.get(iri, {}), self.dates_claimed.get(iri, {})
        days = (f"{name}Date", f"{name}On")
        properties = days if any(dates.get(one) for one in days) else (f"{name}Year",)
        return [item for one in properties for item in claimed.get(one, ())]

    def moment(self, iri: str, name: str) -> DateRange | None:
        """Return a date of a node: its days if it has any, else its years."""
        dates = self.dates.get(iri, {})
        days = dates.get(f"{name}Date", []) + dates.get(f"{name}On", [])
        years = dates.get(f"{name}Year", [])
        ranges = [DateRange.day(datetime.date.fromisoformat(day)) for day in days] or [
            DateRange.year(int(year)) for year in years
        ]
        if not ranges:
            return None
        hull = ranges[0]
        for other in ranges[1:]:
            hull = hull.hull(other)
        return hull


def _rows(solutions: Solutions) -> list[Row]:
    """Return rows as text, sorted by their columns in the order of the alphabet."""
    from pyoxigraph import Literal

    names = solutions.variables
    columns = sorted(range(len(names)), key=names.__getitem__)
    found: list[tuple[list[str], Row]] = []
    for solution in solutions.rows:
        key: list[str] = []
        row: Row = {}
        for column in columns:
            term = solution[column]
            text = language = ""
            if term is not None:
                row[names[column]] = text = term.value
                if isinstance(term, Literal) and term.language:
                    row[f"{names[column]}@"] = language = term.language
            key += (text, language)
        found.append((key, row))
    found.sort(key=itemgetter(0))
    return [row for _, row in found]


def _range_of(value: str) -> DateRange:
    """Return the days of a day or of a year."""
    if value.isdecimal():
        return DateRange.year(int(value))
    return DateRange.day(datetime.date.fromisoformat(value))


def origin(row: Row) -> Origin:
    """Return where a row that names its source comes from.

    Examples
    --------
    >>> origin({"source": "https://example.org/a", "locator": "l. 3"}).locator
    'l. 3'
    """
    return Origin(row["source"], row.get("locator", ""), local_name(row.get("confidence", "")))


def number(text: str | None) -> int | None:
    """Return a number where there is one.

    Examples
    --------
    >>> number("12"), number(None)
    (12, None)
    """
    return None if text is None else int(text)


def frozen(sets: dict[str, set[str]]) -> dict[str, frozenset[str]]:
    """Return sets that stay as they are, by sorted key.

    Examples
    --------
    >>> frozen({"b": {"x"}, "a": set()})
    {'a': frozenset(), 'b': frozenset({'x'})}
    """
    return {key: frozenset(values) for key, values in sorted(sets.items())}
