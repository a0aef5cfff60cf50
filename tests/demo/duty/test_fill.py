"""The sample county's shifts: plausible, the same for the same seed, and never made twice."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import shapely
from django.db import transaction

from tests.world import SOUTH, STEP, WEST, World, at
from wangge.basedata.models import Road
from wangge.collection.models import Attendance, LeaveRequest, RollCallLine
from wangge.demo.duty.fill import DAYS, fill
from wangge.messaging.models import Notice, Receipt
from wangge.organisation.models import Leave
from wangge.positioning.models import Position

NOW = datetime(2026, 11, 3, 15, 20, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def streets(world: World) -> None:
    """A long street through all grids and a crossing one in each."""
    lines = [[(WEST, SOUTH + STEP / 2), (WEST + 8 * STEP, SOUTH + STEP / 2)]]
    lines += [[(at(n)[0], SOUTH), (at(n)[0], SOUTH + STEP)] for n in range(8)]
    for n, line in enumerate(lines):
        shape = shapely.LineString(line)
        west, south, east, north = shape.bounds
        box = {"min_lon": west, "min_lat": south, "max_lon": east, "max_lat": north}
        Road.objects.create(name=f"路{n}", kind="branch", width=12, wkb=shapely.to_wkb(shape), **box)


@pytest.mark.usefixtures("streets")
def test_today_has_people_on_duty_tracks_a_roll_call_and_notices(world: World) -> None:
    made = fill(1, NOW)
    today = Attendance.objects.filter(at__date=NOW.date())
    assert 25 <= today.count() <= 40
    assert set(today.values_list("kind", "place")) == {("on", "inside")}
    assert Attendance.objects.filter(at__lt=NOW).count() == Attendance.objects.count() == made["attendance"]
    assert Position.objects.filter(at__gt=NOW - timedelta(minutes=30)).values("user").distinct().count() >= 8
    assert (made["roll_calls"], made["notices"], made["leaves"]) == (1, 3, 4)
    answered = RollCallLine.objects.exclude(answered_at=None).count()
    assert 0 < RollCallLine.objects.count() - answered < answered


@pytest.mark.usefixtures("streets")
def test_a_track_follows_the_streets_of_the_own_grid_at_a_walkers_pace(world: World) -> None:
    fill(1, NOW)
    own = world.collector02.get("/me")[1]["posts"][0]["duty_grids"][0]["code"]
    west = WEST if own.startswith("411328001") else WEST + 4 * STEP
    points = Position.objects.filter(user=world.collector02.user, at__date=NOW.date()).order_by("at")
    assert points
    for point in points:
        assert west - 0.0005 < point.lon < west + 4 * STEP + 0.0005
    _, track = world.collector02.get("/positions/track", day=NOW.date().isoformat())
    assert 0.3 < track["metres"] / track["observed_minutes"] / 60 < 1.2
    assert len(track["segments"]) > 1


def told() -> tuple[list[object], list[object]]:
    marks = Attendance.objects.order_by("id").values_list("record_id", "at", "lon")
    return list(marks), list(Position.objects.order_by("user_id", "at").values_list("at", "lon", "lat"))


@pytest.mark.usefixtures("streets")
def test_the_same_seed_makes_the_same_and_a_second_time_nothing(world: World) -> None:
    with transaction.atomic():
        fill(5, NOW)
        first = told()
        assert set(fill(5, NOW + timedelta(hours=1)).values()) == {0}
        transaction.set_rollback(True)
    fill(5, NOW)
    assert told() == first


@pytest.mark.usefixtures("streets")
def test_the_next_day_is_added_to_what_is_there(world: World) -> None:
    fill(1, NOW)
    made = fill(1, NOW + timedelta(days=1))
    assert Attendance.objects.dates("at", "day").count() == DAYS + 1
    assert (made["leaves"], made["notices"]) == (0, 3)
    assert Receipt.objects.filter(notice__in=Notice.objects.all()).exists()


def test_who_is_on_leave_has_not_come_and_the_desk_has_something_to_decide(world: World) -> None:
    fill(1, NOW)
    away = Leave.objects.get()
    assert not Attendance.objects.filter(user=away.user, at__gte=away.starts).exists()
    assert LeaveRequest.objects.filter(status="asked").count() == 2


def test_before_the_shift_nobody_has_come_today(world: World) -> None:
    fill(1, NOW.replace(hour=6))
    assert not Attendance.objects.filter(at__date=NOW.date()).exists()
    assert Attendance.objects.filter(at__date=NOW.date() - timedelta(days=1)).exists()
