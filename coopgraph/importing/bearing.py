"""What one row says of one body: numbers of several registers, and several wholes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from coopgraph.importing.batch import Batch
from coopgraph.importing.keys import key_of

__all__ = ["bear", "first_key", "is_blank", "part_of", "table_schemes"]

#: What a blank looks like in files of registers.
_BLANKS = frozenset(("", "nan", "none", "null", "n/a", "-"))


@cache
def table_schemes() -> frozenset[str]:
    """Return the registers whose identifiers the table may hold.

    Examples
    --------
    >>> "ror" in table_schemes(), "telephone" in table_schemes()
    (True, False)
    """
    from coopgraph.curation.tables import TABLES
    from coopgraph.model.columns import columns_of

    return frozenset(dict(columns_of(TABLES["identifiers"].record))["scheme"].choices)


def bear(
    batch: Batch, entity: str, numbers: Iterable[tuple[str, object]], locator: str
) -> list[str]:
    """Note the numbers that a body bears; what is malformed is counted, a blank is nothing.

    Parameters
    ----------
    batch
        Where the rows go.
    entity
        Key of the body.
    numbers
        Register and number as printed.
    locator
        Where the source says it.

    Returns
    -------
    list of str
        The keys that were noted.
    """
    noted = []
    for scheme, raw in numbers:
        if is_blank(raw) or scheme not in table_schemes():
            continue
        key = key_of(scheme, raw)
        if key is None:
            batch.skip("malformed-identifier", f"{locator}: {scheme} {raw}"[:120])
        elif key not in noted:
            batch.identifier(entity, key, locator)
            noted.append(key)
    return noted


def first_key(numbers: Iterable[tuple[str, object]]) -> str | None:
    """Return the key of the first number that is there and sound; None if there is none.

    Examples
    --------
    >>> first_key([("uai", ""), ("siren", "180036048"), ("ror", "02vjkv261")])
    'siren:180036048'
    >>> first_key([("uai", None), ("siren", "nan")]) is None
    True
    """
    for scheme, raw in numbers:
        if not is_blank(raw) and (key := key_of(scheme, raw)) is not None:
            return key
    return None


def is_blank(raw: object) -> bool:
    """Tell whether a cell holds nothing.

    Examples
    --------
    >>> is_blank(" NaN "), is_blank(None), is_blank(0)
    (True, True, False)
    """
    return raw is None or str(raw).strip().casefold() in _BLANKS


def part_of(batch: Batch, entity: str, wholes: Iterable[str | None], locator: str) -> None:
    """Note what a structure is part of, where that is more than the one that its row can hold.

    Parameters
    ----------
    batch
        Where the rows go.
    entity
        Key of the structure.
    wholes
        Keys of the structures that it is part of; None for a malformed one, which is counted.
    locator
        Where the source says it.
    """
    for whole in wholes:
        if whole is None:
            batch.skip("malformed-number", locator)
        elif whole == entity:
            batch.skip("relation-to-itself", locator)
        else:
            batch.claim((entity, "org:subOrganizationOf", whole, "iri", locator))
