"""Characters that no reader sees, and which of them a text may have all the same.

Three fates, by character and by what stands beside it:

*kept*
    What a script needs to be written right: joiners (U+200C, U+200D) after a letter of a script
    whose letters join or stack – Persian, Devanagari, Sinhala … –, blanks without width (U+200B)
    after a letter of a script without blanks – Thai, Khmer …, variation selectors after what they
    vary, and what binds emoji.
*dropped*
    What only helps to lay a text out, and changes no letter of it: soft hyphens (U+00AD) between
    letters, marks of direction (U+200E, U+200F, U+061C) in a text with letters from right to left.
    All our formats set each name apart, so that its direction is found without them.
*hidden*
    All others: controls, separators of lines, embeddings and overrides of direction, word joiners,
    byte order marks, fillers, tags, and the above where no script asks for them. They can only
    deceive, or are left over from a program.

"All others" are the characters of Unicode's property ``Default_Ignorable_Code_Point``, which Python
does not tell, the format characters (category Cf) that nothing is drawn for, controls,
separators of lines and paragraphs, and noncharacters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Final

__all__ = ["HIDDEN_CLASS", "find_hidden", "replace_hidden", "replace_unseen"]

#: Characters that nothing is drawn for, as the inside of a class of a regular expression. Tab and
#: line feed are no part of it.
HIDDEN_CLASS: Final = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls
    "\u2028\u2029"  # separators of lines and paragraphs
    # Default_Ignorable_Code_Point (DerivedCoreProperties.txt)
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    "\ufff9-\ufffb"  # anchors of annotations between lines: Cf, and not drawn either
    "\ufdd0-\ufdef\ufffe\uffff"  # noncharacters
)
_HIDDEN: Final = re.compile(f"[{HIDDEN_CLASS}]")

#: Scripts whose letters join or stack, by the first word of the names of their characters.
_JOINING: Final = frozenset(
    [
        *("ARABIC", "SYRIAC", "MANDAIC", "NKO", "MONGOLIAN", "ADLAM", "HANIFI", "DEVANAGARI"),
        *("BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM"),
        *("SINHALA", "TIBETAN", "MYANMAR", "KHMER", "BALINESE", "JAVANESE", "SUNDANESE", "TAI"),
        *("LIMBU", "MEETEI", "NEWA", "TIRHUTA", "KAITHI", "CHAKMA", "GRANTHA", "LEPCHA"),
    ]
)
#: Scripts that are written without blanks between words.
_UNSPACED: Final = frozenset(
    ["THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN", "JAVANESE", "BALINESE", "TAI"]
)
_JOINERS: Final = "\u200c\u200d"
#: What stands in emoji without being of category So: selector, tones of skin, some marks.
_PICTURES: Final = "\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff‼⁉〰〽ℹ"
_DIRECTIONS: Final = "\u061c\u200e\u200f"


def find_hidden(text: str) -> tuple[int, str] | None:
    r"""Return where a text first has a character that is not kept, and which.

    Examples
    --------
    >>> find_hidden("a\u200bb"), find_hidden("می\u200cخواهم")
    ((1, '\u200b'), None)
    """
    for found in _HIDDEN.finditer(text):
        if not _is_kept(text, found.start()):
            return found.start(), found[0]
    return None


def replace_hidden(text: str, by: Callable[[str], str]) -> str:
    """Return a text without characters that are dropped, and with others for the hidden ones.

    Parameters
    ----------
    text
        Any text.
    by
        What to write for a hidden character.

    Returns
    -------
    str

    Examples
    --------
    >>> replace_hidden("Uni\u00adversité\u202e de \u200bLille", lambda sign: "?")
    'Université? de ?Lille'
    """
    if text.isascii() and text.isprintable():
        return text

    turned: bool | None = None

    def fate(found: re.Match[str]) -> str:
        nonlocal turned
        sign, at = found[0], found.start()
        if _is_kept(text, at):
            return sign
        if sign in _DIRECTIONS:
            if turned is None:
                turned = _is_turned(text)
            return "" if turned else by(sign)
        hyphen = sign == "\xad" and text[at - 1 : at].isalpha() and text[at + 1 : at + 2].isalpha()
        return "" if hyphen else by(sign)

    return _HIDDEN.sub(fate, text)


def replace_unseen(text: str, by: Callable[[str], str]) -> str:
    """Return a text with others for the characters that are hidden or would be dropped.

    Where a format has an escape for them, nothing is lost.

    Examples
    --------
    >>> replace_unseen("Uni\u00adversité", lambda sign: f"[{ord(sign):04X}]")
    'Uni[00AD]versité'
    """
    if text.isascii() and text.isprintable():
        return text
    return _HIDDEN.sub(
        lambda found: found[0] if _is_kept(text, found.start()) else by(found[0]), text
    )


def _is_kept(text: str, at: int) -> bool:
    """Tell whether a script, or an emoji, asks for the invisible character at a place."""
    sign, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if not before:
        return False
    if sign in _JOINERS:
        if _script(before) in _JOINING:
            return True
        bound = before != "\ufe0f" or _is_kept(text, at - 1)
        return sign == "\u200d" and bound and _is_pictured(before) and _is_pictured(after)
    if sign == "\u200b":
        return _script(before) in _UNSPACED
    if "\ufe00" <= sign <= "\ufe0f":
        if sign >= "\ufe0e" and (_is_pictured(before) or after == "\u20e3"):
            return True
        return _script(before) in ("CJK", "MYANMAR", "PHAGS-PA", "MONGOLIAN") or (
            unicodedata.category(before) == "Sm"
        )
    if "\u180b" <= sign <= "\u180f":
        return _script(before) == "MONGOLIAN"
    return "\U000e0100" <= sign <= "\U000e01ef" and _script(before) == "CJK"


def _is_turned(text: str) -> bool:
    """Tell whether letters of a text are written from right to left."""
    return any(
        unicodedata.bidirectional(sign) in ("R", "AL") and sign not in _DIRECTIONS for sign in text
    )


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    """Return the first word of the name of a letter or mark, which is its script."""
    if unicodedata.category(letter)[0] not in "LM":
        return ""
    return unicodedata.name(letter, "").partition(" ")[0]


def _is_pictured(sign: str) -> bool:
    """Tell whether a sign may be an emoji or a part of one: a picture, a tone, a selector."""
    return bool(sign) and (unicodedata.category(sign) == "So" or sign in _PICTURES)
