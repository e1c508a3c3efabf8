"""Read what sources say of their own statements: complete lists, disagreements, doubts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from coopgraph.analysis.gaps.asking import Asking, Row, number, origin
from coopgraph.analysis.gaps.records import Bilingual
from coopgraph.analysis.gaps.rows import Dispute, Doubt, IndicatorValue, ListStatement, Origin
from coopgraph.namespaces import local_name

__all__ = ["read_disputes", "read_doubts", "read_indicators", "read_lists"]


def read_lists(asking: Asking) -> Iterator[ListStatement]:
    """Return what the sources say about their lists, and who stands in them."""
    members: dict[str, set[str]] = defaultdict(set)
    elsewhere: dict[str, set[str]] = defaultdict(set)
    named_by: dict[str, set[str]] = defaultdict(set)
    lists = list(asking.rows("lists"))
    printed = {row["list"] for row in lists if local_name(row.get("form", "")) == "printed"}
    for row in asking.rows("list-members"):
        item, via = row["list"], row["via"]
        members[item].add(row["member"])
        if item != via:
            named_by[item].add(via)
        own = asking.origins.get(item)
        if item != via or (item not in printed and own and own.source != row["source"]):
            elsewhere[item].add(row["member"])
    for row in lists:
        iri = row["list"]
        yield ListStatement(
            iri=iri,
            subject=row["subject"],
            covers=local_name(row["class"]),
            completeness=local_name(row["completeness"]),
            scope=row.get("scope"),
            announced=number(row.get("announced")),
            approximation=row.get("approximation", ""),
            listed=number(row.get("listed")),
            about_year=number(row.get("about_year")),
            since_year=number(row.get("since_year")),
            members=frozenset(members[iri]),
            elsewhere=frozenset(elsewhere[iri]),
            named_by=tuple(sorted(named_by[iri])),
            origin=asking.origins.get(iri),
        )


def read_disputes(asking: Asking) -> Iterator[Dispute]:
    """Return the statements that disagree, where nothing is settled or explained."""
    for row in asking.rows("disputes"):
        reason = row.get("reason_fr")
        yield Dispute(
            claim=row["statement"],
            subject=row["subject"],
            predicate=row["predicate"],
            value=row.get("value", ""),
            approximation=row.get("approximation", ""),
            disagreement=row["disagreement"],
            kind=row["kind"],
            expected=row.get("expected", ""),
            reason=Bilingual(reason, row.get("reason_en", reason)) if reason else None,
            about_year=number(row.get("about_year")),
            population=row.get("population"),
            origin=origin(row),
        )


def read_doubts(asking: Asking) -> Iterator[Doubt]:
    """Return the statements of low confidence."""
    about: dict[str, set[str]] = defaultdict(set)
    first: dict[str, Row] = {}
    for row in asking.rows("doubts"):
        first.setdefault(row["node"], row)
        if "about" in row:
            about[row["node"]].add(row["about"])
    for iri, row in sorted(first.items()):
        yield Doubt(
            iri=iri,
            subjects=frozenset(about[iri]),
            note=row.get("note", ""),
            note_fr=row.get("note_fr", ""),
            origin=Origin(row["source"], row.get("locator", ""), "low"),
        )


def read_indicators(asking: Asking) -> Iterator[IndicatorValue]:
    """Return the figures of the indicators of the plans of the focus, one record each."""
    seen: set[str] = set()
    for row in asking.rows("indicator-values"):
        if row["figure"] in seen:
            continue
        seen.add(row["figure"])
        yield IndicatorValue(
            iri=row["figure"],
            component=row["component"],
            plan=row["plan"],
            role=local_name(row["role"]),
            year=number(row.get("year")),
            value=_decimal(row.get("value")),
            lower=_decimal(row.get("lower")),
            upper=_decimal(row.get("upper")),
            factor=_decimal(row.get("factor")),
            approximation=local_name(row.get("approximation", "exact")),
            unit=local_name(row.get("unit", "")),
            period=local_name(row.get("period", "")),
            origin=origin(row),
        )


def _decimal(text: str | None) -> float | None:
    return float(text) if text else None
