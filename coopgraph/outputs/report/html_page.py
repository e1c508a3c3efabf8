"""Texts, links and records of a report as HTML: what the template asks for, safe to be put in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from coopgraph.messages import message
from coopgraph.outputs.report.blocks import (
    Block,
    Cell,
    Code,
    Column,
    Count,
    Grid,
    Items,
    Line,
    Marked,
    Note,
    Paragraph,
    Picture,
    Report,
    Row,
    Section,
    record_anchor,
    walk,
)
from coopgraph.outputs.report.svg import inline_svg
from coopgraph.outputs.report.values import shown, typeset
from coopgraph.outputs.safe_text import visible, xml_text

__all__ = ["HtmlPage", "anchor_id", "isolated", "plain_text"]

#: Letters written from right to left, and marks that count as such.
_LETTERS: Final = (
    "\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff"
)
_RIGHT_TO_LEFT: Final = re.compile(
    f"([{_LETTERS}]+(?:(?:(?![{_LETTERS}])[\\W\\d_])+[{_LETTERS}]+)*)"
)
#: Where ids and addresses, which have no blanks, may go on in the next line.
_SEAM: Final = re.compile(r"(?<=\w[/_])(?=\w)")
_NO_ID: Final = re.compile(r"[^\w.:-]")
#: So many places that name a record are linked from its row.
_MOST_BACK: Final = 5
#: Narrowest width of a column, in units of the letter size, by its kind.
_NARROWEST: Final = {"text": 8.0, "number": 4.0, "date": 8.0, "records": 5.5}
_WIDEST: Final = 60


def plain_text(text: str) -> str:
    r"""Return a text of which every character can be seen.

    Examples
    --------
    >>> plain_text("a\x00b\u202ec\ud800")
    'a\ufffdb\ufffdc\ufffd'
    """
    return visible(xml_text(text))


def isolated(text: str) -> Markup:
    """Return a text as HTML; what is written from right to left leaves its neighbours in place.

    Examples
    --------
    >>> isolated("<b>")
    Markup('&lt;b&gt;')
    """
    parts = _RIGHT_TO_LEFT.split(plain_text(text))
    return Markup("").join(
        Markup("<bdi>{}</bdi>").format(part)
        if odd % 2
        else Markup("<wbr>").join(escape(piece) for piece in _SEAM.split(part))
        for odd, part in enumerate(parts)
    )


def anchor_id(anchor: str) -> str:
    """Return an anchor as an id of HTML, which has no blanks.

    Examples
    --------
    >>> anchor_id("annex-A-candidate"), anchor_id("a b")
    ('annex-A-candidate', 'a_20_b')
    """
    return _NO_ID.sub(lambda found: f"_{ord(found[0]):x}_", anchor)


class HtmlPage:
    """A report on its way to HTML.

    Parameters
    ----------
    report
        The report.

    Attributes
    ----------
    classes
        Names of the classes of style that figures and columns needed so far, by declarations.
    """

    def __init__(self, report: Report) -> None:
        self.report = report
        self.classes: dict[str, str] = {}
        sections = (*report.sections, *report.annex)
        self._anchors = frozenset(_anchors(sections))
        self._named: Counter[str] = Counter(_named(sections))
        self._passed: Counter[str] = Counter()

    def text(self, text: str, lang: str = "") -> Markup:
        """Return a text, with the blanks of its language."""
        return isolated(typeset(text, lang or self.report.lang))

    def line(self, spans: Line) -> Markup:
        """Return runs of text."""
        parts = []
        for span in spans:
            text = self.linked(self.text(span.text, span.lang), span.href, span.text)
            if span.strong:
                text = Markup("<strong>{}</strong>").format(text)
            parts.append(_tongue(text, span.lang))
        return Markup("").join(parts)

    def linked(self, text: Markup, href: str, label: str = "") -> Markup:
        """Return a text as a link where it leads somewhere: into the report, or to the web."""
        if href.startswith("#"):
            if href[1:] not in self._anchors:
                return text
            return Markup('<a href="#{}">{}</a>').format(anchor_id(href[1:]), text)
        try:
            scheme = urlsplit(href).scheme
        except ValueError:
            return text
        if scheme not in ("http", "https", "mailto"):
            return text
        # On paper the address follows the text, unless it is the text.
        kind = "bare" if label == href else "out"
        return Markup('<a class="{}" href="{}">{}</a>').format(kind, plain_text(href), text)

    def count(self, count: Count) -> Markup:
        """Return a number with what it counts, as a link to the table of that length."""
        text = Markup("<strong>{}</strong> <span>{}</span>").format(
            self.cell(count.value), self.text(count.label)
        )
        return self.linked(text, "#" + count.target)

    def cell(self, cell: Cell) -> Markup:
        """Return what stands in a cell."""
        said = shown(cell, self.report.lang)
        if not isinstance(cell, Marked):
            return self.text(said)
        return _tongue(self.linked(self.text(said, cell.lang), cell.href, said), cell.lang)

    def records(self, codes: Sequence[str], *, anchor: str = "") -> Markup:
        """Return codes of records, each linked to its row in the annex, after a blank.

        Parameters
        ----------
        codes
            The codes.
        anchor
            Anchor of the row in which they stand: its own code links back to where it is named.
        """
        if not codes:
            return Markup("")
        said = (self._own(code) if record_anchor(code) == anchor else self._cited(code)
                for code in codes)  # fmt: skip
        return Markup(' <span class="codes">{}</span>').format(Markup(" ").join(said))

    def _own(self, code: str) -> Markup:
        parts = [Markup('<a class="code" href="#{}">{}</a>').format(record_anchor(code), code)]
        for number in range(1, min(self._named[code], _MOST_BACK) + 1):
            said = message("back to where {code} is named ({n})", code=code, n=number)
            parts.append(
                Markup('<a class="back" href="#{}" aria-label="{}">↩{}</a>').format(
                    _cite(code, number),
                    said.in_language(self.report.lang),
                    "" if self._named[code] == 1 else number,
                )
            )
        return Markup(" ").join(parts)

    def _cited(self, code: str) -> Markup:
        if record_anchor(code) not in self._anchors:
            return Markup('<span class="code">{}</span>').format(code)
        self._passed[code] += 1
        number = self._passed[code]
        here = Markup(' id="{}"').format(_cite(code, number)) if number <= _MOST_BACK else ""
        return Markup('<a class="code"{} href="#{}">{}</a>').format(here, record_anchor(code), code)

    def figure(self, picture: Picture) -> Markup:
        """Return the drawing of a figure."""
        drawing = inline_svg(
            picture.plot.svg,
            prefix=anchor_id(picture.anchor) + "--",
            label=plain_text(picture.alt),
            classes=self.classes,
        )
        return Markup(drawing)  # noqa: S704 - made of checked elements alone

    def width(self, column: Column, columns: Sequence[Column]) -> str:
        """Return the class for the width of a column."""
        share = 100 * column.weight / sum(one.weight for one in columns)
        return self._class(f"width:{share:.1f}%")

    def narrowest(self, columns: Sequence[Column]) -> str:
        """Return the class for the width below which a table scrolls."""
        need = max(sum(_NARROWEST[column.kind] for column in columns), 12)
        return self._class(f"min-width:{min(need, _WIDEST):.0f}em")

    def rules(self) -> str:
        """Return the style of the classes, once all of the page is laid out."""
        return "".join(f".{name}{{{said}}}\n" for said, name in self.classes.items())

    def _class(self, declarations: str) -> str:
        return self.classes.setdefault(declarations, f"s{len(self.classes)}")


def _tongue(text: Markup, lang: str) -> Markup:
    return Markup('<span lang="{}">{}</span>').format(lang, text) if lang else text


def _cite(code: str, number: int) -> str:
    return f"cite-{code}-{number}"


def _anchors(sections: Sequence[Section]) -> Iterator[str]:
    for _, section in walk(sections):
        yield section.anchor
        for block in section.blocks:
            if isinstance(block, Grid | Picture | Code):
                yield block.anchor
            if isinstance(block, Grid):
                yield from (row.anchor for row in block.rows if row.anchor)


def _named(sections: Sequence[Section]) -> Iterator[str]:
    """Yield the codes of records where they are named, other than in rows of their own."""
    for _, section in walk(sections):
        for block in section.blocks:
            for part in _parts(block):
                anchor = part.anchor if isinstance(part, Row) else ""
                yield from (code for code in part.records if record_anchor(code) != anchor)


def _parts(block: Block) -> Sequence[Paragraph | Note | Row]:
    if isinstance(block, Paragraph | Note):
        return (block,)
    if isinstance(block, Items):
        return tuple(Paragraph(item.line, item.records) for item in block.items)
    return block.rows if isinstance(block, Grid) else ()
