"""What the fact queries share: the keys that facts are grouped by, and what was known at as-of."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from psycopg.types.datetime import TimestamptzLoader

from wangge.organisation.models import User
from wangge.rules.rulebook import rulebook
from wangge.standards.evaluation.scope import Scope
from wangge.standards.lifecycle.names import State

STATE = """(SELECT e.to_state FROM cases_event e WHERE e.case_id = c.id AND e.received_at <= %(as_of)s
        ORDER BY e.seq DESC LIMIT 1)"""
"""The state of case `c` at as-of; NULL when nobody knew the case yet."""

KNOWN = """s.done_at <= %(as_of)s AND (s.done_at < %(surely)s OR EXISTS (
    SELECT FROM cases_event k WHERE k.id = s.event AND k.received_at BETWEEN %(surely)s AND %(as_of)s))"""
"""Step `s` was known at as-of: an act counts from when it was done, but is known from when it arrived."""

LAST_STEP = f"""
SELECT DISTINCT ON (s.case_id, {{key}}) s.case_id, s.unit, s.in_time FROM cases_steprow s
WHERE s.code = '{{code}}' AND s.case_id = ANY(%(ids)s) AND {KNOWN} ORDER BY s.case_id, {{key}}, s.id DESC
"""
"""The last known act `code` on each case, or on each case × unit with the key `s.unit`: was its stage limit kept."""

OWN = ("collector", "self_disposed")


def fetch(sql: str, params: dict[str, Any]) -> list[dict[str, Any]]:
    """Rows as dicts. A month is tens of thousands of moments: the driver's own loader reads them ten times as fast as
    Django's, which sets each one's zone in Python."""
    with connection.cursor() as cursor:
        cursor.cursor.adapters.register_loader("timestamptz", TimestamptzLoader)
        cursor.execute(sql, params)
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def usernames() -> dict[int, str]:
    return dict(User.objects.values_list("id", "username"))


def span(scope: Scope) -> dict[str, Any]:
    """Parameters of the queries. What was done before `surely` had arrived by as-of."""
    gap = timedelta(hours=float(rulebook().setting("acted_at_gap_hours")))
    return {
        "as_of": scope.as_of,
        "surely": scope.as_of - gap,
        "gap": gap,
        "start": scope.period.start,
        "end": scope.period.end,
    }


def keys_of(row: dict[str, Any], people: dict[int, str]) -> dict[str, Any]:
    """By what facts are grouped. `reporter` is the user's id."""
    return {
        "case_no": row["case_no"],
        "grid": row["grid"] or "",
        "duty_grid": row["duty_grid"] or "",
        "class_code": row["class_code"] or "",
        "kind": row["kind"],
        "source": row["source"],
        "collector": people.get(row["reporter"], "") if row["source"] in OWN else "",
    }


def closed_at(row: dict[str, Any]) -> datetime | None:
    """Nothing leads out of 结案, so the row's moment holds as soon as the state does."""
    found: datetime | None = row["closed_at"] if row["state"] == State.CLOSED else None
    return found
