"""Names and affiliations to bodies: everything else in this package, put together."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Final

from coopgraph.messages import message
from coopgraph.reconciliation.acronyms import (
    AT_HOME,
    raised_at_home,
    raised_by_acronym,
    raised_by_initials,
    raised_by_part,
)
from coopgraph.reconciliation.answers import Answer, Candidate, Decision, ranked, refused
from coopgraph.reconciliation.blocking import find_hits
from coopgraph.reconciliation.bodies import Body
from coopgraph.reconciliation.context import context_of, named
from coopgraph.reconciliation.contradiction import Stated, stated_places
from coopgraph.reconciliation.features import Evidence, weigh_hit
from coopgraph.reconciliation.index import Index
from coopgraph.reconciliation.parts import Asked, Parts, take_apart
from coopgraph.reconciliation.reasons import reasons_for
from coopgraph.reconciliation.scoring import Model, shipped_model
from coopgraph.reconciliation.towns import town_reasons

__all__ = ["Answer", "Candidate", "Decision", "Matcher"]

#: Score of a unit number that one body has, and of one that several have.
_BY_CODE: Final = 0.97
_BY_SHARED_CODE: Final = 0.6
#: Bodies of one name whose scores differ by less are not told apart by the text.
_TIED: Final = 0.02
#: Candidates below this score are never shown.
_LEAST: Final = 0.05


class Matcher:
    """Answers which bodies a text names.

    Parameters
    ----------
    bodies
        The bodies that can be answers, or an index of them.
    model
        Weights and thresholds; those that come with the package if not given.
    match, review
        Other thresholds.
    home
        Code of the country that the bodies are about, if it is one.

    Examples
    --------
    >>> from coopgraph.reconciliation.bodies import Body, Name
    >>> bodies = [
    ...     Body("lille", "Université de Lille", (Name("Université de Lille", "label"),), ("FR",)),
    ...     Body("caen", "Université de Caen", (Name("Université de Caen", "label"),), ("FR",)),
    ... ]
    >>> answer = Matcher(bodies).reconcile("Univ. Lille, Lille, France")
    >>> [(one.body.id, one.decision) for one in answer.matched]
    [('lille', 'matched')]
    """

    def __init__(
        self,
        bodies: Iterable[Body] | Index,
        model: Model | None = None,
        *,
        match: float | None = None,
        review: float | None = None,
        home: str = "",
    ) -> None:
        self.index = bodies if isinstance(bodies, Index) else Index(bodies)
        self.model = model or shipped_model()
        self.match = self.model.match if match is None else match
        self.home = home
        self.review = min(self.model.review if review is None else review, self.match)

    def reconcile(
        self,
        asked: Asked | str,
        limit: int = 5,
        *,
        without: Collection[str] = (),
        home: str | None = None,
    ) -> Answer:
        """Return the bodies that a text names or may name.

        Parameters
        ----------
        asked
            A name or an affiliation, with what else is known.
        limit
            Candidates to return beyond those that are answers; what is decided of the text does not
            depend on it.
        without
            Ids of bodies that a person said are not meant: what is decided of the others is as if
            these had not been found; their scores stay.
        home
            Code of the country that the list is about; that of the bodies if not given.

        Returns
        -------
        Answer
        """
        asked = Asked(asked) if isinstance(asked, str) else asked
        parts = take_apart(asked, self.index)
        given = self._identified(parts, asked)
        right = [one for one in given if one.body.id not in without]
        if right and asked.identifiers:
            return Answer(asked, (*right, *refused(given, without)), decided_by="identifier")
        evidence, scores = self.weigh(parts)
        found = self._scored(parts, evidence, scores)
        self._raise(found, parts, evidence, self.home if home is None else home)
        for candidate in [*self._coded(parts, found), *given]:
            old = found.get(candidate.body.id)
            if old is not None:
                reasons = (*candidate.reasons, *old.reasons)
                candidate = replace(
                    candidate, reasons=reasons, positions=old.positions, figures=old.figures
                )
            if old is None or (candidate.score or 0) >= (old.score or 0):
                found[candidate.body.id] = candidate
        left = [one for one in found.values() if one.body.id not in without]
        decided = self._settled(self._decide(left, stated_places(asked, parts, self.index)))
        decided += refused(found.values(), without)
        kept = [one for one in decided if one.decision == "matched"]
        others = decided[len(kept) :]
        shown, cut = others[: max(0, limit)], others[max(0, limit) :]
        left_open = any(one.decision == "review" for one in cut)
        return Answer(asked, (*kept, *shown), left_open=left_open)

    def weigh(self, parts: Parts) -> tuple[list[Evidence], list[float]]:
        """Return the best evidence for each body that may be named, and its first score."""
        every = [
            weigh_hit(hit, body, kind, parts, self.index)
            for hit in find_hits(parts, self.index)
            for body, kind in self.index.named[hit.key]
        ]
        scores = self.model.first_scores([one.figures for one in every])
        best: dict[int, tuple[float, Evidence]] = {}
        for one, score in zip(every, scores, strict=True):
            score *= 1 - one.slip
            if one.body not in best or score > best[one.body][0]:
                best[one.body] = score, one
        order = sorted(best)
        return [best[body][1] for body in order], [best[body][0] for body in order]

    def _scored(
        self, parts: Parts, evidence: list[Evidence], first: list[float]
    ) -> dict[str, Candidate]:
        rows = [
            (*one.figures, *context_of(place, evidence, first, self.index))
            for place, one in enumerate(evidence)
        ]
        found = {}
        for one, row, score in zip(evidence, rows, self.model.second_scores(rows), strict=True):
            score = round(score * (1 - one.slip), 6)
            if score >= _LEAST:
                body = self.index.bodies[one.body]
                reasons = reasons_for(one, parts, self.index)
                found[body.id] = Candidate(
                    body, score, "none", reasons, frozenset(one.hit.positions), named(row)
                )
        return found

    def _raise(
        self, found: dict[str, Candidate], parts: Parts, evidence: list[Evidence], home: str
    ) -> None:
        """Give acronyms alone and wholes of parts the score that they have at least."""
        every = [
            raised_by_acronym(parts, evidence, self.index),
            raised_by_part(parts, evidence, self.index),
        ]
        if home and self.match > AT_HOME:  # never an answer by this alone
            every.append(raised_at_home(parts, evidence, self.index, home))
        if not found:
            every.append(raised_by_initials(parts, self.index))
        places = {one.body: one for one in evidence}
        for raised in every:
            for place, (least, reason) in raised.items():
                body = self.index.bodies[place]
                old = found.get(body.id)
                if old is not None:
                    score = max(old.score or 0, least)
                    found[body.id] = replace(old, score=score, reasons=(*old.reasons, reason))
                elif place in places:
                    one = places[place]
                    reasons = (*reasons_for(one, parts, self.index), reason)
                    found[body.id] = Candidate(
                        body, least, "none", reasons, frozenset(one.hit.positions)
                    )
                else:
                    reasons = (reason, *town_reasons(place, (), parts, self.index))
                    found[body.id] = Candidate(body, least, "none", reasons)

    def _identified(self, parts: Parts, asked: Asked) -> list[Candidate]:
        found = {}
        for scheme, value in parts.identifiers:
            for place in self.index.identifiers.get((scheme, value), ()):
                body = self.index.bodies[place]
                reason = message("{scheme} identifier {value}", scheme=scheme.upper(), value=value)
                found[body.id] = Candidate(body, 1.0, "matched", (reason,), decided_by="identifier")
        for value in asked.identifiers:
            if value in self.index.position:
                body = self.index.bodies[self.index.position[value]]
                reason = message("identifier {value}", value=value)
                found[body.id] = Candidate(body, 1.0, "matched", (reason,), decided_by="identifier")
        return [found[name] for name in sorted(found)]

    def _coded(self, parts: Parts, named_too: dict[str, Candidate]) -> list[Candidate]:
        """Return the bodies whose unit number is in the text."""
        if parts.countries and "FR" not in parts.countries:
            return []
        found: dict[str, Candidate] = {}
        for code in parts.codes:
            places = self.index.codes.get(code, [])
            bodies = [self.index.bodies[place] for place in places]
            active = [body for body in bodies if body.active] or bodies
            named_here = [body for body in active if body.id in named_too]
            one = active if len(active) == 1 else named_here
            for body in active:
                sure = len(one) == 1 and body == one[0]
                score = _BY_CODE if sure else _BY_SHARED_CODE
                reason = message("unit number {code}", code=code)
                known = found.get(body.id)
                reasons = (*(known.reasons if known else ()), reason)
                best = max(score, (known.score or 0) if known else 0)
                found[body.id] = Candidate(body, best, "none", reasons, decided_by="number")
        return [found[name] for name in sorted(found)]

    def _decide(self, found: Iterable[Candidate], stated: Stated) -> list[Candidate]:
        """Take the best for each part of the text; what overlaps it is an alternative."""
        order = sorted(found, key=lambda one: (-(one.score or 0), one.body.id))
        chosen: list[Candidate] = []
        rest: list[Candidate] = []
        for candidate in order:
            score = candidate.score or 0
            over = [one for one in chosen if one.positions & candidate.positions]
            tied = [one for one in over if (one.score or 0) - score < _TIED]
            if tied and candidate.decided_by == "score" and score >= self.review:
                for one in tied:
                    if one.decided_by == "score" and one.decision == "matched":
                        chosen[chosen.index(one)] = replace(one, decision="review")
                rest.append(replace(candidate, decision="review"))
            elif over:
                open_ = all(one.decision == "review" for one in over)
                decision: Decision = "review" if open_ and score >= self.review else "none"
                rest.append(replace(candidate, decision=decision))
            else:
                decision = "none"
                if score >= self.match:
                    candidate = self._placed(replace(candidate, decision="matched"), order, stated)
                    decision = candidate.decision
                elif score >= self.review:
                    decision = "review"
                chosen.append(replace(candidate, decision=decision))
        return ranked([*chosen, *rest])

    def _settled(self, decided: list[Candidate]) -> list[Candidate]:
        """Leave nothing to look at of bodies to which one belongs that its number says."""
        whole: set[int] = set()
        for one in decided:
            if one.decision == "matched" and one.decided_by in ("identifier", "number"):
                whole |= self.index.wholes(self.index.position[one.body.id])
        return ranked(
            replace(
                one, decision="none", reasons=(*one.reasons, message("the answer is part of it"))
            )
            if one.decision == "review" and self.index.position[one.body.id] in whole
            else one
            for one in decided
        )

    def _placed(self, candidate: Candidate, found: list[Candidate], stated: Stated) -> Candidate:
        """Return a candidate, kept from being an answer where the text states another country.

        A country in which another body of the text is says nothing of this one.
        """
        there = stated.elsewhere(candidate.body, candidate.positions)
        if candidate.decided_by != "score" or not there:
            return candidate
        for one in found:
            if (
                (one.score or 0) >= self.match
                and not one.positions & candidate.positions
                and stated.agrees(one.body)
            ):
                return candidate
        reasons = candidate.reasons
        if not stated.countries:
            said = message("city of another country ({there})", there=", ".join(there[:3]))
            reasons = (*reasons, said)
        return replace(candidate, decision="review", reasons=reasons)
