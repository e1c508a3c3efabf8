"""Structures of RNSR and bodies of one name: a person is asked whether they are the same.

A hospital or an institute may stand in RNSR twice, as a body and as a structure, or as a body in
one register and as a structure in another. Nothing but the name says that they are one, so that
nothing is joined by it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Mapping
from typing import Final

from coopgraph.folding import folded
from coopgraph.importing.choosing import NAMED_AFTER_SITE
from coopgraph.importing.clusters import ORDER, Link
from coopgraph.importing.keys import scheme_of
from coopgraph.importing.names import LETTERS, french_towns
from coopgraph.importing.staging import Staging

__all__ = ["like_named", "plain_name"]

_LONG: Final = {
    "ch": "centre hospitalier",
    "chr": "centre hospitalier regional",
    "chru": "centre hospitalier regional universitaire",
    "chu": "centre hospitalier universitaire",
}
_SMALL: Final = frozenset(
    ("a", "and", "au", "aux", "d", "de", "des", "du", "en", "et", "for", "l", "la", "le", "les",
     "of", "sur", "the")
)  # fmt: skip
_RANK: Final = {scheme: place for place, scheme in enumerate(ORDER)}
#: Rows of bodies that stand in France, or of which nobody says where.
_NEAR: Final = """
CREATE TEMP TABLE near AS SELECT t."id" AS key, n.id AS id, t.label_fr, t.label_en, t."note"
FROM organizations t JOIN target n ON n.key = t."id"
WHERE n.tbl = 'organizations'
  AND (t.place IS NULL OR t.place IN (SELECT key FROM temp.french))
"""
_NAMES: Final = """
SELECT id, key, label_fr FROM temp.near WHERE note IS NOT ?1
UNION SELECT id, key, label_en FROM temp.near WHERE label_en > '' AND note IS NOT ?1
UNION SELECT n.id, n.key, a.alias FROM aliases a JOIN temp.near n ON n.key = a.entity
WHERE a.kind = 'alias' AND a.batch > 0
"""
_PLACES: Final = """
SELECT p.id, t.place FROM "{table}" t CROSS JOIN temp.paired p ON p.key = t."{end}"
WHERE t.place > ''
"""
_ONE: Final = "SELECT id FROM identity WHERE key = ?"


def plain_name(name: str) -> str:
    """Return a name as it is compared here: without small words, hospitals with whole words.

    Examples
    --------
    >>> plain_name("CHU de Nîmes") == plain_name("Centre Hospitalier Universitaire Nîmes")
    True
    """
    return " ".join(_LONG.get(word, word) for word in folded(name).split() if word not in _SMALL)


def like_named(staging: Staging, links: Iterable[Link]) -> list[Link]:
    """Return structures of RNSR and bodies of the same name as links that a person may decide.

    Parameters
    ----------
    staging
        The staging file with the tables ``identity``, ``target`` and ``apart``.
    links
        What is said of identities already; of what is refused there nothing is said again.

    Returns
    -------
    list of Link
        Key of the structure, key of the body, ``same-name``. ``medium`` where a town is the same,
        ``low`` where one of them has none and no other structure bears the name; where the towns
        differ, or the body stands in another country, there is no link. The state is
        ``structure-and-body``, or ``decided-different`` where a person said so.
    """
    structures: dict[str, dict[str, str]] = defaultdict(dict)
    for key, name, number in staging.each(
        """SELECT t."id", t.label_fr, n.id FROM structures t JOIN target n ON n.key = t."id"
        WHERE t."id" LIKE 'rnsr:%' AND n.tbl = 'structures'"""
    ):
        if len(plain := plain_name(name)) >= LETTERS:
            structures[plain][number] = key
    if not structures:
        return []
    towns = french_towns(staging)
    bodies = _bodies(staging, towns, structures)
    keys = {one: key for named in structures.values() for one, key in named.items()}
    pairs = sorted(
        {(one, body, name) for name, ids in bodies.items()
         for one in structures[name] for body in ids}
    )  # fmt: skip
    where = _places(staging, {end for pair in pairs for end in pair[:2]}, towns)
    said = _ids(staging, ((link.a, link.b) for link in links if link.state != "joined"))
    apart = _ids(staging, staging.ask("SELECT a, b FROM work.apart"))
    found: dict[tuple[str, str], Link] = {}
    for one, body, name in pairs:
        here, there, both = where[one], where[body], frozenset((one, body))
        agree = bool(here & there)
        unknown = not (here and there) and len(structures[name]) == 1
        if both not in said and (agree or (unknown and not _abroad(there))):
            state = "decided-different" if both in apart else "structure-and-body"
            sure = "medium" if agree else "low"
            link = Link(keys[one], bodies[name][body], "same-name", sure, state)
            found.setdefault((one, body), link)
    return sorted(found.values())


def _bodies(
    staging: Staging, towns: Mapping[str, str], names: Container[str]
) -> dict[str, dict[str, str]]:
    """Return the bodies that bear some names, by name: id, and best key."""
    ask = staging.connection.execute
    ask("DROP TABLE IF EXISTS temp.french")
    ask("CREATE TEMP TABLE french (key TEXT PRIMARY KEY) WITHOUT ROWID")
    staging.for_each("INSERT INTO french VALUES (?)", ((key,) for key in towns))
    ask("DROP TABLE IF EXISTS temp.near")
    ask(_NEAR)
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for body, key, name in staging.each(_NAMES, NAMED_AFTER_SITE):
        if (plain := plain_name(name)) in names:
            best = found[plain].setdefault(body, key)
            found[plain][body] = min(best, key, key=_standing)
    return found


def _standing(key: str) -> tuple[int, str]:
    """Put the key first by whose register bodies are told apart best."""
    return _RANK.get(scheme_of(key), len(_RANK)), key


def _places(
    staging: Staging, ids: Collection[str], towns: Mapping[str, str]
) -> dict[str, set[str]]:
    """Return the towns in which registers see some things; abroad, the keys of places."""
    ask = staging.connection.execute
    ask("DROP TABLE IF EXISTS temp.paired")
    ask("CREATE TEMP TABLE paired (key TEXT PRIMARY KEY, id TEXT) WITHOUT ROWID")
    staging.for_each(
        "INSERT INTO paired VALUES (?, ?)",
        [row for row in staging.each("SELECT key, id FROM target") if row[1] in ids],
    )
    where: dict[str, set[str]] = defaultdict(set)
    for table, end in (("organizations", "id"), ("structures", "id"), ("sites", "entity")):
        for found, place in staging.ask(_PLACES.format(table=table, end=end)):
            if town := towns.get(place, place):
                where[found].add(town)
    return where


def _abroad(places: Collection[str]) -> bool:
    """Tell whether all places are known, and none is in France: names of towns have no colon."""
    return bool(places) and all(":" in place for place in places)


def _ids(staging: Staging, pairs: Iterable[tuple[str, str]]) -> set[frozenset[str]]:
    """Return pairs of keys as pairs of ids."""
    return {frozenset((_id(staging, a), _id(staging, b))) for a, b in pairs}


def _id(staging: Staging, key: str) -> str:
    if key.startswith("id:"):
        return key[3:]
    return next((str(found) for (found,) in staging.ask(_ONE, key)), key)
