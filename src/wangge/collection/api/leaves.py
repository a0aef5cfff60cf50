"""请假."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Status

from wangge.collection import leave, samples, shapes
from wangge.collection.api import asking
from wangge.collection.models import LeaveRequest
from wangge.organisation.auth import acting
from wangge.organisation.models import Role
from wangge.standards.errors import Refused
from wangge.standards.repetition import digest

router = Router(tags=["请假"])
MOST = 200


@router.post(
    "/leaves",
    summary="请假",
    response={200: shapes.LeaveOut, 201: shapes.LeaveOut},
    openapi_extra=samples.answers(samples.LEAVE, 409, created=True),
)
def ask_leave(request: HttpRequest, payload: shapes.LeaveIn) -> Status[dict[str, Any]]:
    """采集员申请请假，由值班长审批。与本人其他请假重叠 409 `leave_overlaps`；同一编号重复提交只记一次。"""
    who, _ = asking.collector(request)
    now = timezone.now()
    asked = leave.Asked(
        payload.request_id,
        payload.sort,
        _aware(payload.starts, "starts"),
        _aware(payload.ends, "ends"),
        payload.reason.strip(),
        digest(shapes.body(payload)),
        asking.told_at(payload.acted_at, request, now),
    )
    row, new = leave.ask(who.user, asked, now)
    return Status(201 if new else 200, leave.shown(row))


@router.get("/leaves/mine", summary="我的请假", response=shapes.LeavesOut, openapi_extra=samples.LEAVES)
def my_leaves(request: HttpRequest) -> dict[str, Any]:
    """本人的请假申请，最近的在前。"""
    who, _ = asking.collector(request)
    rows = LeaveRequest.objects.filter(user=who.user).order_by("-starts", "-id")
    return {"items": leave.listed(rows, MOST), "deciders": leave.shift_leads()}


@router.post(
    "/leaves/mine/{request_id}/withdraw",
    summary="撤回请假或销假",
    response=shapes.LeaveOut,
    openapi_extra=samples.answers(samples.LEAVE | {"status": "withdrawn", "status_label": "已撤回"}, 404, 409),
)
def withdraw_leave(request: HttpRequest, request_id: UUID) -> dict[str, Any]:
    """未开始的撤回，已开始的即时销假。重复提交结果不变。"""
    who, _ = asking.collector(request)
    return leave.shown(leave.withdraw(who.user, request_id, timezone.now()))


@router.get("/leaves", summary="请假申请", response=shapes.LeavesOut, openapi_extra=samples.LEAVES)
def list_leaves(
    request: HttpRequest,
    status: Annotated[
        Literal["asked", "granted", "refused", "withdrawn", "ended", "all"], Query(description="状态；all 为全部")
    ] = "asked",
) -> dict[str, Any]:
    """供中心各岗位查看。待审批的按开始时间先后，其余最近的在前。"""
    acting(request).having(*asking.CENTRE)
    rows = LeaveRequest.objects.order_by("starts" if status == "asked" else "-starts", "-id")
    found = rows if status == "all" else rows.filter(status=status)
    return {"items": leave.listed(found, MOST), "deciders": leave.shift_leads()}


@router.post(
    "/leaves/{leave_id}/decision",
    summary="审批请假",
    response=shapes.LeaveOut,
    openapi_extra=samples.answers(samples.LEAVE | {"status": "granted", "status_label": "已批准"}, 404, 409),
)
def decide_leave(request: HttpRequest, leave_id: int, payload: shapes.LeaveDecisionIn) -> dict[str, Any]:
    """值班长审批；批准的时段内不再派核实、核查任务，已派的转给他人。已有人处理的 409 `already_decided`。"""
    who = acting(request).having(Role.SHIFT_LEAD)
    row = leave.decide(who.user, leave_id, payload.granted, payload.opinion.strip(), timezone.now())
    return leave.shown(row)


def _aware(moment: datetime, field: str) -> datetime:
    if moment.tzinfo is None:
        text = "时间应带时区，例如 +08:00。没有提交。"
        raise Refused("time_without_zone", "时间缺少时区", text, field=field)
    return moment
