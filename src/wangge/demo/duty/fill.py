"""Fills the last days, today included, up to now. What a day has already stays; the same seed makes the same again."""

from __future__ import annotations

import random
import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from wangge.basedata.models import DutyGrid
from wangge.collection.models import Attendance, Kind, Origin, Where
from wangge.demo.duty import leaves, notices, rollcalls
from wangge.demo.duty.shift import Shift, seen, shift
from wangge.demo.duty.walks import Point, Streets
from wangge.demo.simulation.people import REST
from wangge.organisation import queries
from wangge.organisation.models import Leave
from wangge.organisation.queries import PostFacts
from wangge.positioning.models import Position
from wangge.standards.workcalendar import ZONE

SPACE = uuid.UUID("5b1f4a52-7d1c-5d1e-9a35-6a0c1f7e2d10")
DAYS = 7  # with attendance, today among them
AN_HOUR = timedelta(hours=1)
WALKERS, OLD_WALKERS = 28, 3  # collectors with a track today, and on the days before


def fill(seed: int, now: datetime) -> dict[str, int]:
    """In the caller's transaction; what was made, by kind."""
    local = now.astimezone(ZONE)
    people = queries.collectors()
    made = {"leaves": leaves.ask(seed, local, people), "attendance": 0, "positions": 0}
    nets: dict[str, Streets] = {}
    for back in range(DAYS - 1, -1, -1):
        date_of = local.date() - timedelta(days=back)
        if not _is_new(date_of):
            continue
        for number, post in enumerate(people, start=1):
            walks = number <= (OLD_WALKERS if back else WALKERS)
            marks, points = _collector(Day(seed, date_of, local, walks), number, post, nets)
            made["attendance"] += marks
            made["positions"] += points
    return made | {"roll_calls": rollcalls.call(seed, local), "notices": notices.send(seed, local)}


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the filling; `walks`: the track of this person is made too."""

    seed: int
    day: date
    now: datetime
    walks: bool


def _is_new(day: date) -> bool:
    first = datetime(day.year, day.month, day.day, tzinfo=ZONE)
    made = Attendance.objects.filter(at__gte=first, at__lt=first + timedelta(days=1), origin=Origin.SIMULATION)
    return not made.exists()


def _collector(day: Day, number: int, post: PostFacts, nets: dict[str, Streets]) -> tuple[int, int]:
    """How many 打卡 and positions were made."""
    chance = random.Random(f"{day.seed}:duty:{day.day}:{post.username}")
    work = shift(chance, day.day, day.now)
    rests = (number + day.day.toordinal()) % REST == 0
    if work is None or rests or not post.duty_grids or _away(post, work):
        return 0, 0
    code = post.duty_grids[0]
    net = nets.get(code) or nets.setdefault(code, Streets(DutyGrid.objects.get(pk=code)))
    points = list(seen(chance, net, work, day.now)) if net.alive and day.walks else []
    marks = _marks(day, post, work, net, chance)
    Attendance.objects.bulk_create(marks)
    Position.objects.bulk_create(
        Position(user_id=post.user, at=at, lon=lon, lat=lat, accuracy=accuracy, simulated=True)
        for at, (lon, lat), accuracy in points
    )
    return len(marks), len(points)


def _away(post: PostFacts, work: Shift) -> bool:
    return Leave.objects.filter(user_id=post.user, starts__lte=work.on + AN_HOUR, ends__gt=work.on).exists()


def _marks(day: Day, post: PostFacts, work: Shift, net: Streets, chance: random.Random) -> list[Attendance]:
    where = next(net.walk(chance, 10.0)) if net.alive else None
    moments = [(Kind.ON, work.on), (Kind.OFF, work.off)]
    return [_mark(day, post, kind, at, where) for kind, at in moments if at is not None]


def _mark(day: Day, post: PostFacts, kind: Kind, at: datetime, where: Point | None) -> Attendance:
    row = Attendance(
        user_id=post.user,
        record_id=uuid.uuid5(SPACE, f"{day.seed}:{day.day}:{post.username}:{kind}"),
        post_id=post.id,
        kind=kind,
        at=at,
        received_at=at + timedelta(seconds=2),
        duty_grid_id=post.duty_grids[0],
        origin=Origin.SIMULATION,
    )
    if where is not None:
        row.lon, row.lat = (Decimal(repr(round(v, 7))) for v in where)
        row.accuracy, row.place, row.metres_off = 12.0, Where.INSIDE, 0
    return row
