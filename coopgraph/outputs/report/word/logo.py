"""A logo in a form that Word shows: PNG or JPEG as they are, SVG drawn as PNG."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

import typst

from coopgraph.errors import SourceError
from coopgraph.messages import message
from coopgraph.outputs.report.style import Logo

__all__ = ["bitmap"]

_DOTS_AN_INCH: Final = 300
_DRAWING: Final = b"""#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image(bytes(sys.inputs.logo), format: "svg", height: 20mm)
"""


def bitmap(logo: Logo) -> bytes:
    """Return the image of a logo as PNG or JPEG.

    Word of 2016 and later shows SVG, older ones and many viewers do not. Typst, which lays out the
    PDF, draws it, from a folder without any other file.

    Raises
    ------
    SourceError
        If the SVG cannot be drawn, as where it names files outside itself.
    """
    if logo.media_type != "image/svg+xml":
        return logo.content
    try:
        text = logo.content.decode("utf-8-sig")
        with tempfile.TemporaryDirectory() as folder:
            drawing = Path(folder, "logo.typ")
            drawing.write_bytes(_DRAWING)
            return typst.compile(
                drawing, format="png", ppi=_DOTS_AN_INCH, sys_inputs={"logo": text}
            )
    except (UnicodeDecodeError, typst.TypstError) as error:
        raise SourceError(
            message("the logo cannot be drawn for a DOCX: {cause}", cause=error)
        ) from error
