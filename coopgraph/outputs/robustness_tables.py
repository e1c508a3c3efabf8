"""What an organisation depends on, as tables: one for programs, one per question for readers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coopgraph.messages import Message, counted, message
from coopgraph.outputs.network_words import NetworkWords
from coopgraph.outputs.numbers import figure, interval_text, percent
from coopgraph.outputs.robustness_rows import COLUMNS, SPREAD, robustness_rows
from coopgraph.outputs.tables import Cell, Table

if TYPE_CHECKING:
    import networkx as nx

    from coopgraph.analysis.networks.resilience import Resilience

__all__ = ["flat_robustness_table", "robustness_tables"]

#: Partners shown on a terminal unless all are asked for.
_SHOWN: Final = 15
#: Partners named that withdraw first.
_FIRST: Final = 5
_Row = tuple[Cell, ...]


def flat_robustness_table(found: Resilience, landscape: nx.MultiDiGraph[str], lang: str) -> Table:
    """Return one row per figure; names that belong to a figure have rows of their own.

    Parameters
    ----------
    found
        What was measured.
    landscape
        The projection ``landscape``, for names.
    lang
        ``fr`` or ``en``.

    Returns
    -------
    Table
        Columns :data:`~coopgraph.outputs.robustness_rows.COLUMNS`; numbers in full.

    Examples
    --------
    >>> from coopgraph import load
    >>> from coopgraph.resources import example_dir
    >>> found, graph = load([example_dir()], as_of="2024-12-31").robustness()
    >>> flat_robustness_table(found, graph, "en").records()[0]["value"]
    8
    """
    words = NetworkWords(landscape, lang)
    title = words.say(message("What {name} depends on", name=_home(found, words)))
    return Table(COLUMNS, robustness_rows(found, words), title=title, notes=_notes(found, words))


def robustness_tables(
    found: Resilience, landscape: nx.MultiDiGraph[str], lang: str, *, all_lines: bool = False
) -> list[Table]:
    """Return a table per question for a reader; the last one carries the remarks.

    Parameters
    ----------
    found, landscape, lang
        As for :func:`flat_robustness_table`.
    all_lines
        Whether all partners are listed.

    Returns
    -------
    list of Table
    """
    words = NetworkWords(landscape, lang)
    tables = [
        _bus_factors(found, words),
        _dependence(found, words, len(found.dependence) if all_lines else _SHOWN),
        _concentration(found, words),
        _withdrawal(found, words),
    ]
    tables = [table for table in tables if table.rows]
    tables[-1] = tables[-1].with_notes(*_notes(found, words))
    return tables


def _table(
    words: NetworkWords, title: Message, heads: tuple[Message, ...], rows: list[_Row]
) -> Table:
    return Table(tuple(words.say(head) for head in heads), rows, title=words.say(title))


def _bus_factors(found: Resilience, words: NetworkWords) -> Table:
    return _table(
        words,
        message("Smallest sets of partners on which a share of the structures rests (bus factor)"),
        (
            message("share of structures"),
            message("partners"),
            message("structures left without any"),
            message("one such set"),
        ),
        [
            (
                percent(one.share),
                len(one.partners),
                one.lost,
                "; ".join(words.short(name) for name in one.partners),
            )
            for one in found.bus_factors
        ],
    )


def _dependence(found: Resilience, words: NetworkWords, most: int) -> Table:
    rows: list[_Row] = [
        (words.node(one.partner), len(one.sole), one.collectives, percent(one.share))
        for one in found.dependence[:most]
    ]
    if rest := len(found.dependence) - len(rows):
        more = counted("and {n} more (--all)", "and {n} more (--all)", n=rest)
        rows.append((words.say(more), None, None, None))
    return _table(
        words,
        message("Partners that are the only one beside the organisation"),
        (message("partner"), message("only partner of"), message("of its"), message("share")),
        rows,
    )


def _concentration(found: Resilience, words: NetworkWords) -> Table:
    return _table(
        words,
        message("How unevenly structures are spread"),
        (
            message("over"),
            message("HHI"),
            message("parts"),
            message("share of the largest"),
            message("effective number"),
            message("Gini"),
        ),
        [
            (
                words.say(SPREAD[kind]),
                round(one.hhi),
                one.parts,
                percent(one.largest),
                figure(one.effective, lang=words.lang),
                figure(one.gini, lang=words.lang),
            )
            for kind, one in found.concentration.items()
            if one is not None
        ],
    )


def _withdrawal(found: Resilience, words: NetworkWords) -> Table:
    lang, graph = words.lang, found.network.graph
    nodes = graph.number_of_nodes()
    rows: list[_Row] = []
    if found.attack is not None and found.chance is not None:
        mean, low, high = found.chance
        first = "; ".join(words.short(name) for name in found.attack.order[:_FIRST])
        rows += [
            (
                words.say(message("R, the most linked withdrawing first")),
                figure(found.attack.robustness, lang=lang),
                None,
                nodes,
                words.say(message("first: {names}", names=first)),
            ),
            (
                words.say(message("R, withdrawal at random")),
                figure(mean, lang=lang),
                interval_text((low, high), lang),
                nodes,
                None,
            ),
            (
                words.say(message("withdrawals until the largest part holds a quarter")),
                found.attack.until(0.25),
                None,
                nodes,
                None,
            ),
        ]
    rows += [
        (
            words.say(message("partners whose withdrawal parts the network")),
            len(found.cut_partners),
            None,
            nodes,
            "; ".join(words.short(name) for name in found.cut_partners) or None,
        ),
        (
            words.say(message("pairs of partners whose tie holds two parts together")),
            len(found.bridges),
            None,
            graph.number_of_edges(),
            "; ".join(f"{words.short(a)} – {words.short(b)}" for a, b in found.bridges) or None,
        ),
    ]
    heads = (
        message("measure"),
        message("value"),
        message("95 %"),
        message("of"),
        message("detail"),
    )
    return _table(words, message("The network of partners, if partners withdraw"), heads, rows)


def _home(found: Resilience, words: NetworkWords) -> str:
    return words.short(found.network.home) if words.find(found.network.home) else "–"


def _notes(found: Resilience, words: NetworkWords) -> tuple[str, ...]:
    notes = [
        message(
            "Structures of {name}: {all}; without a partner that a source names: {alone}; without "
            "a known city: {unplaced}.",
            all=found.collectives,
            name=_home(found, words),
            alone=found.alone,
            unplaced=found.unplaced,
        ),
        message(
            "A structure rests on a partner as far as sources name no other one: this is a reason "
            "to look, not a forecast. Bus factors are exact; other sets of the same size may exist."
        ),
        *found.network.statement(),
    ]
    return tuple(words.say(note) for note in notes)
