"""What is said where no organisation is in focus: how to name one, with one of the tables."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from coopgraph.curation.tables import Tables
from coopgraph.errors import Fault, NoFocus

__all__ = ["example_of", "names_focus", "nobody_in_focus"]

#: Tables that say who takes part in what, with the columns of the two; the first with rows counts.
_MEMBERSHIPS = (
    ("cotutelles", "structure", "body"),
    ("participations", "collective", "member"),
)


def names_focus(folders: Iterable[Path]) -> bool:
    """Tell whether a folder has the table that names the organisation in focus.

    Examples
    --------
    >>> from coopgraph.resources import example_dir
    >>> names_focus([example_dir()])
    True
    """
    return any((folder / "landscape.csv").exists() for folder in folders)


def nobody_in_focus(tables: Tables, faults: Sequence[Fault] = ()) -> NoFocus:
    """Return the error that says so, with the organisation of most structures as an example.

    Parameters
    ----------
    tables
        The rows that were read.
    faults
        The table that is missing.

    Returns
    -------
    NoFocus
    """
    where = ", ".join(map(str, tables.folders))
    bodies = {row.record.id: row.record for row in tables.rows["organizations"]}
    for name, collective, body in _MEMBERSHIPS:
        taking: dict[str, set[str]] = defaultdict(set)
        for row in tables.rows[name]:
            if (own := getattr(row.record, body)) in bodies:
                taking[own].add(getattr(row.record, collective))
        if taking:
            most = min(taking, key=lambda own: (-len(taking[own]), own))
            bearers = Counter(str(one.acronym or "").casefold() for one in bodies.values())
            acronym = str(bodies[most].acronym or "")
            unique = bearers[acronym.casefold()] == 1
            return NoFocus(
                where, example_of(most, acronym if unique else ""), len(taking[most]), faults
            )
    return NoFocus(where, faults=faults)


def example_of(own: str, acronym: str) -> str:
    """Return how a body may be named on a command line: by its acronym, or by its id.

    Examples
    --------
    >>> example_of("cnrs", "CNRS"), example_of("u-1", ""), example_of("u-2", "A $B")
    ('CNRS', 'id:u-1', 'id:u-2')
    """
    return acronym if acronym.isalnum() else f"id:{own}"
