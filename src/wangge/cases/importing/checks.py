"""What no record can be: moments in an impossible order, a state that contradicts them, amounts that make no sense.

A missing moment is no contradiction: legacy systems know less than we do.
"""

from __future__ import annotations

from datetime import datetime

from wangge.cases.importing.record import BadRow, Record
from wangge.standards.lifecycle.names import STATE_LABELS, State

ORDER = (
    ("reported_at", "上报"),
    ("accepted_at", "受理"),
    ("filed_at", "立案"),
    ("dispatched_at", "派遣"),
    ("signed_at", "签收"),
    ("completed_at", "处置完成"),
    ("check_sent_at", "发核查"),
    ("checked_at", "核查"),
    ("closed_at", "结案"),
)
ASIDE = (("refused_at", "不予受理"), ("voided_at", "作废"), ("suspended_from", "挂账"))
# The last moment that each state may know: a later one contradicts it.
LAST_OF: dict[str, str] = {
    "reported": "reported_at",
    "verifying": "reported_at",
    "self_reported": "reported_at",
    "accepted": "accepted_at",
    "filed": "filed_at",
    "dispatched": "dispatched_at",
    "disposing": "signed_at",
    "suspended": "signed_at",
    "disposed": "completed_at",
    "checking": "check_sent_at",
    "checked": "checked_at",
}
ENDINGS = {"closed": "closed_at", "voided": "voided_at", "rejected": "refused_at", "merged": "merged_into"}
AT_UNIT = ("dispatched", "disposing", "suspended")


def check(r: Record, now: datetime) -> None:
    """Raises BadRow with the first contradiction found. What has happened lies before `now`; what is due may not."""
    if r.reported_at is None:
        raise BadRow("缺少上报时间 reported_at")
    if r.class_code is None and r.state not in (None, "reported", "verifying", "rejected", "merged"):
        raise BadRow("缺少类别 class_code")
    _happened(r, now)
    _in_order(r)
    _pairs(r)
    _state_fits(r)
    _unit_known(r)
    if r.self_disposed:
        _self_disposed(r)


def _happened(r: Record, now: datetime) -> None:
    for name, label in (*ORDER, *ASIDE):
        at: datetime | None = getattr(r, name)
        if at is not None and at > now:
            raise BadRow(f"{label}时间 {at.isoformat()} 在将来（{name} 列）")


def _in_order(r: Record) -> None:
    known: tuple[str, datetime] | None = None
    for name, label in ORDER:
        at: datetime | None = getattr(r, name)
        if at is None:
            continue
        if known and at < known[1]:
            raise BadRow(f"{label}时间 {at.isoformat()} 早于{known[0]}时间 {known[1].isoformat()}")
        known = (label, at)
    for name, label in ASIDE:
        end: datetime | None = getattr(r, name)
        if end is not None and r.reported_at is not None and end < r.reported_at:
            raise BadRow(f"{label}时间早于上报时间")
    if r.suspended_from and r.suspended_until and r.suspended_until < r.suspended_from:
        raise BadRow("挂账结束时间早于开始时间")
    if r.suspended_from and r.dispatched_at and r.suspended_from < r.dispatched_at:
        raise BadRow("挂账时间早于派遣时间")


def _pairs(r: Record) -> None:
    if (r.lon is None) != (r.lat is None):
        raise BadRow("经度和纬度只有一个")
    if (r.limit is None) != (r.limit_unit is None):
        raise BadRow("时限和时限单位只有一个")
    if r.limit is not None and not 0 < r.limit <= 10_000:
        raise BadRow(f"时限 {r.limit} 不合理")
    if r.deadline and r.dispatched_at and r.deadline < r.dispatched_at:
        raise BadRow("处置截止时间早于派遣时间")
    if r.suspended_until and not r.suspended_from:
        raise BadRow("有挂账结束时间而没有开始时间")
    if r.check_passed is False and (r.closed_at or r.state in ("checked", "closed")):
        raise BadRow("核查未通过却已结案")


def _state_fits(r: Record) -> None:
    if r.state is None:
        return
    label = STATE_LABELS[State(r.state)]
    for state, moment in ENDINGS.items():
        if getattr(r, moment) is not None and r.state != state:
            raise BadRow(f"状态为“{label}”，却有 {moment}")
    last = LAST_OF.get(r.state)
    if last is None:
        return
    names = [name for name, _ in ORDER]
    later = [name for name in names[names.index(last) + 1 :] if getattr(r, name) is not None]
    reworked = r.state in AT_UNIT and bool(r.rework_times)
    if later and not (reworked and "closed_at" not in later):
        raise BadRow(f"状态为“{label}”，却有 {later[0]}")


def _unit_known(r: Record) -> None:
    needs = r.completed_at or r.dispatched_at or r.deadline or r.state in (*AT_UNIT, "disposed", "checking", "checked")
    if needs and not r.unit_code and not r.self_disposed:
        raise BadRow("已派遣的案件缺少责任单位 unit_code")


def _self_disposed(r: Record) -> None:
    if r.dispatched_at or r.completed_at or r.unit_code or r.deadline:
        raise BadRow("自行处置的案件不应有派遣、处置信息")
    if r.state not in (None, "self_reported", "closed", "invalid"):
        raise BadRow(f"自行处置的案件状态不能是“{STATE_LABELS[State(r.state)]}”")
