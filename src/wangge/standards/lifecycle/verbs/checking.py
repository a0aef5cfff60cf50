"""核查与结案: check after disposal, close, and look again later (复查)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from wangge.standards.errors import Refused
from wangge.standards.lifecycle.moments import counts_at, enter, step
from wangge.standards.lifecycle.names import REGISTERED_SOURCES, State
from wangge.standards.lifecycle.values import CaseFile, Command, Decision, Rules, Task
from wangge.standards.lifecycle.verbs.common import close_task, decided, need, need_photo, not_his_own, with_task
from wangge.standards.lifecycle.verbs.disposing import rework


def reject_disposal(case: CaseFile, command: Command, rules: Rules) -> Decision:
    need(command, "reason", "退回理由")
    done = step(case, "reject_disposal", command, command.now, unit=case.lead_unit)
    new, move = rework(case, command.now, rules)
    return decided(case, new, command, moves=(move,), steps=(done,))


def may_look(case: CaseFile, collector: int, kind: str, blind: str, rules: Rules) -> None:
    """Raises Refused for a collector whose check of this case was sent back, or who disposed of or reported it himself.

    The reporter goes only as `not_blind`, where nobody else is there.
    """
    if kind == "check" and collector in case.excluded_checkers:
        raise Refused(
            "checked_before", "须另派采集员", "该采集员的核查已被退回，须由另一名采集员核查。", field="collector"
        )
    if not rules.setting("self_decision_ban"):
        return
    if collector in case.disposed_by:
        raise Refused("own_act", "须另派采集员", "本人处置的案件不能由本人核查。", status=403, field="collector")
    if collector == case.reporter and blind != "not_blind":
        raise _own_report("collector")


def _own_report(field: str | None = None) -> Refused:
    text = "本案由该采集员上报，上报人不能核查自己上报的案件，请另派采集员或由系统选派。案件未改变。"
    return Refused("own_report", "上报人不能核查本案", text, status=403, field=field)


def _own_look(case: CaseFile, command: Command, rules: Rules, what: str) -> bool:
    """Whether who answers disposed of or reported it himself, where that is allowed: the answer is flagged."""
    own, task = not_his_own(command, case.disposed_by, rules, what), case.open_task
    if command.actor.user is None or command.actor.user != case.reporter:
        return own
    if rules.setting("self_decision_ban") and (task is None or task.blind != "not_blind"):
        raise _own_report()
    return True


def _sent_to(case: CaseFile, command: Command, kind: str, rules: Rules) -> int:
    collector: int = need(command, "collector", "核查的采集员")
    may_look(case, collector, kind, command.body.get("blind", "named"), rules)
    return collector


def check_task(case: CaseFile, command: Command, kind: str, collector: int, **times: Any) -> Task:
    """The task; `blind` in the body says how the collector was chosen."""
    return Task(
        id=command.new_id,
        kind=kind,
        collector=collector,
        state="open",
        round=case.check_round + 1 if kind == "check" else 1,
        drawn=command.body.get("blind") == "drawn",
        blind=command.body.get("blind", "named"),
        **times,
    )


def send_check(case: CaseFile, command: Command, rules: Rules) -> Decision:
    """A case the draw picked refuses a collector named by hand, unless nobody was eligible (`not_blind`)."""
    collector = _sent_to(case, command, "check", rules)
    if case.picked and command.body.get("blind") not in ("drawn", "not_blind"):
        raise Refused(
            "drawn_check",
            "不能指定核查员",
            "案件被抽中现场盲查，核查员由系统抽取，不能人工指定。案件未改变。",
            field="collector",
        )
    done = step(case, "send_check", command, command.now)
    new = enter(case, State.CHECKING, command.now, rules, check_round=case.check_round + 1)
    assert new.stage_deadline is not None
    task = check_task(case, command, "check", collector, sent_at=command.now, deadline=new.stage_deadline)
    data = {k: command.body.get(k) for k in ("blind", "pool", "excluded")} | {"collector": task.collector}
    return decided(case, with_task(new, task), command, steps=(done,), data=data)


def _passed(command: Command) -> bool:
    passed = command.body.get("passed")
    if not isinstance(passed, bool):
        raise Refused("missing_field", "缺少核查结论", "请选择已解决或未解决。案件未改变。", field="passed")
    return passed


def answer_check(case: CaseFile, command: Command, rules: Rules) -> Decision:
    """Passed: to the shift lead. Failed: rework at the same unit, from the moment the centre received it."""
    passed = _passed(command)
    need_photo(command, "核查照片")
    own = _own_look(case, command, rules, "核查")
    at = counts_at(command, rules, case.stage_since)
    done = step(case, "check", command, at, unit=case.lead_unit, outcome="passed" if passed else "failed")
    new = close_task(case, "answered", at, "passed" if passed else "failed")
    data = {"passed": passed, "self_decided": own}
    if passed:
        new = enter(new, State.CHECKED, command.now, rules, checked_at=at)
        return decided(case, new, command, at, steps=(done,), data=data)
    new, move = rework(new, command.now, rules)
    return decided(case, new, command, at, moves=(move,), steps=(done,), data=data)


def pass_check(case: CaseFile, command: Command, rules: Rules) -> Decision:
    need(command, "reason", "免核查理由")
    allowed = rules.setting("pass_check_classes")
    if not any((case.class_code or "").startswith(prefix) for prefix in allowed):
        raise Refused("not_allowed", "不能免核查", "该类别的规则不允许免核查，请发核查。案件未改变。", status=403)
    # Who registers for others did not report.
    reporter = None if case.source in REGISTERED_SOURCES else case.reporter
    own = not_his_own(command, (*case.disposed_by, reporter), rules, "免核查")
    done = step(case, "pass_check", command, command.now, unit=case.lead_unit)
    new = enter(case, State.CHECKED, command.now, rules, checked_at=command.now)
    return decided(case, new, command, steps=(done,), data={"self_decided": own})


def reject_check(case: CaseFile, command: Command, rules: Rules) -> Decision:
    """The next check goes to another collector."""
    need(command, "reason", "退回理由")
    passed = [t.collector for t in case.tasks if t.kind == "check" and t.result == "passed"]
    excluded = tuple(dict.fromkeys((*case.excluded_checkers, *passed[-1:])))
    new = enter(case, State.DISPOSED, command.now, rules, checked_at=None, excluded_checkers=excluded)
    return decided(case, new, command, steps=(step(case, "reject_check", command, command.now),))


def close(case: CaseFile, command: Command, rules: Rules) -> Decision:
    condition = command.body.get("closing_condition") or case.closing_condition
    if not condition:
        raise Refused("missing_field", "缺少结案条件", "请填写结案条件。案件未改变。", field="closing_condition")
    now = command.now
    done = step(case, "close", command, now, unit=case.lead_unit)
    new = enter(case, State.CLOSED, now, rules, closed_at=now, ended_at=now, closing_condition=condition)
    return decided(case, new, command, steps=(done,))


def recheck_deadline(case: CaseFile, at: datetime, rules: Rules) -> datetime:
    """A second look has the limit of a check; a closed case runs no stage clock."""
    deadline = enter(case, State.CHECKING, at, rules).stage_deadline
    assert deadline is not None
    return deadline


def recheck(case: CaseFile, command: Command, rules: Rules) -> Decision:
    deadline = recheck_deadline(case, command.now, rules)
    collector = _sent_to(case, command, "recheck", rules)
    task = check_task(case, command, "recheck", collector, sent_at=command.now, deadline=deadline)
    return decided(case, with_task(case, task), command, data={"collector": task.collector, "blind": task.blind})


def answer_recheck(case: CaseFile, command: Command, rules: Rules) -> Decision:
    """Found unsolved: a new case linked by `reopened_from`, charged to the unit of the closed one."""
    passed = _passed(command)
    need_photo(command, "复查照片")
    own = _own_look(case, command, rules, "复查")
    at = counts_at(command, rules, case.closed_at)
    new = close_task(case, "answered", at, "passed" if passed else "failed")
    data = {"passed": passed, "self_decided": own, "unit": case.lead_unit}
    then = () if passed else (("reopen", {"from": case.case_no}),)
    return decided(case, new, command, at, data=data, then=then)
