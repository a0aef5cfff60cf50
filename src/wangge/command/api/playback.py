"""A past day, to be played on the map and in the figures."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router

from wangge.command import samples, shapes
from wangge.command.api.asking import watcher
from wangge.command.days import past_day
from wangge.command.queries import playback

router = Router(tags=["指挥大屏"])


@router.get(
    "/command/playback",
    summary="一天的回放",
    response=shapes.ScreenPlayback,
    openapi_extra=shapes.answers(samples.PLAYBACK),
)
def command_playback(
    request: HttpRequest,
    day: date,
    cursor: Annotated[str, Query(max_length=200)] = "",
    limit: Annotated[int, Query(ge=1, le=10_000)] = 5000,
) -> dict[str, Any]:
    """当日开始时在办的案件，其后每一条流程记录改变了什么，按中心收到的先后；一次取不完的用 next_cursor 接着取。"""
    watcher(request)
    return playback.playback(past_day(day, timezone.now()), cursor, limit)
