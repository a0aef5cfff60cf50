"""Work time, by the tables of the domain's page on time and by properties."""

from __future__ import annotations

import time as stopwatch
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.standards.china import at, china
from wangge.standards.errors import Refused
from wangge.standards.worktime import (
    DEFAULT_PLAN,
    ZONE,
    Calendar,
    Limit,
    LimitUnit,
    WorkPlan,
    add,
    deadline,
    elapsed,
    hours,
    measure,
)

DAY_END = time(0)
SUMMER = WorkPlan("夏季", (6, 1), (9, 30), ((time(8, 30), time(12)), (time(15), time(18, 30))))
WINTER = WorkPlan("冬季", (10, 1), (5, 31), ((time(8), time(12)), (time(14), time(18))))
SHORT = WorkPlan("高温", date(2026, 7, 20), date(2026, 7, 31), ((time(7), time(11)),))
CENTRE = WorkPlan("中心", (1, 1), (12, 31), ((time(7, 30), time(20)),))
NIGHT = WorkPlan("夜班", (1, 1), (12, 31), ((time(0), time(4)), (time(4), time(6)), (time(20), DAY_END)))

calendars = st.sampled_from(
    [china(), china(SUMMER, WINTER), china(SHORT, SUMMER, WINTER), china(CENTRE, every_day=True), china(NIGHT)]
)
zones = st.sampled_from([ZONE, UTC, timezone(timedelta(hours=-9, minutes=-30))])
moments = st.datetimes(datetime(2017, 6, 1), datetime(2028, 6, 1), timezones=zones)
lengths = st.timedeltas(timedelta(0), timedelta(hours=900))
positive = st.timedeltas(timedelta(microseconds=1), timedelta(hours=900))


def limit(text: str) -> Limit:
    amount, unit = text.split()
    return Limit(Decimal(amount), LimitUnit(unit))


@pytest.mark.parametrize(
    ("start", "amount", "expected"),
    [
        ("2026-03-06 17:00", "4 work_hour", "2026-03-09 11:00"),
        ("2026-03-09 10:00", "1 work_day", "2026-03-10 10:00"),
        ("2026-03-09 08:00", "1 work_day", "2026-03-09 18:00"),
        ("2026-03-07 23:30", "2 urgent_hour", "2026-03-08 01:30"),
        ("2026-03-09 12:30", "1 work_hour", "2026-03-09 15:00"),
        ("2026-02-13 17:00", "2 work_hour", "2026-02-14 09:00"),
        # over the festival, and what the table implies
        ("2026-02-14 17:00", "2 work_hour", "2026-02-24 09:00"),
        ("2026-03-06 17:00", "2 natural_day", "2026-03-08 17:00"),
        ("2026-03-09 12:00", "1 work_hour", "2026-03-09 15:00"),
        ("2026-03-09 11:00", "1 work_hour", "2026-03-09 12:00"),
        ("2026-03-06 18:00", "0.5 work_day", "2026-03-09 12:00"),
        ("2026-03-09 09:50", "15 minute", "2026-03-09 10:05"),
        ("2026-03-09 11:50", "15 minute", "2026-03-09 14:05"),
    ],
)
def test_deadlines_of_the_domain_table(start: str, amount: str, expected: str) -> None:
    assert deadline(at(start), limit(amount), china()).at == at(expected)


@pytest.mark.parametrize(
    ("day", "working"),
    [
        ("2026-01-02", False),
        ("2026-01-04", True),  # Sunday, made up
        ("2026-02-14", True),  # Saturday before the Spring Festival
        ("2026-02-23", False),
        ("2026-02-28", True),  # Saturday after it
        ("2026-05-09", True),
        ("2026-09-20", True),
        ("2026-10-07", False),
        ("2026-10-10", True),
        ("2026-10-11", False),
    ],
)
def test_the_notice_of_2026_moves_working_days(day: str, working: bool) -> None:
    assert china().is_working_day(date.fromisoformat(day)) is working
    assert bool(china().periods(date.fromisoformat(day))) is working


def test_minutes_of_the_centre_run_in_its_duty_periods_on_every_day() -> None:
    centre = china(CENTRE, every_day=True)
    assert deadline(at("2026-02-17 19:50"), limit("15 minute"), centre).at == at("2026-02-18 07:35")


def test_the_first_plan_that_covers_a_day_is_in_force() -> None:
    cal = china(SHORT, SUMMER, WINTER)
    in_force = [cal.plan(date(2026, month, 31)) for month in (3, 7, 8)]
    assert in_force == [WINTER, SHORT, SUMMER]
    assert cal.plan(date(2026, 12, 31)) is WINTER
    assert cal.periods(date(2026, 7, 25)) == ()  # a Saturday inside the short plan


