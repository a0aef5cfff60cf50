"""All lines of the town noded together on the 1e-7 degree lattice, so that neighbours share every vertex exactly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from shapely import LineString, STRtree
from shapely.geometry.base import BaseGeometry

from wangge.basedata import coordinates

from .plan import Community, Plan
from .streets import Block
from .terrain import Array

LATTICE = 1e-7
SMALLEST = 1_800.0


@dataclass(frozen=True, slots=True)
class Ground:
    """Between local metres (east, north of the seat) and CGCS2000 degrees."""

    origin: tuple[float, float]

    def degrees(self, metres: Array) -> Array:
        return np.round(coordinates.to_degrees(metres + self.origin), 7)

    def metres(self, degrees: Array) -> Array:
        return np.asarray(coordinates.to_metres(degrees) - self.origin)


@dataclass(frozen=True, slots=True)
class Face:
    """A piece of ground inside one community: `shape` in degrees, `flat` in local metres."""

    shape: BaseGeometry
    flat: BaseGeometry
    community: Community


def ground(plan: Plan) -> Ground:
    east, north = coordinates.to_metres(np.array([[plan.lon, plan.lat]]))[0]
    return Ground((float(east), float(north)))


def faces(lines: list[LineString], blocks: list[Block], ground: Ground) -> list[Face]:
    """The faces of all lines together; slivers are given to the neighbour with the longest common edge."""
    degrees = shapely.transform(np.array(lines), ground.degrees)
    noded = shapely.union_all(degrees, grid_size=LATTICE)
    shapes = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))
    flat = shapely.transform(shapes, ground.metres)
    owner = [blocks[k].community for k in _owners(flat, blocks)]
    return [
        Face(shape, shapely.transform(shape, ground.metres), community)
        for shape, community in _without_slivers(shapes, flat, owner)
    ]


def neighbours(shapes: npt.NDArray[np.object_]) -> list[tuple[int, int, float]]:
    """Pairs of shapes with a common edge, and its length in the shapes' own unit."""
    one, two = STRtree(shapes).query(shapes, predicate="touches")
    one, two = one[one < two], two[one < two]
    common = shapely.length(shapely.intersection(shapes[one], shapes[two]))
    return [(int(a), int(b), float(c)) for a, b, c in zip(one, two, common, strict=True) if c > 0]


def _owners(flat: npt.NDArray[np.object_], blocks: list[Block]) -> npt.NDArray[np.int64]:
    inside = shapely.point_on_surface(flat)
    return np.asarray(STRtree([block.shape for block in blocks]).nearest(inside), dtype=np.int64)


def _without_slivers(
    shapes: npt.NDArray[np.object_], flat: npt.NDArray[np.object_], owner: list[Community]
) -> Iterator[tuple[BaseGeometry, Community]]:
    area = shapely.area(flat)
    beside: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for a, b, common in neighbours(shapes):
        if owner[a] == owner[b]:
            beside[a].append((common, b))
            beside[b].append((common, a))
    into = {k: k for k in range(len(shapes))}
    for k in np.argsort(area)[: int((area < SMALLEST).sum())]:
        if beside[k]:
            into[int(k)] = max(beside[k])[1]
    groups: dict[int, list[int]] = defaultdict(list)
    for k in into:
        groups[_end(into, k)].append(k)
    for end, members in groups.items():
        yield shapely.coverage_union_all(shapes[members]), owner[end]


def _end(into: dict[int, int], k: int) -> int:
    seen = {k}
    while into[k] != k and into[k] not in seen:
        k = into[k]
        seen.add(k)
    return min(seen) if into[k] != k else k
