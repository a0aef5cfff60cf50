"""The lifecycle as one table: every action and request, by whom, from where, to where (domain/lifecycle.md).

The server enforces it, the list of allowed actions and the buttons are drawn from it, the permission tests and the
drawing in docs/lifecycle.md come from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wangge.standards.lifecycle.names import AT_UNIT, OPEN, Role, State

S, R = State, Role


class Tie(StrEnum):
    """What binds the actor to the case, besides his post."""

    NONE = "none"
    LEAD = "lead"  # his unit leads the case
    LEAD_OR_ASSIGNED = "lead_or_assigned"
    ASSIGNED = "assigned"
    ASSISTING = "assisting"
    TASK = "task"  # the open field task is his
    HOLDER = "holder"  # the case waits for him or his unit
    SEES = "sees"


@dataclass(frozen=True, slots=True)
class By:
    role: Role
    at: tuple[State, ...]
    tie: Tie = Tie.NONE
    to: tuple[State, ...] = ()  # where it leads from here, if not everywhere the action leads


@dataclass(frozen=True, slots=True)
class Action:
    code: str
    label: str
    by: tuple[By, ...]
    to: tuple[State, ...] = ()  # empty: the case stays where it is
    needs: str = ""
    primary: bool = False  # the next sensible step in its state


@dataclass(frozen=True, slots=True)
class RequestKind:
    code: str
    label: str
    at: tuple[State, ...]
    by: Role
    deciders: tuple[Role, ...]
    to: State | None
    needs: str
    before_deadline: bool = False


MERGE_OPERATOR = (S.REPORTED,)
MERGE_SHIFT_LEAD = (S.ACCEPTED, S.FILED)
# Whom an open case waits for; a collector by his field task, the unit that leads.
WAITS_FOR: dict[State, tuple[Role, ...]] = {
    S.REPORTED: (R.OPERATOR,),
    S.VERIFYING: (R.COLLECTOR,),
    S.ACCEPTED: (R.SHIFT_LEAD,),
    S.FILED: (R.DISPATCHER,),
    S.DISPATCHED: (R.UNIT,),
    S.DISPOSING: (R.UNIT,),
    S.SUSPENDED: (R.LEADER, R.DISPATCHER),
    S.DISPOSED: (R.OPERATOR,),
    S.CHECKING: (R.COLLECTOR,),
    S.CHECKED: (R.SHIFT_LEAD,),
    S.SELF_REPORTED: (R.OPERATOR, R.SHIFT_LEAD),
}
CENTRE = (R.OPERATOR, R.SHIFT_LEAD, R.DISPATCHER)
ALL_OPEN = tuple(s for s in State if s in OPEN)
ANYWHERE = tuple(State)

ACTIONS: tuple[Action, ...] = (
    Action(
        "review_self_disposed",
        "自处置审核",
        (By(R.OPERATOR, (S.SELF_REPORTED,)), By(R.SHIFT_LEAD, (S.SELF_REPORTED,))),
        (S.CLOSED, S.INVALID, S.REPORTED),
        "审核结论",
        primary=True,
    ),
    Action("accept", "受理", (By(R.OPERATOR, (S.REPORTED,)),), (S.ACCEPTED,), "类别、立案条件、网格", primary=True),
    Action("send_verification", "发核实", (By(R.OPERATOR, (S.REPORTED,)),), (S.VERIFYING,), "现场任务"),
    Action(
        "answer_verification",
        "核实回复",
        (By(R.COLLECTOR, (S.VERIFYING,), Tie.TASK),),
        (S.REPORTED,),
        "核实结果，除未找到外须有照片",
        primary=True,
    ),
    Action(
        "refuse",
        "不予受理（立案）",
        (By(R.OPERATOR, (S.REPORTED,)), By(R.SHIFT_LEAD, (S.ACCEPTED,))),
        (S.REJECTED,),
        "理由",
    ),
    Action(
        "merge",
        "并案",
        (By(R.OPERATOR, MERGE_OPERATOR), By(R.SHIFT_LEAD, MERGE_SHIFT_LEAD)),
        (S.MERGED,),
        "并入的案件",
    ),
    Action("unmerge", "撤销并案", (By(R.OPERATOR, (S.MERGED,)), By(R.SYSTEM, (S.MERGED,))), (S.REPORTED,)),
    Action("return_to_operator", "退回受理", (By(R.SHIFT_LEAD, (S.ACCEPTED,)),), (S.REPORTED,), "理由"),
    Action("file", "立案", (By(R.SHIFT_LEAD, (S.ACCEPTED,)),), (S.FILED,), primary=True),
    Action("return_to_shift_lead", "退回立案", (By(R.DISPATCHER, (S.FILED,)),), (S.ACCEPTED,), "理由"),
    Action("dispatch", "派遣", (By(R.DISPATCHER, (S.FILED,)),), (S.DISPATCHED,), "主办单位", primary=True),
    Action("recall", "撤回派遣", (By(R.DISPATCHER, (S.DISPATCHED,)),), (S.FILED,), "理由"),
    Action("sign", "签收", (By(R.UNIT, (S.DISPATCHED,), Tie.LEAD_OR_ASSIGNED),), (S.DISPOSING,), primary=True),
    Action("assign", "指派", (By(R.UNIT, AT_UNIT, Tie.LEAD),), (), "下级单位或人员"),
    Action("assist_done", "协办完成", (By(R.UNIT, AT_UNIT, Tie.ASSISTING),), (), "说明、照片"),
    Action("submit", "提交处置", (By(R.UNIT, AT_UNIT, Tie.ASSIGNED),), (), "说明、处置后照片"),
    Action(
        "complete",
        "处置完成",
        (By(R.UNIT, AT_UNIT, Tie.LEAD_OR_ASSIGNED),),
        (S.DISPOSED,),
        "说明、处置后照片",
        primary=True,
    ),
    Action("reject_disposal", "退回返工", (By(R.OPERATOR, (S.DISPOSED,)),), (S.DISPATCHED,), "理由"),
    Action(
        "send_check",
        "发核查",
        (By(R.OPERATOR, (S.DISPOSED,)), By(R.SYSTEM, (S.DISPOSED,))),
        (S.CHECKING,),
        "现场任务",
        primary=True,
    ),
    Action(
        "answer_check",
        "核查回复",
        (By(R.COLLECTOR, (S.CHECKING,), Tie.TASK),),
        (S.CHECKED, S.DISPATCHED),
        "是否解决、照片",
        primary=True,
    ),
    Action("pass_check", "免核查", (By(R.OPERATOR, (S.DISPOSED,)),), (S.CHECKED,), "理由"),
    Action("reject_check", "退回核查", (By(R.SHIFT_LEAD, (S.CHECKED,)),), (S.DISPOSED,), "理由"),
    Action("close", "结案", (By(R.SHIFT_LEAD, (S.CHECKED,)),), (S.CLOSED,), "结案条件", primary=True),
    Action("recheck", "复查", tuple(By(r, (S.CLOSED,)) for r in (R.OPERATOR, R.CITIZEN, R.SYSTEM)), (), "现场任务"),
    Action("answer_recheck", "复查回复", (By(R.COLLECTOR, (S.CLOSED,), Tie.TASK),), (), "是否解决、照片", primary=True),
    Action(
        "resume",
        "恢复",
        (
            By(R.UNIT, (S.SUSPENDED,), Tie.LEAD),
            By(R.DISPATCHER, (S.SUSPENDED,)),
            By(R.LEADER, (S.SUSPENDED,)),
            By(R.SYSTEM, (S.SUSPENDED,)),
        ),
        AT_UNIT,
    ),
    Action(
        "reassign_task",
        "改派任务",
        (By(R.OPERATOR, (S.VERIFYING, S.CHECKING, S.CLOSED)), By(R.SYSTEM, (S.VERIFYING, S.CHECKING, S.CLOSED))),
        (),
        "采集员",
    ),
    Action(
        "recall_task",
        "收回任务",
        (By(R.OPERATOR, (S.VERIFYING,), to=(S.REPORTED,)), By(R.OPERATOR, (S.CHECKING,), to=(S.DISPOSED,))),
        (S.REPORTED, S.DISPOSED),
    ),
    Action("hand_over", "转交任务", (By(R.COLLECTOR, (S.VERIFYING,), Tie.TASK),), (), "在岗同事"),
    Action(
        "supervise",
        "督办",
        (By(R.LEADER, ALL_OPEN), By(R.SHIFT_LEAD, ALL_OPEN)),
        (),
        "督办意见、答复期限",
    ),
    Action(
        "answer_supervision",
        "督办回复",
        (
            By(R.UNIT, ANYWHERE, Tie.HOLDER),
            By(R.OPERATOR, ANYWHERE, Tie.HOLDER),
            By(R.SHIFT_LEAD, ANYWHERE, Tie.HOLDER),
            By(R.DISPATCHER, ANYWHERE, Tie.HOLDER),
            By(R.COLLECTOR, ANYWHERE, Tie.HOLDER),
        ),
        (),
        "答复",
    ),
    Action("return_to_upper", "退回上级", (By(R.OPERATOR, (S.ACCEPTED,)),), (S.REJECTED,), "理由"),
    Action("return_visit", "回访", (By(R.OPERATOR, (S.CLOSED,)),), (), "满意度"),
    Action(
        "change_class_place",
        "更正类别位置",
        (By(R.OPERATOR, (S.REPORTED, S.VERIFYING, S.ACCEPTED)),),
        (),
        "更正内容、理由",
    ),
    Action(
        "take_over",
        "接手",
        tuple(By(role, (S.REPORTED, S.SELF_REPORTED)) for role in (R.SHIFT_LEAD, R.LEADER)),
        (),
        "有人占用时；交给谁",
    ),
    Action("redate", "时限重算", (By(R.SYSTEM, AT_UNIT),), (), "日历变更"),
    Action(
        "comment",
        "批注",
        tuple(
            By(role, ANYWHERE, Tie.SEES)
            for role in (R.COLLECTOR, R.OPERATOR, R.SHIFT_LEAD, R.DISPATCHER, R.UNIT, R.LEADER, R.EVALUATOR)
        ),
        (),
        "内容",
    ),
)

# How a case comes to be: no case stands yet, so these are not offered as actions of one.
ENTRIES: dict[str, tuple[str, State, tuple[Role, ...]]] = {
    "report": ("上报", S.REPORTED, (R.COLLECTOR, R.OPERATOR, R.CITIZEN, R.LEADER, R.SYSTEM)),
    "report_self_disposed": ("自行处置上报", S.SELF_REPORTED, (R.COLLECTOR,)),
    "receive_transfer": ("上级转办", S.ACCEPTED, (R.UPPER,)),
}

REQUESTS: tuple[RequestKind, ...] = (
    RequestKind("return", "回退", AT_UNIT, R.UNIT, (R.DISPATCHER,), S.FILED, "理由"),
    RequestKind("extension", "延期", AT_UNIT, R.UNIT, (R.DISPATCHER,), None, "延长小时数", before_deadline=True),
    RequestKind(
        "suspension", "挂账", AT_UNIT, R.UNIT, (R.DISPATCHER, R.LEADER), S.SUSPENDED, "恢复日期", before_deadline=True
    ),
    RequestKind("void", "作废", (S.FILED, S.DISPATCHED), R.DISPATCHER, (R.SHIFT_LEAD,), S.VOIDED, "理由"),
    RequestKind("appeal", "超时申诉", ANYWHERE, R.UNIT, (R.DISPATCHER, R.EVALUATOR), None, "理由，本单位已超期"),
)

BY_CODE: dict[str, Action] = {a.code: a for a in ACTIONS}
REQUEST_BY_CODE: dict[str, RequestKind] = {r.code: r for r in REQUESTS}
REQUEST_STEPS = ("ask", "decide", "withdraw", "lapse")
ACTION_LABELS: dict[str, str] = (
    {code: label for code, (label, _, _) in ENTRIES.items()}
    | {a.code: a.label for a in ACTIONS}
    | {f"request_{r.code}": f"申请{r.label}" for r in REQUESTS}
    | {f"decide_{r.code}": f"审批{r.label}" for r in REQUESTS}
    | {f"withdraw_{r.code}": f"撤回{r.label}申请" for r in REQUESTS}
)


def moves_of(code: str) -> frozenset[tuple[State, State]]:
    """Every (from, to) the table allows for an action that moves the case."""
    action = BY_CODE[code]
    return frozenset((a, b) for by in action.by for a in by.at for b in by.to or action.to)
