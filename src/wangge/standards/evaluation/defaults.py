"""The six default schemes, exactly as the domain page gives them."""

from __future__ import annotations

from decimal import Decimal

from wangge.standards.evaluation.bands import Bands, Better, bands
from wangge.standards.evaluation.items import BandItem, RateItem
from wangge.standards.evaluation.rates import RATES
from wangge.standards.evaluation.schemes import Scheme, Target
from wangge.standards.evaluation.scope import Basis

UNIT_FILED = bands(Better.FEWER, [(50, 100), (100, 90), (200, 75), (500, 60), (1000, 40)])
WORK_DONE = bands(Better.MORE, [(2001, 100), (1201, 90), (501, 75), (301, 60), (101, 40)])
FIRST_CLASS = [(0, 100), (2, 90), (4, 75), (6, 60), (8, 40)]
OTHER_CLASS = [(0, 100), (3, 90), (5, 75), (7, 60), (9, 40)]
AREA_FILED = (
    bands(Better.FEWER, FIRST_CLASS, "一类"),
    bands(Better.FEWER, OTHER_CLASS, "二类"),
    bands(Better.FEWER, OTHER_CLASS, "三类"),
    bands(Better.FEWER, OTHER_CLASS),
)
"""Filed per unit grid; areas are ranked by their class (一类, 二类, 三类)."""


def good(rate: str, weight: int) -> RateItem:
    """rate × weight"""
    return RateItem(RATES[rate].name, Decimal(weight), ((rate, Decimal(1)),))


def bad(rate: str, weight: int) -> RateItem:
    """(1 − rate) × weight"""
    return RateItem(f"1−{RATES[rate].name}", Decimal(weight), ((rate, Decimal(-1)),), Decimal(1))


def volume(name: str, count: str, weight: int, *tables: Bands, per_unit_grid: bool = False) -> BandItem:
    return BandItem(name, Decimal(weight), count, tables, per_unit_grid)


AREA = Scheme(
    "area",
    1,
    "区域评价",
    Target.AREA,
    (
        bad("public_rate", 10),
        volume("立案数", "filed", 20, *AREA_FILED, per_unit_grid=True),
        good("close_rate", 30),
        good("close_intime_rate", 40),
    ),
    ("close_due",),
)
UNIT = Scheme(
    "unit",
    1,
    "部门评价",
    Target.UNIT,
    (
        volume("立案数", "filed", 10, UNIT_FILED),
        good("close_rate", 30),
        good("dispose_intime_rate", 30),
        bad("rework_rate", 30),
    ),
    ("close_due",),
    Basis.DEADLINE,
)
COLLECTOR = Scheme(
    "collector",
    1,
    "信息采集员评价",
    Target.COLLECTOR,
    (
        good("valid_rate", 40),
        bad("missed_rate", 20),
        good("verify_intime_rate", 20),
        good("check_intime_rate", 20),
    ),
    ("reported", "verify_sent", "check_sent"),
)
OPERATOR = Scheme(
    "operator",
    1,
    "坐席员评价",
    Target.OPERATOR,
    (
        volume("受理数", "accepted", 25, WORK_DONE),
        good("verify_send_rate", 40),
        good("check_send_rate", 35),
    ),
    ("accepted", "refused", "verify_sent", "check_sent"),
)
SHIFT_LEAD = Scheme(
    "shift_lead",
    1,
    "值班长评价",
    Target.SHIFT_LEAD,
    (
        good("file_intime_rate", 25),
        good("file_right_rate", 40),
        good("close_step_rate", 35),
    ),
    ("filed", "closed"),
)
DISPATCHER = Scheme(
    "dispatcher",
    1,
    "派遣员评价",
    Target.DISPATCHER,
    (
        volume("派遣数", "dispatched", 20, WORK_DONE),
        good("dispatch_intime_rate", 40),
        good("dispatch_right_rate", 40),
    ),
    ("dispatched",),
)
DEFAULTS: dict[str, Scheme] = {s.code: s for s in (AREA, UNIT, COLLECTOR, OPERATOR, SHIFT_LEAD, DISPATCHER)}
