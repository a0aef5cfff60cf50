"""Blocks divided again and again, by side streets, lanes and at last walls, down to pieces of about a hectare."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import LineString, MultiLineString, Polygon
from shapely.geometry.base import BaseGeometry

from .streets import Block
from .terrain import Array, east_bank, spline

OVERSHOOT = 0.08


@dataclass(frozen=True, slots=True)
class Zone:
    """How a quarter is cut up: m² a piece, m² above which a cut is a side street or a lane, how crooked, how often whole."""

    piece: float
    branch: float
    lane: float
    crooked: float
    whole: float


ZONES = {
    "old": Zone(8_600, 90_000, 22_000, 0.085, 0.03),
    "mixed": Zone(9_600, 110_000, 34_000, 0.05, 0.05),
    "new": Zone(10_400, 120_000, 48_000, 0.02, 0.07),
    "fringe": Zone(10_200, 140_000, 42_000, 0.08, 0.03),
    "industry": Zone(11_500, 130_000, 70_000, 0.02, 0.07),
    "riverside": Zone(10_000, 9e9, 9e9, 0.05, 0.05),
}


def on_riverside(shape: BaseGeometry) -> bool:
    """The strip between the east bank and the road along it: gardens, no streets."""
    middle = shape.centroid
    return middle.x - float(east_bank(np.array(middle.y))) < 110


@dataclass(frozen=True, slots=True)
class Cut:
    """A line drawn through a block: `kind` is branch, lane or wall."""

    kind: str
    line: LineString


def divide(block: Block, rng: np.random.Generator) -> Iterator[Cut]:
    """The cuts of a block, each drawn a hand's breadth over what it meets, so that the lines surely join."""
    zone = ZONES["riverside" if on_riverside(block.shape) else block.community.zone]
    waiting = [block.shape]
    while waiting:
        shape = waiting.pop()
        if _is_whole(shape, zone, rng):
            continue
        cut, parts = _cut(shape, zone, rng)
        if cut is not None:
            yield cut
            waiting += parts


def _is_whole(shape: Polygon, zone: Zone, rng: np.random.Generator) -> bool:
    pieces = shape.area / zone.piece
    return pieces < 1.5 or (pieces < 4.2 and rng.random() < zone.whole)


def _cut(shape: Polygon, zone: Zone, rng: np.random.Generator) -> tuple[Cut | None, list[Polygon]]:
    kind = "branch" if shape.area > zone.branch else "lane" if shape.area > zone.lane else "wall"
    for _ in range(4):
        line = _line(shape, kind, zone, rng)
        parts = _parts(shape, line)
        if len(parts) > 1 and min(part.area for part in parts) > 0.3 * zone.piece:
            return Cut(kind, _reaching(shape, line)), parts
    return None, []


def _line(shape: Polygon, kind: str, zone: Zone, rng: np.random.Generator) -> LineString:
    corner, along, across = _box(shape)
    pieces = max(2, round(shape.area / zone.piece))
    share = (pieces // 2 + (pieces % 2 and rng.integers(2))) / pieces + rng.normal(0, 0.035)
    tilt = rng.normal(0, zone.crooked) * np.hypot(*across) / np.hypot(*along)
    start, end = corner + along * (share - tilt / 2), corner + along * (share + tilt / 2) + across
    return LineString(_crook(start - across * 0.2, end + across * 0.2, along, kind, zone, rng))


def _crook(start: Array, end: Array, along: Array, kind: str, zone: Zone, rng: np.random.Generator) -> Array:
    """Streets curve, lanes have an elbow, walls jump by a few metres as compounds do."""
    unit = along / np.hypot(*along)
    t = rng.uniform(0.2, 0.42), rng.uniform(0.58, 0.8)
    if kind == "wall" and rng.random() < 0.55:
        step = unit * rng.choice([-1, 1]) * rng.uniform(6, 15)
        at = start + (end - start) * t[0]
        return np.array([start, at, at + step, end + step])
    sway = rng.normal(0, zone.crooked * 90, 2)
    middle = [start + (end - start) * share + unit * off for share, off in zip(t, sway, strict=True)]
    points = np.array([start, *middle, end])
    return spline(points, 4) if kind == "branch" else np.delete(points, 2, axis=0)


def _box(shape: Polygon) -> tuple[Array, Array, Array]:
    """The smallest box round a shape: a corner, the long side, the short side."""
    ring = shapely.get_coordinates(shapely.minimum_rotated_rectangle(shape))
    one, two = ring[1] - ring[0], ring[3] - ring[0]
    return (ring[0], one, two) if np.hypot(*one) >= np.hypot(*two) else (ring[0], two, one)


def _parts(shape: Polygon, line: LineString) -> list[Polygon]:
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(shapely.union(shape.boundary, line))))
    return list(faces[shapely.contains_properly(shape, shapely.point_on_surface(faces))])


def _reaching(shape: Polygon, line: LineString) -> LineString:
    """The part of the line inside the shape, drawn on at both ends; the longest where there are several."""
    inside = shapely.intersection(shape, line)
    if isinstance(inside, MultiLineString):
        inside = max(inside.geoms, key=lambda part: part.length)
    points = shapely.get_coordinates(inside)
    points[0] += _push(points[1], points[0])
    points[-1] += _push(points[-2], points[-1])
    return LineString(points)


def _push(inner: Array, outer: Array) -> Array:
    away = outer - inner
    return np.asarray(away / np.hypot(*away) * OVERSHOOT)
