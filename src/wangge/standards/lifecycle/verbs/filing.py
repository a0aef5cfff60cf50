"""立案: file, and the two ways back."""

from __future__ import annotations

from wangge.standards.errors import Refused
from wangge.standards.lifecycle.moments import enter, step
from wangge.standards.lifecycle.names import State
from wangge.standards.lifecycle.values import CaseFile, Command, Decision, Rules
from wangge.standards.lifecycle.verbs.common import decided, lapse_requests, need, release_merged


def file(case: CaseFile, command: Command, rules: Rules) -> Decision:
    if case.limit is None:
        raise Refused(
            "missing_field", "缺少处置时限", "案件没有立案条件，无法确定时限，请退回受理。", field="condition_id"
        )
    done = step(case, "file", command, command.now)
    new = enter(case, State.FILED, command.now, rules, filed_at=command.now)
    return decided(case, new, command, steps=(done,))


def return_to_operator(case: CaseFile, command: Command, rules: Rules) -> Decision:
    need(command, "reason", "退回理由")
    done = step(case, "return_to_operator", command, command.now)
    new = enter(case, State.REPORTED, command.now, rules, accepted_at=None)
    return decided(case, new, command, steps=(done,))


def return_to_shift_lead(case: CaseFile, command: Command, rules: Rules) -> Decision:
    need(command, "reason", "退回理由")
    done = step(case, "return_to_shift_lead", command, command.now)
    new = enter(case, State.ACCEPTED, command.now, rules, filed_at=None)
    return decided(case, new, command, steps=(done,))


def return_to_upper(case: CaseFile, command: Command, rules: Rules) -> Decision:
    need(command, "reason", "退回理由")
    new = enter(lapse_requests(case, command.now), State.REJECTED, command.now, rules, ended_at=command.now)
    done = step(case, "return_to_upper", command, command.now)
    return decided(case, new, command, steps=(done,), then=release_merged(case))
