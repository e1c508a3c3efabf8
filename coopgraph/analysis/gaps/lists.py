"""Lists of the sources: what they announce, what they name, what the graph names from all sources.

A list that names fewer than it announces is the one absence that a source states itself.
"""

from __future__ import annotations

import datetime
import math
from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

from coopgraph.analysis.gaps.dates import DateRange, Period, Standing, State
from coopgraph.analysis.gaps.facts import Facts, ListStatement
from coopgraph.analysis.gaps.records import Bilingual, Gap, ScoreTerm, Search, Status, Tier
from coopgraph.analysis.gaps.status import decide
from coopgraph.analysis.gaps.wording import class_noun
from coopgraph.namespaces import local_name

__all__ = ["NEARLY", "compare_list"]

#: "About 30" is read as 24 at least: a convention of this tool, of a fifth on each side.
NEARLY = Fraction(4, 5)


def compare_list(facts: Facts, item: ListStatement, as_of: datetime.date) -> Gap:
    """Compare what a source announces with what it lists, and with what all sources name.

    Parameters
    ----------
    facts
        Rows of the graph.
    item
        What a source says about its list.
    as_of
        Day of reference.

    Returns
    -------
    Gap
        Confirmed if the source announces more than it and others name, whatever its number is
        taken to mean, or calls incomplete a list that nothing completes; covered if all are named,
        be it by another source; undecidable if it says neither.
    """
    noun = class_noun(facts, item.covers)
    announced, printed = item.announced, item.listed or 0
    known = max(printed, len(item.members))
    state = _state(item, printed, known)
    status = decide(
        standings=[Standing(State.IN_FORCE)] if state == "whole" else [],
        undecidable=state == "open",
        complete=[item.iri],  # the source itself says that names are missing
    ).status
    window = f" ({item.since_year}–{item.about_year or ''})" if item.since_year else ""
    total = _announced(facts, item)
    if item.members:
        named, comparable = len(item.members), True
    else:
        named = _named(facts, item)
        # More than the source speaks of: the graph knows a wider class, or several waves or years.
        comparable = named <= max(announced or 0, printed) or (announced is None and not printed)
    others = len(item.elsewhere)
    finding = Bilingual(
        f"annoncés : {total.fr} ; listés : {printed} ; "
        + (f"nommés par une autre source : {others} ; " if others else "")
        + f"dans le graphe : {named if comparable else 'non comparable'}",
        f"announced: {total.en}; listed: {printed}; "
        + (f"named by another source: {others}; " if others else "")
        + f"in the graph: {named if comparable else 'not comparable'}",
    )
    name = facts.name(item.iri)
    return Gap(
        id=f"data-list/{local_name(item.iri)}",
        type="data",
        status=status,
        tier=Tier.DATA,
        subject=item.iri,
        subject_label=name,
        finding=finding,
        sentence=Bilingual(
            f"{name.fr}{window} : {finding.fr} (toutes sources) ; complétude déclarée : "
            f"{_completeness(item)[0]}.",
            f"{name.en}{window}: {finding.en} (all sources); declared completeness: "
            f"{_completeness(item)[1]}.",
        ),
        rule="data-list",
        rule_version="3",
        as_of=as_of,
        closes_by=Bilingual("", "")
        if status is Status.COVERED
        else Bilingual(f"La liste nominative : {noun.fr}", f"The list of names: {noun.en}"),
        evidence=(
            facts.evidence(finding, item.iri, item.origin),
            *(
                facts.evidence(facts.name(other.iri), other.iri, other.origin)
                for other in facts.lists
                if other.iri in item.named_by
            ),
        ),
        searched=(Search(noun, named, known, (item.iri,)),),
        score_terms=(ScoreTerm("unnamed", float(max((_fewest(item) or 0) - known, 0))),),
    )


def _fewest(item: ListStatement) -> int | None:
    """Return how many names there are at least, according to the number announced.

    Examples
    --------
    >>> def say(approximation):
    ...     return ListStatement(
    ...         iri="l", subject="s", covers="c", completeness="unknown", announced=30,
    ...         approximation=approximation,
    ...     )
    >>> [_fewest(say(word)) for word in ("", "at-least", "more-than", "about", "at-most")]
    [30, 30, 31, 24, 0]
    """
    if item.announced is None:
        return None
    match local_name(item.approximation):
        case "" | "exact" | "at-least":
            return item.announced
        case "more-than":
            return item.announced + 1
        case "about":
            return math.ceil(item.announced * NEARLY)
    return 0


