"""Which keys are one body: links with reasons, refused where they contradict each other.

Registers carry each other's identifiers. Two things that bear the same one are the same body, with
three exceptions that are reported and never guessed: an identifier that two bodies of *one*
register bear (it names the one that has no better one there, if there is such a one), a union that
would give one body two ROR ids, two RNSR numbers or two ids of the landscape, and what a person
decided otherwise. An empty identifier joins nothing
(:func:`coopgraph.importing.keys.key_of`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from coopgraph.importing.keys import folded, id_of, scheme_of, value_of
from coopgraph.importing.names import REASONS, name_links
from coopgraph.importing.staging import ENTITIES, Staging

__all__ = ["Link", "settle_identities"]

#: Registers by how well their identifier tells bodies apart; the first that a body has names it.
ORDER: Final = (
    "rnsr", "ror", "uai", "siren", "siret", "finess", "wikidata", "pic", "cordis", "openalex",
    "hal", "idref", "fundref", "isni", "grid", "geonames", "country",
)  # fmt: skip
#: One body has at most one key of these; ``id`` is an id of the landscape.
_EXCLUSIVE: Final = ("ror", "rnsr", "geonames", "id")
_OWN: Final = "known-by-this-key"
_ROR: Final = "https://ror.org/"
#: Keys of what has legal personality, or stands for a school that has.
_LEGAL: Final = ("uai:", "siren:")
_CONFIDENCE: Final = {"decided": 0, "high": 1, "medium": 2, "low": 3}


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """Two keys, or a key and an id of the landscape, that are one body, or are said to be.

    Attributes
    ----------
    a, b
        The keys; ``id:…`` for a body that the landscape knew before.
    reason
        Why: ``known-by-this-key``, ``same-ror``, ``same-siren`` …, ``same-name-in-country``,
        ``decision``, or a register's own statement.
    confidence
        ``decided``, ``high``, ``medium`` or ``low``.
    state
        ``joined``, or why not: ``ambiguous`` (several bodies of one register bear it),
        ``two-ror``, ``two-rnsr``, ``two-ids``, ``decided-different``; of a link that is only
        likely, also ``two-wikidata``, and ``structure-and-body`` (a number of RNSR on one side,
        one of a legal body on the other).
    """

    a: str
    b: str
    reason: str
    confidence: str
    state: str = "joined"


def settle_identities(
    staging: Staging,
    known: Mapping[str, str],
    decisions: Iterable[tuple[str, str, bool]] = (),
) -> list[Link]:
    """Find which keys are one body, and fill the table ``identity`` with their ids.

    Parameters
    ----------
    staging
        The staging file; receives the temporary table ``identity (key, id)`` and what it issues.
    known
        Ids of bodies and places of the landscape by key.
    decisions
        Two keys, and whether a person decided that they are the same.

    Returns
    -------
    list of Link
        Every link that was drawn or refused, sorted. What only says that a key is itself is none.
    """
    staging.connection.execute("DROP TABLE IF EXISTS temp.identity")
    staging.connection.execute(
        "CREATE TEMP TABLE identity (key TEXT PRIMARY KEY, id TEXT) WITHOUT ROWID"
    )
    keys = sorted(
        {
            key
            for table in ENTITIES
            for (key,) in staging.ask(f'SELECT DISTINCT "id" FROM "{table}"')
        }
    )
    decided = list(decisions)
    apart = {frozenset((a, b)) for a, b, same in decided if not same}
    candidates = [Link(a, b, "decision", "decided") for a, b, same in decided if same]
    shared, ambiguous = _shared(staging, known)
    said = [
        Link(a, b, reason, confidence)
        for a, b, reason, confidence in staging.ask(
            "SELECT DISTINCT a, b, reason, confidence FROM same"
        )
    ]
    mentioned = _mentioned(staging, said, keys)
    bearers = _bearers(staging, mentioned, ambiguous, known)
    candidates += shared + said + bearers
    candidates += _cities(staging, keys, known)
    for key in keys:
        if key in known:
            candidates.append(Link(key, f"id:{known[key]}", _OWN, "high"))
    legal = frozenset(f"id:{found}" for key, found in known.items() if key.startswith(_LEGAL))
    clusters = _Clusters(apart, _items(staging), legal)
    sure = {link for link in candidates if link.confidence in ("decided", "high")}
    links = clusters.join_all(sure)
    # Which bodies are one must be known before a unit is looked for below its body.
    likely = {Link(*found) for found in name_links(staging, clusters.root)}
    links += clusters.join_all(likely.union(candidates) - sure)
    _issue(staging, keys, mentioned, clusters)
    # That a number is borne by its bearer is no link between two bodies.
    return sorted(set(links) - set(bearers))


def _mentioned(staging: Staging, said: Sequence[Link], keys: Sequence[str]) -> list[str]:
    """Return the keys that a register says to be those of bodies, without describing them."""
    found = {key for link in said for key in (link.a, link.b)}
    found.update(key for (key,) in staging.ask("SELECT DISTINCT entity FROM identifiers"))
    return sorted(found.difference(keys))


def _bearers(
    staging: Staging,
    mentioned: Sequence[str],
    ambiguous: set[tuple[str, str]],
    known: Mapping[str, str],
) -> list[Link]:
    """Return the links of mentioned keys to the bodies that bear them as a number."""
    links: list[Link] = []
    wanted = {(scheme_of(key), value_of(key)): key for key in mentioned}
    if wanted:
        for scheme, value, entity, confidence in staging.connection.execute(
            "SELECT DISTINCT scheme, value, entity, confidence FROM identifiers"
        ):
            key = wanted.get((scheme, value))
            if key is not None and key != entity and (scheme, value) not in ambiguous:
                links.append(Link(key, entity, f"same-{scheme}", confidence or "high"))
    for key in mentioned:
        if found := known.get(key):
            links.append(Link(key, f"id:{found}", f"same-{scheme_of(key)}", "high"))
    return links


def _items(staging: Staging) -> dict[str, set[str]]:
    """Return the Wikidata items that things bear."""
    found: dict[str, set[str]] = defaultdict(set)
    for entity, value in staging.ask(
        "SELECT DISTINCT entity, value FROM identifiers WHERE scheme = 'wikidata'"
    ):
        found[entity].add(value)
    return found


def _standing(link: Link) -> tuple[int, int, Link]:
    scheme = link.reason.removeprefix("same-")
    place = ORDER.index(scheme) if scheme in ORDER else len(ORDER)
    if link.reason == _OWN:
        place = -1  # what the landscape knows by this very key comes before what shares another
    return _CONFIDENCE[link.confidence], place, link


def _shared(staging: Staging, known: Mapping[str, str]) -> tuple[list[Link], set[tuple[str, str]]]:
    """Return the links by identifiers that several things bear, or that the landscape knows.

    A link is as sure as the least sure statement that makes it. Also returned: the identifiers
    that several things of one register bear.
    """
    bearers: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    doubt: dict[tuple[str, str, str], str] = {}
    for scheme, value, entity, kind, confidence in staging.connection.execute(
        """
        SELECT i.scheme, i.value, i.entity, b.kind, i.confidence
        FROM identifiers i JOIN batch b ON b.id = i.batch
        WHERE (i.scheme, i.value) IN (
          SELECT scheme, value FROM identifiers GROUP BY 1, 2 HAVING COUNT(DISTINCT entity) > 1)
        """
    ):
        bearers[scheme, value][kind].add(entity)
        surest = doubt.setdefault((scheme, value, entity), confidence or "high")
        if _CONFIDENCE[confidence or "high"] < _CONFIDENCE[surest]:
            doubt[scheme, value, entity] = confidence
    links: list[Link] = []
    #: Of what several bodies of a register bear, the one that the register names by it, if any.
    owner: dict[tuple[str, str], str | None] = {}
    for (scheme, value), kinds in bearers.items():
        reason = f"same-{scheme}"
        named = f"{scheme}:{value.removeprefix(_ROR)}"
        for entities in kinds.values():
            if len(entities) > 1:
                owner[scheme, value] = named if named in entities else owner.get((scheme, value))
                first, *others = sorted(entities, key=lambda key: (key != named, key))
                links += [Link(first, other, reason, "high", "ambiguous") for other in others]
        if (scheme, value) not in owner:
            joined = sorted(set().union(*kinds.values()))
        elif owner[scheme, value] is not None:
            joined = [named, *sorted(key for e in kinds.values() if len(e) == 1 for key in e)]
        else:
            continue
        # The surest statement comes first, so that a doubtful one makes its own link doubtful.
        sure = {entity: doubt[scheme, value, entity] for entity in joined}
        joined.sort(key=lambda entity: _CONFIDENCE[sure[entity]])
        links += [Link(joined[0], other, reason, sure[other]) for other in joined[1:]]
    ask = staging.connection.execute
    ask("DROP TABLE IF EXISTS temp.known")
    ask("CREATE TEMP TABLE known (scheme TEXT, value TEXT, id TEXT, PRIMARY KEY (scheme, value))")
    staging.connection.executemany(
        "INSERT INTO known VALUES (?, ?, ?)",
        [(scheme_of(key), value_of(key), found) for key, found in sorted(known.items())],
    )
    for scheme, value, entity, found, confidence in ask(
        "SELECT DISTINCT scheme, value, entity, known.id, confidence FROM identifiers "
        "JOIN known USING (scheme, value)"
    ):
        if owner.get((scheme, value), entity) == entity:
            links.append(Link(entity, f"id:{found}", f"same-{scheme}", confidence or "high"))
    return links, {shared for shared, one in owner.items() if one is None}


def _cities(staging: Staging, keys: Sequence[str], known: Mapping[str, str]) -> list[Link]:
    """Return the links of cities that a register only names to those that others place."""
    named = {key for key in keys if key.startswith("city:") and key not in known}
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


class _Clusters:
    """Union and find, with what a union must not bring together."""

    def __init__(
        self, apart: set[frozenset[str]], items: Mapping[str, set[str]], legal: frozenset[str]
    ) -> None:
        self._parent: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._apart = apart
        self._items = items
        self._legal = legal

    def root(self, key: str) -> str:
        while (parent := self._parent.get(key, key)) != key:
            self._parent[key] = self._parent.get(parent, parent)
            key = parent
        return key

    def members(self, key: str) -> list[str]:
        root = self.root(key)
        return self._members.get(root, [root])

    def join_all(self, links: Iterable[Link]) -> list[Link]:
        """Join what links say, the surest first, and return them with their states."""
        return [
            self.join(link) if link.state == "joined" else link
            for link in sorted(links, key=_standing)
        ]

    def join(self, link: Link) -> Link:
        one, other = self.root(link.a), self.root(link.b)
        if one == other:
            return link
        mine, theirs = self.members(one), self.members(other)
        likely = link.confidence not in ("decided", "high") or link.reason in REASONS
        state = self._refusal(mine, theirs, decided=link.confidence == "decided", likely=likely)
        if state:
            return Link(link.a, link.b, link.reason, link.confidence, state)
        if len(mine) < len(theirs):
            one, other, mine, theirs = other, one, theirs, mine
        self._parent[other] = one
        self._members[one] = mine + theirs
        self._members.pop(other, None)
        return link

    def _refusal(
        self, mine: Sequence[str], theirs: Sequence[str], *, decided: bool, likely: bool
    ) -> str:
        if self._apart and any(frozenset((a, b)) in self._apart for a in mine for b in theirs):
            return "decided-different"
        if decided:
            return ""
        for scheme in _EXCLUSIVE:
            if _has(scheme, mine) and _has(scheme, theirs):
                return f"two-{scheme}" + ("s" if scheme == "id" else "")
        if likely:
            # Wikidata has doubles, so that two items refuse only what is not sure anyway.
            one, other = self._of(mine), self._of(theirs)
            if one and other and not one & other:
                return "two-wikidata"
            for structure, body in ((mine, theirs), (theirs, mine)):
                if _has("rnsr", structure) and any(
                    key.startswith(_LEGAL) or key in self._legal for key in body
                ):
                    return "structure-and-body"
        return ""

    def _of(self, keys: Sequence[str]) -> set[str]:
        found = {value_of(key) for key in keys if key.startswith("wikidata:")}
        return found.union(*(self._items.get(key, ()) for key in keys))


def _has(scheme: str, keys: Sequence[str]) -> bool:
    return any(key.startswith(scheme + ":") for key in keys)


def _issue(
    staging: Staging, keys: Sequence[str], mentioned: Sequence[str], clusters: _Clusters
) -> None:
    """Give every key the id of its body: the one issued before, the known one, or a new one."""
    issued = dict(staging.ask("SELECT key, id FROM issued"))
    rank = {scheme: place for place, scheme in enumerate(ORDER)}
    rows: list[tuple[str, str]] = []
    named: dict[str, str] = {}
    for key in keys:
        root = clusters.root(key)
        if root not in named:
            members = sorted(
                clusters.members(root), key=lambda k: (rank.get(scheme_of(k), len(rank)), k)
            )
            before = [issued[member] for member in members if member in issued]
            known = [member[3:] for member in members if member.startswith("id:")]
            named[root] = (before or known or [id_of(members[0])])[0]
        rows.append((key, named[root]))
    staging.connection.execute("BEGIN")
    staging.connection.executemany("INSERT INTO identity VALUES (?, ?)", rows)
    staging.connection.execute("INSERT OR IGNORE INTO issued SELECT key, id FROM identity")
    # A number that is only mentioned leads to its body, and to no other once that has gone.
    staging.connection.executemany(
        "INSERT INTO identity VALUES (?, ?)",
        [(key, named[root]) for key in mentioned if (root := clusters.root(key)) in named],
    )
    staging.connection.execute("COMMIT")
