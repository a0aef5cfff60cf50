"""Cases as they stood at a moment, as far as the centre knew then: folded from the events received until it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from wangge.cases.queries.listing import fetch
from wangge.rules.rulebook import rulebook
from wangge.standards.lifecycle.names import DONE, State

FIELDS = (
    "state kind class_code urgent lon lat lead_unit deadline warn_at stage_deadline stage_warn_at suspended_until"
).split()
MOMENTS = ("deadline", "warn_at", "stage_deadline", "stage_warn_at", "suspended_until")
DEGREES = ("lon", "lat")
CHANGED = "(SELECT jsonb_object_agg(key, value) FROM jsonb_each(e.changes) WHERE key = ANY(%(fields)s)) AS changed"
"""Of event `e`: what it changed of FIELDS."""

# An end counts from when it was done and is known from when it arrived, at most `gap` later.
KNOWN_OPEN = f"""
SELECT e.case_id, e.case_no, c.address, c.reported_at, {CHANGED} FROM cases_event e JOIN cases_case c ON c.id = e.case_id
WHERE c.id IN (
    SELECT id FROM cases_case WHERE ended_at IS NULL UNION ALL SELECT id FROM cases_case WHERE ended_at >= %(surely)s)
  AND e.received_at < %(at)s
ORDER BY e.case_id, e.seq
"""


def read(changed: dict[str, Any] | None) -> dict[str, Any]:
    """The changes of one event as the API gives them: degrees as numbers, moments with their zone."""
    return {name: _value(name, value) for name, value in (changed or {}).items()}


def _value(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in DEGREES:
        return float(value)
    return datetime.fromisoformat(value) if name in MOMENTS else value


def open_at(at: datetime) -> dict[str, dict[str, Any]]:
    """case_no → FIELDS, `address` and `reported_at` of every case that was open before `at`."""
    gap = timedelta(hours=float(rulebook().setting("acted_at_gap_hours")))
    rows = fetch(KNOWN_OPEN, {"fields": FIELDS, "at": at, "surely": at - gap})
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        told = {"address": row["address"], "reported_at": row["reported_at"]}
        case = found.setdefault(row["case_no"], dict.fromkeys(FIELDS) | told)
        case |= read(row["changed"])
    return {number: case for number, case in found.items() if State(case["state"]) not in DONE}
