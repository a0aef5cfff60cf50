"""What the positioning room takes and answers, with examples."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Field, Schema

from wangge.basedata.coordinates import CoordSys
from wangge.organisation.schemas import example, may_fail

ID = "6f1c2a9e-2c55-4c0e-9a3e-0d7e5b1f7a10"
POINT = {"at": "2026-06-10T08:41:00+08:00", "lon": 112.84012, "lat": 32.68045, "accuracy": 9, "speed": 1.2}


class PointIn(Schema):
    at: datetime = Field(description="测得的时间（终端），带时区")
    lon: float = Field(ge=-180, le=180, description="经度")
    lat: float = Field(ge=-90, le=90, description="纬度")
    accuracy: float | None = Field(None, ge=0, le=1_000_000, description="精度（米）")
    speed: float | None = Field(None, ge=0, le=3000, description="速度（米每秒）")
    mock: bool = Field(False, description="终端提示为模拟定位")


class BatchIn(Schema):
    model_config = example(batch_id=ID, coord_sys="wgs84", points=[POINT])
    batch_id: UUID = Field(description="客户端生成的编号；重复提交同一批不会重复存入")
    coord_sys: CoordSys = Field(CoordSys.CGCS2000, description="坐标系")
    points: list[PointIn] = Field(min_length=1, max_length=500, description="至多 500 个点")


class BatchOut(Schema):
    batch_id: UUID
    kept: int = Field(description="存入几个点")
    left_out: int = Field(description="未存几个点：时间在将来，或早于保存期")


class TrackedOut(Schema):
    id: int
    name: str


class SegmentOut(Schema):
    first: datetime
    last: datetime
    metres: int
    line: list[list[float]] = Field(description="[[经度, 纬度], …]")


class TrackOut(Schema):
    user: TrackedOut
    day: date
    points: int
    metres: int = Field(description="行走米数，静止时的漂移不计")
    observed_minutes: int = Field(description="观测到的分钟数；其余为未观测，不表示不在岗")
    gap_minutes: int = Field(description="间隔超过多少分钟即断开")
    segments: list[SegmentOut]


class SeenOut(Schema):
    id: int
    name: str
    phone: str
    at: datetime
    age_seconds: int = Field(description="多少秒以前")
    lon: float
    lat: float
    accuracy: float | None
    mock: bool


def answers(value: Any, *statuses: int, created: bool = False) -> dict[str, Any]:
    """`openapi_extra`: the example answer and the refusals."""
    found = may_fail(*statuses)
    sample = {"content": {"application/json": {"example": value}}}
    found["responses"] |= dict.fromkeys((200, 201) if created else (200,), sample)
    return found


BATCH = {"batch_id": ID, "kept": 1, "left_out": 0}
SEGMENT = {
    "first": "2026-06-10T08:41:00+08:00",
    "last": "2026-06-10T09:20:00+08:00",
    "metres": 1830,
    "line": [[112.84012, 32.68045], [112.84101, 32.68052]],
}
TRACK = {
    "user": {"id": 7, "name": "张秀英"},
    "day": "2026-06-10",
    "points": 118,
    "metres": 1830,
    "observed_minutes": 39,
    "gap_minutes": 5,
    "segments": [SEGMENT],
}
SEEN = {
    "id": 7,
    "name": "张秀英",
    "phone": "12800000007",
    "at": "2026-06-10T09:20:00+08:00",
    "age_seconds": 42,
    "lon": 112.84012,
    "lat": 32.68045,
    "accuracy": 9,
    "mock": False,
}
