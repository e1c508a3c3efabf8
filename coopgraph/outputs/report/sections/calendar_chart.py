"""The chart of the calendar: bars under headings, in the order of its tables."""

from __future__ import annotations

from coopgraph.analysis.gaps.records import Gap, Status
from coopgraph.analysis.gaps.wording import day_text
from coopgraph.messages import counted, message
from coopgraph.outputs.report.blocks import Block, Picture
from coopgraph.outputs.report.figures.gantt import Bar, GanttWords, gantt
from coopgraph.outputs.report.findings import Findings
from coopgraph.outputs.report.sections.ends import Ends, horizon_of, late_text, since_of

__all__ = ["calendar_chart"]


def _groups(findings: Findings, ends: Ends) -> list[tuple[str, tuple[Gap, ...]]]:
    """Return the rows of the chart under their headings, in its order."""
    lang = findings.lang
    horizon, since = day_text(horizon_of(findings))[lang], day_text(since_of(findings))[lang]
    headings = (
        message("To renew by {day}", day=horizon),
        message("Ending next"),
        message("End not known, due by other signs"),
        message("Ended since {day}, no follow-up found", day=since),
    )
    named = zip(headings, ends.parts, strict=True)
    return [(findings.say(text), gaps) for text, gaps in named if gaps]


def _bar(findings: Findings, gap: Gap, group: str) -> Bar:
    item = findings.facts.instrument(gap.subject)
    start = item.period.start if item is not None else None
    return Bar(
        label=gap.subject_label[findings.lang],
        group=group,
        start=start.earliest if start is not None else None,
        end_earliest=gap.dates.end_earliest,
        end_latest=gap.dates.end_latest,
        act_by=gap.dates.act_by,
        basis=gap.dates.basis,
        ended=gap.status is Status.LAPSED,
    )


def calendar_chart(findings: Findings, ends: Ends) -> list[Block]:
    """Return the chart of the ends that stand in the tables; nothing if none does.

    Parameters
    ----------
    findings
        Everything that was found.
    ends
        The ends, told apart.

    Returns
    -------
    list of Block
        One figure, or none.
    """
    say, lang = findings.say, findings.lang
    groups = _groups(findings, ends)
    if not groups:
        return []
    bars = [_bar(findings, gap, group) for group, gaps in groups for gap in gaps]
    horizon = horizon_of(findings)
    words = GanttWords(
        bases={
            "stated": say(message("end stated by the source")),
            "computed": say(message("end computed")),
            "assumed": say(message("end assumed")),
            "unknown": say(message("end not known")),
        },
        whisker=say(message("ends between the ticks")),
        act_by=say(message("day to act")),
        ended=say(message("has ended")),
        as_of=say(message("as of {day}", day=day_text(findings.as_of)[lang])),
        horizon=say(message("horizon: {day}", day=day_text(horizon)[lang])),
    )
    joined = (" ; " if lang == "fr" else "; ").join(
        f"{group}{' : ' if lang == 'fr' else ': '}{len(gaps)}" for group, gaps in groups
    )
    late = sum(
        gap.dates.act_by is not None and gap.dates.act_by < findings.as_of for gap in ends.due
    )
    alternative = [
        counted(
            "{n} bar over the years: {groups}.",
            "{n} bars over the years: {groups}.",
            n=len(bars),
            groups=joined,
        )
    ]
    if late:
        alternative.append(late_text(late))
    caption = message("Ends, how sure they are, and days to act")
    return [
        Picture(
            "figure-calendar",
            say(caption),
            " ".join(say(text) for text in alternative),
            gantt(bars, words, as_of=findings.as_of, horizon=horizon),
            table="calendar-upcoming" if ends.upcoming else "calendar-past",
        )
    ]
