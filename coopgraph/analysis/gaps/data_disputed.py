"""Data gaps of what is stated and not settled: disagreements, and what curators doubt."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator

from coopgraph.analysis.gaps.concern import Concern
from coopgraph.analysis.gaps.data_record import data_record
from coopgraph.analysis.gaps.facts import Dispute, Doubt, Facts
from coopgraph.analysis.gaps.records import (
    Bilingual,
    Gap,
)
from coopgraph.analysis.gaps.status import decide
from coopgraph.analysis.gaps.wording import joined, listed
from coopgraph.namespaces import local_name

__all__ = ["dispute_topic", "find_disputes", "find_doubts"]


#: Score of a contradiction whose least sure side has this confidence.
_CONFIDENCE = {"high": 1.0, "medium": 0.5}
_CONTRADICTION = Bilingual("les sources se contredisent", "the sources disagree")


def find_disputes(facts: Facts, as_of: datetime.date, concern: Concern) -> Iterator[Gap]:
    """Find disagreements that no decision settles or explains.

    Parameters
    ----------
    facts
        Rows of the graph.
    as_of
        Day of reference.
    concern
        Tells what concerns the focus.

    Yields
    ------
    Gap
        One record per disagreement; those that are about a later year, in sources of later times,
        are left out (what a plan of the day aims at is not).
    """
    groups: dict[tuple[str, ...], list[Dispute]] = defaultdict(list)
    for row in facts.disputes:
        if _later(facts, row, as_of) or not concern.shared((row.subject,)):
            continue
        year = str(row.about_year or 0)
        groups[row.subject, row.predicate, year, row.population or "", row.disagreement].append(row)
    for (subject, predicate, year, population, disagreement), rows in sorted(groups.items()):
        rows.sort(key=lambda row: (row.value, row.claim))
        kind = rows[0].kind
        parts: tuple[str, ...] = (subject, predicate, year, population)
        if local_name(kind) not in ("", "values") or local_name(predicate) == "numericValue":
            parts = (local_name(disagreement).removeprefix("disagreement_"),)
        stated = list(dict.fromkeys(_stated(facts, row) for row in rows if row.value))
        topic = dispute_topic(facts, rows[0])
        expected = rows[0].expected
        comma = expected.replace(".", ",")
        how = facts.name(kind) if kind else _CONTRADICTION
        reason = rows[0].reason
        yield data_record(
            facts,
            "data-dispute",
            "/".join(local_name(part) for part in parts if part),
            subject,
            facts.name(subject),
            decide(undecidable=True).status,
            Bilingual(
                f"{topic.fr} : "
                + " / ".join(value.fr for value in stated)
                + (f" ; attendu : {comma}" if expected else ""),
                f"{topic.en}: "
                + " / ".join(value.en for value in stated)
                + (f"; expected: {expected}" if expected else ""),
            ),
            Bilingual(
                f" ({how.fr.lower()}{f' ; {reason.fr}' if reason else ''})",
                f" ({how.en.lower()}{f'; {reason.en}' if reason else ''})",
            ),
            Bilingual("Une source qui tranche", "A source that settles it"),
            _weight(rows),
            as_of,
            tuple(facts.evidence(_stated(facts, row), row.claim, row.origin) for row in rows),
        )


def _later(facts: Facts, row: Dispute, as_of: datetime.date) -> bool:
    """Say whether a statement is about a later year and of a source that pictures a later time."""
    if row.about_year is None or row.about_year <= as_of.year:
        return False
    source = facts.sources.get(row.origin.source) if row.origin else None
    return source is None or source.attested is None or source.attested.earliest > as_of


def _weight(rows: Iterable[Dispute]) -> float:
    """Return how sure it is that there is a contradiction: as sure as its least sure side is."""
    sides: dict[str, float] = defaultdict(float)
    for row in rows:
        confidence = row.origin.confidence if row.origin else ""
        sides[row.value] = max(sides[row.value], _CONFIDENCE.get(confidence, 0.0))
    return min(sides.values(), default=0.0)


def dispute_topic(facts: Facts, row: Dispute) -> Bilingual:
    """Return what sources disagree on: the property, of which population, in which year."""
    what = facts.name(row.predicate)
    counts = facts.name(row.population) if row.population else Bilingual("", "")
    when = f" ({row.about_year})" if row.about_year else ""
    return Bilingual(
        f"{what.fr}{f', {counts.fr}' if counts.fr else ''}{when}",
        f"{what.en}{f', {counts.en}' if counts.en else ''}{when}",
    )


def _stated(facts: Facts, row: Dispute) -> Bilingual:
    """Return what a statement says: the name of a thing, or the value as it is worded."""
    if not row.value:
        return Bilingual("non nommé", "not named")
    if row.value.startswith("https://"):
        return facts.name(row.value)
    if not row.approximation:
        return Bilingual(row.value, row.value)
    how = facts.name(row.approximation)
    return Bilingual(f"{how.fr.lower()} {row.value}", f"{how.en.lower()} {row.value}")


def find_doubts(facts: Facts, as_of: datetime.date, concern: Concern) -> Iterator[Gap]:
    """Find statements of low confidence, by source and remark; persons are not named.

    Parameters
    ----------
    facts
        Rows of the graph.
    as_of
        Day of reference.
    concern
        Tells what concerns the focus.

    Yields
    ------
    Gap
        One record per source and remark.
    """
    groups: dict[tuple[str, str, str], list[Doubt]] = defaultdict(list)
    for row in sorted(facts.doubts, key=lambda d: d.iri):
        if not concern.shared(row.subjects or (row.iri,)):
            continue
        groups[row.origin.source if row.origin else "", row.note, row.note_fr].append(row)
    for (source, note, note_fr), rows in sorted(groups.items()):
        about = {iri for row in rows for iri in row.subjects or {row.iri}}
        subjects = sorted(
            iri for iri in about if iri != facts.focus and not facts.is_a(iri, "Person")
        ) or [facts.focus]
        remark = _remark(note, note_fr)
        yield data_record(
            facts,
            "data-doubt",
            f"{local_name(source) or 'none'}/{local_name(rows[0].iri)}",
            subjects[0],
            listed([facts.name(iri) for iri in subjects], shown=3),
            decide().status,
            Bilingual(
                f"à vérifier à la source{remark.fr}", f"to be checked at the source{remark.en}"
            ),
            Bilingual(" (confiance faible)", " (low confidence)"),
            Bilingual("Une vérification à la source", "A check at the source"),
            0.0,
            as_of,
            tuple(
                facts.evidence(_doubted(facts, row), row.iri, row.origin)
                for row in rows
                if not facts.is_a(row.iri, "Person")
            ),
        )


def _remark(note: str, note_fr: str) -> Bilingual:
    """Return the curator's remark, and in which language it is if only in the other."""
    if not note and not note_fr:
        return Bilingual("", "")
    return Bilingual(
        f" : « {note_fr} »" if note_fr else f" (remarque en anglais : « {note} »)",
        f": “{note}”" if note else f" (remark in French: “{note_fr}”)",
    )


def _doubted(facts: Facts, row: Doubt) -> Bilingual:
    """Return the remark on a statement; what it is about where there is none."""
    if row.note or row.note_fr:
        return Bilingual(row.note_fr or row.note, row.note or row.note_fr)
    about = [facts.name(iri) for iri in sorted(row.subjects) if not facts.is_a(iri, "Person")]
    return joined(about) if about else Bilingual("—", "—")
