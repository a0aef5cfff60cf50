"""派遣: dispatch to a unit, recall before it signed. The unit's clock: one per case and unit (time-limits.md)."""

from __future__ import annotations

from wangge.standards import clock as clocks
from wangge.standards import worktime
from wangge.standards.clock import Clock
from wangge.standards.errors import Refused
from wangge.standards.lifecycle.copying import replace
from wangge.standards.lifecycle.moments import enter, step, warn_share
from wangge.standards.lifecycle.names import State
from wangge.standards.lifecycle.values import CaseFile, Command, Decision, Move, Rules
from wangge.standards.lifecycle.verbs.common import decided, lapse_requests, lead_clock, need, with_clock


def show_clock(case: CaseFile, clock: Clock, rules: Rules) -> CaseFile:
    """The case with the lead unit's clock and what lists show of it."""
    left = clock.total * warn_share(rules) - clock.used
    since = clock.running_since or clock.started_at
    warn = since
    if left.total_seconds() > 0:
        warn = worktime.add(since, left, clock.limit.unit, rules.units_calendar).at
    return replace(
        with_clock(case, clock),
        deadline=clock.deadline,
        warn_at=min(warn, clock.deadline),
        provisional=clock.provisional,
    )


def dispatch(case: CaseFile, command: Command, rules: Rules) -> Decision:
    unit, now = need(command, "lead_unit", "主办单位"), command.now
    assisting = tuple(u for u in dict.fromkeys(command.body.get("assisting_units") or ()) if u != unit)
    if case.limit is None:
        raise Refused(
            "missing_field", "缺少处置时限", "案件没有立案条件，无法确定时限，请退回立案。", field="condition_id"
        )
    held = case.clocks.get(unit)
    cal = rules.units_calendar
    clock = clocks.go_on(held, now, cal) if held else clocks.start(unit, case.limit, now, cal)
    done = step(case, "dispatch", command, now, unit=unit)
    new = enter(
        case,
        State.DISPATCHED,
        now,
        rules,
        lead_unit=unit,
        assisting_units=assisting,
        assisted=(),
        units=tuple(dict.fromkeys((*case.units, unit, *assisting))),
        dispatched_at=now,
        signed_at=None,
        completed_at=None,
        assigned_unit=None,
        assigned_user=None,
        submitted=False,
    )
    moves = [Move(unit, "go_on" if held else "start", now, clock)]
    moves += [Move(u, "assist", now, clock, role="assisting") for u in assisting]
    data = {"lead_unit": unit, "assisting_units": list(assisting), "suggested": command.body.get("suggested")}
    return decided(case, show_clock(new, clock, rules), command, moves=tuple(moves), steps=(done,), data=data)


def taken_from_unit(case: CaseFile) -> CaseFile:
    """The case with no unit holding it: what dispatch had set is cleared, the unit stays among `units`."""
    return replace(
        case,
        lead_unit=None,
        assisting_units=(),
        assisted=(),
        assigned_unit=None,
        assigned_user=None,
        submitted=False,
        deadline=None,
        warn_at=None,
        provisional=False,
        dispatched_at=None,
        signed_at=None,
    )


def recall(case: CaseFile, command: Command, rules: Rules) -> Decision:
    """A void that the dispatcher has asked for stays open; what the unit asked for falls away."""
    need(command, "reason", "撤回理由")
    now = command.now
    clock = clocks.give_back(lead_clock(case), now, rules.units_calendar)
    done = step(case, "recall", command, now, unit=clock.unit)
    new = with_clock(taken_from_unit(lapse_requests(case, now, keep=("appeal", "void"))), clock)
    new = enter(new, State.FILED, now, rules, recalls=case.recalls + 1)
    return decided(
        case, new, command, moves=(Move(clock.unit, "recall", now, clock),), steps=(done,), data={"unit": clock.unit}
    )


def redate(case: CaseFile, command: Command, rules: Rules) -> Decision:
    """A holiday notice was entered: a deadline still open moves to where the calendar now puts it."""
    clock = clocks.redate(lead_clock(case), rules.units_calendar)
    new = show_clock(case, clock, rules)
    if new == case:
        raise Refused("nothing_changed", "时限没有变化", "按现行日历，时限与原来相同。案件未改变。")
    return decided(case, new, command, moves=(Move(clock.unit, "redate", command.now, clock),))
