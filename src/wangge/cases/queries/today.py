"""How many cases came through each step in a span of time: read from the posts' acts, so that years do not slow it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection

from wangge.cases.visibility import Sight

STEPS = {
    "accept": "accepted",
    "file": "filed",
    "dispatch": "dispatched",
    "complete": "completed",
    "check": "checked",
    "pass_check": "checked",
    "close": "closed",
}
"""Step code of an act → the figure it counts in; a check counts when it was passed."""
FIGURES = ("reported", *dict.fromkeys(STEPS.values()))
FIGURE_OF = "CASE s.code " + " ".join(f"WHEN '{c}' THEN '{f}'" for c, f in STEPS.items()) + " END"
COUNTED = "s.code = ANY(%s) AND (s.code <> 'check' OR s.outcome = 'passed')"
ACTS = """
SELECT {figure}, count(DISTINCT s.case_id)
FROM cases_steprow s JOIN cases_case c ON c.id = s.case_id
WHERE {counted} AND s.done_at BETWEEN %s AND %s AND {sight} GROUP BY 1
"""
REPORTS = """
SELECT count(*), count(*) FILTER (WHERE c.source = 'upper')
FROM cases_case c WHERE c.reported_at BETWEEN %s AND %s AND {sight}
"""


def stage_counts(sight: Sight, start: datetime, until: datetime) -> dict[str, int]:
    """FIGURES → cases, each once, whose step was done between the two (both inclusive). What an upper platform hands
    down comes in accepted."""
    where, seen = sight.where()
    acts = ACTS.format(figure=FIGURE_OF, counted=COUNTED, sight=where)
    done: dict[str, int] = dict(_rows(acts, [list(STEPS), start, until, *seen]))
    ((reported, handed_down),) = _rows(REPORTS.format(sight=where), [start, until, *seen])
    found = dict.fromkeys(FIGURES, 0) | done | {"reported": reported}
    return found | {"accepted": found["accepted"] + handed_down}


def _rows(sql: str, params: list[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())
