"""How far two points of the earth are from each other."""

from __future__ import annotations

import math
from typing import Final

__all__ = ["great_circle_km"]

_EARTH_KM: Final = 6371.0


def great_circle_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the great-circle distance of two points, on a sphere of the mean radius of the earth.

    Parameters
    ----------
    a, b
        Latitude and longitude, WGS 84, degrees.

    Returns
    -------
    float
        Kilometres.

    Examples
    --------
    >>> round(great_circle_km((48.85, 2.35), (4.94, -52.33)), -2)
    7100.0
    """
    lat_a, lat_b = math.radians(a[0]), math.radians(b[0])
    half = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * (
        math.sin(math.radians(b[1] - a[1]) / 2) ** 2
    )
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(1.0, half)))
