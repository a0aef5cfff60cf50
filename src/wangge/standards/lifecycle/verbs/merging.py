"""并案: one problem reported twice is one case; the merged report follows its target."""

from __future__ import annotations

from wangge.standards.errors import Refused
from wangge.standards.lifecycle.moments import enter, step
from wangge.standards.lifecycle.names import Role, State
from wangge.standards.lifecycle.values import CaseFile, Command, Decision, Rules
from wangge.standards.lifecycle.verbs.common import decided, lapse_requests, need


def merge(case: CaseFile, command: Command, rules: Rules) -> Decision:
    """`into`: the end of the target's chain; `into_state` and `into_recent` (closed at most 24 h ago) describe it."""
    into = need(command, "into", "并入的案卷号")
    if into == case.case_no:
        raise Refused("merge_cycle", "不能并案", "并入的案件最终就是本案。案件未改变。", field="into")
    state = State(command.body["into_state"])
    ended = state in (State.REJECTED, State.VOIDED, State.INVALID, State.MERGED)
    if ended or (state is State.CLOSED and not command.body.get("into_recent")):
        raise Refused("merge_target", "不能并案", "只能并入办理中的案件，或结案不超过 24 小时的案件。", field="into")
    now = command.now
    done = step(case, "merge", command, now)
    new = enter(lapse_requests(case, now), State.MERGED, now, rules, merged_into=into, merged_at=now, ended_at=now)
    return decided(case, new, command, steps=(done,), data={"into": into})


def unmerge(case: CaseFile, command: Command, rules: Rules) -> Decision:
    """By the operator until the target is dispatched; by the system when the target was rejected or voided."""
    if command.actor.role != Role.SYSTEM and command.body.get("into_dispatched"):
        raise Refused("target_dispatched", "不能撤销并案", "并入的案件已经派遣。案件未改变。", status=409)
    was = case.merged_into
    new = enter(
        case,
        State.REPORTED,
        command.now,
        rules,
        merged_into=None,
        merged_at=None,
        ended_at=None,
        accepted_at=None,
        filed_at=None,
    )
    return decided(case, new, command, data={"was_into": was})
