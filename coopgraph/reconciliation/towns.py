"""Which town of a body a text means, and which town it states that is none of the body's."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from rapidfuzz.distance import OSA

from coopgraph.messages import Message, message
from coopgraph.reconciliation.index import Index
from coopgraph.reconciliation.parts import Parts
from coopgraph.reconciliation.places import country_codes

__all__ = ["agreeing_town", "differing_town", "town_reasons"]

#: Towns of fewer letters are not taken for misspelt ones: Laon is not Lyon.
_LONG: Final = 6
#: How many towns of a body are told.
_SHOWN: Final = 2


def agreeing_town(body: int, positions: Collection[int], parts: Parts, index: Index) -> str:
    """Return the town of a body that a text means.

    Parameters
    ----------
    body
        Position of the body in the index.
    positions
        Tokens of the text that name it.
    parts
        The text.
    index
        The bodies.

    Returns
    -------
    str
        As the body has it; of several the one that is given beside the text, then one that stands
        by itself, then one beside the name, last one within it. Blank if there is none.
    """
    ranks = {
        name: _rank(name, positions, parts) for name in index.cities[body] & parts.towns.keys()
    }
    named = [city for city in index.bodies[body].cities if index.town(city) in ranks]
    return min(named, key=lambda city: ranks[index.town(city)], default="")


def differing_town(body: int, positions: Collection[int], parts: Parts, index: Index) -> str:
    """Return the town that a text states, if it is none of a body's.

    A town is stated where it is given beside the text, or stands by itself between commas. Towns of
    which one name is within the other ("Nancy", "Vandœuvre-lès-Nancy") do not differ, nor do
    neighbouring ones (Lille, Villeneuve-d'Ascq) or an unknown one that is a slip away.

    Parameters
    ----------
    body, positions, parts, index
        As for :func:`agreeing_town`.

    Returns
    -------
    str
        As a body has it, else as the text; blank where nothing differs.

    Examples
    --------
    >>> from coopgraph.reconciliation import Asked, Body, Name
    >>> from coopgraph.reconciliation.parts import take_apart
    >>> index = Index([Body("x", "Exemple", (Name("Exemple", "label"),), ("FR",), ("Paris",))])
    >>> for city in ("Lyon", "Paris", "PARIS CEDEX 13", ""):
    ...     differing_town(0, (0,), take_apart(Asked("Exemple", city), index), index)
    'Lyon'
    ''
    ''
    ''
    """
    there = _other_town(body, positions, parts, index)
    return "" if any(index.near(body, name) for name in there) else _shown_town(there, parts, index)


def town_reasons(
    body: int, positions: Collection[int], parts: Parts, index: Index
) -> tuple[Message, ...]:
    """Return what the towns of a text say of a body, in words: one reason or none.

    Parameters
    ----------
    body, positions, parts, index
        As for :func:`agreeing_town`.

    Returns
    -------
    tuple of Message
    """
    if stated := _other_town(body, positions, parts, index):
        cities = index.bodies[body].cities
        here = ", ".join(cities[:_SHOWN]) + (" …" if len(cities) > _SHOWN else "")
        there = _shown_town(stated, parts, index)
        if any(index.near(body, name) for name in stated):
            return (message("neighbouring city ({here}; text: {there})", here=here, there=there),)
        return (message("city differs ({here}; text: {there})", here=here, there=there),)
    if town := agreeing_town(body, positions, parts, index):
        return (message("city agrees ({city})", city=town),)
    return ()


def _other_town(body: int, positions: Collection[int], parts: Parts, index: Index) -> list[str]:
    """Return the towns that a text states, if none is one of a body's; near ones, too."""
    own = index.cities[body]
    stated = [parts.town] if parts.town else [*_alone(positions, parts)]
    if any(_rank(name, positions, parts) < _IN_NAME for name in own & parts.towns.keys()):
        return []
    if any(_same(mine, name, index) for name in stated for mine in own):
        return []
    return stated if own else []


def _shown_town(stated: list[str], parts: Parts, index: Index) -> str:
    """Return the first of some towns as a body has it, else as the text; blank if there is none."""
    return (index.shown_town(stated[0]) or parts.city or stated[0].title()) if stated else ""


#: Ranks of a town by where it stands.
_GIVEN, _ALONE, _BESIDE, _IN_NAME = range(4)


def _rank(name: str, positions: Collection[int], parts: Parts) -> int:
    if name == parts.town:
        return _GIVEN
    free = [span for span in parts.towns[name] if not {*range(*span)} <= {*positions}]
    if any(parts.alone(span) for span in free):
        return _ALONE
    return _BESIDE if free else _IN_NAME


def _alone(positions: Collection[int], parts: Parts) -> Iterator[str]:
    """Yield the towns that stand by themselves, and are no country nor the name of the body."""
    for name, spans in parts.towns.items():
        if not country_codes(name) and any(
            parts.alone(span) and not {*range(*span)} & {*positions} for span in spans
        ):
            yield name


def _same(mine: str, stated: str, index: Index) -> bool:
    if f" {mine} " in f" {stated} " or f" {stated} " in f" {mine} ":
        return True
    if stated in index.towns or min(len(mine), len(stated)) < _LONG or mine[0] != stated[0]:
        return False
    return OSA.distance(mine, stated, score_cutoff=1) <= 1
