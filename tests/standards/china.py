"""The official calendar of the years chinese_calendar knows, as the pure modules take it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cache

import chinese_calendar

from wangge.standards.worktime import DEFAULT_PLAN, ZONE, Calendar, WorkPlan

PUBLISHED = range(2018, 2027)


def overrides(years: Iterable[int]) -> dict[date, bool]:
    """Every day on which the notices differ from the plain week."""
    days = (date(year, 1, 1) + timedelta(days=n) for year in years for n in range(366))
    known = {day: chinese_calendar.is_workday(day) for day in days if day.year in PUBLISHED}
    return {day: working for day, working in known.items() if working != (day.weekday() < 5)}


@cache
def china(*plans: WorkPlan, every_day: bool = False) -> Calendar:
    return Calendar(overrides(PUBLISHED), frozenset(PUBLISHED), plans or (DEFAULT_PLAN,), every_day)


def at(text: str) -> datetime:
    """'2026-02-13 17:00' in Shanghai."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)
