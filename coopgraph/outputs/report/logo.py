"""What an image of a house style is, by what stands in it, and whether every format can show it."""

from __future__ import annotations

import binascii
import io
import warnings
from typing import Final

from coopgraph.extras import needing
from coopgraph.messages import Message, message
from coopgraph.outputs.report.svg import SvgRefused, active_parts, pictures, read_svg
from coopgraph.outputs.report.svg_limits import excess

__all__ = ["LARGEST", "LogoRefused", "media_type_of"]

#: Largest file of a logo, in bytes.
LARGEST: Final = 1_000_000
_MOST_PIXELS: Final = 25_000_000
_BITMAPS: Final = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}


class LogoRefused(ValueError):
    """The image is not taken; its argument is the :class:`Message` that says why."""


def media_type_of(content: bytes, *, size: int | None = None) -> str:
    """Check an image and return what it is.

    Parameters
    ----------
    content
        The file, or more than :data:`LARGEST` bytes of it.
    size
        How large the file is if `content` is a part of it.

    Returns
    -------
    str
        ``image/png``, ``image/jpeg`` or ``image/svg+xml``.

    Raises
    ------
    LogoRefused
        If it is none of these, too large or damaged, or if the SVG is more than a still drawing or
        asks for more than :mod:`~coopgraph.outputs.report.svg_limits` lets through.

    Examples
    --------
    >>> media_type_of(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')
    'image/svg+xml'
    """
    if len(content) > LARGEST:
        size = len(content) if size is None else size
        raise LogoRefused(message("has {size} bytes; 1 MB at most", size=f"{size:,}"))
    for magic, name in _BITMAPS.items():
        if content.startswith(magic):
            _check_bitmap(content, name)
            return f"image/{name.lower()}"
    if b"<svg" in content or content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml"):
        _check_svg(content)
        return "image/svg+xml"
    raise LogoRefused(message("is no PNG, JPEG or SVG, whatever its name says"))


def _check_bitmap(content: bytes, name: str) -> None:
    with needing("report"):
        from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(content), formats=[name]) as image:
                if image.width * image.height > _MOST_PIXELS:
                    raise LogoRefused(
                        message(
                            "has {width} × {height} pixels; 25 million at most",
                            width=image.width,
                            height=image.height,
                        )
                    )
                image.load()
    except LogoRefused:
        raise
    except (OSError, ValueError, SyntaxError, Warning, Image.DecompressionBombError) as error:
        raise LogoRefused(
            message("is no sound {name} image: {reason}", name=name, reason=str(error))
        ) from error


def _check_svg(content: bytes) -> None:
    try:
        root = read_svg(content)
    except SvgRefused as error:
        raise LogoRefused(error.args[0]) from error
    found: Message | None = next(active_parts(root), None)
    if found is not None:
        raise LogoRefused(message("is more than a still drawing: {part}", part=found))
    if (much := excess(root)) is not None:
        raise LogoRefused(much)
    try:
        for name, picture in pictures(root):
            _check_bitmap(picture, name)
    except binascii.Error as error:
        raise LogoRefused(message("holds an image that is no sound Base64")) from error
    if not root.get("viewBox") and not (root.get("width") and root.get("height")):
        raise LogoRefused(message("is an SVG without a size: give it a viewBox"))
