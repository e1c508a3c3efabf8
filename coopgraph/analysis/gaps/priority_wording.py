"""A priority in words: its cell, what stands behind it, what would close its gap."""

from __future__ import annotations

from collections.abc import Sequence

from coopgraph.analysis.gaps.facts import Facts, Instrument, Priority
from coopgraph.analysis.gaps.priority_search import PrioritySearch
from coopgraph.analysis.gaps.records import (
    Bilingual,
    Certainty,
    NearMiss,
    Status,
)
from coopgraph.analysis.gaps.status import Decision
from coopgraph.analysis.gaps.wording import (
    Sought,
    absent,
    counted,
)
from coopgraph.namespaces import local_name

__all__ = ["RUNG_NAMES", "cell_name", "cell_texts", "closes_by_text", "priority_statement"]


#: What stands behind a priority, by kind of instrument.
RUNG_NAMES = {
    "unit": Bilingual("unité mixte", "joint unit"),
    "collaboration": Bilingual("collaboration", "collaboration"),
    "agreement": Bilingual("accord", "agreement"),
}
_SOUGHT = Sought(
    noun=Bilingual("instrument en vigueur", "instrument in force"),
    some=Bilingual("un instrument en vigueur", "an instrument in force"),
    none_fr="aucun instrument en vigueur",
    found_fr="trouvé",
)


def cell_name(facts: Facts, place: str, theme: str | None) -> Bilingual:
    """Return the name of a cell: the place, and the theme if there is one."""
    name = facts.name(place)
    if theme is None:
        return name
    topic = facts.name(theme)
    return Bilingual(f"{name.fr} × {topic.fr}", f"{name.en} × {topic.en}")


def cell_texts(
    search: PrioritySearch,
    rows: Sequence[Priority],
    theme: str | None,
    decision: Decision,
    deciding: Sequence[Instrument],
    near: Sequence[NearMiss],
) -> tuple[Bilingual, Bilingual]:
    """Return finding and sentence of a cell.

    Parameters
    ----------
    search
        What was searched.
    rows
        The priorities of the cell.
    theme
        Its theme, if it has one.
    decision
        Status and certainty, as decided.
    deciding
        The instruments on which the status rests.
    near
        What is near.

    Returns
    -------
    tuple of Bilingual
    """
    facts, as_of, status = search.facts, search.as_of, decision.status
    cell = cell_name(facts, rows[0].place, theme)
    strategy = facts.sources.get(rows[0].strategy)
    title = strategy.title if strategy else local_name(rows[0].strategy)
    names = [facts.name(i.iri) for i in deciding]
    first = names[0] if names else Bilingual("", "")
    more = f" (+{len(names) - 1})" if len(names) > 1 else ""
    if status is Status.EXEMPT:
        short = full = Bilingual(
            "aucune source ne montre la stratégie en vigueur à cette date",
            "no source shows the strategy in force on that day",
        )
    elif status is Status.COVERED:
        rung = RUNG_NAMES[deciding[0].kind]
        perhaps = decision.certainty is not Certainty.CERTAIN
        maybe = Bilingual("peut-être ", "possibly ") if perhaps else Bilingual("", "")
        short = Bilingual(
            f"{maybe.fr}couvert par {rung.fr} : {first.fr}{more}",
            f"{maybe.en}covered, {rung.en} level: {first.en}{more}",
        )
        full = short
    elif status is Status.LAPSED:
        short = full = Bilingual(
            f"échéance passée, aucune suite trouvée dans le graphe : {first.fr}{more}",
            f"ended, nothing later found in the graph: {first.en}{more}",
        )
    elif status is Status.UNDECIDABLE and not deciding:
        short = full = Bilingual(
            "aucun instrument à l’étranger dans les sources : rien ne peut en être dit",
            "the sources hold no instrument abroad: nothing can be said",
        )
    elif status is Status.UNDECIDABLE:
        number = counted(
            len(deciding), ("instrument", "instruments"), ("instrument", "instruments")
        )
        short = full = Bilingual(
            f"{number.fr} sans thème ou sans date exploitable : {first.fr}{more}",
            f"{number.en} without theme or usable date: {first.en}{more}",
        )
    else:
        short, full = absent(status, _SOUGHT), absent(status, _SOUGHT, as_of)
    tail = Bilingual("", "")
    told = {item.iri for item in deciding}
    others = [miss for miss in near if miss.subject not in told]
    if others and status not in (Status.COVERED, Status.EXEMPT):
        tail = Bilingual(
            f" ; au plus près : {others[0].label.fr} ({others[0].reason.fr})",
            f"; nearest: {others[0].label.en} ({others[0].reason.en})",
        )
    return short, Bilingual(
        f"Priorité {cell.fr} ({title}) : {full.fr}{tail.fr}.",
        f"Priority {cell.en} ({title}): {full.en}{tail.en}.",
    )


def priority_statement(facts: Facts, row: Priority) -> Bilingual:
    """Return what a strategy states of a cell, in a few words."""
    cell, stance = cell_name(facts, row.place, row.theme), facts.name(row.stance)
    return Bilingual(f"priorité : {cell.fr}, {stance.fr}", f"priority: {cell.en}, {stance.en}")


def closes_by_text(theme: str | None, status: Status) -> Bilingual:
    """Return what would close the gap of a cell."""
    if status in (Status.COVERED, Status.EXEMPT):
        return Bilingual("", "")
    if status is Status.UNDECIDABLE:
        return Bilingual(
            "Les thèmes et les dates des instruments cités",
            "The themes and dates of the instruments named",
        )
    on = (" et sur ce thème", " and on this theme") if theme else ("", "")
    return Bilingual(
        f"Un accord, une collaboration ou une unité mixte en vigueur avec ce lieu{on[0]}, ou la "
        "source qui l’atteste",
        f"An agreement, a collaboration or a joint unit in force with this place{on[1]}, or the "
        "source that attests it",
    )
