"""Read the facts that the gap rules need from a store.

The questions are in ``queries/gaps/gap-*.rq``, one file per kind of fact. What is asked is in
:mod:`~coopgraph.analysis.gaps.asking`, what each answer means in ``reading_entities``,
``reading_partnerships`` and ``reading_statements``.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from coopgraph.analysis.gaps.asking import Asking, frozen
from coopgraph.analysis.gaps.facts import Facts
from coopgraph.analysis.gaps.involvement import SUPERVISING
from coopgraph.analysis.gaps.reading_entities import (
    read_classes,
    read_events,
    read_identifiers,
    read_names,
    read_places,
)
from coopgraph.analysis.gaps.reading_partnerships import (
    read_instruments,
    read_parts,
    read_priorities,
    read_reforms,
    read_term_rules,
    read_ties,
)
from coopgraph.analysis.gaps.reading_statements import (
    read_disputes,
    read_doubts,
    read_indicators,
    read_lists,
)
from coopgraph.analysis.gaps.rows import Structure
from coopgraph.errors import StoreError

if TYPE_CHECKING:
    from coopgraph.store.base import Store

__all__ = ["read_facts"]


def read_facts(store: Store, *, focus: str | None = None) -> Facts:
    """Ask a store all that the gap rules need.

    Parameters
    ----------
    store
        A filled store.
    focus
        IRI of the organisation whose partnerships are examined; the landscape's own by default.

    Returns
    -------
    Facts
        Rows in a fixed order.

    Raises
    ------
    StoreError
        If no focus is given and the landscape names none.
    """
    from coopgraph.store.sources import read_focus

    examined = focus or read_focus(store).value
    try:
        own = read_focus(store).value
    except StoreError:  # tables that were made for nobody
        own = ""
    return _facts(Asking(store, examined), refocused=store.refocused or examined != own)


def _facts(asking: Asking, *, refocused: bool) -> Facts:
    """Assemble everything."""
    classes, ancestors = read_classes(asking)
    names, acronyms = read_names(asking)
    members: dict[str, set[str]] = defaultdict(set)
    memberships: dict[str, set[str]] = defaultdict(set)
    parts = read_parts(asking)
    for part in parts:
        members[part.collective].add(part.member)
        memberships[part.collective].add(part.member)
    ties = read_ties(asking)
    for tie in ties:
        members[tie.structure].add(tie.body)
        memberships[tie.structure].add(tie.body)
    supervised = sorted(
        {t.structure for t in ties if t.body == asking.focus and t.role in SUPERVISING}
    )
    return Facts(
        focus=asking.focus,
        refocused=refocused,
        names=names,
        acronyms=acronyms,
        classes=classes,
        ancestors=ancestors,
        sources=asking.sources,
        places=read_places(asking),
        seats=frozen(asking.links["locatedIn"]),
        main={body: min(places) for body, places in asking.links["mainPlace"].items()},
        parents=frozen(asking.links["subOrganizationOf"]),
        governed={body: min(places) for body, places in asking.links["governs"].items()},
        broader=frozen(asking.links["broader"]),
        identified=read_identifiers(asking),
        memberships=frozen(memberships),
        origins=asking.origins,
        themes=frozen(asking.links["theme"]),
        schemes=frozen(asking.links["underScheme"]),
        parts=tuple(parts),
        reforms=tuple(read_reforms(asking)),
        indicators=tuple(read_indicators(asking)),
        partners=frozenset(
            party
            for parties in asking.links["hasParty"].values()
            if asking.focus in parties
            for party in parties - {asking.focus}
        ),
        structures=tuple(
            Structure(
                iri=iri,
                start=asking.moment(iri, "start"),
                end=asking.moment(iri, "end"),
                origin=asking.origins.get(iri),
            )
            for iri in supervised
        ),
        ties=tuple(tie for tie in ties if tie.body != asking.focus),
        instruments=tuple(read_instruments(asking, members)),
        priorities=tuple(read_priorities(asking)),
        events=tuple(read_events(asking)),
        term_rules=tuple(read_term_rules(asking)),
        lists=tuple(read_lists(asking)),
        disputes=tuple(read_disputes(asking)),
        doubts=tuple(read_doubts(asking)),
    )
