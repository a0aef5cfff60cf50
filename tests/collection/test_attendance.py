"""上下班打卡 through the front door."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.world import OUTSIDE, World, at
from wangge.cases.checkers import available
from wangge.collection.models import Attendance


def told(kind: str = "on", column: int | None = 0, **changes: Any) -> dict[str, Any]:
    body: dict[str, Any] = {"record_id": str(uuid.uuid4()), "kind": kind}
    if column is not None:
        lon, lat = at(column)
        body |= {"lon": lon, "lat": lat, "accuracy": 8}
    return body | changes


def test_a_punch_sent_twice_is_one_and_another_body_under_its_id_is_refused(world: World) -> None:
    body = told()
    first, second = (world.collector01.post("/attendance", body) for _ in range(2))
    assert (first[0], second[0]) == (201, 200)
    assert first[1] == second[1]
    status, answer = world.collector01.post("/attendance", body | {"kind": "off"})
    assert (status, answer["code"]) == (409, "id_reused")
    assert world.collector02.post("/attendance", body)[0] == 201
    assert Attendance.objects.count() == 2


def test_it_says_which_duty_grid_and_that_one_stands_in_it(world: World) -> None:
    _, me = world.collector01.get("/me")
    own = me["posts"][0]["duty_grids"][0]
    column = 0 if own["code"].startswith("411328001") else 4
    _, inside = world.collector01.post("/attendance", told(column=column))
    assert (inside["place"], inside["metres_off"], inside["duty_grid"]["code"]) == ("inside", 0, own["code"])


def test_outside_the_own_grid_is_taken_and_said_with_its_distance(world: World) -> None:
    _, far = world.collector01.post("/attendance", told(lon=OUTSIDE[0], lat=OUTSIDE[1]))
    assert far["place"] == "outside"
    assert 30_000 < far["metres_off"] < 60_000
    assert "不在本人责任网格内" in far["said"]
    _, mine = world.collector01.get("/attendance/mine")
    assert mine["state"] == "on"


def test_a_position_less_exact_than_its_distance_is_no_reproach(world: World) -> None:
    own = world.collector01.get("/me")[1]["posts"][0]["duty_grids"][0]["code"]
    west = 112.84 if own.startswith("411328001") else 112.844
    beside: dict[str, Any] = {
        "lon": west - 0.0003 if west == 112.84 else west + 0.0043,
        "lat": 32.6805,
    }  # about 28 m outside
    assert world.collector01.post("/attendance", told(**beside, accuracy=5))[1]["place"] == "outside"
    assert world.collector01.post("/attendance", told(**beside, accuracy=60))[1]["place"] == "inside"


def test_without_a_position_it_is_taken_too(world: World) -> None:
    status, answer = world.collector01.post("/attendance", told(column=None))
    assert (status, answer["place"], answer["metres_off"]) == (201, "unknown", None)


def test_a_grid_that_is_not_ones_own_is_refused(world: World) -> None:
    status, answer = world.collector01.post("/attendance", told(duty_grid="411328999R01"))
    assert (status, answer["code"]) == (422, "not_your_grid")
    assert Attendance.objects.count() == 0


def test_both_times_are_kept_and_the_devices_clock_is_set_right(world: World) -> None:
    now = timezone.now()
    wrong = now + timedelta(hours=3)
    body = told(acted_at=wrong - timedelta(minutes=20))
    _, answer = world.collector01.post("/attendance", body, **{"X-Device-Time": wrong.isoformat()})
    row = Attendance.objects.get()
    assert abs(row.at - (now - timedelta(minutes=20))) < timedelta(seconds=5)
    assert abs(row.received_at - now) < timedelta(seconds=5)
    assert answer["late"] is False


def test_what_was_sent_hours_later_is_marked_and_a_time_to_come_is_not_believed(world: World) -> None:
    now = timezone.now()
    assert world.collector01.post("/attendance", told(acted_at=now - timedelta(hours=5)))[1]["late"] is True
    world.collector02.post("/attendance", told(acted_at=now + timedelta(hours=5)))
    assert Attendance.objects.order_by("-id")[0].at <= timezone.now()
    status, answer = world.collector02.post("/attendance", told(acted_at=now - timedelta(days=40)))
    assert (status, answer["code"]) == (422, "too_old")


def test_a_device_that_tells_nonsense_of_its_clock_is_taken_as_right(world: World) -> None:
    for told_time in ("2026-13-45T00:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "now"):
        body = told(acted_at=timezone.now() - timedelta(minutes=1))
        assert world.collector01.post("/attendance", body, **{"X-Device-Time": told_time})[0] in (201, 422), told_time


def test_a_time_without_its_zone_is_refused(world: World) -> None:
    status, answer = world.collector01.post("/attendance", told(acted_at="2026-06-10T08:00:00"))
    assert (status, answer["code"]) == (422, "time_without_zone")


def test_the_centre_sees_who_is_on_and_nobody_else_does(world: World) -> None:
    world.collector01.post("/attendance", told())
    world.collector02.post("/attendance", told())
    world.collector02.post("/attendance", told("off"))
    status, seen = world.shiftlead1.get("/attendance")
    states = {item["name"]: item["state"] for item in seen["items"]}
    names = [world.collector01.user.name, world.collector02.user.name, world.collector03.user.name]
    assert (status, [states[name] for name in names]) == (200, ["on", "off", "none"])
    for nobody in (world.collector01, world.handler("UNIT06"), world.evaluator1):
        assert nobody.get("/attendance")[0] == 403
    assert world.operator1.post("/attendance", told())[0] == 403


def test_the_draw_of_checkers_does_not_ask_who_has_clocked_on(world: World) -> None:
    """integrity.md: eligible are those who are not on leave; a 打卡 forgotten must not steer a blind check."""
    before = available(timezone.now())
    world.collector01.post("/attendance", told())
    assert available(timezone.now()) == before
