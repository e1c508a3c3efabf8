"""The look of a house: logo, colours and lines of text, the same in every format with a look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = ["PLAIN_STYLE", "HouseStyle", "Logo"]


@dataclass(frozen=True, slots=True)
class Logo:
    """An image for the head of the first page.

    Attributes
    ----------
    content
        The file.
    media_type
        ``image/png``, ``image/jpeg`` or ``image/svg+xml``.
    alt
        What it says, for those who do not see it.
    """

    content: bytes
    media_type: str
    alt: str


@dataclass(frozen=True, kw_only=True, slots=True)
class HouseStyle:
    """What a house sets.

    Attributes
    ----------
    accent
        Colour of headings and rules, ``#rrggbb``; dark enough to be read on white.
    header, footer
        Lines at the head and the foot of every page; empty for none.
    logo
        Image on the first page.
    """

    accent: str = "#1B4F72"
    header: str = ""
    footer: str = ""
    logo: Logo | None = None


#: The look of a report for which nobody set one.
PLAIN_STYLE: Final = HouseStyle()
