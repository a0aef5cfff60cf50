"""The lattice of main and secondary streets bent over the ground, and the blocks between them. Local metres."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely
from shapely import LineString, Polygon, STRtree

from .plan import Community, Course, Line, Plan
from .terrain import Array, bend, east_bank, south_bank, spline

PIECES = 8
BRIDGE, OUTWARD = 700.0, 1500.0


@dataclass(frozen=True, slots=True)
class Street:
    name: str
    kind: str
    width: float
    line: LineString


@dataclass(frozen=True, slots=True)
class Block:
    shape: Polygon
    community: Community


@dataclass(frozen=True, slots=True)
class Frame:
    """`nodes[j, i]` is the crossing of the j-th line from the north and the i-th from the west."""

    plan: Plan
    nodes: Array

    def at(self, i: float, j: float) -> Array:
        """The ground of a point given in lines, straight between crossings."""
        left, top = min(int(i), len(self.plan.ns) - 2), min(int(j), len(self.plan.ew) - 2)
        s, t = i - left, j - top
        n = self.nodes
        upper = n[top, left] * (1 - s) + n[top, left + 1] * s
        lower = n[top + 1, left] * (1 - s) + n[top + 1, left + 1] * s
        return np.asarray(upper * (1 - t) + lower * t)

    def along(self, course: Course, reach: float) -> Array:
        """A course as a smooth line, drawn on by `reach` metres where it leaves the town."""
        points = np.array([self.at(i, j) for i, j in course.path])
        first, last = (self._outside(course.path[end]) for end in (0, -1))
        if first:
            points[0] = _beyond(points[1], points[0], reach)
        if last:
            points[-1] = _beyond(points[-2], points[-1], reach)
        return spline(points, PIECES)

    def _outside(self, place: tuple[float, float]) -> bool:
        return place[0] in (0, len(self.plan.ns) - 1) or place[1] in (0, len(self.plan.ew) - 1)


def frame(plan: Plan, rng: np.random.Generator) -> Frame:
    u, v = np.meshgrid([line.at for line in plan.ns], [line.at for line in plan.ew])
    x, y = bend(u, v)
    jitter = rng.normal(0, 15, (2, *x.shape))
    jitter[:, 0, 1:-1] *= 3
    jitter[:, 1:-1, -1] *= 3
    x, y = x + jitter[0], y + jitter[1]
    y[:, 0] -= jitter[1][:, 0]
    y[-1, :] = south_bank(x[-1, :])
    x[:, 0] = east_bank(y[:, 0])
    y[-1, 0] = south_bank(x[-1, 0])
    x[-1, 0] = east_bank(y[-1, 0])
    return Frame(plan, np.stack([x, y], axis=-1))


def west_east(frame: Frame, j: int) -> list[LineString]:
    """The pieces of the j-th line from the north, crossing to crossing."""
    if j == len(frame.plan.ew) - 1:
        return [_bank(a, b, along=0) for a, b in _pairs(frame.nodes[j])]
    return _pieces(spline(frame.nodes[j], PIECES))


def north_south(frame: Frame, i: int) -> list[LineString]:
    """The pieces of the i-th line from the west, crossing to crossing."""
    if i == 0:
        return [_bank(a, b, along=1) for a, b in _pairs(frame.nodes[:, 0])]
    return _pieces(spline(frame.nodes[:, i], PIECES))


def streets(frame: Frame) -> list[Street]:
    """The named streets of the plan, the great ones drawn on into the country and over the bridges."""
    found = [_street(line, west_east(frame, j), len(frame.plan.ns) - 1) for j, line in enumerate(frame.plan.ew)]
    found += [_street(line, north_south(frame, i), len(frame.plan.ew) - 1) for i, line in enumerate(frame.plan.ns)]
    courses = [Street(c.name, c.kind, c.width, LineString(frame.along(c, OUTWARD))) for c in frame.plan.diagonals]
    return [street for street in found if street] + courses


def borders(frame: Frame) -> list[LineString]:
    """Community borders on lines that are no street there; lanes are laid along them."""
    return [piece for piece, road, differs, edge in _links(frame) if differs and not road and not edge]


def outlines(frame: Frame) -> list[LineString]:
    """All lines blocks are bounded by: streets, community borders, the town's edge, diagonals, streams."""
    lines = [piece for piece, road, differs, edge in _links(frame) if road or differs or edge]
    courses = frame.plan.diagonals + frame.plan.streams
    return lines + [LineString(frame.along(course, 120.0)) for course in courses]


