"""督办, 回访, 接手, 批注: acts that follow a case without moving it."""

from __future__ import annotations

from wangge.standards.errors import Refused
from wangge.standards.lifecycle.copying import replace
from wangge.standards.lifecycle.moments import aware
from wangge.standards.lifecycle.names import STAGE_OF, Stage
from wangge.standards.lifecycle.permit import may_answer
from wangge.standards.lifecycle.values import CaseFile, Command, Decision, Rules, Step, Supervision
from wangge.standards.lifecycle.verbs.common import decided, need

RATINGS = {"satisfied": "满意", "neutral": "基本满意", "unsatisfied": "不满意", "not_solved": "没解决"}


def supervise(case: CaseFile, command: Command, rules: Rules) -> Decision:
    """Goes to whoever holds the case now: its lead unit in disposal, the centre otherwise."""
    need(command, "text", "督办意见")
    answer_by = aware(need(command, "answer_by", "答复期限"), "answer_by")
    if answer_by <= command.now:
        raise Refused("bad_value", "答复期限不对", "答复期限须晚于现在。案件未改变。", field="answer_by")
    unit = case.lead_unit if STAGE_OF[case.state] is Stage.DISPOSE else None
    item = Supervision(command.new_id, command.actor.user, command.now, answer_by, unit)
    new = replace(case, supervisions=(*case.supervisions, item))
    data = {"supervision": str(item.id), "unit": unit, "answer_by": answer_by.isoformat()}
    return decided(case, new, command, data=data)


def _to_answer(case: CaseFile, command: Command) -> Supervision:
    wanted = command.body.get("supervision_id")
    mine = [s for s in case.supervisions if may_answer(s, case, command.actor)]
    found = next((s for s in mine if wanted is None or str(s.id) == str(wanted)), None)
    if found is None:
        raise Refused("not_found", "没有这份督办", "没有等待您答复的这份督办。案件未改变。", status=404)
    return found


def answer_supervision(case: CaseFile, command: Command, rules: Rules) -> Decision:
    need(command, "text", "答复内容")
    item, now = _to_answer(case, command), command.now
    answered = replace(item, answered_at=now)
    new = replace(case, supervisions=tuple(answered if s.id == item.id else s for s in case.supervisions))
    done = Step(
        code="answer_supervision",
        done_at=now,
        since=item.asked_at,
        deadline=item.answer_by,
        in_time=now <= item.answer_by,
        actor=command.actor.user,
        post=command.actor.post,
        role=command.actor.role,
        unit=item.unit,
    )
    return decided(case, new, command, steps=(done,), data={"supervision": str(item.id), "late": not done.in_time})


def return_visit(case: CaseFile, command: Command, rules: Rules) -> Decision:
    rating = need(command, "rating", "满意度")
    if rating not in RATINGS:
        raise Refused("bad_value", "满意度不对", f"满意度只能是：{'、'.join(RATINGS.values())}。", field="rating")
    then = (("recheck", {"case": case.case_no}),) if rating == "not_solved" and case.open_task is None else ()
    return decided(case, replace(case, satisfaction=rating), command, data={"rating": rating}, then=then)


def take_over(case: CaseFile, command: Command, rules: Rules) -> Decision:
    """The pool's claim passes from one person to another; the case itself stays."""
    return decided(case, case, command, data={"from": command.body.get("from"), "to": need(command, "to", "接手人")})


def comment(case: CaseFile, command: Command, rules: Rules) -> Decision:
    need(command, "text", "批注内容")
    return decided(case, case, command)
