"""Which module lays a report out in which format."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Final

from coopgraph.outputs.report.blocks import Report
from coopgraph.outputs.report.style import PLAIN_STYLE, HouseStyle

__all__ = ["FORMATS", "render_report"]

#: Format to the module that has its ``render``; a module is imported when it is needed.
_MODULES: Final[Mapping[str, str]] = {
    "html": "html",
    "pdf": "pdf",
    "docx": "docx",
    "xlsx": "xlsx",
    "md": "markdown",
    "json": "data",
}
#: The formats of a report.
FORMATS: Final = tuple(_MODULES)


def render_report(report: Report, format: str, *, style: HouseStyle = PLAIN_STYLE) -> bytes:
    """Lay a report out.

    Parameters
    ----------
    report
        The report.
    format
        One of :data:`FORMATS`.
    style
        The look of the house; formats without a look leave it aside.

    Returns
    -------
    bytes
        The file.

    Raises
    ------
    MissingExtra
        If a library that the format needs is not installed.
    """
    module = importlib.import_module(f"coopgraph.outputs.report.{_MODULES[format]}")
    content: str | bytes = module.render(report, style)
    return content.encode("utf-8") if isinstance(content, str) else content
