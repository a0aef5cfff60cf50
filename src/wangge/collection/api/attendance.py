"""上下班打卡."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Status

from wangge.collection import attendance, samples, shapes
from wangge.collection.api import asking
from wangge.organisation.auth import acting
from wangge.standards.repetition import digest

router = Router(tags=["考勤"])
Day = Annotated[date | None, Query(description="哪一天；不填为今天")]


@router.post(
    "/attendance",
    summary="上下班打卡",
    response={200: shapes.PunchOut, 201: shapes.PunchOut},
    openapi_extra=samples.answers(samples.PUNCH, 409, created=True),
)
def punch(request: HttpRequest, payload: shapes.PunchIn) -> Status[dict[str, Any]]:
    """采集员打卡。不在责任网格内也照记，`said` 说明；同一编号同一内容再次提交 200，内容不同 409 `id_reused`。"""
    who, post = asking.collector(request)
    now = timezone.now()
    asked = attendance.Punch(
        payload.record_id,
        payload.kind,
        asking.told_at(payload.acted_at, request, now),
        digest(shapes.body(payload)),
        asking.fix_of(payload),
        payload.duty_grid,
    )
    row, new = attendance.punch(who.user, post, asked, now)
    return Status(201 if new else 200, attendance.shown(row))


@router.get(
    "/attendance/mine", summary="我的考勤", response=shapes.MyAttendanceOut, openapi_extra=samples.MY_ATTENDANCE
)
def my_attendance(request: HttpRequest, day: Day = None) -> dict[str, Any]:
    """本人一天的打卡记录、在岗状态和班次。"""
    who, post = asking.collector(request)
    now = timezone.now()
    return attendance.mine(who.user, post, asking.day_of(day, now), now)


@router.get("/attendance", summary="全体考勤", response=shapes.AttendanceOut, openapi_extra=samples.ATTENDANCE)
def everybodys_attendance(request: HttpRequest, day: Day = None) -> dict[str, Any]:
    """全体采集员一天的打卡与请假，供中心各岗位查看。考勤不参与评价，也不参与核查人抽取。"""
    acting(request).having(*asking.CENTRE)
    now = timezone.now()
    return attendance.everybody(asking.day_of(day, now), now)
