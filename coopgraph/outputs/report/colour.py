"""Colours: how well one is read on another, by the measure of WCAG 2."""

from __future__ import annotations

import colorsys
import re
from typing import Final

__all__ = ["contrast", "is_colour", "lightened"]

_COLOUR: Final = re.compile(r"#[0-9A-Fa-f]{6}")
_STEPS: Final = 50


def is_colour(text: str) -> bool:
    """Say whether a text is a colour as ``#rrggbb``."""
    return _COLOUR.fullmatch(text) is not None


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours, from 1 (the same) to 21 (black and white).

    Examples
    --------
    >>> contrast("#000000", "#FFFFFF"), round(contrast("#777777", "#FFFFFF"), 2)
    (21.0, 4.48)
    """
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def lightened(colour: str, *, on: str, ratio: float) -> str:
    """Return a colour of the same hue that is light enough to be read on a dark ground.

    Parameters
    ----------
    colour
        The colour.
    on
        The ground.
    ratio
        The contrast to reach; white if nothing less does.

    Returns
    -------
    str

    Examples
    --------
    >>> lightened("#1B4F72", on="#12181F", ratio=7)
    '#64ABDA'
    """
    hue, lightness, saturation = colorsys.rgb_to_hls(*(part / 255 for part in _parts(colour)))
    for step in range(_STEPS + 1):
        lighter = lightness + (1 - lightness) * step / _STEPS
        mixed = colorsys.hls_to_rgb(hue, lighter, saturation)
        text = "#" + "".join(f"{round(part * 255):02X}" for part in mixed)
        if contrast(text, on) >= ratio:
            return text
    return "#FFFFFF"


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    linear = [
        part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4
        for part in _parts(colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
