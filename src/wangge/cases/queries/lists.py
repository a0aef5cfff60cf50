"""The work lists of a desk: what each role has to do, and what everybody follows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from wangge.cases.queries.today import stage_counts
from wangge.cases.visibility import Sight
from wangge.standards.errors import Refused
from wangge.standards.lifecycle.names import Role

Clause = tuple[str, list[Any]]


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks for a list: his user id, role and first-level unit."""

    user: int
    role: str
    unit: str | None = None


def _states(*states: str) -> Callable[[Asker, datetime], Clause]:
    return lambda who, now: ("c.state = ANY(%s)", [list(states)])


OPEN_REQUEST = (
    "EXISTS (SELECT 1 FROM cases_requestrow r WHERE r.case_id = c.id AND "
    "((r.status = 'open' AND r.kind = ANY(%s)) OR (r.status = 'half' AND r.kind = ANY(%s))))"
)
DECIDES_FIRST = {Role.DISPATCHER: ["return", "extension", "suspension", "appeal"], Role.SHIFT_LEAD: ["void"]}
DECIDES_SECOND = {Role.LEADER: ["suspension"], Role.EVALUATOR: ["appeal"]}
OPEN_SUPERVISION = "EXISTS (SELECT 1 FROM cases_supervisionrow s WHERE s.case_id = c.id AND s.answered_at IS NULL"
TODO_STATES = {
    Role.OPERATOR: ["reported", "self_reported", "disposed"],
    Role.SHIFT_LEAD: ["accepted", "checked"],
    Role.DISPATCHER: ["filed"],
    Role.UNIT: ["dispatched", "disposing"],
}


def _requests(who: Asker, now: datetime) -> Clause:
    role = Role(who.role)
    return OPEN_REQUEST, [DECIDES_FIRST.get(role, []), DECIDES_SECOND.get(role, [])]


def _supervised(who: Asker, now: datetime) -> Clause:
    if who.role == Role.UNIT:
        return f"{OPEN_SUPERVISION} AND s.unit = %s)", [who.unit]
    return f"{OPEN_SUPERVISION})", []


def _todo(who: Asker, now: datetime) -> Clause:
    requests, params = _requests(who, now)
    mine = "AND c.lead_unit = %s" if who.role == Role.UNIT else ""
    unit = [who.unit] if who.role == Role.UNIT else []
    states = TODO_STATES.get(Role(who.role), [])
    return f"((c.state = ANY(%s) {mine}) OR {requests})", [states, *unit, *params]


def _late(who: Asker, now: datetime) -> Clause:
    return "c.state IN ('dispatched', 'disposing') AND c.deadline < %s", [now]


def _done_by_me(who: Asker, now: datetime) -> Clause:
    return "EXISTS (SELECT 1 FROM cases_event e WHERE e.case_id = c.id AND e.actor = %s)", [who.user]


LISTS: dict[str, Callable[[Asker, datetime], Clause]] = {
    "todo": _todo,
    "accept": _states("reported"),
    "self_disposed": _states("self_reported"),
    "verify": _states("verifying"),
    "file": _states("accepted"),
    "dispatch": _states("filed"),
    "sign": _states("dispatched"),
    "disposing": _states("dispatched", "disposing"),
    "late": _late,
    "check": _states("disposed"),
    "checking": _states("checking"),
    "close": _states("checked"),
    "suspended": _states("suspended"),
    "requests": _requests,
    "supervise": _supervised,
    "done": _done_by_me,
    "closed": _states("closed"),
    "ended": _states("voided", "rejected", "merged", "invalid"),
}
COUNTED = tuple(name for name in LISTS if name not in ("done", "closed", "ended"))


def named_list(name: str, who: Asker, now: datetime) -> Clause:
    if name not in LISTS:
        raise Refused("bad_filter", "没有这个列表", f"没有名为“{name}”的列表。", status=422)
    return LISTS[name](who, now)


def counts(sight: Sight, who: Asker, now: datetime, today: datetime) -> dict[str, dict[str, int]]:
    """{lists, today, late}: how many cases stand in each open list, how many of them are late, and today's totals."""
    where, seen = sight.where()
    late = "CASE WHEN c.state = 'disposing' THEN c.deadline ELSE c.stage_deadline END < %s"
    parts, params = [], []
    for name in COUNTED:
        sql, values = LISTS[name](who, now)
        parts += [f"count(*) FILTER (WHERE {sql})", f"count(*) FILTER (WHERE {sql} AND {late})"]
        params += [*values, *values, now]
    sql = f"SELECT {', '.join(parts)} FROM cases_case c WHERE c.ended_at IS NULL AND {where}"
    with connection.cursor() as cursor:
        cursor.execute(sql, [*params, *seen])
        row = cursor.fetchone() or ()
    return {
        "lists": dict(zip(COUNTED, row[0::2], strict=True)),
        "late": dict(zip(COUNTED, row[1::2], strict=True)),
        "today": stage_counts(sight, today, now),
    }
