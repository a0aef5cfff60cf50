"""Positions of people in the field."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Status

from wangge.organisation.auth import acting
from wangge.organisation.device import skew_of
from wangge.organisation.models import Role, User
from wangge.positioning import queries, receive, shapes
from wangge.positioning.layer import CENTRE
from wangge.standards.errors import Refused
from wangge.standards.repetition import digest
from wangge.standards.workcalendar import ZONE

router = Router(tags=["定位"])


@router.post(
    "/positions",
    summary="上传定位",
    response={200: shapes.BatchOut, 201: shapes.BatchOut},
    openapi_extra=shapes.answers(shapes.BATCH, 409, created=True),
)
def post_positions(request: HttpRequest, payload: shapes.BatchIn) -> Status[dict[str, Any]]:
    """采集员的手机成批上传页面在前台时测得的点。没有点的时段是“未观测”，不表示不在岗，也不参与评价。"""
    who = acting(request).having(Role.COLLECTOR)
    now = timezone.now()
    skew = skew_of(request, now)
    points = tuple(_point(one, skew) for one in payload.points)
    batch = receive.Batch(payload.batch_id, payload.coord_sys, points, digest(payload.model_dump(mode="json")))
    row, new = receive.receive(who.user, batch, now)
    return Status(201 if new else 200, {"batch_id": row.batch_id, "kept": row.kept, "left_out": row.left_out})


@router.get(
    "/positions/latest", summary="最近位置", response=list[shapes.SeenOut], openapi_extra=shapes.answers([shapes.SEEN])
)
def latest_positions(request: HttpRequest) -> list[dict[str, Any]]:
    """各采集员一天之内最后测得的位置和距今多久，供中心各岗位查看。"""
    acting(request).having(*CENTRE)
    return queries.collectors(timezone.now())


@router.get(
    "/positions/track", summary="一天的轨迹", response=shapes.TrackOut, openapi_extra=shapes.answers(shapes.TRACK, 404)
)
def get_track(
    request: HttpRequest,
    day: Annotated[date | None, Query(description="哪一天；不填为今天")] = None,
    user: Annotated[int | None, Query(description="看谁的；不填为本人。采集员只能看本人的")] = None,
) -> dict[str, Any]:
    """行走路线、米数和观测时长；间隔过长处断开，断开的时段为“未观测”。"""
    return queries.day_track(_whose(request, user), _day(day, timezone.now()))


def _point(one: shapes.PointIn, skew: timedelta) -> receive.Point:
    if one.at.tzinfo is None:
        raise Refused("time_without_zone", "时间缺少时区", "时间应带时区，例如 +08:00。没有保存任何点。", field="at")
    try:
        at = one.at - skew
    except OverflowError:  # a clock thousands of years off
        at = one.at
    return receive.Point(at, one.lon, one.lat, one.accuracy, one.speed, one.mock)


def _whose(request: HttpRequest, user: int | None) -> User:
    who = acting(request)
    if user is None or user == who.user.pk:
        return who.having(Role.COLLECTOR, *CENTRE).user
    who.having(*CENTRE)
    found = User.objects.filter(pk=user, posts__role=Role.COLLECTOR).first()
    if found is None:
        raise Refused("not_found", "没有这名采集员", "人员编号不对。", status=404)
    return found


def _day(asked: date | None, now: datetime) -> date:
    today = now.astimezone(ZONE).date()
    if asked is not None and not date(2000, 1, 1) <= asked <= today:
        raise Refused("bad_day", "日期不对", "请选择今天或以前的日期。", field="day")
    return asked or today
