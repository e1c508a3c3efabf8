"""G1: announced priorities, country by country and theme by theme, and what stands behind them.

Two rules. ``priority-place`` asks whether any instrument is in force with a place that a strategy
names; ``priority-theme`` asks it for each theme that the strategy names there. A priority without a
theme is not a priority for all themes; an instrument without a stated theme decides no theme.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from coopgraph.analysis.gaps.dates import Standing, State
from coopgraph.analysis.gaps.facts import Facts, Instrument, Priority
from coopgraph.analysis.gaps.involvement import takes_part
from coopgraph.analysis.gaps.records import (
    Bilingual,
    Dates,
    Gap,
    Missing,
    NearMiss,
    ScoreTerm,
    Search,
    Status,
    Tier,
)
from coopgraph.analysis.gaps.status import complete_lists, decide
from coopgraph.analysis.gaps.terms import with_usual_terms
from coopgraph.analysis.gaps.wording import (
    Sought,
    absent,
    counted,
    joined,
    range_text,
    when,
)
from coopgraph.namespaces import local_name

__all__ = ["SEARCHED_CLASSES", "find_priority_gaps"]

TYPE = "priority"
VERSION = "2"
#: Classes that can stand behind a priority; all of them must be declared complete to confirm a gap.
SEARCHED_CLASSES = ("InternationalCooperationAgreement", "Collaboration", "InternationalJointUnit")
#: Strength of what stands behind a priority: a place of work, a joint project, a signature.
RUNGS = {"unit": 1.0, "collaboration": 0.8, "agreement": 0.6}
_RUNG_NAMES = {
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
#: Collaborations that can stand behind a priority abroad. An alliance, a network or a contact point
#: is a forum: near, but no instrument.
COLLABORATIONS = (
    "InternationalAssociatedLaboratory",
    "InternationalResearchGroup",
    "InternationalResearchProject",
    "JointLaboratory",
    "InternationalPlatform",
)
_UNMARKED = Bilingual("", "")
_FORUMS = ("ResearchNetwork", "ResearchAlliance")
#: Weight of a theme that is broader or narrower than the one announced.
KIN_THEME = 0.5
_SHOWN = 5


def find_priority_gaps(facts: Facts, *, as_of: datetime.date) -> Iterator[Gap]:
    """Find priorities without an instrument in force.

    Parameters
    ----------
    facts
        Rows of the graph.
    as_of
        Day of reference.

    Yields
    ------
    Gap
        One record per strategy and place, and one per strategy, place and theme.
    """
    found = [(i, _reach(facts, i)) for i in with_usual_terms(facts)]
    states = [
        (item, item.period.standing(as_of), reach)
        for item, reach in found
        if reach and _concerns(facts, item)
    ]
    forums = [item for item, reach in found if reach and facts.is_a(item.iri, *_FORUMS)]
    search = _Search(facts, states, forums, as_of)
    cells: dict[tuple[str, str], list[Priority]] = defaultdict(list)
    for priority in facts.priorities:
        cells[priority.strategy, priority.place].append(priority)
    for key in sorted(cells):
        rows = sorted(cells[key], key=lambda p: (p.theme or "", p.iri))
        yield _record(search, rows, None)
        for theme in sorted({row.theme for row in rows if row.theme}):
            yield _record(search, [row for row in rows if row.theme == theme], theme)


def _concerns(facts: Facts, item: Instrument) -> bool:
    """Say whether an instrument can stand behind a priority of the focus."""
    if not takes_part(facts, item):
        return False
    return item.kind in ("agreement", "unit") or facts.is_a(item.iri, *COLLABORATIONS)


def _reach(facts: Facts, item: Instrument) -> frozenset[str]:
    """Return the places abroad of an instrument, widened; else those of an agreement's parties."""
    home = _home(facts)
    places = item.places
    if not places and item.kind == "agreement":
        places = frozenset(
            place
            for party in item.parties - {facts.focus}
            for place in facts.seats.get(party, frozenset())
        )
    return facts.widen(place for place in places if not home & facts.widen([place]))


def _home(facts: Facts) -> frozenset[str]:
    return frozenset(p for p in facts.where(facts.focus) if facts.is_a(p, "Country"))


@dataclass(frozen=True)
class _Search:
    facts: Facts
    states: list[tuple[Instrument, Standing, frozenset[str]]]
    forums: list[Instrument]
    as_of: datetime.date


