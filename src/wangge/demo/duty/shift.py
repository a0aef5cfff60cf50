"""One collector's day: when he comes and goes, and where the app in front of him saw him."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from wangge.demo.duty.walks import Point, Streets
from wangge.standards.workcalendar import ZONE

EVERY = timedelta(seconds=40)
PACE = 0.5  # metres a second, stops included: about 14 km a day
NOON = time(11, 40), time(14, 10)  # the app lies in the pocket
LOOKED_AWAY = 0.015  # chance, each point, that the phone is put away for some minutes
METRE = 1 / 111_320


@dataclass(frozen=True, slots=True)
class Shift:
    """`off` None: still at work."""

    on: datetime
    off: datetime | None


def shift(chance: random.Random, day: date, now: datetime) -> Shift | None:
    """Between 7:05 and 7:45 until about half past seven in the evening; None before he has come."""
    on = datetime.combine(day, time(7, 5), ZONE) + timedelta(seconds=chance.triangular(0, 2400, 1200))
    off = datetime.combine(day, time(19, 30), ZONE) + timedelta(seconds=chance.triangular(-600, 1800, 240))
    if on > now:
        return None
    return Shift(on, off if off <= now else None)


def seen(chance: random.Random, streets: Streets, work: Shift, now: datetime) -> Iterator[tuple[datetime, Point, int]]:
    """(moment, [lon, lat], accuracy in metres) while the app was in front."""
    at, walking = work.on, streets.walk(chance, PACE * EVERY.total_seconds())
    hidden_until = at
    for lon, lat in walking:
        at += EVERY
        if at > (work.off or now):
            return
        if NOON[0] <= at.timetz().replace(tzinfo=None) < NOON[1] or at < hidden_until:
            continue
        if chance.random() < LOOKED_AWAY:
            hidden_until = at + timedelta(minutes=chance.uniform(4, 18))
        jitter = chance.gauss(0, 2.5) * METRE, chance.gauss(0, 2.5) * METRE
        yield at, (round(lon + jitter[0], 7), round(lat + jitter[1], 7)), round(chance.triangular(4, 22, 7))
