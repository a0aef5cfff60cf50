"""A period of evaluation: whole local days, both ends included."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from wangge.standards.errors import Refused

ZONE = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Period:
    """Days `first` … `last` of Asia/Shanghai; `start` ≤ moment < `end` (both in UTC, so that comparing is quick)."""

    first: date
    last: date
    start: datetime = field(init=False, compare=False)
    end: datetime = field(init=False, compare=False)

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise Refused("period_backwards", "统计时段有误", f"结束日期 {self.last} 早于开始日期 {self.first}。")
        object.__setattr__(self, "start", _midnight(self.first))
        object.__setattr__(self, "end", _midnight(self.last + timedelta(days=1)))

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def is_month(self) -> bool:
        return self == month(self.first.year, self.first.month)

    def contains(self, at: datetime | None) -> bool:
        return at is not None and self.start <= at < self.end


def month(year: int, number: int) -> Period:
    return Period(date(year, number, 1), date(year, number, monthrange(year, number)[1]))


def default_as_of(period: Period, now: datetime, grace: timedelta = timedelta(days=3)) -> datetime:
    """End of the month + `grace` for a whole month (never in the future), `now` for any other period."""
    return min(now, period.end + grace) if period.is_month else now


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ZONE).astimezone(UTC)
