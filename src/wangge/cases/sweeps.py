"""What happens by the clock: suspensions end, unanswered tasks go to others, disposals are sent to check, dates move."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from wangge.cases import checkers, follow_up, store
from wangge.cases.models import Case, ClockRow, RequestRow, TaskRow
from wangge.cases.rules_now import RulesNow, rules_now
from wangge.standards import worktime
from wangge.standards.errors import Refused
from wangge.standards.lifecycle.values import CaseFile

log = logging.getLogger("wangge.sweeps")
Values = Callable[[CaseFile, datetime, RulesNow], dict[str, Any]]


def _nothing(case: CaseFile, now: datetime, rules: RulesNow) -> dict[str, Any]:
    return {}


def _each(case_ids: Iterable[int], action: str, now: datetime, values: Values) -> int:
    """One transaction a case; a case that moved on meanwhile is left as it is."""
    done = 0
    for case_id in case_ids:
        try:
            with transaction.atomic():
                rules = rules_now()
                row = Case.objects.select_for_update().get(pk=case_id)
                follow_up.as_system(row, action, now, values(store.file_of(row), now, rules), row.origin)
                done += 1
        except Refused as refused:
            log.info("%s of case %s left out: %s", action, case_id, refused.code)
    return done


def resume_suspended(now: datetime) -> int:
    """Suspensions whose end has come."""
    with transaction.atomic():
        due = list(Case.objects.filter(state="suspended", suspended_until__lte=now).values_list("pk", flat=True))
    return _each(due, "resume", now, _nothing)


def send_checks(now: datetime) -> int:
    """Where the county wants it automatic: every disposal goes to check at once."""
    with transaction.atomic():
        if not rules_now().setting("auto_send_check"):
            return 0
        due = list(Case.objects.filter(state="disposed").values_list("pk", flat=True))
    return _each(due, "send_check", now, _checker)


def _checker(case: CaseFile, now: datetime, rules: RulesNow) -> dict[str, Any]:
    return checkers.by_itself(case, checkers.checker(case, None, checkers.available(now), rules))


def _too_old(task: TaskRow, now: datetime, rules: RulesNow) -> bool:
    limit = rules.stage_limit("verify" if task.kind == "verify" else "check")
    length = timedelta(minutes=float(limit.amount)) * float(rules.setting("reassign_multiple"))
    return worktime.elapsed(task.sent_at, now, limit.unit, rules.collectors_calendar) >= length


def reassign_unanswered(now: datetime) -> int:
    """Tasks at twice their limit, and those of people on leave or no longer collectors, go to somebody else."""
    with transaction.atomic():
        rules, people = rules_now(), checkers.available(now)
        waiting = TaskRow.objects.filter(state="open").filter(
            Q(deadline__lt=now) | ~Q(collector__in=list(people.grids))
        )
        due = [t.case_id for t in waiting if t.collector not in people.grids or _too_old(t, now, rules)]
    return _each(due, "reassign_task", now, _another)


def _another(case: CaseFile, now: datetime, rules: RulesNow) -> dict[str, Any]:
    task, people = case.open_task, checkers.available(now)
    if task is None:
        return {}
    found = checkers.another(case, task.kind, None, people.without(task.collector), rules)
    return found if task.kind == "verify" else checkers.by_itself(case, found)


def move_open_deadlines(now: datetime) -> int:
    """After a change of the calendar: deadlines still open move, all others stay."""
    with transaction.atomic():
        running = ClockRow.objects.filter(state="running", case__state__in=["dispatched", "disposing"])
        due = list(running.values_list("case_id", flat=True))
    return _each(due, "redate", now, _nothing)


def undecided(now: datetime) -> list[dict[str, Any]]:
    """Requests open longer than the deciders have (4 work hours by default): the red list."""
    rows = RequestRow.objects.filter(status__in=["open", "half"], due_at__lt=now).order_by("due_at")
    return [dict(r) for r in rows.values("id", "kind", "status", "unit", "asked_at", "due_at", "case__case_no")]


def sweep(now: datetime) -> dict[str, int]:
    """Everything that is due, each case in its own transaction."""
    return {
        "resumed": resume_suspended(now),
        "checks_sent": send_checks(now),
        "reassigned": reassign_unanswered(now),
    }
