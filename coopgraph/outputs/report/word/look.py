"""The look: styles that an office can change in one place, the page, its head and its foot."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor, Twips

from coopgraph.analysis.gaps.wording import day_text
from coopgraph.messages import message
from coopgraph.outputs.report.blocks import Report
from coopgraph.outputs.report.style import HouseStyle
from coopgraph.outputs.report.word.lines import LANGUAGE_TAGS
from coopgraph.outputs.report.word.nodes import Node, field, node, paragraph, run

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.styles.style import ParagraphStyle

__all__ = ["head_and_foot", "lay_out_page", "make_styles", "text_width"]

#: On every machine, or one of the same widths is (Liberation Sans).
_FONT: Final = "Arial"
_FIXED_FONT: Final = "Courier New"
_GREY: Final = "595959"
_LINE: Final = "D0D0D0"
_SHORT, _LONG, _MARGIN = Mm(210), Mm(297), Mm(20)
#: Id, base, size in points, space before and after.
_OWN_STYLES: Final = (
    ("Table Text", "Normal", 8, 0, 0),
    ("Table Number", "Table Text", 8, 0, 0),
    ("Table Head", "Table Text", 8, 0, 0),
    ("Table Note", "Normal", 8, 2, 2),
    ("Count", "Normal", 22, 2, 0),
    ("Count Label", "Normal", 8.5, 0, 2),
    ("Note", "Normal", 9.5, 6, 6),
    ("Code", "Normal", 7.5, 2, 6),
    ("Colophon", "Normal", 8, 6, 0),
)
_HEADINGS: Final = (("Heading 1", 15, 14, 4), ("Heading 2", 12, 10, 3), ("Heading 3", 10.5, 8, 2))
_WORD_2013: Final = "15"
_PAGE, _PAGES = "\ue000", "\ue001"


def make_styles(document: Document, style: HouseStyle, lang: str) -> None:
    """Give a document its styles: those that Word knows by name, and a few of its own.

    Parameters
    ----------
    document
        A new document of python-docx.
    style
        The look of the house.
    lang
        Language of the text.
    """
    styles = document.styles
    _defaults(styles.element, lang)
    _modern(document.settings.element, lang)
    accent = RGBColor.from_string(style.accent.lstrip("#").upper())
    normal = styles["Normal"]
    _spaced(normal, 9.5, 3, 5)
    normal.paragraph_format.line_spacing = 1.12
    for name, size, before, after in _HEADINGS:
        _spaced(styles[name], size, before, after)
        styles[name].font.color.rgb = accent
        styles[name].paragraph_format.keep_with_next = True
    _spaced(styles["Title"], 20, 0, 2)
    _spaced(styles["Subtitle"], 11.5, 0, 6)
    styles["Subtitle"].font.italic = False
    _spaced(styles["Caption"], 8.5, 8, 3)
    for name in ("Title", "Subtitle", "Caption"):
        styles[name].font.color.rgb = accent
    for name in ("Header", "Footer"):
        _spaced(styles[name], 8, 0, 0)
        styles[name].font.color.rgb = RGBColor.from_string(_GREY)
    _rule(styles["Title"], "bottom", style.accent)
    for name, base, size, before, after in _OWN_STYLES:
        made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = styles[base]
        made.quick_style = True
        _spaced(made, size, before, after)
    styles["Table Number"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    styles["Table Head"].font.bold = True
    for name in ("Table Text", "Count", "Count Label"):
        styles[name].paragraph_format.line_spacing = 1.0
        styles[name].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    styles["Count"].font.bold = True
    styles["Count"].font.color.rgb = accent
    styles["Count"].paragraph_format.keep_with_next = True
    for name in ("Table Note", "Colophon"):
        styles[name].font.color.rgb = RGBColor.from_string(_GREY)
    styles["Note"].paragraph_format.left_indent = Mm(4)
    _rule(styles["Note"], "left", style.accent, size=24, space=8)
    styles["Code"].font.name = _FIXED_FONT
    styles["Code"].paragraph_format.line_spacing = 1.0
    _rule(styles["Code"], "left", f"#{_LINE}", size=12, space=6)
    for name, underline in (("Hyperlink", True), ("Record Code", False)):
        link = styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        link.font.color.rgb = accent
        link.font.underline = underline
    styles["Record Code"].font.size = Pt(7.5)
    styles.element.append(_table_style("Report Table", style.accent, plain=False))
    styles.element.append(_table_style("Report Counts", style.accent, plain=True))


def _defaults(styles: Node, lang: str) -> None:
    """Set font and language of all text; the template sets fonts by theme and colours by hand."""
    for fonts in styles.iter(qn("w:rFonts")):
        for name in list(fonts.attrib):
            del fonts.attrib[name]
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), _FONT)
    for tag in styles.iter(qn("w:lang")):
        tag.set(qn("w:val"), LANGUAGE_TAGS[lang])
    for run_ in list(styles.iter(qn("w:rPr"))):
        for spread in run_.findall(qn("w:spacing")):
            run_.remove(spread)
    for border in list(styles.iter(qn("w:pBdr"))):
        border.getparent().remove(border)


def _modern(settings: Node, lang: str) -> None:
    """Say that the document is one of Word 2013, lest Word opens it as an older one."""
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), _WORD_2013)
    for tag in settings.iter(qn("w:themeFontLang")):
        tag.set(qn("w:val"), LANGUAGE_TAGS[lang])


def _spaced(style: ParagraphStyle, size: float, before: float, after: float) -> None:
    style.font.size = Pt(size)
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)


def _rule(style: ParagraphStyle, side: str, colour: str, *, size: int = 8, space: int = 3) -> None:
    properties = style.element.get_or_add_pPr()
    rule = node(f"w:{side}", val="single", sz=size, space=space, color=colour.lstrip("#").upper())
    # Tags that follow borders in the schema: Word refuses a file that has them in another order.
    properties.insert_element_before(
        node("w:pBdr", rule),
        *("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:contextualSpacing"),
        *("w:jc", "w:outlineLvl"),
    )


def _table_style(name: str, accent: str, *, plain: bool) -> Node:
    colour = accent.lstrip("#").upper()
    borders = (
        []
        if plain
        else [
            node("w:top", val="single", sz=8, space=0, color=colour),
            node("w:bottom", val="single", sz=8, space=0, color=colour),
            node("w:insideH", val="single", sz=4, space=0, color=_LINE),
        ]
    )
    margins = [
        node(f"w:{side}", w=size, type="dxa")
        for side, size in (("top", 35), ("left", 0 if plain else 70), ("bottom", 35), ("right", 70))
    ]
    made = node(
        "w:style",
        node("w:name", val=name),
        node("w:basedOn", val="TableNormal"),
        node("w:uiPriority", val=99),
        node("w:qFormat"),
        node(
            "w:tblPr",
            *([node("w:tblBorders", *borders)] if borders else []),
            node("w:tblCellMar", *margins),
        ),
        type="table",
        customStyle=1,
        styleId=name.replace(" ", ""),
    )
    if not plain:
        rule = node("w:bottom", val="single", sz=8, space=0, color=colour)
        look = [
            node("w:tcBorders", rule),
            node("w:shd", val="clear", color="auto", fill=_tint(colour)),
            node("w:vAlign", val="bottom"),
        ]
        made.append(node("w:tblStylePr", node("w:tcPr", *look), type="firstRow"))
        # Where the first column names its rows; a table says whether it does.
        made.append(node("w:tblStylePr", node("w:rPr", node("w:b")), type="firstCol"))
    return made


def _tint(colour: str) -> str:
    """Return a colour thinned to a tenth, on which dark text is read."""
    parts = [int(colour[start : start + 2], 16) for start in (0, 2, 4)]
    return "".join(f"{255 - (255 - part) // 10:02X}" for part in parts)


def lay_out_page(section: Section, *, wide: bool = False) -> None:
    """Give the pages of a section the size A4, upright or `wide`."""
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (_LONG, _SHORT) if wide else (_SHORT, _LONG)
    section.left_margin = section.right_margin = _MARGIN
    section.top_margin = section.bottom_margin = Mm(20)
    section.header_distance = section.footer_distance = Mm(10)


def text_width(section: Section) -> int:
    """Return the width of the text of a section in twentieths of a point."""
    page, left, right = section.page_width, section.left_margin, section.right_margin
    return Twips(0) + round(((page or 0) - (left or 0) - (right or 0)) / 635)


def head_and_foot(section: Section, report: Report, style: HouseStyle) -> None:
    """Write the line of the house and the day at the head, line and page number at the foot."""
    width = text_width(section)
    day = message("As of {day}", day=day_text(report.as_of)[report.lang])
    head, foot = section.header, section.footer
    head.is_linked_to_previous = foot.is_linked_to_previous = False
    left = style.header or report.title
    _replace(head, _line("Header", [run(left)], [run(day.in_language(report.lang))], width))
    said = message("Page {page} of {pages}", page=_PAGE, pages=_PAGES).in_language(report.lang)
    pages: list[Node] = []
    for part in re.split(f"([{_PAGE}{_PAGES}])", said):
        if part in (_PAGE, _PAGES):
            pages += field("PAGE" if part == _PAGE else "NUMPAGES", "1")
        elif part:
            pages.append(run(part))
    _replace(foot, _line("Footer", [run(style.footer or report.generator)], pages, width))


def _line(style: str, left: list[Node], right: list[Node], width: int) -> Node:
    made = paragraph(style, [*left, node("w:r", node("w:tab")), *right])
    stops = [node("w:tab", val="clear", pos=pos) for pos in (4320, 4680, 8640, 9360)]
    made.pPr.append(node("w:tabs", *stops, node("w:tab", val="right", pos=width)))
    return made


def _replace(part: object, line: Node) -> None:
    element = part._element  # type: ignore[attr-defined]
    for child in list(element):
        element.remove(child)
    element.append(line)
