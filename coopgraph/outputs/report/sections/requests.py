"""How requests to the owners of the data are named, counted and cited, wherever they stand."""

from __future__ import annotations

from collections.abc import Sequence

from coopgraph.analysis.gaps.data import FIELD_NAMES
from coopgraph.analysis.gaps.records import Bilingual, Gap
from coopgraph.analysis.gaps.unlocking import DataFix
from coopgraph.analysis.gaps.wording import class_noun
from coopgraph.messages import counted, message
from coopgraph.outputs.report.findings import Findings

__all__ = ["request_codes", "request_name", "request_records", "request_text"]


def request_name(findings: Findings, fix: DataFix) -> Bilingual:
    """Return what is asked for: the class, and the fields."""
    noun = class_noun(findings.facts, fix.cls)
    if {"start", "end"} <= set(fix.fields):
        return Bilingual(
            f"{noun.fr} : début, et durée ou fin", f"{noun.en}: start, and term or end"
        )
    fields = [FIELD_NAMES.get(name, Bilingual(name, name)) for name in fix.fields]
    return Bilingual(
        f"{noun.fr} : {', '.join(name.fr for name in fields)}",
        f"{noun.en}: {', '.join(name.en for name in fields)}",
    )


def request_text(findings: Findings, fix: DataFix) -> str:
    """Return what is asked for with the figures of its row in the table of requests."""
    text = message(
        "{what} ({entries} to fill in; results that wait: {waiting}, that become decidable: "
        "{decidable})",
        what=request_name(findings, fix)[findings.lang],
        entries=counted("{n} entry", "{n} entries", n=len(fix.entries)),
        decidable=len(fix.decidable),
        waiting=len(fix.waiting),
    )
    return findings.say(text)


def request_records(findings: Findings, fix: DataFix) -> tuple[Gap, ...]:
    """Return the data records of a request; without any, what waits for it first."""
    ids = [f"data-missing-field/{fix.cls}/{name}" for name in fix.fields]
    by_id = {gap.id: gap for gap in findings.gaps}
    own = tuple(by_id[name] for name in ids if name in by_id)
    return own or tuple(gap for gap in fix.waiting[:1] if gap.id in by_id)


def request_codes(findings: Findings, fixes: Sequence[DataFix]) -> tuple[str, ...]:
    """Return the codes of the records of requests."""
    return tuple(code for fix in fixes for code in findings.code(*request_records(findings, fix)))
