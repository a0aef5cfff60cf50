"""Which moment counts, and how a case enters a state with its stage clock (domain/lifecycle.md, time-limits.md)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from wangge.standards import worktime
from wangge.standards.errors import Refused
from wangge.standards.lifecycle.copying import replace
from wangge.standards.lifecycle.names import STAGE_LIMIT_OF, State
from wangge.standards.lifecycle.values import CaseFile, Command, Rules, Step
from wangge.standards.worktime import Calendar, Limit, LimitUnit


def aware(moment: datetime, field: str) -> datetime:
    """Raises Refused `time_without_zone` for a moment that somebody handed in without its zone."""
    if moment.tzinfo is None:
        raise Refused("time_without_zone", "时间缺少时区", "时间应带时区，例如 +08:00。案件未改变。", field=field)
    return moment


def counts_at(command: Command, rules: Rules, not_before: datetime | None = None) -> datetime:
    """acted_at when the gap is at most 4 h, the skew at most 2 min and no flag stands; received_at otherwise."""
    acted = None if command.acted_at is None else aware(command.acted_at, "acted_at")
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
    """Urgent conditions run through the night: their stage limits count clock time, whatever the unit."""
    return LimitUnit.URGENT_HOUR if case.urgent else limit.unit


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
    whole = stage_length(moved, state, at, rules)
    if whole is None:
        return replace(moved, stage_deadline=None, stage_warn_at=None, stage_left=None)
    left: timedelta = whole if changes.get("stage_left") is None else changes["stage_left"]
    green = max(left - whole * (1 - warn_share(rules)), timedelta(0))
    return replace(
        moved,
        stage_deadline=_stage_end(moved, left, rules),
        stage_warn_at=_stage_end(moved, green, rules),
        stage_left=None,
    )


def _stage_end(case: CaseFile, left: timedelta, rules: Rules) -> datetime:
    """With nothing left the stage is late at once, also at night."""
    assert case.stage_since is not None
    if not left:
        return case.stage_since
    unit = stage_unit(case, rules.stage_limit(STAGE_LIMIT_OF[case.state]))
    return worktime.add(case.stage_since, left, unit, stage_calendar(case.state, rules)).at


def stage_left(case: CaseFile, at: datetime, rules: Rules) -> timedelta:
    """What is left of the running stage, for a pause; never negative."""
    if case.stage_deadline is None or at >= case.stage_deadline:
        return timedelta(0)
    unit = stage_unit(case, rules.stage_limit(STAGE_LIMIT_OF[case.state]))
    return worktime.elapsed(at, case.stage_deadline, unit, stage_calendar(case.state, rules))


def retimed(new: CaseFile, old: CaseFile, rules: Rules) -> CaseFile:
    """The running stage of a case that a correction made urgent, or no longer urgent: what it had from its beginning
    counts in the other time."""
    if new.urgent == old.urgent or old.stage_since is None or old.stage_deadline is None:
        return new
    return enter(new, old.state, old.stage_since, rules, stage_left=stage_left(old, old.stage_since, rules))


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
