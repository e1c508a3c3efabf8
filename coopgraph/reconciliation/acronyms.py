"""Acronyms that stand alone, and bodies of which a text names a part.

The gold strings have few of them, so that their scores do not come from strings but from a count:
of acronyms in ROR that are one body's in a landscape of France (RNSR and
ROR), see ``docs/reconcile.md``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from coopgraph.messages import Message, message
from coopgraph.reconciliation.features import Evidence
from coopgraph.reconciliation.index import Index
from coopgraph.reconciliation.parts import Parts
from coopgraph.reconciliation.places import country_codes
from coopgraph.reconciliation.towns import differing_town

__all__ = [
    "AT_HOME", "Raised", "raised_at_home", "raised_by_acronym", "raised_by_initials",
    "raised_by_part",
]  # fmt: skip

#: Least score, and why: by place of the body in the index.
Raised = dict[int, tuple[float, Message]]

#: Shortest acronym that says by itself which body is meant.
_LONG: Final = 4
#: Scores of an acronym that one body has: where its country is known, and where it is not or the
#: acronym is short.
_SURE: Final = 0.9
_LIKELY: Final = 0.7
#: Scores of a body whose name has these initials: in a town that agrees, and anywhere.
_INITIALS_THERE: Final = 0.45
_INITIALS: Final = 0.2
#: Score of a body of the country that a list is about, if bodies elsewhere have its acronym, too.
AT_HOME: Final = 0.45
#: Initials of fewer words, or of more bodies, say nothing.
_FEWEST: Final = 3
_MOST: Final = 5
#: Score of a body whose name a town follows, or of an acronym that is only likely, in another town.
_WHOLE_OF_PART: Final = 0.45


def raised_by_acronym(parts: Parts, evidence: Iterable[Evidence], index: Index) -> Raised:
    """Return the body that an acronym alone means, if one body has it where the text is.

    Parameters
    ----------
    parts
        The text.
    evidence
        The bodies that it may name.
    index
        The bodies.

    Returns
    -------
    dict
        The body, if there is one; with a lower score where the text states another town than the
        body's: it may name a part of it, or somebody else.
    """
    named = _named(parts)
    found: Raised = {}
    for one in evidence:
        if one.kind != "acronym" or not one.hit.exact or list(one.hit.positions) != named:
            continue
        bodies = {body for body, _ in index.named[one.hit.key]}
        if parts.countries:
            bodies = {body for body in bodies if _here(body, parts, index)}
        if bodies != {one.body} or any(parts.slips[place] for place in named):
            continue
        letters = sum(len(parts.tokens[place].word) for place in named)
        if letters >= _LONG or parts.countries:
            sure = letters >= _LONG and bool(parts.countries)
            here = (
                message("no other body of the country has this acronym")
                if parts.countries
                else message("no other body has this acronym")
            )
            least = _SURE if sure else _LIKELY
            if differing_town(one.body, one.hit.positions, parts, index):
                least = _LIKELY if sure else _WHOLE_OF_PART
            found[one.body] = least, here
    return found


def raised_at_home(parts: Parts, evidence: Iterable[Evidence], index: Index, home: str) -> Raised:
    """Return the bodies of one country that an acronym alone may mean, though others bear it, too.

    Parameters
    ----------
    parts
        The text.
    evidence
        The bodies that it may name.
    index
        The bodies.
    home
        Code of the country that a landscape or a list is about.

    Returns
    -------
    dict
        A few bodies, to be looked at; none where the text states a country, or a town that is not
        theirs.
    """
    named = _named(parts)
    if parts.countries or not all(parts.tokens[place].capital for place in named):
        return {}
    found: Raised = {}
    for one in evidence:
        others = len({body for body, _ in index.named[one.hit.key]}) - 1
        if (
            one.kind in ("acronym", "former-acronym")
            and one.hit.exact
            and list(one.hit.positions) == named
            and not any(parts.slips[place] for place in named)
            and others > 0
            and home in index.bodies[one.body].countries
            and not differing_town(one.body, one.hit.positions, parts, index)
        ):
            said = message(
                "several bodies bear this acronym; this one is of {country}", country=home
            )
            found[one.body] = AT_HOME, said
    return found if len(found) <= _MOST else {}


def raised_by_initials(parts: Parts, index: Index) -> Raised:
    """Return the bodies whose names have the letters of an acronym alone as initials.

    Parameters
    ----------
    parts
        The text.
    index
        The bodies.

    Returns
    -------
    dict
        A few bodies: those in the town or country of the text, if there are any.
    """
    named = _named(parts)
    if len(named) != 1 or not parts.tokens[named[0]].capital:
        return {}
    word = parts.tokens[named[0]].word
    bodies = index.initials.get(word, []) if len(word) >= _FEWEST else []
    if parts.countries:
        bodies = [body for body in bodies if _here(body, parts, index)]
    there = [body for body in bodies if index.cities[body] & parts.towns.keys()]
    bodies = there or bodies
    if len(bodies) > _MOST:
        return {}
    score = _INITIALS_THERE if len(there) == 1 else _INITIALS
    said = message("initials {letters}", letters=word.upper())
    return dict.fromkeys(bodies, (score, said))


def raised_by_part(parts: Parts, evidence: Iterable[Evidence], index: Index) -> Raised:
    """Return the bodies of which the text names a part: "Inria Lille".

    Parameters
    ----------
    parts
        The text.
    evidence
        The bodies that it may name.
    index
        The bodies.

    Returns
    -------
    dict
        Bodies of one word that begins the text and that a town follows, which is not theirs.
    """
    if not parts.segments:
        return {}
    towns = {start: name for name, spans in parts.towns.items() for start, _ in spans}
    found: Raised = {}
    for one in evidence:
        town = towns.get(1)
        if (
            one.hit.exact
            and one.hit.positions == (0,)
            and town is not None
            and 1 in parts.segments[0]
            and town not in index.cities[one.body]
            and len(index.named[one.hit.key]) == 1
            and " ".join(index.keys[one.hit.key]) not in index.towns
        ):
            shown = parts.tokens[1].word.capitalize()
            said = message("the text names a part of it ({city})", city=shown)
            found[one.body] = _WHOLE_OF_PART, said
    return found


def _here(body: int, parts: Parts, index: Index) -> bool:
    return any(code in parts.countries for code in index.bodies[body].countries)


def _named(parts: Parts) -> list[int]:
    """Return the tokens of the one segment that is no town or country; none if several are."""
    found = [members for members in parts.segments if not _is_place(members, parts)]
    return found[0] if len(found) == 1 else []


def _is_place(members: list[int], parts: Parts) -> bool:
    words = " ".join(parts.tokens[place].word for place in members)
    towns = {tuple(range(*span)) for spans in parts.towns.values() for span in spans}
    return len(words) > 2 and (bool(country_codes(words)) or tuple(members) in towns)
