"""Links of bodies that have no number of ROR to records of ROR of the same name and country.

RNSR knows many a school by its UAI alone, CORDIS a university by its PIC, and ROR has neither. What
links them is a name that exactly one record of that country bears, and that register once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from coopgraph.folding import folded
from coopgraph.importing.choosing import NAMED_AFTER_SITE
from coopgraph.importing.clusters import Link
from coopgraph.importing.keys import scheme_of
from coopgraph.importing.names import LETTERS, OVERSEAS
from coopgraph.importing.staging import Staging

__all__ = ["namesakes"]

_REASON: Final = "same-name"
#: States of links that a person decides: the bodies stand in two towns, or nobody says in which
#: country one of them is. Records of other countries may have been left out.
_APART: Final = "city-differs"
_ANYWHERE: Final = "country-unknown"
_FRANCE: Final = "FR"
#: Numbers that France gives, so that who bears one stands there if nobody says where.
_FRENCH: Final = frozenset({"uai", "siren", "siret", "finess"})
#: What a row that is named after a site says of name and place is said of that site.
_SITE: Final = f"note IS '{NAMED_AFTER_SITE}'"
_BODIES: Final = f"""
SELECT t."id", t.batch, CASE WHEN {_SITE} THEN NULL ELSE t.place END FROM organizations t
WHERE t."id" {{}} 'ror:%' AND t."id" NOT IN (SELECT "id" FROM structures)
"""
#: Names as registers give them: not what is settled of other rows, no acronyms, no former names.
_NAMES: Final = f"""
SELECT "id", label_fr FROM organizations WHERE "id" {{0}} 'ror:%' AND batch > 0 AND NOT {_SITE}
UNION ALL SELECT "id", label_en FROM organizations
  WHERE "id" {{0}} 'ror:%' AND batch > 0 AND label_en > '' AND NOT {_SITE}
UNION ALL SELECT entity, alias FROM aliases
  WHERE entity {{0}} 'ror:%' AND batch > 0 AND kind = 'alias'