def test_a_work_day_is_as_long_as_the_plan_at_the_aligned_start_says() -> None:
    cal = china(SUMMER, WINTER)
    assert measure(at("2026-09-29 09:00"), limit("2 work_day"), cal) == timedelta(hours=14)
    assert measure(at("2026-09-30 18:30"), limit("2 work_day"), cal) == timedelta(hours=16)
    assert deadline(at("2026-09-30 08:30"), limit("2 work_day"), cal).at == at("2026-10-08 17:00")


def test_a_deadline_that_rests_on_an_unpublished_year_is_provisional() -> None:
    assert not deadline(at("2026-12-31 16:00"), limit("2 work_hour"), china()).provisional
    late = deadline(at("2026-12-31 17:00"), limit("2 work_hour"), china())
    assert late.provisional
    assert late.at == at("2027-01-01 09:00")  # on weekends alone
    assert deadline(at("2017-12-29 09:00"), limit("3 work_day"), china()).provisional


def test_continuous_units_and_daily_duty_are_never_provisional() -> None:
    assert not deadline(at("2027-05-01 10:00"), limit("48 urgent_hour"), china()).provisional
    assert not deadline(at("2027-05-01 10:00"), limit("15 minute"), china(CENTRE, every_day=True)).provisional


def test_an_overridden_date_counts_as_the_administrator_says() -> None:
    cal = Calendar({date(2026, 3, 9): False}, frozenset({2026}))
    assert deadline(at("2026-03-06 17:00"), limit("2 work_hour"), cal).at == at("2026-03-10 09:00")


def test_later_changes_of_the_given_mapping_do_not_reach_the_calendar() -> None:
    given_days = {date(2026, 3, 9): False}
    cal = Calendar(given_days, frozenset({2026}))
    given_days.clear()
    assert not cal.is_working_day(date(2026, 3, 9))


def test_a_period_may_end_at_midnight_and_touch_the_next_one() -> None:
    cal = china(NIGHT)
    assert deadline(at("2026-03-09 23:00"), limit("2 work_hour"), cal).at == at("2026-03-10 01:00")
    assert deadline(at("2026-03-09 23:00"), limit("1 work_hour"), cal).at == at("2026-03-10 00:00")
    assert deadline(at("2026-03-10 03:00"), limit("2 work_hour"), cal).at == at("2026-03-10 05:00")


def test_extreme_calendars_are_refused_and_not_searched_for_ever() -> None:
    nothing = Calendar({}, frozenset(), plans=())
    closed = Calendar({date(2020, 1, 1) + timedelta(days=n): False for n in range(5000)}, frozenset())
    past = Calendar(
        {}, frozenset(), plans=(WorkPlan("一年", date(2025, 1, 1), date(2025, 12, 31), DEFAULT_PLAN.periods),)
    )
    for cal in (nothing, closed, past):
        with pytest.raises(Refused) as refusal:
            deadline(at("2026-03-06 17:00"), limit("4 work_hour"), cal)
        assert refusal.value.code == "no_working_time"


def test_an_empty_calendar_still_answers_what_needs_none() -> None:
    nothing = Calendar({}, frozenset(), plans=())
    assert deadline(at("2026-03-07 23:30"), limit("2 urgent_hour"), nothing).at == at("2026-03-08 01:30")
    assert nothing.between(at("2026-03-01 00:00"), at("2027-03-01 00:00")) == timedelta(0)


@pytest.mark.parametrize("amount", ["0", "-1", "NaN", "Infinity", "100001"])
def test_absurd_limits_are_refused(amount: str) -> None:
    with pytest.raises(Refused, match="bad_limit"):
        Limit(Decimal(amount), LimitUnit.WORK_HOUR)


@pytest.mark.parametrize(
    "periods",
    [
        ((time(12), time(8)),),
        ((time(8), time(8)),),
        ((time(8), time(12)), (time(11), time(18))),
        ((time(14), time(18)), (time(8), time(12))),
        ((time(14), DAY_END), (time(20), DAY_END)),
    ],
)
def test_plans_with_disordered_periods_are_refused(periods: tuple[tuple[time, time], ...]) -> None:
    with pytest.raises(Refused, match="bad_work_plan"):
        WorkPlan("乱", (1, 1), (12, 31), periods)


def test_a_plan_starts_and_ends_in_the_same_manner() -> None:
    with pytest.raises(Refused, match="bad_work_plan"):
        WorkPlan("混", (1, 1), date(2026, 12, 31), DEFAULT_PLAN.periods)


