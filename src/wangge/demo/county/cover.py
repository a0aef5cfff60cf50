"""The quiet base map: water, green, blocks and buildings. Local metres."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import LineString, Polygon, STRtree
from shapely.geometry.base import BaseGeometry

from .grids import Numbered
from .streets import Frame, Street
from .terrain import Array, river_water
from .uses import GROWN, Uses

Piece = tuple[str, str, BaseGeometry]


@dataclass(frozen=True, slots=True)
class Style:
    """Buildings of a use: length and depth in metres, gaps between, share left out, share of unevenness."""

    length: float
    depth: float
    gap: float
    row: float
    empty: float
    uneven: float


STYLES = {
    "homes": Style(40, 13, 8, 15, 0.05, 0.12),
    "houses": Style(14, 11, 3.5, 5, 0.08, 0.28),
    "shops": Style(24, 15, 4, 8, 0.06, 0.28),
    "offices": Style(36, 18, 12, 18, 0.15, 0.2),
    "works": Style(54, 28, 10, 12, 0.1, 0.2),
    "school": Style(48, 14, 18, 26, 0.35, 0.15),
    "hospital": Style(44, 18, 12, 16, 0.15, 0.2),
    "government": Style(46, 17, 14, 22, 0.25, 0.15),
    "market": Style(54, 22, 8, 9, 0.05, 0.1),
    "mall": Style(50, 36, 9, 9, 0.05, 0.1),
    "station": Style(56, 24, 16, 24, 0.4, 0.1),
    "hotel": Style(34, 18, 12, 16, 0.2, 0.2),
    "culture": Style(34, 26, 14, 18, 0.35, 0.2),
    "factory": Style(64, 32, 12, 14, 0.1, 0.15),
}


def surfaces(streets: list[Street]) -> list[BaseGeometry]:
    """Each street's area between its red lines."""
    lines = np.array([street.line for street in streets])
    return list(shapely.buffer(lines, [street.width / 2 for street in streets], cap_style="flat", quad_segs=4))


def water(frame: Frame, cells: list[Numbered], uses: Uses) -> list[Piece]:
    rivers = [("water", name, shape) for name, shape in river_water()]
    streams = [
        ("water", course.name, LineString(frame.along(course, 120.0)).buffer(course.width / 2, cap_style="flat"))
        for course in frame.plan.streams
    ]
    ponds = [("water", "", _pond(cells[named.position].face.flat)) for named in uses.named if named.pond]
    return rivers + streams + ponds


def green(frame: Frame, cells: list[Numbered], uses: Uses, roads: BaseGeometry, wet: list[Piece]) -> list[Piece]:
    """Parks, the riverside and a belt along each stream, without roads and water."""
    names = {named.position: named.name for named in uses.named}
    parks: list[tuple[str, BaseGeometry]] = [
        (names.get(k, ""), cells[k].face.flat) for k, kind in enumerate(uses.kinds) if kind in GROWN
    ]
    town = shapely.union_all([cell.face.flat for cell in cells], grid_size=0.01)
    for course in frame.plan.streams:
        belt = LineString(frame.along(course, 120.0)).buffer(course.width / 2 + 16, cap_style="flat")
        parks.append((f"{course.name}绿带", belt.intersection(town)))
    hollow = shapely.union_all([roads, *(shape for _, _, shape in wet)])
    return [("green", name, part) for name, shape in parks for part in _polygons(shape.difference(hollow), 120)]


def blocks(cells: list[Numbered], uses: Uses, roads: BaseGeometry, wet: list[Piece]) -> list[Piece]:
    """The ground between streets that is built upon."""
    built = [cell.face.flat for cell, kind in zip(cells, uses.kinds, strict=True) if kind not in GROWN]
    hollow = shapely.union_all([roads, *(shape for _, _, shape in wet)])
    ground = shapely.union_all(built, grid_size=0.01).difference(hollow)
    return [("block", "", part.simplify(0.3)) for part in _polygons(ground, 300)]


def buildings(
    cells: list[Numbered], uses: Uses, hollow: Sequence[BaseGeometry], rng: np.random.Generator
) -> list[Piece]:
    """Footprints in rows along each piece's longer side, clear of streets, water and walls."""
    tree, walls = STRtree(hollow), np.array(hollow)
    found: list[Polygon] = []
    for cell, kind in zip(cells, uses.kinds, strict=True):
        if style := STYLES.get(kind):
            shape = cell.face.flat
            near = walls[tree.query(shape, predicate="intersects")]
            free = shape.difference(shapely.union_all(near))
            for part in _polygons(free, 500):
                found += list(_rows(part, style, rng))
    return [("building", "", shape) for shape in found]


def _rows(shape: BaseGeometry, style: Style, rng: np.random.Generator) -> Iterator[Polygon]:
    inside = shape.buffer(-1.5)
    axis = _east_west(shape)
    turn = np.array([axis, [-axis[1], axis[0]]])
    flat = shapely.get_coordinates(shape.buffer(-4.0)) @ turn.T
    if not len(flat):
        return
    across = _fitted(flat[:, 0], style.length, style.gap)
    down = _fitted(flat[:, 1], style.depth, style.row)
    grid = np.array([(x, y) for x in across for y in down])
    grid = grid[rng.random(len(grid)) > style.empty] + rng.normal(0, style.uneven * 3, 2)
    size = np.array([style.length, style.depth]) * (1 - rng.uniform(0, style.uneven, (len(grid), 2)))
    corners = grid[:, None, :] + size[:, None, :] * np.array([[-0.5, -0.5], [0.5, -0.5], [0.5, 0.5], [-0.5, 0.5]])
    boxes = shapely.polygons(corners @ turn)
    yield from boxes[shapely.contains_properly(inside, boxes)]


def _fitted(values: Array, size: float, gap: float) -> Array:
    """The middles of as many pieces as fit between the least and the greatest value, evenly spread."""
    low, high = float(values.min()) + size / 2, float(values.max()) - size / 2
    if high <= low:
        return np.array([(low + high) / 2])
    return np.linspace(low, high, 1 + int((high - low) // (size + gap)))


def _east_west(shape: BaseGeometry) -> Array:
    """The side of the shape's box that runs nearest east: flats face the south."""
    ring = shapely.get_coordinates(shapely.minimum_rotated_rectangle(shape))
    side = ring[1] - ring[0]
    side = side / np.hypot(*side)
    if abs(side[0]) < abs(side[1]):
        side = np.array([side[1], -side[0]])
    return np.asarray(side if side[0] > 0 else -side)


def _pond(shape: BaseGeometry) -> BaseGeometry:
    inside = shape.buffer(-0.22 * float(np.sqrt(shape.area)))
    largest = max(_polygons(inside, 0), key=lambda part: part.area, default=shape.centroid.buffer(18))
    return largest.buffer(-6).buffer(16, quad_segs=6).simplify(0.5)


def _polygons(shape: BaseGeometry, least: float) -> list[Polygon]:
    return [part for part in shapely.get_parts(shape) if isinstance(part, Polygon) and part.area > least]
