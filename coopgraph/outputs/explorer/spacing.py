"""Place marks and discs so that none covers another: a spiral, and pushing apart."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

__all__ = ["GAP", "GOLDEN", "REACH", "Point", "apart", "kilometres", "leaders", "sunflower"]

#: Room between two marks.
GAP = 7.0
#: The golden angle: on a spiral that turns by it, no two points fall into line.
GOLDEN = math.pi * (3 - math.sqrt(5))

Point = tuple[float, float]

#: Towns nearer than this to a larger one are drawn and counted with it, in kilometres.
REACH = 18.0
_EARTH = 6_371.0


def kilometres(a: Point, b: Point) -> float:
    """Return the distance of two points of the globe, given as longitude and latitude.

    Parameters
    ----------
    a, b
        Degrees.

    Examples
    --------
    >>> round(kilometres((2.349, 48.853), (2.359, 48.794)), 1)
    6.6
    """
    (west, south), (east, north) = ((math.radians(x) for x in point) for point in (a, b))
    half = (
        math.sin((north - south) / 2) ** 2
        + math.cos(south) * math.cos(north) * math.sin((east - west) / 2) ** 2
    )
    return 2 * _EARTH * math.asin(min(1.0, math.sqrt(half)))


def leaders(degrees: Mapping[str, Point], weight: Mapping[str, int]) -> dict[str, str]:
    """Let each town, the heaviest first, join the nearest leader within reach, or lead.

    Parameters
    ----------
    degrees
        Longitude and latitude by town.
    weight
        How much stands in each; nothing where a town is missing.

    Returns
    -------
    dict
        Town to the town with which it is drawn and counted.

    Examples
    --------
    >>> towns = {"Paris": (2.35, 48.86), "Villejuif": (2.36, 48.79), "Lyon": (4.84, 45.76)}
    >>> leaders(towns, {"Paris": 102, "Villejuif": 16, "Lyon": 11})
    {'Paris': 'Paris', 'Villejuif': 'Paris', 'Lyon': 'Lyon'}
    """
    found: dict[str, str] = {}
    for town in sorted(degrees, key=lambda one: (-weight.get(one, 0), one)):
        near = [
            (kilometres(degrees[town], degrees[other]), other)
            for other, own in found.items()
            if own == other
        ]
        distance, nearest = min(near, default=(math.inf, town))
        found[town] = nearest if distance <= REACH else town
    return found


def sunflower(sizes: Sequence[float]) -> tuple[list[Point], float]:
    """Place marks on a spiral so that each has room.

    Parameters
    ----------
    sizes
        Half-width of each mark, from the middle outwards.

    Returns
    -------
    list of tuple
        A point for each mark, around (0, 0).
    float
        Radius of the disc that holds them all.
    """
    points: list[Point] = []
    area = 0.0
    edge = 0.0
    for number, size in enumerate(sizes):
        own = (2 * size + GAP) ** 2 * 1.05
        distance = 0.0 if number == 0 else math.sqrt((area + own / 2) / math.pi)
        angle = number * GOLDEN
        points.append((distance * math.cos(angle), distance * math.sin(angle)))
        area += own
        edge = max(edge, distance + size)
    return apart(points, sizes, GAP / 2), edge + GAP


def apart(
    points: Sequence[Point], radius: Sequence[float], gap: float, *, rounds: int = 60
) -> list[Point]:
    """Push discs apart until none overlaps; small ones give way to large ones.

    Parameters
    ----------
    points, radius
        Centre and radius of each disc.
    gap
        Room to leave between two discs.
    rounds
        How often to look at most.

    Returns
    -------
    list of tuple
        The new centres. Discs share a cell of a grid if they may touch; only those near one that
        has moved are looked at again.
    """
    xs, ys = [x for x, _ in points], [y for _, y in points]
    reach = [one + gap / 2 for one in radius]
    cell = 2.5 * sorted(reach)[len(reach) // 2] if reach else 1.0
    grid: dict[tuple[int, int], list[int]] = defaultdict(list)

    def cells(number: int) -> list[tuple[int, int]]:
        x, y, own = xs[number], ys[number], reach[number]
        return [
            (i, j)
            for i in range(math.floor((x - own) / cell), math.floor((x + own) / cell) + 1)
            for j in range(math.floor((y - own) / cell), math.floor((y + own) / cell) + 1)
        ]

    looked = sorted(range(len(xs)), key=lambda n: (xs[n], n))
    lies = {number: cells(number) for number in looked}
    for number in looked:
        for one in lies[number]:
            grid[one].append(number)
    for _ in range(rounds):
        moved: set[int] = set()
        for a in looked:
            for b in sorted({b for one in lies[a] for b in grid[one] if b != a}):
                dx, dy = xs[b] - xs[a], ys[b] - ys[a]
                need = radius[a] + radius[b] + gap
                if abs(dx) >= need or abs(dy) >= need:
                    continue
                distance = math.hypot(dx, dy)
                if distance >= need - 0.01:
                    continue
                if distance < 1e-6:
                    dx, dy, distance = math.cos(a + b), math.sin(a + b), 1.0
                push = (need - distance) / distance
                share = radius[a] ** 2 / (radius[a] ** 2 + radius[b] ** 2)
                xs[a] -= dx * push * (1 - share)
                ys[a] -= dy * push * (1 - share)
                xs[b] += dx * push * share
                ys[b] += dy * push * share
                moved.update((a, b))
        if not moved:
            break
        for number in sorted(moved):
            new = cells(number)
            if new != lies[number]:
                for one in lies[number]:
                    grid[one].remove(number)
                for one in new:
                    grid[one].append(number)
                lies[number] = new
        again = moved.union(*(grid[one] for number in moved for one in lies[number]))
        looked = sorted(again, key=lambda n: (xs[n], n))
    return list(zip(xs, ys, strict=True))
