"""From a checked record to the acts of its case."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from wangge.cases.importing.record import BadRow, Record
from wangge.cases.importing.telling import Telling
from wangge.cases.rules_now import RulesNow
from wangge.standards.errors import Refused
from wangge.standards.lifecycle.names import Role, State
from wangge.standards.lifecycle.values import Actor

ORDER = ("accepted", "filed", "dispatched", "disposing", "disposed", "checking", "checked", "closed")


def reached(r: Record) -> State:
    """The state the record ends in: its own word, else what its moments tell."""
    if r.state is not None:
        return State(r.state)
    endings = ((r.voided_at, State.VOIDED), (r.refused_at, State.REJECTED), (r.merged_into, State.MERGED))
    for known, state in endings:
        if known:
            return state
    if r.self_disposed:
        return State.CLOSED if r.closed_at else State.SELF_REPORTED
    return _by_moments(r)


def _by_moments(r: Record) -> State:
    last = (
        (r.closed_at, State.CLOSED),
        (r.checked_at, State.DISPATCHED if r.check_passed is False else State.CHECKED),
        (r.check_sent_at, State.CHECKING),
        (r.completed_at, State.DISPOSED),
        (r.suspended_from if not r.suspended_until else None, State.SUSPENDED),
        (r.signed_at, State.DISPOSING),
        (r.dispatched_at or r.deadline, State.DISPATCHED),
        (r.filed_at, State.FILED),
        (r.accepted_at, State.ACCEPTED),
    )
    return next((state for at, state in last if at), State.REPORTED)


def tell(r: Record, case_no: str, values: dict[str, Any], reporter: Actor, rules: RulesNow, now: datetime) -> Telling:
    """All acts of the record's case. Raises BadRow where the lifecycle itself says no."""
    assert r.reported_at is not None
    state = reached(r)
    told = Telling(rules, r.deadline, {"description": r.description, "address": r.address})
    entry = "report_self_disposed" if r.self_disposed else "report"
    told.begins(entry, r.reported_at, reporter, {"case_no": case_no, **values})
    try:
        _go(told, r, state, now)
    except Refused as refused:
        raise BadRow(f"{refused.title}：{refused.detail}") from refused
    return told


def _go(told: Telling, r: Record, state: State, now: datetime) -> None:
    if r.self_disposed:
        if state in (State.CLOSED, State.INVALID):
            verdict = "close" if state is State.CLOSED else "invalid"
            told.does("review_self_disposed", r.closed_at, Role.OPERATOR, verdict=verdict)
        return
    if state is State.REJECTED:
        _rejected(told, r)
    elif state is State.MERGED:
        told.does("merge", r.accepted_at, Role.OPERATOR, into=r.merged_into, into_state="accepted")
    elif state is State.VOIDED:
        _up_to(told, r, _before_void(r), now)
        _void(told, r)
    elif state is State.VERIFYING:
        raise BadRow("核实中的案件没有在办采集员，不能导入；请以待受理 reported 导入")
    else:
        _up_to(told, r, state, now)


def _rejected(told: Telling, r: Record) -> None:
    by_lead = r.accepted_at is not None
    if by_lead:
        told.does("accept", r.accepted_at, Role.OPERATOR, legacy=True)
    told.does("refuse", r.refused_at, Role.SHIFT_LEAD if by_lead else Role.OPERATOR, reason="历史记录未载明")


def _before_void(r: Record) -> State:
    """Where the case stood when it was voided; at the latest at the unit."""
    at_unit = r.dispatched_at or r.unit_code
    return State.DISPATCHED if at_unit else State.FILED


def _void(told: Telling, r: Record) -> None:
    told.does("request_void", r.voided_at, Role.DISPATCHER, reason="历史记录未载明")
    request = told.case.requests[-1].id
    told.does("decide_void", r.voided_at, Role.SHIFT_LEAD, request=request, granted=True)


def _up_to(told: Telling, r: Record, state: State, now: datetime) -> None:
    """Through the stages to `state`."""
    target = {"suspended": "disposing"}.get(state.value, state.value)
    steps = ORDER.index(target) if target in ORDER else -1
    if steps >= 0:
        told.does("accept", r.accepted_at, Role.OPERATOR, legacy=True)
    if steps >= 1:
        told.does("file", r.filed_at, Role.SHIFT_LEAD)
    if steps >= 2:
        told.does("dispatch", r.dispatched_at, Role.DISPATCHER, lead_unit=r.unit_code)
        _at_unit(told, r, state, now)
    if steps >= 4:
        _after_unit(told, r, state)


def _at_unit(told: Telling, r: Record, state: State, now: datetime) -> None:
    done = state not in (State.DISPATCHED, State.DISPOSING, State.SUSPENDED)
    for _ in range(r.rework_times or 0):
        _fail_once(told, r)
    if r.signed_at or state is not State.DISPATCHED:
        told.does("sign", r.signed_at, Role.UNIT, r.unit_code)
    told.note_extensions(r.extensions or 0)
    if r.suspended_from:
        _suspend(told, r, state, now)
    if done:
        told.does("complete", r.completed_at, Role.UNIT, r.unit_code, note="历史记录未载明")


def _fail_once(told: Telling, r: Record) -> None:
    """A failed check whose moments nobody knows: at once after the dispatch, so that it uses up none of the limit."""
    told.does("complete", None, Role.UNIT, r.unit_code, note="历史记录未载明")
    told.does("reject_disposal", None, Role.OPERATOR, reason="历史记录：返工")


def _suspend(told: Telling, r: Record, state: State, now: datetime) -> None:
    assert r.suspended_from is not None
    until = r.suspended_until or r.suspended_from + timedelta(days=365)
    unit = r.unit_code
    asked = max(r.suspended_from, told.now or r.suspended_from)
    told.does("request_suspension", asked, Role.UNIT, unit, reason="历史记录未载明", until=until)
    request = told.case.requests[-1].id
    for role in (Role.DISPATCHER, Role.LEADER):
        told.does("decide_suspension", asked, role, request=request, granted=True)
    if state is not State.SUSPENDED:
        told.does("resume", r.suspended_until, Role.UNIT, unit)


def _after_unit(told: Telling, r: Record, state: State) -> None:
    if state is State.DISPOSED:
        return
    told.does("send_check", r.check_sent_at, Role.OPERATOR, collector=0, blind="not_blind")
    if state is State.CHECKING:
        return
    told.answers(r.checked_at)
    if state is State.CLOSED:
        told.does(
            "close", r.closed_at, Role.SHIFT_LEAD, closing_condition=told.case.closing_condition or "历史记录未载明"
        )
