"""Who may do what, here and now: the table asked with a case and an actor. No action outside it exists."""

from __future__ import annotations

from wangge.standards.errors import Refused
from wangge.standards.lifecycle.names import AT_UNIT, DONE, ROLE_LABELS, STATE_LABELS, Role, State
from wangge.standards.lifecycle.table import (
    ACTIONS,
    BY_CODE,
    CENTRE,
    REQUEST_BY_CODE,
    REQUESTS,
    WAITS_FOR,
    Action,
    By,
    RequestKind,
    Tie,
)
from wangge.standards.lifecycle.values import Actor, CaseFile, Request, Supervision


def may_answer(item: Supervision, case: CaseFile, actor: Actor) -> bool:
    """What was sent to a unit that unit answers, wherever the case is by now; what was sent to the centre, whoever
    holds the case: the post it waits for, and the operator who sent the field task."""
    if item.answered_at is not None:
        return False
    if item.unit is not None:
        return actor.role == Role.UNIT and actor.unit == item.unit
    if actor.role == Role.UNIT:
        return case.state in AT_UNIT and actor.unit is not None and actor.unit == case.lead_unit
    if case.state in DONE:
        return actor.role in CENTRE
    waits = WAITS_FOR[case.state]
    if Role.COLLECTOR in waits:
        return actor.role == Role.OPERATOR or (actor.role == Role.COLLECTOR and _task_is_his(case, actor))
    return actor.role in waits


def _holds(case: CaseFile, actor: Actor) -> bool:
    return any(may_answer(item, case, actor) for item in case.supervisions)


def _task_is_his(case: CaseFile, actor: Actor) -> bool:
    task = case.open_task
    return task is not None and task.collector == actor.user


def _lead(case: CaseFile, actor: Actor) -> bool:
    return actor.unit is not None and actor.unit == case.lead_unit and actor.department in (None, actor.unit)


def _assigned(case: CaseFile, actor: Actor) -> bool:
    if actor.unit != case.lead_unit or actor.unit is None:
        return False
    if case.assigned_user is not None:
        return case.assigned_user == actor.user
    return case.assigned_unit is not None and case.assigned_unit == actor.department


def tied(tie: Tie, case_: CaseFile, actor: Actor) -> bool:
    """Whether the actor has to the case what the table's line asks for."""
    match tie:
        case Tie.LEAD:
            return _lead(case_, actor)
        case Tie.ASSIGNED:
            return _assigned(case_, actor)
        case Tie.LEAD_OR_ASSIGNED:
            return _lead(case_, actor) or _assigned(case_, actor)
        case Tie.ASSISTING:
            return actor.unit in case_.assisting_units and actor.unit not in case_.assisted
        case Tie.TASK:
            return _task_is_his(case_, actor)
        case Tie.HOLDER:
            return _holds(case_, actor)
        case Tie.NONE | Tie.SEES:
            return True


def line_for(action: Action, case: CaseFile, actor: Actor) -> By | None:
    return next(
        (by for by in action.by if by.role == actor.role and case.state in by.at and tied(by.tie, case, actor)), None
    )


def taken_up(case: CaseFile) -> bool:
    """Whether the lead unit signed, or its clock stopped or paused since the dispatch: then it is no longer recalled."""
    clock = case.clock
    return case.signed_at is not None or (clock is not None and clock.running_since != case.dispatched_at)


def _beyond_table(code: str, case: CaseFile) -> str:
    """Reasons that hang on the case's own record; empty when there is none."""
    task = case.open_task
    kind = task.kind if task else None
    wrong_task = {"answer_recheck": "recheck", "answer_check": "check", "answer_verification": "verify"}.get(code)
    if wrong_task and kind != wrong_task:
        return "没有这项待答复的现场任务"
    if code in ("reassign_task", "recall_task", "hand_over") and task is None:
        return "案件没有未答复的现场任务"
    if code == "recheck" and task is not None:
        return "已有一项复查任务尚未答复"
    if code == "recall" and taken_up(case):
        return "责任单位已签收或办理过，只能由单位申请回退"
    if code == "pass_check" and case.picked:
        return "免核查（已抽中）：系统抽中现场盲查，必须核查"
    if code == "return_to_upper" and case.source != "upper":
        return "不是上级转办的案件"
    return ""


def why_not(code: str, case: CaseFile, actor: Actor) -> str:
    """Empty if the actor may do it; otherwise the reason, in Chinese."""
    action = BY_CODE.get(code)
    if action is None:
        return f"没有“{code}”这个操作"
    if line_for(action, case, actor):
        return _beyond_table(code, case)
    role = ROLE_LABELS[Role(actor.role)]
    if not any(by.role == actor.role for by in action.by):
        return f"{role}岗位不能{action.label}"
    if not any(by.role == actor.role and case.state in by.at for by in action.by):
        return f"案件处于“{STATE_LABELS[State(case.state)]}”，{role}不能{action.label}"
    return f"案件不由您或您的单位承办，不能{action.label}"


def must_be_permitted(code: str, case: CaseFile, actor: Actor) -> Action:
    """Raises Refused 403 `not_allowed` with the reason; the case is unchanged."""
    if reason := why_not(code, case, actor):
        label = BY_CODE[code].label if code in BY_CODE else code
        raise Refused("not_allowed", f"不能{label}", f"{reason}。案件未改变。", status=403)
    return BY_CODE[code]


def permitted(case: CaseFile, actor: Actor) -> list[Action]:
    """What the actor may do now, the next sensible step first."""
    found = [a for a in ACTIONS if line_for(a, case, actor) and not _beyond_table(a.code, case)]
    return sorted(found, key=lambda a: not a.primary)


def shown_but_barred(case: CaseFile, actor: Actor) -> list[tuple[Action, str]]:
    """What the table offers him here but the case's own record forbids, with the reason (drawn greyed)."""
    offered = ((a, _beyond_table(a.code, case)) for a in ACTIONS if line_for(a, case, actor))
    return [(a, why) for a, why in offered if why and a.code == "pass_check"]


def may_ask(kind: RequestKind, case: CaseFile, actor: Actor) -> bool:
    if actor.role != kind.by or case.state not in kind.at:
        return False
    if kind.by is not Role.UNIT:
        return True
    return actor.unit in case.clocks if kind.code == "appeal" else _lead(case, actor)


def askable(case: CaseFile, actor: Actor) -> list[RequestKind]:
    open_kinds = {r.kind for r in case.requests if r.open}
    return [k for k in REQUESTS if may_ask(k, case, actor) and k.code not in open_kinds]


def may_decide(request: Request, actor: Actor) -> bool:
    """Whether it is this post's turn (nobody decides what he asked for or has decided already)."""
    if not request.open or actor.user in (request.asked_by, *request.decided_by):
        return False
    return REQUEST_BY_CODE[request.kind].deciders[1 if request.status == "half" else 0] == actor.role


def may_withdraw(request: Request, actor: Actor) -> bool:
    same_unit = request.unit is not None and request.unit == actor.unit
    return request.open and (same_unit or request.asked_by == actor.user)
