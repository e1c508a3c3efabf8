"""Answers of queries in the W3C SPARQL result formats, and as tables for people.

SELECT and ASK: JSON, CSV, TSV, XML [1]_ [2]_ [3]_; CONSTRUCT and DESCRIBE: Turtle, N-Triples,
JSON-LD. Bytes depend on nothing but the answer.

References
----------
.. [1] SPARQL 1.1 Query Results JSON Format, https://www.w3.org/TR/sparql11-results-json/
.. [2] SPARQL 1.1 Query Results CSV and TSV Formats, https://www.w3.org/TR/sparql11-results-csv-tsv/
.. [3] SPARQL Query Results XML Format, https://www.w3.org/TR/rdf-sparql-XMLres/
"""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET  # written, never read
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from coopgraph.namespaces import PREFIXES, XSD_NS, curie
from coopgraph.outputs.tables import Cell, Table, guard_formula
from coopgraph.rdf.serialize import turtle
from coopgraph.store.base import Answer, Solutions, Term

__all__ = ["GRAPH_FORMATS", "RESULT_FORMATS", "as_table", "render_graph", "render_result"]

#: Formats of SELECT and ASK answers.
RESULT_FORMATS: Final = ("json", "csv", "tsv", "xml")
#: Formats of CONSTRUCT and DESCRIBE answers.
GRAPH_FORMATS: Final = ("turtle", "nt", "jsonld")

_SPARQL_XML = "http://www.w3.org/2005/sparql-results#"
_STRING = XSD_NS + "string"
_INTEGERS = frozenset(
    XSD_NS + name for name in ("integer", "int", "long", "short", "nonNegativeInteger")
)
_DECIMALS = frozenset(XSD_NS + name for name in ("decimal", "double", "float"))


def as_table(
    answer: Solutions | bool, *, notes: tuple[str, ...] = (), brief: bool = False
) -> Table:
    """Return a SELECT or ASK answer as a table: prefixed names, plain text, numbers.

    Parameters
    ----------
    answer
        The answer.
    notes
        Remarks below the table.
    brief
        Leave out a column whose labels stand in another (``partner`` beside ``partner_label``), for
        readers with eighty columns.

    Examples
    --------
    >>> as_table(Solutions(("n",), [(Literal(3),)])).rows
    [(3,)]
    """
    if isinstance(answer, bool):
        return Table(columns=("answer",), rows=[(answer,)], notes=notes)
    names = answer.variables
    shown = [i for i, name in enumerate(names) if not (brief and f"{name}_label" in names)]
    rows = [tuple(_cell(row[i]) for i in shown) for row in answer.rows]
    columns = tuple(names[i].removesuffix("_label") if brief else names[i] for i in shown)
    return Table(columns=columns, rows=rows, notes=notes)


def _cell(term: Term | None) -> Cell:
    if term is None:
        return None
    if isinstance(term, NamedNode):
        return curie(term.value)
    if isinstance(term, Literal):
        return _value(term)
    return f"_:{term.value}"


def _value(term: Literal) -> Cell:
    datatype = term.datatype.value
    try:
        if datatype in _INTEGERS:
            return int(term.value)
        if datatype in _DECIMALS:
            return Decimal(term.value)
    except (ValueError, InvalidOperation):
        return term.value
    return term.value


def render_result(answer: Solutions | bool, format: str, *, guarded: bool = True) -> str:
    """Render a SELECT or ASK answer in a W3C format.

    Parameters
    ----------
    answer
        The answer.
    format
        One of :data:`RESULT_FORMATS`. CSV and TSV of an ASK answer are one column ``answer``.
    guarded
        For CSV: put an apostrophe before text that a spreadsheet would take for a formula.

    Returns
    -------
    str

    Examples
    --------
    >>> render_result(Solutions(("n",), [(Literal("a"),)]), "csv").splitlines()
    ['n', 'a']
    """
    if format == "json":
        return _json(answer)
    if format == "xml":
        return _xml(answer)
    if isinstance(answer, bool):
        answer = Solutions(("answer",), [(Literal(answer),)])
    return _csv(answer, guarded=guarded) if format == "csv" else _tsv(answer)


