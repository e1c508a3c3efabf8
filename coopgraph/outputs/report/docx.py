"""The report as a document of Word: headings, captions, tables and lists that an office edits."""

from __future__ import annotations

import io
import zipfile
from typing import Final

from coopgraph.extras import needing
from coopgraph.outputs.report.blocks import Report
from coopgraph.outputs.report.style import HouseStyle

__all__ = ["render"]

#: The earliest day that a ZIP archive can hold: when a file is made is no part of it.
_MADE: Final = (1980, 1, 1, 0, 0, 0)


def render(report: Report, style: HouseStyle) -> bytes:
    """Return the report as DOCX.

    Parameters
    ----------
    report
        The report.
    style
        The look of the house. A logo in SVG is drawn as PNG, which every version of Word shows.

    Returns
    -------
    bytes
        The same for the same report.

    Raises
    ------
    MissingExtra
        If python-docx is not installed.
    """
    with needing("report"):
        from coopgraph.outputs.report.word.document import written
    out = io.BytesIO()
    written(report, style).save(out)
    return _sealed(out)


def _sealed(archive: io.BytesIO) -> bytes:
    """Return an archive without the time at which it was made."""
    out = io.BytesIO()
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, _MADE)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return out.getvalue()
