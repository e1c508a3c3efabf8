"""Labels are text everywhere: nothing a file holds moves a terminal, hides, or becomes a formula.

Characters that no reader sees (controls, line and paragraph separators, marks that turn the
direction of writing, noncharacters) are written as escapes where a format has them, and as U+FFFD
where it has none; what a spreadsheet would take for a formula gets an apostrophe.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

__all__ = [
    "as_json_escapes",
    "as_xml_references",
    "guard_formula",
    "is_web_address",
    "json_text",
    "visible",
    "xml_text",
]

#: Controls except tab and line feed, separators, marks of direction, noncharacters.
_HIDDEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]"
)
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Spreadsheets skip leading blanks, and some read the full-width signs like the plain ones.
_FORMULA: Final = re.compile(r"[\s'\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
_NUMBER: Final = re.compile(r"[+-]?\d+(?:[.,]\d+)?\Z")
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"{}|\\^`]+\Z")


def guard_formula(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would take for a formula.

    Plain numbers stay as they are. Text that shows such an apostrophe already gets one more, so
    that taking one away always gives the text back.

    Examples
    --------
    >>> guard_formula("=HYPERLINK(1)"), guard_formula("-5"), guard_formula("CNRS")
    ("'=HYPERLINK(1)", '-5', 'CNRS')
    """
    return "'" + text if _FORMULA.match(text) and not _NUMBER.match(text) else text


def is_web_address(text: str) -> bool:
    """Tell whether a text is an address of the web, which alone may become a link.

    Examples
    --------
    >>> is_web_address("https://ror.org/02vjkv261"), is_web_address("javascript:alert(1)")
    (True, False)
    """
    return bool(_ADDRESS.match(text))


def visible(text: str) -> str:
    r"""Replace hidden characters by U+FFFD; every end of line becomes a line feed.

    Examples
    --------
    >>> visible("a\x1b[2Jb")
    'a\ufffd[2Jb'
    """
    return _HIDDEN.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def as_json_escapes(text: str) -> str:
    r"""Write hidden characters as ``\uXXXX``, which JSON and the Turtle family read back.

    Examples
    --------
    >>> as_json_escapes('"admin\u202etxt"')
    '"admin\\u202Etxt"'
    """
    return _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04X}", text)


def json_text(document: Any) -> str:
    r"""Return plain data as the JSON that all commands print; what is hidden is escaped.

    Raises
    ------
    ValueError
        If a number is not finite: JSON has no word for it.

    Examples
    --------
    >>> json_text({"nom": "é\u2028"})
    '{\n  "nom": "é\\u2028"\n}\n'
    """
    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    return as_json_escapes(text) + "\n"


def as_xml_references(text: str) -> str:
    r"""Write hidden characters of an XML text as references, so that they are kept and seen.

    What XML cannot hold must have been replaced before; see :func:`xml_text`.

    Examples
    --------
    >>> as_xml_references("<a>\x85</a>")
    '<a>&#x85;</a>'
    """
    return _HIDDEN.sub(lambda found: f"&#x{ord(found[0]):X};", text)


def xml_text(text: str) -> str:
    r"""Replace by U+FFFD what XML 1.0 cannot hold in any form.

    Examples
    --------
    >>> xml_text("a\x00b")
    'a\ufffdb'
    """
    return _NOT_XML.sub("\ufffd", text)