"""


class _Where(NamedTuple):
    """A country, blank if nobody says which; and a town, blank for the country alone."""

    country: str
    town: str


def namesakes(staging: Staging, members: Callable[[str], list[str]]) -> list[Link]:
    """Return the links of bodies without a number of ROR to records of the same name.

    Parameters
    ----------
    staging
        The staging file.
    members
        Gives the keys that are known to be one body with a key.

    Returns
    -------
    list of Link
        Key of the body, key of the record, ``same-name``: ``high`` where a town is the same,
        ``medium`` where one of them has none. Where the towns differ, the state is
        ``city-differs``; where nobody says in which country the body is, ``country-unknown``, if
        its name has several words and no other record bears it: a person decides. Two bodies that
        bear different numbers of one kind are never joined to one record.
    """
    for like in ("NOT LIKE", "LIKE"):
        if not staging.ask(f"SELECT 1 FROM organizations WHERE id {like} 'ror:%' LIMIT 1"):
            return []
    places = _places(staging)
    seekers: dict[str, tuple[int, set[_Where]]] = {}
    for key, batch, place in staging.each(_BODIES.format("NOT LIKE")):
        if not any(member.startswith("ror:") for member in members(key)):
            where = places.get(place) or _Where(_FRANCE if scheme_of(key) in _FRENCH else "", "")
            seekers.setdefault(key, (batch, set()))[1].add(where)
    if not seekers:
        return []
    sought: dict[str, set[str]] = defaultdict(set)
    for key, name in _named(staging, "NOT LIKE"):
        if key in seekers:
            sought[name].add(key)
    borne: dict[str, set[str]] = defaultdict(set)
    for key, name in _named(staging, "LIKE"):
        if name in sought:
            borne[name].add(key)
    records = _records(staging, places, set().union(*borne.values()))
    found: dict[tuple[str, str], Link] = {}
    for name in sorted(borne):
        bearers = {key: records[key] for key in borne[name] if key in records}
        keys = [key for key in sorted(sought[name]) if " " in name or _placed(seekers[key][1])]
        for link in _links(keys, seekers, bearers, members):
            # Another name may say it with less doubt.
            found[link.a, link.b] = min(found.get((link.a, link.b), link), link, key=_doubt)
    return sorted(_of_one_number(found.values(), members))


def _of_one_number(links: Iterable[Link], members: Callable[[str], list[str]]) -> Iterator[Link]:
    """Yield the links to records to which no other body with a number of that kind belongs."""
    bearers: dict[tuple[str, str], set[str]] = defaultdict(set)
    kept = list(links)
    for link in kept:
        for key in (*members(link.a), *members(link.b)) if link.state == "joined" else ():
            bearers[link.b, scheme_of(key)].add(key)
    for link in kept:
        if all(len(bearers[link.b, scheme_of(key)]) <= 1 for key in members(link.a)):
            yield link


def _placed(wheres: set[_Where]) -> bool:
    return all(where.country for where in wheres)


def _links(
    keys: Iterable[str],
    seekers: Mapping[str, tuple[int, set[_Where]]],
    records: Mapping[str, set[_Where]],
    members: Callable[[str], list[str]],
) -> Iterator[Link]:
    """Yield the links of bodies and records of one name."""
    bodies: dict[tuple[int, str], set[str]] = defaultdict(set)
    for key in keys:
        batch, wheres = seekers[key]
        for country in {where.country for where in wheres}:
            bodies[batch, country].add(key)
    for (batch, country), named in sorted(bodies.items()):
        # Of whom nobody says where they are may be here.
        near = {
            min(members(key))
            for (other, where), others in bodies.items()
            if other == batch and (not country or where in (country, ""))
            for key in others
        }
        there = {
            key: where
            for key, where in records.items()
            if not country or any(one.country == country for one in where)
        }
        if len(there) != 1 or len(near) != 1:
            continue
        ((record, where),) = there.items()
        for key in sorted(named):
            mine = {one.town for one in seekers[key][1] if one.town}
            theirs = {one.town for one in where if one.town}
            if not country:
                yield Link(key, record, _REASON, "low", _ANYWHERE)
            elif mine & theirs:
                yield Link(key, record, _REASON, "high")
            elif mine and theirs:
                yield Link(key, record, _REASON, "low", _APART)
            else:
                yield Link(key, record, _REASON, "medium")


def _doubt(link: Link) -> tuple[bool, str]:
    return link.state != "joined", link.confidence  # "high" stands before "medium"


def _named(staging: Staging, like: str) -> Iterator[tuple[str, str]]:
    """Yield keys and folded names that say something."""
    for key, name in staging.each(_NAMES.format(like)):
        if len(name) >= LETTERS and len(plain := folded(name)) >= LETTERS:
            yield key, plain


def _places(staging: Staging) -> dict[str, _Where]:
    """Return where places are, by key; what lies overseas is in France."""
    found: dict[str, _Where] = {}
    for key, name, within in staging.ask("SELECT DISTINCT id, label_fr, within FROM places"):
        is_country = key.startswith("country:")
        code = (key if is_country else within or "").removeprefix("country:")
        if code:
            country = _FRANCE if code in OVERSEAS else code
            found[key] = _Where(country, "" if is_country else folded(name))
    return found


def _records(
    staging: Staging, places: Mapping[str, _Where], wanted: set[str]
) -> dict[str, set[_Where]]:
    """Return where some records are; a record in several towns is in all of them."""
    found: dict[str, set[_Where]] = defaultdict(set)
    for key, _, place in staging.each(_BODIES.format("LIKE")):
        if key in wanted and place in places:
            found[key].add(places[place])
    for key, place in staging.each("SELECT entity, place FROM sites WHERE entity LIKE 'ror:%'"):
        if key in found and place in places:
            found[key].add(places[place])
    return found
