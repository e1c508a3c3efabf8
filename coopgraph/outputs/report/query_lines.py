"""Queries on paper: lines that fit, broken so that what is copied from a page still runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

__all__ = ["folded"]

#: What stands in one piece: strings, addresses, comments, words. Blanks are what lies between.
_TOKEN: Final = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'(?:[^'\\\n]|\\.)*'"
    r"|<[^<>\"{}|^`\\\s]*>"
    r"|(?P<comment>\#[^\n]*)"
    r"|(?P<blank>[ \t\r\f\v]+)"
    r"|(?P<end>\n)"
    r"|[^\s\"'<#]+|[^\s]",
    re.S,
)
#: How much further in the rest of a line stands.
_HANGING: Final = "    "


def folded(query: str, width: int) -> str:
    r"""Return a query of SPARQL in lines of a width, which asks the same.

    Lines are broken at blanks between words, never in a string, an address or a name; the rest of a
    comment is a comment. A word that is longer than a line stays whole.

    Parameters
    ----------
    query
        The query.
    width
        The most characters of a line.

    Returns
    -------
    str

    Examples
    --------
    >>> print(folded("SELECT ?organisation ?\"  {\n  # All that there is\n}", 20).replace(" ", "·"))
    SELECT·?organisation
    ····?"··{
    ··#·All·that·there
    ··#····is
    }
    """
    return "\n".join(line for words in _lines(query) for line in _fold(words, width))


class _Word(NamedTuple):
    """What is never broken: the blanks before it, itself, and if it goes on with a comment."""

    blank: str
    text: str
    comment: bool


def _lines(query: str) -> Iterator[list[_Word]]:
    """Yield the words of each line; a string of several lines is a word of its first."""
    words: list[_Word] = []
    blank = text = ""
    comment = False

    def end_word() -> None:
        nonlocal blank, text
        if text:
            words.append(_Word(blank, text, comment))
            blank = text = ""

    for found in _TOKEN.finditer(query):
        if found["end"]:
            end_word()
            yield words
            words, blank, comment = [], "", False
        elif found["blank"]:
            end_word()
            blank = found[0]
        elif found["comment"]:
            for part in re.findall(r"\s+|\S+", found[0]):
                if part.isspace():
                    end_word()
                    blank, comment = part, True
                else:
                    text += part
        else:
            text += found[0]
    end_word()
    yield words


def _fold(words: list[_Word], width: int) -> Iterator[str]:
    line = ""
    for index, word in enumerate(words):
        if index and word.blank and len(_last(line + word.blank + word.text)) > width:
            yield line
            line = words[0].blank + ("#" if word.comment else "") + _HANGING + word.text
        else:
            line += word.blank + word.text
    yield line


def _last(text: str) -> str:
    return text.rpartition("\n")[2]
