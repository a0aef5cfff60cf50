"""A person's way of a day, and where everybody was seen last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection

from wangge.organisation import queries
from wangge.organisation.models import User
from wangge.positioning import track
from wangge.positioning.models import Position
from wangge.rules.rulebook import rulebook
from wangge.standards.workcalendar import ZONE

LATELY = timedelta(hours=24)
LATEST = """
SELECT u.id, p.at, p.lon, p.lat, p.accuracy, p.mock FROM unnest(%s::bigint[]) AS u(id)
CROSS JOIN LATERAL (
  SELECT * FROM positioning_position WHERE user_id = u.id AND at > %s AND at <= %s ORDER BY at DESC LIMIT 1
) p
"""

WAYS = """
SELECT u.id, p.at, p.lon, p.lat FROM unnest(%s::bigint[]) AS u(id)
CROSS JOIN LATERAL (
  SELECT DISTINCT ON (date_trunc('minute', at)) at, lon, lat FROM positioning_position
  WHERE user_id = u.id AND at >= %s AND at < %s ORDER BY date_trunc('minute', at), at DESC
) p ORDER BY u.id, p.at
"""
Point = tuple[datetime, float, float]


@dataclass(frozen=True, slots=True)
class Last:
    """Somebody's last known position: degrees, `accuracy` in metres."""

    user: int
    at: datetime
    lon: float
    lat: float
    accuracy: int | None
    mock: bool


def latest(users: list[int], now: datetime) -> dict[int, Last]:
    """By person; nobody who was not seen for a day."""
    with connection.cursor() as cursor:
        cursor.execute(LATEST, [users, now - LATELY, now])
        return {row[0]: Last(*row) for row in cursor.fetchall()}


def collectors(now: datetime) -> list[dict[str, Any]]:
    """Every collector in service who was seen within a day, the latest first."""
    posts = {post.user: post for post in queries.collectors()}
    found = sorted(latest(list(posts), now).values(), key=lambda last: last.at, reverse=True)
    return [_shown(posts[last.user], last, now) for last in found]


def _shown(post: queries.PostFacts, last: Last, now: datetime) -> dict[str, Any]:
    return {
        "id": post.user,
        "name": post.name,
        "phone": post.phone,
        "at": last.at,
        "age_seconds": max(0, int((now - last.at).total_seconds())),
        "lon": last.lon,
        "lat": last.lat,
        "accuracy": last.accuracy,
        "mock": last.mock,
    }


def ways(first: datetime, end: datetime) -> list[tuple[int, str, tuple[Point, ...]]]:
    """(user, name, points) of every collector in service who was seen between the two: his last point of each minute."""
    names = {post.user: post.name for post in queries.collectors()}
    found: dict[int, list[Point]] = {}
    with connection.cursor() as cursor:
        cursor.execute(WAYS, [list(names), first, end])
        for user, at, lon, lat in cursor.fetchall():
            found.setdefault(user, []).append((at, lon, lat))
    return [(user, names[user], tuple(points)) for user, points in found.items()]


def day_track(user: User, day: date) -> dict[str, Any]:
    """The person's way of a county day, broken where nobody looked."""
    start = datetime(day.year, day.month, day.day, tzinfo=ZONE)
    rows = Position.objects.filter(user=user, at__gte=start, at__lt=start + timedelta(days=1)).order_by("at")
    points = [track.Seen(*row) for row in rows.values_list("at", "lon", "lat", "accuracy")]
    book = rulebook()
    gap = int(book.setting("track_gap_minutes"))
    found = track.segments(points, timedelta(minutes=gap), float(book.setting("flag_speed_kmh")))
    return {
        "user": {"id": user.pk, "name": user.name},
        "day": day,
        "points": len(points),
        "metres": round(sum(one.metres for one in found)),
        "observed_minutes": int(track.observed(found).total_seconds() // 60),
        "gap_minutes": gap,
        "segments": [_segment(one) for one in found],
    }


def _segment(one: track.Segment) -> dict[str, Any]:
    line = [[point.lon, point.lat] for point in one.line]
    return {"first": one.first, "last": one.last, "metres": round(one.metres), "line": line}