def blocks(frame: Frame) -> list[Block]:
    """The faces between streets, borders and streams, each inside one community."""
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(shapely.union_all(outlines(frame)))))
    owners, lattice = _lattice(frame)
    _, hits = STRtree(lattice).query(shapely.point_on_surface(faces), predicate="within")
    return [Block(face, owners[hit]) for face, hit in zip(faces, hits, strict=True)]


def _links(frame: Frame) -> Iterator[tuple[LineString, bool, bool, bool]]:
    """Every piece between two crossings: (line, is a street, parts two communities, is the town's edge)."""
    letter, rows, columns = frame.plan.letter, len(frame.plan.ew) - 1, len(frame.plan.ns) - 1
    for j, line in enumerate(frame.plan.ew):
        edge = j in (0, rows)
        for i, piece in enumerate(west_east(frame, j)):
            yield piece, _runs(line, i), not edge and letter(j - 1, i) != letter(j, i), edge
    for i, line in enumerate(frame.plan.ns):
        edge = i in (0, columns)
        for j, piece in enumerate(north_south(frame, i)):
            yield piece, _runs(line, j), not edge and letter(j, i - 1) != letter(j, i), edge


def _lattice(frame: Frame) -> tuple[list[Community], list[Polygon]]:
    across = [west_east(frame, j) for j in range(len(frame.plan.ew))]
    down = [north_south(frame, i) for i in range(len(frame.plan.ns))]
    owners, shapes = [], []
    for j in range(len(frame.plan.ew) - 1):
        for i in range(len(frame.plan.ns) - 1):
            sides = [across[j][i], down[i + 1][j], across[j + 1][i].reverse(), down[i][j].reverse()]
            owners.append(frame.plan.communities[frame.plan.letter(j, i)])
            shapes.append(Polygon(np.vstack([shapely.get_coordinates(side) for side in sides])))
    return owners, shapes


def _street(line: Line, pieces: list[LineString], last: int) -> Street | None:
    if not line.name:
        return None
    first, end = int(line.span[0]), int(line.span[1])
    points = np.vstack([shapely.get_coordinates(piece) for piece in pieces[first:end]])
    points = points[np.r_[True, np.any(np.diff(points, axis=0) != 0, axis=1)]]
    if first == 0:
        points = np.vstack([_beyond(points[8], points[0], BRIDGE if points[0, 0] < -1400 else OUTWARD), points])
    if end == last:
        points = np.vstack([points, _beyond(points[-8], points[-1], OUTWARD)])
    return Street(line.name, line.kind, line.width, LineString(points))


def _runs(line: Line, position: int) -> bool:
    return line.span[0] <= position < line.span[1]


def _pieces(curve: Array) -> list[LineString]:
    return [LineString(curve[k : k + PIECES + 1]) for k in range(0, len(curve) - 1, PIECES)]


def _pairs(points: Array) -> Iterator[tuple[Array, Array]]:
    return pairwise(points)


def _bank(a: Array, b: Array, along: int) -> LineString:
    """A piece of river bank between two crossings; `along` is the coordinate it runs along."""
    t = np.linspace(a[along], b[along], max(3, int(abs(b[along] - a[along]) / 30)))
    points = np.column_stack([t, south_bank(t)] if along == 0 else [east_bank(t), t])
    points[0], points[-1] = a, b
    return LineString(points)


def _beyond(inner: Array, outer: Array, reach: float) -> Array:
    away = outer - inner
    return np.asarray(outer + away / np.hypot(*away) * reach)
