"""How the records were made and what they cannot say; in the annex, the sources and the queries."""

from __future__ import annotations

from typing import Final

from coopgraph.analysis.gaps import GAP_TYPES
from coopgraph.analysis.gaps.dates import PRESUMED_YEARS
from coopgraph.analysis.gaps.names import STATUS_NAMES, TYPE_NAMES
from coopgraph.analysis.gaps.records import Status
from coopgraph.messages import Message, message
from coopgraph.outputs.gap_heads import RULE_NAMES
from coopgraph.outputs.report.blocks import (
    Block,
    Code,
    Column,
    Grid,
    Item,
    Items,
    Marked,
    Paragraph,
    Row,
    Section,
    Span,
    line,
)
from coopgraph.outputs.report.citing import source_id
from coopgraph.outputs.report.findings import Findings
from coopgraph.outputs.report.values import dates_in_words, semicolons
from coopgraph.sources.vintage import SourceInfo
from coopgraph.sparql.library import Library

__all__ = ["methods", "queries_annex", "rules_annex", "sources_annex"]

#: What a status means, in a few words; in full in docs/gaps.md.
_STATUS_MEANINGS: Final = {
    Status.CONFIRMED: message(
        "nothing was found, and a source declares complete the list in which it would stand"
    ),
    Status.LAPSED: message("something matched and ended before the day; nothing later was found"),
    Status.CANDIDATE: message("nothing was found, and no source declares the list complete"),
    Status.UNDECIDABLE: message("a field that the rule needs is missing"),
    Status.EXEMPT: message("the rule does not apply"),
    Status.COVERED: message("something matches and is in force, or possibly so"),
}


def methods(findings: Findings) -> Section:
    """Return the chapter on methods and limits.

    Parameters
    ----------
    findings
        Everything that was found.

    Returns
    -------
    Section
    """
    say = findings.say
    blocks: list[Block] = [
        Paragraph(
            line(
                say(
                    message(
                        "Each rule asks the graph what it states on the day and keeps what its "
                        "record rests on; statuses are decided in one place. What is not in the "
                        "graph may exist: statuses tell the two apart."
                    )
                ),
                " ",
                Span(say(message("Rules and statuses")), "#annex-rules"),
            )
        ),
        Items(tuple(Item(line(say(limit))) for limit in _limits(findings))),
    ]
    return Section("methods", say(message("Methods and limits")), tuple(blocks))


def rules_annex(findings: Findings) -> Section:
    """Return what the statuses mean, and each type with its question, rules and their versions.

    Parameters
    ----------
    findings
        Everything that was found.

    Returns
    -------
    Section
    """
    title = findings.say(message("Rules and statuses"))
    return Section("annex-rules", title, (_statuses(findings), _rules(findings)))


def _statuses(findings: Findings) -> Grid:
    say, lang = findings.say, findings.lang
    return Grid(
        "statuses",
        say(message("What the statuses mean")),
        (Column(say(message("status"))), Column(say(message("means")), weight=5)),
        tuple(
            Row((STATUS_NAMES[status.value][lang], say(meaning)))
            for status, meaning in _STATUS_MEANINGS.items()
        ),
    )


def _rules(findings: Findings) -> Grid:
    say, lang = findings.say, findings.lang
    rows = []
    for kind in findings.types:
        gaps = findings.of_type(kind)
        rules = sorted({(gap.rule, gap.rule_version) for gap in gaps})
        names = semicolons(
            (
                f"{RULE_NAMES.get(rule, TYPE_NAMES[kind])[lang]} ({version})"
                for rule, version in rules
            ),
            lang,
        )
        question = GAP_TYPES[kind].question[lang]
        rows.append(Row((TYPE_NAMES[kind][lang], question, names, len(gaps))))
    return Grid(
        "rules",
        say(message("What was asked")),
        (
            Column(say(message("type")), weight=1.6),
            Column(say(message("question")), weight=4),
            Column(say(message("rules (version)")), weight=3.4),
            Column(say(message("gap records")), "number", weight=0.9),
        ),
        tuple(rows),
    )


def _limits(findings: Findings) -> list[Message]:
    limits = [
        message(
            "The picture is as old as its sources: what was signed, closed or renamed since is not "
            "in it. The annex dates every source."
        ),
        message(
            "A date known to the year is the interval from 1 January to 31 December; results are "
            "certain or possible accordingly."
        ),
        message(
            "A convention without a stated end counts as possibly in force for {years} years after "
            "its signature or the last source that describes it: a choice of this tool, no fact.",
            years=PRESUMED_YEARS,
        ),
        message(
            "Days by which to act are the earliest end less a lead time: twelve months for labels, "
            "units and collaborations, six for agreements."
        ),
        message(
            "Scores order records of one type; kinds of work are never ranked against each other."
        ),
        message(
            "Opportunities are ordered by a transparent rule, not by a model that learns; how such "
            "models compare with it on registers of the past: coopgraph evaluate recommender."
        ),
        message(
            "Intervals of shares and forecasts count what shares a partner, a holder or a "
            "follow-up as one outcome; what all labels of one call have in common is not in them."
        ),
        message("No persons are evaluated; leaders are named only where a document names them."),
    ]
    if findings.scope:
        limits.insert(
            1,
            message(
                "The records are limited to {scope}: a body by its places, an instrument by its "
                "places and parties, a cell of a strategy by its place and theme. What is about "
                "{focus} as a whole is left out.",
                scope=findings.scope,
                focus=findings.focus,
            ),
        )
    return limits


def sources_annex(findings: Findings) -> Section:
    """Return the sources, each with its date, and whether a record cites it.

    Parameters
    ----------
    findings
        Everything that was found.

    Returns
    -------
    Section
    """
    say, lang = findings.say, findings.lang
    cited = {source_id(item) for gap in findings.gaps for item in gap.evidence if item.source}
    rows = tuple(
        Row(
            (
                _titled(source, lang),
                dates_in_words(source.describes or source.published or source.retrieved, lang)
                or None,
                say(message("yes")) if source.id in cited else say(message("no")),
                source.ground(lang) or None,
            )
        )
        for source in sorted(findings.sources, key=lambda s: (s.id not in cited, s.id))
    )
    table = Grid(
        "sources",
        say(message("Sources of the landscape ({n})", n=len(rows))),
        (
            Column(say(message("title")), weight=5),
            Column(say(message("date or period")), weight=1.6),
            Column(say(message("cited here"))),
            Column(say(message("licence or ground of reuse")), weight=3),
        ),
        rows,
    )
    age = Items(tuple(Item(line(text)) for text in findings.vintage))
    return Section("annex-sources", say(message("Sources")), (age, table))


def _titled(source: SourceInfo, lang: str) -> Marked:
    """Return the title of a source with its address, and its language if it is another."""
    title, tongue = source.titled(lang)
    return Marked(title, source.url, tongue if tongue != lang else "")


def queries_annex(findings: Findings) -> Section:
    """Return the queries by which the rules read the graph.

    Parameters
    ----------
    findings
        Everything that was found.

    Returns
    -------
    Section
    """
    say, lang = findings.say, findings.lang
    blocks: list[Block] = [
        Paragraph(
            line(
                say(
                    message(
                        "The rules read the graph by these queries and by nothing else. Each can "
                        "be asked alone: coopgraph query NAME."
                    )
                )
            )
        )
    ]
    blocks += [
        Code(f"query-{query.name}", f"{query.name} – {query.question(lang)}", query.text)
        for query in Library().in_folder("gaps")
    ]
    return Section("annex-queries", say(message("Queries behind the records")), tuple(blocks))