def _similarity(facts: Facts, wanted: str, stated: Iterable[str]) -> float:
    best = 0.0
    for theme in stated:
        if theme == wanted:
            return 1.0
        if wanted in facts.broader_themes(theme) or theme in facts.broader_themes(wanted):
            best = KIN_THEME
    return best


def _record(search: _Search, rows: Sequence[Priority], theme: str | None) -> Gap:
    facts, as_of, place = search.facts, search.as_of, rows[0].place
    rule = "priority-theme" if theme else "priority-place"
    here = [(item, standing) for item, standing, reach in search.states if place in reach]
    weighed = [
        (item, standing, _similarity(facts, theme, item.themes) if theme else 1.0)
        for item, standing in here
    ]
    matches = [(item, standing) for item, standing, weight in weighed if weight]
    unthemed = [
        item
        for item, standing in here
        if theme and not item.themes and standing.state in (State.IN_FORCE, State.UNKNOWN)
    ]
    complete = complete_lists(
        facts.lists,
        focus=facts.focus,
        classes=[facts.lineage(cls) for cls in SEARCHED_CLASSES],
        scopes=facts.widen([place]),
        as_of=as_of,
    )
    decision = decide(
        eligible=any(_valid(row, as_of) for row in rows),
        standings=[standing for _, standing in matches],
        undecidable=bool(unthemed),
        complete=complete,
    )
    cover = max(
        (
            RUNGS[item.kind] * weight
            for item, standing, weight in weighed
            if standing.state is State.IN_FORCE
        ),
        default=0.0,
    )
    near = _near_misses(search, place, theme, {item.iri for item, _ in matches})
    deciding = _deciding(matches, unthemed, decision.status)
    finding, sentence = _texts(search, rows, theme, decision.status, deciding, near)
    ends = [item.period.last_day[0] for item in deciding]
    last = max((e for e in ends if e is not None), key=lambda e: e.latest, default=None)
    return Gap(
        id="/".join(
            [rule, local_name(rows[0].strategy), local_name(place)]
            + ([local_name(theme)] if theme else [])
        ),
        type=TYPE,
        status=decision.status,
        tier=Tier.DATA if decision.status is Status.UNDECIDABLE else Tier.STRATEGY,
        subject=place,
        subject_label=_cell_name(facts, place, theme),
        finding=finding,
        sentence=sentence,
        rule=rule,
        rule_version=VERSION,
        as_of=as_of,
        closes_by=_closes_by(theme, decision.status),
        evidence=tuple(
            [facts.evidence(_statement(facts, row), row.iri, row.origin) for row in rows]
            + [facts.evidence(facts.name(i.iri), i.iri, i.origin) for i in deciding]
        ),
        searched=(
            Search(
                Bilingual(
                    "accords, collaborations et unités mixtes",
                    "agreements, collaborations and joint units",
                ),
                len(search.states),
                len(matches),
                complete,
            ),
        ),
        near_misses=tuple(near),
        missing=_missing(facts, matches, unthemed, decision.status),
        dates=Dates(
            end_earliest=last.earliest if last else None,
            end_latest=last.latest if last else None,
            basis="stated" if last else "unknown",
            certainty=decision.certainty,
        ),
        score_terms=(ScoreTerm("uncovered", round(1.0 - cover, 4)),),
    )


def _valid(row: Priority, as_of: datetime.date) -> bool:
    begun = row.start is None or row.start.earliest <= as_of
    return begun and (row.end is None or row.end.latest >= as_of)


def _deciding(
    matches: Sequence[tuple[Instrument, Standing]], unthemed: Sequence[Instrument], status: Status
) -> list[Instrument]:
    wanted = {
        Status.COVERED: State.IN_FORCE,
        Status.LAPSED: State.ENDED,
        Status.UNDECIDABLE: State.UNKNOWN,
    }.get(status)
    found = [item for item, standing in matches if standing.state is wanted]
    if status is Status.UNDECIDABLE:
        found += unthemed
    return sorted(found, key=lambda i: (-RUNGS[i.kind], i.iri))


def _missing(
    facts: Facts,
    matches: Sequence[tuple[Instrument, Standing]],
    unthemed: Sequence[Instrument],
    status: Status,
) -> tuple[Missing, ...]:
    if status is not Status.UNDECIDABLE:
        return ()
    dates = [
        Missing(item.iri, facts.name(item.iri), name)
        for item, standing in matches
        if standing.state is State.UNKNOWN
        for name in standing.missing
    ]
    return tuple(dates + [Missing(i.iri, facts.name(i.iri), "theme") for i in unthemed])


