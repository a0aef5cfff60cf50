"""What the system does next on other cases after an act: release merged reports, look again, reopen what was not solved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from wangge.basedata import jurisdiction
from wangge.cases import checkers, store
from wangge.cases.models import Case, Event
from wangge.cases.rules_now import rules_now
from wangge.standards.codes import CaseNumber
from wangge.standards.ids import uuid7
from wangge.standards.lifecycle.decide import decide, decide_entry
from wangge.standards.lifecycle.names import Role
from wangge.standards.lifecycle.values import Actor, Command, Decision

ZONE = ZoneInfo("Asia/Shanghai")
SYSTEM = Actor(role=Role.SYSTEM, name="系统")


def as_system(row: Case, action: str, now: datetime, values: Mapping[str, Any], origin: str = "live") -> Event:
    """One act by the system on a locked row."""
    old = store.file_of(row)
    command = Command(action=action, actor=SYSTEM, now=now, new_id=uuid7(), body=values)
    decision = decide(old, command, rules_now())
    event = store.write(row, old, decision, store.Written(origin=origin))
    run(decision, now, origin)
    return event


def new_case_no(now: datetime) -> str:
    """County, day and the day's next number; the day's counter stays locked until the transaction ends."""
    day = now.astimezone(ZONE)
    return str(CaseNumber(jurisdiction.current(), day.date(), store.next_number(day)))


def _release_merged(now: datetime, origin: str, target: str) -> None:
    for row in Case.objects.select_for_update().filter(merged_into=target).order_by("id"):
        as_system(row, "unmerge", now, {}, origin)


def _recheck(now: datetime, origin: str, case: str) -> None:
    row = Case.objects.select_for_update().get(case_no=case)
    found = checkers.looker(store.file_of(row), None, checkers.available(now), rules_now())
    as_system(row, "recheck", now, found, origin)


def _blind_recheck(now: datetime, origin: str, case: str) -> None:
    """A self-disposal that the draw picked: by somebody who neither reported it nor patrols there; left out if nobody is."""
    row = Case.objects.select_for_update().get(case_no=case)
    found = checkers.stranger(store.file_of(row), checkers.available(now), rules_now())
    if found is not None:
        as_system(row, "recheck", now, found, origin)


COPIED = ("kind", "lon", "lat", "edition", "class_code", "condition_id", "closing_condition", "urgent", "grid")
ALSO_COPIED = ("limit", "limit_default", "duty_grid", "component_id", "person")


def _reopen(now: datetime, origin: str, **found: str) -> None:
    """A new case for the same problem, linked by `reopened_from`; the closed case's unit is charged where it is counted."""
    row = Case.objects.select_for_update().get(case_no=found["from"])
    old = store.file_of(row)
    values = {f: getattr(old, f) for f in (*COPIED, *ALSO_COPIED)}
    values |= {
        "case_no": new_case_no(now),
        "source": "other_system",
        "reopened_from": old.case_no,
        "photo_by_staff": True,
    }
    command = Command(action="report", actor=SYSTEM, now=now, new_id=uuid7(), body=values)
    decision = decide_entry(command, rules_now())
    fresh = Case(description=row.description, address=row.address)
    texts = {"description": row.description, "address": row.address}
    store.write(fresh, None, decision, store.Written(texts=texts, origin=origin))


FOLLOW: dict[str, Callable[..., None]] = {
    "release_merged": _release_merged,
    "recheck": _recheck,
    "blind_recheck": _blind_recheck,
    "reopen": _reopen,
}


def run(decision: Decision, now: datetime, origin: str) -> None:
    for name, values in decision.then:
        FOLLOW[name](now, origin, **values)
