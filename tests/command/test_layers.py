"""Layers appear on the screen when a subsystem registers them, for the posts it names."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.world import World
from wangge.cases import ports
from wangge.standards.workcalendar import ZONE


@pytest.fixture
def camera(monkeypatch: pytest.MonkeyPatch) -> ports.Layer:
    """A subsystem that keeps nothing of past days."""
    monkeypatch.setattr(ports, "_layers", dict(ports._layers))
    mark = ports.Mark("C1", "文峰路口", None, 112.84, 32.68, heading=90.0, state="down", words="离线 12分")
    found = ports.Layer("cameras", "摄像头", "point", ("leader",), lambda now: [mark])
    ports.register_layer(found)
    return found


def codes(answer: tuple[int, Any]) -> list[str]:
    return [layer["code"] for layer in answer[1]]


def test_collectors_are_a_layer_for_those_who_may_see_where_people_are(world: World) -> None:
    assert "collectors" in codes(world.leader1.get("/command/layers"))
    assert "collectors" not in codes(world.evaluator1.get("/command/layers"))
    assert world.evaluator1.get("/command/layers/collectors")[0] == 404


def test_a_registered_layer_is_shown_to_its_readers_only(world: World, camera: ports.Layer) -> None:
    (told,) = [one for one in world.leader1.get("/command/layers")[1] if one["code"] == "cameras"]
    assert told == {"code": "cameras", "label": "摄像头", "kind": "point", "tracked": False}
    (mark,) = world.leader1.get("/command/layers/cameras")[1]["marks"]
    assert (mark["name"], mark["state"], mark["words"], mark["heading"]) == ("文峰路口", "down", "离线 12分", 90.0)
    assert "cameras" not in codes(world.operator1.get("/command/layers"))
    assert world.operator1.get("/command/layers/cameras")[0] == 404


def test_a_layer_without_a_past_has_no_tracks(world: World, camera: ports.Layer) -> None:
    assert world.leader1.get("/command/layers/cameras/tracks", day="2026-06-10")[1]["tracks"] == []


def noon_of_yesterday() -> datetime:
    return timezone.now().astimezone(ZONE).replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(days=1)


def walked(world: World, noon: datetime, seconds: tuple[int, ...]) -> None:
    points = [
        {"at": noon + timedelta(seconds=n), "lon": 112.84 + n / 1_000_000, "lat": 32.68, "accuracy": 6} for n in seconds
    ]
    status, _ = world.collector01.post("/positions", {"batch_id": str(uuid.uuid4()), "points": points})
    assert status == 201


def test_a_track_has_the_last_point_of_each_minute(world: World) -> None:
    noon = noon_of_yesterday()
    walked(world, noon, (0, 20, 50, 70, 3600))
    status, told = world.leader1.get("/command/layers/collectors/tracks", day=noon.date().isoformat())
    assert status == 200
    (track,) = told["tracks"]
    hours = 12 * 3_600_000
    assert [point[0] - hours for point in track["points"]] == [50_000, 70_000, 3_600_000]
    assert track["points"][0][1:] == [pytest.approx(112.84005), pytest.approx(32.68)]
    assert track["name"] == world.collector01.user.name


def test_yesterdays_track_is_not_todays(world: World) -> None:
    noon = noon_of_yesterday()
    walked(world, noon, (0,))
    today = (noon + timedelta(days=1)).date().isoformat()
    assert world.leader1.get("/command/layers/collectors/tracks", day=today)[1]["tracks"] == []
    (mark,) = world.leader1.get("/command/layers/collectors")[1]["marks"] or [None]
    assert mark is None or mark["name"] == world.collector01.user.name
