"""Places found by words."""

from __future__ import annotations

import pytest

from tests.basedata.world import COMMUNITY
from tests.geocoding.town import CROSSING, build
from wangge.geocoding.forward import search

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("words", ["建设路7号", "唐河县文峰街道新春街社区建设路７号", "建设路 7"])
def test_a_door_is_found_however_it_is_written(words: str) -> None:
    build()
    first = search(words)[0]
    assert (first.name, first.address, first.exact) == ("建设路7号", "唐河县文峰街道新春街社区建设路7号", True)


def test_a_missing_number_gives_the_nearest_door_of_the_street_and_says_so() -> None:
    build()
    first = search("建设路60号")[0]
    assert (first.name, first.exact) == ("建设路7号", False)


@pytest.mark.parametrize("words", ["建设路与新春路口", "新春路和建设路交叉口"])
def test_a_crossing_is_where_the_streets_meet(words: str) -> None:
    build()
    first = search(words)[0]
    assert (first.kind, first.exact) == ("crossing", True)
    assert (first.lon, first.lat) == pytest.approx(CROSSING, abs=2e-6)
    assert first.grid == f"{COMMUNITY}001"


@pytest.mark.parametrize("words", ["县医院", "人民医院", "唐河县人民医院"])
def test_names_and_aliases_find_the_landmark_first(words: str) -> None:
    build()
    first = search(words)[0]
    assert (first.name, first.category, first.exact) == ("唐河县人民医院", "hospital", True)


def test_a_wrong_character_does_no_harm_but_is_owned_up_to() -> None:
    build()
    assert [(found.name, found.exact) for found in search("人民医园")] == [("唐河县人民医院", False)]


def test_streets_come_before_the_doors_on_them() -> None:
    build()
    assert [found.kind for found in search("建设路")][:2] == ["road", "poi"]


def test_grid_codes_are_found_by_their_beginning() -> None:
    build()
    assert [found.name[-3:] for found in search(COMMUNITY)][:4] == ["001", "002", "003", "004"]
    assert search(f"{COMMUNITY}003")[0].grid == f"{COMMUNITY}003"


def test_signs_of_the_query_language_are_only_characters() -> None:
    build()
    assert search("100%")[0].name == "建设路100%超市"
    for words in ("%", "_", "设_路", "\\", "'", '"', "建设路'; --"):
        assert [found.name for found in search(words)] == (["建设路100%超市"] if words == "%" else [])


@pytest.mark.parametrize("words", ["", "   ", "绝对没有的地方", "不存在路9号", "甲路与乙路口"])
def test_what_is_nowhere_gives_nothing(words: str) -> None:
    build()
    assert search(words) == []


def test_the_limit_is_kept() -> None:
    build()
    assert len(search("建设路", limit=3)) == 3
