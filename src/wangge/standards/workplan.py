"""Seasonal working periods of a day, and the arithmetic of one year of them (domain rule "Time")."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import NamedTuple

from wangge.standards.errors import Refused

Period = tuple[time, time]
Span = tuple[int, int]

DAY = 86_400_000_000  # microseconds
EPOCH_DAY = date(1970, 1, 1).toordinal()


def _of_day(at: time) -> int:
    return ((at.hour * 60 + at.minute) * 60 + at.second) * 1_000_000 + at.microsecond


@dataclass(frozen=True)
class WorkPlan:
    """Working periods in force from `first` to `last`, both included: (month, day) pairs every year, or dates once.

    A yearly range may run over New Year. An end of 00:00 is midnight at the day's end; a night shift is two periods.
    """

    name: str
    first: tuple[int, int] | date
    last: tuple[int, int] | date
    periods: tuple[Period, ...]

    def __post_init__(self) -> None:
        if isinstance(self.first, date) != isinstance(self.last, date):
            raise Refused("bad_work_plan", "作息方案无效", f"方案“{self.name}”的起止应同为月日或同为日期。")
        edges = [edge for span in self.spans for edge in span]
        if any(first >= last for first, last in self.spans) or edges != sorted(edges):
            raise Refused("bad_work_plan", "作息方案无效", f"方案“{self.name}”的时段应先后有序、互不重叠。")

    @property
    def spans(self) -> tuple[Span, ...]:
        """The periods as microseconds from midnight."""
        return tuple((_of_day(first), _of_day(last) or DAY) for first, last in self.periods)

    @property
    def length(self) -> timedelta:
        """Working time of one day."""
        return timedelta(microseconds=sum(last - first for first, last in self.spans))

    def covers(self, day: date) -> bool:
        first, last = self.first, self.last
        if isinstance(first, date) or isinstance(last, date):
            return first <= day <= last  # type: ignore[operator]  # both are dates, see __post_init__
        here = (day.month, day.day)
        return first <= here <= last if first <= last else here >= first or here <= last


DEFAULT_PLAN = WorkPlan("默认", (1, 1), (12, 31), ((time(8), time(12)), (time(14), time(18))))


class Year(NamedTuple):
    """A year's periods in order: starts, ends, work time before each, and in all (microseconds of local time)."""

    starts: Sequence[int]
    ends: Sequence[int]
    before: Sequence[int]
    total: int

    def worked(self, moment: int) -> int:
        """Work time of this year up to `moment`."""
        i = bisect_right(self.starts, moment) - 1
        return self.before[i] + min(moment, self.ends[i]) - self.starts[i] if i >= 0 else 0

    def reach(self, work: int) -> int:
        """The earliest moment at which `work` (0 < work <= total) of this year has been done."""
        i = bisect_left(self.before, work) - 1
        return self.starts[i] + work - self.before[i]

    def next(self, moment: int) -> int | None:
        """`moment` itself inside a period, else the start of the next one of this year."""
        i = bisect_right(self.ends, moment)
        return max(moment, self.starts[i]) if i < len(self.ends) else None

    def is_end(self, moment: int) -> bool:
        i = bisect_left(self.ends, moment)
        return i < len(self.ends) and self.ends[i] == moment


def build_year(year: int, spans: Callable[[date], Sequence[Span]]) -> Year:
    """The table of one year, given each day's periods in microseconds from midnight."""
    starts, ends, before, total = [], [], [], 0
    for ordinal in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1):
        midnight = (ordinal - EPOCH_DAY) * DAY
        for first, last in spans(date.fromordinal(ordinal)):
            starts.append(midnight + first)
            ends.append(midnight + last)
            before.append(total)
            total += last - first
    return Year(starts, ends, before, total)
