"""Points along streets, beside them, and at their crossings. Local metres."""

from __future__ import annotations

import numpy as np
import shapely
from shapely import LineString, STRtree

from .streets import Street
from .terrain import Array


def along(line: LineString, step: float, start: float) -> tuple[Array, Array]:
    """(n, 2) points every `step` metres from `start` on, and the (n, 2) unit vectors to their left."""
    at = np.arange(start, line.length, step)
    points = shapely.get_coordinates(shapely.line_interpolate_point(line, at))
    ahead = shapely.get_coordinates(shapely.line_interpolate_point(line, np.minimum(at + 2, line.length)))
    behind = shapely.get_coordinates(shapely.line_interpolate_point(line, np.maximum(at - 2, 0)))
    way = ahead - behind
    way /= np.maximum(np.hypot(*way.T), 1e-9)[:, None]
    return points, np.column_stack([-way[:, 1], way[:, 0]])


def crossings(streets: list[Street]) -> tuple[Array, list[tuple[Street, Street]]]:
    """Where two streets meet or cross, once each."""
    lines = np.array([street.line for street in streets])
    one, two = STRtree(lines).query(lines, predicate="intersects")
    one, two = one[one < two], two[one < two]
    points = shapely.intersection(lines[one], lines[two])
    single = shapely.get_type_id(points) == 0
    pairs = [(streets[a], streets[b]) for a, b in zip(one[single], two[single], strict=True)]
    return shapely.get_coordinates(points[single]), pairs


def clear_of(points: Array, surfaces: STRtree, own: int) -> Array:
    """Which points lie on no street's surface but their own: n booleans."""
    free = np.ones(len(points), dtype=bool)
    asked, hit = surfaces.query(shapely.points(points), predicate="intersects")
    free[asked[hit != own]] = False
    return free
