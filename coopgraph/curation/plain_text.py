"""Tell text from what a keyboard, a spreadsheet or a wrong encoding left in a cell."""

from __future__ import annotations

import re
from typing import Final

from coopgraph.curation.meant import did_you_mean, short
from coopgraph.invisible import find_hidden
from coopgraph.messages import counted, message

__all__ = ["LONGEST", "is_damaged", "is_formula", "text_fault"]

#: Characters that a cell may have.
LONGEST: Final = 2000
_FORMULA: Final = re.compile(r"=\s*[A-Za-z+\-($\"']|@[A-Z]+\(")
#: The first byte of a letter in UTF-8, read as a letter, and what stands for its second byte.
_MISREAD: Final = re.compile(r"[\xc2-\xf4][^\x00-\x7f]")
_ERROR: Final = re.compile(
    r"#(?:REF!|N/A|NOM\?|NAME\?|VAL(?:EUR|UE)!|DIV/0!|NULL?!|NOMBRE!|NUM!|#+)\Z"
)


def text_fault(value: str) -> tuple[str, str] | None:
    """Return what is wrong with the text of a cell, and what to do.

    Parameters
    ----------
    value
        The text, without blanks around it.

    Returns
    -------
    tuple of str, or None
        Cause and hint; None if it is one line of plain text.

    Examples
    --------
    >>> print(*text_fault("AcadÃ©mie"), sep="; ")
    read in a wrong encoding: 'AcadÃ©mie'; did you mean "Académie"?
    >>> text_fault("Académie") is None
    True
    """
    if len(value) > LONGEST:
        return (
            counted("{n} character", "{n} characters", n=len(value)),
            message("at most {limit}", limit=LONGEST),
        )
    # A cell has one line: what a tab or an end of line does there is not seen either.
    plain = value.isascii() and value.isprintable()
    if not plain and (invisible := find_hidden(re.sub("[\t\n]", "\r", value))):
        at = invisible[0]
        return (
            message(
                "invisible character {code} at position {position}",
                code=f"U+{ord(value[at]):04X}",
                position=at + 1,
            ),
            message("one line of plain text: retype the cell"),
        )
    if is_formula(value):
        return (
            message("a formula or an error of a spreadsheet: {value!r}", value=short(value)),
            message("type the value itself"),
        )
    if "\ufffd" in value:
        return (
            message("a character was lost: {value!r}", value=short(value)),
            message("retype the cell, and open the table as UTF-8"),
        )
    if not value.isascii() and (meant := _decoded_again(value)):
        return (
            message("read in a wrong encoding: {value!r}", value=short(value)),
            did_you_mean(meant),
        )
    return None


def is_formula(value: str) -> bool:
    """Tell what a spreadsheet would run, or writes in the place of a value.

    Parameters
    ----------
    value
        The text of a cell, without blanks around it.

    Returns
    -------
    bool

    Examples
    --------
    >>> is_formula("=HYPERLINK(A1)"), is_formula("#REF!"), is_formula("= 3")
    (True, True, False)
    """
    return bool(_FORMULA.match(value) or _ERROR.match(value))


def is_damaged(value: str) -> bool:
    """Tell a text that lost characters, or that was read in a wrong encoding.

    Parameters
    ----------
    value
        The text of a cell.

    Returns
    -------
    bool

    Examples
    --------
    >>> is_damaged("AcadÃ©mie"), is_damaged("Acad\ufffdmie"), is_damaged("Académie")
    (True, True, False)
    """
    return not value.isascii() and ("\ufffd" in value or bool(_decoded_again(value)))


def _decoded_again(value: str) -> str:
    """Return the text of which UTF-8 was read as Windows-1252, or an empty string."""
    if not _MISREAD.search(value):
        return ""
    try:
        return value.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return ""
