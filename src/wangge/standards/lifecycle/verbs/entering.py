"""How a case comes to be: report, report_self_disposed, receive_transfer, and a case found unsolved again."""

from __future__ import annotations

from wangge.standards.errors import Refused
from wangge.standards.lifecycle.moments import counts_at, enter
from wangge.standards.lifecycle.names import Role, State
from wangge.standards.lifecycle.table import ENTRIES
from wangge.standards.lifecycle.values import CaseFile, Command, Decision, Rules
from wangge.standards.lifecycle.verbs.common import need

FIELDS = (
    "edition",
    "class_code",
    "condition_id",
    "closing_condition",
    "urgent",
    "limit",
    "limit_default",
    "grid",
    "duty_grid",
    "component_id",
    "person",
    "photo_by_staff",
    "reopened_from",
    "upper_ref",
    "upper_deadline",
)


def _evidence(command: Command) -> None:
    photos = command.photos
    if command.action == "report_self_disposed" and not {"before", "after"} <= set(photos):
        raise Refused(
            "photo_required", "缺少处置前后照片", "自行处置须有处置前、处置后照片各一张。未上报，内容已保留。"
        )
    if command.actor.role == Role.COLLECTOR and not photos:
        raise Refused("photo_required", "缺少现场照片", "采集员上报至少要有一张现场照片。未上报，内容已保留。")


def report(command: Command, rules: Rules) -> Decision:
    """A new case. `reported_at` is when it counts as seen; the centre's stage clock starts at received_at.

    `place_unknown` in the body: a legacy record without coordinates.
    """
    label, state, roles = ENTRIES[command.action]
    if command.actor.role not in roles:
        raise Refused("not_allowed", f"不能{label}", f"当前岗位不能{label}。", status=403)
    _evidence(command)
    at = counts_at(command, rules)
    unplaced = bool(command.body.get("place_unknown"))
    extra = {f: command.body[f] for f in FIELDS if command.body.get(f) is not None}
    case = CaseFile(
        case_no=need(command, "case_no", "案卷号"),
        state=state,
        kind=need(command, "kind", "部件或事件"),
        source=need(command, "source", "来源"),
        lon=None if unplaced else need(command, "lon", "经度"),
        lat=None if unplaced else need(command, "lat", "纬度"),
        reported_at=at,
        reporter=command.actor.user,
        reporter_unit=command.actor.unit,
        **extra,
    )
    if state is State.ACCEPTED:
        case = enter(case, state, command.now, rules, accepted_at=command.now)
    else:
        case = enter(case, state, command.now, rules)
    return Decision(case, command, at, None)
