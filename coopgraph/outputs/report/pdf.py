"""The report as PDF: set by Typst, tagged by PDF/UA-1, the same bytes every time.

The template `templates/report.typ` lays out data that it reads as JSON, so that no label is ever
markup. Fonts are those that come with the packages, whatever the machine has: Libertinus Serif from
Typst, DejaVu Sans from matplotlib, and for letters that neither has the box of Last Resort, which
is seen on paper and still copied, searched and read aloud as the letter itself.
"""

from __future__ import annotations

import datetime
import json
import tempfile
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from coopgraph.errors import MissingExtra, SourceError
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
    try:
        import typst
    except ImportError as error:
        raise _missing() from error
    data, figures = as_pages(report, style)
    # Its annotations know no files in memory, its documentation does.
    files: Any = {
        "main.typ": _template(),
        "report.json": json.dumps(data, ensure_ascii=False).encode("utf-8"),
        **figures,
    }
    midnight = datetime.datetime.combine(report.as_of, datetime.time(), datetime.UTC)
    try:
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
    except typst.TypstError as error:
        raise SourceError(
            message("the PDF cannot be set: {reason}", reason=error.message)
        ) from error
    return bytes(made)


@cache
def _fonts() -> Fonts:
    """Return the fonts of the packages, without those of the machine."""
    import typst

    try:
        import matplotlib as mpl
    except ImportError as error:  # pragma: no cover - depends on the installation
        raise _missing() from error
    folder = Path(mpl.get_data_path()) / "fonts" / "ttf"
    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder)])


def _template() -> bytes:
    return (resources.files("coopgraph.outputs.report") / "templates" / "report.typ").read_bytes()


def _missing() -> MissingExtra:
    return MissingExtra(message("a report needs an extra; pip install 'coopgraph[report]'"))
