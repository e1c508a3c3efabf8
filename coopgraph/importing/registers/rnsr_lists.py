"""The parallel lists of a structure of RNSR: who supervises it, in which role, under which number.

The export of 2022 joins lists with semicolons and keeps blanks, so that the lists are aligned. The
export since 2024 joins them with commas, which names contain too, and drops blanks: there roles and
numbers of establishments count the bodies, names are pieced together, and what does not come out
even is reported, never guessed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

from coopgraph.importing.registers.rnsr_rows import LISTS

__all__ = ["Supervision", "supervisions"]

#: What is said of a list that has fewer or more items than there are bodies.
_FAULTS: Final = {
    "siret_des_tutelles": "misaligned-numbers",
    "uai_des_tutelles": "misaligned-numbers",
    "label_numero": "misaligned-codes",
}


class Supervision(NamedTuple):
    """A body of a structure, as the row has it; blank where the row does not say.

    Attributes
    ----------
    name, acronym, nature
        The body as printed, and the code of its nature.
    uai, siret
        Its numbers.
    role
        ``TUTE`` supervises, ``PART`` takes part.
    unit_code
        The structure's number at that body.
    confidence
        ``high`` where the lists are aligned, ``medium`` where a name was pieced together.
    """

    name: str
    acronym: str
    nature: str
    uai: str
    siret: str
    role: str
    unit_code: str
    confidence: str = "high"


#: Where the structure's number stands; before it, what the other lists say, in their order.
_UNIT_CODE: Final = Supervision._fields.index("unit_code")


def supervisions(row: Mapping[str, Any]) -> tuple[list[Supervision], list[str]]:
    """Return the bodies of a structure, and what did not come out even.

    Parameters
    ----------
    row
        Cells by column.

    Returns
    -------
    list of Supervision
    list of str
        Reasons, as :mod:`coopgraph.importing.wording` words them: ``misaligned-names``,
        ``misaligned-numbers``, ``misaligned-codes``, ``misaligned-roles``.

    Examples
    --------
    >>> row = {
    ...     "tutelles": "A;B",
    ...     "code_de_type_de_tutelle": "TUTE;PART",
    ...     "uai_des_tutelles": ";0755364Y",
    ... }
    >>> bodies, faults = supervisions(row)
    >>> [(body.name, body.uai, body.role) for body in bodies], faults
    ([('A', '', 'TUTE'), ('B', '0755364Y', 'PART')], [])
    """
    cells = [row.get(name) for name in LISTS]
    codes, *others = [
        cell if cell is None or isinstance(cell, str) else _items(cell, ";") for cell in cells
    ]
    names, *_, roles = others
    if not _items(roles, ";"):
        return [], (["misaligned-roles"] if _items(names, ";") else [])
    bodies, numbers = _aligned(*others), _items(codes, ";")
    if bodies is None or len(numbers) not in (0, len(bodies)):
        return _by_commas(row)
    if not numbers:
        return list(bodies), []
    return [
        Supervision._make((*body[:_UNIT_CODE], number, body.confidence))
        for body, number in zip(bodies, numbers, strict=True)
    ], []


def _items(cell: Any, sign: str) -> tuple[str, ...]:
    if cell is None:
        return ()
    if isinstance(cell, list):
        return tuple(["" if item is None else " ".join(str(item).split()) for item in cell])
    return cell if isinstance(cell, tuple) else _split(str(cell), sign)


@lru_cache(maxsize=8192)
def _split(text: str, sign: str) -> tuple[str, ...]:
    """Return the items of a cell; most cells stand with many structures."""
    return tuple(" ".join(item.split()) for item in text.split(sign)) if text.strip() else ()


@lru_cache(maxsize=8192)
def _aligned(*cells: Any) -> tuple[Supervision, ...] | None:
    """Return the bodies of aligned lists, without the structure's numbers; else None.

    Most bodies stand together with many structures.
    """
    lists = [_items(cell, ";") for cell in cells]
    roles = lists[-1]
    if any(role not in ("TUTE", "PART") for role in roles):
        return None
    if any(len(items) not in (0, len(roles)) for items in lists):
        return None
    return tuple(_bodies([*lists, ()], len(roles), "high"))


def _bodies(lists: Sequence[Sequence[str]], number: int, confidence: str) -> list[Supervision]:
    """Return the bodies of lists in the order of the attributes; an empty list is blank cells."""
    blank = ("",) * number
    columns = zip(*(items or blank for items in lists), strict=True)
    return [Supervision._make((*said, confidence)) for said in columns]


def _by_commas(row: Mapping[str, Any]) -> tuple[list[Supervision], list[str]]:
    """Read the lists of the later export, by the counters that are reliable there."""
    lists = {name: _items(row.get(name), ",") for name in LISTS}
    roles = lists["code_de_type_de_tutelle"]
    number = len(roles)
    if any(role not in ("TUTE", "PART") for role in roles):
        return [], ["misaligned-roles"]
    faults = []
    names: Sequence[str] = lists["tutelles"]
    pieced = len(names) != number
    if pieced:
        names = _pieced(names, number, len(names) - number)
        if not names:
            faults.append("misaligned-names")
    kept: dict[str, Sequence[str]] = {"tutelles": names, "code_de_type_de_tutelle": roles}
    for name in LISTS:
        if name in kept:
            continue
        items = lists[name]
        if len(items) == number or not items:
            kept[name] = items
        else:
            kept[name] = []
            if name in _FAULTS:
                faults.append(_FAULTS[name])
    code, *others = LISTS
    return (
        _bodies([kept[name] for name in (*others, code)], number, "medium" if pieced else "high"),
        sorted(set(faults)),
    )


def _pieced(parts: Sequence[str], number: int, surplus: int) -> list[str]:
    """Join the parts of names that contain commas: a part that does not begin like a name.

    Examples
    --------
    >>> _pieced(["CNRS", "Institut pour l'agriculture", "l'alimentation et l'environnement"], 2, 1)
    ['CNRS', "Institut pour l'agriculture, l'alimentation et l'environnement"]
    """
    names: list[str] = []
    for part in parts:
        if names and surplus > 0 and part[:1].islower():
            names[-1] += ", " + part
            surplus -= 1
        else:
            names.append(part)
    return names if len(names) == number else []
