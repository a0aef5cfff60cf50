"""What a granted request does to the case and its clocks; and the end of a suspension."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wangge.standards import clock as clocks
from wangge.standards.errors import Refused
from wangge.standards.lifecycle.copying import replace
from wangge.standards.lifecycle.moments import enter, step
from wangge.standards.lifecycle.names import AT_UNIT, State
from wangge.standards.lifecycle.values import CaseFile, Command, Decision, Move, Request, Rules
from wangge.standards.lifecycle.verbs.common import (
    decided,
    lapse_requests,
    lead_clock,
    release_merged,
    with_clock,
)
from wangge.standards.lifecycle.verbs.dispatching import show_clock, taken_from_unit

Effect = tuple[CaseFile, tuple[Move, ...]]


def _return(case: CaseFile, request: Request, command: Command, rules: Rules) -> Effect:
    """The clock stops at the moment it was asked; a case that was late by then stays the unit's."""
    running = lead_clock(case)
    clock = clocks.give_back(running, request.asked_at, rules.units_calendar)
    new = with_clock(taken_from_unit(lapse_requests(case, command.now)), clock)
    note = "late" if clocks.is_late(running, request.asked_at) else ""
    return enter(new, State.FILED, command.now, rules), (
        Move(clock.unit, "return", request.asked_at, clock, note=note),
    )


def _extension(case: CaseFile, request: Request, command: Command, rules: Rules) -> Effect:
    assert request.hours is not None
    clock = clocks.extend(lead_clock(case), request.hours, rules.units_calendar)
    new = show_clock(replace(case, extensions=case.extensions + 1), clock, rules)
    return new, (Move(clock.unit, "extend", command.now, clock),)


def _suspension(case: CaseFile, request: Request, command: Command, rules: Rules) -> Effect:
    clock = clocks.suspend(lead_clock(case), request.asked_at, rules.units_calendar)
    new = with_clock(lapse_requests(case, command.now), clock)
    new = enter(
        new,
        State.SUSPENDED,
        command.now,
        rules,
        suspended_from=case.state.value,
        suspended_until=request.until,
        suspended_units=(*case.suspended_units, clock.unit),
        deadline=None,
        warn_at=None,
    )
    return new, (Move(clock.unit, "suspend", request.asked_at, clock),)


def _void(case: CaseFile, request: Request, command: Command, rules: Rules) -> Effect:
    """Leaves every unit's counts, unless the unit's clock was late before the void was asked (note `late`)."""
    moves, new = [], lapse_requests(case, command.now)
    for clock in case.clocks.values():
        ended = clocks.end(clock, command.now, rules.units_calendar)
        note = "late" if clocks.is_late(clock, request.asked_at) else ""
        moves.append(Move(clock.unit, "void", request.asked_at, ended, note=note))
        new = with_clock(new, ended)
    return enter(new, State.VOIDED, command.now, rules, ended_at=command.now), tuple(moves)


def _appeal(case: CaseFile, request: Request, command: Command, rules: Rules) -> Effect:
    """The fact stays; the clock's row counts as in time."""
    unit = request.unit or ""
    return case, (Move(unit, "appeal", command.now, case.clocks[unit], note="granted"),)


EFFECTS: dict[str, Callable[[CaseFile, Request, Command, Rules], Effect]] = {
    "return": _return,
    "extension": _extension,
    "suspension": _suspension,
    "void": _void,
    "appeal": _appeal,
}
VALID_AT: dict[str, tuple[State, ...]] = {
    "return": AT_UNIT,
    "extension": AT_UNIT,
    "suspension": AT_UNIT,
    "void": (State.FILED, *AT_UNIT),
}


def grant(
    marked: CaseFile, before: CaseFile, request: Request, command: Command, rules: Rules, data: dict[str, Any]
) -> Decision:
    """`marked` is the case with the request already granted; its effect is applied on top."""
    if before.state not in VALID_AT.get(request.kind, tuple(State)):
        raise Refused("moved_on", "案件已变化", "案件已离开申请时的环节，申请不再适用。案件未改变。", status=409)
    new, moves = EFFECTS[request.kind](marked, request, command, rules)
    then = release_merged(before) if request.kind == "void" else ()
    return decided(before, new, command, moves=moves, data=data, then=then)


def resume(case: CaseFile, command: Command, rules: Rules) -> Decision:
    """Back to the state it left; the rest of the clock runs on from now."""
    clock = clocks.resume(lead_clock(case), command.now, rules.units_calendar)
    done = step(case, "resume", command, command.now, unit=clock.unit)
    new = enter(
        case,
        State(case.suspended_from or State.DISPOSING),
        command.now,
        rules,
        suspended_from=None,
        suspended_until=None,
    )
    return decided(
        case,
        show_clock(new, clock, rules),
        command,
        moves=(Move(clock.unit, "resume", command.now, clock),),
        steps=(done,),
    )
