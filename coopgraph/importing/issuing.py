"""Ids of bodies: given once, kept, and never shared by two bodies."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

from coopgraph.importing.keys import id_of, scheme_of
from coopgraph.importing.staging import Staging

__all__ = ["issue_ids"]


def issue_ids(
    staging: Staging,
    keys: Sequence[str],
    mentioned: Sequence[str],
    root: Callable[[str], str],
    members: Callable[[str], list[str]],
    order: Sequence[str],
) -> None:
    """Give every key the id of its body: the one issued before, the known one, or a new one.

    Where a later register tells apart what was one body, the id stays with the body whose number
    or entry in the landscape it is; the other one gets an id of its own.

    Parameters
    ----------
    staging
        The staging file; its tables ``identity`` and ``issued`` are filled.
    keys
        Keys of things, sorted.
    mentioned
        Keys that only lead to things.
    root, members
        Give the first key of a body, and all of its keys.
    order
        Registers by how well their identifier tells bodies apart.
    """
    issued = dict(staging.ask("SELECT key, id FROM issued"))
    rank = {scheme: place for place, scheme in enumerate(order)}

    def standing(key: str) -> tuple[int, str]:
        return rank.get(scheme_of(key), len(rank)), key

    bodies: dict[str, list[str]] = {}
    named: dict[str, str] = {}
    for key in keys:
        first = root(key)
        if first not in bodies:
            found = members(first)
            if len(found) > 1:
                bodies[first] = sorted(found, key=standing)
                named[first] = next(_names(bodies[first], issued))
            else:
                # Most bodies of a register have one key.
                bodies[first] = found
                named[first] = issued.get(first) or _own_name(first)
    _tell_apart(named, bodies)
    rows = [(key, named[root(key)]) for key in keys]
    moved = [(issued_as, key) for key, issued_as in rows if issued.get(key, issued_as) != issued_as]
    connection = staging.connection
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO identity VALUES (?, ?)", rows)
    connection.execute("INSERT OR IGNORE INTO issued SELECT key, id FROM identity")
    connection.executemany("UPDATE issued SET id = ? WHERE key = ?", moved)
    # A number that is only mentioned leads to its body, and to no other once that has gone.
    connection.executemany(
        "INSERT INTO identity VALUES (?, ?)",
        [(key, named[first]) for key in mentioned if (first := root(key)) in named],
    )
    connection.execute("COMMIT")


def _names(members: Sequence[str], issued: dict[str, str]) -> Iterator[str]:
    """Yield the ids that a body may have, the best first."""
    yield from (issued[member] for member in members if member in issued)
    yield from (member[3:] for member in members if member.startswith("id:"))
    yield from (id_of(member) for member in members if not member.startswith("id:"))


def _own_name(key: str) -> str:
    """Return the id that a key has by itself."""
    return key[3:] if key.startswith("id:") else id_of(key)


def _tell_apart(named: dict[str, str], bodies: dict[str, list[str]]) -> None:
    """Give all but one of the bodies that have the same id another one."""
    times = Counter(named.values())
    bearers: dict[str, list[str]] = defaultdict(list)
    for first, name in named.items():
        if times[name] > 1:
            bearers[name].append(first)
    taken = set(times)
    for name, firsts in sorted(bearers.items()):
        owner = min(firsts, key=lambda first: (not _owns(bodies[first], name), bodies[first]))
        for first in sorted(firsts):
            if first == owner:
                continue
            free = (other for other in _names(bodies[first], {}) if other not in taken)
            # Two keys make one id only where they differ in the case of letters alone.
            named[first] = next(free, f"{name}-{len(taken)}")
            taken.add(named[first])


def _owns(members: Sequence[str], name: str) -> bool:
    return any(_own_name(member) == name for member in members)
