"""Keys: the identifier by which a register knows a body, in one form, before ids are given.

Importers name what they read by key (``ror:02vjkv261``, ``uai:0755364Y``, ``rnsr:201220230S``);
:mod:`coopgraph.importing.identity` finds which keys are one body, and gives it its id. A key is
never empty: :func:`key_of` returns None for a blank or a malformed identifier, and what has none is
named by :func:`name_key`, which joins nothing to a registered body.
"""

from __future__ import annotations

import re
from typing import Final

from coopgraph.curation.identifiers import canonical
from coopgraph.folding import fold_letters, folded

__all__ = ["id_of", "key_of", "name_key", "printed", "scheme_of", "value_of"]

_ROR: Final = "https://ror.org/"
_WORD: Final = re.compile(r"[a-z0-9]+")
_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+\Z")


def key_of(scheme: str, raw: object) -> str | None:
    """Return the key that an identifier stands for.

    Parameters
    ----------
    scheme
        The register: ``ror``, ``rnsr``, ``uai`` …
    raw
        The identifier as the register prints it: address, number, with blanks.

    Returns
    -------
    str or None
        ``scheme:value``; None where there is no identifier, or a malformed one. Nothing may be
        joined by what is not there.

    Examples
    --------
    >>> key_of("ror", "https://ror.org/02vjkv261"), key_of("pic", 999997833)
    ('ror:02vjkv261', 'pic:999997833')
    >>> key_of("uai", "") is None
    True
    """
    value = canonical(scheme, raw)
    if value is None:
        return None
    return f"{scheme}:{value.removeprefix(_ROR)}"


def scheme_of(key: str) -> str:
    """Return the register of a key.

    Examples
    --------
    >>> scheme_of("ror:02vjkv261")
    'ror'
    """
    return key.partition(":")[0]


def value_of(key: str) -> str:
    """Return the identifier of a key in the form that the tables hold.

    Examples
    --------
    >>> value_of("ror:02vjkv261"), value_of("uai:0755364Y")
    ('https://ror.org/02vjkv261', '0755364Y')
    """
    return printed(key)[1]


def printed(key: str) -> tuple[str, str]:
    """Return the register of a key, and the identifier in the form that the tables hold.

    Examples
    --------
    >>> printed("ror:02vjkv261")
    ('ror', 'https://ror.org/02vjkv261')
    """
    scheme, _, value = key.partition(":")
    return scheme, _ROR + value if scheme == "ror" else value


def name_key(kind: str, name: str) -> str:
    """Return the key of a body that a register only names.

    Examples
    --------
    >>> name_key("rnsr-body", "Institut Pasteur")
    'rnsr-body:institut pasteur'
    """
    return f"{kind}:{folded(name)}"


def id_of(key: str) -> str:
    """Return the id that a key gives to a body without another: a slug that never changes.

    Examples
    --------
    >>> id_of("ror:02vjkv261"), id_of("rnsr-body:institut pasteur")
    ('ror-02vjkv261', 'rnsr-body-institut-pasteur')
    """
    bare = key.lower().replace(":", "-", 1)
    if _SLUG.match(bare):
        return bare
    slug = "-".join(_WORD.findall(fold_letters(key)))
    # Names in other scripts leave nothing behind: their characters' numbers tell them apart.
    if slug == id_of_scheme(key):
        slug += "-" + "-".join(f"{ord(c):x}" for c in key.partition(":")[2])
    return slug


def id_of_scheme(key: str) -> str:
    """Return the part of an id that comes from the register alone.

    Examples
    --------
    >>> id_of_scheme("rnsr-body:x")
    'rnsr-body'
    """
    return "-".join(_WORD.findall(scheme_of(key)))
