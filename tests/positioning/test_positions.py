"""Positions through the front door: batches, own track, the centre's view, and how they go."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.world import WEST, Person, World
from wangge.basedata.coordinates import gcj02_of
from wangge.positioning import sweep
from wangge.positioning.models import Position, PositionBatch
from wangge.rules.models import Setting
from wangge.standards.workcalendar import ZONE

METRE = 1 / 111_320


def walk(until: datetime, minutes: int = 10, north: float = 0.0) -> list[dict[str, Any]]:
    """A point a minute, 60 m a minute northwards, the last one at `until`."""
    return [
        {
            "at": until - timedelta(minutes=minutes - n),
            "lon": WEST + 0.0005,
            "lat": 32.68 + (north + 60 * n) * METRE,
            "accuracy": 6.4,
            "speed": 1.04,
        }
        for n in range(minutes + 1)
    ]


def sends(person: Person, points: list[dict[str, Any]], **changes: Any) -> tuple[int, Any]:
    return person.post("/positions", {"batch_id": str(uuid.uuid4()), "points": points} | changes)


def noon() -> datetime:
    """Of yesterday: no walk of a test crosses midnight."""
    return timezone.now().astimezone(ZONE).replace(hour=12, minute=0) - timedelta(days=1)


def test_a_batch_sent_twice_is_kept_once(world: World) -> None:
    body = {"batch_id": str(uuid.uuid4()), "points": walk(timezone.now())}
    first, second = (world.collector01.post("/positions", body) for _ in range(2))
    assert (first[0], second[0], first[1]) == (201, 200, second[1])
    assert first[1]["kept"] == Position.objects.count() == 11
    status, answer = world.collector01.post("/positions", body | {"points": walk(timezone.now(), 2)})
    assert (status, answer["code"]) == (409, "id_reused")


def test_the_same_point_in_another_batch_is_not_taken_twice(world: World) -> None:
    points = walk(timezone.now())
    assert {sends(world.collector01, points)[0] for _ in range(2)} == {201}
    assert Position.objects.count() == 11
    assert sends(world.collector02, points)[0] == 201
    assert Position.objects.count() == 22


def test_points_of_the_future_and_of_long_ago_are_left_out_and_said(world: World) -> None:
    now = timezone.now()
    points = [*walk(now, 2), *walk(now + timedelta(hours=2), 1), *walk(now - timedelta(days=100), 0)]
    _, answer = sends(world.collector01, points)
    assert (answer["kept"], answer["left_out"]) == (3, 3)


def test_a_wrong_clock_is_set_right(world: World) -> None:
    ahead = timezone.now() + timedelta(hours=2)
    body = {"batch_id": str(uuid.uuid4()), "points": walk(ahead, 1)}
    _, answer = world.collector01.post("/positions", body, **{"X-Device-Time": ahead.isoformat()})
    assert answer["kept"] == 2
    assert Position.objects.latest("at").at <= timezone.now()


def test_a_phone_that_speaks_gcj02_is_put_where_it_stands(world: World) -> None:
    point = walk(timezone.now(), 0)[0]
    lon, lat = gcj02_of(point["lon"], point["lat"])
    sends(world.collector01, [point | {"lon": lon, "lat": lat}], coord_sys="gcj02")
    row = Position.objects.get()
    assert abs(row.lon - point["lon"]) < 1e-6
    assert abs(row.lat - point["lat"]) < 1e-6
    assert (row.accuracy, row.speed) == (6, 10)


@pytest.mark.parametrize("changes", [{"lon": 181}, {"lat": -91}, {"at": "2026-06-10T08:00:00"}, {"accuracy": -1}])
def test_a_bad_point_refuses_the_batch_and_keeps_nothing(world: World, changes: dict[str, Any]) -> None:
    points = walk(timezone.now(), 3)
    assert sends(world.collector01, [*points, points[0] | changes])[0] == 422
    assert Position.objects.count() == 0


def test_too_many_points_and_none_are_refused(world: World) -> None:
    point = walk(timezone.now(), 0)[0]
    assert sends(world.collector01, [point] * 501)[0] == 422
    assert sends(world.collector01, [])[0] == 422


def test_the_own_track_has_its_line_metres_and_time_and_says_where_nobody_looked(world: World) -> None:
    end = noon()
    sends(world.collector01, walk(end - timedelta(minutes=30), 8))
    sends(world.collector01, walk(end, 6, north=1000))
    day = end.astimezone(ZONE).date().isoformat()
    status, track = world.collector01.get("/positions/track", day=day)
    assert (status, len(track["segments"]), track["observed_minutes"]) == (200, 2, 14)
    assert track["metres"] == pytest.approx(840, rel=0.02)
    assert track["segments"][0]["line"][0] == pytest.approx([WEST + 0.0005, 32.68], abs=1e-6)
    assert world.collector02.get("/positions/track", day=day)[1]["segments"] == []


def test_the_centre_sees_where_each_was_last_and_how_long_ago(world: World) -> None:
    now = timezone.now()
    sends(world.collector01, walk(now - timedelta(minutes=3), 5))
    sends(world.collector02, walk(now - timedelta(minutes=1), 5))
    sends(world.collector03, walk(now - timedelta(hours=30), 5))
    status, seen = world.dispatcher1.get("/positions/latest")
    assert status == 200
    assert [one["name"] for one in seen] == [world.collector02.user.name, world.collector01.user.name]
    assert 180 <= seen[1]["age_seconds"] < 200


def test_colleagues_and_units_see_no_positions_and_the_centre_sees_a_collectors_track(world: World) -> None:
    sends(world.collector01, walk(noon(), 5))
    his = {"user": world.collector01.user.pk, "day": noon().date().isoformat()}
    for person in (world.collector02, world.handler("UNIT06"), world.evaluator1):
        assert person.get("/positions/track", **his)[0] == 403
        assert person.get("/positions/latest")[0] == 403
        assert person.get("/map/collectors")[0] == 403
    assert world.shiftlead1.get("/positions/track", **his)[1]["points"] == 6
    assert world.shiftlead1.get("/positions/track", user=world.operator1.user.pk)[0] == 404
    assert sends(world.operator1, walk(noon(), 1))[0] == 403


def test_the_map_layer_has_them_inside_the_box(world: World) -> None:
    sends(world.collector01, walk(timezone.now(), 1))
    sends(world.collector02, [walk(timezone.now(), 0)[0] | {"lon": 113.5}])
    _, layer = world.leader1.get("/map/collectors", bbox="112.8,32.6,112.9,32.7", zoom=14)
    (feature,) = layer["features"]
    assert feature["properties"]["name"] == world.collector01.user.name
    assert feature["geometry"]["coordinates"] == pytest.approx([WEST + 0.0005, 32.68 + 60 * METRE], abs=1e-6)
    assert "phone" not in feature["properties"]
    assert len(world.leader1.get("/map/collectors")[1]["features"]) == 2


def test_positions_go_when_their_time_is_over(world: World) -> None:
    now = timezone.now()
    sends(world.collector01, walk(now - timedelta(days=8), 4))
    sends(world.collector01, walk(now, 2))
    Setting.objects.update_or_create(key="positions_kept_days", defaults={"value": 7})
    assert sweep.remove_old(now) == 5
    assert Position.objects.count() == 3
    assert sweep.remove_old(now + timedelta(days=30)) == 3
    assert PositionBatch.objects.count() == 0