def _json(answer: Solutions | bool) -> str:
    document: dict[str, Any]
    if isinstance(answer, bool):
        document = {"head": {}, "boolean": answer}
    else:
        bindings = [
            {
                name: _json_term(term)
                for name, term in zip(answer.variables, row, strict=True)
                if term is not None
            }
            for row in answer.rows
        ]
        document = {"head": {"vars": list(answer.variables)}, "results": {"bindings": bindings}}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _json_term(term: Term) -> dict[str, str]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if not isinstance(term, Literal):
        return {"type": "bnode", "value": term.value}
    found = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype.value != _STRING:
        found["datatype"] = term.datatype.value
    return found


def _csv(answer: Solutions, *, guarded: bool) -> str:
    output = io.StringIO()
    writer = csv.writer(output, lineterminator="\r\n")
    writer.writerow(answer.variables)
    for row in answer.rows:
        writer.writerow([_csv_cell(term, guarded) for term in row])
    return output.getvalue()


def _csv_cell(term: Term | None, guarded: bool) -> str:
    if term is None:
        return ""
    if isinstance(term, Literal):
        text = isinstance(_value(term), str)
        return guard_formula(term.value) if guarded and text else term.value
    return term.value if isinstance(term, NamedNode) else f"_:{term.value}"


def _tsv(answer: Solutions) -> str:
    lines = ["\t".join(f"?{name}" for name in answer.variables)]
    lines += ["\t".join(_tsv_cell(term) for term in row) for row in answer.rows]
    return "\n".join(lines) + "\n"


def _tsv_cell(term: Term | None) -> str:
    if term is None:
        return ""
    if isinstance(term, Literal) and not isinstance(_value(term), str):
        return term.value
    return str(term).replace("\t", "\\t")


def _xml(answer: Solutions | bool) -> str:
    ET.register_namespace("", _SPARQL_XML)
    root = ET.Element(f"{{{_SPARQL_XML}}}sparql")
    head = ET.SubElement(root, f"{{{_SPARQL_XML}}}head")
    if isinstance(answer, bool):
        ET.SubElement(root, f"{{{_SPARQL_XML}}}boolean").text = "true" if answer else "false"
    else:
        for name in answer.variables:
            ET.SubElement(head, f"{{{_SPARQL_XML}}}variable", name=name)
        results = ET.SubElement(root, f"{{{_SPARQL_XML}}}results")
        for row in answer.rows:
            result = ET.SubElement(results, f"{{{_SPARQL_XML}}}result")
            for name, term in zip(answer.variables, row, strict=True):
                if term is not None:
                    binding = ET.SubElement(result, f"{{{_SPARQL_XML}}}binding", name=name)
                    _xml_term(binding, term)
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _xml_term(binding: ET.Element, term: Term) -> None:
    if isinstance(term, NamedNode):
        ET.SubElement(binding, f"{{{_SPARQL_XML}}}uri").text = _xml_text(term.value)
    elif isinstance(term, Literal):
        literal = ET.SubElement(binding, f"{{{_SPARQL_XML}}}literal")
        literal.text = _xml_text(term.value)
        if term.language:
            literal.set("{http://www.w3.org/XML/1998/namespace}lang", term.language)
        elif term.datatype.value != _STRING:
            literal.set("datatype", term.datatype.value)
    else:
        ET.SubElement(binding, f"{{{_SPARQL_XML}}}bnode").text = term.value


def _xml_text(text: str) -> str:
    """Replace what XML 1.0 cannot hold: control characters and half surrogates."""
    return "".join(
        c if c in "\t\n\r" or (ord(c) >= 0x20 and c not in "\ufffe\uffff") else "\ufffd"
        for c in text
    )


def render_graph(triples: list[Triple], format: str) -> bytes:
    """Render a CONSTRUCT or DESCRIBE answer.

    Parameters
    ----------
    triples
        The answer.
    format
        One of :data:`GRAPH_FORMATS`.

    Returns
    -------
    bytes
        UTF-8, sorted.
    """
    if format == "turtle":
        return turtle(triples)
    ordered = sorted(set(triples), key=lambda t: (str(t.subject), str(t.predicate), str(t.object)))
    kind = RdfFormat.JSON_LD if format == "jsonld" else RdfFormat.N_TRIPLES
    output = io.BytesIO()
    serialize(ordered, output=output, format=kind, prefixes=PREFIXES)
    return output.getvalue()


def formats_of(answer: Answer) -> tuple[str, ...]:
    """Return the formats in which an answer can be rendered, the default first."""
    if isinstance(answer, list):
        return GRAPH_FORMATS
    return ("table", *RESULT_FORMATS, "md", "xlsx")
