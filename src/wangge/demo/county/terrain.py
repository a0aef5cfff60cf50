"""Where the rivers run, and how the plan's straight lines are bent. Local metres: east and north of the seat."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from shapely import Polygon

Array = npt.NDArray[np.float64]
RIVER_HALF, SOUTH_HALF = 78.0, 36.0
REACH = 5200.0


def river(y: Array) -> Array:
    """The east coordinate of the middle of 唐河 at `y`."""
    swing = 210 * np.sin((y + 500) / 780) * np.exp(-(((y + 300) / 4200) ** 2))
    return np.asarray(-1960 + swing + 55 * np.sin(y / 410 + 0.8))


def south_river(x: Array) -> Array:
    """The north coordinate of the middle of 三夹河 at `x`."""
    return np.asarray(-2890 + 85 * np.sin(x / 700 + 1.0) + 30 * np.sin(x / 310) + 0.02 * x)


def east_bank(y: Array) -> Array:
    return np.asarray(river(y) + RIVER_HALF + 9 * np.sin(y / 130))


def south_bank(x: Array) -> Array:
    return np.asarray(south_river(x) + SOUTH_HALF + 5 * np.sin(x / 90))


def bend(u: Array, v: Array) -> tuple[Array, Array]:
    """A point of the straight plan on the ground: lines near the river follow it, farther east they only sway."""
    near = np.clip(1 - (u + 1690) / 1900, 0, 1) ** 1.3
    x = u + near * (river(v) + 1960) + 55 * np.sin(v / 900 + u / 1300) + 0.035 * v
    y = v + 75 * np.sin(u / 1150 + 0.4) + 30 * np.sin(u / 420 + v / 1500) - 0.03 * u
    return x, y


def spline(points: Array, pieces: int = 8) -> Array:
    """A smooth line through all the points (Catmull-Rom), the points themselves kept exactly."""
    before = np.vstack([2 * points[:1] - points[1:2], points[:-1]])
    after = np.vstack([points[1:], 2 * points[-1:] - points[-2:-1]])
    slope = (after - before) / 2
    t = np.linspace(0, 1, pieces, endpoint=False)[None, :, None]
    a, b, da, db = points[:-1, None], points[1:, None], slope[:-1, None], slope[1:, None]
    curve = a + da * t + (3 * (b - a) - 2 * da - db) * t**2 + (2 * (a - b) + da + db) * t**3
    return np.vstack([curve.reshape(-1, 2), points[-1:]])


def river_water() -> list[tuple[str, Polygon]]:
    """唐河 and 三夹河 as areas, running on beyond the town."""
    y = np.arange(-REACH, REACH + 1, 40.0)
    west, east = river(y) - RIVER_HALF + 12 * np.sin(y / 170), east_bank(y)
    x = np.arange(float(river(np.array(-2900.0))) + 20, REACH + 400, 40.0)
    north, south = south_bank(x), south_river(x) - SOUTH_HALF
    return [
        ("唐河", Polygon(np.vstack([np.column_stack([west, y]), np.column_stack([east, y])[::-1]]))),
        ("三夹河", Polygon(np.vstack([np.column_stack([x, north]), np.column_stack([x, south])[::-1]]))),
    ]
