"""Which module lays a report out in which format."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Final

from coopgraph.extras import require
from coopgraph.outputs.report.blocks import Report
from coopgraph.outputs.report.style import PLAIN_STYLE, HouseStyle

__all__ = ["FORMATS", "check_format", "render_report"]

#: Format to the module that has its ``render``; a module is imported when it is needed.
_MODULES: Final[Mapping[str, str]] = {
    "html": "html",
    "pdf": "pdf",
    "docx": "docx",
    "xlsx": "xlsx",
    "md": "markdown",
    "json": "data",
}
#: What a format is laid out with, by the extra to which it belongs.
_NEEDED: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "html": ("report", ("matplotlib",)),
    "pdf": ("report", ("typst", "matplotlib")),
    "docx": ("report", ("docx", "typst", "matplotlib")),
    "xlsx": ("", ("xlsxwriter",)),
}
#: The formats of a report.
FORMATS: Final = tuple(_MODULES)


def check_format(format: str) -> None:
    """Refuse a format, before the work, for which a library is missing.

    Parameters
    ----------
    format
        One of :data:`FORMATS`.

    Raises
    ------
    MissingExtra
        If a library that the format needs is not installed.
    """
    extra, modules = _NEEDED.get(format, ("", ()))
    require(*modules, extra=extra)


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
