"""One case, whole: facts, clocks, requests, tasks, supervisions, photos."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from wangge.cases import store
from wangge.cases.models import Case, Person
from wangge.cases.queries.listing import COLUMNS, fetch
from wangge.cases.queries.shown import departments, limit_text, people, show_all
from wangge.cases.rules_now import RulesNow
from wangge.cases.visibility import Sight
from wangge.standards import clock as clocks
from wangge.standards import worktime
from wangge.standards.clock import Clock
from wangge.standards.lamps import lamp
from wangge.standards.lifecycle import permit
from wangge.standards.lifecycle.table import REQUEST_BY_CODE
from wangge.standards.lifecycle.values import Actor, CaseFile
from wangge.standards.worktime import Limit

TASK_LABELS = {"verify": "核实", "check": "核查", "recheck": "复查"}
STATUS_LABELS = {
    "open": "待审批",
    "half": "待二次审批",
    "granted": "已同意",
    "refused": "未同意",
    "withdrawn": "已撤回",
    "lapsed": "已失效",
}
ROW = f"SELECT {', '.join('c.' + c for c in COLUMNS)} FROM cases_case c WHERE c.id = %s"


def _clock(clock: Clock, names: dict[str, str], rules: RulesNow, now: datetime) -> dict[str, Any]:
    cal = rules.units_calendar
    judged = now if clock.state == "running" else clock.stopped_at or now
    used = clocks.used_at(clock, now, cal)
    warn = clock.total * float(rules.setting("lamp_yellow_percent")) / 100
    shown = "red" if clocks.is_late(clock, judged) else "yellow" if used > warn else "green"
    return {
        "unit": {"code": clock.unit, "name": names.get(clock.unit, clock.unit)},
        "state": clock.state,
        "limit_text": limit_text(clock.limit.amount, clock.limit.unit.value),
        "limit_unit": clock.limit.unit.value,
        "unit_seconds": worktime.measure(clock.started_at, Limit(Decimal(1), clock.limit.unit), cal).total_seconds(),
        "total_seconds": clock.total.total_seconds(),
        "used_seconds": used.total_seconds(),
        "deadline": clock.deadline,
        "provisional": clock.provisional,
        "lamp": "none" if clock.state in ("suspended", "returned") else shown,
        "multiple": float(clocks.multiple(clock, now, cal)),
        "extensions": clock.extensions,
        "completed_at": clock.completed_at,
    }


def _requests(case: Case, file: CaseFile, names: dict[str, str], actor: Actor) -> list[dict[str, Any]]:
    asked = _reasons(case)
    who = people([r.asked_by for r in file.requests])
    return [
        {
            "id": str(r.id),
            "kind": r.kind,
            "label": REQUEST_BY_CODE[r.kind].label,
            "status": r.status,
            "status_label": STATUS_LABELS[r.status],
            "unit": {"code": r.unit, "name": names.get(r.unit, r.unit)} if r.unit else None,
            "asked_by": who.get(r.asked_by or 0),
            "asked_at": r.asked_at,
            "reason": asked.get(str(r.id), ""),
            "hours": float(r.hours) if r.hours is not None else None,
            "until": r.until,
            "due_at": r.due_at,
            "decided_at": r.decided_at,
            "may_decide": permit.may_decide(r, actor),
            "may_withdraw": permit.may_withdraw(r, actor),
        }
        for r in file.requests
    ]


TEXTS = """
SELECT e.data->>'request' AS request, e.data->>'supervision' AS supervision, e.action, t.body FROM cases_event e
JOIN cases_eventtext t ON t.event = e.id WHERE e.case_id = %s AND (e.data ? 'request' OR e.data ? 'supervision')
"""


def _reasons(case: Case) -> dict[str, str]:
    """What was written when each request was asked."""
    rows = fetch(TEXTS, [case.pk])
    return {r["request"]: r["body"].get("reason", "") for r in rows if r["action"].startswith("request_")}


def _supervisions(case: Case, file: CaseFile, names: dict[str, str]) -> list[dict[str, Any]]:
    rows = fetch(TEXTS, [case.pk])
    texts = {(r["supervision"], r["action"]): r["body"].get("text", "") for r in rows}
    who = people([s.by for s in file.supervisions])
    return [
        {
            "id": str(s.id),
            "by": who.get(s.by or 0),
            "asked_at": s.asked_at,
            "answer_by": s.answer_by,
            "unit": {"code": s.unit, "name": names.get(s.unit, s.unit)} if s.unit else None,
            "answered_at": s.answered_at,
            "text": texts.get((str(s.id), "supervise"), ""),
            "answer": texts.get((str(s.id), "answer_supervision"), ""),
        }
        for s in file.supervisions
    ]


def _tasks(file: CaseFile, sight: Sight, now: datetime) -> list[dict[str, Any]]:
    """Who was sent stays hidden from units."""
    who = people([t.collector for t in file.tasks]) if sight.unit is None else {}
    return [
        {
            "id": str(t.id),
            "kind": t.kind,
            "label": TASK_LABELS[t.kind],
            "state": t.state,
            "collector": who.get(t.collector, "核查员"),
            "sent_at": t.sent_at,
            "deadline": t.deadline,
            "lamp": lamp(t.deadline, None, t.answered_at or now),
            "result": t.result,
            "answered_at": t.answered_at if sight.unit is None else None,
            "blind": t.blind if sight.everything else None,
        }
        for t in file.tasks
    ]


def _reopened_as(case: Case, sight: Sight) -> list[str]:
    """The cases opened because this one was found unsolved; only those that the asker may see."""
    found = Case.objects.filter(reopened_from=case.case_no).order_by("id")
    return [row.case_no for row in found if sight.sees(row)]


def _person(case: Case, sight: Sight) -> dict[str, Any] | None:
    """The citizen, for the operator and shift lead while the case is open; masked otherwise."""
    person = Person.objects.filter(pk=case.person).first() if case.person and sight.everything else None
    if person is None:
        return None
    if sight.people and case.ended_at is None:
        return {"name": person.name, "phone": person.phone, "contact_ok": person.contact_ok}
    return {"name": person.name[:1] + "**" if person.name else "", "phone": _masked(person.phone), "contact_ok": False}


def _masked(phone: str) -> str:
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 7 else "****" if phone else ""


def casefile(case: Case, sight: Sight, actor: Actor, rules: RulesNow, now: datetime) -> dict[str, Any]:
    """The whole case as this actor, under this post, sees it."""
    file, names = store.file_of(case), departments()
    shown = show_all(fetch(ROW, [case.pk]), sight, actor.user or 0, rules.book, now, whole=True)[0]
    rule = rules.book.filing_rule(case.condition_id) if case.condition_id else None
    whose = {u: c for u, c in file.clocks.items() if sight.unit is None or u == sight.unit}
    extra: dict[str, Any] = {
        "condition": rule.condition if rule else None,
        "clocks": [_clock(c, names, rules, now) for c in whose.values()],
        "requests": _requests(case, file, names, actor),
        "tasks": _tasks(file, sight, now),
        "supervisions": _supervisions(case, file, names),
        "reopened_as": _reopened_as(case, sight),
    }
    if sight.everything:
        extra["picked"] = case.picked
        extra["person"] = _person(case, sight)
        extra["reporter"] = people([case.reporter]).get(case.reporter or 0)
    return shown | extra
