"""Two bodies, or one on two days, as tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from coopgraph.messages import Message, counted, message
from coopgraph.outputs.network_words import NetworkWords
from coopgraph.outputs.tables import Cell, Table

if TYPE_CHECKING:
    import networkx as nx

    from coopgraph.analysis.networks.compare import Comparison, Profile

__all__ = ["COLUMNS", "compare_tables", "flat_compare_table"]

#: Columns of the flat table.
COLUMNS: Final = ("section", "item", "item_label", "one", "other", "note", "sources")
#: Rows of a section shown on a terminal unless all are asked for.
_SHOWN: Final = 12
_Row = tuple[Cell, Cell, Cell, Cell, Cell, Cell, Cell]

_LAYERS: Final[dict[str, Message]] = {
    "cotutelle": message("research structures"),
    "label": message("labelled sites (FHU, SIRIC, IHU, DHU)"),
    "team": message("project teams"),
    "international": message("joint laboratories, projects, platforms with partners abroad"),
    "agreement": message("agreements"),
    "project": message("funded projects"),
    "co-publication": message("publications"),
}
_BROKERAGE: Final[dict[str, Message]] = {
    "degree": message("partners in the network of partners (degree)"),
    "betweenness": message("share of shortest chains that pass it (betweenness)"),
    "constraint": message("constraint (Burt): high where partners know each other"),
    "effective-size": message("partners that are not redundant (effective size)"),
}


def flat_compare_table(
    found: Comparison, landscapes: Sequence[nx.MultiDiGraph[str]], lang: str, heads: tuple[str, str]
) -> Table:
    """Return one row per figure, shared collective, partner and site.

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
        Columns :data:`COLUMNS`: ``one`` and ``other`` hold figures, roles or counts of structures.
    """
    sides = [NetworkWords(landscape, lang) for landscape in landscapes]
    rows = [row for section in _sections(found, sides, heads) for row in section[1]]
    return Table(COLUMNS, rows, title=" – ".join(heads), notes=_notes(found, sides[0]))


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
    tables = []
    for title, rows, last in _sections(found, sides, heads):
        if not rows:
            continue
        whole = all_lines or rows[0][0] == "figures"
        rest = 0 if whole else max(0, len(rows) - _SHOWN)
        shown = rows[: len(rows) - rest]
        lines: list[tuple[Cell, ...]] = [(row[2], row[3], row[4], row[last]) for row in shown]
        if rest:
            more = counted("and {n} more (--all)", "and {n} more (--all)", n=rest)
            lines.append((words.say(more), None, None, None))
        columns: tuple[str, ...] = (
            "",
            *heads,
            words.say(message("source")) if last == 6 else " ",
        )
        if all(line[3] is None for line in lines):
            lines, columns = [line[:3] for line in lines], columns[:3]
        tables.append(Table(columns, lines, title=f"{words.say(title)} ({len(rows)})"))
    if tables:
        tables[-1] = tables[-1].with_notes(*_notes(found, words))
    return tables


def _sections(
    found: Comparison, sides: Sequence[NetworkWords], heads: tuple[str, str]
) -> Iterator[tuple[Message, list[_Row], int]]:
    """Yield title, rows, and the column that a reader is shown last."""
    yield message("Figures"), list(_figures(found, sides[0])), 5
    yield message("What both take part in"), _taken_part(found.collectives.both, found, sides), 6
    for head, alone in zip(
        heads, (found.collectives.only_one, found.collectives.only_other), strict=True
    ):
        title = message("What {name} alone takes part in", name=head)
        yield title, _taken_part(alone, found, sides), 6
    yield message("Partners of both"), _shared_with(found.partners.both, found, sides), 5
    for head, alone in zip(
        heads, (found.partners.only_one, found.partners.only_other), strict=True
    ):
        title = message("Partners of {name} alone", name=head)
        yield title, _shared_with(alone, found, sides), 5
    yield message("Sites"), _sites(found, sides), 5


def _taken_part(
    names: Sequence[str], found: Comparison, sides: Sequence[NetworkWords]
) -> list[_Row]:
    words = sides[0]
    rows: list[_Row] = []
    for name in names:
        own = [side.ties_in(name) for side in (found.one, found.other)]
        ties = tuple(dict.fromkeys((*own[0], *own[1])))
        one = words.roles(own[0], found.one.body) or None
        other = words.roles(own[1], found.other.body) or None
        kind = next(said.kind(name) for said in sides if said.find(name) is not None)
        rows.append(
            ("collectives", name, _named(name, sides), one, other, kind, words.sources(ties))
        )
    return rows


def _figures(found: Comparison, words: NetworkWords) -> Iterator[_Row]:
    one, other = found.one, found.other

    def row(name: str, label: Message, first: Cell, second: Cell, note: Cell = None) -> _Row:
        return ("figures", name, words.say(label), first, second, note, None)

    for layer in one.collectives:
        counts = [len(side.collectives[layer]) for side in (one, other)]
        if any(counts):
            yield row(layer, _LAYERS.get(layer, message("layer {layer}", layer=layer)), *counts)
    each_other = message("the two are partners of each other, not listed below")
    note = words.say(each_other) if other.body in one.partners else None
    yield row("partners", message("partners"), len(one.partners), len(other.partners), note)
    yield row("sites", message("cities where these stand"), len(one.sites), len(other.sites))
    yield from _overlaps(found, words)
    for name, label in _BROKERAGE.items():
        yield row(name, label, _rounded(one.brokerage[name]), _rounded(other.brokerage[name]))


_COMMON: Final[dict[str, Message]] = {
    "collectives": message("in common: what they take part in"),
    "partners": message("in common: partners"),
    "sites": message("in common: cities"),
}


def _overlaps(found: Comparison, words: NetworkWords) -> Iterator[_Row]:
    pairs = (
        ("collectives", found.collectives),
        ("partners", found.partners),
        ("sites", found.sites),
    )
    for name, overlap in pairs:
        both = len(overlap.both)
        shares = (("Jaccard", overlap.jaccard), ("Salton", overlap.salton))
        note = ", ".join(f"{index} {value:.2f}" for index, value in shares if value is not None)
        yield ("figures", f"common-{name}", words.say(_COMMON[name]), both, both, note, None)


def _shared_with(
    partners: Sequence[str], found: Comparison, sides: Sequence[NetworkWords]
) -> list[_Row]:
    def strength(name: str) -> tuple[int, str]:
        return -max(_count(found.one, name) or 0, _count(found.other, name) or 0), name

    return [
        (
            "partners",
            name,
            _named(name, sides),
            _count(found.one, name),
            _count(found.other, name),
            None,
            None,
        )
        for name in sorted(partners, key=strength)
    ]


def _sites(found: Comparison, sides: Sequence[NetworkWords]) -> list[_Row]:
    counts = {
        name: (found.one.sites.get(name), found.other.sites.get(name))
        for name in sorted({*found.one.sites, *found.other.sites})
    }
    order = sorted(counts, key=lambda name: (-max(n or 0 for n in counts[name]), name))
    return [("sites", name, _named(name, sides), *counts[name], None, None) for name in order]


def _count(profile: Profile, partner: str) -> int | None:
    return len(profile.partners[partner]) if partner in profile.partners else None


def _named(iri: str, sides: Sequence[NetworkWords]) -> str:
    for words in sides:
        if (name := words.find(iri)) is not None:
            return name
    return iri.rpartition("/")[2]


def _rounded(value: float | None) -> float | None:
    if value is None:
        return None
    return int(value) if value == int(value) else round(value, 4)


def _notes(found: Comparison, words: NetworkWords) -> tuple[str, ...]:
    notes = [
        message(
            "Counts are of what sources state in the chosen layers and roles; partners share at "
            "least one structure, label, team or agreement."
        ),
        *found.network.statement(),
    ]
    return tuple(words.say(note) for note in notes)
