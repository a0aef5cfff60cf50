"""Coordinate systems. What is stored is CGCS2000 [lon, lat] (EPSG:4490), which equals WGS 84 for this use.

GCJ-02 (national web maps, phones) and BD-09 (百度) are obfuscations of WGS 84 that apply inside China only. Their forward
formulas are public knowledge, not a standard; the inverse is found by iteration. Measured here: forward agrees with
`coord-convert` within 1 mm inside China, a round trip closes within 0.1 mm. Neither says how true the obfuscated source was:
maps that carry it are good to a few metres.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from enum import StrEnum
from functools import cache

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Geod, Transformer
from shapely.geometry.base import BaseGeometry

from wangge.standards.errors import Refused

Point = tuple[float, float]
Array = npt.NDArray[np.float64]


class CoordSys(StrEnum):
    CGCS2000 = "cgcs2000"
    WGS84 = "wgs84"
    GCJ02 = "gcj02"
    BD09 = "bd09"


KRASOVSKY_A = 6378245.0
KRASOVSKY_EE = 0.00669342162296594323
BD_TURN = math.pi * 3000 / 180
METRES = "EPSG:4547"  # CGCS2000 3° Gauss-Krüger, central meridian 114° E
GEOD = Geod(ellps="GRS80")


def in_china(lon: float, lat: float) -> bool:
    """The rectangle in which web maps shift positions (the rule of the common formula, borders included)."""
    return 72.004 <= lon <= 137.8347 and 0.8293 <= lat <= 55.8271


def gcj02_of(lon: float, lat: float) -> Point:
    """WGS 84 → GCJ-02; a point outside China stays as it is."""
    if not in_china(lon, lat):
        return lon, lat
    x, y, phi = lon - 105.0, lat - 35.0, math.radians(lat)
    squeeze = 1 - KRASOVSKY_EE * math.sin(phi) ** 2
    metres_lat = KRASOVSKY_A * (1 - KRASOVSKY_EE) / (squeeze * math.sqrt(squeeze))
    metres_lon = KRASOVSKY_A / math.sqrt(squeeze) * math.cos(phi)
    return lon + math.degrees(_shift_lon(x, y) / metres_lon), lat + math.degrees(_shift_lat(x, y) / metres_lat)


def bd09_of(lon: float, lat: float) -> Point:
    """WGS 84 → BD-09."""
    return _bd09_of_gcj02(*gcj02_of(lon, lat))


def wgs84_of_gcj02(lon: float, lat: float) -> Point:
    return _inverse(gcj02_of, lon, lat)


def wgs84_of_bd09(lon: float, lat: float) -> Point:
    return _inverse(bd09_of, lon, lat)


def stored(lon: float, lat: float, coord_sys: str = CoordSys.CGCS2000) -> Point:
    """A point of any accepted system as CGCS2000, seven decimals (about 1 cm). Refused: unknown system, not on Earth."""
    if not (math.isfinite(lon) and math.isfinite(lat) and -180 <= lon <= 180 and -90 <= lat <= 90):
        raise Refused("bad_position", "坐标有误", f"经纬度 {lon}, {lat} 不在有效范围内，请按[经度, 纬度]填写。")
    try:
        convert = _TO_STORED[CoordSys(coord_sys.lower())]
    except ValueError:
        known = "、".join(CoordSys)
        raise Refused("unknown_coord_sys", "坐标系有误", f"不认识坐标系 {coord_sys}，可用：{known}。") from None
    lon, lat = convert(lon, lat)
    return round(lon, 7), round(lat, 7)


def distance(a: Point, b: Point) -> float:
    """Metres along the ellipsoid between two [lon, lat] points."""
    return float(GEOD.inv(*a, *b)[2])


def to_metres(lonlat: Array) -> Array:
    """(n, 2) [lon, lat] → (n, 2) [east, north] metres of EPSG:4547."""
    return np.column_stack(_project().transform(lonlat[:, 0], lonlat[:, 1]))


def to_degrees(metres: Array) -> Array:
    """(n, 2) [east, north] metres of EPSG:4547 → (n, 2) [lon, lat]."""
    return np.column_stack(_unproject().transform(metres[:, 0], metres[:, 1]))


def metric(shape: BaseGeometry) -> BaseGeometry:
    """The shape of degrees in metres of EPSG:4547."""
    return shapely.transform(shape, to_metres)


def area(shape: BaseGeometry) -> float:
    """m² of a shape of degrees, on the ellipsoid, so that it is right at any distance from the central meridian."""
    return abs(float(GEOD.geometry_area_perimeter(shape)[0]))


def _shift_lat(x: float, y: float) -> float:
    shift = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x)) + _ripple(x)
    shift += (20 * math.sin(y * math.pi) + 40 * math.sin(y / 3 * math.pi)) * 2 / 3
    return shift + (160 * math.sin(y / 12 * math.pi) + 320 * math.sin(y * math.pi / 30)) * 2 / 3


def _shift_lon(x: float, y: float) -> float:
    shift = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x)) + _ripple(x)
    shift += (20 * math.sin(x * math.pi) + 40 * math.sin(x / 3 * math.pi)) * 2 / 3
    return shift + (150 * math.sin(x / 12 * math.pi) + 300 * math.sin(x / 30 * math.pi)) * 2 / 3


def _ripple(x: float) -> float:
    return (20 * math.sin(6 * x * math.pi) + 20 * math.sin(2 * x * math.pi)) * 2 / 3


def _bd09_of_gcj02(lon: float, lat: float) -> Point:
    if not in_china(lon, lat):
        return lon, lat
    radius = math.hypot(lon, lat) + 0.00002 * math.sin(lat * BD_TURN)
    angle = math.atan2(lat, lon) + 0.000003 * math.cos(lon * BD_TURN)
    return radius * math.cos(angle) + 0.0065, radius * math.sin(angle) + 0.006


def _inverse(forward: Callable[[float, float], Point], lon: float, lat: float) -> Point:
    guess_lon, guess_lat = lon, lat
    for _ in range(12):
        there_lon, there_lat = forward(guess_lon, guess_lat)
        off_lon, off_lat = there_lon - lon, there_lat - lat
        if max(abs(off_lon), abs(off_lat)) < 1e-10:
            break
        guess_lon, guess_lat = guess_lon - off_lon, guess_lat - off_lat
    return guess_lon, guess_lat


def _same(lon: float, lat: float) -> Point:
    return lon, lat


_TO_STORED: dict[CoordSys, Callable[[float, float], Point]] = {
    CoordSys.CGCS2000: _same,
    CoordSys.WGS84: _same,
    CoordSys.GCJ02: wgs84_of_gcj02,
    CoordSys.BD09: wgs84_of_bd09,
}


@cache
def _project() -> Transformer:
    return Transformer.from_crs("EPSG:4490", METRES, always_xy=True)


@cache
def _unproject() -> Transformer:
    return Transformer.from_crs(METRES, "EPSG:4490", always_xy=True)
