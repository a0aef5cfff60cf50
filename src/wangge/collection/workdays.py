"""今日统计 and 工作日志: what a person reported, answered and worked, day by day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from wangge.cases.queries import own_work
from wangge.collection import attendance, days
from wangge.collection.models import Attendance
from wangge.organisation.models import User
from wangge.rules.rulebook import Rulebook
from wangge.standards.workcalendar import ZONE

SPAN = timedelta(days=31)


def workday(user: User, day: date, book: Rulebook, now: datetime) -> dict[str, Any]:
    """One day with its acts."""
    first, last = attendance.day_bounds(day)
    items = own_work.acts(user.pk, first, last, book)
    return {
        "day": day,
        "attendance": _attended(user, first, last, now).get(day) or _none(),
        "counts": own_work.tally(items),
        "tasks": own_work.open_tasks(user.pk, now),
        "items": items,
    }


def workdays(user: User, before: date, now: datetime) -> dict[str, Any]:
    """The days before `before` in which something was done or clocked, a month a page, the newest first."""
    last, _ = attendance.day_bounds(before)
    first = last - SPAN
    acted = {row["day"]: row for row in own_work.days(user.pk, first, last)}
    attended = _attended(user, first, last, now)
    nothing = {"acts": 0, "reports": 0, "answers": 0}
    items = [
        {**nothing, **acted.get(day, {}), "day": day, "attendance": attended.get(day) or _none()}
        for day in sorted({*acted, *attended}, reverse=True)
    ]
    return {"items": items, "next_before": first.date() if items else None}


def _attended(user: User, first: datetime, last: datetime, now: datetime) -> dict[date, dict[str, Any]]:
    found: dict[date, list[Attendance]] = {}
    for row in Attendance.objects.filter(user=user, at__gte=first, at__lt=last).order_by("at"):
        found.setdefault(row.at.astimezone(ZONE).date(), []).append(row)
    return {day: _told(days.fold(rows, now, attendance.open_for())) for day, rows in found.items()}


def _told(day: days.Day) -> dict[str, Any]:
    minutes = int(day.worked.total_seconds() // 60)
    return {"first_on": day.first_on, "last_off": day.last_off, "worked_minutes": minutes, "state": day.state}


def _none() -> dict[str, Any]:
    return _told(days.Day())
