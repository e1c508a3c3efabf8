"""Opportunities: the first of each kind, what they share, how sure their order is, what is near.

Kinds are never ranked against each other: as many are taken of each as the ten places allow.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from coopgraph.analysis.gaps.names import STATUS_NAMES, TYPE_NAMES
from coopgraph.analysis.gaps.ranks import FIRST, REPLICATES
from coopgraph.analysis.gaps.records import Gap, Status, Tier
from coopgraph.analysis.gaps.surroundings import Vicinity
from coopgraph.analysis.gaps.wording import day_text
from coopgraph.messages import Message, counted, message
from coopgraph.outputs.gap_heads import RULE_NAMES
from coopgraph.outputs.report.blocks import (
    Block,
    Column,
    Grid,
    Note,
    Paragraph,
    Picture,
    Row,
    Section,
    Span,
    line,
)
from coopgraph.outputs.report.figures.ego import Ego, ego_drawings
from coopgraph.outputs.report.figures.ranks import RankGroup, RankRow, rank_dots
from coopgraph.outputs.report.findings import Findings
from coopgraph.outputs.report.sections.annex import records_table_anchor

__all__ = ["opportunities"]

#: What stands in another chapter.
_ELSEWHERE: Final = ("dependence",)
_OPEN: Final = (Status.CONFIRMED, Status.LAPSED, Status.CANDIDATE)
#: Drawings, and bodies in between that are named.
_DRAWN: Final = 4
_NAMED: Final = 3
_TABLE, _RANKS, _AROUND = "opportunities-first", "opportunities-ranks", "opportunities-around"
#: Records of one rule and status, which are ranked among themselves.
_Group = tuple[Gap, ...]


def opportunities(findings: Findings) -> Section:
    """Write the chapter on opportunities.

    Parameters
    ----------
    findings
        Everything that was found.

    Returns
    -------
    Section
        Ten at most, by kind; a sentence where there is none.
    """
    say = findings.say
    groups = _groups(findings)
    blocks: list[Block]
    if groups:
        chosen = {gap.id for gap in _first(groups)}
        shown = [tuple(gap for gap in group if gap.id in chosen) for group in groups]
        blocks = list(_blocks(findings, groups, [group for group in shown if group]))
    else:
        looked = any(
            kind in findings.types for kind in ("hole", "site", "brokerage", "theme", "reciprocity")
        )
        if not looked:
            nothing = message("This report does not look at opportunities.")
        elif findings.scope:
            nothing = message(
                "No opportunity is known to belong to {scope}. Only those are sorted here of which "
                "the sources state the place or the theme; others may concern it.",
                scope=findings.scope,
            )
        else:
            nothing = message("No opportunity was found among what was looked for.")
        blocks = [Paragraph(line(say(nothing)))]
    return Section("opportunities", say(message("Opportunities")), tuple(blocks))


def _groups(findings: Findings) -> list[_Group]:
    found: dict[tuple[int, str, int], list[Gap]] = defaultdict(list)
    kinds = list(TYPE_NAMES)
    for gap in findings.gaps:
        if gap.tier is Tier.OPPORTUNITY and gap.status in _OPEN and gap.type not in _ELSEWHERE:
            found[kinds.index(gap.type), gap.rule, gap.status.rank].append(gap)
    return [
        tuple(sorted(group, key=lambda gap: (-gap.score, gap.id)))
        for _, group in sorted(found.items())
    ]


def _first(groups: Sequence[_Group]) -> list[Gap]:
    """Return ten at most: the first of each group, the second of each, and so on."""
    longest = max(len(group) for group in groups)
    turns = [group[turn] for turn in range(longest) for group in groups if turn < len(group)]
    return turns[:FIRST]


def _blocks(
    findings: Findings, groups: Sequence[_Group], shown: Sequence[_Group]
) -> Iterator[Block]:
    say = findings.say
    vicinity = Vicinity(findings.facts, findings.as_of)
    chosen = [gap for group in shown for gap in group]
    yield Paragraph(line(say(_lead(findings, groups))), findings.code(*(g[0] for g in shown)))
    ranked = [group for group in shown if group[0].rank is not None]
    if ranked:
        yield Picture(
            _RANKS,
            say(
                message(
                    "Median rank and interval of 95%, each kind on its own scale; shading: groups "
                    "of equal rank"
                )
            ),
            _ranks_alternative(findings, ranked),
            rank_dots(
                [_rank_group(findings, g, vicinity) for g in ranked], axis=say(message("rank"))
            ),
            table=_TABLE,
        )
    yield _table(findings, chosen, vicinity)
    known = {gap.id for gap in chosen}
    rest = [gap for group in groups for gap in group if gap.id not in known]
    if rest:
        more = counted("{n} more in the annex", "{n} more in the annex", n=len(rest))
        anchor = records_table_anchor(rest[0].tier.value, rest[0].status.value)
        yield Paragraph(line(Span(say(more), f"#{anchor}")))
    drawn = _first(shown)[:_DRAWN]
    yield Picture(
        _AROUND,
        say(
            message(
                "What stands around the first of each kind on {day}; {focus}, which has a part in "
                "all of it, is left out",
                day=day_text(findings.as_of)[findings.lang],
                focus=findings.facts.short(findings.facts.focus)[findings.lang],
            )
        ),
        _around_alternative(findings, drawn, vicinity),
        ego_drawings(
            [Ego(_title(findings, gap, vicinity), vicinity.around(gap)) for gap in drawn],
            kinds={
                "body": say(message("body")),
                "structure": say(message("structure")),
                "place": say(message("place")),
                "theme": say(message("theme")),
                "other": say(message("collaboration or label")),
            },
            absent=say(message("no tie found")),
            lang=findings.lang,
        ),
        table=_TABLE,
    )
    yield Note(
        line(
            say(
                message(
                    "To be near one another is no proof of a wish to work together. What was not "
                    "found in the graph may exist; scores order records of one kind only."
                )
            )
        )
    )


def _kind(findings: Findings, gap: Gap) -> str:
    """Return what a group is called: its rule, or its type."""
    names = RULE_NAMES.get(gap.rule, TYPE_NAMES[gap.type])
    return names[findings.lang]


def _lead(findings: Findings, groups: Sequence[_Group]) -> Message:
    lang = findings.lang
    parts = ", ".join(
        findings.say(
            message(
                "{kind} {n} ({status})",
                kind=_kind(findings, group[0]),
                n=len(group),
                status=STATUS_NAMES[group[0].status.value][lang],
            )
        )
        for group in groups
    )
    return counted(
        "{n} opportunity is open: {parts}.",
        "{n} opportunities are open: {parts}. They are ranked within a kind only; where intervals "
        "of ranks overlap, the order says nothing and the records form one group.",
        n=sum(len(group) for group in groups),
        parts=parts,
    )


def _short(findings: Findings, gap: Gap, vicinity: Vicinity) -> str:
    """Return the name of a record with acronyms for the two bodies of a pair."""
    pair = vicinity.pair(gap)
    names = [findings.facts.short(body)[findings.lang] for body in pair or ()]
    return " – ".join(names) or gap.subject_label[findings.lang]


def _title(findings: Findings, gap: Gap, vicinity: Vicinity) -> str:
    name = _short(findings, gap, vicinity)
    return name if vicinity.pair(gap) else f"{name} – {_kind(findings, gap)}"


def _band(findings: Findings, gap: Gap) -> str:
    return findings.say(message("group {n}", n=gap.rank.band)) if gap.rank else ""


def _rank_group(findings: Findings, group: Sequence[Gap], vicinity: Vicinity) -> RankGroup:
    rows = tuple(
        RankRow(
            _short(findings, gap, vicinity),
            gap.rank.median,
            gap.rank.low,
            gap.rank.high,
            _band(findings, gap),
        )
        for gap in group
        if gap.rank is not None
    )
    of = next(gap.rank.of for gap in group if gap.rank is not None)
    title = message("{kind}: {n} of {of}", kind=_kind(findings, group[0]), n=len(rows), of=of)
    return RankGroup(_capital(findings.say(title)), of, rows)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _rank_text(findings: Findings, gap: Gap) -> str:
    if gap.rank is None:
        return findings.say(message("not ranked"))
    rank = gap.rank
    text = message(
        "{median} of {of} ({low}–{high}), {band}",
        median=rank.median,
        of=rank.of,
        low=rank.low,
        high=rank.high,
        band=_band(findings, gap),
    )
    return findings.say(text)


def _years(gap: Gap) -> str:
    if gap.sources_age is None:
        return ""
    oldest, newest = gap.sources_age.oldest, gap.sources_age.newest
    return str(oldest) if oldest == newest else f"{oldest}–{newest}"


def _table(findings: Findings, gaps: Sequence[Gap], vicinity: Vicinity) -> Grid:
    say, lang = findings.say, findings.lang
    columns = (
        Column(say(message("what")), weight=3),
        Column(say(message("type")), weight=2.7),
        Column(say(message("finding")), weight=4.6),
        Column(say(message("links between them")), weight=3),
        Column(say(message("rank")), weight=2.2),
        Column(say(message("years of the sources")), weight=1.4),
        Column(say(message("code")), "records", weight=1.1),
    )
    rows = tuple(
        Row(
            (
                gap.subject_label[lang],
                _kind(findings, gap),
                gap.finding[lang],
                _links(findings, gap, vicinity),
                _rank_text(findings, gap),
                _years(gap),
                None,
            ),
            findings.code(gap),
        )
        for gap in gaps
    )
    caption = message("The first opportunities of each kind, in their order within it")
    notes = (
        message(
            "Links: bodies that share something with both, with how many things of each, the "
            "closest first. Rank: median and interval of 95%, from {n} draws of structures and as "
            "many of ties left out.",
            n=REPLICATES,
        ),
    )
    return Grid(_TABLE, say(caption), columns, rows, tuple(say(note) for note in notes))


def _links(findings: Findings, gap: Gap, vicinity: Vicinity) -> str:
    pair = vicinity.pair(gap)
    if pair is None:
        return ""
    found = vicinity.between(*pair)
    names = ", ".join(
        f"{findings.facts.short(link.body)[findings.lang]} ({link.one}, {link.other})"
        for link in found[:_NAMED]
    )
    if not found:
        return findings.say(message("nobody found"))
    if len(found) > _NAMED:
        more = len(found) - _NAMED
        return findings.say(
            counted("{names} and {n} more", "{names} and {n} more", n=more, names=names)
        )
    return names


def _ranks_alternative(findings: Findings, groups: Sequence[_Group]) -> str:
    texts = [
        findings.say(
            message(
                "{kind}: {name} has the median rank {rank}.",
                kind=_capital(_kind(findings, group[0])),
                name=group[0].subject_label[findings.lang],
                rank=_rank_text(findings, group[0]),
            )
        )
        for group in groups[:_NAMED]
    ]
    return " ".join(texts)


def _around_alternative(findings: Findings, gaps: Sequence[Gap], vicinity: Vicinity) -> str:
    drawings = findings.say(
        counted("{n} small drawing.", "{n} small drawings side by side.", n=len(gaps))
    )
    texts = [
        findings.say(
            message(
                "{name}: no tie found; linked through {links}.",
                name=_title(findings, gap, vicinity),
                links=links,
            )
        )
        for gap in gaps
        if (links := _links(findings, gap, vicinity))
    ]
    return " ".join([drawings, *texts[:2]])
