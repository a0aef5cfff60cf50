"""Places by words: doors, crossings, unit grid codes, names, aliases, and near misses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from django.db import connection

from wangge.basedata import coordinates
from wangge.basedata.index import grid_at
from wangge.basedata.models import Place, UnitGrid
from wangge.geocoding.gazetteer import gazetteer
from wangge.geocoding.grammar import Wanted, read

MOST = 50
FIELDS = ("id", "kind", "category", "name", "address", "lon", "lat", "unit_grid_code")

# Exact names and aliases first, then beginnings, then parts. From three characters on the trigram index finds them.
SEARCH = """
SELECT id, kind, category, name, address, lon::float8, lat::float8, unit_grid_code,
  CASE WHEN name = %(q)s OR aliases @> to_jsonb(%(q)s::text) THEN 0
       WHEN starts_with(name, %(q)s) THEN 1
       WHEN strpos(name || ' ' || aliases::text, %(q)s) > 0 THEN 2
       ELSE 3 END AS rank
FROM basedata_place
WHERE search LIKE %(like)s
ORDER BY rank, category = 'lane', array_position(ARRAY['division', 'road', 'landmark', 'area', 'poi', 'number'], kind::text),
  length(name), id
LIMIT %(limit)s
"""


@dataclass(frozen=True, slots=True)
class Found:
    """`exact` is false where the place is near what was asked: the next door of the street, a name much like it."""

    kind: str
    category: str
    name: str
    address: str
    lon: float
    lat: float
    grid: str
    exact: bool


def search(words: str, limit: int = 10) -> list[Found]:
    """Best first; empty where nothing fits."""
    wanted = read(words)
    if not wanted.text:
        return []
    limit = min(limit, MOST)
    first = _grids(wanted.text) or _crossings(wanted) or _doors(wanted)
    names = {found.name for found in first}
    rest = _named(wanted.text, limit) if len(first) < limit else []
    rest = rest or first or _alike(wanted.text, limit)
    return (first + [found for found in rest if found.name not in names])[:limit]


def _grids(text: str) -> list[Found]:
    """Unit grids by a code or its beginning of nine digits and more."""
    if not text.isdecimal() or len(text) < 9:
        return []
    rows = UnitGrid.objects.filter(code__startswith=text, end_date=None).order_by("code")[:MOST]
    return [_grid(row) for row in rows]


def _grid(row: UnitGrid) -> Found:
    middle = row.geometry.representative_point()
    return Found("grid", "", row.code, "", round(middle.x, 7), round(middle.y, 7), row.code, True)


def _crossings(wanted: Wanted) -> list[Found]:
    if wanted.crossing is None:
        return []
    book = gazetteer()
    ones, twos = (book.named(name) for name in wanted.crossing)
    met = [shapely.intersection(a.line, b.line) for a in ones for b in twos]
    points = shapely.get_coordinates(met)
    name = f"{wanted.crossing[0]}与{wanted.crossing[1]}口"
    return [_crossing(name, lon, lat) for lon, lat in coordinates.to_degrees(points).round(7)] if len(points) else []


def _crossing(name: str, lon: np.float64, lat: np.float64) -> Found:
    hit = grid_at(float(lon), float(lat))
    return Found("crossing", "", name, name, float(lon), float(lat), hit.code if hit else "", True)


def _doors(wanted: Wanted) -> list[Found]:
    """The door itself, or the street's door with the nearest number."""
    if wanted.number is None:
        return []
    doors = Place.objects.filter(kind=Place.Kind.NUMBER, parent__name=wanted.road, parent__kind=Place.Kind.ROAD)
    rows = [(abs(_number(name) - wanted.number), pk) for pk, name in doors.values_list("pk", "name")]
    return [_door(off, Place.objects.get(pk=pk)) for off, pk in sorted(rows)[:1]]


def _number(name: str) -> int:
    digits = name.removesuffix("号")
    return int(digits[len(digits.rstrip("0123456789")) :] or 0)


def _door(off: int, row: Place) -> Found:
    at = float(row.lon), float(row.lat)
    return Found(row.kind, row.category, row.name, row.address, *at, row.unit_grid_code, off == 0)


def _named(text: str, limit: int) -> list[Found]:
    like = "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    with connection.cursor() as cursor:
        cursor.execute(SEARCH, {"q": text, "like": like, "limit": limit})
        return [_place(row) for row in cursor.fetchall()]


def _alike(text: str, limit: int) -> list[Found]:
    """Names that share most of their pairs of characters with the words: one wrong character does no harm."""
    ids = gazetteer().alike(text, limit)
    rows = Place.objects.filter(pk__in=ids).values_list(*FIELDS)
    found = {row[0]: _place(row, exact=False) for row in rows}
    return [found[pk] for pk in ids if pk in found]


def _place(row: Sequence[Any], exact: bool = True) -> Found:
    _, kind, category, name, address, lon, lat, grid, *_ = row
    return Found(kind, category, name, address, float(lon), float(lat), grid, exact)
