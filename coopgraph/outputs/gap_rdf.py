"""Gap records as RDF: one node per record, evidence that leads to statements and sources."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Quad

from coopgraph.analysis.gaps.dismissals import Review
from coopgraph.analysis.gaps.records import Bilingual, Dates, Evidence, Gap
from coopgraph.namespaces import (
    DCT_NS,
    GAP_NS,
    GRAPH_GAPS,
    PROV_NS,
    RDF_NS,
    SKOS_NS,
    XSD_NS,
    concept_iri,
)
from coopgraph.outputs.export.rdf import render_quads
from coopgraph.vocabulary import COOP, SCHEMES

__all__ = ["FORMATS", "gap_iri", "gap_quads", "render_gaps"]

#: RDF syntaxes by the word of ``--format``, with the extension of their files.
FORMATS: Final = {"turtle": ".ttl", "trig": ".trig", "nq": ".nq", "jsonld": ".jsonld"}

_GRAPH: Final = NamedNode(GRAPH_GAPS)
_TYPE: Final = NamedNode(RDF_NS + "type")
_LABEL: Final = SKOS_NS + "prefLabel"
_Value = NamedNode | Literal


def gap_iri(record: str) -> str:
    """Return the IRI of a record: the same in every run and on every day.

    Examples
    --------
    >>> gap_iri("convention-university/universite-de-lille").rpartition("/gap/")[2]
    'convention-university/universite-de-lille'
    """
    return GAP_NS + quote(record, safe="/-._~:")


def render_gaps(
    gaps: Iterable[Gap], extension: str, *, focus: str, review: Review | None = None
) -> bytes:
    """Serialise records.

    Parameters
    ----------
    gaps
        The records.
    extension
        ``.ttl`` for triples; ``.trig``, ``.nq`` or ``.jsonld`` for the graph of the gaps.
    focus
        IRI of the organisation in focus.
    review
        What a list of dismissals says of them.

    Returns
    -------
    bytes
        Sorted: the same records give the same bytes.
    """
    return render_quads(gap_quads(gaps, focus=focus, review=review), extension)


def gap_quads(gaps: Iterable[Gap], *, focus: str, review: Review | None = None) -> Iterator[Quad]:
    """Turn records into quads of the graph of the gaps.

    Parameters
    ----------
    gaps, focus, review
        See :func:`render_gaps`.

    Yields
    ------
    Quad
        What the records say in text, numbers and links; the addends of scores and figures beside
        them are left out.
    """
    for gap in gaps:
        node = NamedNode(gap_iri(gap.id))
        for predicate, value in _statements(gap, focus, review):
            yield Quad(node, NamedNode(predicate), value, _GRAPH)
        yield from _parts(gap, node)


def _statements(gap: Gap, focus: str, review: Review | None) -> Iterator[tuple[str, _Value]]:
    yield RDF_NS + "type", NamedNode(COOP.Gap)
    yield DCT_NS + "identifier", Literal(gap.id)
    yield COOP.gapStatus, NamedNode(concept_iri("gap-status", gap.status.value))
    yield COOP.gapTier, NamedNode(concept_iri("gap-tier", gap.tier.value.lower()))
    yield COOP.gapType, Literal(gap.type)
    yield COOP.gapRule, Literal(gap.rule)
    yield COOP.gapRuleVersion, Literal(gap.rule_version)
    yield COOP.gapAbout, NamedNode(gap.subject)
    yield COOP.gapFor, NamedNode(focus)
    yield COOP.gapOn, _day(gap.as_of)
    yield COOP.gapScore, _decimal(gap.score)
    for predicate, text in (
        (_LABEL, _joined(gap.subject_label, gap.finding)),
        (COOP.finding, gap.finding),
        (DCT_NS + "description", gap.sentence),
        (COOP.closedBy, gap.closes_by),
    ):
        yield from _said(predicate, text)
    if gap.structures is not None:
        yield COOP.sharedStructures, _number(gap.structures)
    yield from _dates(gap.dates)
    yield from _ranked(gap)
    dismissal = review.dismissed.get(gap.id) if review else None
    if dismissal is not None:
        yield COOP.dismissedBecause, Literal(dismissal.reason)
        if dismissal.date is not None:
            yield COOP.dismissedOn, _day(dismissal.date)
    for source in dict.fromkeys(item.source for item in gap.evidence if item.source):
        yield PROV_NS + "wasDerivedFrom", NamedNode(source)


def _ranked(gap: Gap) -> Iterator[tuple[str, _Value]]:
    if gap.rank is not None:
        for predicate, number in (
            (COOP.gapRankMedian, gap.rank.median),
            (COOP.gapRankLow, gap.rank.low),
            (COOP.gapRankHigh, gap.rank.high),
            (COOP.gapRankedAmong, gap.rank.of),
            (COOP.gapRankBand, gap.rank.band),
        ):
            yield predicate, _number(number)
        yield COOP.gapAmongFirstTen, _decimal(gap.rank.top10)
    if gap.sources_age is not None:
        yield COOP.gapSourcesOldest, _number(gap.sources_age.oldest)
        yield COOP.gapSourcesNewest, _number(gap.sources_age.newest)


def _dates(dates: Dates) -> Iterator[tuple[str, _Value]]:
    if dates.certainty is not None:
        yield COOP.gapCertainty, Literal(dates.certainty.value)
    if dates.basis in SCHEMES["end-basis"]:
        yield COOP.gapEndBasis, NamedNode(concept_iri("end-basis", dates.basis))
    for predicate, day in (
        (COOP.earliestEnd, dates.end_earliest),
        (COOP.latestEnd, dates.end_latest),
        (COOP.actBy, dates.act_by),
    ):
        if day is not None:
            yield predicate, _day(day)


def _parts(gap: Gap, node: NamedNode) -> Iterator[Quad]:
    """Yield the nodes of a record that have statements of their own."""
    groups: Sequence[tuple[str, str, str, Iterable[list[tuple[str, _Value]]]]] = (
        ("evidence", COOP.gapEvidence, COOP.GapEvidence, map(_evidence, gap.evidence)),
        (
            "search",
            COOP.gapSearch,
            COOP.GapSearch,
            (
                [
                    *_said(_LABEL, item.what),
                    (COOP.searchedCount, _number(item.count)),
                    (COOP.matchCount, _number(item.matches)),
                    *((COOP.declaredCompleteBy, NamedNode(iri)) for iri in item.completeness),
                ]
                for item in gap.searched
            ),
        ),
        (
            "near-miss",
            COOP.nearMiss,
            COOP.NearMiss,
            (
                [
                    (COOP.meantThing, NamedNode(item.subject)),
                    *_said(_LABEL, item.label),
                    *_said(COOP.nearMissReason, item.reason),
                ]
                for item in gap.near_misses
            ),
        ),
        (
            "missing",
            COOP.missingField,
            COOP.MissingField,
            (
                [
                    (COOP.meantThing, NamedNode(item.subject)),
                    *_said(_LABEL, item.label),
                    (COOP.fieldName, Literal(item.field)),
                ]
                for item in gap.missing
            ),
        ),
    )
    for name, link, cls, group in groups:
        for number, statements in enumerate(group, start=1):
            part = NamedNode(f"{node.value}#{name}-{number}")
            yield Quad(node, NamedNode(link), part, _GRAPH)
            yield Quad(part, _TYPE, NamedNode(cls), _GRAPH)
            for predicate, value in statements:
                yield Quad(part, NamedNode(predicate), value, _GRAPH)


def _evidence(item: Evidence) -> list[tuple[str, _Value]]:
    found: list[tuple[str, _Value]] = [(COOP.statedBy, NamedNode(item.subject))]
    found += _said(_LABEL, item.statement)
    if item.source:
        found.append((PROV_NS + "wasDerivedFrom", NamedNode(item.source)))
    if item.locator:
        found.append((COOP.locator, Literal(item.locator)))
    if item.confidence:
        found.append((COOP.confidence, NamedNode(concept_iri("confidence", item.confidence))))
    return found


def _joined(subject: Bilingual, finding: Bilingual) -> Bilingual:
    return Bilingual(f"{subject.fr} : {finding.fr}", f"{subject.en}: {finding.en}")


def _said(predicate: str, text: Bilingual) -> list[tuple[str, _Value]]:
    both = (("fr", text.fr), ("en", text.en))
    return [(predicate, Literal(word, language=lang)) for lang, word in both if word]


def _xsd(name: str) -> NamedNode:
    return NamedNode(XSD_NS + name)


def _day(day: datetime.date) -> Literal:
    return Literal(day.isoformat(), datatype=_xsd("date"))


def _decimal(number: float) -> Literal:
    return Literal(f"{Decimal(str(number)):f}", datatype=_xsd("decimal"))


def _number(number: int) -> Literal:
    return Literal(str(number), datatype=_xsd("integer"))
