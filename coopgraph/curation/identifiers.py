"""Syntax of the registers' identifiers that the tables may carry."""

from __future__ import annotations

import re

__all__ = ["PATTERNS", "is_well_formed"]

#: Canonical form of each identifier.
PATTERNS: dict[str, re.Pattern[str]] = {
    "ror": re.compile(r"https://ror\.org/0[a-hj-km-np-tv-z0-9]{6}[0-9]{2}"),
    "rnsr": re.compile(r"[0-9]{9}[A-Z]"),
    "wikidata": re.compile(r"Q[1-9][0-9]*"),
    "uai": re.compile(r"[0-9]{7}[A-Z]"),
    "siren": re.compile(r"[0-9]{9}"),
    "finess": re.compile(r"[0-9AB]{9}"),
    "grid": re.compile(r"grid\.[0-9]+\.[0-9a-f]+"),
    "isni": re.compile(r"[0-9]{15}[0-9X]"),
    "pic": re.compile(r"[0-9]{9}"),
}


def is_well_formed(scheme: str, value: str) -> bool:
    """Tell whether `value` has the canonical form of an identifier of `scheme`.

    Examples
    --------
    >>> is_well_formed("ror", "https://ror.org/02vjkv261")
    True
    >>> is_well_formed("ror", "02vjkv261")
    False
    """
    return PATTERNS[scheme].fullmatch(value) is not None
