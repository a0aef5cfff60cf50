"""Where things happen: spots with addresses in every unit grid, hot ones among them, and the components of a class."""

from __future__ import annotations

import math
import random
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from wangge.basedata.index import UnitGridIndex, grid_index
from wangge.basedata.models import Component, Division, Place, UnitGrid
from wangge.demo.simulation.shapes import Weighted
from wangge.standards.errors import Refused

SPOTS = ("number", "poi", "landmark", "area")
METRE = 1 / 111_320  # degrees of latitude
HOTTEST = 15.0


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with a name; `short` as people say it, `address` in full. Degrees, CGCS2000."""

    lon: float
    lat: float
    short: str
    address: str


@dataclass(frozen=True, slots=True)
class Thing:
    """A component that can be broken."""

    id: str
    grid: str
    lon: Decimal
    lat: Decimal
    owner: str


@dataclass(frozen=True, slots=True)
class Point:
    """Where a case lies."""

    lon: Decimal
    lat: Decimal
    grid: str
    duty_grid: str | None
    short: str
    address: str
    component: Thing | None = None

    @property
    def values(self) -> dict[str, Any]:
        """As a report brings it."""
        found = {"lon": self.lon, "lat": self.lat, "grid": self.grid, "duty_grid": self.duty_grid}
        return found | ({"component_id": self.component.id} if self.component else {})


class Ground:
    def __init__(self, seed: int) -> None:
        self._index: UnitGridIndex = grid_index()
        self._spots = _spots()
        self._things = _things()
        self.duty_of: dict[str, str | None] = {}
        self._boxes: dict[str, Spot] = {}
        self._read_grids()
        self._hot = self._heat(random.Random(f"{seed}:ground"))

    def in_duty_grid(self, chance: random.Random, duty_grid: str) -> Point | None:
        """Some point there; hot grids and hot spots more often."""
        hot = self._hot.get(duty_grid)
        return self._at(chance, hot.draw(chance)) if hot else None

    def anywhere(self, chance: random.Random) -> Point:
        return self._at(chance, chance.choice(list(self._boxes)))

    def component(self, chance: random.Random, class_code: str) -> Point | None:
        """At a component of the class; None where the county has none."""
        things = self._things.get(class_code)
        if not things:
            return None
        thing = chance.choice(things)
        spot = self._nearest(thing)
        return Point(
            thing.lon, thing.lat, thing.grid, self.duty_of[thing.grid], spot.short, spot.address, component=thing
        )

    def beside(self, chance: random.Random, point: Point) -> Point:
        """Some metres away: the same problem seen by somebody else."""
        spot = Spot(float(point.lon), float(point.lat), point.short, point.address)
        return self._point(chance, spot, point.grid, 12)

    def _at(self, chance: random.Random, grid: str) -> Point:
        spots = self._spots.get(grid)
        if not spots:
            return self._somewhere(chance, grid)
        return self._point(chance, spots[int(len(spots) * chance.random() ** 2)], grid, 10)

    def _point(self, chance: random.Random, spot: Spot, grid: str, metres: float) -> Point:
        """The spot or a few metres from it, in the same grid."""
        lat = spot.lat + chance.uniform(-metres, metres) * METRE
        lon = spot.lon + chance.uniform(-metres, metres) * METRE / math.cos(math.radians(lat))
        hit = self._index.at(lon, lat)
        if hit is None or hit.code != grid:
            lon, lat = spot.lon, spot.lat
        return Point(degrees(lon), degrees(lat), grid, self.duty_of[grid], spot.short, spot.address)

    def _somewhere(self, chance: random.Random, grid: str) -> Point:
        """A random point of a grid without places: within a few metres of its inner point."""
        return self._point(chance, self._boxes[grid], grid, 25)

    def _nearest(self, thing: Thing) -> Spot:
        lon, lat = float(thing.lon), float(thing.lat)
        spots = self._spots.get(thing.grid) or [self._boxes[thing.grid]]
        return min(spots, key=lambda s: (s.lon - lon) ** 2 + (s.lat - lat) ** 2)

    def _read_grids(self) -> None:
        names = dict(Division.objects.values_list("code", "name"))
        for grid in UnitGrid.objects.filter(end_date=None).order_by("code"):
            self.duty_of[grid.code] = grid.duty_grid_id
            inner = grid.geometry.representative_point()
            town = names.get(grid.community_code, "")
            address = names.get(grid.street_code, "") + town
            self._boxes[grid.code] = Spot(inner.x, inner.y, f"{town}内", f"{address}内")
        if not self._boxes:
            raise Refused("grids_missing", "没有单元网格", "模拟需要基础数据，请先运行 wangge load。")

    def _heat(self, chance: random.Random) -> dict[str, Weighted[str]]:
        """Unit grids of each duty grid with the weight that problems come there."""
        found: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for code, duty in self.duty_of.items():
            busy = math.sqrt(1 + len(self._spots.get(code, ())))
            weight = busy * min(chance.paretovariate(1.2), HOTTEST)
            if duty is not None:
                found[duty].append((code, weight))
        return {duty: Weighted([c for c, _ in grids], [w for _, w in grids]) for duty, grids in found.items()}


def degrees(value: float) -> Decimal:
    return Decimal(repr(round(value, 7)))


def _spots() -> dict[str, list[Spot]]:
    """By unit grid; the county's name is not part of what people write."""
    found: dict[str, list[Spot]] = defaultdict(list)
    rows = Place.objects.filter(kind__in=SPOTS).exclude(unit_grid_code="").order_by("id")
    county = Division.objects.filter(level="county").values_list("name", flat=True).first() or ""
    for grid, kind, name, address, lon, lat in rows.values_list(
        "unit_grid_code", "kind", "name", "address", "lon", "lat"
    ):
        full = address.removeprefix(county)
        full = full if kind == "number" or name in full else f"{full}{name}"
        found[grid].append(Spot(float(lon), float(lat), name, full))
    return found


def _things() -> dict[str, list[Thing]]:
    found: dict[str, list[Thing]] = defaultdict(list)
    rows = Component.objects.exclude(state__in=["abandoned", "removed"]).order_by("id")
    for code, key, grid, lon, lat, owner in rows.values_list(
        "class_code", "id", "unit_grid_code", "lon", "lat", "owner"
    ):
        found[code].append(Thing(key, grid, lon, lat, owner))
    return found
