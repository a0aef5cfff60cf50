"""上下班打卡: taken as it is told, and what a day of it shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from wangge.basedata.models import DutyGrid
from wangge.collection import days
from wangge.collection.models import Attendance, Kind
from wangge.collection.place import Fix, in_words, placing
from wangge.geocoding.reverse import where
from wangge.organisation import queries
from wangge.organisation.models import Leave, Post, User
from wangge.rules.rulebook import rulebook
from wangge.standards.errors import Refused
from wangge.standards.repetition import must_repeat
from wangge.standards.workcalendar import ZONE


@dataclass(frozen=True, slots=True)
class Punch:
    """`duty_grid` None: the one he stands in, else his nearest. `at` is corrected already (organisation.device)."""

    record_id: UUID
    kind: str
    at: datetime
    digest: str
    fix: Fix | None = None
    duty_grid: str | None = None


def punch(user: User, post: Post, asked: Punch, now: datetime) -> tuple[Attendance, bool]:
    """(the record, whether it is new). Raises Refused `id_reused`, `not_your_grid`, `bad_position`."""
    own = sorted(post.duty_grids.values_list("code", flat=True))
    if asked.duty_grid is not None and asked.duty_grid not in own:
        raise Refused("not_your_grid", "不是您的责任网格", "请选择本人的责任网格后重新打卡。", field="duty_grid")
    placed = placing(asked.fix, [asked.duty_grid] if asked.duty_grid else own)
    told = {"post": post, "kind": asked.kind, "at": asked.at, "received_at": now, "body_hash": asked.digest}
    row, new = Attendance.objects.get_or_create(
        user=user, record_id=asked.record_id, defaults={**told, **placed.columns()}
    )
    must_repeat(row.body_hash, asked.digest, "打卡")
    return row, new


def day_bounds(day: date) -> tuple[datetime, datetime]:
    """Midnight to midnight in the county."""
    start = datetime(day.year, day.month, day.day, tzinfo=ZONE)
    return start, start + timedelta(days=1)


def open_for() -> timedelta:
    return timedelta(hours=rulebook().setting("attendance_open_hours"))


def on_duty(now: datetime) -> set[int]:
    """People whose last 打卡 is 上班, not longer ago than it is believed."""
    latest = Attendance.objects.filter(at__gt=now - open_for(), at__lte=now).order_by("user_id", "-at", "kind")
    rows = latest.distinct("user_id").values_list("user_id", "kind")
    return {user for user, kind in rows if kind == Kind.ON}


def mine(user: User, post: Post, day: date, now: datetime) -> dict[str, Any]:
    """A collector's own day."""
    first, last = day_bounds(day)
    rows = list(Attendance.objects.filter(user=user, at__gte=first, at__lt=last).select_related("duty_grid"))
    away = Leave.objects.filter(user=user, starts__lt=last, ends__gt=first).exists()
    return {
        "day": day,
        "shift": _shift(day),
        "on_leave": away,
        "duty_grids": [{"code": g.code, "name": g.name} for g in post.duty_grids.order_by("code")],
        "records": [shown(row) for row in sorted(rows, key=lambda row: row.at)],
        **_told(rows, now),
    }


def everybody(day: date, now: datetime) -> dict[str, Any]:
    """All collectors with their state; on leave is looked at now, or at the day's noon for another day."""
    first, last = day_bounds(day)
    moment = now if first <= now < last else first + timedelta(hours=12)
    marks: dict[int, list[Attendance]] = defaultdict(list)
    for row in Attendance.objects.filter(at__gte=first, at__lt=last).select_related("duty_grid").order_by("at"):
        marks[row.user_id].append(row)
    away = dict(Leave.objects.filter(starts__lte=moment, ends__gt=moment).values_list("user_id", "ends"))
    names = dict(DutyGrid.objects.values_list("code", "name"))
    items = [_person(p, marks[p.user], away.get(p.user), now, names) for p in queries.collectors()]
    calendar = rulebook().collectors_calendar
    return {"day": day, "shift": _shift(day), "in_shift": queries.in_shift(now, calendar), "items": items}


def _person(
    p: queries.PostFacts, rows: list[Attendance], away: datetime | None, now: datetime, names: dict[str, str]
) -> dict[str, Any]:
    last = rows[-1] if rows else None
    return {
        "id": p.user,
        "name": p.name,
        "phone": p.phone,
        "duty_grids": [{"code": code, "name": names.get(code, code)} for code in p.duty_grids],
        "leave_until": away,
        "last": shown(last) if last else None,
        **_told(rows, now),
    }


def _told(rows: Iterable[Attendance], now: datetime) -> dict[str, Any]:
    day = days.fold(rows, now, open_for())
    return {
        "state": day.state,
        "since": day.since,
        "first_on": day.first_on,
        "last_off": day.last_off,
        "worked_minutes": int(day.worked.total_seconds() // 60),
    }


def _shift(day: date) -> list[list[str]]:
    return [[f"{a:%H:%M}", f"{b:%H:%M}"] for a, b in rulebook().collectors_calendar.periods(day)]


def shown(row: Attendance) -> dict[str, Any]:
    grid = row.duty_grid
    name = grid.name if grid else "责任网格"
    lon, lat = (None if v is None else float(v) for v in (row.lon, row.lat))
    gap = timedelta(hours=rulebook().setting("acted_at_gap_hours"))
    return {
        "record_id": row.record_id,
        "kind": row.kind,
        "at": row.at,
        "received_at": row.received_at,
        "late": row.received_at - row.at > gap,
        "duty_grid": {"code": grid.code, "name": name} if grid else None,
        "place": row.place,
        "metres_off": row.metres_off,
        "said": in_words(row.place, name, row.metres_off),
        "address": "" if lon is None or lat is None else where(lon, lat).address,
        "lon": lon,
        "lat": lat,
        "accuracy": row.accuracy,
    }
