"""Check rows against each other: keys, references, periods, claims, identifiers, locators."""

from __future__ import annotations

import datetime
import itertools
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from coopgraph.curation.cells import datatype_fault
from coopgraph.curation.circle_checks import check_circles
from coopgraph.curation.decisions import check_decisions
from coopgraph.curation.event_checks import check_events
from coopgraph.curation.identifiers import identifier_fault
from coopgraph.curation.list_checks import check_lists
from coopgraph.curation.meant import closest
from coopgraph.curation.name_checks import check_former_names
from coopgraph.curation.tables import ENTITY_TABLES, TABLES, Located, Tables
from coopgraph.curation.value_checks import check_figures
from coopgraph.errors import Fault
from coopgraph.messages import counted, message
from coopgraph.model.columns import columns_of
from coopgraph.vocabulary import PROPERTIES, SCHEMES

__all__ = ["check_tables"]

_DOCUMENT_LOCATOR = re.compile(r"(?:.+, )?l\. [1-9][0-9]*(?:-[1-9][0-9]*)?\Z")
_WORDS = 8
_PERIODS = (
    (("start_year", "start_date", "signed_year", "signed_on"), ("end_year", "end_date")),
    (("revision_start_year",), ("revision_end_year",)),
    (("since_year",), ("about_year", "for_year")),
)
#: Properties of other vocabularies that a claim may state.
_OUTSIDE = frozenset(
    {"dct:isReplacedBy", "org:subOrganizationOf", "skos:closeMatch", "skos:exactMatch"}
)


def check_tables(tables: Tables, *, needs_focus: bool = True) -> Iterator[Fault]:
    """Yield the faults that only show between rows or columns.

    Parameters
    ----------
    tables
        Rows whose cells are each well formed.
    needs_focus
        Whether one organisation must be in focus.

    Yields
    ------
    Fault
        One per fault, in no particular order.
    """
    ids = {
        name: {located.record.id for located in rows if hasattr(located.record, "id")}
        for name, rows in tables.rows.items()
    }
    for check in (
        _keys,
        _pairs,
        _individuals,
        _periods,
        _values,
        check_circles,
        check_lists,
        check_events,
        check_figures,
        check_former_names,
    ):
        yield from check(tables)
    if needs_focus:
        yield from _focus(tables)
    yield from _references(tables, ids)
    if tables.faulty.isdisjoint(ENTITY_TABLES):
        yield from _claims(tables, ids)
        yield from check_decisions(tables, _subjects(ids))
    yield from _locators(tables)


def _cell(record: Any, column: str) -> Any:
    return getattr(record, "cls" if column == "class" else column)


def _keys(tables: Tables) -> Iterator[Fault]:
    for name, spec in TABLES.items():
        seen: dict[tuple[Any, ...], Located] = {}
        for located in tables.rows[name]:
            key = tuple(_cell(located.record, column) for column in spec.key)
            first = seen.setdefault(key, located)
            if first is not located:
                shown = ", ".join(str(value) for value in key if value is not None)
                yield Fault(
                    located.file,
                    located.line,
                    spec.key[0],
                    message(
                        "the same key as {place}: {key}",
                        place=f"{first.file}:{first.line}",
                        key=shown,
                    ),
                    message("one row, one fact: remove or merge one of them"),
                )


def _pairs(tables: Tables) -> Iterator[Fault]:
    """Yield the pairs of bodies that stand once in each order: a pair has none."""
    spec = TABLES["copublications"]
    seen: dict[tuple[Any, ...], Located] = {}
    for located in tables.rows[spec.name]:
        row = located.record
        rest = tuple(_cell(row, column) for column in spec.key[2:])
        first = seen.setdefault((*sorted((row.body, row.partner)), *rest), located)
        if first is not located and first.record.body != row.body:
            yield Fault(
                located.file,
                located.line,
                spec.key[0],
                message("the same pair as {place}", place=f"{first.file}:{first.line}"),
                message("a pair has no order: keep one of the two rows"),
            )


def _individuals(tables: Tables) -> Iterator[Fault]:
    seen: dict[str, Located] = {}
    for name in ENTITY_TABLES:
        for located in tables.rows[name]:
            first = seen.setdefault(located.record.id, located)
            if first is not located and Path(first.file).name != f"{name}.csv":
                yield Fault(
                    located.file,
                    located.line,
                    "id",
                    message(
                        "{id!r} already names the row {place}",
                        id=located.record.id,
                        place=f"{first.file}:{first.line}",
                    ),
                    message("identifiers are unique across tables"),
                )


def _focus(tables: Tables) -> Iterator[Fault]:
    rows = tables.rows["landscape"]
    if not rows and "landscape" not in tables.faulty and tables.folders:
        yield Fault(
            str(tables.folders[0] / "landscape.csv"),
            0,
            "focus",
            message("no organisation is in focus"),
            message("add landscape.csv with one row: focus,label_fr,label_en"),
        )
    for located in rows[1:]:
        cause = message("a landscape has one focus, in one row")
        hint = message("remove the others; or name an organisation with --focus")
        yield Fault(located.file, located.line, "focus", cause, hint)


