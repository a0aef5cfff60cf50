"""Ground is taken in whole, once, and with the real divisions."""

from __future__ import annotations

import pytest

from tests.basedata.world import COMMUNITY, DUTY, SQUARES, TODAY, component, duty, settle, square
from wangge.basedata import load
from wangge.basedata.models import Component, Division, Place, UnitGrid
from wangge.standards.errors import Refused

pytestmark = pytest.mark.django_db


def test_divisions_are_the_published_ones_and_are_loaded_once() -> None:
    assert load.load_divisions({"411328002": square(0, 0)}) == len(load.division_names()) == 562
    assert Division.objects.get(code="411328002001").name == "新春街社区居民委员会"
    assert Division.objects.get(code="411328002").geometry == square(0, 0)
    assert load.load_divisions({}) == 0


def test_unit_grids_come_with_their_prefixes_area_and_duty_grid() -> None:
    settle()
    grid = UnitGrid.objects.get(code=f"{COMMUNITY}003")
    assert (grid.street_code, grid.community_code, grid.duty_grid) == (COMMUNITY[:9], COMMUNITY, duty())
    assert 9_000 < grid.area_m2 < 11_000
    assert grid.geometry == SQUARES[grid.code]


def test_a_second_set_of_unit_grids_is_refused_and_the_first_stays() -> None:
    settle()
    with pytest.raises(Refused) as refusal:
        load.load_unit_grids([load.GridRow(f"{COMMUNITY}009", square(5, 5), DUTY, 1)], TODAY)
    assert refusal.value.code == "grids_exist"
    assert UnitGrid.objects.count() == 4


def test_a_faulty_set_is_refused_as_a_whole() -> None:
    load.load_divisions({})
    rows = [load.GridRow(f"{COMMUNITY}001", square(0, 0), None, 1), load.GridRow("9" * 15, square(1, 0), None, 1)]
    with pytest.raises(Refused):
        load.load_unit_grids(rows, TODAY)
    assert not UnitGrid.objects.exists()


def test_places_know_their_street_and_their_other_names() -> None:
    street = load.PlaceRow("road", "新春路", "唐河县新春路", 112.84, 32.68)
    door = load.PlaceRow("number", "新春路1号", "唐河县新春路1号", 112.8401234, 32.68, parent=0)
    clinic = load.PlaceRow("landmark", "县中医院", "唐河县新春路1号", 112.84, 32.68, aliases=["中医院", "“老”中医"])
    assert load.load_places([street, door, clinic]) == 3
    loaded = Place.objects.get(name="新春路1号")
    assert loaded.parent == Place.objects.get(kind="road")
    assert str(loaded.lon) == "112.8401234"
    named = Place.objects.get(name="县中医院")
    assert named.aliases == ["中医院", "“老”中医"]
    assert named.search == "唐河县新春路1号 县中医院 中医院 “老”中医"


def test_components_are_kept_as_given() -> None:
    load.load_components([component(1, 112.8405, 32.6805)], TODAY)
    lamp = Component.objects.get()
    assert (lamp.id, lamp.class_code, lamp.name, lamp.initial_date) == ("4113280137000001", "C0137", "路灯", TODAY)
