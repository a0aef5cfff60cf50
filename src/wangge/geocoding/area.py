"""What a phone needs to say a point in words without a network: streets, doors, compounds of one box."""

from __future__ import annotations

from typing import Any

import shapely

from wangge.basedata.asked import Box
from wangge.basedata.models import Division, Place, Road
from wangge.geocoding.gazetteer import COMPOUNDS, DOOR
from wangge.geocoding.reverse import short
from wangge.standards.errors import Refused

WIDEST = 0.15  # degrees


def area(box: Box) -> dict[str, Any]:
    """Streets wholly, since nearness to their lines counts; points [name, lon, lat] inside the box. Raises Refused
    `area_too_large`."""
    if max(box.east - box.west, box.north - box.south) > WIDEST:
        raise Refused("area_too_large", "范围太大", f"一次至多 {WIDEST} 度见方。")
    return {"streets": _streets(box), "doors": _points(box, DOOR), "compounds": _points(box, *COMPOUNDS)} | {
        "divisions": _divisions()
    }


def _streets(box: Box) -> list[dict[str, Any]]:
    rows = Road.objects.exclude(name="").filter(
        min_lon__lte=box.east, max_lon__gte=box.west, min_lat__lte=box.north, max_lat__gte=box.south
    )
    return [
        {"name": name, "kind": kind, "width": float(width), "lines": _lines(bytes(wkb))}
        for name, kind, width, wkb in rows.order_by("id").values_list("name", "kind", "width", "wkb")
    ]


def _lines(wkb: bytes) -> list[list[list[float]]]:
    parts = shapely.get_parts(shapely.from_wkb(wkb))
    return [[[round(x, 6), round(y, 6)] for x, y in shapely.get_coordinates(part)] for part in parts]


def _points(box: Box, *kinds: str) -> list[list[Any]]:
    found = Place.objects.filter(
        kind__in=kinds, lon__range=(box.west, box.east), lat__range=(box.south, box.north)
    ).order_by("id")
    rows = found.values_list("name", "aliases", "lon", "lat")
    return [[aliases[0] if aliases else name, float(lon), float(lat)] for name, aliases, lon, lat in rows]


def _divisions() -> dict[str, str]:
    return {code: short(name) for code, name in Division.objects.values_list("code", "name")}
