"""Records limited to a part of the landscape: a place, a theme, a part of the organisation.

A record belongs to a place if what it is about stands in it: a body by its seats, an authority by
what it governs, an instrument by its places and by its parties other than the focus or their
members, a pair by either of the two. It belongs to a theme if what it is about is stated to be on
it or on a narrower or broader one: a pair if both take part in collaborations on it, a label of
sites if all that are known of its kind are on it. What is about the focus as a whole belongs to no
part.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from coopgraph.analysis.gaps.facts import Facts
from coopgraph.analysis.gaps.records import Gap
from coopgraph.analysis.gaps.site import site_rule

__all__ = ["within_scope"]


def within_scope(gaps: Iterable[Gap], facts: Facts, scope: str) -> list[Gap]:
    """Return the records that belong to a part of the landscape.

    Parameters
    ----------
    gaps
        Records.
    facts
        What the rules read.
    scope
        IRI of a place, a theme, or a body that is part of the focus.

    Returns
    -------
    list of Gap
        In the same order.

    Examples
    --------
    >>> from coopgraph import load
    >>> from coopgraph.namespaces import entity_iri
    >>> from coopgraph.resources import example_dir
    >>> landscape = load([example_dir()], as_of="2026-11-20")
    >>> found = within_scope(landscape.gaps("site"), landscape.gap_facts, entity_iri("valfictif"))
    >>> [gap.subject_label.en for gap in found]
    ['Valfictif', 'Valfictif']
    """
    finder = _Finder(facts)
    return [gap for gap in gaps if finder.concerns(gap, scope)]


class _Finder:
    """Looks up what records are about, and where and on what that is."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._bodies = {tie.iri: tie.body for tie in facts.ties}
        self._bodies |= {part.iri: part.member for part in facts.parts}
        self._parts = {part.iri: part for part in facts.parts}
        self._priorities = {item.iri: item for item in facts.priorities}
        self._lists = {item.iri: item for item in facts.lists}

    def concerns(self, gap: Gap, scope: str) -> bool:
        """Say whether a record belongs to a scope."""
        about = self._about(gap)
        if scope in about:
            return True
        if scope in self._facts.places:
            return any(scope in self._places(thing) for thing in about)
        themes = {theme for thing in about for theme in self._themes(thing)}
        themes |= self._shared_themes(gap) | self._label_themes(gap)
        return any(self._facts.kin(scope, theme) for theme in themes)

    def _about(self, gap: Gap) -> set[str]:
        """Return what a record is about; both bodies of a pair; the cell of a strategy."""
        about = {gap.subject}
        cited = [item.subject for item in gap.evidence]
        if gap.type == "hole":
            about |= {self._bodies[iri] for iri in cited if iri in self._bodies}
        if gap.rule == "priority-theme":
            about |= {iri for iri in cited if iri in self._priorities}
        if gap.rule in ("data-doubt", "data-dispute", "data-missing-field", "data-place"):
            about |= set(cited)
        return about - {self._facts.focus}

    def _shared_themes(self, gap: Gap) -> frozenset[str]:
        """Return the themes on which both bodies of a pair take part in collaborations."""
        if gap.type != "hole":
            return frozenset()
        by_body: dict[str, set[str]] = defaultdict(set)
        for part in (self._parts.get(item.subject) for item in gap.evidence):
            if part is not None:
                by_body[part.member] |= self._facts.themes.get(part.collective, frozenset())
        if len(by_body) < 2:
            return frozenset()
        return frozenset(set.intersection(*by_body.values()))

    def _label_themes(self, gap: Gap) -> frozenset[str]:
        """Return the themes of the kind of label that a site lacks: those that all of it have."""
        if gap.type != "site":
            return frozenset()
        return self._themes_of_labels.get(gap.rule, frozenset())

    @cached_property
    def _themes_of_labels(self) -> dict[str, frozenset[str]]:
        """Themes by rule on sites; a kind of which one label alone is known says nothing."""
        found: dict[str, list[frozenset[str]]] = defaultdict(list)
        for item in self._facts.instruments:
            if item.kind == "award" and item.concept:
                found[site_rule(item.concept)].append(self._themes(item.iri))
        return {
            rule: frozenset.intersection(*themes)
            for rule, themes in found.items()
            if len(themes) > 1
        }

    def _places(self, thing: str) -> frozenset[str]:
        facts = self._facts
        if thing in facts.places:
            return facts.widen({thing})
        places = set(facts.where(thing))
        if thing in facts.governed:
            places |= facts.widen({facts.governed[thing]})
        instrument = facts.instrument(thing)
        if instrument is not None:
            places |= facts.widen(instrument.places)
            others = {*instrument.parties, instrument.holder or ""} - {facts.focus, ""}
            for body in others:
                places |= facts.where(body)
                for member in facts.memberships.get(body, frozenset()) - {facts.focus}:
                    places |= facts.where(member)
        if thing in self._lists and self._lists[thing].scope is not None:
            places |= facts.widen({self._lists[thing].scope or ""})
        if thing in self._bodies:
            places |= facts.where(self._bodies[thing])
        return frozenset(places)

    def _themes(self, thing: str) -> frozenset[str]:
        themes = self._facts.themes.get(thing, frozenset())
        instrument = self._facts.instrument(thing)
        if instrument is not None:
            themes |= instrument.themes | self._facts.themes.get(
                instrument.holder or "", frozenset()
            )
        priority = self._priorities.get(thing)
        if priority is not None and priority.theme is not None:
            themes |= {priority.theme}
        return themes
