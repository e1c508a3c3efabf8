"""The communities and the structure of a network, as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coopgraph.messages import Message, message
from coopgraph.outputs.communities_words import (
    STATES,
    said_of_communities,
    said_of_figures,
    verdicts,
)
from coopgraph.outputs.network_words import NetworkWords
from coopgraph.outputs.numbers import figure, interval_text, percent
from coopgraph.outputs.ranking_tables import KIND_NAMES
from coopgraph.outputs.tables import Cell, Table

if TYPE_CHECKING:
    import networkx as nx

    from coopgraph.analysis.networks.communities import Community
    from coopgraph.analysis.networks.naming import CommunityName
    from coopgraph.analysis.networks.structure import Structure
    from coopgraph.analysis.networks.structure_figures import Figure

__all__ = ["COLUMNS", "communities_tables", "flat_communities_table", "said_of_communities"]

#: Columns of the flat table: communities, members, nodes without ties and figures share it.
COLUMNS: Final = (
    "section",
    "community",
    "item",
    "item_label",
    "value",
    "low",
    "high",
    "share",
    "over_seeds",
    "over_missing",
    "state",
    "chance",
    "chance_low",
    "chance_high",
    "at_or_above",
    "detail",
)
#: Members of each community that a reader sees unless told otherwise.
_SHOWN: Final = 5


def flat_communities_table(found: Structure, landscape: nx.MultiDiGraph[str], lang: str) -> Table:
    """Return one row per community, member, node without ties, and figure.

    Parameters
    ----------
    found
        What was found.
    landscape
        The projection ``landscape``, for names.
    lang
        ``fr`` or ``en``.

    Returns
    -------
    Table
        Columns :data:`COLUMNS`; numbers in full.

    Examples
    --------
    >>> from coopgraph import load
    >>> from coopgraph.resources import example_dir
    >>> landscape = load([example_dir()], as_of="2024-12-31")
    >>> found, graph = landscape.communities(seeds=10, replicates=20)
    >>> table = flat_communities_table(found, graph, "en")
    >>> [row[0] for row in table.rows][:5]
    ['community', 'community', 'community', 'member', 'member']
    """
    words = NetworkWords(landscape, lang)
    rows: list[list[Cell]] = []

    def add(section: str, **cells: Cell) -> None:
        rows.append([section, *(cells.get(name) for name in COLUMNS[1:])])

    for number, (one, name) in enumerate(_named(found), start=1):
        add(
            "community",
            community=number,
            item=number,
            item_label=_typical(name, found, lang),
            value=len(one.members),
            share=one.inside,
            over_seeds=one.over_seeds,
            over_missing=one.over_missing,
            state=one.state,
            detail=_shared(name, found, lang) or None,
        )
    for number, (one, _) in enumerate(_named(found), start=1):
        for member in one.members:
            add(
                "member",
                community=number,
                item=member.node,
                item_label=found.network.label(member.node, lang),
                value=member.within,
                share=member.share,
                over_seeds=member.stays,
            )
    for node in found.communities.isolates:
        add("isolate", item=node, item_label=found.network.label(node, lang))
    for item in found.figures:
        low, high = item.interval or (None, None)
        least, most = item.chance_interval or (None, None)
        add(
            "figure",
            item=item.described.name,
            item_label=words.say(item.described.title),
            value=item.value,
            low=low,
            high=high,
            chance=item.chance,
            chance_low=least,
            chance_high=most,
            at_or_above=item.at_or_above,
            detail=None if item.remark is None else words.say(item.remark),
        )
    for node in found.core.members:
        add("core", item=node, item_label=found.network.label(node, lang))
    notes = tuple(words.say(note) for note in _notes(found))
    return Table(COLUMNS, rows, title=words.say(_title(found)), notes=notes)


def communities_tables(
    found: Structure, landscape: nx.MultiDiGraph[str], lang: str, *, top: int | None = None
) -> list[Table]:
    """Return the tables for a reader: communities, their members, figures of structure.

    Parameters
    ----------
    found, landscape, lang
        As for :func:`flat_communities_table`.
    top
        Members to list of each community.

    Returns
    -------
    list of Table
        The last one carries the remarks.
    """
    words = NetworkWords(landscape, lang)
    tables = []
    if found.communities.found:
        tables += [_communities(found, words), _members(found, words, top or _SHOWN)]
    tables.append(_figures(found, words))
    first = tables[0]
    lead = tuple(words.say(text) for text in verdicts(found))
    tables[0] = Table(first.columns, first.rows, title=words.say(_title(found)), lead=lead)
    notes = _notes(found)[len(lead) :]
    tables[-1] = tables[-1].with_notes(*(words.say(note) for note in notes))
    return tables


def _notes(found: Structure) -> list[Message]:
    return [*verdicts(found), *found.network.statement(), *said_of_figures(found)]


def _title(found: Structure) -> Message:
    return message(
        "Communities in the projection {projection}", projection=found.network.declaration.name
    )


def _named(found: Structure) -> list[tuple[Community, CommunityName]]:
    return list(zip(found.communities.found, found.names, strict=True))


def _typical(name: CommunityName, found: Structure, lang: str) -> str:
    return "; ".join(found.network.label(node, lang) for node in name.typical)


def _shared(name: CommunityName, found: Structure, lang: str) -> str:
    places = [found.network.label(place, lang) for place in (name.city, name.region) if place]
    kind = KIND_NAMES.get(name.kind)
    kinds = [] if kind is None else [kind.in_language(lang)]
    return ", ".join([*dict.fromkeys(places), *kinds])


def _communities(found: Structure, words: NetworkWords) -> Table:
    heads = (
        message("no."),
        message("most typical members"),
        message("members"),
        message("shared by most"),
        message("stays inside"),
        message("over seeds"),
        message("10 % missing"),
        message("state"),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            number,
            _typical(name, found, words.lang),
            len(one.members),
            _shared(name, found, words.lang) or None,
            percent(one.inside),
            _number(one.over_seeds, words),
            _number(one.over_missing, words),
            words.say(STATES[one.state]),
        )
        for number, (one, name) in enumerate(_named(found), start=1)
    ]
    return Table(tuple(words.say(head) for head in heads), rows)


def _members(found: Structure, words: NetworkWords, top: int) -> Table:
    heads = (
        message("no."),
        message("member"),
        message("kind"),
        message("weight inside"),
        message("share"),
        message("stays"),
    )
    rows: list[tuple[Cell, ...]] = []
    for number, (one, _) in enumerate(_named(found), start=1):
        for member in one.members[:top]:
            kind = str(found.network.graph.nodes[member.node].get("kind") or "")
            rows.append(
                (
                    number,
                    found.network.label(member.node, words.lang),
                    words.say(KIND_NAMES[kind]) if kind in KIND_NAMES else None,
                    _number(member.within, words),
                    percent(member.share),
                    percent(member.stays),
                )
            )
        rest = len(one.members) - top
        if rest > 0:
            more = message("and {n} more (--top)", n=rest)
            rows.append((number, words.say(more), None, None, None, None))
    title = message("Members, the most typical first")
    return Table(tuple(words.say(head) for head in heads), rows, title=words.say(title))


def _figures(found: Structure, words: NetworkWords) -> Table:
    heads = (
        message("figure"),
        message("value"),
        message("95 %"),
        message("by chance"),
        message("95 % by chance"),
        message("at or above"),
        message("detail"),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            words.say(one.described.title),
            _number(one.value, words),
            interval_text(one.interval, words.lang),
            _number(one.chance, words),
            interval_text(one.chance_interval, words.lang),
            _chance_of(one, words),
            None if one.remark is None else words.say(one.remark),
        )
        for one in found.figures
    ]
    title = message("Structure of the network")
    return Table(tuple(words.say(head) for head in heads), rows, title=words.say(title))


def _chance_of(one: Figure, words: NetworkWords) -> Cell:
    return None if one.at_or_above is None else _number(one.at_or_above, words)


def _number(value: float | None, words: NetworkWords) -> Cell:
    return None if value is None else str(figure(value, whole=True, lang=words.lang))
