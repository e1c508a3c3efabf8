"""Which keys are one body: links with reasons, refused where they contradict each other.

Registers carry each other's identifiers. Two things that bear the same one are the same body, with
three exceptions that are reported and never guessed: an identifier that two bodies of *one*
register bear (it names the one that has no better one there, if there is such a one), a union that
would give one body two ROR ids, two RNSR numbers or two ids of the landscape, and what a person
decided otherwise. An empty identifier joins nothing
(:func:`coopgraph.importing.keys.key_of`).

Keys stay on disk: what is held in memory is what registers say of each other and what the landscape
knows, not what they describe.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Final

from coopgraph.folding import folded
from coopgraph.importing.clusters import CONFIDENCE, LEGAL, OWN, Clusters, Link
from coopgraph.importing.issuing import issue_ids
from coopgraph.importing.keys import scheme_of, value_of
from coopgraph.importing.names import name_links
from coopgraph.importing.namesakes import namesakes
from coopgraph.importing.staging import ENTITIES, Staging

__all__ = ["Link", "settle_identities"]

_ROR: Final = "https://ror.org/"


def settle_identities(
    staging: Staging,
    known: Mapping[str, str],
    decisions: Iterable[tuple[str, str, bool]] = (),
) -> list[Link]:
    """Find which keys are one body, and fill the table ``identity`` with their ids.

    Parameters
    ----------
    staging
        The staging file; receives the temporary tables ``identity (key, id)`` and ``shared
        (scheme, value)``, the identifiers that several keys bear, ``apart (a, b)``, what a person
        decided to be different, and what it issues.
    known
        Ids of bodies and places of the landscape by key.
    decisions
        Two keys, and whether a person decided that they are the same.

    Returns
    -------
    list of Link
        Every link that was drawn or refused, sorted. What only says that a key is itself is none.
        Numbers that a body has twice: :func:`~coopgraph.importing.doubled.doubled_numbers`.
    """
    _list_keys(staging)
    shared, ambiguous = _shared(staging, known)
    decided = _on_things(staging, list(decisions), ambiguous)
    apart = {frozenset((a, b)) for a, b, same in decided if not same}
    staging.connection.execute("DROP TABLE IF EXISTS work.apart")
    staging.connection.execute("CREATE TABLE work.apart (a TEXT, b TEXT)")
    staging.for_each("INSERT INTO apart VALUES (?, ?)", sorted(map(sorted, apart)))
    candidates = [Link(a, b, "decision", "decided") for a, b, same in decided if same]
    said = [
        Link(a, b, reason, confidence)
        for a, b, reason, confidence in staging.ask(
            "SELECT DISTINCT a, b, reason, confidence FROM same"
        )
    ]
    bearers = _bearers(staging, ambiguous, known)
    candidates += shared + said + bearers
    candidates += _cities(staging, known)
    candidates += [Link(key, f"id:{known[key]}", OWN, "high") for key in _described(staging, known)]
    legal = frozenset(f"id:{found}" for key, found in known.items() if key.startswith(LEGAL))
    clusters = Clusters(
        apart,
        lambda key: [
            value for (value,) in staging.each("SELECT value FROM items WHERE entity = ?", key)
        ],
        legal,
    )
    sure = {link for link in candidates if link.confidence in ("decided", "high")}
    links = clusters.join_all(sure)
    # Which bodies are one must be known before a unit is looked for below its body.
    likely = {Link(*found) for found in name_links(staging, clusters.root)}
    likely.update(
        link
        for link in namesakes(staging, clusters.members)
        if link.state == "joined" or frozenset((link.a, link.b)) not in apart
    )
    links += clusters.join_all(likely.union(candidates) - sure)
    issue_ids(staging, clusters)
    # That a number is borne by its bearer is no link between two bodies.
    return sorted(set(links).difference(bearers))


def _on_things(
    staging: Staging,
    decisions: Sequence[tuple[str, str, bool]],
    ambiguous: Container[tuple[str, str]],
) -> list[tuple[str, str, bool]]:
    """Return decisions about numbers as decisions about the things that bear them.

    Who decides need not know by which of its numbers a register keeps a body. What several bodies
    of one register bear names none of them.
    """
    keys = sorted({key for a, b, _ in decisions for key in (a, b)})
    bearers: dict[str, set[str]] = defaultdict(set)
    for scheme, value, entity, _, key in _borne(staging, ((key, key) for key in keys)):
        if (scheme, value) not in ambiguous:
            bearers[key].add(entity)
    for key in keys:
        if staging.ask("SELECT 1 FROM things WHERE key = ?", key):
            bearers[key] = {key}
    return [
        (one, other, same)
        for a, b, same in decisions
        for one in sorted(bearers[a]) or [a]
        for other in sorted(bearers[b]) or [b]
        if one != other
    ]


def _list_keys(staging: Staging) -> None:
    """List what is described, what is only mentioned, and the Wikidata items that things bear.

    The keys that a register says to be those of bodies, without describing them, are mentioned.
    """
    ask = staging.connection.execute
    for table, layout in (
        ("identity", "key TEXT PRIMARY KEY, id TEXT"),
        ("things", "key TEXT PRIMARY KEY"),
        ("mentioned", "key TEXT PRIMARY KEY"),
        ("items", "entity TEXT, value TEXT, PRIMARY KEY (entity, value)"),
    ):
        ask(f"DROP TABLE IF EXISTS work.{table}")
        ask(f"CREATE TABLE work.{table} ({layout}) WITHOUT ROWID")
    ask("INSERT INTO things " + " UNION ".join(f'SELECT "id" FROM "{name}"' for name in ENTITIES))
    ask(
        """INSERT INTO mentioned SELECT a FROM same UNION SELECT b FROM same
        UNION SELECT entity FROM identifiers EXCEPT SELECT key FROM things"""
    )
    ask(
        """INSERT INTO items SELECT DISTINCT entity, value FROM identifiers
        WHERE scheme = 'wikidata' ORDER BY 1, 2"""
    )


def _described(staging: Staging, keys: Iterable[str]) -> list[str]:
    """Return which of some keys are those of things that registers describe."""
    ask = staging.connection.execute
    ask("DROP TABLE IF EXISTS temp.asked")
    ask("CREATE TEMP TABLE asked (key TEXT PRIMARY KEY) WITHOUT ROWID")
    staging.for_each("INSERT INTO asked VALUES (?)", ((key,) for key in keys))
    return [key for (key,) in staging.ask("SELECT key FROM asked JOIN things USING (key)")]


def _bearers(
    staging: Staging, ambiguous: set[tuple[str, str]], known: Mapping[str, str]
) -> list[Link]:
    """Return the links of mentioned keys to the bodies that bear them as a number."""
    mentioned = "SELECT key FROM mentioned ORDER BY key"
    links = [
        Link(key, entity, f"same-{scheme}", confidence or "high")
        for scheme, value, entity, confidence, key in _borne(
            staging, ((key, key) for (key,) in staging.each(mentioned))
        )
        if key != entity and (scheme, value) not in ambiguous
    ]
    for (key,) in staging.each(mentioned):
        if found := known.get(key):
            links.append(Link(key, f"id:{found}", f"same-{scheme_of(key)}", "high"))
    return links


def _shared(staging: Staging, known: Mapping[str, str]) -> tuple[list[Link], set[tuple[str, str]]]:
    """Return the links by identifiers that several things bear, or that the landscape knows.

    A link is as sure as the least sure statement that makes it. Also returned: the identifiers
    that several things of one register bear.
    """
    bearers: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    doubt: dict[tuple[str, str, str], str] = {}
    staging.connection.execute("DROP TABLE IF EXISTS work.shared")
    staging.connection.execute(
        # By value first: it differs more often than the scheme.
        """CREATE TABLE work.shared AS SELECT value, scheme FROM identifiers GROUP BY 1, 2
        HAVING MIN(entity) < MAX(entity)"""
    )
    for scheme, value, entity, kind, confidence in staging.connection.execute(
        """
        SELECT i.scheme, i.value, i.entity, b.kind, i.confidence
        FROM identifiers i JOIN batch b ON b.id = i.batch
        WHERE (i.scheme, i.value) IN (SELECT scheme, value FROM work.shared)
        """
    ):
        bearers[scheme, value][kind].add(entity)
        surest = doubt.setdefault((scheme, value, entity), confidence or "high")
        if CONFIDENCE[confidence or "high"] < CONFIDENCE[surest]:
            doubt[scheme, value, entity] = confidence
    links: list[Link] = []
    #: Of what several bodies of a register bear, the one that the register names by it, if any.
    owner: dict[tuple[str, str], str | None] = {}
    #: The others: no other register makes one body of what this one tells apart.
    rivals: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (scheme, value), kinds in bearers.items():
        reason = f"same-{scheme}"
        named = f"{scheme}:{value.removeprefix(_ROR)}"
        for entities in kinds.values():
            if len(entities) > 1:
                owner[scheme, value] = named if named in entities else owner.get((scheme, value))
                first, *others = sorted(entities, key=lambda key: (key != named, key))
                if first == named:
                    rivals[scheme, value].update(others)
                links += [Link(first, other, reason, "high", "ambiguous") for other in others]
        if (scheme, value) not in owner:
            joined = sorted(set().union(*kinds.values()))
        elif owner[scheme, value] is not None:
            single = set().union(*(e for e in kinds.values() if len(e) == 1))
            joined = [named, *sorted(single - rivals[scheme, value] - {named})]
        else:
            continue
        # The surest statement comes first, so that a doubtful one makes its own link doubtful.
        sure = {entity: doubt[scheme, value, entity] for entity in joined}
        joined.sort(key=lambda entity: CONFIDENCE[sure[entity]])
        links += [Link(joined[0], other, reason, sure[other]) for other in joined[1:]]
    for scheme, value, entity, confidence, found in _borne(staging, sorted(known.items())):
        if owner.get((scheme, value), entity) == entity:
            links.append(Link(entity, f"id:{found}", f"same-{scheme}", confidence or "high"))
    return links, {shared for shared, one in owner.items() if one is None}


def _borne(
    staging: Staging, keys: Iterable[tuple[str, str]]
) -> list[tuple[str, str, str, str | None, str]]:
    """Return who bears some keys: scheme, value, thing, confidence, and what stands by the key."""
    ask = staging.connection.execute
    ask("DROP TABLE IF EXISTS temp.sought")
    ask(
        "CREATE TEMP TABLE sought "
        "(scheme TEXT, value TEXT, found TEXT, PRIMARY KEY (scheme, value))"
    )
    staging.for_each(
        "INSERT INTO sought VALUES (?, ?, ?)",
        ((scheme_of(key), value_of(key), found) for key, found in keys),
    )
    return staging.ask(
        "SELECT DISTINCT scheme, value, entity, confidence, found FROM identifiers "
        "JOIN sought USING (scheme, value)"
    )


def _cities(staging: Staging, known: Mapping[str, str]) -> list[Link]:
    """Return the links of cities that a register only names to those that others place."""
    cities = staging.each("SELECT key FROM things WHERE key >= 'city:' AND key < 'city;'")
    named = {key for (key,) in cities if key not in known}
    if not named:
        return []
    placed: dict[str, set[str]] = defaultdict(set)
    for key, label, within in staging.ask(
        "SELECT DISTINCT id, label_fr, within FROM places WHERE geonames IS NOT NULL"
    ):
        country = (within or "").partition(":")[2][:2]
        placed[f"city:{country}:{folded(label)}"].add(key)
    return [
        Link(next(iter(placed[key])), key, "same-name-in-country", "medium")
        for key in sorted(named)
        if len(placed.get(key, ())) == 1
    ]
