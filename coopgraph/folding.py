"""Names as they are compared: without case, accents and punctuation, for all stages."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import filterfalse
from typing import Final

__all__ = ["fold_letters", "folded"]

#: Letters that Unicode does not take apart.
_LIGATURES: Final = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ð": "d", "þ": "th"}
    # Joiners shape letters; no name differs by them alone.
    | {"\u200c": "", "\u200d": ""}
)
_WORD: Final = re.compile(r"[^\W_]+")


def fold_letters(text: str) -> str:
    """Return a text without case and accents; everything else stays.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    str

    Examples
    --------
    >>> fold_letters("Œuvre d’Été, København")
    'oeuvre d’ete, kobenhavn'
    """
    if text.isascii():
        return text.lower()
    letters = unicodedata.normalize("NFKD", text).casefold()
    return "".join(filterfalse(unicodedata.combining, letters)).translate(_LIGATURES)


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """Return the words of a name without case, accents and punctuation.

    Parameters
    ----------
    text
        A name.

    Returns
    -------
    str
        Words of letters and digits with single blanks between them.

    Examples
    --------
    >>> folded("  L’« Université »  de Lille (EPE)")
    'l universite de lille epe'
    """
    return " ".join(_WORD.findall(fold_letters(text)))
