"""Rankings as tables: in words for readers, flat for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from coopgraph.analysis.networks.envelope import COLUMNS, as_row, columns
from coopgraph.analysis.networks.intervals import Interval
from coopgraph.analysis.networks.ranking import RankedNode, Ranking
from coopgraph.analysis.networks.registry import MEASURES
from coopgraph.messages import Message, message, translated
from coopgraph.outputs.numbers import figure, percent
from coopgraph.outputs.tables import Cell, Table

__all__ = [
    "KIND_NAMES",
    "flat_table",
    "measures_table",
    "rank_text",
    "ranking_table",
    "span_text",
]

#: Kinds of nodes in one or two words.
KIND_NAMES: Final = {
    "research-organisation": message("research"),
    "higher-education": message("university"),
    "hospital": message("hospital"),
    "public-authority": message("authority"),
    "company": message("company"),
    "foundation": message("foundation"),
    "organisation-part": message("department"),
    "organisation": message("organisation"),
    "research-unit": message("unit"),
    "clinical-or-service": message("CIC, service"),
    "labelled-site": message("label"),
    "project-team": message("team"),
    "international": message("international"),
    "project": message("project"),
    "network": message("network"),
    "agreement": message("agreement"),
    "programme": message("programme"),
    "country": message("country"),
}
_DETAILS: Final = {
    "coordinator": message("coord."),
    "itinerant": message("itin."),
    "gatekeeper": message("gatekeeper"),
    "representative": message("repr."),
    "liaison": message("liaison"),
    "expected": message("expected"),
    "across": message("leads to"),
}
#: Names that a cell tells.
_NAMED: Final = 3


def rank_text(row: RankedNode) -> str:
    """Return a rank, marked where others share it.

    Examples
    --------
    >>> from coopgraph import load
    >>> from coopgraph.resources import example_dir
    >>> ranking = load([example_dir()], as_of="2024-12-31").rank("degree", exact=True)
    >>> rank_text(ranking.rows[0])
    '1='
    """
    if row.rank is None:
        return "-"
    return f"{row.rank}=" if row.tied else str(row.rank)


def span_text(interval: Interval | None) -> str:
    """Return an interval of ranks in few letters.

    Examples
    --------
    >>> span_text(Interval(1.0, 4.0)), span_text(Interval(2.0, 2.0)), span_text(None)
    ('1–4', '2', '')
    """
    if interval is None:
        return ""
    low, high = int(interval.low), int(interval.high)
    return str(low) if low == high else f"{low}–{high}"


def ranking_table(
    ranking: Ranking,
    shown: Sequence[RankedNode],
    *,
    lang: str,
    lead: Sequence[str] = (),
    notes: Sequence[str] = (),
) -> Table:
    """Return a ranking as a table in words.

    Parameters
    ----------
    ranking
        The ranking.
    shown
        The rows to list.
    lang
        ``fr`` or ``en``.
    lead, notes
        Sentences above and below the rows.

    Returns
    -------
    Table
        Columns that say nothing here are left out.
    """
    whole = ranking.measure.whole
    details = _shown_details(ranking)
    narrow = len(details) > 2
    heads: list[tuple[Message, bool]] = [
        (message("rank"), True),
        (message("95 %"), ranking.resampled),
        (message("10 % missing"), bool(ranking.replicates)),
        (message("tier"), bool(ranking.replicates) and not narrow),
        (message("name"), True),
        (message("kind"), not narrow),
        (message("value"), True),
        *((head, True) for head in details.values()),
        (message("in first {n}", n=ranking.first), bool(ranking.replicates) and not narrow),
    ]
    rows = []
    for row in shown:
        cells: list[Cell] = [
            rank_text(row),
            span_text(row.interval),
            span_text(row.missing),
            row.tier,
            row.label.in_language(lang),
            translated(KIND_NAMES.get(row.kind, row.kind), lang),
            None if row.value is None else figure(row.value, whole=whole, lang=lang),
            *(_detail(row, name, ranking, lang) for name in details),
            None if row.first is None else percent(row.first),
        ]
        rows.append([cell for cell, (_, kept) in zip(cells, heads, strict=True) if kept])
    return Table(
        tuple(head.in_language(lang) for head, kept in heads if kept),
        rows,
        title=_title(ranking, len(shown), lang),
        lead=tuple(lead),
        notes=tuple(notes),
    )


def _shown_details(ranking: Ranking) -> dict[str, Message]:
    """Return the details that have a column, with its heading: two that are always one share it."""
    names = columns(ranking)[len(COLUMNS) :]
    heads = {name: _DETAILS[name] for name in names}
    if {"gatekeeper", "representative"} <= set(names) and all(
        row.details["gatekeeper"] == row.details["representative"] for row in ranking.rows
    ):
        del heads["representative"]
        heads["gatekeeper"] = message("gatek. = repr.")
    return heads


def _title(ranking: Ranking, shown: int, lang: str) -> str:
    said = message(
        "{measure} in the projection {projection}: {shown} of {all}",
        measure=ranking.measure.title,
        projection=ranking.network.declaration.name,
        shown=shown,
        all=len(ranking.rows),
    ).in_language(lang)
    return said[:1].upper() + said[1:]


def _detail(row: RankedNode, name: str, ranking: Ranking, lang: str) -> Cell:
    value = row.details.get(name)
    if value is None:
        return None
    if isinstance(value, tuple):
        names = [ranking.network.label(node, lang) for node in value[:_NAMED]]
        more = [f"(+{len(value) - _NAMED})"] if len(value) > _NAMED else []
        return " ".join(["; ".join(names), *more])
    return figure(value, whole=True, lang=lang)


def flat_table(ranking: Ranking, shown: Sequence[RankedNode], *, lang: str) -> Table:
    """Return a ranking as plain cells under stable names, for CSV, TSV and workbooks."""
    names = columns(ranking)
    return Table(
        names,
        [as_row(row, ranking, lang, names) for row in shown],
        title=_title(ranking, len(shown), lang),
    )


def measures_table(lang: str, *, flat: bool = False) -> Table:
    """Return all measures: what each says, and who defined it.

    Examples
    --------
    >>> measures_table("en", flat=True).columns[:3]
    ('measure', 'title', 'meaning')
    """
    if flat:
        names = (
            "measure",
            "title",
            "meaning",
            "not_to_be_read_as",
            "formula",
            "modes",
            "weights",
            "groups",
            "reference",
            "doi",
        )
        return Table(
            names,
            [
                (
                    measure.name,
                    measure.title.in_language(lang),
                    measure.meaning.in_language(lang),
                    measure.not_for.in_language(lang),
                    translated(measure.formula, lang),
                    measure.needs.modes,
                    measure.needs.weights,
                    measure.needs.groups or None,
                    measure.reference,
                    measure.doi,
                )
                for measure in MEASURES.values()
            ],
        )
    heads = (message("measure"), message("what it says"), message("reference"))
    return Table(
        tuple(head.in_language(lang) for head in heads),
        [
            (
                measure.name,
                measure.meaning.in_language(lang),
                f"{_short(measure.reference)}, doi:{measure.doi}",
            )
            for measure in MEASURES.values()
        ],
    )


def _short(reference: str) -> str:
    """Return authors and year of a reference: ``Burt 2004``."""
    year = reference[reference.index("(") + 1 :][:4] if "(" in reference else ""
    for start in range(len(reference) - 5):
        part = reference[start : start + 6]
        if part[0] == "(" and part[5] == ")" and part[1:5].isdigit():
            year = part[1:5]
            break
    authors = [name.strip() for name in reference.split(",")]
    surnames = []
    for name in authors:
        words = name.split()
        if len(words) < 2 or not all(word.endswith(".") for word in words[:-1]):
            break
        surnames.append(words[-1])
    first = surnames[0] if len(surnames) > 2 else " & ".join(surnames)
    return f"{first}{' et al.' if len(surnames) > 2 else ''} {year}"
