"""The types of gap that can be asked for, by name."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coopgraph.analysis.gaps.brokers import find_brokerage_gaps
from coopgraph.analysis.gaps.concentration import find_concentration_gaps
from coopgraph.analysis.gaps.conventions import find_convention_gaps
from coopgraph.analysis.gaps.data import find_data_gaps
from coopgraph.analysis.gaps.dependence import find_dependence_gaps
from coopgraph.analysis.gaps.expiry import find_expiries
from coopgraph.analysis.gaps.facts import Facts
from coopgraph.analysis.gaps.holes import find_holes
from coopgraph.analysis.gaps.indicator import find_indicator_gaps
from coopgraph.analysis.gaps.ladder import find_ladder_gaps
from coopgraph.analysis.gaps.left_out import nothing_yet
from coopgraph.analysis.gaps.ranks import with_ranks, with_sources_age
from coopgraph.analysis.gaps.reciprocity import find_reciprocity_gaps
from coopgraph.analysis.gaps.records import Bilingual, Gap
from coopgraph.analysis.gaps.rule_files import RuleFile
from coopgraph.analysis.gaps.rule_records import TYPE as RULE_TYPE
from coopgraph.analysis.gaps.rule_records import Ask, apply_rule, ask_in_process
from coopgraph.analysis.gaps.site import find_site_gaps
from coopgraph.analysis.gaps.strategy import find_strategy_gaps
from coopgraph.analysis.gaps.theme import find_theme_gaps
from coopgraph.errors import CoopgraphError, QueryError

if TYPE_CHECKING:
    from coopgraph.store.base import Store

__all__ = [
    "GAP_TYPES",
    "RULE_TYPE",
    "GapType",
    "Parameters",
    "detect_gaps",
    "find_gaps",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Parameters:
    """What a user may set.

    Attributes
    ----------
    within_months
        Horizon of the expiry rule.
    minimum_structures
        Units that a partner or a region must share with the focus to be examined.
    """

    within_months: int = 12
    minimum_structures: int = 1


@dataclass(frozen=True, slots=True)
class GapType:
    """A type of gap.

    Attributes
    ----------
    number
        Its number in the typology (``docs/gaps.md``).
    question
        What it answers.
    find
        The function that finds its records.
    ticks_off
        Whether it goes through what was announced, signed, due or counted. Then a settled record
        (covered, exempt) is an answer, too: this one is done. Of the others, which look for a
        pattern, a settled record only says that the pattern is not there.
    """

    number: str
    question: Bilingual
    find: Callable[[Facts, datetime.date, Parameters], Iterable[Gap]]
    ticks_off: bool = False


def _last(facts: Facts, as_of: datetime.date, parameters: Parameters) -> Iterable[Gap]:
    """Find data gaps, which rest on the records of all other types."""
    return detect_gaps(facts, as_of=as_of, types=["data"], parameters=parameters)


#: Every type, by the name used on the command line, in the order of the typology.
GAP_TYPES: dict[str, GapType] = {
    "priority": GapType(
        "G1",
        Bilingual(
            "Quelles priorités annoncées ne reposent sur aucun instrument ?",
            "Which announced priorities have nothing behind them?",
        ),
        lambda facts, as_of, _: find_strategy_gaps(facts, as_of=as_of),
        ticks_off=True,
    ),
    "ladder": GapType(
        "G2",
        Bilingual(
            "Quelles collaborations se sont arrêtées, et depuis quand ?",
            "Which collaborations stalled, and since when?",
        ),
        lambda facts, as_of, _: find_ladder_gaps(facts, as_of=as_of),
    ),
    "convention": GapType(
        "G3",
        Bilingual(
            "Avec quels partenaires partage-t-on des unités sans accord en vigueur ?",
            "With which partners are units shared without an agreement in force?",
        ),
        lambda facts, as_of, parameters: find_convention_gaps(
            facts, as_of=as_of, minimum_structures=parameters.minimum_structures
        ),
        ticks_off=True,
    ),
    "expiry": GapType(
        "G4",
        Bilingual(
            "Que faut-il renouveler avant la prochaine échéance ?",
            "What must be renewed before the next deadline?",
        ),
        lambda facts, as_of, parameters: find_expiries(
            facts, as_of=as_of, within_months=parameters.within_months
        ),
        ticks_off=True,
    ),
    "hole": GapType(
        "G5",
        Bilingual(
            "Qui travaille au même endroit ou sur le même thème sans rien partager ?",
            "Who works in the same place or on the same theme and shares nothing?",
        ),
        lambda facts, as_of, _: find_holes(facts, as_of=as_of),
    ),
    "dependence": GapType(
        "G6",
        Bilingual(
            "Quel retrait ferait le plus de mal, et où ne tient-on que par un partenaire ?",
            "Whose withdrawal would hurt most, and where does one partner carry all?",
        ),
        lambda facts, as_of, parameters: find_dependence_gaps(
            facts, as_of=as_of, minimum_structures=parameters.minimum_structures
        ),
    ),
    "site": GapType(
        "G7",
        Bilingual(
            "Quels sites hospitaliers forts n’ont aucun label ?",
            "Which strong hospital sites have no label?",
        ),
        lambda facts, as_of, parameters: find_site_gaps(
            facts, as_of=as_of, minimum_structures=parameters.minimum_structures
        ),
    ),
    "theme": GapType(
        "G8",
        Bilingual(
            "Quel institut thématique n’a aucune équipe projet avec un organisme ?",
            "Which thematic institute has no project team with an organisation?",
        ),
        lambda facts, as_of, _: find_theme_gaps(facts, as_of=as_of),
    ),
    "reciprocity": GapType(
        "G9",
        Bilingual("Donne-t-on plus qu’on ne reçoit ?", "Is more given than received?"),
        lambda facts, as_of, _: find_reciprocity_gaps(facts, as_of=as_of),
        ticks_off=True,
    ),
    "indicator": GapType(
        "G10",
        Bilingual(
            "Où est-on en deçà de ce qu’on a signé ?", "Where is less reached than was signed?"
        ),
        lambda facts, as_of, _: find_indicator_gaps(facts, as_of=as_of),
        ticks_off=True,
    ),
    "concentration": GapType(
        "G11",
        Bilingual(
            "Tout est-il dans un seul panier, ou hors de la stratégie ?",
            "Is all in one basket, or off the strategy?",
        ),
        lambda facts, as_of, _: find_concentration_gaps(facts, as_of=as_of),
    ),
    "brokerage": GapType(
        "G12",
        Bilingual(
            "Quelles régions n’atteignent le reste que par un seul organisme ?",
            "Which regions reach the rest through one body only?",
        ),
        lambda facts, as_of, _: find_brokerage_gaps(facts, as_of=as_of),
    ),
    "data": GapType(
        "G13",
        Bilingual(
            "Que demander d’abord aux producteurs des données ?",
            "What should the owners of the data be asked for first?",
        ),
        _last,
        ticks_off=True,
    ),
}


def find_gaps(
    store: Store,
    *,
    as_of: datetime.date,
    types: Collection[str] = (),
    within_months: int = 12,
    minimum_structures: int = 1,
    focus: str | None = None,
    rules: Iterable[RuleFile] = (),
    ask: Ask | None = None,
    failures: list[CoopgraphError] | None = None,
    facts: Facts | None = None,
) -> list[Gap]:
    """Read a store and find its gaps; see :func:`detect_gaps`.

    Parameters
    ----------
    store
        A filled store.
    as_of
        Day of reference.
    types
        Names of :data:`GAP_TYPES`; all of them if empty.
    within_months, minimum_structures
        See :class:`Parameters`.
    focus
        IRI of the organisation examined; the landscape's own by default.
    rules
        Rules of an organisation's own (:func:`~coopgraph.analysis.gaps.rule_files.read_rules`).
    ask
        Answers the queries of those rules; the store itself, in this process, by default.
    failures
        Takes the errors of rules that fail, and the others run; without it the first one is raised.
    facts
        What was read of the store for that organisation, if it was read before.

    Returns
    -------
    list of Gap
        In the order of records.

    Raises
    ------
    QueryError
        If a rule fails and nothing takes the failures.
    """
    from coopgraph.analysis.gaps.reading import read_facts

    parameters = Parameters(within_months=within_months, minimum_structures=minimum_structures)
    facts = facts or read_facts(store, focus=focus)
    rules = list(rules)
    # Rules alone were asked for: nothing else is looked for.
    own = [name for name in types if name != RULE_TYPE]
    found: list[Gap] = []
    if own or not types:
        found += detect_gaps(facts, as_of=as_of, types=own, parameters=parameters)
    if rules and not nothing_yet(facts, as_of):
        for rule in rules:
            try:
                own_records = apply_rule(facts, rule, ask or ask_in_process(store), as_of=as_of)
                found += with_sources_age(facts, list(own_records))
            except QueryError as error:
                if failures is None:
                    raise
                failures.append(error)
    return sorted(found, key=lambda gap: gap.sort_key)


def detect_gaps(
    facts: Facts,
    *,
    as_of: datetime.date,
    types: Collection[str] = (),
    parameters: Parameters | None = None,
) -> tuple[Gap, ...]:
    """Find the gaps of some types, or of all, in the order of records.

    Parameters
    ----------
    facts
        Rows of the graph.
    as_of
        Day of reference; there is no default, a result holds for one day.
    types
        Names of :data:`GAP_TYPES`; all of them if empty.
    parameters
        What a user may set.

    Returns
    -------
    tuple of Gap
        All records, covered and exempt ones included, by tier, status, score and id.

    Raises
    ------
    KeyError
        If a type is unknown.
    """
    settings = parameters or Parameters()
    if nothing_yet(facts, as_of):
        return ()
    asked = {name: GAP_TYPES[name] for name in types or GAP_TYPES}
    # Data gaps count how many records of all other types wait for a value.
    needed = GAP_TYPES if "data" in asked else asked
    found = {
        name: with_ranks(
            facts,
            name,
            tuple(kind.find(facts, as_of, settings)),
            as_of=as_of,
            minimum_structures=settings.minimum_structures,
        )
        for name, kind in needed.items()
        if name != "data"
    }
    if "data" in asked:
        others = [gap for gaps in found.values() for gap in gaps]
        found["data"] = tuple(find_data_gaps(facts, as_of=as_of, others=others))
    records = with_sources_age(facts, [gap for name in asked for gap in found[name]])
    return tuple(sorted(records, key=lambda gap: gap.sort_key))
