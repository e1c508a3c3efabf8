"""Texts as the words that are compared: without case, accents, markup and the small words.

A text becomes a sequence of tokens. Each token keeps where it stands, in which segment (the parts
between commas and the like), and whether it was written in capitals, which tells an acronym.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from coopgraph.folding import fold_letters
from coopgraph.reconciliation.words import SMALL, common_form

__all__ = ["Token", "clean_text", "fold", "key_of", "pieces", "tokenise"]

_LIGATURES: Final = str.maketrans(
    {
        "œ": "oe",
        "Œ": "oe",
        "æ": "ae",
        "Æ": "ae",
        "ß": "ss",
        "ø": "o",
        "Ø": "o",
        "ł": "l",
        "Ł": "l",
        "đ": "d",
        "Đ": "d",
        "ı": "i",
        "İ": "i",
        "ð": "d",
        "þ": "th",
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "`": "'",
        "´": "'",
        "\xad": "",
        "\u200b": "",
        "\u200c": "",
        "\u200d": "",
        "\ufeff": "",
    }
)
# Letters with dots between (U.S.A., C.N.R.S.) are one word.
_DOTTED: Final = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?")
_WORD: Final = re.compile(r"[^\W_]+")
_NOT_WORD: Final = re.compile(r"[\W_]+")
_BREAK: Final = re.compile(r"[,;|\n\t/()\[\]{}•·:]|\s[-–—]+\s|\.\s|\s{2,}|\s\*\s")
_LINE: Final = re.compile(r"<br\s*/?>|</p>", re.IGNORECASE)
_MARKUP: Final = re.compile(r"</?[a-zA-Z][^<>]{0,60}>")
# "d'Angers", "l'Ouest": the small word goes; "people's", "King's": the s goes with the apostrophe.
_ELISION: Final = re.compile(r"\b(?:[dl]|dell|nell|all|qu)'(?=\w)", re.IGNORECASE)
_POSSESSIVE: Final = re.compile(r"'s\b|(?<=s)'(?!\w)", re.IGNORECASE)
_LONGEST: Final = 5000
#: Every mark of ASCII to a blank: quicker than an expression.
_MARKS: Final = {code: " " for code in range(128) if not chr(code).isalnum()}


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text.

    Attributes
    ----------
    form
        Common form, by which it is compared.
    word
        Folded word.
    capital
        Whether it was written in capitals, in a text that is not.
    segment
        Number of the part of the text in which it stands.
    """

    form: str
    word: str
    capital: bool
    segment: int


def clean_text(text: str) -> str:
    """Return a text without markup, entities and marks that nobody sees.

    Examples
    --------
    >>> clean_text("Aerospace Science &#x0026; <i>Industry</i>")
    'Aerospace Science & Industry'
    """
    text = text[:_LONGEST]
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if "<" in text:
        text = _MARKUP.sub("", _LINE.sub("; ", text))
    if text.isascii():  # nearly every name: what follows would change nothing else
        return text.replace("`", "'").strip()
    return unicodedata.normalize("NFC", text.translate(_LIGATURES)).strip()


def _joined(text: str) -> str:
    """Return a clean text whose dotted letters are one word, without small words of one letter."""
    if "." in text:
        text = _DOTTED.sub(lambda found: found[0].replace(".", ""), text)
    if "'" in text:
        text = _POSSESSIVE.sub("s", _ELISION.sub(" ", text))
    return text


def fold(text: str) -> str:
    """Return the words of a text without case, accents and punctuation.

    Examples
    --------
    >>> fold("Hôpital Claude-Huriez, C.H.R.U. de Lille")
    'hopital claude huriez chru de lille'
    """
    return " ".join(_WORD.findall(fold_letters(_joined(clean_text(text)))))


def pieces(text: str) -> list[str]:
    """Return the parts of a text between commas and the like.

    Examples
    --------
    >>> pieces("Univ. de Bordeaux, INSERM U1219")
    ['Univ de Bordeaux', ' INSERM U1219']
    """
    return _pieces(_joined(clean_text(text)).replace("&", " "))


def _pieces(text: str) -> list[str]:
    return _BREAK.split(_abbreviations(text))


def tokenise(text: str) -> list[Token]:
    """Return the tokens of a text, small words left out.

    Examples
    --------
    >>> [token.form for token in tokenise("Univ. de Bordeaux, INSERM U1219")]
    ['university', 'bordeaux', 'inserm', 'u1219']
    >>> [token.segment for token in tokenise("Univ. de Bordeaux, INSERM U1219")]
    [0, 0, 1, 1]
    """
    text = _joined(clean_text(text)).replace("&", " ")
    # "CNRS" alone is an acronym; of several words in capitals none is told by them.
    shouted = text.isupper() and len(_WORD.findall(text)) > 1
    tokens: list[Token] = []
    for segment, part in enumerate(_pieces(text)):
        for raw in _WORD.findall(part):
            word = fold_letters(raw)
            if word in SMALL and not (len(raw) > 1 and raw.isupper() and not shouted):
                continue
            capital = raw.isupper() and len(raw) > 1 and not shouted
            tokens.append(Token(common_form(word), word, capital, segment))
    return tokens


# "Univ. of", "Dept. Phys.": the full stop of an abbreviation ends no segment.
_ABBREVIATED: Final = re.compile(r"\b(\w{1,6})\.(?=\s)")


def _abbreviations(text: str) -> str:
    def without(found: re.Match[str]) -> str:
        word = fold_letters(found[1])
        short = len(word) <= 2 or common_form(word) != word
        return found[1] if short else found[0]

    return _ABBREVIATED.sub(without, text)


def key_of(name: str) -> tuple[str, ...]:
    """Return the forms of a name, in order: what is looked up.

    Examples
    --------
    >>> key_of("Universität des Saarlandes") == key_of("Universitaet Saarlandes")
    True
    """
    words = fold_letters(_joined(clean_text(name)))
    words = words.translate(_MARKS) if words.isascii() else _NOT_WORD.sub(" ", words)
    return tuple([common_form(word) for word in words.split() if word not in SMALL])
