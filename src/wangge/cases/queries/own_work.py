"""What a person did by day, from the log of acts: his own only, so that no sight has to be asked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from wangge.cases.queries.events import label_of
from wangge.cases.queries.listing import fetch
from wangge.rules.rulebook import Rulebook
from wangge.standards.lifecycle.names import STATE_LABELS, State

LATEST = timedelta(days=7)  # after the act a phone may have sent it
REPORTS = ("report", "report_self_disposed")
ANSWERS = {"answer_verification": "verified", "answer_check": "checked", "answer_recheck": "rechecked"}
REFUSED = ("rejected", "invalid")
MOST = 500
ACTS = """
SELECT e.id, e.action, e.role, e.at, e.data, e.origin, c.case_no, c.class_code, c.address, c.state, c.accepted_at,
       t.deadline AS due
FROM cases_event e JOIN cases_case c ON c.id = e.case_id
LEFT JOIN cases_taskrow t ON t.case_id = e.case_id AND t.collector = e.actor AND t.answered_at = e.at
WHERE e.actor = %s AND e.received_at >= %s AND e.received_at < %s AND e.at >= %s AND e.at < %s
ORDER BY e.at DESC, e.id DESC LIMIT %s
"""
DAYS = """
SELECT (e.at AT TIME ZONE 'Asia/Shanghai')::date AS day, count(*) AS acts,
       count(*) FILTER (WHERE e.action = ANY(%s)) AS reports, count(*) FILTER (WHERE e.action = ANY(%s)) AS answers
FROM cases_event e WHERE e.actor = %s AND e.received_at >= %s AND e.received_at < %s AND e.at >= %s AND e.at < %s
GROUP BY 1 ORDER BY 1 DESC
"""
OPEN_TASKS = """
SELECT count(*) AS open, count(*) FILTER (WHERE deadline < %s) AS late
FROM cases_taskrow WHERE state = 'open' AND collector = %s
"""


def acts(user: int, first: datetime, last: datetime, book: Rulebook) -> list[dict[str, Any]]:
    """The acts from `first` to before `last`, the newest first, at most MOST."""
    rows = fetch(ACTS, [user, first, last + LATEST, first, last, MOST])
    return [_item(row, book) for row in rows]


def _item(row: dict[str, Any], book: Rulebook) -> dict[str, Any]:
    return {
        "id": str(row["id"]),
        "at": row["at"],
        "action": row["action"],
        "label": label_of(row),
        "case_no": row["case_no"],
        "class_code": row["class_code"],
        "class_name": book.class_name(row["class_code"]) if row["class_code"] else None,
        "address": row["address"],
        "state": row["state"],
        "state_label": STATE_LABELS[State(row["state"])],
        "accepted": row["accepted_at"] is not None or row["state"] == State.CLOSED,
        "in_time": None if row["due"] is None else row["at"] <= row["due"],
    }


def tally(items: Iterable[dict[str, Any]]) -> dict[str, int]:
    """A collector's day in numbers; a report counts as refused by the case's state of now."""
    found = {"reports": 0, "self_disposed": 0, "accepted": 0, "refused": 0, "closed": 0}
    found |= {"verified": 0, "checked": 0, "rechecked": 0, "in_time": 0}
    for item in items:
        if item["action"] in REPORTS:
            found["reports"] += 1
            found["self_disposed"] += item["action"] == "report_self_disposed"
            found["accepted"] += item["accepted"]
            found["refused"] += item["state"] in REFUSED
            found["closed"] += item["state"] == "closed"
        elif item["action"] in ANSWERS:
            found[ANSWERS[item["action"]]] += 1
            found["in_time"] += item["in_time"] is not False
    return found


def days(user: int, first: datetime, last: datetime) -> list[dict[str, Any]]:
    """Days of the county with acts, the newest first: {day, acts, reports, answers}."""
    return fetch(DAYS, [list(REPORTS), list(ANSWERS), user, first, last + LATEST, first, last])


def open_tasks(user: int, now: datetime) -> dict[str, int]:
    """{open, late}: field tasks still to be answered."""
    return fetch(OPEN_TASKS, [now, user])[0]
