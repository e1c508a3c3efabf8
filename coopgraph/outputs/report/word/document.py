"""A report put into a document of python-docx, block by block."""

from __future__ import annotations

import datetime
import io
from typing import TYPE_CHECKING, Final

import docx
from docx.enum.section import WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Inches, Mm

from coopgraph.analysis.gaps.wording import day_text
from coopgraph.messages import Message, message
from coopgraph.outputs.report.blocks import (
    Block,
    Code,
    Counts,
    Grid,
    Items,
    Note,
    Paragraph,
    Picture,
    Report,
    Section,
    walk,
)
from coopgraph.outputs.report.leading import with_leads
from coopgraph.outputs.report.links import anchors
from coopgraph.outputs.report.style import HouseStyle, Logo
from coopgraph.outputs.report.word.grids import counts_table, grid_table
from coopgraph.outputs.report.word.lines import LANGUAGE_TAGS, Lines
from coopgraph.outputs.report.word.logo import bitmap
from coopgraph.outputs.report.word.look import (
    head_and_foot,
    lay_out_page,
    make_styles,
    text_width,
)
from coopgraph.outputs.report.word.nodes import Node, field, paragraph, run, shown_text
from coopgraph.outputs.report.word.places import Places

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["written"]

_DEEPEST: Final = 3
_TWIPS_AN_INCH: Final = 1440
_LOGO_HEIGHT: Final = Mm(15)
#: Longest text of a property, by the format.
_LONGEST: Final = 255


def written(report: Report, style: HouseStyle) -> Document:
    """Return a report as a document of python-docx.

    Parameters
    ----------
    report
        The report.
    style
        The look of the house.

    Returns
    -------
    docx.document.Document
        The chapters on upright pages, the annex on wide ones.
    """
    document = docx.Document()
    _describe(document, report)
    make_styles(document, style, report.lang)
    writer = _Writer(document, report)
    writer.begin(wide=False, style=style)
    writer.title(style.logo)
    writer.sections(report.sections)
    if report.annex:
        document.add_section(WD_SECTION.NEW_PAGE)
        writer.begin(wide=True, style=style)
        writer.sections(report.annex)
    writer.add(paragraph("Colophon", [run(" ".join((f"{report.generator}.", *report.vintage)))]))
    return document


