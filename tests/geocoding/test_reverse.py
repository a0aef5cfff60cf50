"""A point said in words."""

from __future__ import annotations

import pytest

from tests.basedata.world import COMMUNITY, SIDE, SOUTH, WEST, settle
from tests.geocoding.town import CROSSING, METRE, build
from wangge.basedata.models import Place
from wangge.geocoding.reverse import short, where, wheres

LON, LAT = CROSSING
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("east", "north", "words"),
    [
        (0, 0, "建设路与新春路口"),
        (25, 20, "建设路与新春路口东北角"),
        (-25, -20, "建设路与新春路口西南角"),
        (25, -20, "建设路与新春路口东南角"),
        (-25, 20, "建设路与新春路口西北角"),
        (-62, 12, "建设路1号"),
        (62, 20, "建设路7号 县医院"),
        (150, 5, "建设路附近"),
    ],
)
def test_crossing_then_door_then_street(east: float, north: float, words: str) -> None:
    build()
    assert where(LON + east * METRE, LAT + north * METRE).address == words


def test_the_standard_form_has_street_and_community_in_front() -> None:
    build()
    found = where(LON - 62 * METRE, LAT + 12 * METRE)
    assert found.standard == "文峰街道新春街社区建设路1号"
    assert (found.street, found.community) == ("文峰街道", "新春街社区")
    assert found.grid is not None
    assert found.grid.code == f"{COMMUNITY}001"


def test_where_nothing_has_a_name_the_community_answers() -> None:
    settle()
    found = where(WEST + SIDE / 2, SOUTH)
    assert (found.address, found.standard) == ("新春街社区", "文峰街道新春街社区")


def test_outside_every_grid_there_is_no_grid_and_no_community() -> None:
    build()
    found = where(113.5, 33.0)
    assert (found.address, found.standard, found.grid) == ("", "", None)


def test_many_points_are_answered_in_order() -> None:
    build()
    points = [[LON, LAT], [LON - 62 * METRE, LAT + 12 * METRE], [0.0, 0.0]]
    assert [found.address for found in wheres(points)] == ["建设路与新春路口", "建设路1号", ""]
    assert wheres([]) == []


def test_a_renamed_place_is_said_by_its_new_name() -> None:
    build()
    assert where(LON + 62 * METRE, LAT + 20 * METRE).address == "建设路7号 县医院"
    Place.objects.get(category="hospital").delete()
    assert where(LON + 62 * METRE, LAT + 20 * METRE).address == "建设路7号"


def test_short_community_names() -> None:
    assert short("新春街社区居民委员会") == "新春街社区"
    assert short("刘洼村民委员会") == "刘洼村"
    assert short("长江社区居委会") == "长江社区"
