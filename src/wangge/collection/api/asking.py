"""What every operation of this room starts from."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.http import HttpRequest

from wangge.collection.place import Fix
from wangge.collection.shapes import FixIn
from wangge.organisation.auth import Acting, acting
from wangge.organisation.device import done_at
from wangge.organisation.models import Post, Role
from wangge.standards.errors import Refused
from wangge.standards.workcalendar import ZONE

CENTRE = (Role.SHIFT_LEAD, Role.OPERATOR, Role.DISPATCHER, Role.LEADER)
OLDEST = timedelta(days=31)


def collector(request: HttpRequest) -> tuple[Acting, Post]:
    """The asker under a collector's post; Refused `forbidden` otherwise."""
    who = acting(request).having(Role.COLLECTOR)
    assert who.post is not None
    return who, who.post


def told_at(told: datetime | None, request: HttpRequest, now: datetime) -> datetime:
    """When it was done (organisation.device). Raises Refused `too_old` for what lies more than a month back."""
    at = done_at(told, request, now)
    if now - at > OLDEST:
        raise Refused("too_old", "时间过早", "只接受最近 31 天内的记录，请核对手机时间。没有保存。", field="acted_at")
    return at


def fix_of(body: FixIn) -> Fix | None:
    if body.lon is None or body.lat is None:
        return None
    return Fix(body.lon, body.lat, body.accuracy, body.coord_sys)


def day_of(asked: date | None, now: datetime) -> date:
    """The asked day, else today in the county. Raises Refused `bad_day`."""
    today = now.astimezone(ZONE).date()
    if asked is not None and not date(2000, 1, 1) <= asked <= today + timedelta(days=1):
        raise Refused("bad_day", "日期不对", "请选择今天或以前的日期。", field="day")
    return asked or today
