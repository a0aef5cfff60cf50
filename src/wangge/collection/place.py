"""Where a person stands against his own duty grids."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from typing import Any

import shapely
from shapely import Point

from wangge.basedata import coordinates
from wangge.basedata.index import grid_at
from wangge.basedata.models import DutyGrid
from wangge.collection.models import Where

TRUSTED = 100.0  # metres: a position less exact than this excuses no greater distance


@dataclass(frozen=True, slots=True)
class Placing:
    """The columns of models.Placed."""

    lon: Decimal | None = None
    lat: Decimal | None = None
    accuracy: float | None = None
    duty_grid_id: str | None = None
    place: str = Where.UNKNOWN
    metres_off: int | None = None

    def columns(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Fix:
    """A measured position, as the device says it."""

    lon: float
    lat: float
    accuracy: float | None
    coord_sys: str


def placing(fix: Fix | None, own: list[str]) -> Placing:
    """`own`: codes of the person's duty grids; without a position the first of them is taken.

    Raises Refused `bad_position`, `unknown_coord_sys`.
    """
    if fix is None:
        return Placing(duty_grid_id=own[0] if own else None)
    lon, lat = coordinates.stored(fix.lon, fix.lat, fix.coord_sys)
    known = Placing(Decimal(repr(lon)), Decimal(repr(lat)), fix.accuracy)
    code, metres = _nearest(lon, lat, own)
    if code is None:
        return known
    inside = metres <= min(fix.accuracy or 0.0, TRUSTED)
    where = Where.INSIDE if inside else Where.OUTSIDE
    return replace(known, duty_grid_id=code, place=where, metres_off=0 if inside else round(metres))


def _nearest(lon: float, lat: float, own: list[str]) -> tuple[str | None, float]:
    """(code, metres): the own duty grid he stands in, else the nearest."""
    hit = grid_at(lon, lat)
    if hit and hit.duty_grid in own:
        return hit.duty_grid, 0.0
    here = coordinates.metric(Point(lon, lat))
    found = [(shapely.distance(coordinates.metric(g.geometry), here), g.code) for g in _with_ground(own)]
    metres, code = min(found, default=(0.0, None))
    return code, float(metres)


def _with_ground(codes: list[str]) -> list[DutyGrid]:
    return [grid for grid in DutyGrid.objects.filter(code__in=codes) if grid.wkb]


def in_words(place: str, name: str, metres_off: int | None) -> str:
    """What the person is told; nothing is refused for it."""
    if place == Where.INSIDE:
        return f"在{name}内。"
    if place == Where.OUTSIDE:
        return f"不在本人责任网格内，距{name}约 {metres_off} 米，已如实记录。"
    return "没有位置，已按无位置记录。"
