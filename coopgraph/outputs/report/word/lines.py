"""Lines, cells and codes of records as runs and links."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from coopgraph.analysis.gaps.records import Language
from coopgraph.outputs.report.blocks import Cell, Line, Marked, record_anchor
from coopgraph.outputs.report.values import shown
from coopgraph.outputs.report.word.nodes import Node, node, run
from coopgraph.outputs.report.word.places import Places
from coopgraph.outputs.safe_text import is_web_address

if TYPE_CHECKING:
    from docx.parts.document import DocumentPart

__all__ = ["LANGUAGE_TAGS", "Lines"]

#: Tags of the languages, with the country whose spelling and hyphens Word has.
LANGUAGE_TAGS: Final = {"fr": "fr-FR", "en": "en-GB"}


class Lines:
    """Writes the lines of a document.

    Parameters
    ----------
    part
        The document, which keeps the addresses of its links.
    lang
        Language of the document.
    places
        Its bookmarks.
    """

    def __init__(self, part: DocumentPart, lang: Language, places: Places) -> None:
        self._part = part
        self._lang = lang
        self._places = places

    def line(self, line: Line, records: Iterable[str] = ()) -> list[Node]:
        """Return a line, and the codes of the records that it rests on."""
        made = [
            self._span(span.text, href=span.href, strong=span.strong, lang=span.lang)
            for span in line
            if span.text
        ]
        return made + self.codes(records, before=" [", after="]")

    def cell(self, cell: Cell) -> list[Node]:
        """Return what a cell holds; nothing if it holds nothing."""
        text = shown(cell, self._lang)
        if not text:
            return []
        if isinstance(cell, Marked):
            return [self._span(text, href=cell.href, lang=cell.lang)]
        return [run(text)]

    def codes(
        self, records: Iterable[str], *, before: str = "", after: str = "", own: str = ""
    ) -> list[Node]:
        """Return the codes of records, each leading to its row in the annex.

        Parameters
        ----------
        records
            The codes.
        before, after
            Text around them, if there are any.
        own
            Anchor of the row in which they stand: a code does not lead to itself.
        """
        made: list[Node] = []
        for code in records:
            if between := ", " if made else before:
                made.append(run(between, style="RecordCode"))
            anchor = record_anchor(code)
            href = "" if anchor == own else f"#{anchor}"
            made.append(self._span(code, href=href, style="RecordCode", proof=False))
        return [*made, run(after, style="RecordCode")] if made and after else made

    def link(self, href: str, children: Iterable[Node]) -> list[Node]:
        """Return nodes as a link to an anchor; as they are if nothing has that anchor."""
        name = self._places.name(href.removeprefix("#"))
        inner = list(children)
        return [node("w:hyperlink", *inner, anchor=name, history=1)] if name else inner

    def _span(
        self,
        text: str,
        *,
        href: str = "",
        style: str = "",
        strong: bool = False,
        lang: str = "",
        proof: bool = True,
    ) -> Node:
        tag = LANGUAGE_TAGS.get(lang, lang) if lang != self._lang else ""
        inside = href.startswith("#") and self._places.name(href[1:]) is not None
        leads = inside or is_web_address(href)
        made = run(
            text,
            style=style or ("Hyperlink" if leads else ""),
            strong=strong,
            lang=tag,
            proof=proof,
        )
        if not leads:
            return made
        if inside:
            return self.link(href, [made])[0]
        link = node("w:hyperlink", made, history=1)
        target = self._part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(qn("r:id"), target)
        return link
