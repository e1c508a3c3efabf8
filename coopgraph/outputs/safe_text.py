"""Labels are text everywhere: nothing a file holds moves a terminal, hides, or becomes a formula.

Characters that no reader sees are written as escapes where a format has them, and as U+FFFD where
it has none, unless a script needs them; :mod:`coopgraph.invisible` tells which. What a spreadsheet
would take for a formula gets an apostrophe.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

from coopgraph.invisible import HIDDEN_CLASS, replace_hidden, replace_unseen

__all__ = [
    "as_json_escapes",
    "as_turtle_escapes",
    "as_xml_references",
    "guard_formula",
    "is_web_address",
    "json_text",
    "visible",
    "xml_text",
]

_HIDDEN: Final = re.compile(f"[{HIDDEN_CLASS}]")
#: Strings and IRIs of Turtle, N-Triples, TriG and N-Quads.
_QUOTED: Final = re.compile(r'"(?:[^"\\]|\\.)*"|<[^<>"]*>', re.S)
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Spreadsheets skip leading blanks, and some read the full-width signs like the plain ones.
_FORMULA: Final = re.compile(rf"[\s'{HIDDEN_CLASS}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
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
    >>> visible("a\x1b[2Jb"), visible("Uni\xadversit\xe9\u200b")
    ('a\ufffd[2Jb', 'Universit\xe9\ufffd')
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return replace_hidden(lines, lambda _sign: "\ufffd")


def as_json_escapes(text: str) -> str:
    r"""Write the hidden characters of a JSON text as ``\uXXXX``, which reads back as they were.

    Examples
    --------
    >>> as_json_escapes('"admin\u202etxt"')
    '"admin\\u202Etxt"'
    """
    return replace_unseen(text, _json_escape)


def as_turtle_escapes(text: str) -> str:
    r"""Write hidden characters in the strings and IRIs of Turtle and its family as escapes.

    Names with a prefix have no escapes; what they hold stays.

    Examples
    --------
    >>> as_turtle_escapes('<#a\u202e> rdfs:label "admin\u202etxt\U000e0041" .')
    '<#a\\u202E> rdfs:label "admin\\u202Etxt\\U000E0041" .'
    """
    if _HIDDEN.search(text) is None:
        return text
    return _QUOTED.sub(lambda found: replace_unseen(found[0], _turtle_escape), text)


def _turtle_escape(sign: str) -> str:
    return f"\\u{ord(sign):04X}" if sign <= "\uffff" else f"\\U{ord(sign):08X}"


def _json_escape(sign: str) -> str:
    # Both halves of what lies beyond 16 bits: JSON knows no longer escape.
    units = sign.encode("utf-16-be", "surrogatepass").hex().upper()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


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
    return replace_unseen(text, lambda sign: f"&#x{ord(sign):X};")


def xml_text(text: str) -> str:
    r"""Replace by U+FFFD what XML 1.0 cannot hold in any form.

    Examples
    --------
    >>> xml_text("a\x00b")
    'a\ufffdb'
    """
    return _NOT_XML.sub("\ufffd", text)
