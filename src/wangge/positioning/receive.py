"""Position batches: a batch sent again adds nothing, and no point is taken twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from wangge.basedata.coordinates import stored
from wangge.organisation.models import User
from wangge.positioning.models import Position, PositionBatch
from wangge.rules.rulebook import rulebook
from wangge.standards.repetition import must_repeat

AHEAD = timedelta(minutes=2)  # what a clock may be off after its skew was taken out
LARGEST = 32_767


@dataclass(frozen=True, slots=True)
class Point:
    """As told; `at` is corrected by the device's skew, accuracy in metres, speed in m/s."""

    at: datetime
    lon: float
    lat: float
    accuracy: float | None
    speed: float | None
    mock: bool


@dataclass(frozen=True, slots=True)
class Batch:
    batch_id: UUID
    coord_sys: str
    points: tuple[Point, ...]
    digest: str


def receive(user: User, batch: Batch, now: datetime) -> tuple[PositionBatch, bool]:
    """(the batch, whether it is new). Points of the future and older than positions are kept are left out and counted.

    Raises Refused `id_reused`, `bad_position`, `unknown_coord_sys`.
    """
    oldest = now - timedelta(days=rulebook().setting("positions_kept_days"))
    rows = [_row(user, point, batch.coord_sys) for point in batch.points if oldest < point.at <= now + AHEAD]
    told = {
        "body_hash": batch.digest,
        "received_at": now,
        "kept": len(rows),
        "left_out": len(batch.points) - len(rows),
    }
    with transaction.atomic():
        found, new = PositionBatch.objects.get_or_create(user=user, batch_id=batch.batch_id, defaults=told)
        must_repeat(found.body_hash, batch.digest, "定位批次")
        if new:
            Position.objects.bulk_create(rows, ignore_conflicts=True)
    return found, new


def _row(user: User, point: Point, coord_sys: str) -> Position:
    lon, lat = stored(point.lon, point.lat, coord_sys)
    accuracy = None if point.accuracy is None else min(round(point.accuracy), LARGEST)
    speed = None if point.speed is None else min(round(point.speed * 10), LARGEST)
    return Position(user=user, at=point.at, lon=lon, lat=lat, accuracy=accuracy, speed=speed, mock=point.mock)
