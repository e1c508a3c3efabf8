"""Ids of bodies: given once, kept, and never shared by two bodies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from coopgraph.importing.clusters import ORDER, Clusters
from coopgraph.importing.keys import id_of, scheme_of
from coopgraph.importing.staging import Staging

__all__ = ["issue_ids"]

_RANK: Final = {scheme: place for place, scheme in enumerate(ORDER)}
#: The id that a key has by itself, ``own_name(key)``: most are plain, and need no Python.
_OWN: Final = """CASE WHEN key GLOB '[a-z]*:[a-z0-9]*' AND key NOT GLOB '*[^a-z0-9:]*'
  AND key NOT GLOB '*:*:*' AND key NOT GLOB 'id:*' THEN REPLACE(key, ':', '-')
  ELSE own_name(key) END"""


def issue_ids(staging: Staging, clusters: Clusters) -> None:
    """Give every key the id of its body: the one issued before, the known one, or a new one.

    Where a later register tells apart what was one body, the id stays with the body whose number
    or entry in the landscape it is; the other one gets an id of its own.

    Parameters
    ----------
    staging
        The staging file with the tables ``things`` and ``mentioned`` (keys); its tables
        ``identity`` and ``issued`` are filled.
    clusters
        Which keys are one body.
    """
    ask = staging.connection.execute
    for table, layout in (
        ("clustered", "key TEXT PRIMARY KEY, root TEXT"),
        ("bodies", "root TEXT PRIMARY KEY, name TEXT"),
    ):
        ask(f"DROP TABLE IF EXISTS work.{table}")
        ask(f"CREATE TABLE work.{table} ({layout}) WITHOUT ROWID")
    staging.connection.create_function("own_name", 1, _own_name, deterministic=True)
    ask("BEGIN")
    staging.connection.executemany(
        "INSERT INTO clustered VALUES (?, ?)",
        ((key, root) for root, keys in clusters.several() for key in keys),
    )
    # Most bodies of a register have one key.
    ask(
        f"""INSERT INTO bodies SELECT key, COALESCE(NULLIF(issued.id, ''), {_OWN})
        FROM things LEFT JOIN issued USING (key)
        WHERE key NOT IN (SELECT key FROM clustered)"""
    )
    issued = dict(
        staging.ask("SELECT key, id FROM issued WHERE key IN (SELECT key FROM clustered)")
    )
    staging.connection.executemany(
        "INSERT INTO bodies VALUES (?, ?)",
        [
            (root, next(_names(_best_first(clusters.members(root)), issued)))
            for (root,) in staging.ask(
                "SELECT DISTINCT root FROM clustered WHERE key IN (SELECT key FROM things)"
            )
        ],
    )
    ask("CREATE INDEX work.bodies_by_name ON bodies (name)")
    _tell_apart(staging, clusters)
    led = (
        "LEFT JOIN clustered ON clustered.key = k.key "
        "JOIN bodies ON bodies.root = COALESCE(clustered.root, k.key)"
    )
    ask(f"INSERT INTO identity SELECT k.key, bodies.name FROM things k {led} ORDER BY k.key")
    ask("INSERT OR IGNORE INTO issued SELECT key, id FROM identity")
    ask(
        """UPDATE issued SET id = identity.id FROM identity
        WHERE identity.key = issued.key AND identity.id != issued.id"""
    )
    # A number that is only mentioned leads to its body, and to no other once that has gone.
    ask(f"INSERT INTO identity SELECT k.key, bodies.name FROM mentioned k {led} ORDER BY k.key")
    ask("COMMIT")


def _best_first(members: Iterable[str]) -> list[str]:
    """Return the keys of a body, that of the register first that tells bodies apart best."""
    return sorted(members, key=lambda key: (_RANK.get(scheme_of(key), len(_RANK)), key))


def _names(members: Sequence[str], issued: Mapping[str, str]) -> Iterator[str]:
    """Yield the ids that a body may have, the best first."""
    yield from (issued[member] for member in members if member in issued)
    yield from (member[3:] for member in members if member.startswith("id:"))
    yield from (id_of(member) for member in members if not member.startswith("id:"))


def _own_name(key: str) -> str:
    """Return the id that a key has by itself."""
    return key[3:] if key.startswith("id:") else id_of(key)


def _tell_apart(staging: Staging, clusters: Clusters) -> None:
    """Give all but one of the bodies that have the same id another one."""
    doubles = staging.ask(
        """SELECT name, root FROM bodies WHERE name IN (
          SELECT name FROM bodies GROUP BY name HAVING COUNT(*) > 1) ORDER BY 1, 2"""
    )
    if not doubles:
        return
    ((names,),) = staging.ask("SELECT COUNT(DISTINCT name) FROM bodies")
    bearers: dict[str, list[str]] = {}
    for name, root in doubles:
        bearers.setdefault(name, []).append(root)
    given: dict[str, str] = {}

    def free(name: str) -> bool:
        return name not in taken and not staging.ask("SELECT 1 FROM bodies WHERE name = ?", name)

    taken: set[str] = set()
    for name, roots in bearers.items():
        members = {root: _best_first(clusters.members(root)) for root in roots}
        owner = min(roots, key=lambda root: (not _owns(members[root], name), members[root]))
        for root in roots:
            if root == owner:
                continue
            # Two keys make one id only where they differ in the case of letters alone.
            other = next(filter(free, _names(members[root], {})), f"{name}-{names + len(taken)}")
            given[root] = other
            taken.add(other)
    staging.connection.executemany(
        "UPDATE bodies SET name = ? WHERE root = ?",
        ((name, root) for root, name in given.items()),
    )


def _owns(members: Sequence[str], name: str) -> bool:
    return any(_own_name(member) == name for member in members)
