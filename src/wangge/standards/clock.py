"""The disposal clock, one per case and unit (domain rule "The disposal clock").

A clock counts in the time of its limit's unit. While it runs its deadline is where the rest of its total ends; whoever
stops, pauses or goes on gets a new clock, the old value is never changed. Times may be given after the event (a granted
return stops the clock at the moment it was asked); a time before the clock began to run counts as no time at all.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Literal

from wangge.standards import worktime
from wangge.standards.errors import Refused
from wangge.standards.worktime import Calendar, Limit

ClockState = Literal["running", "stopped", "suspended", "returned"]
Lamp = Literal["green", "yellow", "red", "none"]

YELLOW_FROM = Decimal("0.8")  # green up to and including this part of the total
_NOTHING = timedelta(0)
_MICROSECOND = timedelta(microseconds=1)
_NAMES: dict[ClockState, str] = {"running": "计时中", "stopped": "已停止", "suspended": "已挂账", "returned": "已退回"}


@dataclass(frozen=True, slots=True)
class Clock:
    """`total` is the limit as a length plus all extensions; `used` what was consumed before `running_since`.

    `deadline` of a clock that does not run is the last one it ran against. `extended` is the sum of extensions.
    `stopped_at` is when it last stopped or paused, for whatever reason; None while it runs.
    """

    unit: str
    limit: Limit
    total: timedelta
    used: timedelta
    started_at: datetime
    running_since: datetime | None
    deadline: datetime
    provisional: bool
    state: ClockState
    extensions: int = 0
    extended: timedelta = _NOTHING
    completed_at: datetime | None = None
    stopped_at: datetime | None = None

    @property
    def left(self) -> timedelta:
        """What was left when the clock last started or stopped; nothing rather than a debt."""
        return max(self.total - self.used, _NOTHING)


def start(unit: str, limit: Limit, at: datetime, cal: Calendar) -> Clock:
    """A unit's own clock from zero, at dispatch to it."""
    due = worktime.deadline(at, limit, cal)
    total = worktime.measure(at, limit, cal)
    return Clock(unit, limit, total, _NOTHING, at, at, due.at, due.provisional, "running")


def complete(clock: Clock, at: datetime, cal: Calendar) -> Clock:
    """The unit has disposed of the case."""
    return replace(_halt(clock, at, cal, "stopped"), completed_at=at)


def end(clock: Clock, at: datetime, cal: Calendar) -> Clock:
    """The case was voided or merged: running or paused, the clock stops without completion; else nothing is left to do."""
    if clock.state == "suspended":
        return replace(clock, state="stopped")
    return _halt(clock, at, cal, "stopped") if clock.state == "running" else clock


def give_back(clock: Clock, asked_at: datetime, cal: Calendar) -> Clock:
    """A granted return, or a dispatch recalled: stops at the moment it was asked."""
    return _halt(clock, asked_at, cal, "returned")


def suspend(clock: Clock, asked_at: datetime, cal: Calendar) -> Clock:
    """A granted suspension pauses from the asking."""
    return _halt(clock, asked_at, cal, "suspended")


def resume(clock: Clock, at: datetime, cal: Calendar) -> Clock:
    """The suspension is over: the rest runs on."""
    _expect(clock, "suspended")
    return _run(clock, at, cal)


def go_on(clock: Clock, at: datetime, cal: Calendar, grace: timedelta = _NOTHING) -> Clock:
    """Rework, or the same unit again: goes on with what is left; with nothing left it is late at once.

    `grace` is the least that the unit gets (in its unit's time; a setting, none by default).
    """
    _expect(clock, "stopped", "returned")
    total = clock.used + grace if grace > clock.left else clock.total
    return _run(replace(clock, total=total), at, cal)


def extend(clock: Clock, hours: Decimal, cal: Calendar) -> Clock:
    """A granted extension, also when granted after the deadline: work hours for work units, clock hours otherwise."""
    _expect(clock, "running")
    added = worktime.hours(hours)
    if added <= _NOTHING:
        raise Refused("bad_extension", "延期时长无效", f"延期应大于 0 小时，收到 {hours}。")
    longer = replace(clock, total=clock.total + added, extensions=clock.extensions + 1, extended=clock.extended + added)
    return redate(longer, cal)


def redate(clock: Clock, cal: Calendar) -> Clock:
    """The deadline by this calendar; only a running clock's is still open, others keep theirs."""
    if clock.running_since is None:
        return clock
    if not clock.left:
        return replace(clock, deadline=clock.running_since, provisional=False)
    due = worktime.add(clock.running_since, clock.left, clock.limit.unit, cal)
    return replace(clock, deadline=due.at, provisional=due.provisional)


def used_at(clock: Clock, now: datetime, cal: Calendar) -> timedelta:
    if clock.running_since is None:
        return clock.used
    return clock.used + max(worktime.elapsed(clock.running_since, now, clock.limit.unit, cal), _NOTHING)


def multiple(clock: Clock, now: datetime, cal: Calendar) -> Decimal:
    """Used time as a multiple of the total (extensions included), to four places."""
    share = Decimal(used_at(clock, now, cal) // _MICROSECOND) / (clock.total // _MICROSECOND)
    return share.quantize(Decimal("0.0001"))


def is_late(clock: Clock, now: datetime) -> bool:
    """After the deadline: now for a running clock, when it stopped for any other; or more was used than granted."""
    judged = now if clock.state == "running" else clock.stopped_at or clock.completed_at
    return clock.used > clock.total or (judged is not None and judged > clock.deadline)


def lamp(clock: Clock, now: datetime, cal: Calendar) -> Lamp:
    """Red is late, which between a deadline at closing time and the next morning is later than 100 % used."""
    if clock.state != "running":
        return "none"
    if is_late(clock, now):
        return "red"
    used = used_at(clock, now, cal) // _MICROSECOND
    return "green" if used <= YELLOW_FROM * (clock.total // _MICROSECOND) else "yellow"


def _halt(clock: Clock, at: datetime, cal: Calendar, state: ClockState) -> Clock:
    _expect(clock, "running")
    return replace(clock, used=used_at(clock, at, cal), running_since=None, state=state, stopped_at=at)


def _run(clock: Clock, at: datetime, cal: Calendar) -> Clock:
    return redate(replace(clock, running_since=at, state="running", completed_at=None, stopped_at=None), cal)


def _expect(clock: Clock, *states: ClockState) -> None:
    if clock.state not in states:
        needed = "或".join(_NAMES[state] for state in states)
        detail = f"单位 {clock.unit} 的时钟{_NAMES[clock.state]}，此操作需要{needed}。"
        raise Refused("clock_state", "处置时钟状态不符", detail, status=409)
