"""Bodies of a dump of ROR: schema 1 or 2, array or lines, packed or not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from coopgraph.importing.registers.ror_records import ror_records
from coopgraph.reconciliation.bodies import (
    Body,
    Name,
    body_of_register,
    former_name,
    id_of_register,
)

__all__ = ["read_register"]


def read_register(paths: Iterable[Path]) -> list[Body]:
    """Return the bodies of dumps, without withdrawn records.

    Names of a record that was withdrawn or is no longer active are former names of the one record
    that follows it; where several follow, of none.

    Parameters
    ----------
    paths
        For each, the official zip, or JSON and JSON Lines of it, packed or not.

    Returns
    -------
    list of Body

    Raises
    ------
    SourceError
        If a file cannot be read, or is no dump of ROR.
    """
    bodies: list[Body] = []
    followed: dict[str, str] = {}
    names: dict[str, tuple[Name, ...]] = {}
    for path in paths:
        for record in ror_records(path):
            if (body := body_of_register(record)) is not None:
                bodies.append(body)
            if record.status != "active":
                later = {other for kind, other, _ in record.relations if kind == "successor"}
                if len(later) == 1:
                    one = id_of_register(record.id)
                    followed[one] = id_of_register(later.pop())
                    names[one] = tuple(former_name(name.value) for name in record.names)
    former: dict[str, list[Name]] = defaultdict(list)
    for one in sorted(followed):
        former[_last(one, followed)] += names[one]
    return [
        replace(body, names=tuple(dict.fromkeys((*body.names, *former[body.id]))))
        if body.id in former
        else body
        for body in bodies
    ]


def _last(one: str, followed: Mapping[str, str]) -> str:
    """Return the record at the end of a line of successors; the next one where it is a circle."""
    seen = {one}
    last = followed[one]
    while last in followed:
        if last in seen:
            return followed[one]
        seen.add(last)
        last = followed[last]
    return last
