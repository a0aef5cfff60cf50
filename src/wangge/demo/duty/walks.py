"""A collector's walk along the streets of his duty grid. Local metres inside, degrees outside."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator

import numpy as np
import shapely
from shapely import LineString

from wangge.basedata import coordinates
from wangge.basedata.coordinates import Array
from wangge.basedata.models import DutyGrid, Road

Node = tuple[float, float]
Point = tuple[float, float]
MARGIN = 20.0  # metres around the grid in which its border streets still count


class Streets:
    """The noded street net of one duty grid; `alive` is False where it has no street."""

    def __init__(self, grid: DutyGrid) -> None:
        self._near: dict[Node, list[tuple[Node, LineString]]] = defaultdict(list)
        for line in _pieces(grid):
            first, last = _node(line.coords[0]), _node(line.coords[-1])
            if first != last:
                self._near[first].append((last, line))
                self._near[last].append((first, line.reverse()))
        self._nodes = sorted(self._near)

    @property
    def alive(self) -> bool:
        return bool(self._nodes)

    def walk(self, chance: random.Random, pace: float) -> Iterator[Point]:
        """[lon, lat] after each `pace` metres, without end; streets not walked yet come first, back only at an end."""
        here, came = chance.choice(self._nodes), None
        seen: dict[tuple[Node, Node], int] = defaultdict(int)
        left = 0.0
        while True:
            ways = [way for way in self._near[here] if way[0] != came] or self._near[here]
            to, line = min(ways, key=lambda way: (seen[here, way[0]], chance.random()))
            seen[here, to] += 1
            at = np.arange(left, line.length, pace)
            yield from _degrees(line, at)
            left = (float(at[-1]) + pace if len(at) else left) - line.length
            here, came = to, here


def _pieces(grid: DutyGrid) -> list[LineString]:
    rows = Road.objects.filter(
        max_lon__gte=grid.min_lon, min_lon__lte=grid.max_lon, max_lat__gte=grid.min_lat, min_lat__lte=grid.max_lat
    )
    area = coordinates.metric(grid.geometry).buffer(MARGIN)
    net = shapely.unary_union([coordinates.metric(road.geometry).intersection(area) for road in rows])
    return [part for part in shapely.get_parts(net) if isinstance(part, LineString) and part.length > 1]


def _node(at: tuple[float, ...]) -> Node:
    return round(at[0], 1), round(at[1], 1)


def _degrees(line: LineString, at: Array) -> list[Point]:
    if not len(at):
        return []
    points = shapely.get_coordinates(shapely.line_interpolate_point(line, at))
    return [(float(lon), float(lat)) for lon, lat in coordinates.to_degrees(points)]
