"""Answers of queries in the formats of the W3C, or as tables for people.

SELECT and ASK: SPARQL 1.1 results in JSON, XML, CSV and TSV. CONSTRUCT and DESCRIBE: Turtle,
N-Triples, JSON-LD, sorted. The formats ``table``, ``md`` and ``xlsx`` are for readers; see
:mod:`coopgraph.outputs.readable`.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from coopgraph.errors import QueryError
from coopgraph.messages import message
from coopgraph.namespaces import PREFIXES, XSD_NS
from coopgraph.outputs.about import Context, about_rows
from coopgraph.outputs.readable import as_sheet, as_table, cited_sources
from coopgraph.outputs.safe_text import (
    as_json_escapes,
    as_turtle_escapes,
    as_xml_references,
    guard_formula,
    json_text,
    visible,
    xml_text,
)
from coopgraph.outputs.tables import Table, render_table
from coopgraph.rdf.serialize import turtle
from coopgraph.store.base import Answer, Solutions, Term

__all__ = ["GRAPH_FORMATS", "SELECT_FORMATS", "render_answer"]

#: Formats of SELECT and ASK answers.
SELECT_FORMATS: Final = ("table", "csv", "tsv", "json", "xml", "md", "xlsx")
#: Formats of CONSTRUCT and DESCRIBE answers.
GRAPH_FORMATS: Final = ("turtle", "jsonld", "nt")


def render_answer(
    answer: Answer,
    format: str,
    *,
    title: str | None = None,
    notes: Sequence[str] = (),
    omit: Sequence[str] = (),
    group: Sequence[str] = (),
    raw: bool = False,
    width: int | None = None,
    colour: bool = False,
    lang: str = "en",
    words: bool = False,
    context: Context | None = None,
) -> str | bytes:
    r"""Render the answer of a query.

    Parameters
    ----------
    answer
        Solutions, a truth value, or triples.
    format
        One of :data:`SELECT_FORMATS` for the first two, of :data:`GRAPH_FORMATS` for the last.
    title, notes
        Heading and remarks of ``table`` and ``md``; of ``xlsx`` too if there is no `context`.
    omit
        Columns that formats for readers leave out.
    group
        Columns, without ``_label``, by which ``table`` makes blocks.
    raw
        Whether CSV keeps text that a spreadsheet would take for a formula as it is.
    width, colour, lang
        See :func:`coopgraph.outputs.tables.render_table`.
    words
        Whether formats for readers have headings and truth values in words of `lang`: those of the
        library's columns; the variables of other queries are their authors' words.
    context
        What a workbook says of how the answer came about.

    Returns
    -------
    str or bytes

    Raises
    ------
    QueryError
        If an answer of this kind cannot be written in this format.

    Examples
    --------
    >>> print(render_answer(Solutions(("x",), [(Literal(3),)]), "tsv"), end="")
    ?x
    3
    >>> render_answer(True, "json")
    '{"head": {}, "boolean": true}\n'
    """
    if isinstance(answer, list):
        if format not in GRAPH_FORMATS:
            raise QueryError(
                message(
                    "this answer is a graph and cannot be written as {format}; "
                    "use one of {formats}",
                    format=format,
                    formats=", ".join(GRAPH_FORMATS),
                )
            )
        return _render_graph(answer, format)
    if format not in SELECT_FORMATS:
        raise QueryError(
            message(
                "this answer has rows and cannot be written as {format}; use one of {formats}",
                format=format,
                formats=", ".join(SELECT_FORMATS),
            )
        )
    if format == "json":
        return _json(answer)
    if format == "xml":
        return _xml(answer)
    if format in ("csv", "tsv"):
        if isinstance(answer, bool):
            answer = Solutions(("answer",), [(Literal(answer),)])
        return _csv(answer, raw=raw) if format == "csv" else _tsv(answer)
    if format == "xlsx":
        return _xlsx(
            answer, context, title=title, notes=notes, omit=omit, words=lang if words else None
        )
    if isinstance(answer, bool):
        table = Table(("answer",), [(answer,)], title, tuple(notes))
    else:
        words_in = lang if words else None
        table = as_table(answer, title=title, notes=notes, omit=omit, group=group, lang=words_in)
    return render_table(table, format, width=width, colour=colour, lang=lang)


def _xlsx(
    answer: Solutions | bool,
    context: Context | None,
    *,
    title: str | None,
    notes: Sequence[str],
    omit: Sequence[str],
    words: str | None,
) -> bytes:
    from coopgraph.outputs.workbook import render_workbook

    if isinstance(answer, bool):
        answer = Solutions(("answer",), [(Literal(answer),)])
    if context is None:
        table = as_sheet(answer, {}, omit=omit, lang=words)
        return render_workbook({"": Table(table.columns, table.rows, title, tuple(notes))})
    sources = {source.id: source for source in context.sources}
    table = as_sheet(answer, sources, omit=omit, lang=words)
    about = about_rows(
        context, [(message("Rows"), len(table.rows))], cited_sources(answer, sources) or None
    )
    return render_workbook({context.sheet: table}, about=about, lang=context.lang)


def _render_graph(triples: Sequence[Triple], format: str) -> str:
    ordered = sorted(set(triples), key=str)
    if format == "turtle":
        return as_turtle_escapes(turtle(ordered).decode())
    if format == "nt":
        return as_turtle_escapes("".join(f"{triple} .\n" for triple in ordered))
    output = io.BytesIO()
    serialize(ordered, output=output, format=RdfFormat.JSON_LD, prefixes=PREFIXES)
    return as_json_escapes(output.getvalue().decode()) + "\n"


def _json(answer: Solutions | bool) -> str:
    if isinstance(answer, bool):
        return json.dumps({"head": {}, "boolean": answer}) + "\n"
    bindings = [
        {name: _json_term(term) for name, term in row.items() if term is not None}
        for row in answer.dicts()
    ]
    document = {"head": {"vars": list(answer.variables)}, "results": {"bindings": bindings}}
    return json_text(document)


def _json_term(term: Term) -> dict[str, str]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if term.language:
        return {"type": "literal", "xml:lang": term.language, "value": term.value}
    if term.datatype.value == XSD_NS + "string":
        return {"type": "literal", "value": term.value}
    return {"type": "literal", "datatype": term.datatype.value, "value": term.value}


def _xml(answer: Solutions | bool) -> str:
    out = ['<?xml version="1.0" encoding="UTF-8"?>']
    out.append('<sparql xmlns="http://www.w3.org/2005/sparql-results#">')
    if isinstance(answer, bool):
        out += ["  <head/>", f"  <boolean>{str(answer).lower()}</boolean>", "</sparql>"]
        return "\n".join(out) + "\n"
    out.append("  <head>")
    out += [f"    <variable name={quoteattr(name)}/>" for name in answer.variables]
    out += ["  </head>", "  <results>"]
    for row in answer.dicts():
        out.append("    <result>")
        out += [
            f"      <binding name={quoteattr(name)}>{_xml_term(term)}</binding>"
            for name, term in row.items()
            if term is not None
        ]
        out.append("    </result>")
    out += ["  </results>", "</sparql>"]
    return as_xml_references("\n".join(out)) + "\n"


def _xml_term(term: Term) -> str:
    value = escape(xml_text(term.value))
    if isinstance(term, NamedNode):
        return f"<uri>{value}</uri>"
    if isinstance(term, BlankNode):
        return f"<bnode>{value}</bnode>"
    if term.language:
        return f"<literal xml:lang={quoteattr(term.language)}>{value}</literal>"
    if term.datatype.value == XSD_NS + "string":
        return f"<literal>{value}</literal>"
    return f"<literal datatype={quoteattr(term.datatype.value)}>{value}</literal>"


def _csv(solutions: Solutions, *, raw: bool) -> str:
    """Write CSV as the W3C wants it: values without type, lines that end with CR LF."""
    lines = [",".join(solutions.variables)]
    lines += [",".join(_csv_field(term, raw) for term in row) for row in solutions.rows]
    if len(solutions.variables) == 1:  # a blank line would be no row
        lines = [line or '""' for line in lines]
    return "".join(f"{line}\r\n" for line in lines)


def _csv_field(term: Term | None, raw: bool) -> str:
    if term is None:
        return ""
    text = f"_:{term.value}" if isinstance(term, BlankNode) else term.value
    if not raw and isinstance(term, Literal):
        text = guard_formula(visible(text))
    return '"' + text.replace('"', '""') + '"' if re.search(r'[,"\r\n]', text) else text


def _tsv(solutions: Solutions) -> str:
    """Write TSV as the W3C wants it: terms as in Turtle, numbers bare."""
    lines = ["\t".join(f"?{name}" for name in solutions.variables)]
    lines += ["\t".join(_tsv_field(term) for term in row) for row in solutions.rows]
    return as_turtle_escapes("\n".join(lines)) + "\n"


def _tsv_field(term: Term | None) -> str:
    if term is None:
        return ""
    if isinstance(term, Literal) and not term.language:
        kind = term.datatype.value
        if kind == XSD_NS + "integer" and re.fullmatch(r"[+-]?\d+", term.value):
            return term.value
        if kind == XSD_NS + "decimal" and re.fullmatch(r"[+-]?\d*\.\d+", term.value):
            return term.value
    return str(term).replace("\t", "\\t")
