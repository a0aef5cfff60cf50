"""A small world: a square of two by two unit grids at the county seat, some 100 m each."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from shapely import Polygon, box

from wangge.basedata import load, revision
from wangge.basedata.models import DutyGrid

WEST, SOUTH, SIDE = 112.84, 32.68, 0.001
COMMUNITY = "411328002001"
DUTY = "411328002Z01"
TODAY = date(2026, 3, 2)


def square(column: int, row: int, wide: float = 1.0) -> Polygon:
    """`row` 0 is the northern one."""
    west, south = round(WEST + column * SIDE, 7), round(SOUTH - row * SIDE, 7)
    return box(west, south, round(west + wide * SIDE, 7), round(south + SIDE, 7))


SQUARES = {
    f"{COMMUNITY}001": square(0, 0),
    f"{COMMUNITY}002": square(1, 0),
    f"{COMMUNITY}003": square(0, 1),
    f"{COMMUNITY}004": square(1, 1),
}


def settle() -> None:
    """Divisions, one duty grid, four unit grids."""
    load.load_divisions({})
    load.load_duty_grids([(DUTY, "文峰街道第一责任网格", 1, box(WEST, SOUTH - SIDE, WEST + 2 * SIDE, SOUTH + SIDE))])
    load.load_unit_grids([load.GridRow(code, shape, DUTY, 1) for code, shape in SQUARES.items()], TODAY)
    revision.bump("test")


def duty() -> DutyGrid:
    return DutyGrid.objects.get(code=DUTY)


def component(number: int, lon: float, lat: float, grid: str = f"{COMMUNITY}001") -> tuple[object, ...]:
    ident = f"4113280137{number:06d}"
    return (
        ident,
        "C0137",
        "路灯",
        "UNIT07",
        "路灯管理所",
        grid,
        "intact",
        Decimal(f"{lon:.7f}"),
        Decimal(f"{lat:.7f}"),
    )
