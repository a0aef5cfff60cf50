"""Reports, likely duplicates, and a collector's tasks."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Status

from wangge.basedata import coordinates
from wangge.basedata.coordinates import CoordSys
from wangge.cases.acting import standing
from wangge.cases.actions.report import ReportIn, Reporting, report
from wangge.cases.api import samples, shapes
from wangge.cases.queries import near, tasks
from wangge.cases.queries.casefile import casefile
from wangge.cases.rules_now import rules_now
from wangge.cases.visibility import Sight
from wangge.organisation.auth import acting
from wangge.organisation.device import skew_of
from wangge.standards.lifecycle.names import Role

router = Router(tags=["上报与任务"])
REPORTING = (Role.COLLECTOR, Role.OPERATOR, Role.LEADER)


@router.post(
    "/reports",
    summary="上报或登记",
    response={200: shapes.CaseFileOut, 201: shapes.CaseFileOut},
    openapi_extra=samples.REPORT,
)
def post_report(request: HttpRequest, payload: ReportIn) -> Status[dict[str, Any]]:
    """新案件 201；同一人同一 report_id、同一内容再次提交 200，返回原案件；内容不同 409 `id_reused`。"""
    who, now = acting(request), timezone.now()
    if who.posts:
        who = who.having(*REPORTING)
    found = standing(who)
    row, new = report(Reporting(payload, found.actor, now, skew_of(request, now)))
    sight = found.sight if found.sight.sees(row) else Sight(user=found.actor.user)
    return Status(201 if new else 200, casefile(row, sight, found.actor, rules_now(), now))


@router.get("/reports/near", summary="附近的同类案件", response={200: shapes.NearbyOut}, openapi_extra=samples.NEAR)
def get_near(
    request: HttpRequest,
    lon: Annotated[float, Query(description="经度")],
    lat: Annotated[float, Query(description="纬度")],
    class_code: Annotated[str, Query(description="类别代码")] = "",
    coord_sys: Annotated[CoordSys, Query(description="坐标系")] = CoordSys.CGCS2000,
    but: Annotated[str, Query(description="不看这个案卷号")] = "",
) -> dict[str, Any]:
    """50 米、24 小时内（参数可调）尚未办结的同类案件，最近的在前；不给类别则看全部类别。"""
    who = standing(acting(request).having(*REPORTING, Role.SHIFT_LEAD, Role.DISPATCHER))
    x, y = coordinates.stored(lon, lat, coord_sys)
    return {"items": near.near(x, y, class_code or None, rules_now().book, timezone.now(), who.sight, but)}


@router.get("/tasks", summary="我的现场任务", response={200: list[shapes.TaskOut]}, openapi_extra=samples.TASKS)
def get_tasks(request: HttpRequest) -> list[dict[str, Any]]:
    """待答复的核实、核查、复查任务，剩余时间少的在前。"""
    who = acting(request)
    return tasks.mine(who.user.pk, rules_now().book, timezone.now())
