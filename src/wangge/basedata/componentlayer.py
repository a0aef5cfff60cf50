"""Components on the map: one by one near, counted together farther out, none from afar."""

from __future__ import annotations

from typing import Any

from django.db import connection

from wangge.basedata.asked import Asked, Box
from wangge.basedata.models import Component
from wangge.standards.errors import Refused

EACH_FROM, CLUSTERS_FROM = 16.5, 12.0
MOST = 2000
CELL_PIXELS = 64
FIELDS = ("id", "class_code", "name", "state", "unit_grid_code", "department_code", "lon", "lat")

# Percent signs are the driver's; the cell size is in degrees.
CLUSTERS = """
SELECT avg(lon)::float8, avg(lat)::float8, count(*)
FROM basedata_component
WHERE lon BETWEEN %(west)s AND %(east)s AND lat BETWEEN %(south)s AND %(north)s AND state <> 'removed'
GROUP BY floor(lon::float8 / %(cell)s), floor(lat::float8 / %(cell)s)
"""


def features(asked: Asked) -> dict[str, Any]:
    """Points with id, class and name, or clusters {cluster: true, count}; more than MOST in a box are clustered."""
    if asked.bbox is None:
        raise Refused("bbox_needed", "缺少地图范围", "部件图层须给出 bbox。")
    if asked.zoom < CLUSTERS_FROM:
        return _collection([])
    found = _each(asked.bbox) if asked.zoom >= EACH_FROM else None
    return _collection(_clusters(asked.bbox, asked.zoom) if found is None else found)


def _each(box: Box) -> list[dict[str, Any]] | None:
    rows = (
        Component.objects.filter(lon__range=(box.west, box.east), lat__range=(box.south, box.north))
        .exclude(state=Component.State.REMOVED)
        .values_list(*FIELDS)[: MOST + 1]
    )
    points = [_point(float(lon), float(lat), dict(zip(FIELDS, said, strict=False))) for *said, lon, lat in rows]
    return points if len(points) <= MOST else None


def _clusters(box: Box, zoom: float) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(CLUSTERS, {**box._asdict(), "cell": CELL_PIXELS * 360 / 512 / 2**zoom})
        return [_point(lon, lat, {"cluster": True, "count": count}) for lon, lat, count in cursor.fetchall()]


def _point(lon: float, lat: float, properties: dict[str, Any]) -> dict[str, Any]:
    at = {"type": "Point", "coordinates": [round(lon, 7), round(lat, 7)]}
    return {"type": "Feature", "geometry": at, "properties": properties}


def _collection(found: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": found}
