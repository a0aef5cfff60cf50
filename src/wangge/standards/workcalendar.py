"""The working calendar: which time counts, added and measured without walking over minutes (domain rule "Time").

Any aware datetime is accepted; answers are in Asia/Shanghai. A deadline may be the very end of a period and is not
moved from there: in time means at or before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from types import MappingProxyType
from zoneinfo import ZoneInfo

from wangge.standards.errors import Refused
from wangge.standards.workplan import DAY, DEFAULT_PLAN, EPOCH_DAY, Period, Span, WorkPlan, Year, build_year

ZONE = ZoneInfo("Asia/Shanghai")
FIRST_YEAR, LAST_YEAR = 1992, 2199  # the zone has had one fixed offset since 1992

_EPOCH = datetime(1970, 1, 1)
_EPOCH_HERE = _EPOCH.replace(tzinfo=ZONE)  # arithmetic inside one zone is that of its wall clock
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Deadline:
    """`provisional`: it rests on a year whose holidays nobody has published yet."""

    at: datetime
    provisional: bool


@dataclass(frozen=True, eq=False)
class Calendar:
    """Working time of one kind of post; immutable, safe to share between threads, a new one for every revision.

    `overrides` True makes a day working, False free. The first plan that covers a day is in force; a day no plan
    covers has no working time. `every_day`: duty periods that run on all days, whatever the calendar of holidays says.
    """

    overrides: Mapping[date, bool]
    published: frozenset[int]
    plans: tuple[WorkPlan, ...] = (DEFAULT_PLAN,)
    every_day: bool = False
    _years: dict[int, Year] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "overrides", MappingProxyType(dict(self.overrides)))

    def is_working_day(self, day: date) -> bool:
        return self.every_day or self.overrides.get(day, day.weekday() < 5)

    def plan(self, day: date) -> WorkPlan | None:
        """The plan in force on that day, working day or not."""
        return next((plan for plan in self.plans if plan.covers(day)), None)

    def periods(self, day: date) -> tuple[Period, ...]:
        """The working periods of that day; none on a free day."""
        plan = self.plan(day) if self.is_working_day(day) else None
        return plan.periods if plan else ()

    def align(self, at: datetime) -> datetime:
        """`at` itself inside a working period, else the next working instant; the end of a period is outside."""
        return to_datetime(self._align(to_micros(at)))

    def add(self, start: datetime, measure: timedelta) -> Deadline:
        """The moment at which `measure` of working time has passed since `start`.

        No measure at all leaves a moment inside a period, or at its end, where it is.
        """
        begin, length = to_micros(start), to_length(measure)
        end = self._advance(begin, length) if length else self._settle(begin)
        return Deadline(to_datetime(end), not self._is_published(begin, end))

    def between(self, a: datetime, b: datetime) -> timedelta:
        """Working time from `a` to `b`; negative when `b` is earlier."""
        first, last = to_micros(a), to_micros(b)
        if last < first:
            return timedelta(microseconds=-self._between(last, first))
        return timedelta(microseconds=self._between(first, last))

    def _is_published(self, begin: int, end: int) -> bool:
        return self.every_day or self.published.issuperset(range(_year_of(begin), _year_of(end) + 1))

    def _between(self, first: int, last: int) -> int:
        begin, end = _year_of(first), _year_of(last)
        whole = sum(self._year(year).total for year in range(begin, end))
        return whole + self._year(end).worked(last) - self._year(begin).worked(first)

    def _align(self, moment: int) -> int:
        inside = (table.next(moment) for table in self._from(_year_of(moment)))
        return next(found for found in inside if found is not None)

    def _settle(self, moment: int) -> int:
        return moment if self._year(_year_of(moment)).is_end(moment) else self._align(moment)

    def _advance(self, moment: int, length: int) -> int:
        tables = self._from(_year_of(moment))
        table = next(tables)
        target = length + table.worked(moment)
        while target > table.total:
            target -= table.total
            table = next(tables)
        return table.reach(target)

    def _from(self, first: int) -> Iterator[Year]:
        """The tables of this and the following years, without end; a whole year without working time is refused."""
        yield self._year(first)
        for year in count(first + 1):
            table = self._year(year)
            if not table.total:
                raise Refused(
                    "no_working_time", "工作日历没有工作时间", f"{year} 年全年没有工作时段，请检查日历与作息。"
                )
            yield table

    def _year(self, year: int) -> Year:
        table = self._years.get(year)
        if table is None:
            if not FIRST_YEAR <= year <= LAST_YEAR:
                raise Refused(
                    "time_out_of_range", "时间超出范围", f"只计算 {FIRST_YEAR}—{LAST_YEAR} 年，收到 {year} 年。"
                )
            table = self._years[year] = build_year(year, self._spans)
        return table

    def _spans(self, day: date) -> tuple[Span, ...]:
        plan = self.plan(day) if self.is_working_day(day) else None
        return plan.spans if plan else ()


def to_micros(at: datetime) -> int:
    """Microseconds of Shanghai's wall clock since 1970."""
    if at.tzinfo is None:
        raise Refused("time_without_zone", "时间缺少时区", f"时间 {at.isoformat()} 应带时区，例如 +08:00。")
    gap = (at if at.tzinfo is ZONE else at.astimezone(ZONE)).replace(tzinfo=None) - _EPOCH
    return (gap.days * 86_400 + gap.seconds) * 1_000_000 + gap.microseconds


def to_datetime(micros: int) -> datetime:
    return _EPOCH_HERE + timedelta(microseconds=micros)


def to_length(measure: timedelta) -> int:
    if measure < timedelta(0):
        raise Refused("negative_length", "时长不能为负", f"收到 {measure}。")
    return measure // _MICROSECOND


def _year_of(micros: int) -> int:
    return date.fromordinal(micros // DAY + EPOCH_DAY).year
