"""Takes a county's ground into an empty register: divisions from their table, everything else by COPY.

The rows are plain values so that an importer of files and the sample county's generator use the same door. All of it runs
in the caller's transaction and ends with one new GridRevision.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from psycopg.types.json import Jsonb
from shapely.geometry.base import BaseGeometry

from wangge.basedata import models
from wangge.basedata.checks import check_grids
from wangge.basedata.copying import copy_rows, new_ids
from wangge.standards.errors import Refused

BOX = ("wkb", "min_lon", "min_lat", "max_lon", "max_lat")


@dataclass(frozen=True, slots=True)
class GridRow:
    code: str
    shape: BaseGeometry
    duty_grid: str | None
    area_class: int
    remark: str = ""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """`parent` is the position of another row of the same list."""

    kind: str
    name: str
    address: str
    lon: float
    lat: float
    category: str = ""
    aliases: Sequence[str] = ()
    grid_code: str = ""
    parent: int | None = None
    shape: BaseGeometry | None = field(default=None)


@cache
def division_names() -> dict[str, str]:
    """The county's divisions by code, as published: county 6, street or town 9, community or village 12 digits."""
    return {row["code"]: row["name"] for row in _division_rows()}


def load_divisions(shapes: Mapping[str, BaseGeometry]) -> int:
    """Divisions that are not there yet; `shapes` by code where the ground is surveyed. Answers how many are new."""
    known = set(models.Division.objects.values_list("code", flat=True))
    rows = [
        (row["code"], row["level"], row["name"], row["parent_code"], *_optional(shapes.get(row["code"])))
        for row in _division_rows()
        if row["code"] not in known
    ]
    return copy_rows(models.Division, ("code", "level", "name", "parent_code", *BOX), rows)


def load_duty_grids(rows: Iterable[tuple[str, str, int, BaseGeometry]]) -> int:
    """(code, name, area class, shape)"""
    fields = ("code", "name", "area_class", *BOX)
    return copy_rows(models.DutyGrid, fields, ((*row, *boxed(shape)) for *row, shape in rows))


def load_unit_grids(rows: Sequence[GridRow], initial: date) -> int:
    """Checks the whole set first (Refused grid_…); the register must be empty: Refused `grids_exist` (409)."""
    if models.UnitGrid.objects.exists():
        raise Refused("grids_exist", "已有单元网格", "本县已有单元网格，不能再次整体加载；没有改动。", status=409)
    divisions = set(models.Division.objects.values_list("code", flat=True))
    size = check_grids({row.code: row.shape for row in rows}, divisions)
    fields = (
        "code",
        "community_code",
        "street_code",
        "duty_grid_id",
        "area_class",
        "area_m2",
        "initial_date",
        "remark",
    )
    return copy_rows(models.UnitGrid, (*fields, *BOX), (_unit_grid(row, size[row.code], initial) for row in rows))


def load_roads(rows: Iterable[tuple[str, str, float, BaseGeometry]]) -> int:
    """(name, kind, width in metres, shape)"""
    return copy_rows(models.Road, ("name", "kind", "width", *BOX), ((*r, *boxed(shape)) for *r, shape in rows))


def load_features(rows: Iterable[tuple[str, str, BaseGeometry]]) -> int:
    """(kind, name, shape)"""
    return copy_rows(models.MapFeature, ("kind", "name", *BOX), ((*r, *boxed(shape)) for *r, shape in rows))


def load_places(rows: Sequence[PlaceRow]) -> int:
    ids = new_ids(models.Place, len(rows))
    fields = (
        "id",
        "parent_id",
        "kind",
        "category",
        "name",
        "aliases",
        "address",
        "search",
        "lon",
        "lat",
        "unit_grid_code",
    )
    return copy_rows(models.Place, (*fields, *BOX), (_place(row, ids, k) for k, row in enumerate(rows)))


def load_components(rows: Iterable[Sequence[Any]], initial: date) -> int:
    """(id, class code, name, department code, owner, unit grid code, state, lon, lat)"""
    fields = ("id", "class_code", "name", "department_code", "owner", "unit_grid_code", "state", "lon", "lat")
    return copy_rows(
        models.Component,
        (*fields, "maintainer", "initial_date", "data_source", "remark"),
        ((*row, row[4], initial, models.Component.Source.SURVEYED.value, "") for row in rows),
    )


def boxed(shape: BaseGeometry) -> tuple[bytes, float, float, float, float]:
    """The columns BOX of a shape."""
    return (shape.wkb, *shape.bounds)


def searched(name: str, address: str, aliases: Sequence[str]) -> str:
    """What a place is found by: its address, and name and aliases where the address does not say them."""
    return " ".join([address, *(word for word in (name, *aliases) if word not in address)])[:300]


def _unit_grid(row: GridRow, area: Decimal, initial: date) -> tuple[Any, ...]:
    code = row.code
    return (
        *(code, code[:12], code[:9], row.duty_grid, row.area_class, area, initial, row.remark),
        *boxed(row.shape),
    )


def _place(row: PlaceRow, ids: Sequence[int], k: int) -> tuple[Any, ...]:
    parent = None if row.parent is None else ids[row.parent]
    search = searched(row.name, row.address, row.aliases)
    aliases = Jsonb(list(row.aliases))
    values = (ids[k], parent, row.kind, row.category, row.name, aliases, row.address, search, row.lon, row.lat)
    return (*values, row.grid_code, *_optional(row.shape))


def _optional(shape: BaseGeometry | None) -> tuple[Any, ...]:
    return (None,) * 5 if shape is None else boxed(shape)


def _division_rows() -> list[dict[str, str]]:
    text = (files("wangge.basedata") / "data" / "divisions.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))
