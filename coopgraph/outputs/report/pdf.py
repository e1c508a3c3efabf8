"""The report as PDF: set by Typst, tagged by PDF/UA-1, the same bytes every time.

The template `templates/report.typ` lays out data that it reads as JSON, so that no label is ever
markup. Fonts are those that come with the packages, whatever the machine has: Libertinus Serif from
Typst, DejaVu Sans from matplotlib, and for letters that neither has the box of Last Resort, which
is seen on paper and still copied, searched and read aloud as the letter itself.
"""

from __future__ import annotations

import datetime
import json
import re
import tempfile
import unicodedata
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from coopgraph.errors import SourceError
from coopgraph.extras import needing
from coopgraph.messages import message
from coopgraph.outputs.report.blocks import Report
from coopgraph.outputs.report.pdf_data import as_pages
from coopgraph.outputs.report.style import PLAIN_STYLE, HouseStyle

if TYPE_CHECKING:
    from typst import Fonts

__all__ = ["render"]

#: What the file declares to be, and what the compiler holds it to.
_STANDARD: Final = "ua-1"


def render(report: Report, style: HouseStyle = PLAIN_STYLE) -> bytes:
    """Lay a report out as PDF.

    Parameters
    ----------
    report
        The report.
    style
        The look of the house.

    Returns
    -------
    bytes
        A tagged PDF that declares PDF/UA-1.

    Raises
    ------
    MissingExtra
        If Typst or matplotlib, which brings fonts and draws the figures, is not installed.
    SourceError
        If it cannot be set: the logo is not the image that it is said to be.
    """
    with needing("report"):
        import typst
    data, figures = as_pages(report, style)
    # Its annotations know no files in memory, its documentation does.
    files: Any = {
        "main.typ": _template(),
        "report.json": json.dumps(data, ensure_ascii=False).encode("utf-8"),
        **figures,
    }
    try:
        return _compiled(files, report.as_of)
    except typst.TypstError:
        pass  # said below, if the figures are not the reason
    # Signs that join or change others in a drawing: what no font sets there becomes a mark.
    files |= {name: _drawable(figure) for name, figure in figures.items()}
    try:
        return _compiled(files, report.as_of)
    except typst.TypstError as error:
        raise SourceError(
            message("the PDF cannot be set: {reason}", reason=error.message)
        ) from error


def _compiled(files: Any, as_of: datetime.date) -> bytes:
    import typst

    midnight = datetime.datetime.combine(as_of, datetime.time(), datetime.UTC)
    # An empty folder as root: a logo that links to a file gets none, wherever this is run.
    with tempfile.TemporaryDirectory() as nowhere:
        made = typst.compile(
            files,
            root=nowhere,
            format="pdf",
            font_paths=_fonts(),
            pdf_standards=[_STANDARD],
            timestamp=int(midnight.timestamp()),
        )
    return bytes(made)


#: Categories of signs that change or join others: marks and format signs.
_JOINING: Final = ("Mn", "Mc", "Me", "Cf")


def _drawable(figure: bytes) -> bytes:
    """Return a drawing in which what its font has not, or only together with others, is a mark."""
    from matplotlib import get_data_path
    from matplotlib.font_manager import get_font

    path = Path(get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
    known = set(get_font(str(path)).get_charmap())

    def marked(found: re.Match[str]) -> str:
        text = unicodedata.normalize("NFC", found[0])
        return "".join(
            sign
            if sign.isspace() or (ord(sign) in known and unicodedata.category(sign) not in _JOINING)
            else "\N{REPLACEMENT CHARACTER}"
            for sign in text
        )

    return re.sub(r"(?<=>)[^<>]+(?=<)", marked, figure.decode("utf-8")).encode("utf-8")


@cache
def _fonts() -> Fonts:
    """Return the fonts of the packages, without those of the machine."""
    import typst

    with needing("report"):
        import matplotlib as mpl
    folder = Path(mpl.get_data_path()) / "fonts" / "ttf"
    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder)])


def _template() -> bytes:
    return (resources.files("coopgraph.outputs.report") / "templates" / "report.typ").read_bytes()
