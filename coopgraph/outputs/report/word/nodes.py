"""Nodes of WordprocessingML, built as nodes: no text is ever read as markup.

python-docx writes tables cell by cell, each time looking the whole table up; a table of hundreds of
rows is built here instead, and put into its document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from coopgraph.outputs.safe_text import visible, xml_text

__all__ = ["Node", "field", "node", "paragraph", "run", "shown_text"]

#: An element of lxml, which has no types of its own.
Node = Any
_BREAKS: Final = re.compile(r"([\n\t])")


def node(tag: str, *children: Node, **attributes: object) -> Node:
    """Return an element.

    Parameters
    ----------
    tag
        Name with its prefix, such as ``w:p``.
    *children
        Elements within it, in their order.
    **attributes
        Attributes of the namespace ``w`` by their local name; None leaves one out.

    Examples
    --------
    >>> node("w:jc", val="right").get(qn("w:val"))
    'right'
    """
    made = OxmlElement(tag)
    for name, value in attributes.items():
        if value is not None:
            made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def shown_text(text: str) -> str:
    r"""Return a text as XML can hold it: what cannot be seen is U+FFFD.

    Examples
    --------
    >>> shown_text("nul\x00, turned \u202e")
    'nul\ufffd, turned \ufffd'
    """
    return xml_text(visible(text))


def run(
    text: str, *, style: str = "", strong: bool = False, lang: str = "", proof: bool = True
) -> Node:
    r"""Return a run of text; line feeds and tabs are kept as such.

    Parameters
    ----------
    text
        The text.
    style
        Id of a character style.
    strong
        Whether it is bold.
    lang
        Tag of its language if another than that of the document.
    proof
        Whether spelling is looked at.

    Examples
    --------
    >>> [child.tag.rpartition("}")[2] for child in run("a\nb")]
    ['t', 'br', 't']
    """
    properties = []
    if style:
        properties.append(node("w:rStyle", val=style))
    if strong:
        properties.append(node("w:b"))
    if not proof:
        properties.append(node("w:noProof"))
    if lang:
        properties.append(node("w:lang", val=lang))
    made = node("w:r", *([node("w:rPr", *properties)] if properties else []))
    for part in _BREAKS.split(shown_text(text)):
        if part == "\n":
            made.append(node("w:br"))
        elif part == "\t":
            made.append(node("w:tab"))
        elif part:
            made.append(_text("w:t", part))
    return made


def _text(tag: str, text: str) -> Node:
    made = OxmlElement(tag, attrs={qn("xml:space"): "preserve"})
    made.text = text
    return made


def field(instruction: str, value: str) -> list[Node]:
    """Return a field that Word and LibreOffice compute, with the value that it has now.

    Parameters
    ----------
    instruction
        What it computes, such as ``PAGE``.
    value
        What is shown until it is computed again.
    """
    return [
        node("w:r", node("w:fldChar", fldCharType="begin")),
        node("w:r", _text("w:instrText", f" {instruction} ")),
        node("w:r", node("w:fldChar", fldCharType="separate")),
        run(value),
        node("w:r", node("w:fldChar", fldCharType="end")),
    ]


def paragraph(
    style: str, children: Iterable[Node] = (), *, properties: Mapping[str, str] | None = None
) -> Node:
    """Return a paragraph.

    Parameters
    ----------
    style
        Id of its style; empty for that of the document.
    children
        Runs, links and marks within it.
    properties
        Values of further properties by their tag, in the order of the schema.

    Examples
    --------
    >>> paragraph("Heading1", [run("Decisions")]).style
    'Heading1'
    """
    made = node("w:p")
    inner = [node("w:pStyle", val=style)] if style else []
    inner += [node(tag, val=value) for tag, value in (properties or {}).items()]
    if inner:
        made.append(node("w:pPr", *inner))
    made.extend(children)
    return made