def _near_misses(
    search: _Search, place: str, theme: str | None, matched: set[str]
) -> list[NearMiss]:
    """Return what is near: other themes here, later here, a wider place, the theme elsewhere."""
    facts = search.facts
    wider = facts.widen([place]) - {place}
    ranked: list[tuple[int, str, NearMiss]] = []
    for item, standing, reach in search.states:
        name = facts.name(item.iri)
        if place in reach and (item.iri not in matched) and item.themes:
            themes = joined([facts.name(t) for t in sorted(item.themes)])
            reason = Bilingual(f"autre thème : {themes.fr}", f"another theme: {themes.en}")
            rank = 0 if standing.state is State.IN_FORCE else 2
        elif item.iri in matched and standing.state is State.ENDED:
            end, basis = item.period.known_end
            last = when(end) if end else Bilingual("", "")
            mark = Bilingual(", supposée", ", assumed") if basis == "assumed" else _UNMARKED
            reason = Bilingual(f"échéance passée {last.fr}{mark.fr}", f"ended {last.en}{mark.en}")
            rank = 0
        elif item.iri in matched and standing.state is State.FUTURE and item.period.start:
            start = range_text(item.period.start)
            reason = Bilingual(f"commence plus tard ({start.fr})", f"begins later ({start.en})")
            rank = 0
        elif wider & item.places and place not in reach:
            names = joined([facts.name(p) for p in sorted(wider & item.places)])
            reason = Bilingual(f"périmètre plus large : {names.fr}", f"wider place: {names.en}")
            rank = 1
        elif theme in item.themes and place not in reach and standing.state is State.IN_FORCE:
            names = joined([facts.name(p) for p in sorted(item.places)])
            reason = Bilingual(
                f"même thème, ailleurs : {names.fr}", f"same theme, elsewhere: {names.en}"
            )
            rank = 3
        else:
            continue
        ranked.append((rank, item.iri, NearMiss(item.iri, name, reason)))
    for forum in search.forums:
        if place in _reach(facts, forum):
            reason = Bilingual("réseau, sans accord propre", "a network, without an agreement")
            ranked.append((1, forum.iri, NearMiss(forum.iri, facts.name(forum.iri), reason)))
    return [near for _, _, near in sorted(ranked, key=lambda entry: entry[:2])[:_SHOWN]]


def _cell_name(facts: Facts, place: str, theme: str | None) -> Bilingual:
    name = facts.name(place)
    if theme is None:
        return name
    topic = facts.name(theme)
    return Bilingual(f"{name.fr} × {topic.fr}", f"{name.en} × {topic.en}")


def _texts(
    search: _Search,
    rows: Sequence[Priority],
    theme: str | None,
    status: Status,
    deciding: Sequence[Instrument],
    near: Sequence[NearMiss],
) -> tuple[Bilingual, Bilingual]:
    facts, as_of = search.facts, search.as_of
    cell = _cell_name(facts, rows[0].place, theme)
    strategy = facts.sources.get(rows[0].strategy)
    title = strategy.title if strategy else local_name(rows[0].strategy)
    names = [facts.name(i.iri) for i in deciding]
    first = names[0] if names else Bilingual("", "")
    more = f" (+{len(names) - 1})" if len(names) > 1 else ""
    if status is Status.EXEMPT:
        short = full = Bilingual(
            "la stratégie n’est pas en vigueur à cette date",
            "the strategy is not in force on that day",
        )
    elif status is Status.COVERED:
        rung = _RUNG_NAMES[deciding[0].kind]
        short = Bilingual(
            f"couvert par {rung.fr} : {first.fr}{more}", f"{rung.en} level: {first.en}{more}"
        )
        full = Bilingual(short.fr, f"covered, {short.en}")
    elif status is Status.LAPSED:
        short = full = Bilingual(
            f"échéance passée, aucune suite trouvée dans le graphe : {first.fr}{more}",
            f"ended, nothing later found in the graph: {first.en}{more}",
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


def _statement(facts: Facts, row: Priority) -> Bilingual:
    cell, stance = _cell_name(facts, row.place, row.theme), facts.name(row.stance)
    return Bilingual(f"priorité : {cell.fr}, {stance.fr}", f"priority: {cell.en}, {stance.en}")


def _closes_by(theme: str | None, status: Status) -> Bilingual:
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
