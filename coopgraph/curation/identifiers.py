"""Form and check characters of the registers' identifiers that the tables may carry.

Most registers end an identifier with a check character, so that a slip of the keyboard is noticed
without asking the register. All of these were compared with the registers' own files: every number
in them passes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from operator import mul
from typing import Final

from coopgraph.curation.meant import did_you_mean
from coopgraph.messages import Message, message

__all__ = ["SCHEMES", "canonical", "identifier_fault"]

_FORMS: Final[dict[str, re.Pattern[str]]] = {
    "ror": re.compile(r"https://ror\.org/0[a-hj-km-np-tv-z0-9]{6}[0-9]{2}"),
    "rnsr": re.compile(r"[0-9]{9}[A-HJ-NPR-Z]"),
    "wikidata": re.compile(r"Q[1-9][0-9]*"),
    "uai": re.compile(r"[0-9]{7}[A-HJ-NPR-Z]"),
    "siren": re.compile(r"[0-9]{9}"),
    "finess": re.compile(r"(?:[0-9]{2}|2[AB])[0-9]{7}"),
    "grid": re.compile(r"grid\.[0-9]+\.[0-9a-f]{1,2}"),
    "isni": re.compile(r"[0-9]{15}[0-9X]"),
    "pic": re.compile(r"[0-9]{9}"),
    "siret": re.compile(r"[0-9]{14}"),
    "idref": re.compile(r"[0-9]{8}[0-9X]"),
    "fundref": re.compile(r"[1-9][0-9]*"),
    "openalex": re.compile(r"I[1-9][0-9]*"),
    "hal": re.compile(r"[1-9][0-9]*"),
    "cordis": re.compile(r"[1-9][0-9]{4,}"),
}
_WORDS: Final[dict[str, Message]] = {
    "ror": message("https://ror.org/ and nine characters: 0, six letters or digits, two digits"),
    "rnsr": message("nine digits and a capital letter"),
    "wikidata": message("Q and a number"),
    "uai": message("seven digits and a capital letter"),
    "siren": message("nine digits without spaces"),
    "finess": message("nine digits without spaces; 2A or 2B in front for Corsica"),
    "grid": message("grid, a number and one or two characters, with points between them"),
    "isni": message("sixteen digits without spaces, the last may be X"),
    "pic": message("nine digits without spaces"),
    "siret": message("fourteen digits without spaces"),
    "idref": message("nine digits without spaces, the last may be X"),
    "fundref": message("digits alone, without 10.13039"),
    "openalex": message("I and a number"),
    "hal": message("digits alone"),
    "cordis": message("digits alone, at least five"),
}
_LENGTHS: Final[dict[str, int]] = {
    "rnsr": 10,
    "uai": 8,
    "siren": 9,
    "finess": 9,
    "isni": 16,
    "pic": 9,
    "siret": 14,
    "idref": 9,
}
#: Weights of the digits of an ISNI before the last one.
_POWERS: Final = tuple(2**place for place in range(15, 0, -1))
#: Crockford's base 32: no i, l, o, u.
_BASE32: Final = "0123456789abcdefghjkmnpqrstvwxyz"
#: The alphabet of the ministry's check letters: no I, O, Q.
_LETTERS: Final = "ABCDEFGHJKLMNPRSTUVWXYZ"
#: Corsican départements count as 21 and 22.
_CORSICA: Final = str.maketrans("AB", "12")


def _ror(value: str) -> bool:
    """Check by ISO/IEC 7064, MOD 97-10, over the number that base 32 stands for."""
    number = 0
    for character in value[-9:-2]:
        number = number * 32 + _BASE32.index(character)
    return 98 - number * 100 % 97 == int(value[-2:])


def _letter(value: str) -> bool:
    """Check the letter of UAI and RNSR: the number modulo 23."""
    return _LETTERS[int(value[:-1]) % 23] == value[-1]


def _luhn(value: str) -> bool:
    """Check by Luhn's formula."""
    digits = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(value))]
    return sum(digit // 10 + digit % 10 for digit in digits) % 10 == 0


def _finess(value: str) -> bool:
    return _luhn(value.translate(_CORSICA))


def _isni(value: str) -> bool:
    """Check by ISO/IEC 7064, MOD 11-2."""
    last = 10 if value[-1] == "X" else int(value[-1])
    total: int = sum(map(mul, map(int, value[:-1]), _POWERS))
    return (total + last) % 11 == 1


def _siret(value: str) -> bool:
    """Check by Luhn's formula; La Poste, too large for it, by the sum of the digits modulo 5."""
    return _luhn(value) or (value.startswith("356000000") and sum(map(int, value)) % 5 == 0)


def _idref(value: str) -> bool:
    """Check by modulo 11, weights 9 to 2, as in the PPN of the SUDOC."""
    total = sum(int(digit) * weight for digit, weight in zip(value, range(9, 1, -1), strict=False))
    return "0123456789X"[-total % 11] == value[-1]


_CHECKS: Final[dict[str, Callable[[str], bool]]] = {
    "ror": _ror,
    "rnsr": _letter,
    "uai": _letter,
    "siren": _luhn,
    "finess": _finess,
    "isni": _isni,
    "siret": _siret,
    "idref": _idref,
}
_RULES: Final = {scheme: (form.fullmatch, _CHECKS.get(scheme)) for scheme, form in _FORMS.items()}

#: Registers whose identifiers can be judged.
SCHEMES: Final = frozenset(_FORMS)


def identifier_fault(scheme: str, value: str) -> tuple[Message, Message | str] | None:
    """Return what is wrong with an identifier, and what to do.

    Parameters
    ----------
    scheme
        Its register: ``ror``, ``rnsr``, ``uai``, ``siren``, ``siret``, ``finess``, ``isni`` or
        ``idref``, which have a check character; the others can be judged by their form alone.
    value
        The identifier.

    Returns
    -------
    tuple of Message, or None
        Cause and hint; None if form and check character are right.

    Examples
    --------
    >>> identifier_fault("ror", "https://ror.org/02vjkv261") is None
    True
    >>> print(*identifier_fault("ror", "02vjkv261"), sep="; ")
    '02vjkv261' is not a ROR identifier; did you mean "https://ror.org/02vjkv261"?
    >>> print(identifier_fault("siren", "180036049")[0])
    '180036049' is not a SIREN identifier: its check character is wrong
    """
    if _is_sound(scheme, value):
        return None
    name = "Wikidata" if scheme == "wikidata" else scheme.upper()
    if _FORMS[scheme].fullmatch(value):
        return (
            message(
                "{value!r} is not a {scheme} identifier: its check character is wrong",
                value=value,
                scheme=name,
            ),
            message("a character is mistyped; compare it with the register"),
        )
    cause = message("{value!r} is not a {scheme} identifier", value=value, scheme=name)
    meant = _canonical(scheme, value)
    return cause, did_you_mean(meant) if _is_sound(scheme, meant) else _WORDS[scheme]


def _is_sound(scheme: str, value: str) -> bool:
    form, check = _RULES[scheme]
    return form(value) is not None and (check is None or check(value))


def _canonical(scheme: str, value: str) -> str:
    """Return what was probably meant: spaces, case, zeros and addresses put right."""
    compact = "".join(value.split()).rpartition("/")[2]
    compact = compact.zfill(_LENGTHS.get(scheme, 0))  # spreadsheets take zeros in front away
    if scheme == "ror":
        return f"https://ror.org/{compact.lower()}"
    return compact.lower() if scheme == "grid" else compact.upper()


def canonical(scheme: str, raw: object) -> str | None:
    """Return the canonical form of an identifier that a register prints in its own way.

    Parameters
    ----------
    scheme
        Its register.
    raw
        Text or number: an address, with blanks, without the zeros that a spreadsheet took away.

    Returns
    -------
    str or None
        None for a blank, for nothing but zeros, and for what cannot be such an identifier.

    Examples
    --------
    >>> canonical("ror", "02vjkv261"), canonical("isni", "0000 0001 2186 6389")
    ('https://ror.org/02vjkv261', '0000000121866389')
    >>> canonical("siret", 26010003700019.0), canonical("finess", 10000032)
    ('26010003700019', '010000032')
    >>> canonical("uai", ""), canonical("pic", "n/a"), canonical("siren", 0)
    (None, None, None)
    """
    if raw is None or isinstance(raw, bool):
        return None
    text = str(raw).strip().rstrip("/")
    if text.endswith(".0") and scheme != "grid":
        text = text[:-2]
    if not text.strip("0"):
        return None
    if _is_sound(scheme, text):
        return text
    value = _canonical(scheme, text)
    return value if _is_sound(scheme, value) else None
