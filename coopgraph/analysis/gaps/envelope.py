"""Gap records as plain data: one JSON envelope, one wide row per record.

Data gaps stand in a list of their own: they are no gaps of the real world.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coopgraph.analysis.gaps.coverage import measure_coverage
from coopgraph.analysis.gaps.dismissals import Review
from coopgraph.analysis.gaps.records import Bilingual, Gap, Language, Tier
from coopgraph.analysis.gaps.wording import figure_text

if TYPE_CHECKING:
    from coopgraph.model.dismissals import Dismissal
from coopgraph.sources.locators import shown_locator

__all__ = [
    "COLUMNS",
    "ENVELOPE_VERSION",
    "as_document",
    "as_envelope",
    "as_row",
    "count_statuses",
    "schema_text",
]

#: Version of the JSON envelope.
ENVELOPE_VERSION = 1

#: Columns of the wide row, in order.
COLUMNS = (
    "id",
    "type",
    "tier",
    "status",
    "certainty",
    "subject",
    "subject_iri",
    "structures",
    "finding",
    "sentence",
    "end_earliest",
    "end_latest",
    "end_basis",
    "act_by",
    "score",
    "rank_median",
    "rank_low",
    "rank_high",
    "rank_of",
    "rank_top10",
    "rank_band",
    "figures",
    "searched",
    "matches",
    "complete_lists",
    "near_misses",
    "missing",
    "closes_by",
    "sources",
    "sources_oldest",
    "sources_newest",
    "rule",
    "rule_version",
    "as_of",
    "dismissed_because",
    "dismissed_by",
    "dismissed_on",
    "dismissed_as",
    "reopened",
)


def schema_text() -> str:
    """Return the JSON Schema of the envelope (draft 2020-12), as ``coopgraph gaps --schema`` does.

    Examples
    --------
    >>> import json
    >>> json.loads(schema_text())["properties"]["version"]["const"] == ENVELOPE_VERSION
    True
    """
    return Path(__file__).with_name("gaps.schema.json").read_text(encoding="utf-8")


def _both(text: Bilingual) -> dict[str, str]:
    return {"fr": text.fr, "en": text.en}


def _day(day: datetime.date | None) -> str | None:
    return day.isoformat() if day is not None else None


def as_document(gap: Gap) -> dict[str, Any]:
    """Return a record as nested plain data, both languages included."""
    return {
        "id": gap.id,
        "type": gap.type,
        "tier": gap.tier.value,
        "status": gap.status.value,
        "certainty": gap.dates.certainty.value if gap.dates.certainty else None,
        "subject": {"iri": gap.subject, "label": _both(gap.subject_label)},
        "structures": gap.structures,
        "finding": _both(gap.finding),
        "sentence": _both(gap.sentence),
        "rule": {"id": gap.rule, "version": gap.rule_version},
        "as_of": gap.as_of.isoformat(),
        "dates": {
            "end_earliest": _day(gap.dates.end_earliest),
            "end_latest": _day(gap.dates.end_latest),
            "basis": gap.dates.basis,
            "act_by": _day(gap.dates.act_by),
        },
        "evidence": [
            {
                "statement": _both(item.statement),
                "subject": item.subject,
                "source": item.source,
                "source_title": item.source_title,
                "locator": item.locator,
                "confidence": item.confidence,
            }
            for item in gap.evidence
        ],
        "searched": [
            {
                "what": _both(item.what),
                "count": item.count,
                "matches": item.matches,
                "complete_lists": list(item.completeness),
            }
            for item in gap.searched
        ],
        "near_misses": [
            {"subject": near.subject, "label": _both(near.label), "reason": _both(near.reason)}
            for near in gap.near_misses
        ],
        "missing": [
            {"subject": item.subject, "label": _both(item.label), "field": item.field}
            for item in gap.missing
        ],
        "closes_by": _both(gap.closes_by),
        "score": gap.score,
        "score_terms": {term.name: term.value for term in gap.score_terms},
        "figures": [
            {
                "name": item.name,
                "subject": item.subject,
                "label": _both(item.label),
                "value": item.value,
                "expected": item.expected,
                "note": _both(item.note),
            }
            for item in gap.figures
        ],
        "rank": asdict(gap.rank) if gap.rank else None,
        "sources_age": asdict(gap.sources_age) if gap.sources_age else None,
    }


def as_row(
    gap: Gap, language: Language, review: Review | None = None
) -> tuple[str | int | float | datetime.date | None, ...]:
    """Return a record as one row under :data:`COLUMNS`; lists are joined by semicolons."""
    dismissal = review.dismissed.get(gap.id) if review else None
    reopened = review.note(gap) if review else None
    rank = gap.rank
    sources = dict.fromkeys(
        ", ".join(
            filter(None, (item.source.rpartition("/")[2], shown_locator(item.locator, language)))
        )
        for item in gap.evidence
        if item.source
    )
    return (
        gap.id,
        gap.type,
        gap.tier.value,
        gap.status.value,
        gap.dates.certainty.value if gap.dates.certainty else None,
        gap.subject_label[language],
        gap.subject,
        gap.structures,
        gap.finding[language],
        gap.sentence[language],
        gap.dates.end_earliest,
        gap.dates.end_latest,
        gap.dates.basis,
        gap.dates.act_by,
        gap.score,
        rank.median if rank else None,
        rank.low if rank else None,
        rank.high if rank else None,
        rank.of if rank else None,
        rank.top10 if rank else None,
        rank.band if rank else None,
        "; ".join(figure_text(item)[language] for item in gap.figures),
        sum(item.count for item in gap.searched),
        sum(item.matches for item in gap.searched),
        "; ".join(iri for item in gap.searched for iri in item.completeness),
        "; ".join(f"{near.label[language]} ({near.reason[language]})" for near in gap.near_misses),
        "; ".join(f"{item.label[language]}: {item.field}" for item in gap.missing),
        gap.closes_by[language],
        "; ".join(sources),
        gap.sources_age.oldest if gap.sources_age else None,
        gap.sources_age.newest if gap.sources_age else None,
        gap.rule,
        gap.rule_version,
        gap.as_of,
        dismissal.reason if dismissal else None,
        dismissal.by if dismissal else None,
        dismissal.date if dismissal else None,
        dismissal.status if dismissal else None,
        reopened[language] if reopened else None,
    )


def count_statuses(gaps: Sequence[Gap]) -> dict[str, dict[str, int]]:
    """Count records by type and status; both in the order of first appearance by name."""
    counts = Counter((gap.type, gap.status) for gap in gaps)
    result: dict[str, dict[str, int]] = {}
    for (kind, status), number in sorted(counts.items(), key=lambda e: (e[0][0], e[0][1].rank)):
        result.setdefault(kind, {})[status.value] = number
    return result


def as_envelope(
    gaps: Sequence[Gap],
    *,
    shown: Sequence[Gap],
    as_of: datetime.date,
    parameters: Mapping[str, Any],
    vintage: Sequence[str],
    generator: str,
    review: Review | None = None,
) -> dict[str, Any]:
    """Return the JSON envelope.

    Parameters
    ----------
    gaps
        All records, for the counts.
    shown
        The records to list.
    as_of
        Day of reference.
    parameters
        What the user set.
    vintage
        How old the picture is.
    generator
        Name and version of the program.
    review
        What a list of dismissals says of the records; dismissed ones stand apart.

    Returns
    -------
    dict
        Plain data, ready for :func:`json.dumps`.
    """
    judged = review or Review(tuple(gaps))
    listed = judged.open(shown)

    def document(gap: Gap) -> dict[str, Any]:
        again = judged.reopened.get(gap.id)
        return as_document(gap) | ({"reopened": _dismissal(again)} if again else {})

    return {
        "version": ENVELOPE_VERSION,
        "generator": generator,
        "as_of": as_of.isoformat(),
        "parameters": dict(parameters),
        "vintage": list(vintage),
        "counts": count_statuses(gaps),
        "coverage": [
            {
                "strategy": item.strategy,
                "covered": item.covered,
                "decidable": item.decidable,
                "undecidable": item.undecidable,
            }
            for item in measure_coverage(gaps)
        ],
        "gaps": [document(gap) for gap in listed if gap.tier is not Tier.DATA],
        "data_gaps": [document(gap) for gap in listed if gap.tier is Tier.DATA],
        "dismissed": [
            as_document(gap) | {"dismissal": _dismissal(judged.dismissed[gap.id])}
            for gap in judged.aside(shown)
        ],
        "dismissal_notices": [str(notice) for notice in judged.notices],
    }


def _dismissal(dismissal: Dismissal) -> dict[str, str | None]:
    return {
        "reason": dismissal.reason,
        "by": dismissal.by,
        "date": _day(dismissal.date),
        "status": dismissal.status,
    }
