"""Two bodies, or one on two days, as tables: one for programs, one per section for readers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from coopgraph.messages import Message, counted, message
from coopgraph.outputs.compare_rows import COLUMNS, compare_records, compare_rows
from coopgraph.outputs.network_words import NetworkWords
from coopgraph.outputs.numbers import figure
from coopgraph.outputs.tables import Cell, Table

if TYPE_CHECKING:
    import networkx as nx

    from coopgraph.analysis.networks.compare import Comparison
    from coopgraph.outputs.compare_rows import Record

__all__ = ["compare_tables", "flat_compare_table"]

#: Rows of a section shown on a terminal unless all are asked for.
_SHOWN: Final = 12


def flat_compare_table(
    found: Comparison, landscapes: Sequence[nx.MultiDiGraph[str]], lang: str, heads: tuple[str, str]
) -> Table:
    """Return one row per figure, overlap, shared collective, partner and site.

    Parameters
    ----------
    found
        The comparison.
    landscapes
        The projections from which the two profiles were read, for names and evidence.
    lang
        ``fr`` or ``en``.
    heads
        What the two sides are called.

    Returns
    -------
    Table
        Columns :data:`~coopgraph.outputs.compare_rows.COLUMNS`: ``one``, ``other`` and ``both``
        hold figures or counts, in full; roles stand in columns of their own.
    """
    sides = [NetworkWords(landscape, lang) for landscape in landscapes]
    notes = _notes(found, sides[0])
    return Table(COLUMNS, compare_rows(found, sides), title=" – ".join(heads), notes=notes)


def compare_tables(
    found: Comparison,
    landscapes: Sequence[nx.MultiDiGraph[str]],
    lang: str,
    heads: tuple[str, str],
    *,
    all_lines: bool = False,
) -> list[Table]:
    """Return a table per section for a reader; the last one carries the remarks.

    Parameters
    ----------
    found, landscapes, lang, heads
        As for :func:`flat_compare_table`.
    all_lines
        Whether long sections are printed whole.

    Returns
    -------
    list of Table
    """
    sides = [NetworkWords(landscape, lang) for landscape in landscapes]
    words = sides[0]
    records = compare_records(found, sides)
    tables = [_figures(records["figures"], words, heads), _overlaps(records["overlap"], words)]
    most = None if all_lines else _SHOWN
    for title, names, rows in _sections(found, records, words, heads):
        if rows:
            tables.append(_listed(title, ("", *heads, *names), rows, words, most))
    tables[-1] = tables[-1].with_notes(*_notes(found, words))
    return tables


def _figures(records: Sequence[Record], words: NetworkWords, heads: tuple[str, str]) -> Table:
    rows = [
        (one["item_label"], _number(one["one"], words), _number(one["other"], words))
        for one in records
    ]
    return Table(("", *heads), rows, title=words.say(message("Figures")))


def _overlaps(records: Sequence[Record], words: NetworkWords) -> Table:
    rows = [
        (
            one["item_label"],
            one["both"],
            _number(one["jaccard"], words),
            _number(one["salton"], words),
        )
        for one in records
    ]
    heads = ("", words.say(message("number")), "Jaccard", "Salton")
    return Table(heads, rows, title=words.say(message("What the two have in common")))


def _sections(
    found: Comparison,
    records: dict[str, list[Record]],
    words: NetworkWords,
    heads: tuple[str, str],
) -> Iterator[tuple[Message, tuple[str, ...], list[tuple[Cell, ...]]]]:
    """Yield title, headings of the last columns, and rows."""
    source = (words.say(message("source")),)
    taken = {one["item"]: one for one in records["collectives"]}
    shared = {one["item"]: one for one in records["partners"]}

    def taking(names: Sequence[str]) -> list[tuple[Cell, ...]]:
        columns = ("item_label", "one_roles", "other_roles", "sources")
        return [tuple(taken[name][column] for column in columns) for name in names]

    def counts(chosen: Sequence[Record]) -> list[tuple[Cell, ...]]:
        return [(one["item_label"], one["one"], one["other"]) for one in chosen]

    def sharing(names: Sequence[str]) -> list[tuple[Cell, ...]]:
        wanted = set(names)
        return counts([one for name, one in shared.items() if name in wanted])

    yield message("What both take part in"), source, taking(found.collectives.both)
    alone = (found.collectives.only_one, found.collectives.only_other)
    for head, names in zip(heads, alone, strict=True):
        yield message("What {name} alone takes part in", name=head), source, taking(names)
    yield message("Partners of both"), (), sharing(found.partners.both)
    alone = (found.partners.only_one, found.partners.only_other)
    for head, names in zip(heads, alone, strict=True):
        yield message("Partners of {name} alone", name=head), (), sharing(names)
    yield message("Sites"), (), counts(records["sites"])


def _listed(
    title: Message,
    columns: tuple[str, ...],
    rows: list[tuple[Cell, ...]],
    words: NetworkWords,
    most: int | None,
) -> Table:
    shown = rows[:most]
    if rest := len(rows) - len(shown):
        more = counted("and {n} more (--all)", "and {n} more (--all)", n=rest)
        shown = [*shown, (words.say(more), *([None] * (len(columns) - 1)))]
    return Table(columns, shown, title=f"{words.say(title)} ({len(rows)})")


def _number(value: float | None, words: NetworkWords) -> Cell:
    return None if value is None else figure(value, lang=words.lang)


def _notes(found: Comparison, words: NetworkWords) -> tuple[str, ...]:
    notes = [
        message(
            "Counts are of what sources state in the chosen layers and roles; partners share at "
            "least one structure, label, team or agreement."
        ),
        *found.network.statement(),
    ]
    return tuple(words.say(note) for note in notes)
