"""What depends on whom: sole partners, and smallest sets of partners.

A structure depends on a partner if nobody else would be left beside the organisation in focus. All
of it is about what sources state: a partner that no source names is missing here too.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coopgraph.errors import ProjectionError
from coopgraph.messages import message
from coopgraph.projection.limits import check_limits

if TYPE_CHECKING:
    pass

__all__ = ["BusFactor", "Dependence", "bus_factor", "find_dependence"]


@dataclass(frozen=True, slots=True)
class Dependence:
    """What rests on one partner.

    Attributes
    ----------
    partner
        Its IRI.
    collectives
        How many it takes part in.
    sole
        Those in which it is the only partner, sorted.
    """

    partner: str
    collectives: int
    sole: tuple[str, ...]

    @property
    def share(self) -> float:
        """Return the share of its collectives in which it is the only partner."""
        return len(self.sole) / self.collectives


@dataclass(frozen=True, slots=True)
class BusFactor:
    """A smallest set of partners whose withdrawal would leave a share without any.

    Attributes
    ----------
    share
        The share asked for.
    wanted
        That share as a number of collectives, rounded up.
    partners
        One smallest set, sorted; there may be others of the same size.
    lost
        How many collectives it would leave without a partner.
    """

    share: float
    wanted: int
    partners: tuple[str, ...]
    lost: int


def find_dependence(members: Mapping[str, frozenset[str]]) -> list[Dependence]:
    """Return what rests on each partner, most sole structures first.

    Parameters
    ----------
    members
        Partners by collective, the organisation in focus left out; empty sets do not count.

    Returns
    -------
    list of Dependence

    Examples
    --------
    >>> found = find_dependence({"u-1": frozenset({"a"}), "u-2": frozenset({"a", "b"})})
    >>> [(one.partner, one.collectives, one.sole) for one in found]
    [('a', 2, ('u-1',)), ('b', 1, ())]
    """
    counts: dict[str, int] = {}
    sole: dict[str, list[str]] = {}
    for collective, partners in sorted(members.items()):
        for partner in partners:
            counts[partner] = counts.get(partner, 0) + 1
        if len(partners) == 1:
            sole.setdefault(next(iter(partners)), []).append(collective)
    found = [Dependence(name, counts[name], tuple(sole.get(name, ()))) for name in counts]
    return sorted(found, key=lambda one: (-len(one.sole), -one.collectives, one.partner))


def bus_factor(members: Mapping[str, frozenset[str]], share: float) -> BusFactor:
    """Return a smallest set of partners on which a share of the collectives rests entirely.

    Exact: a cover by mixed-integer programming (HiGHS through :func:`scipy.optimize.milp`), since
    taking the most linked first overstates it [1]_.

    Parameters
    ----------
    members
        Partners by collective; collectives without any do not count.
    share
        Share of the collectives, above 0 and at most 1.

    Returns
    -------
    BusFactor

    Raises
    ------
    ParameterError
        If the share is out of range.
    ProjectionError
        If no collective has a partner, or the solver gives up.

    References
    ----------
    .. [1] arXiv:2508.09828 on greedy estimates of bus factors.

    Examples
    --------
    >>> bus_factor({"u-1": frozenset({"a", "b"}), "u-2": frozenset({"c"})}, 0.5).partners
    ('c',)
    """
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    check_limits(share=share)
    rows = [partners for _, partners in sorted(members.items()) if partners]
    if not rows:
        raise ProjectionError(message("no structure has a partner to depend on"))
    names = sorted({partner for partners in rows for partner in partners})
    place = {name: number for number, name in enumerate(names)}
    wanted = math.ceil(share * len(rows) - 1e-9)
    # One variable a partner (withdraws), one a collective (left without any): lost <= withdraws.
    ties = [(n, place[partner]) for n, partners in enumerate(rows) for partner in sorted(partners)]
    all_ = len(names) + len(rows)
    data, at, to = [], [], []
    for line, (n, partner) in enumerate(ties):
        data += [1.0, -1.0]
        at += [line, line]
        to += [len(names) + n, partner]
    implied = csr_array((data, (at, to)), shape=(len(ties), all_))
    enough = csr_array(np.concatenate([np.zeros(len(names)), np.ones(len(rows))])[None, :])
    # Too little to change the number: among smallest sets, the first in the order of names.
    order = np.arange(len(names)) / (len(names) ** 2 * 2)
    found = milp(
        np.concatenate([1 + order, np.zeros(len(rows))]),
        integrality=np.concatenate([np.ones(len(names)), np.zeros(len(rows))]),
        bounds=Bounds(0, 1),
        constraints=[
            LinearConstraint(implied, -np.inf, 0),
            LinearConstraint(enough, wanted, np.inf),
        ],
    )
    if not found.success:
        raise ProjectionError(message("no smallest set was found: {reason}", reason=found.message))
    chosen = frozenset(name for name in names if found.x[place[name]] > 0.5)
    lost = sum(1 for partners in rows if partners <= chosen)
    return BusFactor(share, wanted, tuple(sorted(chosen)), lost)
