"""The words for a point: 建设路与新春路口东南角, 友兰大道35号 县人民医院, 新春街社区."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely import Point

from wangge.basedata.index import GridHit, many_at
from wangge.geocoding.gazetteer import Gazetteer, Street, gazetteer, metre_points

CROSSING, CENTRE = 45.0, 9.0
DOOR, COMPOUND, STREET = 40.0, 45.0, 160.0
CORNERS = {(True, True): "东北角", (True, False): "东南角", (False, True): "西北角", (False, False): "西南角"}


@dataclass(frozen=True, slots=True)
class Where:
    """`address` is short, as people say it; `standard` has street and community in front. `grid` None is outside."""

    address: str
    standard: str
    street: str
    community: str
    grid: GridHit | None


def where(lon: float, lat: float) -> Where:
    """The address of a CGCS2000 point."""
    return wheres([[lon, lat]])[0]


def wheres(lonlat: Any) -> list[Where]:
    """(n, 2) [lon, lat] → n addresses; some thousands a second."""
    book = gazetteer()
    return [_where(book, at, hit) for at, hit in zip(metre_points(lonlat), many_at(lonlat), strict=True)]


def _where(book: Gazetteer, at: Point, hit: GridHit | None) -> Where:
    street = book.divisions.get(hit.street_code, "") if hit else ""
    community = short(book.divisions.get(hit.community_code, "")) if hit else ""
    address = _words(book, at) or community
    return Where(address, street + community + (address if address != community else ""), street, community, hit)


def _words(book: Gazetteer, at: Point) -> str:
    near = book.streets_near(at, STREET)
    if met := _crossing(near, at):
        return met
    compound = book.compound(at, COMPOUND)
    suffix = f" {compound.name}" if compound else ""
    if door := book.door(at, DOOR):
        return door.name + suffix
    if near:
        return near[0][1].name + (suffix or "附近")
    return suffix.strip()


def _crossing(near: list[tuple[float, Street]], at: Point) -> str:
    """Two streets (no lanes) whose crossing is close; greater street first."""
    wide = [street for metres, street in near if street.kind != "lane" and metres <= CROSSING]
    for k, one in enumerate(wide[:3]):
        for two in wide[k + 1 : 3]:
            middle = _meeting(one, two, at)
            if middle is not None and middle.distance(at) <= CROSSING:
                first, second = sorted((one, two), key=lambda street: -street.width)
                return f"{first.name}与{second.name}口{_corner(middle, at)}"
    return ""


def _meeting(one: Street, two: Street, at: Point) -> Point | None:
    points = shapely.get_coordinates(shapely.intersection(one.line, two.line))
    if not len(points):
        return None
    nearest = points[np.argmin(np.hypot(*(points - [at.x, at.y]).T))]
    return Point(nearest)


def _corner(middle: Point, at: Point) -> str:
    if middle.distance(at) < CENTRE:
        return ""
    return CORNERS[at.x > middle.x, at.y > middle.y]


def short(community: str) -> str:
    """新春街社区居民委员会 → 新春街社区, 刘洼村民委员会 → 刘洼村."""
    return community.removesuffix("居民委员会").removesuffix("居委会").removesuffix("民委员会")