def _periods(tables: Tables) -> Iterator[Fault]:
    for rows in tables.rows.values():
        for located in rows:
            for begins, ends in _PERIODS:
                for begin, end in itertools.product(begins, ends):
                    first = getattr(located.record, begin, None)
                    last = getattr(located.record, end, None)
                    if first is not None and last is not None and _earlier(last, first):
                        yield Fault(
                            located.file,
                            located.line,
                            end,
                            message(
                                "ends before it begins: {last} is earlier than {column} {first}",
                                last=str(last),
                                column=begin,
                                first=str(first),
                            ),
                            message("exchange them, after a look at the source"),
                        )


def _earlier(one: int | datetime.date, other: int | datetime.date) -> bool:
    """Compare as days if both are days, else as years."""
    if isinstance(one, datetime.date) and isinstance(other, datetime.date):
        return one < other
    return _year(one) < _year(other)


def _year(value: int | datetime.date) -> int:
    return value.year if isinstance(value, datetime.date) else value


def _values(tables: Tables) -> Iterator[Fault]:
    owners: dict[tuple[str, str], Located] = {}
    for located in tables.rows["identifiers"]:
        record = located.record
        if fault := identifier_fault(record.scheme, record.value):
            yield Fault(located.file, located.line, "value", *fault)
        first = owners.setdefault((record.scheme, record.value), located)
        if first.record.entity != record.entity:
            yield Fault(
                located.file,
                located.line,
                "value",
                message(
                    "{value} already belongs to {owner!r} ({place})",
                    value=record.value,
                    owner=first.record.entity,
                    place=f"{first.file}:{first.line}",
                ),
                message("an identifier has one owner"),
            )
    for name in ("claims", "indicator_values", "lists"):
        for located in tables.rows[name]:
            stated = located.record.stated_text
            if stated and len(stated.split()) > _WORDS:
                yield Fault(
                    located.file,
                    located.line,
                    "stated_text",
                    counted("{n} word", "{n} words", n=len(stated.split())),
                    message(
                        "keep the figure or the name as printed, at most {limit} words",
                        limit=_WORDS,
                    ),
                )
            if stated and not located.record.language:
                cause = message("the stated text needs a language tag")
                yield Fault(located.file, located.line, "language", cause)


def _references(tables: Tables, ids: dict[str, set[str]]) -> Iterator[Fault]:
    for name, spec in TABLES.items():
        columns = [
            (column_name, column)
            for column_name, column in columns_of(spec.record)
            if column.kind == "reference"
        ]
        for column_name, column in columns:
            if tables.faulty.intersection(column.targets):
                continue  # their rows are not all known: name the cause, not its consequences
            known = set().union(*(ids[target] for target in column.targets))
            unknown: dict[str, list[Located]] = defaultdict(list)
            for located in tables.rows[name]:
                value = _cell(located.record, column_name)
                for item in value if isinstance(value, tuple) else (value,):
                    if item is not None and item not in known:
                        unknown[item].append(located)
            for item, rows in unknown.items():
                yield _unknown(item, rows, column_name, known, column.targets)


def _unknown(
    value: str, rows: list[Located], column: str, known: set[str], targets: tuple[str, ...]
) -> Fault:
    """Return the fault of an id that is not known, at the first of the rows that name it."""
    first = rows[0]
    cause = message("unknown id {value!r}", value=value)
    if len(rows) > 1:
        cause = counted(
            "unknown id {value!r}, and in {n} more row below",
            "unknown id {value!r}, and in {n} more rows below",
            n=len(rows) - 1,
            value=value,
        )
    hint = closest(value, known) or message("not in {tables}", tables=", ".join(targets))
    return Fault(first.file, first.line, column, cause, hint)


def _subjects(ids: dict[str, set[str]]) -> set[str]:
    """Return what a claim may be about: the ids of entities, and concepts as scheme:concept."""
    concepts = {f"{scheme}:{name}" for scheme, names in SCHEMES.items() for name in names}
    return concepts.union(*(ids[table] for table in ENTITY_TABLES))


def _claims(tables: Tables, ids: dict[str, set[str]]) -> Iterator[Fault]:
    known = _subjects(ids)
    for located in tables.rows["claims"]:
        record = located.record
        if record.subject not in known:
            yield Fault(
                located.file,
                located.line,
                "subject",
                message("unknown subject {value!r}", value=record.subject),
                closest(record.subject, known) or message("the id of an entity, or scheme:concept"),
            )
        if record.predicate not in PROPERTIES and record.predicate not in _OUTSIDE:
            yield Fault(
                located.file,
                located.line,
                "predicate",
                message("unknown property {value!r}", value=record.predicate),
                closest(record.predicate, {*PROPERTIES, *_OUTSIDE}),
            )
        if record.datatype == "iri":
            if record.value not in known:
                cause = message("unknown id {value!r}", value=record.value)
                meant = closest(record.value, known)
                hint = meant or message("the id of an entity, or scheme:concept")
                yield Fault(located.file, located.line, "value", cause, hint)
        elif fault := datatype_fault(record.value, record.datatype):
            yield Fault(located.file, located.line, "value", *fault)


def _locators(tables: Tables) -> Iterator[Fault]:
    documents = {
        located.record.id for located in tables.rows["sources"] if located.record.kind == "document"
    }
    for rows in tables.rows.values():
        for located in rows:
            if getattr(located.record, "source", None) not in documents:
                continue
            locator = located.record.locator
            if locator is None or not _DOCUMENT_LOCATOR.match(locator):
                yield Fault(
                    located.file,
                    located.line,
                    "locator",
                    message(
                        "{locator!r} does not say where in the document", locator=locator or ""
                    ),
                    message("section and line, for instance: Convention de mixité, l. 41"),
                )
