"""Field tasks change hands: reassign, recall, hand over."""

from __future__ import annotations

from wangge.standards.errors import Refused
from wangge.standards.lifecycle.copying import replace
from wangge.standards.lifecycle.moments import enter
from wangge.standards.lifecycle.names import State
from wangge.standards.lifecycle.values import CaseFile, Command, Decision, Rules, Task
from wangge.standards.lifecycle.verbs.checking import may_look, recheck_deadline
from wangge.standards.lifecycle.verbs.common import close_task, decided, need, with_task


def _open_task(case: CaseFile) -> Task:
    task = case.open_task
    assert task is not None, "permit lets nobody here without an open task"
    return task


def reassign_task(case: CaseFile, command: Command, rules: Rules) -> Decision:
    """The same task for another collector; a case the draw picked takes only a drawn one."""
    task, collector = _open_task(case), need(command, "collector", "采集员")
    if collector == task.collector:
        raise Refused("same_collector", "不能改派任务", "任务已在这名采集员手中。案件未改变。", field="collector")
    blind = command.body.get("blind", "named")
    if task.kind != "verify":
        may_look(case, collector, task.kind, blind, rules)
    if task.kind == "check" and case.picked and blind not in ("drawn", "not_blind"):
        raise Refused("drawn_check", "不能指定核查员", "案件被抽中现场盲查，核查员由系统抽取。", field="collector")
    new = close_task(case, "recalled", command.now)
    if case.state is not State.CLOSED:
        new = enter(new, case.state, command.now, rules)
    fresh = replace(
        task,
        id=command.new_id,
        collector=collector,
        sent_at=command.now,
        deadline=new.stage_deadline or recheck_deadline(case, command.now, rules),
        blind=blind,
        drawn=blind == "drawn",
    )
    data = {"from": task.collector, "collector": collector, "blind": blind}
    return decided(case, with_task(new, fresh), command, data=data)


def recall_task(case: CaseFile, command: Command, rules: Rules) -> Decision:
    """A check sent again is the same round: its draw comes out as before."""
    _open_task(case)
    new = close_task(case, "recalled", command.now)
    if case.state is State.VERIFYING:
        new = enter(new, State.REPORTED, command.now, rules, stage_left=case.intake_left, intake_left=None)
    else:
        new = enter(new, State.DISPOSED, command.now, rules, check_round=case.check_round - 1)
    return decided(case, new, command)


def hand_over(case: CaseFile, command: Command, rules: Rules) -> Decision:
    task, collector = _open_task(case), need(command, "collector", "接手的同事")
    if collector == task.collector:
        raise Refused("same_collector", "不能转交任务", "不能转交给自己。案件未改变。", field="collector")
    new = close_task(case, "recalled", command.now)
    fresh = replace(task, id=command.new_id, collector=collector, blind="named", drawn=False)
    return decided(case, with_task(new, fresh), command, data={"from": task.collector, "collector": collector})