def _describe(document: Document, report: Report) -> None:
    """Say what the document is; what the template says of itself is taken out."""
    about = document.core_properties
    about.title = shown_text(report.title)[:_LONGEST]
    about.subject = shown_text(report.subtitle)[:_LONGEST]
    about.language = LANGUAGE_TAGS[report.lang]
    about.author = about.last_modified_by = shown_text(report.generator)[:_LONGEST]
    about.comments = about.keywords = ""
    about.revision = 1
    day = datetime.datetime.combine(report.as_of, datetime.time(), datetime.UTC)
    about.created = about.modified = day
    relations = document.part.package.rels
    for key in [k for k, rel in relations.items() if rel.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del relations[key]


class _Writer:
    """Writes the blocks of one report into one document, in their order."""

    def __init__(self, document: Document, report: Report) -> None:
        self._document = document
        self._report = report
        self._places = Places(anchors(report))
        self._lines = Lines(document.part, report.lang, self._places)
        self._numbered = {"table": 0, "figure": 0}
        self._width = 0

    def say(self, text: Message) -> str:
        return text.in_language(self._report.lang)

    def add(self, *elements: Node) -> None:
        """Put elements before the properties of the section, which end the body."""
        end = self._document.element.body.sectPr
        for element in elements:
            end.addprevious(element)

    def begin(self, *, wide: bool, style: HouseStyle) -> None:
        """Lay out the pages of what follows."""
        section = self._document.sections[-1]
        lay_out_page(section, wide=wide)
        head_and_foot(section, self._report, style)
        self._width = text_width(section)

    def title(self, logo: Logo | None) -> None:
        report = self._report
        if logo is not None:
            self._picture(bitmap(logo), logo.alt, height=_LOGO_HEIGHT)
        day = self.say(message("As of {day}", day=day_text(report.as_of)[report.lang]))
        self.add(
            paragraph("Title", [run(report.title)]),
            paragraph("Subtitle", [run(" · ".join(filter(None, (report.subtitle, day))))]),
        )

    def sections(self, sections: tuple[Section, ...]) -> None:
        for level, section in walk(sections):
            heading = self._places.marked(section.anchor, [run(section.title)])
            # What is to be decided has the first page for itself.
            second = any(section is one for one in self._report.sections[1:2])
            broken = {"w:pageBreakBefore": "1"} if second else None
            self.add(paragraph(f"Heading{min(level, _DEEPEST)}", heading, properties=broken))
            for block, leads in with_leads(section.blocks):
                self._block(block, leads=leads)

    def _block(self, block: Block, *, leads: bool) -> None:
        if isinstance(block, Paragraph):
            kept = {"w:keepNext": "1"} if leads else None
            self.add(paragraph("", self._lines.line(block.line, block.records), properties=kept))
        elif isinstance(block, Note):
            self.add(paragraph("Note", self._lines.line(block.line, block.records)))
        elif isinstance(block, Items):
            self._items(block)
        elif isinstance(block, Counts):
            self.add(*counts_table(block, self._lines, self._width))
        elif isinstance(block, Grid):
            self._grid(block)
        elif isinstance(block, Picture):
            self._figure(block)
        else:
            self._code(block)

    def _items(self, block: Items) -> None:
        style = "ListNumber" if block.ordered else "ListBullet"
        numbering = self._restarted() if block.ordered else None
        for item in block.items:
            made = paragraph(style, self._lines.line(item.line, item.records))
            if numbering is not None:
                properties = made.pPr.get_or_add_numPr()
                properties.get_or_add_ilvl().val = 0
                properties.get_or_add_numId().val = numbering
            self.add(made)

    def _restarted(self) -> int:
        """Return a numbering that begins at one, of the look of the style for numbered lists."""
        style = self._document.styles["List Number"].element
        numbering = self._document.part.numbering_part.element
        own = numbering.num_having_numId(style.pPr.numPr.numId.val)
        new = numbering.add_num(own.abstractNumId.val)
        new.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(new.numId)

    def _grid(self, grid: Grid) -> None:
        self.add(self._caption("table", grid.anchor, grid.caption, follows=True))
        if grid.rows:
            self.add(grid_table(grid, self._lines, self._places, self._width))
        elif grid.empty:
            self.add(paragraph("", [run(grid.empty)]))
        self.add(*(paragraph("TableNote", [run(note)]) for note in grid.notes))

    def _figure(self, picture: Picture) -> None:
        width = min(picture.plot.width, self._width / _TWIPS_AN_INCH)
        self._picture(picture.plot.png, picture.alt, width=Inches(width))
        self.add(self._caption("figure", picture.anchor, picture.caption, follows=False))

    def _picture(
        self, content: bytes, alt: str, *, width: int | None = None, height: int | None = None
    ) -> None:
        shape = self._document.add_picture(io.BytesIO(content), width, height)
        inline = shape._inline
        inline.docPr.set("descr", shown_text(alt))
        for side in "TBLR":  # what is not stated, LibreOffice takes for some millimetres
            inline.set(f"dist{side}", "0")
        self._document.paragraphs[-1].paragraph_format.keep_with_next = True

    def _caption(self, kind: str, anchor: str, text: str, *, follows: bool) -> Node:
        """Return a caption with a number that Word counts; `follows` if what it names comes."""
        self._numbered[kind] += 1
        word = self.say(message("Table") if kind == "table" else message("Figure"))
        number = field(f"SEQ {word} \\* ARABIC", str(self._numbered[kind]))
        label = self._places.marked(anchor, [run(f"{word} "), *number])
        inner = [*label, run(f" – {text}")]
        return paragraph("Caption", inner, properties={"w:keepNext": "1"} if follows else None)

    def _code(self, code: Code) -> None:
        title = self._places.marked(code.anchor, [run(code.title, strong=True)])
        self.add(
            paragraph("", title, properties={"w:keepNext": "1"}),
            paragraph("Code", [run(code.text, proof=False)]),
        )
