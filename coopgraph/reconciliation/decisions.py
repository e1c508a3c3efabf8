"""What persons decided about texts, and answers in which it stands above all scores."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from coopgraph.messages import message
from coopgraph.reconciliation.answers import Answer, Candidate
from coopgraph.reconciliation.index import Index
from coopgraph.reconciliation.parts import Asked

__all__ = ["Decisions", "Key", "apply_decisions", "text_key"]

#: Text and town as they are told apart; None for a decision that holds in every town.
Key = tuple[str, str | None]


@dataclass(slots=True)
class Decisions:
    """What persons decided, by text and town.

    Attributes
    ----------
    bodies
        Ids of the right bodies; an empty set where there is none.
    refused
        Ids of bodies that are not meant, whether or not somebody said which one is.
    lines
        Where each decision stands, to name it.
    """

    bodies: dict[Key, frozenset[str]] = field(default_factory=dict)
    refused: dict[Key, frozenset[str]] = field(default_factory=dict)
    lines: dict[Key, str] = field(default_factory=dict)

    def update(self, later: Decisions) -> list[Key]:
        """Take decisions of a later file, which win; return those that it changes.

        Parameters
        ----------
        later
            The decisions of the later file.

        Returns
        -------
        list of tuple
            Text and town of decisions that were other ones before.
        """
        towns: dict[str, list[Key]] = defaultdict(list)
        for text, town in self.lines:
            if town is not None and (text, town) not in later.lines:
                towns[text].append((text, town))
        changed = []
        for key in later.lines:
            wrong = later.refused.get(key, frozenset())
            # What holds in every town holds in those that were decided before.
            for own in (key, *(towns[key[0]] if key[1] is None else ())):
                changed += [own] if self._take(own, later.bodies.get(key), wrong) else []
            if key[1] is None and key in later.bodies:
                for own in towns[key[0]]:
                    self.bodies.pop(own)
                    self.refused.pop(own)
                    self.lines.pop(own)
        self.lines |= later.lines
        return changed

    def _take(self, key: Key, now: frozenset[str] | None, wrong: frozenset[str]) -> bool:
        """Take a later decision about a text; tell whether it was another one before."""
        before = self.bodies.get(key)
        changed = False
        if now is not None:
            changed = before not in (None, now)
            self.bodies[key] = now
        elif before and before & wrong:
            changed = True
            self.bodies[key] = before - wrong
            if not self.bodies[key]:  # what is left open is for the scores again
                del self.bodies[key]
        refused = self.refused.get(key, frozenset()) | wrong
        self.refused[key] = refused - self.bodies.get(key, frozenset())
        return changed

    def keys_for(self, text: str, city: str) -> list[Key]:
        """Return under which keys a text in a town was decided, that of the town first.

        Parameters
        ----------
        text, city
            As the list has them.

        Returns
        -------
        list of tuple
        """
        keys = ((text_key(text), text_key(city)), (text_key(text), None))
        return [key for key in keys if key in self.lines]

    def meant(self, asked: Asked) -> frozenset[str] | None:
        """Return the bodies that a person said a text means; None if nobody did.

        Parameters
        ----------
        asked
            The text, in its town.

        Returns
        -------
        frozenset of str or None
            Empty if it means none.
        """
        refused: frozenset[str] = frozenset()
        for key in self.keys_for(asked.text, asked.city):
            if (bodies := self.bodies.get(key)) is not None:
                return bodies - refused or (None if bodies else bodies)
            refused |= self.refused.get(key, frozenset())
        return None

    def not_meant(self, asked: Asked) -> frozenset[str]:
        """Return the bodies that a person said a text does not mean.

        Parameters
        ----------
        asked
            The text, in its town.

        Returns
        -------
        frozenset of str
            Their ids, for :meth:`~coopgraph.reconciliation.matcher.Matcher.reconcile`.
        """
        keys = self.keys_for(asked.text, asked.city)
        wrong = frozenset().union(*(self.refused.get(key, frozenset()) for key in keys))
        return wrong - (self.meant(asked) or frozenset())


def text_key(text: str) -> str:
    """Return what tells texts apart.

    Examples
    --------
    >>> text_key(" Univ.  Lille ") == text_key("univ. lille")
    True
    """
    return " ".join(text.casefold().split())


def apply_decisions(
    answers: Iterable[Answer], decisions: Decisions, index: Index
) -> tuple[list[Answer], list[str]]:
    """Return answers in which a person's decisions stand above all scores.

    Parameters
    ----------
    answers
        What scores say, of bodies that nobody refused (:meth:`Decisions.not_meant`).
    decisions
        As :func:`~coopgraph.reconciliation.reviews.read_decisions` returns them.
    index
        The bodies.

    Returns
    -------
    list of Answer
        One for each that was given, in order.
    list of str
        Places of the decisions whose text no answer is about.
    """
    decided = message("decided by a person")
    done = []
    used: set[Key] = set()
    for answer in answers:
        used.update(decisions.keys_for(answer.asked.text, answer.asked.city))
        bodies = decisions.meant(answer.asked)
        if bodies is None:  # if candidates were refused, scores decide about the others
            done.append(answer)
            continue
        known = {one.body.id: one for one in answer.candidates}
        right = [
            replace(known[name], decision="matched", decided_by="person")
            if name in known
            else Candidate(
                index.bodies[index.position[name]], None, "matched", (decided,), decided_by="person"
            )
            for name in sorted(bodies)
        ]
        others = [
            replace(one, decision="none", decided_by="person")
            for one in answer.candidates
            if one.body.id not in bodies
        ]
        done.append(Answer(answer.asked, (*right, *others), decided_by="person"))
    return done, [where for key, where in decisions.lines.items() if key not in used]
