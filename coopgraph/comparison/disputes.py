"""Disagreements of the sources: which are new, which were decided or went away.

They are found by the rules of the ontology. Of a folder, only the tables that can disagree are
assembled: what nobody contests needs no graph.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph

from coopgraph.comparison.names import Names
from coopgraph.comparison.records import Change, FieldChange
from coopgraph.curation.files import find_tables
from coopgraph.curation.reader import read_rows
from coopgraph.curation.tables import ENTITY_TABLES, Tables
from coopgraph.errors import CurationError, Fault
from coopgraph.messages import bilingual
from coopgraph.model.values import Resolution
from coopgraph.namespaces import ID_NS, RDF_NS, curie, local_name
from coopgraph.rdf.assemble import assemble, read_vocabulary
from coopgraph.rdf.rules import find_disagreements
from coopgraph.resources import ontology_dir
from coopgraph.store.base import Store
from coopgraph.store.oxigraph_store import OxigraphStore
from coopgraph.vocabulary import COOP

__all__ = ["CONTESTED", "Dispute", "compare_disputes", "disputes_of_folders", "disputes_of_store"]

#: Tables whose rows can contradict each other, or decide between rows that do.
CONTESTED: Final = frozenset(
    {"types", "claims", "lists", "list_members", "indicator_values", "resolution"}
)
_DISPUTES = f"""SELECT ?it ?kind ?about ?property ?year ?decision WHERE {{
  ?it a <{COOP.Disagreement}> ; <{COOP.disagreementKind}> ?kind ;
    <{COOP.disagreesAbout}> ?about ; <{COOP.onProperty}> ?property .
  OPTIONAL {{ ?it <{COOP.aboutYear}> ?year }}
  OPTIONAL {{ ?it <{COOP.resolvedBy}> ?resolution . ?resolution <{COOP.decision}> ?decision }}
}}"""
_STATED = f"""SELECT ?it ?value WHERE {{
  ?it <{COOP.involves}> ?claim . ?claim <{RDF_NS}object> ?value
}}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A disagreement.

    Attributes
    ----------
    subject, predicate, year
        What the sources disagree about.
    kind
        In which way they do.
    values
        What they state, sorted.
    decision
        ``settled``, ``explained``, ``left-open``, or an empty text.
    """

    subject: str
    predicate: str
    kind: str
    year: str = ""
    values: tuple[str, ...] = ()
    decision: str = ""

    @property
    def open(self) -> bool:
        """Whether it is neither settled nor explained."""
        return self.decision not in ("settled", "explained")


def disputes_of_store(store: Store) -> dict[str, Dispute]:
    """Return the disagreements of a store, by IRI."""
    values: dict[str, set[str]] = {}
    for it, value in store.select(_STATED).rows:
        if it is not None and value is not None:
            values.setdefault(it.value, set()).add(_short(value.value))
    found = {}
    for row in store.select(_DISPUTES).dicts():
        text = {name: term.value if term is not None else "" for name, term in row.items()}
        found[text["it"]] = Dispute(
            subject=_short(text["about"]),
            predicate=local_name(text["property"]),
            kind=local_name(text["kind"]),
            year=text["year"],
            values=tuple(sorted(values.get(text["it"], ()))),
            decision=local_name(text["decision"]) if text["decision"] else "",
        )
    return found


def disputes_of_folders(
    folders: Sequence[Path], decided_by: datetime.date | None = None
) -> dict[str, Dispute]:
    """Return the disagreements of folders of tables.

    Parameters
    ----------
    folders
        The folders.
    decided_by
        Day after which decisions are not known; all are if None.

    Returns
    -------
    dict
        By IRI of the disagreement.

    Examples
    --------
    >>> from coopgraph.resources import example_dir
    >>> sorted({one.kind for one in disputes_of_folders([example_dir()]).values()})[0]
    'announced-listed'
    """
    tables, faults = Tables(folders=tuple(folders)), list[Fault]()
    files = [pair for folder in folders for pair in find_tables(folder, faults)]
    for path, spec in files:
        if spec.name in CONTESTED:
            tables.rows[spec.name].extend(read_rows(path, spec.record, faults))
    typed = {located.record.entity for located in tables.rows["types"]}
    for path, spec in files:
        if typed and spec.name in ENTITY_TABLES and spec.name not in CONTESTED:
            rows = read_rows(path, spec.record, faults)
            tables.rows[spec.name].extend(row for row in rows if row.record.id in typed)
    if faults:
        raise CurationError(faults)
    tables.rows["resolution"] = [
        row for row in tables.rows["resolution"] if not _later(row.record, decided_by)
    ]
    store = pyoxigraph.Store()
    store.bulk_extend(assemble(tables))
    store.bulk_extend(read_vocabulary(ontology_dir()))
    find_disagreements(store)
    return disputes_of_store(OxigraphStore(store))


def _later(record: Resolution, day: datetime.date | None) -> bool:
    return day is not None and record.decided_on is not None and record.decided_on > day


def compare_disputes(
    old: Mapping[str, Dispute], new: Mapping[str, Dispute], *, names: Names
) -> Iterator[Change]:
    """Yield the disagreements that are open now and were not, and the reverse.

    Parameters
    ----------
    old, new
        Disagreements by IRI.
    names
        Names of what they are about.

    Yields
    ------
    Change
        ``disputed`` or ``settled``, with the values before and after as they stand side by side.
    """
    for iri in sorted({*old, *new}):
        before, after = old.get(iri), new.get(iri)
        was, now = before is not None and before.open, after is not None and after.open
        one = after or before
        if one is None or was == now:
            continue
        french, english = names.get(one.subject, (one.subject, one.subject))
        tail = f" – {one.predicate}" + (f" ({one.year})" if one.year else "")
        fields = (
            FieldChange(one.predicate, _stated(before), _stated(after)),
            FieldChange("decision", before.decision if before else "", _decided(after)),
        )
        yield Change(
            kind="disputed" if now else "settled",
            table="disagreements",
            subject=f"{one.subject} {one.predicate} {one.kind} {one.year}".strip(),
            label=bilingual(french + tail, english + tail),
            fields=tuple(field for field in fields if field.old != field.new),
        )


def _stated(dispute: Dispute | None) -> str:
    return " / ".join(dispute.values) if dispute is not None else ""


def _decided(dispute: Dispute | None) -> str:
    return dispute.decision if dispute is not None else "no longer disagrees"


def _short(text: str) -> str:
    return text.removeprefix(ID_NS) if text.startswith(ID_NS) else curie(text)
