"""Layers that other subsystems register: collectors, vehicles, cameras, links."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from wangge.cases import ports
from wangge.command import samples, shapes
from wangge.command.api.asking import watcher
from wangge.command.days import past_day
from wangge.standards.errors import Refused

router = Router(tags=["指挥大屏"])


@router.get(
    "/command/layers",
    summary="大屏图层",
    response=list[shapes.ScreenLayer],
    openapi_extra=shapes.answers([samples.LAYER]),
)
def command_layers(request: HttpRequest) -> list[dict[str, Any]]:
    """已启用、且本岗位可以看的图层。"""
    role = watcher(request).role
    seen = [one for one in ports.layers() if role in one.readers]
    return [{"code": one.code, "label": one.label, "kind": one.kind, "tracked": one.tracks is not None} for one in seen]


@router.get(
    "/command/layers/{layer}",
    summary="图层现状",
    response=shapes.ScreenMarks,
    openapi_extra=shapes.answers(samples.MARKS, 404),
)
def command_marks(request: HttpRequest, layer: str) -> dict[str, Any]:
    """图层上各对象现在的位置或状态。"""
    found, now = _layer(request, layer), timezone.now()
    return {"as_of": now, "marks": [asdict(mark) for mark in found.marks(now)]}


@router.get(
    "/command/layers/{layer}/tracks",
    summary="图层一天的轨迹",
    response=shapes.ScreenTracks,
    openapi_extra=shapes.answers(samples.TRACKS, 404),
)
def command_tracks(request: HttpRequest, layer: str, day: date) -> dict[str, Any]:
    """某一天各对象的轨迹，每分钟至多一个点，供回放。"""
    found, span = _layer(request, layer), past_day(day, timezone.now())
    tracks = found.tracks(span.start, span.until) if found.tracks else []
    return {"start": span.start, "until": span.until, "tracks": [_track(one, span.start) for one in tracks]}


def _layer(request: HttpRequest, code: str) -> ports.Layer:
    role = watcher(request).role
    for one in ports.layers():
        if one.code == code and role in one.readers:
            return one
    raise Refused("unknown_layer", "没有这个图层", "大屏上没有这个图层，或本岗位不能查看。", status=404)


def _track(one: ports.Track, start: datetime) -> dict[str, Any]:
    points = [(round((at - start).total_seconds() * 1000), lon, lat) for at, lon, lat in one.points]
    return {"id": one.id, "name": one.name, "points": points}
