"""Rankings as plain data: one JSON envelope, one flat row per node."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from coopgraph.messages import LANGUAGES, Message, translated

if TYPE_CHECKING:
    from coopgraph.analysis.networks.intervals import Interval
    from coopgraph.analysis.networks.measure import Measure
    from coopgraph.analysis.networks.ranking import RankedNode, Ranking

__all__ = [
    "COLUMNS",
    "ENVELOPE_VERSION",
    "as_envelope",
    "as_measure",
    "as_row",
    "columns",
    "number",
]

#: Version of the JSON envelope.
ENVELOPE_VERSION: Final = 1

#: Columns of a row, in order; those of the details follow.
COLUMNS: Final = (
    "rank",
    "tied",
    "rank_low",
    "rank_high",
    "missing_low",
    "missing_high",
    "tier",
    "name",
    "kind",
    "value",
    "value_low",
    "value_high",
    "first_share",
    "iri",
)


def columns(ranking: Ranking) -> tuple[str, ...]:
    """Return the columns of the rows of a ranking.

    Examples
    --------
    >>> from coopgraph import load
    >>> from coopgraph.resources import example_dir
    >>> columns(load([example_dir()], as_of="2024-12-31").rank("bridges", exact=True))[-2:]
    ('iri', 'across')
    """
    names = dict.fromkeys(name for row in ranking.rows for name in row.details)
    return (*COLUMNS, *names)


def number(value: float, *, whole: bool) -> float | int:
    """Return a value as it is counted: whole numbers without a fraction.

    Examples
    --------
    >>> number(3.0, whole=True), number(3.0, whole=False)
    (3, 3.0)
    """
    return int(value) if whole and value.is_integer() else value


def as_row(
    row: RankedNode, ranking: Ranking, lang: str, names: Sequence[str]
) -> tuple[str | int | float | bool | None, ...]:
    """Return a row under the names that :func:`columns` gives for its ranking."""
    whole = ranking.measure.whole
    low, high = _ends(row.interval)
    missing_low, missing_high = _ends(row.missing)
    least, most = row.value_interval or (None, None)
    first: Sequence[str | int | float | bool | None] = (
        row.rank,
        row.tied,
        low,
        high,
        missing_low,
        missing_high,
        row.tier,
        row.label.in_language(lang),
        row.kind,
        None if row.value is None else number(row.value, whole=whole),
        None if least is None else number(least, whole=whole),
        None if most is None else number(most, whole=whole),
        row.first,
        row.node,
    )
    details = (row.details.get(name) for name in names[len(COLUMNS) :])
    return (*first, *(_cell(value) for value in details))


def _cell(value: float | tuple[str, ...] | None) -> str | float | int | None:
    if isinstance(value, tuple):
        return " ".join(value)
    return value if value is None else number(value, whole=True)


def _ends(interval: Interval | None) -> tuple[int | None, int | None]:
    return (None, None) if interval is None else (int(interval.low), int(interval.high))


def _both(text: str) -> dict[str, str]:
    return {lang: translated(text, lang) for lang in LANGUAGES}


def _all(texts: Sequence[Message]) -> list[dict[str, str]]:
    return [_both(text) for text in texts]


def as_measure(measure: Measure) -> dict[str, Any]:
    """Return what a measure is as plain data, in both languages.

    Examples
    --------
    >>> from coopgraph.analysis.networks.registry import MEASURES
    >>> as_measure(MEASURES["degree"])["formula"]["en"]
    'k(i) = |N(i)|'
    """
    return {
        "name": measure.name,
        "title": _both(measure.title),
        "meaning": _both(measure.meaning),
        "formula": _both(measure.formula),
        "reference": measure.reference,
        "doi": measure.doi,
        "needs": {
            "modes": measure.needs.modes,
            "weights": measure.needs.weights,
            "groups": measure.needs.groups or None,
            "connected": measure.needs.connected,
        },
        "isolates": _both(measure.isolates),
        "disconnected": _both(measure.disconnected),
        "not_for": _both(measure.not_for),
        "joint": None if measure.joint is None else _both(measure.joint),
        "lowest_first": measure.lowest_first,
    }


def as_envelope(
    ranking: Ranking,
    *,
    shown: Sequence[RankedNode],
    as_of: str,
    parameters: Mapping[str, Any],
    vintage: Sequence[str],
    generator: str,
    lang: str,
) -> dict[str, Any]:
    """Return the JSON envelope of a ranking.

    Parameters
    ----------
    ranking
        The ranking.
    shown
        The rows to list.
    as_of
        Day at which the landscape was looked at.
    parameters
        What the user set.
    vintage
        How old the picture is.
    generator
        Name and version of the program.
    lang
        Language of the names in the rows.

    Returns
    -------
    dict
        Plain data, ready for :func:`json.dumps`.
    """
    how, network = ranking.how, ranking.network
    names = columns(ranking)
    return {
        "version": ENVELOPE_VERSION,
        "generator": generator,
        "as_of": as_of,
        "parameters": dict(parameters),
        "vintage": list(vintage),
        "projection": {
            "name": network.declaration.name,
            "choices": dict(sorted(network.choices.items())),
            "nodes": network.graph.number_of_nodes(),
            "edges": network.graph.number_of_edges(),
            "off_day": {
                "ended": network.off_day.ended,
                "not_begun": network.off_day.not_begun,
            },
            "statement": _all(network.statement()),
        },
        "measure": as_measure(ranking.measure),
        "reading": _all(ranking.reading()),
        "method": _all(ranking.method()),
        "settled": {
            "weights": how.weight is not None or how.length is not None,
            "distance": "inverse" if how.length else None,
            "groups": how.groups or None,
            "mode": how.mode or None,
            "sample": how.sample,
            "replicates": ranking.replicates,
            "collectives_resampled": ranking.resampled,
            "seed": ranking.seed,
            "first": ranking.first,
        },
        "ranked": len(ranking.rows),
        "rows": [dict(zip(names, as_row(row, ranking, lang, names), strict=True)) for row in shown],
    }
