"""G1: announced priorities, country by country and theme by theme, and what stands behind them.

Two rules. ``priority-place`` asks whether any instrument is in force with a place that a strategy
names; ``priority-theme`` asks it for each theme that the strategy names there. A priority without a
theme is not a priority for all themes; an instrument without a stated theme decides no theme.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from coopgraph.analysis.gaps.dates import Standing, State
from coopgraph.analysis.gaps.facts import Facts, Instrument, Priority
from coopgraph.analysis.gaps.near import unplaced
from coopgraph.analysis.gaps.priority_search import (
    FORUMS,
    PrioritySearch,
    concerns,
    near_misses,
    nowhere_abroad,
    reach_of,
)
from coopgraph.analysis.gaps.priority_wording import (
    cell_name,
    cell_texts,
    closes_by_text,
    priority_statement,
)
from coopgraph.analysis.gaps.records import (
    Bilingual,
    Dates,
    Gap,
    Missing,
    ScoreTerm,
    Search,
    Status,
    Tier,
)
from coopgraph.analysis.gaps.shared import announced
from coopgraph.analysis.gaps.status import complete_lists, decide, spoken_of, tier_of
from coopgraph.analysis.gaps.terms import with_usual_terms
from coopgraph.namespaces import COOP_NS, local_name

__all__ = ["SEARCHED_CLASSES", "find_priority_gaps"]


TYPE = "priority"
VERSION = "3"
#: Classes that can stand behind a priority; all of them must be declared complete to confirm a gap.
SEARCHED_CLASSES = ("InternationalCooperationAgreement", "Collaboration", "InternationalJointUnit")
_INSTRUMENTS = Bilingual(
    "accords, collaborations et unités mixtes", "agreements, collaborations and joint units"
)
#: Strength of what stands behind a priority: a place of work, a joint project, a signature.
RUNGS = {"unit": 1.0, "collaboration": 0.8, "agreement": 0.6}
#: Weight of a theme that is broader or narrower than the one announced.
KIN_THEME = 0.5


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
    found = [(i, reach_of(facts, i)) for i in with_usual_terms(facts)]
    states = [
        (item, item.period.standing(as_of), reach)
        for item, reach in found
        if reach and concerns(facts, item)
    ]
    forums = [item for item, reach in found if reach and facts.is_a(item.iri, *FORUMS)]
    nowhere = nowhere_abroad(facts, [item for item, _ in found])
    search = PrioritySearch(facts, states, forums, nowhere, as_of)
    cells: dict[tuple[str, str], list[Priority]] = defaultdict(list)
    for priority in facts.priorities:
        cells[priority.strategy, priority.place].append(priority)
    for key in sorted(cells):
        rows = sorted(cells[key], key=lambda p: (p.theme or "", p.iri))
        yield _record(search, rows, None)
        for theme in sorted({row.theme for row in rows if row.theme}):
            yield _record(search, [row for row in rows if row.theme == theme], theme)


def _similarity(facts: Facts, wanted: str, stated: Iterable[str]) -> float:
    best = 0.0
    for theme in stated:
        if theme == wanted:
            return 1.0
        if facts.kin(wanted, theme):
            best = KIN_THEME
    return best


def _record(search: PrioritySearch, rows: Sequence[Priority], theme: str | None) -> Gap:
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
    classes = [facts.lineage(cls) for cls in SEARCHED_CLASSES]
    complete = complete_lists(
        facts.lists,
        focus=facts.focus,
        classes=classes,
        scopes=facts.widen([place]),
        as_of=as_of,
    )
    nowhere = unplaced(
        facts,
        [
            item
            for item in search.nowhere
            if not theme or not item.themes or _similarity(facts, theme, item.themes)
        ],
        as_of,
    )
    unseen = not (
        search.states
        or search.nowhere
        or spoken_of(facts.lists, focus=facts.focus, classes=classes)
    )
    decision = decide(
        eligible=any(announced(facts, row, as_of) for row in rows),
        standings=[standing for _, standing in matches],
        # Where the sources hold no instrument abroad at all, none could have been found.
        undecidable=bool(unthemed) or unseen,
        unplaced=bool(nowhere),
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
    near = near_misses(search, place, theme, {item.iri for item, _ in matches})
    if decision.status not in (Status.COVERED, Status.EXEMPT):
        near = [*nowhere, *near]
    deciding = _deciding(matches, unthemed, decision.status)
    finding, sentence = cell_texts(search, rows, theme, decision, deciding, near)
    ends = [item.period.last_day[0] for item in deciding]
    last = max((e for e in ends if e is not None), key=lambda e: e.latest, default=None)
    return Gap(
        id="/".join(
            [rule, local_name(rows[0].strategy), local_name(place)]
            + ([local_name(theme)] if theme else [])
        ),
        type=TYPE,
        status=decision.status,
        tier=tier_of(decision.status, Tier.STRATEGY),
        subject=place,
        subject_label=cell_name(facts, place, theme),
        finding=finding,
        sentence=sentence,
        rule=rule,
        rule_version=VERSION,
        as_of=as_of,
        closes_by=closes_by_text(theme, decision.status),
        evidence=tuple(
            [facts.evidence(priority_statement(facts, row), row.iri, row.origin) for row in rows]
            + [facts.evidence(facts.name(i.iri), i.iri, i.origin) for i in deciding]
        ),
        searched=(
            Search(
                _INSTRUMENTS,
                len(search.states),
                len(matches),
                complete,
            ),
        ),
        near_misses=tuple(near),
        missing=(Missing(COOP_NS + SEARCHED_CLASSES[0], _INSTRUMENTS, "list"),)
        if unseen and decision.status is Status.UNDECIDABLE
        else _missing(facts, matches, unthemed, decision.status),
        dates=Dates(
            end_earliest=last.earliest if last else None,
            end_latest=last.latest if last else None,
            basis="stated" if last else "unknown",
            certainty=decision.certainty,
        ),
        score_terms=(ScoreTerm("uncovered", round(1.0 - cover, 4)),),
    )


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
