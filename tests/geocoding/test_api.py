"""The two endpoints."""

from __future__ import annotations

import pytest
from ninja.testing import TestClient

from tests.basedata.world import COMMUNITY, DUTY
from tests.geocoding.town import CROSSING, build
from wangge.basedata import coordinates
from wangge.geocoding.api import router
from wangge.standards.errors import Refused

CLIENT = TestClient(router)
pytestmark = pytest.mark.django_db


def test_words_give_places() -> None:
    build()
    items = CLIENT.get("/geocode?q=县医院").json()["items"]
    assert [item["name"] for item in items] == ["唐河县人民医院"]
    assert items[0]["grid"] == f"{COMMUNITY}002"


@pytest.mark.parametrize("query", ["", "q=", "q=a&limit=0", "q=a&limit=51", f"q={'长' * 101}"])
def test_bad_questions_are_refused(query: str) -> None:
    assert CLIENT.get(f"/geocode?{query}").status_code == 422


def test_a_point_gives_its_address_grid_and_duty_grid() -> None:
    build()
    answer = CLIENT.get(f"/geocode/reverse?lon={CROSSING[0]}&lat={CROSSING[1]}").json()
    assert answer["address"] == "建设路与新春路口"
    assert answer["grid"] == f"{COMMUNITY}001"
    assert answer["duty_grid"] == {"code": DUTY, "name": "文峰街道第一责任网格"}
    assert answer["inside"] is True


def test_a_phones_shifted_point_is_put_right_first() -> None:
    build()
    lon, lat = coordinates.gcj02_of(*CROSSING)
    answer = CLIENT.get(f"/geocode/reverse?lon={lon!r}&lat={lat!r}&coord_sys=gcj02").json()
    assert answer["address"] == "建设路与新春路口"
    assert (answer["lon"], answer["lat"]) == pytest.approx(CROSSING, abs=2e-7)


def test_a_point_outside_is_said_to_be_outside() -> None:
    build()
    answer = CLIENT.get("/geocode/reverse?lon=110&lat=30").json()
    assert (answer["inside"], answer["grid"], answer["duty_grid"]) == (False, None, None)


def test_swapped_or_unknown_coordinates_are_refused() -> None:
    for query in ("lon=32.68&lat=112.84", "lon=112.84&lat=32.68&coord_sys=mars"):
        with pytest.raises(Refused):
            CLIENT.get(f"/geocode/reverse?{query}")
