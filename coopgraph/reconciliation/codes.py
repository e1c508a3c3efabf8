"""Numbers of research units and identifiers in a text: what decides without any name.

"U 1016", "UMR_S 1016", "Inserm UMR1016" and "UMRS-1016" are one number of Inserm; "UMR 8104" is
another body's. Numbers of different kinds never meet: an "UMR 1253" is Inserm's only where the text
names Inserm.
"""

from __future__ import annotations

import re
from typing import Final

from coopgraph.curation.identifiers import identifier_fault

__all__ = ["code_of", "find_codes", "find_identifiers"]

_KINDS: Final = (
    r"UMR[\s_-]?S|UMR[\s_-]?I|UMR|UMS|UAR|USR|UPR|URA|UMI|IRL|FRE|ERL|EMR|GDR|IFR|CIC|CRNS|UPRES|"
    r"UR|EA|ER|US|JE|FR|FED|SFR|U"
)
_CODE: Final = re.compile(
    rf"(?<![\w-])(?P<kind>{_KINDS})[\s_:.-]{{0,2}}(?:n[°ºo]\s?)?(?:INSERM\s|CNRS\s)?"
    r"(?P<number>\d{1,5})(?![\w]|-\d)",
    re.IGNORECASE,
)
# Written "Inserm 1016", "Unité 1016", "unit 1016": Inserm's own number.
_OWN: Final = re.compile(
    r"(?:\binserm\b[\s,:_-]{1,3}|\bunit[eé]?\s(?:mixte\sde\srecherche\s)?(?:inserm\s)?)"
    r"(?:n[°ºo]\s?)?(?P<number>\d{2,4})\b(?!\s*(?:rue|avenue|av\b|bd\b|boulevard))",
    re.IGNORECASE,
)
_DIGIT: Final = re.compile(r"\d")
_INSERM: Final = re.compile(r"\binserm\b", re.IGNORECASE)
#: Kinds of two letters or fewer are too short to be read out of lower case.
_SHORT: Final = 2
_OF_INSERM: Final = ("UMRS", "UMRI")

_IDENTIFIERS: Final = (
    ("ror", re.compile(r"(?:ror\.org/|\bror[:\s]\s?)(0[a-hj-km-np-tv-z0-9]{6}[0-9]{2})\b", re.I)),
    ("grid", re.compile(r"\b(grid\.\d{4,6}\.[0-9a-f]{1,2})\b", re.I)),
    ("isni", re.compile(r"\b(0000[\s-]?\d{4}[\s-]?\d{4}[\s-]?\d{3}[\dX])\b")),
    ("wikidata", re.compile(r"(?:wikidata\.org/(?:wiki|entity)/|\bwikidata[:\s]\s?)(Q\d{2,10})\b")),
    ("rnsr", re.compile(r"\b((?:19|20)\d{7}[A-Z])\b")),
    ("uai", re.compile(r"\b(\d{7}[A-Z])\b")),
    ("siren", re.compile(r"\bsiren[:\s]\s?(\d{3}\s?\d{3}\s?\d{3})\b", re.I)),
    ("pic", re.compile(r"\bpic[:\s]\s?(\d{9})\b", re.I)),
)


def _canonical(kind: str, number: str) -> str:
    kind = re.sub(r"[\s_-]", "", kind).upper()
    if kind in _OF_INSERM:
        kind = "U"
    return f"{kind}{int(number)}"


def code_of(name: str) -> tuple[str, ...]:
    """Return the codes of a name that is nothing else, such as ``U1016/UMR8104``.

    Examples
    --------
    >>> code_of("UMRS 1016/UMR 8104"), code_of("Institut Cochin U1016")
    (('U1016', 'UMR8104'), ())
    """
    if not _DIGIT.search(name):  # as nearly every name of a register
        return ()
    rest = _INSERM.sub(" ", _CODE.sub(" ", name.upper()))
    rest = re.sub(r"\bCNRS\b|[\W_]+", "", rest)
    return find_codes(name.upper()) if not rest else ()


def find_codes(text: str) -> tuple[str, ...]:
    """Return the unit numbers in a text, in canonical form and in order.

    Examples
    --------
    >>> find_codes("Inserm U 1016, Institut Cochin, UMR_S 1138, CIC-1407")
    ('U1016', 'U1138', 'CIC1407')
    >>> find_codes("Inserm UMR 1253, iBrain"), find_codes("75 rue U, fr 12")
    (('UMR1253', 'U1253'), ())
    """
    found: dict[str, int] = {}
    inserm = bool(_INSERM.search(text))
    for match in _CODE.finditer(text):
        kind = match["kind"]
        if len(kind) <= _SHORT and not kind.isupper():
            continue
        code = _canonical(kind, match["number"])
        found.setdefault(code, match.start())
        if (
            inserm
            and code.startswith("UMR")
            and len(match["number"]) <= 4
            and (int(match["number"]) < 2000)
        ):
            found.setdefault("U" + str(int(match["number"])), match.start() + 1)
    for match in _OWN.finditer(text):
        if inserm:
            found.setdefault("U" + str(int(match["number"])), match.start())
    return tuple(sorted(found, key=lambda code: found[code]))


def find_identifiers(text: str) -> tuple[tuple[str, str], ...]:
    """Return the identifiers in a text that are sound, with their schemes.

    Examples
    --------
    >>> find_identifiers("Inserm (https://ror.org/02vjkv261, 0000 0001 2186 6389)")
    (('ror', 'https://ror.org/02vjkv261'), ('isni', '0000000121866389'))
    """
    found = []
    for scheme, pattern in _IDENTIFIERS:
        for match in pattern.finditer(text):
            value = re.sub(r"[\s-]", "", match[1])
            if scheme == "ror":
                value = "https://ror.org/" + value.lower()
            elif scheme == "grid":
                value = value.lower()
            if identifier_fault(scheme, value) is None:
                found.append((scheme, value))
    return tuple(dict.fromkeys(found))
