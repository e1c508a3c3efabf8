"""Lists of the sources: what they announce, what they name, what the graph names from all sources.

A list that names fewer than it announces is the one absence that a source states itself.
"""

from __future__ import annotations

import datetime
import math
from collections import defaultdict
from collections.abc import Sequence

from coopgraph.analysis.gaps.dates import DateRange, Period, Standing, State
from coopgraph.analysis.gaps.facts import Facts, ListStatement
from coopgraph.analysis.gaps.involvement import TUTELLES
from coopgraph.analysis.gaps.records import Bilingual, Gap, ScoreTerm, Search, Status, Tier
from coopgraph.analysis.gaps.status import decide
from coopgraph.analysis.gaps.wording import class_noun
from coopgraph.french import the
from coopgraph.namespaces import local_name

__all__ = ["announced_text", "compare_list"]

#: Part of a number that "about" leaves open on each side.
_ABOUT = 0.1


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
        Confirmed if the source announces surely more than it and others name, or calls its list
        incomplete and no other source fills it; covered if all are named, be it by another source;
        undecidable otherwise: no number, or one that leaves open whether the names are all (about,
        at least, more than).
    """
    noun = class_noun(facts, item.covers)
    announced, printed = item.announced, item.listed or 0
    known = max(printed, len(item.members))
    least, most = _bounds(item)
    short = least is not None and known < least
    whole = item.completeness == "complete" or (most is not None and known >= most)
    # A list that its own source calls incomplete may have been filled by others, if it is short.
    enough = most if least is None else least
    filled = enough is not None and printed < enough and known > printed
    lacking = short or (item.completeness == "incomplete" and not filled)
    status = decide(
        standings=[Standing(State.IN_FORCE)] if whole and not lacking else [],
        undecidable=not whole and not lacking,
        complete=[item.iri],  # the source itself says that names are missing
    ).status
    window = f" ({item.since_year}–{item.about_year or ''})" if item.since_year else ""
    total = announced_text(facts, item)
    apart = 0
    if item.members:
        named, comparable = len(item.members), True
    else:
        named, apart = _named(facts, item)
        apart = apart if item.subject == facts.focus else 0
        # More than the source speaks of: the graph knows a wider class, or several waves or years.
        comparable = named <= max(announced or 0, printed) or (announced is None and not printed)
    others, owner = len(item.elsewhere), facts.short(item.subject)
    finding = Bilingual(
        f"annoncés : {total.fr} ; listés : {printed} ; "
        + (f"nommés par une autre source : {others} ; " if others else "")
        + f"dans le graphe : {named if comparable else 'non comparable'}"
        + (" sur les listes" if item.members else "")
        + (f" (et {apart} sans lien connu avec {the(owner.fr)})" if apart and comparable else ""),
        f"announced: {total.en}; listed: {printed}; "
        + (f"named by another source: {others}; " if others else "")
        + f"in the graph: {named if comparable else 'not comparable'}"
        + (" on the lists" if item.members else "")
        + (f" (and {apart} without a known link to {owner.en})" if apart and comparable else ""),
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
        rule_version="4",
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
        score_terms=(
            ScoreTerm("unnamed", float(least - known) if least is not None and short else 0.0),
        ),
    )


def _bounds(item: ListStatement) -> tuple[int | None, int | None]:
    """Return the least and the greatest number that the wording of the source allows.

    "About" leaves a tenth on each side, as the rules of disagreements have it; that so many are
    named does not show that they are all, hence no greatest number.
    """
    number = item.announced
    if number is None:
        return None, None
    match local_name(item.approximation):
        case "at-least":
            return number, None
        case "more-than":
            return number + 1, None
        case "at-most":
            return None, number
        case "less-than":
            return None, number - 1
        case "about":
            return math.ceil(number * (1 - _ABOUT)), None
        case _:
            return number, number


def announced_text(facts: Facts, item: ListStatement) -> Bilingual:
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


def _named(facts: Facts, item: ListStatement) -> tuple[int, int]:
    """Count what the graph names in the class, scope and time of a list, whatever the source.

    Second, what else it names there, of which no source says what ties it to the owner of the list.
    """
    own = item.subject == facts.focus
    related = _related(facts) if own else facts.memberships.get(item.subject, frozenset())
    spans = _spans(facts)
    number = apart = 0
    for iri, classes in facts.classes.items():
        members = facts.memberships.get(iri, frozenset())
        if item.covers not in classes:
            continue
        inside = item.scope is None or (
            iri in facts.memberships.get(item.scope, frozenset())
            or item.scope in facts.where(iri)
            or item.scope in members
        )
        if not inside or not _timely(spans.get(iri, []), item):
            continue
        if iri in related or item.subject in members or not facts.is_a(iri, *_RELATABLE):
            number += 1
        elif facts.is_a(iri, "Organisation"):
            apart += 1
    return number, apart


#: Things that are counted only if they have a link with the owner of the list.
_RELATABLE = ("Organisation", "ResearchStructure", "Agreement")


def _related(facts: Facts) -> frozenset[str]:
    own = {i.iri for i in facts.instruments if not i.parties or facts.focus in i.parties}
    supervising = {t.body for t in facts.ties if t.role in TUTELLES}
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
