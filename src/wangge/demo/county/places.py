"""Streets, numbered doors, compounds and small places, with addresses in the county's grammar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from shapely import STRtree
from shapely.geometry.base import BaseGeometry

from wangge.basedata.gridindex import GridIndex

from .grids import Numbered
from .mesh import Ground
from .plan import read
from .streets import Street
from .terrain import Array
from .uses import GROWN, Named, Uses
from .values import Spot
from .walk import along

STEP = {"main": 27.0, "secondary": 26.0, "branch": 26.0, "lane": 30.0}
SETBACK = 7.0
COUNTY = "唐河县"


@dataclass(frozen=True, slots=True)
class Town:
    """What places are found with: the cells, their index and the names of divisions by code."""

    ground: Ground
    cells: list[Numbered]
    index: GridIndex
    names: dict[str, str]

    def locate(self, metres: Array) -> tuple[Array, list[int | None]]:
        """(n, 2) degrees rounded to 1e-7, and the position of each point's cell."""
        if not len(metres):
            return metres, []
        degrees = self.ground.degrees(metres)
        return degrees, [None if k < 0 else int(k) for k in self.index.many(degrees)]

    def prefix(self, cell: int) -> str:
        """唐河县文峰街道新春街社区: how addresses on this cell begin."""
        code = self.cells[cell].code
        community = self.names[code[:12]].removesuffix("居民委员会").removesuffix("居委会").removesuffix("民委员会")
        return f"{COUNTY}{self.names[code[:9]]}{community}"


def places(
    town: Town, streets: list[Street], found: Uses, hollow: Sequence[BaseGeometry], rng: np.random.Generator
) -> list[Spot]:
    """Streets first, then their numbers (whose parents they are), then compounds, then small places."""
    named = _by_name(streets)
    spots = list(_streets(town, named))
    numbers = _numbers(town, named, found, hollow)
    spots += numbers
    front = [door for door in numbers if named[door.parent or 0].kind != "lane"]
    doors = STRtree([shapely.Point(spot.lon, spot.lat) for spot in front])
    spots += [_compound(town, named_place, front, doors) for named_place in found.named]
    return spots + list(_shops(front, rng))


def _by_name(streets: list[Street]) -> list[Street]:
    """The first street of each name: a name means one street."""
    found: dict[str, Street] = {}
    for street in streets:
        if street.name:
            found.setdefault(street.name, street)
    return list(found.values())


def _streets(town: Town, named: list[Street]) -> Iterator[Spot]:
    middles = shapely.get_coordinates(shapely.line_interpolate_point([s.line for s in named], 0.5, normalized=True))
    degrees, cells = town.locate(middles)
    for street, (lon, lat), cell in zip(named, degrees, cells, strict=True):
        code = "" if cell is None else town.cells[cell].code
        yield Spot("road", street.kind, street.name, (), f"{COUNTY}{street.name}", float(lon), float(lat), code)


def _numbers(town: Town, named: list[Street], found: Uses, hollow: Sequence[BaseGeometry]) -> list[Spot]:
    """Doors every few metres: odd on the left, even on the right, from west to east and from north to south."""
    rows = [_doors(k, street) for k, street in enumerate(named)]
    points, owners, order, first = (np.concatenate(part) for part in zip(*rows, strict=True))
    degrees, cells = town.locate(points)
    built = np.array([cell is not None and found.kinds[cell] not in GROWN for cell in cells])
    begin = np.full(len(named), len(points))
    np.minimum.at(begin, owners[built], order[built])  # a street's numbers begin where it enters the built-up ground
    blocked = STRtree(hollow).query(np.asarray(shapely.points(points)), predicate="intersects")[0]
    spots = []
    for n in np.setdiff1d(np.flatnonzero(built), blocked):
        k = int(owners[n])
        number = int(first[n] + 2 * (order[n] - begin[k]))
        spots.append(_door(town, cells[n] or 0, named[k].name, number, degrees[n], k))
    return spots


def _doors(k: int, street: Street) -> tuple[Array, Array, Array, Array]:
    """Points on both sides, the street's position, the order along it, and the side's first number."""
    points, left = along(_from_west_or_north(street), STEP[street.kind], 14.0)
    out = left * (street.width / 2 + SETBACK)
    order = np.arange(len(points))
    first = np.repeat([1, 2], len(points))
    return np.vstack([points + out, points - out]), np.full(2 * len(points), k), np.tile(order, 2), first


def _door(town: Town, cell: int, street: str, number: int, at: Array, parent: int) -> Spot:
    name = f"{street}{number}号"
    lon, lat = float(at[0]), float(at[1])
    return Spot("number", "", name, (), town.prefix(cell) + name, lon, lat, town.cells[cell].code, parent)


def _from_west_or_north(street: Street) -> shapely.LineString:
    points = shapely.get_coordinates(street.line)
    way = points[-1] - points[0]
    forward = way[0] > 0 if abs(way[0]) > abs(way[1]) else way[1] < 0
    return street.line if forward else street.line.reverse()


def _compound(town: Town, named: Named, numbers: list[Spot], doors: STRtree) -> Spot:
    """A compound stands in the middle of its cell and has the address of the nearest door of a street (not a lane)."""
    cell = town.cells[named.position]
    lon, lat = (round(v, 7) for v in shapely.point_on_surface(cell.face.shape).coords[0])
    door = numbers[int(doors.nearest(shapely.Point(lon, lat)))]
    kind = "area" if named.category == "estate" else "landmark"
    return Spot(kind, named.category, named.name, named.aliases, door.address, lon, lat, cell.code, door.parent)


def _shops(numbers: list[Spot], rng: np.random.Generator) -> Iterator[Spot]:
    """Small places behind doors, named for their street, each name once."""
    free = list(rng.permutation(len(numbers)))
    taken: set[str] = set()
    for row in read("names.toml")["shops"]:
        left = int(row["count"])
        while left:
            door = numbers[free.pop()]
            name = door.name.rpartition("号")[0].rstrip("0123456789") + row["tail"]
            if name not in taken:
                taken.add(name)
                left -= 1
                yield replace(door, kind="poi", category=row["category"], name=name)
