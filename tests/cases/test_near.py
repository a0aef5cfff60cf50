"""Likely duplicates are told before a report is sent: same class, within 50 m and 24 h, still open."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.evidence.conftest import SOUND
from tests.world import Person, World, at
from wangge.cases.models import Case

NORTH_44, NORTH_67 = 0.0004, 0.0006  # degrees of latitude: 44 m and 67 m


def near(person: Person, lat: float = 0.0, class_code: str = "E0110") -> list[dict[str, Any]]:
    """What stands near the middle of grid 0, or `lat` degrees north of it."""
    lon, south = at(0)
    status, found = person.get("/reports/near", lon=lon, lat=south + lat, class_code=class_code)
    assert status == 200, found
    return list(found["items"])


def test_an_open_case_of_the_class_is_told_up_to_fifty_metres(world: World) -> None:
    case = world.collector01.report()
    (found,) = near(world.collector02, NORTH_44)
    assert (found["case_no"], found["class_name"]) == (case["case_no"], "暴露垃圾")
    assert found["distance_m"] == pytest.approx(44.4, abs=1)
    assert near(world.collector02, NORTH_67) == []
    assert near(world.collector02, class_code="E0111") == []


def test_an_older_or_finished_case_is_no_duplicate(world: World) -> None:
    case = world.collector01.report()
    Case.objects.filter(case_no=case["case_no"]).update(reported_at=timezone.now() - timedelta(hours=25))
    assert near(world.collector01) == []
    refused = world.collector01.report()
    world.operator1.does(refused, "refuse", reason="经核实不存在所反映的问题。")
    assert near(world.collector01) == []


def test_its_photo_is_shown_to_those_who_may_open_the_case(world: World) -> None:
    case = world.collector01.report()
    photo = case["media"][0]["id"]
    (own,) = near(world.collector01)
    assert (own["visible"], own["photo"]) == (True, photo)
    stranger = next(p for p in map(world.__getattr__, ("collector20", "collector21")) if not sees(p, case))
    (found,) = near(stranger)
    assert (found["visible"], found["photo"]) == (False, None)


def sees(person: Person, case: dict[str, Any]) -> bool:
    return bool(person.get(f"/cases/{case['case_no']}")[0] == 200)


def test_a_recording_is_not_taken_for_its_photo(world: World) -> None:
    me = world.collector01
    sound = me.client.post("/api/v1/media", {"file": SimpleUploadedFile("a.m4a", SOUND)}, headers=me.headers)
    photo = me.photo()
    case = me.report(media_ids=[sound.json()["media_id"], photo])
    (found,) = near(me)
    assert found["photo"] == next(m["id"] for m in case["media"] if m["kind"] == "photo")
