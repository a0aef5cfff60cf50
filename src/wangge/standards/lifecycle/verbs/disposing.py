"""处置: the unit signs, assigns, helps, submits and completes; work that failed comes back to it."""

from __future__ import annotations

from datetime import datetime, timedelta

from wangge.standards import clock as clocks
from wangge.standards.errors import Refused
from wangge.standards.integrity import picked_for_check
from wangge.standards.lifecycle.copying import replace
from wangge.standards.lifecycle.moments import counts_at, enter, step
from wangge.standards.lifecycle.names import State
from wangge.standards.lifecycle.permit import tied
from wangge.standards.lifecycle.table import Tie
from wangge.standards.lifecycle.values import CaseFile, Command, Decision, Move, Rules
from wangge.standards.lifecycle.verbs.common import decided, lapse_requests, lead_clock, need, need_photo, with_clock
from wangge.standards.lifecycle.verbs.dispatching import show_clock


def sign(case: CaseFile, command: Command, rules: Rules) -> Decision:
    at = counts_at(command, rules, case.dispatched_at)
    done = step(case, "sign", command, at, unit=case.lead_unit)
    new = enter(case, State.DISPOSING, at, rules, signed_at=case.signed_at or at)
    return decided(case, new, command, at, steps=(done,))


def assign(case: CaseFile, command: Command, rules: Rules) -> Decision:
    """The work goes to a sub-unit or a person; the clock stays with the first-level unit."""
    unit, user = command.body.get("unit"), command.body.get("user")
    if (unit is None) == (user is None):
        raise Refused("bad_value", "指派对象不对", "请选择一个下级单位或一名人员。案件未改变。", field="unit")
    new = replace(case, assigned_unit=unit, assigned_user=user, submitted=False)
    return decided(case, new, command, data={"unit": unit, "user": user})


def assist_done(case: CaseFile, command: Command, rules: Rules) -> Decision:
    need(command, "note", "办理说明")
    need_photo(command, "协办照片")
    unit = command.actor.unit
    assert unit is not None
    at = counts_at(command, rules, case.dispatched_at)
    move = Move(unit, "assist_done", at, lead_clock(case), role="assisting")
    return decided(case, replace(case, assisted=(*case.assisted, unit)), command, at, moves=(move,))


def submit(case: CaseFile, command: Command, rules: Rules) -> Decision:
    """The first of two steps; the unit's own `complete` is the second."""
    if case.lead_unit not in rules.setting("two_step_units"):
        raise Refused("one_step", "无须提交", "本单位一步办理，请直接提交处置完成。案件未改变。", status=403)
    need(command, "note", "处置说明")
    need_photo(command, "处置后照片")
    new = replace(case, submitted=True, disposed_by=_with_doer(case, command))
    return decided(case, new, command, counts_at(command, rules, case.dispatched_at))


def _with_doer(case: CaseFile, command: Command) -> tuple[int, ...]:
    user = command.actor.user
    return case.disposed_by if user is None or user in case.disposed_by else (*case.disposed_by, user)


def _two_steps(case: CaseFile, command: Command, rules: Rules) -> bool:
    return case.lead_unit in rules.setting("two_step_units") and not tied(Tie.LEAD, case, command.actor)


def complete(case: CaseFile, command: Command, rules: Rules) -> Decision:
    """Stops the unit's clock, draws whether the check must be a blind one, and lets open requests lapse."""
    need(command, "note", "处置说明")
    if not case.submitted:  # what was submitted came with its photo
        need_photo(command, "处置后照片")
    if _two_steps(case, command, rules):
        raise Refused("needs_unit", "须由单位确认", "本单位采用两步办理：请先提交处置，由单位确认完成。", status=403)
    running = lead_clock(case)
    at = counts_at(command, rules, running.running_since)
    clock = clocks.complete(running, at, rules.units_calendar)
    done = step(case, "complete", command, at, unit=clock.unit)
    new = lapse_requests(with_clock(case, clock), command.now)
    new = enter(
        new, State.DISPOSED, command.now, rules, completed_at=at, disposed_by=_with_doer(case, command), submitted=False
    )
    new = replace(new, picked=_picked(new, rules, command.flagged))
    move = Move(clock.unit, "complete", at, clock)
    return decided(case, new, command, at, moves=(move,), steps=(done,), data={"picked": new.picked})


def _picked(case: CaseFile, rules: Rules, flagged: bool) -> bool:
    risky = flagged or case.urgent or case.rework_times > 0 or case.reopened_from is not None
    share = float(rules.setting("blind_check_percent")) / 100
    return picked_for_check(rules.draw_seed, case.case_no, case.check_round + 1, share, risky)


def rework(case: CaseFile, at: datetime, rules: Rules) -> tuple[CaseFile, Move]:
    """Back at the same unit: its clock goes on where it stopped (bundled limit), so rework wins no time."""
    grace = timedelta(hours=float(rules.setting("rework_grace_hours")))
    clock = clocks.go_on(lead_clock(case), at, rules.units_calendar, grace)
    new = enter(case, State.DISPATCHED, at, rules, completed_at=None, rework_times=case.rework_times + 1)
    return show_clock(new, clock, rules), Move(clock.unit, "rework", at, clock)
