"""Projections of counted pairs: which can be made, what their weight means, what is left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from coopgraph.errors import ProjectionError
from coopgraph.messages import Message, counted, message
from coopgraph.projection.counts import FULL, Series, by_series, total
from coopgraph.projection.layers import LAYERS
from coopgraph.projection.networks import Declaration, Tie
from coopgraph.projection.records import JointCount

__all__ = ["comparable", "of_counts", "refuse_counts", "which_counts"]


def refuse_counts(declaration: Declaration, layers: Iterable[str]) -> None:
    """Refuse to make of counted pairs what only collectives can make.

    Parameters
    ----------
    declaration
        The projection.
    layers
        The layers chosen for it.

    Raises
    ------
    ProjectionError
        If one of them counts joint publications, and the projection has no use for counts, or
        would add them to collectives.
    """
    chosen = [name for name in layers if name in LAYERS]
    of_counts = [name for name in chosen if LAYERS[name].counted]
    if not of_counts:
        return
    if not declaration.counted:
        raise ProjectionError(
            message(
                "the projection {name} is made of collectives, and of the layer {layer} only pairs "
                "and their numbers are known; take the projection partners or layers",
                name=declaration.name,
                layer=", ".join(of_counts),
            )
        )
    if len(chosen) > 1 and not declaration.multiplex:
        raise ProjectionError(
            message(
                "the layer {layer} counts publications, which cannot be added to collectives; "
                "choose it alone, or the projection layers",
                layer=", ".join(of_counts),
            )
        )


def comparable(ties: Iterable[Tie]) -> tuple[tuple[Tie, ...], tuple[Message, ...]]:
    """Return ties without counts that cannot stand beside the others, and what is to be said.

    Parameters
    ----------
    ties
        Ties, with or without counts.

    Returns
    -------
    tuple of Tie, tuple of Message
        Where some publications are counted whole, counts in fractions are left out.
    """
    found = tuple(ties)
    methods = {tie.count.method for tie in found if tie.count is not None}
    if len(methods) < 2:
        return found, ()
    kept = tuple(tie for tie in found if tie.count is None or tie.count.method == FULL)
    left = {tie.collective for tie in found} - {tie.collective for tie in kept}
    return kept, (
        counted(
            "Not taken: {n} count in fractions, which cannot stand beside whole publications.",
            "Not taken: {n} counts in fractions, which cannot stand beside whole publications.",
            n=len(left),
        ),
    )


def which_counts(ties: Iterable[Tie]) -> tuple[Message, ...]:
    """Say from which counts the numbers of pairs come, where they come from several.

    Parameters
    ----------
    ties
        Ties that can stand beside each other.

    Returns
    -------
    tuple of Message
        Nothing where all numbers are of one count.
    """
    pairs: defaultdict[tuple[str, str], set[JointCount]] = defaultdict(set)
    for tie in ties:
        if tie.count is not None:
            pairs[tie.count.one, tie.count.other].add(tie.count)
    used: Counter[Series] = Counter()
    years: defaultdict[Series, set[int]] = defaultdict(set)
    for counts in pairs.values():
        series = by_series(counts)
        weighs = max(series, key=lambda name: total(series[name]))  # of equal ones the first
        used[weighs] += 1
        years[weighs].update(
            year for one in series[weighs] for year in (one.start, one.end) if year is not None
        )
    if len(used) < 2:
        return ()
    listed = "; ".join(
        f"{_named(name)}{_span(years[name])}: {number}"
        for name, number in sorted(used.items(), key=lambda item: (-item[1], item[0]))
    )
    return (
        message(
            "Pairs by the count that gives their number: {listed}. A sum over the pairs of one "
            "body mixes these counts, which are not of the same publications.",
            listed=listed,
        ),
    )


def _named(series: Series) -> str:
    return ", ".join(filter(None, (*series.sources, series.counted_from)))


def _span(years: set[int]) -> str:
    """Return the first and the last year in brackets.

    Examples
    --------
    >>> _span({2019, 2023, 2020}), _span({2019}), _span(set())
    (' (2019–2023)', ' (2019)', '')
    """
    ends = dict.fromkeys(str(year) for year in (min(years), max(years))) if years else ()
    return f" ({'–'.join(ends)})" if ends else ""


def of_counts(declaration: Declaration, ties: Sequence[Tie]) -> Declaration:
    """Return the declaration of a projection that was made of counted pairs.

    Parameters
    ----------
    declaration
        The projection.
    ties
        The counts.

    Returns
    -------
    Declaration
        With the years that are counted.
    """
    years = [
        year
        for tie in ties
        if tie.count is not None
        for year in (tie.count.start, tie.count.end)
        if year is not None
    ]
    whole = all(tie.count is None or tie.count.method == FULL for tie in ties)
    span: str | Message = message("years that no source states")
    if years:
        span = "–".join(dict.fromkeys((str(min(years)), str(max(years)))))
    return replace(
        declaration,
        title=message("which bodies publish together"),
        nodes=message("bodies and structures"),
        edges=message("a source counts joint publications of the two"),
        weight=message(
            "number of joint publications of {years}, counted whole; of several sources the "
            "greatest number, never their sum",
            years=span,
        )
        if whole
        else message(
            "joint publications of {years}, counted in fractions; of several sources the greatest "
            "number, never their sum",
            years=span,
        ),
        not_for=message(
            "numbers to be added up: one publication of five bodies counts in ten edges, and one "
            "of a unit again for the bodies above it"
        ),
    )
