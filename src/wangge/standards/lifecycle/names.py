"""The words of the lifecycle (domain/lifecycle.md): codes for programs, Chinese for people."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    REPORTED = "reported"
    VERIFYING = "verifying"
    ACCEPTED = "accepted"
    FILED = "filed"
    DISPATCHED = "dispatched"
    DISPOSING = "disposing"
    SUSPENDED = "suspended"
    DISPOSED = "disposed"
    CHECKING = "checking"
    CHECKED = "checked"
    SELF_REPORTED = "self_reported"
    CLOSED = "closed"
    REJECTED = "rejected"
    VOIDED = "voided"
    MERGED = "merged"
    INVALID = "invalid"


class Stage(StrEnum):
    COLLECT = "collect"
    FILE = "file"
    DISPATCH = "dispatch"
    DISPOSE = "dispose"
    FEEDBACK = "feedback"
    CHECK = "check"
    DONE = "done"


class Role(StrEnum):
    """Post codes of the outside contract, and the three that no person at a desk holds."""

    COLLECTOR = "collector"
    OPERATOR = "operator"
    SHIFT_LEAD = "shift_lead"
    DISPATCHER = "dispatcher"
    UNIT = "unit"
    LEADER = "leader"
    EVALUATOR = "evaluator"
    DATA_MANAGER = "data_manager"
    ADMIN = "admin"
    CITIZEN = "citizen"
    UPPER = "upper"
    SYSTEM = "system"


STAGE_OF: dict[State, Stage] = {
    State.REPORTED: Stage.COLLECT,
    State.VERIFYING: Stage.COLLECT,
    State.SELF_REPORTED: Stage.COLLECT,
    State.ACCEPTED: Stage.FILE,
    State.FILED: Stage.DISPATCH,
    State.DISPATCHED: Stage.DISPOSE,
    State.DISPOSING: Stage.DISPOSE,
    State.SUSPENDED: Stage.DISPOSE,
    State.DISPOSED: Stage.FEEDBACK,
    State.CHECKING: Stage.CHECK,
    State.CHECKED: Stage.CHECK,
    State.CLOSED: Stage.DONE,
    State.REJECTED: Stage.DONE,
    State.VOIDED: Stage.DONE,
    State.MERGED: Stage.DONE,
    State.INVALID: Stage.DONE,
}
DONE = frozenset(s for s, stage in STAGE_OF.items() if stage is Stage.DONE)
OPEN = frozenset(State) - DONE
AT_UNIT = (State.DISPATCHED, State.DISPOSING)

STATE_LABELS: dict[State, str] = {
    State.REPORTED: "待受理",
    State.VERIFYING: "核实中",
    State.ACCEPTED: "待立案",
    State.FILED: "待派遣",
    State.DISPATCHED: "待签收",
    State.DISPOSING: "处置中",
    State.SUSPENDED: "挂账",
    State.DISPOSED: "待核查",
    State.CHECKING: "核查中",
    State.CHECKED: "待结案",
    State.SELF_REPORTED: "自处置待审",
    State.CLOSED: "结案",
    State.REJECTED: "不予受理",
    State.VOIDED: "作废",
    State.MERGED: "并案",
    State.INVALID: "无效",
}
STAGE_LABELS: dict[Stage, str] = {
    Stage.COLLECT: "信息收集",
    Stage.FILE: "案卷建立",
    Stage.DISPATCH: "任务派遣",
    Stage.DISPOSE: "任务处理",
    Stage.FEEDBACK: "处理反馈",
    Stage.CHECK: "核查结案",
    Stage.DONE: "办结",
}
ROLE_LABELS: dict[Role, str] = {
    Role.COLLECTOR: "信息采集员",
    Role.OPERATOR: "坐席员",
    Role.SHIFT_LEAD: "值班长",
    Role.DISPATCHER: "派遣员",
    Role.UNIT: "责任单位",
    Role.LEADER: "领导",
    Role.EVALUATOR: "考评员",
    Role.DATA_MANAGER: "数据管理员",
    Role.ADMIN: "系统管理员",
    Role.CITIZEN: "市民",
    Role.UPPER: "上级平台",
    Role.SYSTEM: "系统",
}
SOURCE_LABELS: dict[str, str] = {
    "collector": "采集员",
    "phone": "电话",
    "web": "网站",
    "wechat": "微信",
    "leader": "领导",
    "media": "媒体",
    "video": "视频",
    "sensor": "传感器",
    "other_system": "其他系统",
    "upper": "上级平台",
    "self_disposed": "自行处置",
}
REGISTERED_SOURCES = ("phone", "web", "wechat", "leader", "media", "video", "sensor", "other_system")
"""What an operator may register; the other sources follow from who reports."""
CITIZEN_SOURCES = frozenset({"phone", "web", "wechat"})
STAFF_SOURCES = frozenset({"collector", "self_disposed", "leader", "video"})
MEDIA_ROLES = ("near", "far", "before", "after", "other")

# Which stage limit runs in a state (standards names of domain/time-limits.md); disposing has the disposal clock.
STAGE_LIMIT_OF: dict[State, str] = {
    State.REPORTED: "accept",
    State.SELF_REPORTED: "accept",
    State.VERIFYING: "verify",
    State.ACCEPTED: "file",
    State.FILED: "dispatch",
    State.DISPATCHED: "sign",
    State.DISPOSED: "send_check",
    State.CHECKING: "check",
    State.CHECKED: "close",
}
