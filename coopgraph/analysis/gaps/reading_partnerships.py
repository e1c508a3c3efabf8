"""Read partnerships: ties to structures, instruments and their usual terms, cells of strategies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from coopgraph.analysis.gaps.asking import Asking, number, origin
from coopgraph.analysis.gaps.rows import Instrument, Part, Priority, Reform, TermRule, Tie
from coopgraph.namespaces import local_name

__all__ = [
    "read_instruments",
    "read_parts",
    "read_priorities",
    "read_reforms",
    "read_term_rules",
    "read_ties",
]


def read_ties(asking: Asking) -> list[Tie]:
    """Return the ties of all bodies to the structures of the focus."""
    return [
        Tie(
            iri=row["tie"],
            structure=row["structure"],
            body=row["body"],
            role=local_name(row["role"]),
            start=asking.moment(row["tie"], "start"),
            end=asking.moment(row["tie"], "end"),
            origin=asking.origins.get(row["tie"]),
        )
        for row in asking.rows("ties")
    ]


def read_instruments(asking: Asking, members: Mapping[str, set[str]]) -> Iterator[Instrument]:
    """Return agreements, awards, collaborations and joint units, one record each."""
    seen: set[str] = set()
    for row in asking.rows("instruments"):
        iri, kind = row["instrument"], row["kind"]
        if iri in seen:
            continue
        seen.add(iri)
        parties = asking.links["hasParty"][iri] if kind == "agreement" else members.get(iri, set())
        places = asking.links["targetPlace" if kind == "agreement" else "locatedIn"][iri]
        concept = row.get("concept")
        period = asking.period(iri)
        yield Instrument(
            iri=iri,
            kind=kind,
            concept=local_name(concept) if concept else None,
            holder=row.get("holder"),
            parties=frozenset(parties),
            themes=frozenset(asking.links["theme"][iri]),
            places=frozenset(places),
            period=period,
            revision_of=row.get("revised"),
            origin=asking.origins.get(iri),
            dated_by=asking.dated_by(iri, period),
        )


def read_priorities(asking: Asking) -> Iterator[Priority]:
    """Return the cells of the strategies."""
    for row in asking.rows("priorities"):
        yield Priority(
            iri=row["priority"],
            strategy=row["strategy"],
            place=row["place"],
            theme=row.get("theme"),
            stance=row.get("stance", ""),
            start=asking.moment(row["priority"], "start"),
            end=asking.moment(row["priority"], "end"),
            origin=asking.origins.get(row["priority"]),
        )


def read_term_rules(asking: Asking) -> Iterator[TermRule]:
    """Return the usual terms of kinds of instruments."""
    for row in asking.rows("usual-terms"):
        yield TermRule(
            concept=local_name(row["concept"]),
            years=int(row["years"]),
            valid_from=number(row.get("valid_from")),
            valid_to=number(row.get("valid_to")),
            origin=origin(row),
        )


def read_parts(asking: Asking) -> list[Part]:
    """Return who takes part in which collective, and in which role."""
    return [
        Part(
            iri=row["link"],
            collective=row["collective"],
            member=row["member"],
            role=local_name(row.get("role", "")),
            origin=asking.origins.get(row["link"]),
        )
        for row in asking.rows("members")
    ]


def read_reforms(asking: Asking) -> Iterator[Reform]:
    """Return which kinds of instruments gave way to which others."""
    years: dict[str, int] = {}
    before: dict[str, set[str]] = defaultdict(set)
    after: dict[str, set[str]] = defaultdict(set)
    for row in asking.rows("reforms"):
        before[row["event"]].add(local_name(row["original"]))
        after[row["event"]].add(local_name(row["resulting"]))
        if "year" in row:
            years[row["event"]] = int(row["year"])
    for iri in sorted(before):
        yield Reform(
            iri=iri,
            year=years.get(iri),
            originals=frozenset(before[iri]),
            resultings=frozenset(after[iri]),
        )
