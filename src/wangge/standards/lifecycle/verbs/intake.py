"""受理: review of self-disposals, verification before filing, accept, refuse."""

from __future__ import annotations

from typing import Any

from wangge.standards.errors import Refused
from wangge.standards.integrity import picked_for_check
from wangge.standards.lifecycle.copying import replace
from wangge.standards.lifecycle.moments import counts_at, enter, retimed, stage_left, step
from wangge.standards.lifecycle.names import Role, State
from wangge.standards.lifecycle.values import CaseFile, Command, Decision, Rules, Task
from wangge.standards.lifecycle.verbs.common import (
    close_task,
    decided,
    lapse_requests,
    need,
    need_photo,
    not_his_own,
    release_merged,
    with_task,
)

CLASSING = ("edition", "class_code", "condition_id", "closing_condition", "urgent", "limit", "limit_default", "kind")
NO_CONDITION: dict[str, Any] = {
    "condition_id": None,
    "closing_condition": "",
    "urgent": False,
    "limit": None,
    "limit_default": False,
}
ACCEPT_NEEDS = (("class_code", "类别"), ("condition_id", "立案条件"), ("grid", "单元网格"))
PLACING = ("lon", "lat", "grid", "duty_grid")


def classed(case: CaseFile, body: Any) -> CaseFile:
    """The case with the class, rule and place that the body brings; another class never keeps the old one's rule."""
    changes = {f: body[f] for f in (*CLASSING, *PLACING) if body.get(f) is not None}
    other = changes.get("class_code", case.class_code) != case.class_code
    return replace(case, **(NO_CONDITION if other and case.class_code else {}) | changes)


def accept(case: CaseFile, command: Command, rules: Rules) -> Decision:
    new = classed(case, command.body)
    legacy = bool(command.body.get("legacy"))  # an imported record may know neither condition nor place
    for field, what in ACCEPT_NEEDS[:1] if legacy else ACCEPT_NEEDS:
        if getattr(new, field) is None:
            raise Refused("missing_field", f"缺少{what}", f"受理须先确定{what}。案件未改变。", field=field)
    done = step(case, "accept", command, command.now)
    new = enter(new, State.ACCEPTED, command.now, rules, accepted_at=command.now)
    return decided(case, new, command, steps=(done,))


def refuse(case: CaseFile, command: Command, rules: Rules) -> Decision:
    need(command, "reason", "不予受理的理由")
    by_lead = command.actor.role == Role.SHIFT_LEAD
    done = step(case, "refuse_filing" if by_lead else "refuse", command, command.now)
    new = enter(lapse_requests(case, command.now), State.REJECTED, command.now, rules, ended_at=command.now)
    return decided(case, new, command, steps=(done,), then=release_merged(case))


def send_verification(case: CaseFile, command: Command, rules: Rules) -> Decision:
    """The intake clock pauses while a collector looks; what is left of it is kept."""
    done = step(case, "send_verification", command, command.now)
    left = stage_left(case, command.now, rules)
    new = replace(enter(case, State.VERIFYING, command.now, rules), intake_left=left)
    assert new.stage_deadline is not None
    task = Task(
        id=command.new_id,
        kind="verify",
        collector=need(command, "collector", "核实的采集员"),
        state="open",
        sent_at=command.now,
        deadline=new.stage_deadline,
        blind="usual",
    )
    return decided(case, with_task(new, task), command, steps=(done,), data={"collector": task.collector})


def answer_verification(case: CaseFile, command: Command, rules: Rules) -> Decision:
    result = need(command, "result", "核实结果")
    if result not in ("true", "false", "not_found"):
        raise Refused("bad_value", "核实结果不对", "核实结果只能是属实、不属实或未找到。", field="result")
    if result != "not_found":
        need_photo(command, "现场照片")
    at = counts_at(command, rules, case.stage_since)
    done = step(case, "verify", command, at, outcome=result)
    new = close_task(case, "answered", at, result)
    left = case.intake_left
    new = enter(new, State.REPORTED, command.now, rules, stage_left=left, intake_left=None)
    new = replace(new, photo_by_staff=case.photo_by_staff or bool(command.photos))
    return decided(case, new, command, at, steps=(done,), data={"result": result})


def review_self_disposed(case: CaseFile, command: Command, rules: Rules) -> Decision:
    verdict = need(command, "verdict", "审核结论")
    states = {"close": State.CLOSED, "invalid": State.INVALID, "normal": State.REPORTED}
    if verdict not in states:
        raise Refused("bad_value", "审核结论不对", "审核结论只能是通过、无效或转普通案件。", field="verdict")
    own = not_his_own(command, (case.reporter,), rules, "审核自行处置")
    state, now = states[verdict], command.now
    done = step(case, "review_self_disposed", command, now, outcome=verdict)
    ends: dict[str, Any] = {"ended_at": now} if state is not State.REPORTED else {"source": "collector"}
    if state is State.CLOSED:
        ends["closed_at"] = now
    new = enter(case, state, now, rules, **ends)
    then = release_merged(case) if state is State.INVALID else ()
    if state is State.CLOSED and _looked_at(case, rules):
        then = (("blind_recheck", {"case": case.case_no}),)
    return decided(case, new, command, steps=(done,), data={"verdict": verdict, "self_decided": own}, then=then)


def _looked_at(case: CaseFile, rules: Rules) -> bool:
    """The share of approved self-disposals that somebody else goes to see (integrity.md)."""
    share = float(rules.setting("blind_self_disposed_percent")) / 100
    return picked_for_check(rules.draw_seed, case.case_no, 0, share, risky=False)


def change_class_place(case: CaseFile, command: Command, rules: Rules) -> Decision:
    """The correction path: class or place of a case changes, and the reason stands in the log."""
    need(command, "reason", "更正理由")
    new = classed(case, command.body)
    if new == case:
        raise Refused("nothing_changed", "没有更正内容", "类别和位置都与原来相同。案件未改变。")
    new, task = retimed(new, case, rules), case.open_task
    if task is not None and new.stage_deadline is not None:
        new = with_task(new, replace(task, deadline=new.stage_deadline))
    return decided(case, new, command)
