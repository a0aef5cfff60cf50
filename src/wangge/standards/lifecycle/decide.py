"""One door to all decisions: command and case in, decision or refusal out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from wangge.standards.errors import Refused
from wangge.standards.lifecycle.permit import must_be_permitted
from wangge.standards.lifecycle.table import ENTRIES, REQUESTS
from wangge.standards.lifecycle.values import CaseFile, Command, Decision, Rules
from wangge.standards.lifecycle.verbs import (
    checking,
    dispatching,
    disposing,
    entering,
    filing,
    following,
    granting,
    intake,
    merging,
    requests,
    tasks,
)

Verb = Callable[[CaseFile, Command, Rules], Decision]

VERBS: dict[str, Verb] = {
    verb.__name__: verb
    for verb in (
        intake.accept,
        intake.refuse,
        intake.send_verification,
        intake.answer_verification,
        intake.review_self_disposed,
        intake.change_class_place,
        filing.file,
        filing.return_to_operator,
        filing.return_to_shift_lead,
        filing.return_to_upper,
        dispatching.dispatch,
        dispatching.recall,
        dispatching.redate,
        disposing.sign,
        disposing.assign,
        disposing.assist_done,
        disposing.submit,
        disposing.complete,
        checking.reject_disposal,
        checking.send_check,
        checking.answer_check,
        checking.pass_check,
        checking.reject_check,
        checking.close,
        checking.recheck,
        checking.answer_recheck,
        granting.resume,
        merging.merge,
        merging.unmerge,
        tasks.reassign_task,
        tasks.recall_task,
        tasks.hand_over,
        following.supervise,
        following.answer_supervision,
        following.return_visit,
        following.take_over,
        following.comment,
    )
}
ASKS: dict[str, Verb] = {f"request_{kind.code}": partial(requests.ask, kind.code) for kind in REQUESTS}


def decide_entry(command: Command, rules: Rules) -> Decision:
    """report, report_self_disposed, receive_transfer: there is no case yet."""
    if command.action not in ENTRIES:
        raise Refused("unknown_action", "没有这个操作", f"“{command.action}”不是登记案件的操作。", status=404)
    return entering.report(command, rules)


def decide(case: CaseFile, command: Command, rules: Rules) -> Decision:
    """Raises Refused (403 by post and state, 409 by what happened meanwhile, 422 by the input)."""
    if command.action in ASKS:
        return ASKS[command.action](case, command, rules)
    if command.action.startswith("decide_"):
        return requests.decide(case, command, rules)
    if command.action.startswith("withdraw_"):
        return requests.withdraw(case, command, rules)
    must_be_permitted(command.action, case, command.actor)
    return VERBS[command.action](case, command, rules)
