"""Local days, and the same moment of another day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from wangge.standards.errors import Refused
from wangge.standards.workcalendar import ZONE

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Window:
    """From local midnight until a moment of that day, both inclusive."""

    start: datetime
    until: datetime


def midnight(at: datetime) -> datetime:
    return start_of(at.astimezone(ZONE).date())


def start_of(day: date) -> datetime:
    return datetime.combine(day, time(), ZONE)


def windows(now: datetime) -> dict[str, Window]:
    """Today so far, and yesterday and the same weekday of last week up to the same time of day."""
    start = midnight(now)
    back = {"today": 0, "yesterday": 1, "last_week": 7}
    return {name: Window(start - days * DAY, now - days * DAY) for name, days in back.items()}


def past_day(day: date, now: datetime) -> Window:
    """A whole day that can be told, today up to now. Raises Refused `bad_day`."""
    today = now.astimezone(ZONE).date()
    if not date(2000, 1, 1) <= day <= today:
        raise Refused("bad_day", "日期不对", "请选择今天或以前的日期。", field="day")
    start = start_of(day)
    return Window(start, min(start + DAY, now))


def last_moment(day: date | None, now: datetime) -> datetime:
    """Of a day that can be told, `now` for today and for none. Raises Refused `bad_day`."""
    return min(past_day(day, now).until - timedelta(microseconds=1), now) if day else now
