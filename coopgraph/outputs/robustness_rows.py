"""What an organisation depends on, as rows for programs: one figure a row, names under ids."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from coopgraph.analysis.networks.engine import significant
from coopgraph.messages import Message, message
from coopgraph.outputs.network_words import NetworkWords
from coopgraph.outputs.tables import Cell

if TYPE_CHECKING:
    from coopgraph.analysis.networks.concentration import Concentration
    from coopgraph.analysis.networks.resilience import Resilience

__all__ = ["COLUMNS", "SPREAD", "robustness_rows"]

#: Columns of the flat table: what a figure is of, which figure, its value, interval and whole.
COLUMNS: Final = (
    "section",
    "item",
    "item_label",
    "other",
    "other_label",
    "measure",
    "value",
    "low",
    "high",
    "of",
    "share",
)
#: Over what structures, or memberships in them, are spread.
SPREAD: Final[dict[str, Message]] = {
    "partner": message("memberships over partners"),
    "city": message("structures over cities"),
    "region": message("structures over regions"),
    "country": message("structures over countries"),
}
_STRUCTURES: Final[dict[str, Message]] = {
    "all": message("all structures"),
    "alone": message("structures without a partner that a source names"),
    "unplaced": message("structures without a known city"),
}
_Record = dict[str, Any]


def robustness_rows(found: Resilience, words: NetworkWords) -> list[tuple[Cell, ...]]:
    """Return all figures, one a row.

    Parameters
    ----------
    found
        What was measured.
    words
        Names of nodes and the language.

    Returns
    -------
    list of tuple
        Cells under :data:`COLUMNS`.
    """
    parts = (_structures, _bus_factors, _dependence, _concentration, _withdrawal)
    records = [record for part in parts for record in part(found, words)]
    return [tuple(record.get(name) for name in COLUMNS) for record in records]


def _structures(found: Resilience, words: NetworkWords) -> Iterator[_Record]:
    counts = {"all": found.collectives, "alone": found.alone, "unplaced": found.unplaced}
    for name, count in counts.items():
        yield {
            "section": "structures",
            "item": name,
            "item_label": words.say(_STRUCTURES[name]),
            "measure": "structures",
            **_part(count, found.collectives),
        }


def _bus_factors(found: Resilience, words: NetworkWords) -> Iterator[_Record]:
    with_partners = found.collectives - found.alone
    for one in found.bus_factors:
        item = {"item": f"{one.share:g}"}
        head = {"section": "bus-factor", **item}
        partners = _part(len(one.partners), len(found.dependence))
        yield {**head, "measure": "partners", **partners}
        yield {**head, "measure": "structures-left", **_part(one.lost, with_partners)}
        for name in one.partners:
            yield {
                "section": "bus-factor-set",
                **item,
                "other": name,
                "other_label": words.node(name),
            }


def _dependence(found: Resilience, words: NetworkWords) -> Iterator[_Record]:
    for one in found.dependence:
        yield {
            "section": "dependence",
            "item": one.partner,
            "item_label": words.node(one.partner),
            "measure": "only-partner-of",
            **_part(len(one.sole), one.collectives),
        }


def _concentration(found: Resilience, words: NetworkWords) -> Iterator[_Record]:
    for kind, one in found.concentration.items():
        if one is None:
            continue
        for measure, value in _indices(one).items():
            yield {
                "section": "concentration",
                "item": kind,
                "item_label": words.say(SPREAD[kind]),
                "measure": measure,
                "value": value,
            }


def _indices(one: Concentration) -> dict[str, float]:
    return {
        "hhi": significant(one.hhi),
        "parts": one.parts,
        "share-of-largest": significant(one.largest),
        "effective-number": significant(one.effective),
        "entropy-number": significant(one.entropy_number),
        "gini": significant(one.gini),
    }


def _withdrawal(found: Resilience, words: NetworkWords) -> Iterator[_Record]:
    nodes = found.network.graph.number_of_nodes()
    edges = found.network.graph.number_of_edges()
    attack, chance = found.attack, found.chance
    if attack is not None and chance is not None:
        mean, low, high = (significant(value) for value in chance)
        value = significant(attack.robustness)
        targeted = message("the most linked withdrawing first")
        at_random = message("withdrawal at random")
        yield _left("attack", targeted, words, value=value, of=nodes)
        yield _left("chance", at_random, words, value=mean, low=low, high=high, of=nodes)
        yield {
            "section": "withdrawal",
            "item": "attack",
            "item_label": words.say(targeted),
            "measure": "until-a-quarter",
            **_part(attack.until(0.25), nodes),
        }
        for place, (name, left) in enumerate(zip(attack.order, attack.left, strict=True), start=1):
            yield {
                "section": "withdrawal-order",
                "item": name,
                "item_label": words.node(name),
                "measure": "place",
                "value": place,
                "of": nodes,
                "share": significant(left),
            }
    cut = message("partners whose withdrawal parts the network")
    yield {
        "section": "withdrawal",
        "item": "cut-partners",
        "item_label": words.say(cut),
        "measure": "partners",
        **_part(len(found.cut_partners), nodes),
    }
    bridges = message("pairs of partners whose tie holds two parts together")
    yield {
        "section": "withdrawal",
        "item": "bridges",
        "item_label": words.say(bridges),
        "measure": "pairs",
        **_part(len(found.bridges), edges),
    }
    for name in found.cut_partners:
        yield {"section": "cut-partner", "item": name, "item_label": words.node(name)}
    for one, other in found.bridges:
        yield {
            "section": "bridge",
            "item": one,
            "item_label": words.node(one),
            "other": other,
            "other_label": words.node(other),
        }


def _left(name: str, label: Message, words: NetworkWords, **numbers: float) -> _Record:
    return {
        "section": "withdrawal",
        "item": name,
        "item_label": words.say(label),
        "measure": "robustness",
        **numbers,
    }


def _part(count: int, whole: int) -> _Record:
    return {"value": count, "of": whole, "share": significant(count / whole) if whole else None}
