"""Places where a class comes back, by the county's rule of recurrence. A merged case is told once, by its target."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from wangge.cases.queries.listing import fetch
from wangge.cases.queries.shown import departments
from wangge.command.days import midnight
from wangge.command.queries.rows import COLUMNS, row
from wangge.rules.rulebook import Rulebook, rulebook
from wangge.standards.recurrence import Rule, Seen, Spot, spots
from wangge.standards.workcalendar import ZONE

SEEN = """
SELECT c.case_no, c.class_code, c.lon::float AS lon, c.lat::float AS lat, c.reported_at FROM cases_case c
WHERE c.reported_at >= %s AND c.reported_at <= %s AND c.class_code IS NOT NULL AND c.lon IS NOT NULL
  AND c.state NOT IN ('rejected', 'invalid', 'voided', 'merged')
"""
MEMBERS = f"SELECT {COLUMNS} FROM cases_case c WHERE c.case_no = ANY(%s) ORDER BY c.reported_at DESC, c.id DESC"


def rule_of(book: Rulebook) -> Rule:
    return Rule(
        metres=float(book.setting("recurrence_metres")),
        cases=book.setting("recurrence_cases"),
        hot_cases=book.setting("hot_cases"),
        hot_days=book.setting("hot_days"),
    )


def hot_spots(now: datetime, limit: int) -> dict[str, Any]:
    """`recurring`: how many places there are, `hot`: how many of them are hot; the first `limit` with all their cases."""
    book = rulebook()
    rule, days = rule_of(book), int(book.setting("recurrence_days"))
    rows = fetch(SEEN, [midnight(now) - timedelta(days=days - 1), now])
    found = spots((_seen(one) for one in rows), rule)
    top = sorted(found, key=lambda spot: not spot.hot)[:limit]
    members = _members([number for spot in top for number in spot.cases], book, now)
    return {
        "as_of": now,
        "days": days,
        "metres": rule.metres,
        "recurring": len(found),
        "hot": sum(spot.hot for spot in found),
        "items": [_told(spot, members, book) for spot in top],
    }


def _seen(found: dict[str, Any]) -> Seen:
    day = found["reported_at"].astimezone(ZONE).date()
    return Seen(found["case_no"], found["class_code"], found["lon"], found["lat"], day)


def _members(numbers: list[str], book: Rulebook, now: datetime) -> dict[str, dict[str, Any]]:
    units = departments()
    return {found["case_no"]: row(found, book, units, now) for found in fetch(MEMBERS, [numbers])}


def _told(spot: Spot, members: dict[str, dict[str, Any]], book: Rulebook) -> dict[str, Any]:
    """`members` stand with the newest first."""
    own = set(spot.cases)
    return {
        "class_code": spot.centre.class_code,
        "class_name": book.class_name(spot.centre.class_code),
        "address": members[spot.centre.case_no]["address"],
        "lon": spot.centre.lon,
        "lat": spot.centre.lat,
        "days": spot.days,
        "hot": spot.hot,
        "cases": [case for number, case in members.items() if number in own],
    }
