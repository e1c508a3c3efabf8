"""What an organisation depends on, as tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from coopgraph.messages import Message, counted, message
from coopgraph.outputs.network_words import NetworkWords
from coopgraph.outputs.tables import Cell, Table

if TYPE_CHECKING:
    import networkx as nx

    from coopgraph.analysis.networks.resilience import Resilience

__all__ = ["COLUMNS", "flat_robustness_table", "robustness_tables"]

#: Columns of the flat table: a measure, what it is of, its value, and what lies behind it.
COLUMNS: Final = ("section", "item", "item_label", "value", "of", "share", "detail")
#: Partners shown on a terminal unless all are asked for.
_SHOWN: Final = 15
_Row = tuple[Cell, Cell, Cell, Cell, Cell, Cell, Cell]
_Section = tuple[Message, tuple[Message, ...], list[_Row]]
_SPREAD: Final[dict[str, Message]] = {
    "partner": message("memberships over partners"),
    "city": message("structures over cities"),
    "region": message("structures over regions"),
    "country": message("structures over countries"),
}


def flat_robustness_table(found: Resilience, landscape: nx.MultiDiGraph[str], lang: str) -> Table:
    """Return one row per measure and partner.

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
        Columns :data:`COLUMNS`.
    """
    words = NetworkWords(landscape, lang)
    rows = [row for _, _, part in _sections(found, words) for row in part]
    title = words.say(message("What {name} depends on", name=_home(found, words)))
    return Table(COLUMNS, rows, title=title, notes=_notes(found, words))


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
    tables = []
    for title, heads, rows in _sections(found, words):
        if not rows:
            continue
        rest = 0 if all_lines or rows[0][0] != "dependence" else max(0, len(rows) - _SHOWN)
        lines = [row[2:] for row in rows[: len(rows) - rest]]
        kept = [n for n in range(5) if any(line[n] is not None for line in lines)]
        cells: list[tuple[Cell, ...]] = [tuple(line[n] for n in kept) for line in lines]
        if rest:
            more = words.say(counted("and {n} more (--all)", "and {n} more (--all)", n=rest))
            cells.append((more, *([None] * (len(kept) - 1))))
        columns = tuple(words.say(heads[n]) for n in kept)
        tables.append(Table(columns, cells, title=words.say(title)))
    tables[-1] = tables[-1].with_notes(*_notes(found, words))
    return tables


def _sections(found: Resilience, words: NetworkWords) -> Iterator[_Section]:
    blank = message("–")
    yield (
        message("Smallest sets of partners on which a share of the structures rests (bus factor)"),
        (
            message("share of structures"),
            message("partners"),
            message("structures left without any"),
            message("share"),
            message("one such set"),
        ),
        [
            (
                "bus-factor",
                f"{one.share:.2f}",
                f"{one.share:.0%}",
                len(one.partners),
                one.lost,
                None,
                "; ".join(words.short(name) for name in one.partners),
            )
            for one in found.bus_factors
        ],
    )
    yield (
        message("Partners that are the only one beside the organisation"),
        (
            message("partner"),
            message("only partner of"),
            message("of its"),
            message("share"),
            blank,
        ),
        [
            (
                "dependence",
                one.partner,
                words.node(one.partner),
                len(one.sole),
                one.collectives,
                round(one.share, 4),
                None,
            )
            for one in found.dependence
        ],
    )
    yield (
        message("How unevenly structures are spread"),
        (
            message("over"),
            message("HHI"),
            message("parts"),
            message("share of the largest"),
            message("effective number; Gini"),
        ),
        [
            (
                "concentration",
                kind,
                words.say(_SPREAD[kind]),
                round(one.hhi),
                one.parts,
                round(one.largest, 4),
                f"{one.effective:.1f}; {one.gini:.2f}",
            )
            for kind, one in found.concentration.items()
            if one is not None
        ],
    )
    yield (
        message("The network of partners, if partners withdraw"),
        (
            message("measure"),
            message("value"),
            message("of"),
            message("share"),
            message("detail"),
        ),
        list(_withdrawal(found, words)),
    )


def _withdrawal(found: Resilience, words: NetworkWords) -> Iterator[_Row]:
    nodes = found.network.graph.number_of_nodes()

    def row(name: str, label: Message, value: Cell, of: Cell, detail: str | None) -> _Row:
        return ("withdrawal", name, words.say(label), value, of, None, detail)

    if found.attack is not None and found.chance is not None:
        mean, low, high = found.chance
        first = "; ".join(words.short(name) for name in found.attack.order[:5])
        yield row(
            "attack",
            message("R, the most linked withdrawing first"),
            round(found.attack.robustness, 4),
            nodes,
            words.say(message("first: {names}", names=first)),
        )
        yield row(
            "chance",
            message("R, withdrawal at random"),
            round(mean, 4),
            nodes,
            words.say(
                message("95 % between {low} and {high}", low=f"{low:.3f}", high=f"{high:.3f}")
            ),
        )
        yield row(
            "quarter",
            message("withdrawals until the largest part holds a quarter"),
            found.attack.until(0.25),
            nodes,
            None,
        )
    yield row(
        "cut-partners",
        message("partners whose withdrawal parts the network"),
        len(found.cut_partners),
        nodes,
        "; ".join(words.short(name) for name in found.cut_partners) or None,
    )
    yield row(
        "bridges",
        message("pairs of partners whose tie holds two parts together"),
        len(found.bridges),
        found.network.graph.number_of_edges(),
        "; ".join(f"{words.short(a)} – {words.short(b)}" for a, b in found.bridges) or None,
    )


def _home(found: Resilience, words: NetworkWords) -> str:
    return words.short(found.network.home) if words.find(found.network.home) else "–"


def _notes(found: Resilience, words: NetworkWords) -> tuple[str, ...]:
    notes = [
        message(
            "{all} structures of {name}; {alone} of them have no partner that a source names, and "
            "{unplaced} no known city.",
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
