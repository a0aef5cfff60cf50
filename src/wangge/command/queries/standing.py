"""How units and unit grids stand this month, by the county's own evaluation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from wangge.cases import ports
from wangge.cases.ports import Rating
from wangge.command.kept import kept
from wangge.standards.errors import Refused
from wangge.standards.evaluation.period import month
from wangge.standards.workcalendar import ZONE

RATE = "dispose_intime_rate"
PATIENCE = {"unit": timedelta(minutes=1), "grid": timedelta(minutes=10)}


def _month(by: str, scheme: str, now: datetime) -> tuple[datetime, Sequence[Rating]]:
    """The running month's ratings, and when they were reckoned. Raises Refused `no_evaluation` (404)."""
    rate = ports.ratings()
    if rate is None:
        raise Refused("no_evaluation", "没有评价数据", "本系统没有启用综合评价。", status=404)
    today = now.astimezone(ZONE).date()
    whole = month(today.year, today.month)
    return kept((by, whole.first), now, PATIENCE[by], lambda: rate(scheme, RATE, by, whole.first, whole.last))


def units(now: datetime) -> dict[str, Any]:
    """按期处置率 of every unit that had something due, the best first; `whole` is the county's, over all of them."""
    as_of, found = _month("unit", "unit", now)
    due = sorted((one for one in found if one.den), key=lambda one: (-one.num / one.den, -one.den, one.key))
    num, den = sum(one.num for one in due), sum(one.den for one in due)
    return {
        "as_of": as_of,
        "first": now.astimezone(ZONE).date().replace(day=1),
        "rate": RATE,
        "whole": {"num": num, "den": den, "value": num / den if den else None},
        "items": [asdict(one) for one in due],
        "without": len(found) - len(due),
    }


def grades(now: datetime) -> dict[str, Any]:
    """The month's grade of every unit grid that had something due: [grade, score]."""
    as_of, found = _month("grid", "area", now)
    rated = {one.key: [one.grade, one.score] for one in found if one.grade}
    return {"as_of": as_of, "first": now.astimezone(ZONE).date().replace(day=1), "grids": rated}
