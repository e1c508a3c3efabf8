"""Read the facts that the gap rules need from a store: the only module here that sees RDF terms.

The questions are in ``queries/gaps/gap-*.rq``, one file per kind of fact. They use no negation and
no date arithmetic, so that every engine gives the same rows; absence and time are judged in Python.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coopgraph.analysis.gaps.dates import DateRange, Period, parse_attested
from coopgraph.analysis.gaps.facts import (
    ChangeEvent,
    Dispute,
    Doubt,
    Facts,
    Instrument,
    ListStatement,
    Origin,
    Place,
    Priority,
    Source,
    Structure,
    TermRule,
    Tie,
)
from coopgraph.analysis.gaps.involvement import SUPERVISING
from coopgraph.analysis.gaps.records import Bilingual
from coopgraph.namespaces import local_name, source_iri
from coopgraph.resources import queries_dir

if TYPE_CHECKING:
    from coopgraph.store.base import Store

__all__ = ["read_facts"]

Row = dict[str, str]


def read_facts(store: Store, *, focus: str | None = None) -> Facts:
    """Ask a store all that the gap rules need.

    Parameters
    ----------
    store
        A filled store.
    focus
        IRI of the organisation whose partnerships are examined; the landscape's own by default.

    Returns
    -------
    Facts
        Rows in a fixed order.

    Raises
    ------
    StoreError
        If no focus is given and the landscape names none.
    """
    from coopgraph.store.sources import read_focus

    return _Reader(store, focus or read_focus(store).value).facts()


@dataclass
class _Reader:
    store: Store
    focus: str
    links: dict[str, dict[str, set[str]]] = field(init=False)
    dates: dict[str, dict[str, list[str]]] = field(init=False)
    origins: dict[str, Origin] = field(init=False)
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
            self.origins.setdefault(row["node"], _origin(row))
        self.sources = self.read_sources()

    def rows(self, name: str) -> Iterator[Row]:
        """Run a query of ``queries/gaps``; unbound variables are absent, rows are sorted."""
        from pyoxigraph import Literal, NamedNode

        text = (queries_dir() / "gaps" / f"gap-{name}.rq").read_text(encoding="utf-8")
        bindings = {"focus": NamedNode(self.focus)} if "?focus" in text else None
        found: list[Row] = []
        for solution in self.store.select(text, bindings=bindings).dicts():
            row = {key: term.value for key, term in solution.items() if term is not None}
            for key, term in solution.items():
                if isinstance(term, Literal) and term.language:
                    row[f"{key}@"] = term.language
            found.append(row)
        return iter(sorted(found, key=lambda row: sorted(row.items())))

    def facts(self) -> Facts:
        """Assemble everything."""
        classes, ancestors = self.read_classes()
        names, acronyms = self.read_names()
        members: dict[str, set[str]] = defaultdict(set)
        memberships: dict[str, set[str]] = defaultdict(set)
        for row in self.rows("members"):
            members[row["collective"]].add(row["member"])
            memberships[row["collective"]].add(row["member"])
        ties = self.read_ties()
        for tie in ties:
            members[tie.structure].add(tie.body)
            memberships[tie.structure].add(tie.body)
        supervised = sorted(
            {t.structure for t in ties if t.body == self.focus and t.role in SUPERVISING}
        )
        return Facts(
            focus=self.focus,
            names=names,
            acronyms=acronyms,
            classes=classes,
            ancestors=ancestors,
            sources=self.sources,
            places=self.read_places(),
            seats=_frozen(self.links["locatedIn"]),
            parents=_frozen(self.links["subOrganizationOf"]),
            governed={body: min(places) for body, places in self.links["governs"].items()},
            broader=_frozen(self.links["broader"]),
            identified=self.read_identifiers(),
            memberships=_frozen(memberships),
            partners=frozenset(
                party
                for parties in self.links["hasParty"].values()
                if self.focus in parties
                for party in parties - {self.focus}
            ),
            structures=tuple(
                Structure(
                    iri=iri,
                    start=self.moment(iri, "start"),
                    end=self.moment(iri, "end"),
                    origin=self.origins.get(iri),
                )
                for iri in supervised
            ),
            ties=tuple(tie for tie in ties if tie.body != self.focus),
            instruments=tuple(self.read_instruments(members)),
            priorities=tuple(self.read_priorities()),
            events=tuple(self.read_events()),
            term_rules=tuple(self.read_term_rules()),
            lists=tuple(self.read_lists()),
            disputes=tuple(self.read_disputes()),
            doubts=tuple(self.read_doubts()),
        )

    def read_sources(self) -> dict[str, Source]:
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

    def read_classes(self) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
        """Return the classes of entities with their ancestors, and the ancestors of classes."""
        from coopgraph.vocabulary import SUBCLASSES

        ancestors: dict[str, set[str]] = defaultdict(set)
        for parent, children in SUBCLASSES.items():
            for child in children:
                ancestors[local_name(child)].add(local_name(parent))
        classes: dict[str, set[str]] = defaultdict(set)
        for row in self.rows("entities"):
            own = local_name(row["class"])
            classes[row["entity"]] |= ancestors[own] | {own}
        return _frozen(classes), _frozen(ancestors)

    def read_names(self) -> tuple[dict[str, Bilingual], dict[str, str]]:
        """Return names in both languages (one stands in for the other) and acronyms."""
        by_language: dict[str, dict[str, str]] = defaultdict(dict)
        acronyms: dict[str, str] = {}
        for row in self.rows("names"):
            if row["kind"] == "acronym":
                acronyms.setdefault(row["entity"], row["name"])
            else:
                by_language[row["entity"]].setdefault(row.get("name@", ""), row["name"])
        names = {}
        for iri, texts in by_language.items():
            any_text = texts.get("fr") or texts.get("en") or next(iter(texts.values()))
            names[iri] = Bilingual(texts.get("fr", any_text), texts.get("en", any_text))
        return names, acronyms

    def read_places(self) -> dict[str, Place]:
        """Return places with the places that hold them."""
        within: dict[str, set[str]] = defaultdict(set)
        for place, holders in self.links["within"].items():
            within[place] |= holders
            for holder in holders:
                within[holder] |= set()
        for region, countries in self.links["includesCountry"].items():
            within[region] |= set()
            for country in countries:
                within[country].add(region)
        points = {row["place"]: row for row in self.rows("coordinates")}
        return {
            iri: Place(
                iri=iri,
                within=frozenset(within[iri]),
                latitude=float(points[iri]["latitude"]) if iri in points else None,
                longitude=float(points[iri]["longitude"]) if iri in points else None,
            )
            for iri in sorted(within.keys() | points.keys())
        }

    def read_identifiers(self) -> dict[str, frozenset[str]]:
        """Return the registers that know each entity."""
        found: dict[str, set[str]] = defaultdict(set)
        for row in self.rows("identifiers"):
            found[row["entity"]].add(local_name(row["register"]))
        return _frozen(found)

    def read_ties(self) -> list[Tie]:
        """Return the ties of all bodies to the structures of the focus."""
        return [
            Tie(
                iri=row["tie"],
                structure=row["structure"],
                body=row["body"],
                role=local_name(row["role"]),
                start=self.moment(row["tie"], "start"),
                end=self.moment(row["tie"], "end"),
                origin=self.origins.get(row["tie"]),
            )
            for row in self.rows("ties")
        ]

    def read_instruments(self, members: dict[str, set[str]]) -> Iterator[Instrument]:
        """Return agreements, awards, collaborations and joint units, one record each."""
        seen: set[str] = set()
        for row in self.rows("instruments"):
            iri, kind = row["instrument"], row["kind"]
            if iri in seen:
                continue
            seen.add(iri)
            parties = (
                self.links["hasParty"][iri] if kind == "agreement" else members.get(iri, set())
            )
            places = self.links["targetPlace" if kind == "agreement" else "locatedIn"][iri]
            concept = row.get("concept")
            yield Instrument(
                iri=iri,
                kind=kind,
                concept=local_name(concept) if concept else None,
                holder=row.get("holder"),
                parties=frozenset(parties),
                themes=frozenset(self.links["theme"][iri]),
                places=frozenset(places),
                period=self.period(iri),
                revision_of=row.get("revised"),
                origin=self.origins.get(iri),
            )

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

    def read_priorities(self) -> Iterator[Priority]:
        """Return the cells of the strategies."""
        for row in self.rows("priorities"):
            yield Priority(
                iri=row["priority"],
                strategy=row["strategy"],
                place=row["place"],
                theme=row.get("theme"),
                stance=row.get("stance", ""),
                start=self.moment(row["priority"], "start"),
                end=self.moment(row["priority"], "end"),
                origin=self.origins.get(row["priority"]),
            )

    def read_events(self) -> Iterator[ChangeEvent]:
        """Return what became of organisations."""
        years: dict[str, int] = {}
        before: dict[str, set[str]] = defaultdict(set)
        after: dict[str, set[str]] = defaultdict(set)
        for row in self.rows("events"):
            before[row["event"]].add(row["original"])
            after[row["event"]].add(row["resulting"])
            if "year" in row:
                years[row["event"]] = int(row["year"])
        for iri in sorted(before):
            yield ChangeEvent(
                iri=iri,
                year=years.get(iri),
                originals=frozenset(before[iri]),
                resultings=frozenset(after[iri]),
            )

    def read_term_rules(self) -> Iterator[TermRule]:
        """Return the usual terms of kinds of instruments."""
        for row in self.rows("usual-terms"):
            yield TermRule(
                concept=local_name(row["concept"]),
                years=int(row["years"]),
                valid_from=_number(row.get("valid_from")),
                valid_to=_number(row.get("valid_to")),
                origin=_origin(row),
            )

    def read_lists(self) -> Iterator[ListStatement]:
        """Return what the sources say about their lists, and who stands in them."""
        members: dict[str, set[str]] = defaultdict(set)
        elsewhere: dict[str, set[str]] = defaultdict(set)
        named_by: dict[str, set[str]] = defaultdict(set)
        lists = list(self.rows("lists"))
        printed = {row["list"] for row in lists if local_name(row.get("form", "")) == "printed"}
        for row in self.rows("list-members"):
            item, via = row["list"], row["via"]
            members[item].add(row["member"])
            if item != via:
                named_by[item].add(via)
            own = self.origins.get(item)
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
                announced=_number(row.get("announced")),
                approximation=row.get("approximation", ""),
                listed=_number(row.get("listed")),
                about_year=_number(row.get("about_year")),
                since_year=_number(row.get("since_year")),
                members=frozenset(members[iri]),
                elsewhere=frozenset(elsewhere[iri]),
                named_by=tuple(sorted(named_by[iri])),
                origin=self.origins.get(iri),
            )

    def read_disputes(self) -> Iterator[Dispute]:
        """Return the statements that disagree, where nothing is settled or explained."""
        for row in self.rows("disputes"):
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
                about_year=_number(row.get("about_year")),
                population=row.get("population"),
                origin=_origin(row),
            )

    def read_doubts(self) -> Iterator[Doubt]:
        """Return the statements of low confidence."""
        about: dict[str, set[str]] = defaultdict(set)
        first: dict[str, Row] = {}
        for row in self.rows("doubts"):
            first.setdefault(row["node"], row)
            if "about" in row:
                about[row["node"]].add(row["about"])
        for iri, row in sorted(first.items()):
            yield Doubt(
                iri=iri,
                subjects=frozenset(about[iri]),
                note=row.get("note", ""),
                origin=Origin(row["source"], row.get("locator", ""), "low"),
            )


def _origin(row: Row) -> Origin:
    return Origin(row["source"], row.get("locator", ""), local_name(row.get("confidence", "")))


def _number(text: str | None) -> int | None:
    return None if text is None else int(text)


def _frozen(sets: dict[str, set[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(values) for key, values in sorted(sets.items())}
