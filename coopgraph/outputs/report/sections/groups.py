"""What asks for a decision: open records put into groups, each in the order of its urgency."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from coopgraph.analysis.gaps.cells import priority_cells
from coopgraph.analysis.gaps.dates import DateRange, add_months
from coopgraph.analysis.gaps.dependence import PARTNER, SET
from coopgraph.analysis.gaps.records import Bilingual, Gap, Status
from coopgraph.analysis.gaps.wording import counted as number_of
from coopgraph.analysis.gaps.wording import day_text, decimal_text, range_text, when
from coopgraph.messages import Message, counted
from coopgraph.outputs.gap_heads import RULE_NAMES
from coopgraph.outputs.report.findings import Findings
from coopgraph.outputs.report.sections.requests import request_records, request_text
from coopgraph.outputs.report.values import semicolons

__all__ = ["Group", "decision_groups"]

_SOUGHT: Final = (Status.CONFIRMED, Status.CANDIDATE)
_OPEN: Final = (*_SOUGHT, Status.LAPSED)
_UNSETTLED: Final = (*_OPEN, Status.UNDECIDABLE)
_FAR: Final = datetime.date.max
#: How an end is said that no source states.
_BASES: Final = {
    "computed": ("fin, d’après la durée indiquée,", "by the stated term, ends"),
    "assumed": ("fin supposée, d’après la durée usuelle,", "by the usual term, assumed to end"),
}
#: Records that the sentence of a group names.
_NAMED: Final = 3
#: Structures from which a share of them is worth a decision: a convention of the tool.
_FEWEST_SHARED: Final = 10
#: The group whose records are named by request.
_FIXES: Final = "fixes"


@dataclass(frozen=True, slots=True)
class Group:
    """Open records that ask for the same kind of decision.

    Attributes
    ----------
    name
        Word for anchors.
    gaps
        The records, the most urgent first; never empty.
    label
        What they are, for beside their number.
    decision
        What is to be decided, with the first of them by name.
    named
        The records that `decision` names.
    """

    name: str
    gaps: tuple[Gap, ...]
    label: Message
    decision: Message
    named: tuple[Gap, ...]


def decision_groups(findings: Findings) -> list[Group]:
    """Return the groups that have a record, dated obligations first.

    Parameters
    ----------
    findings
        Everything that was found.

    Returns
    -------
    list of Group
    """
    day = day_text(add_months(findings.as_of, findings.within_months))[findings.lang]
    cells = {cell.gap.id for cell in priority_cells(findings.gaps) if not cell.announced}
    found = []
    for name, (chosen, order, label, decision) in _GROUPS.items():
        gaps = _distinct(
            sorted((gap for gap in findings.gaps if chosen(gap) and gap.id not in cells), key=order)
        )
        if gaps:
            if name == _FIXES:
                gaps, named, texts = _requested(findings, gaps)
            else:
                named = _first(gaps)
                texts = [_named(gap)[findings.lang] for gap in named]
            names = semicolons(texts, findings.lang)
            number = len(gaps)
            found.append(Group(name, gaps, label(number, day), decision(number, day, names), named))
    return found


def _distinct(gaps: Iterable[Gap]) -> tuple[Gap, ...]:
    """Leave out a share that the same partners carry as a larger one: it is one decision."""
    found: dict[object, Gap] = {
        frozenset(item.subject for item in gap.evidence) if gap.rule == SET else gap.id: gap
        for gap in gaps
    }
    return tuple(found.values())


def _requested(
    findings: Findings, gaps: tuple[Gap, ...]
) -> tuple[tuple[Gap, ...], tuple[Gap, ...], list[str]]:
    """Put data gaps into the order of the requests; return also which to name, and how.

    Figures and order are those of the table of requests: a data gap itself counts what waits in
    the whole landscape, of which the report may show a part.
    """
    asked = [(fix, request_records(findings, fix)) for fix in findings.requests]
    ids = dict.fromkeys(gap.id for _, records in asked for gap in records)
    place = {name: number for number, name in enumerate(ids)}
    ordered = tuple(sorted(gaps, key=lambda gap: place.get(gap.id, len(place))))
    held = {gap.id for gap in gaps}
    first = [one for one in asked if any(gap.id in held for gap in one[1])][:_NAMED]
    if first:
        named = tuple(gap for _, records in first for gap in records)
        return ordered, named, [request_text(findings, fix) for fix, _ in first]
    # Nothing in this part waits for a value.
    some = _first(ordered)
    return ordered, some, [_named(gap)[findings.lang] for gap in some]


def _first(gaps: tuple[Gap, ...]) -> tuple[Gap, ...]:
    """Return the records to name: the first of each type in turn, so that none is left out."""
    queues: dict[str, list[Gap]] = {}
    for gap in gaps:
        queues.setdefault(gap.type, []).append(gap)
    turns = (gap for row in range(len(gaps)) for q in queues.values() for gap in q[row : row + 1])
    return tuple(gap for gap, _ in zip(turns, range(_NAMED), strict=False))


def _named(gap: Gap) -> Bilingual:
    """Return what a record is about, with the one figure that says how urgent it is."""
    if gap.rule == SET:  # its subject is the organisation in focus
        return gap.finding
    label, detail = gap.subject_label, None
    if gap.type == "brokerage":  # a region, which alone says nothing
        return Bilingual(
            f"{label.fr} (une seule voie vers d’autres régions)",
            f"{label.en} (a single way to other regions)",
        )
    if gap.rule == PARTNER:
        more = decimal_text(gap.score, 1)
        detail = Bilingual(f"{more.fr} de plus", f"{more.en} more")
    elif gap.type == "convention" and gap.structures:
        detail = number_of(gap.structures, ("structure", "structures"), ("structure", "structures"))
    elif gap.status is Status.LAPSED and gap.dates.end_latest is not None:
        # A year that a source states is no day.
        first = gap.dates.end_earliest or gap.dates.end_latest
        detail = range_text(DateRange(first, gap.dates.end_latest))
        if (kind := RULE_NAMES.get(gap.rule)) is not None:  # a site: which label it had
            detail = Bilingual(f"{kind.fr}, {detail.fr}", f"{kind.en}, {detail.en}")
    elif gap.dates.end_earliest is not None and gap.dates.end_latest is not None:
        end = when(DateRange(gap.dates.end_earliest, gap.dates.end_latest))
        fr, en = _BASES.get(gap.dates.basis, ("fin", "ends"))
        detail = Bilingual(f"{fr} {end.fr}", f"{en} {end.en}")
    if detail is None:
        return label
    return Bilingual(f"{label.fr} ({detail.fr})", f"{label.en} ({detail.en})")


def _by_act(gap: Gap) -> tuple[datetime.date, datetime.date, str]:
    return (gap.dates.act_by or _FAR, gap.dates.end_earliest or _FAR, gap.id)


def _latest_first(gap: Gap) -> tuple[int, str]:
    return (-(gap.dates.end_latest or datetime.date.min).toordinal(), gap.id)


def _by_structures(gap: Gap) -> tuple[int, str]:
    return (-(gap.structures or 0), gap.id)


def _by_score(gap: Gap) -> tuple[float, str]:
    return (-gap.score, gap.id)


def _by_hold(gap: Gap) -> tuple[bool, float, str]:
    """Order data gaps: values on which results wait first, then names that lists lack."""
    return (gap.rule != "data-missing-field", -gap.score, gap.id)


def _of(*kinds: str, statuses: Iterable[Status] = _OPEN) -> Callable[[Gap], bool]:
    wanted = frozenset(statuses)
    return lambda gap: gap.type in kinds and gap.status in wanted


def _on_one(gap: Gap) -> bool:
    # Less than a structure more than usual is nothing that anybody could decide on.
    return _of("dependence")(gap) and gap.rule != SET and gap.score >= 1


def _on_few(gap: Gap) -> bool:
    return _of("dependence")(gap) and gap.rule == SET and gap.searched[0].count >= _FEWEST_SHARED


def _expiring(n: int, day: str) -> Message:
    return counted("instrument that ends by {day}", "instruments that end by {day}", n=n, day=day)


def _renew(n: int, day: str, names: str) -> Message:
    return counted(
        "Renew or let end: {n} instrument ends by {day} without a follow-up in the sources: "
        "{names}.",
        "Renew or let end: {n} instruments end by {day} without a follow-up in the sources; first "
        "{names}.",
        n=n,
        day=day,
        names=names,
    )


def _lapsed(n: int, _day: str) -> Message:
    return counted(
        "instrument that has ended, nothing later found",
        "instruments that have ended, nothing later found",
        n=n,
    )


def _clear_up(n: int, _day: str, names: str) -> Message:
    return counted(
        "Clear up what became of {n} instrument that has ended, with nothing later in the sources: "
        "{names}.",
        "Clear up what became of {n} instruments that have ended, with nothing later in the "
        "sources; the latest: {names}.",
        n=n,
        names=names,
    )


def _unsigned(n: int, _day: str) -> Message:
    return counted(
        "partner or region, no convention in force found",
        "partners and regions, no convention in force found",
        n=n,
    )


def _sign(n: int, _day: str, names: str) -> Message:
    return counted(
        "Find or sign the convention: none in force was found for {n} partner or region with joint "
        "structures: {names}.",
        "Find or sign the conventions: none in force was found for {n} partners and regions with "
        "joint structures; the largest: {names}.",
        n=n,
        names=names,
    )


def _uncovered(n: int, _day: str) -> Message:
    return counted(
        "announced priority with nothing found behind it",
        "announced priorities with nothing found behind them",
        n=n,
    )


def _back(n: int, _day: str, names: str) -> Message:
    return counted(
        "Act on {n} announced priority or give it up; no instrument in force was found behind it: "
        "{names}.",
        "Act on {n} announced priorities or give them up; no instrument in force was found behind "
        "them; for instance {names}.",
        n=n,
        names=names,
    )


def _stalled(n: int, _day: str) -> Message:
    return counted(
        "instrument abroad without a next step found",
        "instruments abroad without a next step found",
        n=n,
    )


def _follow(n: int, _day: str, names: str) -> Message:
    return counted(
        "Decide on the next step of {n} instrument abroad: {names}.",
        "Decide on the next step of {n} instruments abroad; for instance {names}.",
        n=n,
        names=names,
    )


def _reliant(n: int, _day: str) -> Message:
    return counted(
        "partner on which at least a structure more than usual rests alone",
        "partners on which at least a structure more than usual rests alone",
        n=n,
    )


def _lessen(n: int, _day: str, names: str) -> Message:
    return counted(
        "Decide whether to lessen what rests on {n} partner alone, in structures more than is "
        "usual there: {names}.",
        "Decide whether to lessen what rests on each of {n} partners alone, in structures more "
        "than is usual there; for instance {names}.",
        n=n,
        names=names,
    )


def _shares(n: int, _day: str) -> Message:
    return counted(
        "share of the structures that rests on few partners",
        "shares of the structures that rest on few partners",
        n=n,
    )


def _spread(n: int, _day: str, names: str) -> Message:
    return counted(
        "Decide whether to spread {n} share of the structures over more partners: {names}.",
        "Decide whether to spread {n} shares of the structures over more partners; for instance "
        "{names}.",
        n=n,
        names=names,
    )


def _leads(n: int, _day: str) -> Message:
    return counted("opportunity to examine", "opportunities to examine", n=n)


def _examine(n: int, _day: str, names: str) -> Message:
    return counted(
        "Examine {n} opportunity: {names}.",
        "Examine {n} opportunities between partners and sites; for instance {names}.",
        n=n,
        names=names,
    )


def _fixes(n: int, _day: str) -> Message:
    return counted("gap in the data", "gaps in the data", n=n)


def _ask(n: int, _day: str, names: str) -> Message:
    return counted(
        "Ask the owners of the data to close {n} gap in it: {names}.",
        "Ask the owners of the data to close {n} gaps in it; first {names}.",
        n=n,
        names=names,
    )


#: By name: which records, in which order, what they are, what is to be decided.
_GROUPS: Final[
    dict[
        str,
        tuple[
            Callable[[Gap], bool],
            Callable[[Gap], tuple[datetime.date | float | str, ...]],
            Callable[[int, str], Message],
            Callable[[int, str, str], Message],
        ],
    ]
] = {
    "expiring": (_of("expiry", statuses=_SOUGHT), _by_act, _expiring, _renew),
    "lapsed": (_of("expiry", statuses=[Status.LAPSED]), _latest_first, _lapsed, _clear_up),
    "unsigned": (_of("convention"), _by_structures, _unsigned, _sign),
    "uncovered": (_of("priority"), _by_score, _uncovered, _back),
    "stalled": (_of("ladder"), _by_score, _stalled, _follow),
    "reliant": (_on_one, _by_score, _reliant, _lessen),
    "concentrated": (_on_few, _by_score, _shares, _spread),
    "leads": (_of("hole", "site", "brokerage"), _by_score, _leads, _examine),
    _FIXES: (_of("data", statuses=_UNSETTLED), _by_hold, _fixes, _ask),
}
