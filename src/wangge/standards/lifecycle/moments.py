"""Which moment counts, and how a case enters a state with its stage clock (domain/lifecycle.md, time-limits.md)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from wangge.standards import worktime
from wangge.standards.lifecycle.names import STAGE_LIMIT_OF, State
from wangge.standards.lifecycle.values import CaseFile, Command, Rules, Step
from wangge.standards.worktime import Calendar, Limit, LimitUnit


def counts_at(command: Command, rules: Rules, not_before: datetime | None = None) -> datetime:
    """acted_at when the gap is at most 4 h, the skew at most 2 min and no flag stands; received_at otherwise."""
    acted = command.acted_at
    if acted is None or command.flagged or acted > command.now:
        return command.now
    gap = timedelta(hours=float(rules.setting("acted_at_gap_hours")))
    skew = timedelta(minutes=float(rules.setting("acted_at_skew_minutes")))
    if command.now - acted > gap or abs(command.skew) > skew:
        return command.now
    return max(acted, not_before) if not_before else acted


def warn_share(rules: Rules) -> float:
    """The share of a limit after which its lamp is yellow."""
    return float(rules.setting("lamp_yellow_percent")) / 100


def stage_calendar(state: State, rules: Rules) -> Calendar:
    if state in (State.VERIFYING, State.CHECKING):
        return rules.collectors_calendar
    return rules.units_calendar if state is State.DISPATCHED else rules.centre_calendar


def stage_unit(case: CaseFile, limit: Limit) -> LimitUnit:
    """Urgent conditions run through the night: their stage minutes are clock minutes."""
    return LimitUnit.URGENT_HOUR if case.urgent and limit.unit is LimitUnit.MINUTE else limit.unit


def stage_length(case: CaseFile, state: State, since: datetime, rules: Rules) -> timedelta | None:
    code = STAGE_LIMIT_OF.get(state)
    if code is None:
        return None
    limit = rules.stage_limit(code)
    if limit.unit is LimitUnit.MINUTE:
        return timedelta(minutes=float(limit.amount))
    return worktime.measure(since, limit, stage_calendar(state, rules))


def enter(case: CaseFile, state: State, at: datetime, rules: Rules, **changes: Any) -> CaseFile:
    """The case in `state` from `at`, its stage clock started; `stage_left` in changes continues a paused one."""
    moved = replace(case, state=state, stage_since=at, **changes)
    left = changes.get("stage_left")
    length = left if left is not None else stage_length(moved, state, at, rules)
    if length is None:
        return replace(moved, stage_deadline=None, stage_warn_at=None, stage_left=None)
    unit = stage_unit(moved, rules.stage_limit(STAGE_LIMIT_OF[state]))
    cal = stage_calendar(state, rules)
    return replace(
        moved,
        stage_deadline=worktime.add(at, length, unit, cal).at,
        stage_warn_at=worktime.add(at, length * warn_share(rules), unit, cal).at,
        stage_left=None,
    )


def stage_left(case: CaseFile, at: datetime, rules: Rules) -> timedelta:
    """What is left of the running stage, for a pause; never negative."""
    if case.stage_deadline is None or at >= case.stage_deadline:
        return timedelta(0)
    unit = stage_unit(case, rules.stage_limit(STAGE_LIMIT_OF[case.state]))
    return worktime.elapsed(at, case.stage_deadline, unit, stage_calendar(case.state, rules))


def step(case: CaseFile, code: str, command: Command, at: datetime, **extra: Any) -> Step:
    """The post's act on the stage that now runs, judged against its deadline."""
    deadline = case.stage_deadline
    return Step(
        code=code,
        done_at=at,
        since=case.stage_since,
        deadline=deadline,
        in_time=None if deadline is None else at <= deadline,
        actor=command.actor.user,
        post=command.actor.post,
        role=command.actor.role,
        **extra,
    )
