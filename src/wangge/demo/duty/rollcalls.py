"""The morning's 点名 of the sample county: most answer at once, a few late, a few not at all."""

from __future__ import annotations

import random
import uuid
from datetime import datetime, timedelta

from wangge.collection.models import Attendance, Kind, Origin, RollCall, RollCallLine
from wangge.organisation import queries

SPACE = uuid.UUID("5b1f4a52-7d1c-5d1e-9a35-6a0c1f7e2d12")
MINUTES = 10
ANSWERED = 0.93


def call(seed: int, now: datetime) -> int:
    """Of today, or of yesterday where nine o'clock is still to come; 0 where it is there already or nobody was on duty."""
    called = now.replace(hour=9, minute=0, second=0, microsecond=0)
    called -= timedelta(days=1) if now < called + timedelta(minutes=MINUTES) else timedelta(0)
    key = uuid.uuid5(SPACE, f"{seed}:{called.date()}")
    came = Attendance.objects.filter(kind=Kind.ON, at__gt=called - timedelta(hours=3), at__lte=called)
    rows = list(came.order_by("user_id"))
    leads = queries.posts_in("shift_lead")
    if not rows or not leads or RollCall.objects.filter(call_id=key).exists():
        return 0
    chance = random.Random(f"{seed}:roll:{called.date()}")
    row = RollCall.objects.create(
        id=key,
        call_id=key,
        caller_id=leads[0].user,
        note="上午岗位点名",
        called_at=called,
        until=called + timedelta(minutes=MINUTES),
        origin=Origin.SIMULATION,
    )
    RollCallLine.objects.bulk_create(_line(row, came, chance) for came in rows)
    return 1


def _line(row: RollCall, came: Attendance, chance: random.Random) -> RollCallLine:
    line = RollCallLine(call=row, user_id=came.user_id)
    if chance.random() < ANSWERED:
        line.answered_at = row.called_at + timedelta(seconds=chance.triangular(10, 660, 60))
        line.received_at = line.answered_at + timedelta(seconds=1)
        for name in ("lon", "lat", "accuracy", "duty_grid_id", "place", "metres_off"):
            setattr(line, name, getattr(came, name))
    return line
