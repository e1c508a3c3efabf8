"""How many instruments may be in force at the horizon, where outcomes of the past allow it."""

from __future__ import annotations

from collections.abc import Sequence

from coopgraph.analysis.gaps.renewals import LEAST_OUTCOMES, Renewals, find_renewals
from coopgraph.analysis.gaps.wording import capital, class_noun, day_text, decimal_text
from coopgraph.messages import message
from coopgraph.outputs.report.blocks import Block, Note, Paragraph, line
from coopgraph.outputs.report.findings import Findings
from coopgraph.outputs.report.sections.ends import horizon_of

__all__ = ["forecast"]


def forecast(findings: Findings) -> list[Block]:
    """Say how many will be in force at the horizon, of the kinds of which that can be said.

    Parameters
    ----------
    findings
        Everything that was found.

    Returns
    -------
    list of Block
        A paragraph for each kind with enough outcomes, and a note that names the others.
    """
    say, lang = findings.say, findings.lang
    kinds = find_renewals(
        findings.facts, findings.gaps, as_of=findings.as_of, within_months=findings.within_months
    )
    blocks: list[Block] = []
    silent = []
    for kind in kinds:
        if kind.stock is None:
            silent.append(kind)
            continue
        if not kind.over_by(horizon_of(findings)):
            blocks.append(_too_early(findings, kind))
            continue
        mean, low, high = kind.stock
        text = message(
            "{kind}: {ending} of the {now} in force may end by {day}. Of {outcomes} that ended "
            "earlier and whose follow-up would stand in a whole list, {renewed} were renewed. "
            "If that goes on, about {mean} will be in force then (95 % interval: {low} to {high}), "
            "new ones not counted.",
            kind=capital(class_noun(findings.facts, kind.cls)[lang]),
            ending=len(kind.ending),
            now=len(kind.ending) + len(kind.staying),
            day=day_text(horizon_of(findings))[lang],
            outcomes=kind.outcomes,
            renewed=len(kind.renewed),
            mean=decimal_text(mean, 0)[lang],
            low=low,
            high=high,
        )
        blocks.append(Paragraph(line(say(text)), findings.code(*kind.ending, *kind.ended)))
    if silent:
        blocks.append(_silence(findings, silent))
    return blocks


def _too_early(findings: Findings, kind: Renewals) -> Note:
    """Say that ends may lie behind the horizon: how many are in force then hangs on the day."""
    lang = findings.lang
    text = message(
        "{kind}: {ending} of the {now} in force may end by {day}, or later: of some ends only the "
        "year is known. How many will be in force on that day cannot be said. Of {outcomes} that "
        "ended earlier and whose follow-up would stand in a whole list, {renewed} were renewed.",
        kind=capital(class_noun(findings.facts, kind.cls)[lang]),
        ending=len(kind.ending),
        now=len(kind.ending) + len(kind.staying),
        day=day_text(horizon_of(findings))[lang],
        outcomes=kind.outcomes,
        renewed=len(kind.renewed),
    )
    return Note(line(findings.say(text)), findings.code(*kind.ending, *kind.ended))


def _silence(findings: Findings, kinds: Sequence[Renewals]) -> Note:
    """Name the kinds of which nothing can be foreseen."""
    lang = findings.lang
    named = ", ".join(
        f"{class_noun(findings.facts, kind.cls)[lang]} ({kind.outcomes})" for kind in kinds
    )
    text = message(
        "How many of the following will be renewed cannot be said, because fewer than {least} "
        "outcomes are known from whole lists: {kinds}.",
        least=LEAST_OUTCOMES,
        kinds=named,
    )
    ending = [gap for kind in kinds for gap in kind.ending]
    return Note(line(findings.say(text)), findings.code(*ending))
