"""今日统计与工作日志."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router

from wangge.collection import samples, shapes, workdays
from wangge.collection.api import asking
from wangge.organisation.auth import acting
from wangge.organisation.models import Role
from wangge.rules.rulebook import rulebook

router = Router(tags=["工作日志"])


@router.get("/workdays", summary="工作日志", response=shapes.WorkdaysOut, openapi_extra=samples.WORKDAYS)
def list_workdays(
    request: HttpRequest,
    before: Annotated[date | None, Query(description="列出这一天以前的，一页一个月；不填含今天")] = None,
) -> dict[str, Any]:
    """本人有上报、办理或打卡的日子，最近的在前。"""
    who = acting(request).having(*Role)
    now = timezone.now()
    day = asking.day_of(before, now) if before else asking.day_of(None, now) + timedelta(days=1)
    return workdays.workdays(who.user, day, now)


@router.get(
    "/workdays/{day}", summary="一天的工作", response=shapes.WorkdayOut, openapi_extra=samples.answers(samples.WORKDAY)
)
def get_workday(request: HttpRequest, day: date) -> dict[str, Any]:
    """本人一天的统计与逐条记录，取自案件流程记录；`tasks` 是现在的待办。"""
    who = acting(request).having(*Role)
    now = timezone.now()
    return workdays.workday(who.user, asking.day_of(day, now), rulebook(), now)
