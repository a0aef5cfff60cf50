"""Limits and deadlines: what each limit unit means, and the arithmetic all clocks share (domain rule "Time")."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from wangge.standards.errors import Refused
from wangge.standards.workcalendar import ZONE, Calendar, Deadline, to_datetime, to_length, to_micros
from wangge.standards.workplan import DEFAULT_PLAN, Period, WorkPlan

__all__ = [
    "DEFAULT_PLAN",
    "ZONE",
    "Calendar",
    "Deadline",
    "Limit",
    "LimitUnit",
    "Period",
    "WorkPlan",
    "add",
    "deadline",
    "elapsed",
    "hours",
    "measure",
]


class LimitUnit(StrEnum):
    URGENT_HOUR = "urgent_hour"
    NATURAL_DAY = "natural_day"
    WORK_HOUR = "work_hour"
    WORK_DAY = "work_day"
    MINUTE = "minute"

    @property
    def is_continuous(self) -> bool:
        """True when the unit runs day and night and needs no calendar."""
        return self in _CONTINUOUS


_CONTINUOUS = frozenset({LimitUnit.URGENT_HOUR, LimitUnit.NATURAL_DAY})
_LENGTH = {
    LimitUnit.URGENT_HOUR: timedelta(hours=1),
    LimitUnit.NATURAL_DAY: timedelta(days=1),
    LimitUnit.WORK_HOUR: timedelta(hours=1),
    LimitUnit.MINUTE: timedelta(minutes=1),
}
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Limit:
    amount: Decimal
    unit: LimitUnit

    def __post_init__(self) -> None:
        if not self.amount.is_finite() or not 0 < self.amount <= 100_000:
            raise Refused("bad_limit", "时限数值无效", f"时限应为大于 0、不超过 100000 的数，收到 {self.amount}。")


def measure(start: datetime, limit: Limit, cal: Calendar) -> timedelta:
    """The limit's length in its unit's own time: clock time for continuous units, work or duty time for the others.

    A work_day is as long as the plan in force at the aligned start says, by default 8 hours.
    """
    return _times(_LENGTH.get(limit.unit) or _work_day(start, cal), limit.amount)


def add(start: datetime, length: timedelta, unit: LimitUnit, cal: Calendar) -> Deadline:
    """`start` plus a length measured in the unit's own time."""
    if unit.is_continuous:
        return Deadline(to_datetime(to_micros(start) + to_length(length)), False)
    return cal.add(start, length)


def elapsed(a: datetime, b: datetime, unit: LimitUnit, cal: Calendar) -> timedelta:
    """The unit's own time from `a` to `b`; negative when `b` is earlier."""
    return b - a if unit.is_continuous else cal.between(a, b)


def deadline(start: datetime, limit: Limit, cal: Calendar) -> Deadline:
    return add(start, measure(start, limit, cal), limit.unit, cal)


def hours(amount: Decimal) -> timedelta:
    """Hours as a length, exact to the microsecond."""
    return _times(timedelta(hours=1), amount)


def _work_day(start: datetime, cal: Calendar) -> timedelta:
    plan = cal.plan(cal.align(start).date())
    assert plan is not None, "an aligned moment lies inside a plan"
    return plan.length


def _times(length: timedelta, amount: Decimal) -> timedelta:
    return timedelta(microseconds=int((amount * (length // _MICROSECOND)).to_integral_value()))
