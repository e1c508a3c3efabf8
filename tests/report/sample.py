"""A small report with one block of every kind, and with labels that try to be more than text."""

from __future__ import annotations

import datetime
from typing import Literal

from coopgraph.outputs.report.blocks import (
    Code,
    Column,
    Count,
    Counts,
    Grid,
    Item,
    Items,
    Marked,
    Note,
    Paragraph,
    Picture,
    Report,
    Row,
    Section,
    Span,
    line,
    record_anchor,
)
from coopgraph.outputs.report.figures.frame import Plot

HOSTILE = (
    "<script>alert(1)</script>",
    '=HYPERLINK("http://x","y")',
    "+1+1",
    "@SUM(A1)",
    "a & b < c > d \"e\" 'f' `g` *h* _i_ #j [k](http://x) $l$ ~m~ \\n {o} | p",
    "\u202egnirts\u202c reversed",
    "nul\x00 bell\x07 esc\x1b ffff\uffff lone\u2028line",
    "#set page(fill: red)",
    "Uni\u00adversité \u200bde\u2060 Lille\ufeff \u200e(x)\u3164\U000e0041",
    "پژوهش\u200cها \u200fعلمی",
    "Université de " + "très-longue-dénomination-" * 12,
    "東京大学 · جامعة · Ελληνικά",
)


def _bars(figure) -> None:
    axes = figure.subplots()
    axes.barh(["FHU", "SIRIC"], [46, 8])
    axes.set_xlabel("announced <&>", parse_math=False)


def sample_report(lang: Literal["fr", "en"] = "fr") -> Report:
    """Return the report; its records are made up and only have codes."""
    codes = {f"sample/{number}": f"AAAA{number}" for number in range(len(HOSTILE))}
    hostile = Grid(
        "table-hostile",
        "Hostile labels",
        (
            Column("what", weight=3),
            Column("units", "number"),
            Column("until", "date"),
            Column("code", "records"),
        ),
        tuple(
            Row(
                (Marked(text, lang="en"), number * 1000, datetime.date(2026, 3, number + 1), None),
                records=(codes[f"sample/{number}"],),
            )
            for number, text in enumerate(HOSTILE)
        ),
        notes=("A remark <b>below</b> the table.",),
    )
    annex = Grid(
        "annex-A-candidate",
        "A. Dated obligations: candidate (10)",
        (Column("record", weight=2), Column("finding", weight=4), Column("code", "records")),
        tuple(
            Row(
                (name, HOSTILE[number], None),
                records=(code,),
                anchor=record_anchor(code),
            )
            for number, (name, code) in enumerate(codes.items())
        ),
    )
    first = Section(
        "decisions",
        "Decisions",
        (
            Counts((Count(10, "hostile labels", "table-hostile"), Count(0, "none", "table-none"))),
            Paragraph(
                line(
                    "Text, ",
                    Span("bold", strong=True),
                    ", ",
                    Span("out", "https://ror.org/"),
                    ", ",
                    Span("in", "#table-hostile"),
                    ", ",
                    Span("Institut", lang="fr"),
                    ".",
                ),
                records=("AAAA0", "AAAA1"),
            ),
            Items((Item(line("One <i>item</i>."), ("AAAA2",)), Item(line("Two."))), ordered=True),
            Items((Item(line(HOSTILE[5])), Item(line(HOSTILE[6])))),
            Note(line("Mind this: ", HOSTILE[4])),
        ),
    )
    second = Section(
        "tables",
        "Tables & figures",
        (hostile, Grid("table-none", "Nothing", (Column("what"),), (), empty="Nothing found.")),
        (
            Section(
                "figure",
                "A figure",
                (
                    Picture(
                        "figure-bars",
                        "Announced <lists>",
                        "46 FHU and 8 SIRIC announced.",
                        Plot(_bars, height=2.0),
                        table="table-hostile",
                    ),
                ),
            ),
        ),
    )
    last = Section(
        "queries",
        "Queries",
        (Code("query-one", "One", 'SELECT ?s WHERE { ?s ?p "</pre><b>" } # `x`\n' + "x" * 200),),
    )
    return Report(
        title="Partenariats de l’Inserm" if lang == "fr" else "Partnerships of Inserm",
        subtitle="sample <b>report</b>",
        lang=lang,
        as_of=datetime.date(2026, 11, 20),
        generator="coopgraph test",
        sections=(first, second),
        annex=(Section("annex-records", "All records", (annex,)), last),
        codes=codes,
        vintage=("Sources of 2022.",),
    )
