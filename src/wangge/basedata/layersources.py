"""What each static layer draws, from which zoom, and what it says of each feature."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

import shapely
from shapely import MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from wangge.basedata.models import Division, DutyGrid, MapFeature, Place, Road, UnitGrid

ROAD_ZOOM = {"main": 9.0, "secondary": 12.0, "branch": 13.0, "lane": 14.5}
PLACE_ZOOM = {"landmark": 13.0, "area": 15.5, "poi": 16.5}
BUCKET = 200  # buckets a degree: buildings are handed out some 500 m square at a time
LARGE_M2 = 450.0
SQUARE_METRE = 1 / (111_000.0 * 93_500.0)  # of square degrees, near enough to sort buildings by size


class Drawn(NamedTuple):
    shape: BaseGeometry
    properties: dict[str, Any]
    zoom: float = 0.0
    digits: int = 6


def divisions(level: str) -> Iterator[Drawn]:
    rows = Division.objects.filter(level=level, wkb__isnull=False).order_by("code")
    for code, name, wkb in rows.values_list("code", "name", "wkb"):
        yield Drawn(_shape(wkb), {"code": code, "name": name})


def grids() -> Iterator[Drawn]:
    rows = UnitGrid.objects.filter(end_date=None).order_by("code")
    for code, duty, area_class, wkb in rows.values_list("code", "duty_grid_id", "area_class", "wkb"):
        yield Drawn(_shape(wkb), {"code": code, "duty_grid": duty, "area_class": area_class}, digits=7)


def duty_grids() -> Iterator[Drawn]:
    for code, name, area_class, wkb in DutyGrid.objects.order_by("code").values_list(
        "code", "name", "area_class", "wkb"
    ):
        yield Drawn(_shape(wkb), {"code": code, "name": name, "area_class": area_class}, digits=7)


def roads() -> Iterator[Drawn]:
    rows = Road.objects.order_by("-width", "id").values_list("name", "kind", "width", "wkb")
    for name, kind, width, wkb in rows:
        yield Drawn(_shape(wkb), {"name": name, "kind": kind, "width": float(width)}, ROAD_ZOOM[kind])


def features(kind: str) -> Iterator[Drawn]:
    for name, wkb in MapFeature.objects.filter(kind=kind).order_by("id").values_list("name", "wkb"):
        yield Drawn(_shape(wkb), {"name": name})


def buildings() -> Iterator[Drawn]:
    """Large ones from farther out; each square's together, since nothing is said of one."""
    squares: dict[tuple[int, int, bool], list[BaseGeometry]] = defaultdict(list)
    for (wkb,) in MapFeature.objects.filter(kind=MapFeature.Kind.BUILDING).order_by("id").values_list("wkb"):
        shape = _shape(wkb)
        west, south, *_ = shape.bounds
        squares[int(west * BUCKET), int(south * BUCKET), shape.area > LARGE_M2 * SQUARE_METRE].append(shape)
    for (_, _, large), shapes in sorted(squares.items()):
        yield Drawn(
            MultiPolygon([shape for shape in shapes if isinstance(shape, Polygon)]),
            {"kind": "building"},
            14.0 if large else 15.0,
        )


def labels() -> Iterator[Drawn]:
    """Names for the base map; `kind` is water or the place's category, short names where people use one."""
    water = MapFeature.objects.filter(kind=MapFeature.Kind.WATER).exclude(name="").order_by("id")
    for name, wkb in water.values_list("name", "wkb"):
        yield Drawn(shapely.point_on_surface(_shape(wkb)), {"name": name, "kind": "water"}, 12.0)
    for row in _places():
        name = row["aliases"][0] if row["aliases"] else row["name"]
        yield Drawn(_point(row), {"name": name, "kind": row["category"]}, PLACE_ZOOM[row["kind"]])


def places() -> Iterator[Drawn]:
    for row in _places():
        said = {key: row[key] for key in ("id", "kind", "category", "name", "address")}
        yield Drawn(_point(row), said, PLACE_ZOOM[row["kind"]])


LAYERS: dict[str, Callable[[], Iterator[Drawn]]] = {
    "divisions": partial(divisions, Division.Level.COUNTY.value),
    "streets": partial(divisions, Division.Level.STREET.value),
    "communities": partial(divisions, Division.Level.COMMUNITY.value),
    "grids": grids,
    "duty_grids": duty_grids,
    "roads": roads,
    "water": partial(features, MapFeature.Kind.WATER.value),
    "green": partial(features, MapFeature.Kind.GREEN.value),
    "quarters": partial(features, MapFeature.Kind.BLOCK.value),
    "blocks": buildings,
    "labels": labels,
    "places": places,
}


def _places() -> list[dict[str, Any]]:
    rows = Place.objects.filter(kind__in=PLACE_ZOOM).order_by("id")
    return [dict(row) for row in rows.values("id", "kind", "category", "name", "aliases", "address", "lon", "lat")]


def _point(row: dict[str, Any]) -> Point:
    return Point(float(row["lon"]), float(row["lat"]))


def _shape(wkb: Any) -> BaseGeometry:
    return shapely.from_wkb(bytes(wkb))