@pytest.mark.parametrize(
    ("start", "length", "unit", "code"),
    [
        (datetime(2026, 3, 6, 17), 1, "work_hour", "time_without_zone"),
        (datetime(2026, 3, 6, 17), 1, "urgent_hour", "time_without_zone"),
        (at("2300-01-01 08:00"), 1, "work_hour", "time_out_of_range"),
        (at("1990-01-01 08:00"), 1, "work_hour", "time_out_of_range"),
        (at("2026-03-06 17:00"), 4_000_000, "work_hour", "time_out_of_range"),
        (at("2026-03-06 17:00"), -1, "work_hour", "negative_length"),
        (at("2026-03-06 17:00"), -1, "natural_day", "negative_length"),
    ],
)
def test_times_that_cannot_be_reckoned_are_refused(start: datetime, length: int, unit: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        add(start, timedelta(hours=length), LimitUnit(unit), china())
    assert refusal.value.code == code


def test_hours_are_exact() -> None:
    assert hours(Decimal("1.5")) == timedelta(minutes=90)
    assert hours(Decimal("0.1")) == timedelta(minutes=6)


@given(calendars, moments, lengths)
def test_between_start_and_deadline_lies_the_length(cal: Calendar, start: datetime, length: timedelta) -> None:
    assert cal.between(start, cal.add(start, length).at) == length


@given(calendars, moments, lengths, lengths)
def test_adding_twice_is_adding_the_sum(cal: Calendar, start: datetime, a: timedelta, b: timedelta) -> None:
    assert cal.add(cal.add(start, a).at, b).at == cal.add(start, a + b).at


@given(calendars, moments, moments, lengths, lengths)
def test_later_starts_and_longer_limits_end_later(
    cal: Calendar, x: datetime, y: datetime, a: timedelta, b: timedelta
) -> None:
    early, late, short, long = min(x, y), max(x, y), min(a, b), max(a, b)
    assert early <= cal.add(early, short).at <= cal.add(late, short).at <= cal.add(late, long).at


@given(calendars, moments, positive)
def test_a_deadline_is_inside_a_period_or_its_end(cal: Calendar, start: datetime, length: timedelta) -> None:
    end = cal.add(start, length).at
    assert cal.align(end) == end or cal.align(end - timedelta(microseconds=1)) < end


@given(calendars, moments)
def test_aligning_goes_to_the_next_working_instant(cal: Calendar, start: datetime) -> None:
    aligned = cal.align(start)
    assert aligned >= start
    assert cal.align(aligned) == aligned
    assert cal.between(start, aligned) == timedelta(0)
    assert cal.between(aligned, aligned + timedelta(minutes=1)) > timedelta(0)
    assert any(first <= aligned.time() < last or last == DAY_END for first, last in cal.periods(aligned.date()))


@given(calendars, moments, st.integers(0, 6000))
def test_between_counts_the_minutes_inside_working_periods(cal: Calendar, start: datetime, minutes: int) -> None:
    first = start.astimezone(ZONE).replace(second=0, microsecond=0)
    worked = sum(_is_working(cal, first + timedelta(minutes=n)) for n in range(minutes))
    assert cal.between(first, first + timedelta(minutes=minutes)) == timedelta(minutes=worked)


def _is_working(cal: Calendar, moment: datetime) -> bool:
    here = moment.time()
    return any(first <= here and (here < last or last == DAY_END) for first, last in cal.periods(moment.date()))


@given(calendars, moments, moments, moments)
def test_work_time_adds_up_over_a_moment_between(cal: Calendar, a: datetime, b: datetime, c: datetime) -> None:
    assert cal.between(a, b) + cal.between(b, c) == cal.between(a, c)
    assert cal.between(a, b) == -cal.between(b, a)


@given(calendars, moments, st.sampled_from(LimitUnit), st.decimals("0.1", "60", places=1))
def test_every_unit_uses_its_limit_up_at_the_deadline(
    cal: Calendar, start: datetime, unit: LimitUnit, amount: Decimal
) -> None:
    granted = Limit(amount, unit)
    end = deadline(start, granted, cal).at
    assert elapsed(start, end, unit, cal) == measure(start, granted, cal)


@given(moments, lengths)
def test_the_zone_in_which_a_moment_is_told_does_not_matter(start: datetime, length: timedelta) -> None:
    assume(start.tzinfo is not ZONE)
    assert china().add(start, length) == china().add(start.astimezone(ZONE), length)


def test_spans_of_years_are_not_walked_minute_by_minute() -> None:
    cal, start = china(SUMMER, WINTER), at("2019-03-04 10:00")
    cal.add(start, timedelta(hours=12_000))  # the years' tables are built once
    begin = stopwatch.perf_counter()
    for n in range(2000):
        cal.add(start, timedelta(hours=12_000 + n % 7))
    assert stopwatch.perf_counter() - begin < 1
