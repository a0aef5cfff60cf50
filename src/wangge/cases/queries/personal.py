"""What happened to a person's own tasks and reports, or to a unit's cases: read from the event log, no second truth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from wangge.cases.acting import Standing
from wangge.cases.queries.events import label_of
from wangge.cases.queries.listing import fetch
from wangge.rules.rulebook import Rulebook
from wangge.standards.lifecycle.names import Role

LATELY = timedelta(days=7)
# To the collector: a task that came, and what became of his report.
TASKS = ("send_verification", "send_check", "recheck", "reassign_task", "hand_over")
REPORTED = ("accept", "refuse", "merge", "review_self_disposed", "close", "decide_void")
# To the unit: what came in, what was urged, what was sent back, what was decided.
SENT = ("dispatch",)
UNITS = (
    "recall supervise reject_disposal close decide_return decide_extension decide_suspension decide_void decide_appeal "
    "resume"
).split()
LEADERS = ("answer_supervision",)
SELECT = """
SELECT o.position, e.action, e.role, e.received_at AS at, e.data, e.to_state, c.case_no, c.class_code, c.address,
       t.body AS texts
FROM cases_event e JOIN cases_eventorder o ON o.event = e.id JOIN cases_case c ON c.id = e.case_id
LEFT JOIN cases_eventtext t ON t.event = e.id
WHERE e.received_at > %s AND e.actor IS DISTINCT FROM %s AND {mine} AND {sight} AND o.position < %s
ORDER BY o.position DESC LIMIT %s
"""
TEXTS = ("opinion", "reason", "text")
NOBODYS: tuple[str, list[Any]] = ("FALSE", [])


@dataclass(frozen=True, slots=True)
class Page:
    """`before`: only what lies before this position."""

    before: int = 2**62
    limit: int = 50


def personal(found: Standing, page: Page, book: Rulebook, now: datetime) -> list[dict[str, Any]]:
    """The newest first, of the last week, without what the person did himself."""
    mine, params = _mine(found)
    sight, seen = found.sight.where()
    sql = SELECT.format(mine=mine, sight=sight)
    rows = fetch(sql, [now - LATELY, found.actor.user, *params, *seen, page.before, page.limit])
    return [_item(row, book, found.actor.user) for row in rows]


def _mine(found: Standing) -> tuple[str, list[Any]]:
    actor = found.actor
    if actor.role == Role.COLLECTOR:
        task = "(e.action = ANY(%s) AND e.data->>'collector' = %s)"
        return f"({task} OR (e.action = ANY(%s) AND c.reporter = %s))", [
            list(TASKS),
            str(actor.user),
            list(REPORTED),
            actor.user,
        ]
    if actor.role == Role.UNIT and actor.unit:
        sent = "(e.action = ANY(%s) AND (e.data->>'lead_unit' = %s OR e.data->'assisting_units' ? %s))"
        failed = "(e.action = 'answer_check' AND e.to_state = 'dispatched')"
        return f"({sent} OR e.action = ANY(%s) OR {failed})", [list(SENT), actor.unit, actor.unit, UNITS]
    if actor.role == Role.LEADER:
        return "e.action = ANY(%s)", [list(LEADERS)]
    return NOBODYS


def _item(row: dict[str, Any], book: Rulebook, user: int | None) -> dict[str, Any]:
    return {
        "position": row["position"],
        "at": row["at"],
        "action": row["action"],
        "title": _title(row, user),
        "case_no": row["case_no"],
        "class_name": book.class_name(row["class_code"]) if row["class_code"] else None,
        "address": row["address"],
        "words": "；".join(str(row["texts"][k]) for k in TEXTS if row["texts"] and row["texts"].get(k)),
    }


def _title(row: dict[str, Any], user: int | None) -> str:
    action: str = row["action"]
    if action in TASKS:
        return {"send_verification": "新的核实任务", "send_check": "新的核查任务", "recheck": "新的复查任务"}.get(
            action, "转来一件任务"
        )
    if action == "answer_check":
        return "核查未通过，请返工"
    return {"dispatch": "新派案件", "supervise": "督办", "accept": "上报已受理", "close": "已结案"}.get(
        action, label_of(row)
    )
