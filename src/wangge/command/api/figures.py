"""Figures of the big screen; each opens to its cases."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router

from wangge.command import samples, shapes
from wangge.command.api.asking import Days, Until, watcher
from wangge.command.days import last_moment
from wangge.command.queries import behind, ground, late, recent, spots, standing, summary

router = Router(tags=["指挥大屏"])


@router.get(
    "/command/summary", summary="今日数字", response=shapes.ScreenSummary, openapi_extra=shapes.answers(samples.SUMMARY)
)
def command_summary(request: HttpRequest) -> dict[str, Any]:
    """今日各环节件数与昨日、上周同一时刻之比，在办、超期件数，上报的走势。"""
    watcher(request)
    return summary.summary(timezone.now())


@router.get(
    "/command/cases/{figure}",
    summary="数字背后的案件",
    response=shapes.ScreenRows,
    openapi_extra=shapes.answers(samples.ROWS, 404),
)
def command_cases(
    request: HttpRequest,
    figure: str,
    cursor: Annotated[str, Query(max_length=200)] = "",
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> dict[str, Any]:
    """今日一个环节（reported accepted filed dispatched completed checked closed）、在办（open）或超期（late）的案件。"""
    watcher(request)
    return behind.behind(figure, cursor, limit, timezone.now())


@router.get(
    "/command/late", summary="超期未处置", response=shapes.ScreenLate, openapi_extra=shapes.answers(samples.LATE)
)
def command_late(request: HttpRequest, limit: Annotated[int, Query(ge=1, le=200)] = 40) -> dict[str, Any]:
    """责任单位超期未处置的案件，超期最久的在前。"""
    watcher(request)
    return late.late(timezone.now(), limit)


@router.get(
    "/command/units", summary="单位排名", response=shapes.ScreenUnits, openapi_extra=shapes.answers(samples.UNITS, 404)
)
def command_units(request: HttpRequest) -> dict[str, Any]:
    """本月各单位按期处置率，分子、分母同综合评价。"""
    watcher(request)
    return standing.units(timezone.now())


@router.get(
    "/command/grades",
    summary="网格评价等级",
    response=shapes.ScreenGrades,
    openapi_extra=shapes.answers(samples.GRADES, 404),
)
def command_grades(request: HttpRequest) -> dict[str, Any]:
    """本月各单元网格的区域评价等级，供地图着色。"""
    watcher(request)
    return standing.grades(timezone.now())


@router.get("/command/heat", summary="网格热力", response=shapes.ScreenHeat, openapi_extra=shapes.answers(samples.HEAT))
def command_heat(request: HttpRequest, days: Days = 7, day: Until = None) -> dict[str, Any]:
    """最近几天各单元网格上报的件数。"""
    watcher(request)
    return ground.heat(last_moment(day, timezone.now()), days)


@router.get(
    "/command/classes", summary="高发类别", response=shapes.ScreenClasses, openapi_extra=shapes.answers(samples.CLASSES)
)
def command_classes(request: HttpRequest, days: Days = 7, day: Until = None) -> dict[str, Any]:
    """最近几天上报最多的类别，事件、部件各多少件。"""
    watcher(request)
    return ground.classes(last_moment(day, timezone.now()), days)


@router.get(
    "/command/spots", summary="反复发生和热点", response=shapes.ScreenSpots, openapi_extra=shapes.answers(samples.SPOTS)
)
def command_spots(request: HttpRequest, limit: Annotated[int, Query(ge=1, le=50)] = 12) -> dict[str, Any]:
    """同类案件在规定距离内反复发生的地点；件数和天数达到规定的为热点。"""
    watcher(request)
    return spots.hot_spots(timezone.now(), limit)


@router.get(
    "/command/recent", summary="最近动态", response=shapes.ScreenRecent, openapi_extra=shapes.answers(samples.RECENT)
)
def command_recent(
    request: HttpRequest,
    after: Annotated[int | None, Query(ge=0, lt=2**62, description="从这个位置之后读；不写则读最近几条")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 12,
) -> dict[str, Any]:
    """流程记录的最近几条，每条附案件现在在地图上的样子；实时变化到来后从上次的位置接着读。"""
    watcher(request)
    return recent.recent(after, limit, timezone.now())
