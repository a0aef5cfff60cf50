"""What several verbs need: checks of what was handed in, and the usual shape of a decision."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from wangge.standards.clock import Clock
from wangge.standards.errors import Refused
from wangge.standards.lifecycle.copying import replace
from wangge.standards.lifecycle.names import State
from wangge.standards.lifecycle.values import CaseFile, Command, Decision, Move, Rules, Step, Task

UNSET = object()


def need(command: Command, key: str, what: str) -> Any:
    """The value of a required field; an empty text counts as missing."""
    value = command.body.get(key)
    if value is None or (isinstance(value, str) and not value.strip()):
        raise Refused(
            "missing_field", f"缺少{what}", f"请填写{what}后再提交。案件未改变，已填写的内容仍在。", field=key
        )
    return value


def need_photo(command: Command, what: str, role: str | None = None) -> None:
    if not command.photos or (role and role not in command.photos):
        raise Refused("photo_required", f"缺少{what}", f"请至少上传一张{what}后再提交。案件未改变。", field="media_ids")


def lead_clock(case: CaseFile) -> Clock:
    clock = case.clock
    if clock is None:
        raise Refused("no_clock", "案件没有处置时钟", "案件尚未派遣到责任单位。", status=409)
    return clock


def with_clock(case: CaseFile, clock: Clock) -> CaseFile:
    return replace(case, clocks={**case.clocks, clock.unit: clock})


def with_task(case: CaseFile, task: Task) -> CaseFile:
    known = any(t.id == task.id for t in case.tasks)
    tasks = tuple(task if t.id == task.id else t for t in case.tasks) if known else (*case.tasks, task)
    collectors = case.collectors if task.collector in case.collectors else (*case.collectors, task.collector)
    return replace(case, tasks=tasks, collectors=collectors)


def close_task(case: CaseFile, state: str, at: datetime, result: str | None = None) -> CaseFile:
    """The open task ended as `answered` or `recalled`."""
    task = case.open_task
    if task is None:
        return case
    return with_task(case, replace(task, state=state, result=result, answered_at=at))


def lapse_requests(case: CaseFile, at: datetime, keep: Iterable[str] = ("appeal",)) -> CaseFile:
    """Open requests fall away when the case leaves the unit; an appeal is about the past and stays."""
    requests = tuple(
        replace(r, status="lapsed", decided_at=at) if r.open and r.kind not in keep else r for r in case.requests
    )
    return replace(case, requests=requests)


Then = tuple[tuple[str, dict[str, Any]], ...]


def release_merged(case: CaseFile) -> Then:
    """What was merged into a case that comes to nothing goes back to the operators."""
    return (("release_merged", {"target": case.case_no}),)


def not_his_own(command: Command, doers: Iterable[int | None], rules: Rules, what: str) -> bool:
    """Raises `own_act` if the actor did it himself; where a small county allows it, True: the act is flagged."""
    own = command.actor.user is not None and command.actor.user in set(doers)
    if own and rules.setting("self_decision_ban"):
        raise Refused("own_act", f"不能{what}", f"本人经办的事项须由他人{what}，换岗位也不行。案件未改变。", status=403)
    return own


def decided(
    case: CaseFile,
    new: CaseFile,
    command: Command,
    at: datetime | None = None,
    *,
    moves: tuple[Move, ...] = (),
    steps: tuple[Step, ...] = (),
    data: dict[str, Any] | None = None,
    then: Then = (),
) -> Decision:
    """`version` rises only when state, lead unit, deadline, class or place change."""
    visible = ("state", "lead_unit", "deadline", "class_code", "condition_id", "lon", "lat", "grid")
    if any(getattr(case, f) != getattr(new, f) for f in visible):
        new = replace(new, version=case.version + 1)
    return Decision(new, command, at or command.now, State(case.state), moves, steps, data or {}, then)
