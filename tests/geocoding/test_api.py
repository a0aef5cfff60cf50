"""The two endpoints."""

from __future__ import annotations

import pytest
from ninja.testing import TestClient

from tests.basedata.world import COMMUNITY, DUTY, SIDE
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


def test_an_area_gives_what_a_phone_needs_for_addresses_without_a_network() -> None:
    build()
    lon, lat = CROSSING
    told = CLIENT.get(f"/geocode/area?bbox={lon - 0.001},{lat - 0.001},{lon + 0.001},{lat + 0.001}").json()
    assert [street["name"] for street in told["streets"]] == ["建设路", "新春路"]
    assert told["streets"][0]["lines"][0][0] == pytest.approx([lon - 2 * SIDE, lat])
    assert {name for name, _, _ in told["doors"]} == {"建设路1号", "建设路3号", "建设路5号", "建设路7号"}
    assert told["compounds"] == [["县医院", pytest.approx(lon + 0.0006), pytest.approx(lat + 0.00045)]]
    assert COMMUNITY in told["divisions"]
    assert CLIENT.get("/geocode/area?bbox=10,10,10.1,10.1").json()["doors"] == []


@pytest.mark.parametrize("bbox", ["110,30,114,34", "1,2,3", "elsewhere"])
def test_an_area_too_large_or_none_is_refused(bbox: str) -> None:
    with pytest.raises(Refused):
        CLIENT.get(f"/geocode/area?bbox={bbox}")