def _enough(item: ListStatement) -> int | None:
    """Return how many names leave none of those announced unnamed."""
    if item.announced is None:
        return None
    match local_name(item.approximation):
        case "more-than":
            return item.announced + 1
        case "less-than":
            return max(item.announced - 1, 0)
    return item.announced


def _state(item: ListStatement, printed: int, known: int) -> Literal["lacking", "whole", "open"]:
    """Say whether names of a list are lacking, all there, or neither can be said.

    A list that its source calls incomplete stays so, unless its number says how many are missing
    and other sources name as many.
    """
    fewest, enough = _fewest(item), _enough(item)
    if fewest is not None and known < fewest:
        return "lacking"
    if item.completeness == "incomplete":
        # What the source lacks is what it announces beyond what it prints; others may name it.
        if enough is None or known <= printed or printed >= enough:
            return "lacking"
    elif item.completeness == "complete":
        return "whole"
    return "whole" if enough is not None and known >= enough else "open"


def _announced(facts: Facts, item: ListStatement) -> Bilingual:
    """Return the number announced as its source words it: about 15, more than 30."""
    if item.announced is None:
        return Bilingual("?", "?")
    if local_name(item.approximation) in ("", "exact"):
        return Bilingual(str(item.announced), str(item.announced))
    word = facts.name(item.approximation)
    return Bilingual(f"{word.fr.lower()} {item.announced}", f"{word.en.lower()} {item.announced}")


def _completeness(item: ListStatement) -> tuple[str, str]:
    words = {"complete": ("complète", "complete"), "incomplete": ("incomplète", "incomplete")}
    return words.get(item.completeness, ("inconnue", "unknown"))


def _named(facts: Facts, item: ListStatement) -> int:
    """Count what the graph names in the class, scope and time of a list, whatever the source."""
    own = item.subject == facts.focus
    related = _related(facts) if own else facts.memberships.get(item.subject, frozenset())
    spans = _spans(facts)
    number = 0
    for iri, classes in facts.classes.items():
        members = facts.memberships.get(iri, frozenset())
        if item.covers not in classes:
            continue
        found = iri in related or not facts.is_a(iri, *_RELATABLE)
        if item.scope is not None:
            joined = iri in facts.memberships.get(item.scope, frozenset())
            found = found and (joined or item.scope in facts.where(iri) or item.scope in members)
        if found and _timely(spans.get(iri, []), item):
            number += 1
    return number


#: Things that are counted only if they have a link with the owner of the list.
_RELATABLE = ("Organisation", "ResearchStructure", "Agreement")


def _related(facts: Facts) -> frozenset[str]:
    own = {i.iri for i in facts.instruments if not i.parties or facts.focus in i.parties}
    supervising = {t.body for t in facts.ties if t.role in ("supervising-body", "single-agent")}
    return frozenset(own | supervising | facts.partners | {s.iri for s in facts.structures})


def _spans(facts: Facts) -> dict[str, list[Period]]:
    """Return the periods of each thing: its own, and those of the labels that it holds."""
    spans: dict[str, list[Period]] = defaultdict(list)
    for item in facts.instruments:
        if item.kind != "award":
            spans[item.iri].append(item.period)
        elif item.holder:
            spans[item.holder].append(item.period)
    return spans


def _timely(periods: Sequence[Period], item: ListStatement) -> bool:
    """Say whether a thing can stand in a list of that year, or of that window."""
    dated = [p for p in periods if p.start is not None]
    if not dated:  # nothing is known of its time: it is not shut out by the window
        return True
    if item.since_year is not None:
        return any(p.start is not None and p.start.latest.year >= item.since_year for p in dated)
    if item.about_year is None:
        return True
    year = DateRange.year(item.about_year)
    return any(
        p.start is not None
        and p.start.earliest <= year.latest
        and ((end := p.last_day[0]) is None or end.latest >= year.earliest)
        for p in dated
    )
